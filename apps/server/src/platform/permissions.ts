import { type Action, may, mightEver, PERMISSIONS, type Relation, ROUND_PHASES } from '@parix/workflow';
import type { Person } from './person.ts';
import { refuse } from './refusal.ts';

/** Acts that change something: refused by phase, they say so instead of "forbidden". */
const CHANGES: ReadonlySet<Action> = new Set([
  'scorecard.edit',
  'appraisal.edit',
  'surveys.import',
  'facts.import',
  'round.publish',
]);

/** Refuses unless the table of rights allows it. The code tells whether another phase would have allowed it. */
export function authorise(person: Person, action: Action, relation: Relation = {}): void {
  if (may(person.role, action, relation)) return;
  const inAnotherPhase = ROUND_PHASES.some((phase) => may(person.role, action, { ...relation, phase }));
  if (!inAnotherPhase || !CHANGES.has(action)) refuse('forbidden');
  refuse(action === 'scorecard.edit' && relation.phase === 'self-closed' ? 'deadline-passed' : 'round-phase');
}

/** Refuses a role that could never do it, before anything is read. */
export function authoriseRole(person: Person, action: Action): void {
  if (!mightEver(person.role, action)) refuse('forbidden');
}

/** True when the right depends on the round, the unit or the area, so that the use case must ask for it itself. */
export function dependsOnRelation(person: Person, action: Action): boolean {
  return PERMISSIONS[action][person.role].some((grant) => Object.keys(grant).length > 0);
}

/** How the person stands to a unit's card. */
export function relationToUnit(person: Person, unitId: string): Pick<Relation, 'ownUnit'> {
  return { ownUnit: person.unitId !== null && person.unitId === unitId };
}

/** Whether the person appraises the area; no areas named means every area. */
export function appraisesArea(person: Person, areaId: string): boolean {
  return person.areas.length === 0 || person.areas.includes(areaId);
}
