import {
  type Action,
  CARD_STATES,
  CARD_WINDOWS,
  grantsOf,
  isAreaRole,
  may,
  mightEver,
  REPLY_STATES,
  type Relation,
  ROUND_PHASES,
} from '@parix/workflow';
import type { Person } from './person.ts';
import { refuse } from './refusal.ts';

/** Acts that change something: refused by phase or state, they say so instead of "forbidden". */
const CHANGES: ReadonlySet<Action> = new Set([
  'scorecard.edit',
  'assignments.manage',
  'item.mark-ready',
  'card.send',
  'card.recall',
  'card.return',
  'card.approve',
  'card.extend',
  'card.reopen',
  'appraisal.edit',
  'area.sign',
  'area.withdraw',
  'second-readings.draw',
  'second-readings.judge',
  'reply.edit',
  'reply.send',
  'reply.approve',
  'reply.reopen',
  'council.decide',
  'surveys.import',
  'facts.import',
  'round.publish',
]);

/** Refuses unless the table of rights allows it. The code tells what stands in the way when it is not the person. */
export function authorise({ roles }: Pick<Person, 'roles'>, action: Action, relation: Relation = {}): void {
  if (may(roles, action, relation)) return;
  const allowedWith = (change: Partial<Relation>): boolean => may(roles, action, { ...relation, ...change });
  const elsewhen = ROUND_PHASES.some(
    (phase) =>
      CARD_WINDOWS.some((window) => CARD_STATES.some((card) => allowedWith({ window, card, phase }))) ||
      REPLY_STATES.some((replies) => allowedWith({ replies, phase })),
  );
  if (!elsewhen || !CHANGES.has(action)) refuse('forbidden');
  if (REPLY_STATES.some((replies) => allowedWith({ replies }))) refuse('reply-state');
  if (CARD_STATES.some((card) => allowedWith({ card }))) refuse('card-state');
  const { window, phase } = relation;
  if (window === 'closed' && phase === 'self-closed' && isUnitAct(action)) refuse('deadline-passed');
  refuse('round-phase');
}

const isUnitAct = (action: Action): boolean =>
  action === 'scorecard.edit' ||
  action === 'item.mark-ready' ||
  action === 'assignments.manage' ||
  action === 'card.send' ||
  action === 'card.recall' ||
  action === 'card.return' ||
  action === 'card.approve';

/** Refuses roles that could never do it, before anything is read. */
export function authoriseRole({ roles }: Person, action: Action): void {
  if (!mightEver(roles, action)) refuse('forbidden');
}

/** True when the right depends on the round, the unit or the area, so that the use case must ask for it itself. */
export function dependsOnRelation({ roles }: Person, action: Action): boolean {
  return !grantsOf(roles, action).some((grant) => Object.keys(grant).length === 0);
}

/** How the person stands to a unit's card. */
export function relationToUnit(person: Person, unitId: string): Pick<Relation, 'ownUnit'> {
  return { ownUnit: person.unitId !== null && person.unitId === unitId };
}

/** Whether the person appraises the area; no areas named means every area. */
export function appraisesArea(person: Person, areaId: string): boolean {
  if (!person.roles.some(isAreaRole)) return false;
  return person.areas.length === 0 || person.areas.includes(areaId);
}
