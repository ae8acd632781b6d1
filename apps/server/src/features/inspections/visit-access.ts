import { may, type Relation } from '@parix/workflow';
import type { Context } from '../../platform/context.ts';
import { relationToUnit } from '../../platform/permissions.ts';
import { refuse } from '../../platform/refusal.ts';
import { findVisitRow, listMembers, type MemberRow, type VisitKey, type VisitRow } from './visits.queries.ts';

/** A visit with its team, as the person stands to it. */
export interface OpenVisit {
  readonly key: VisitKey;
  readonly row: VisitRow;
  readonly team: readonly MemberRow[];
  readonly relation: Relation;
  readonly isMember: boolean;
  readonly isLeader: boolean;
}

/** 404 when there is none. `hold`: nobody else writes of it until the transaction ends. */
export async function openVisit({ db, person }: Context, key: VisitKey, hold = false): Promise<OpenVisit> {
  const row = (await findVisitRow(db, key, hold)) ?? refuse('not-found');
  const team = await listMembers(db, [row.id]);
  const own = team.find(({ accountId }) => accountId === person.accountId);
  // A unit is shown what was found there once the leader of the team has closed the record.
  const shown = row.state === 'done' || row.state === 'signed';
  const relation = { ...relationToUnit(person, row.unitId), shown };
  return { key, row, team, relation, isMember: own !== undefined, isLeader: own?.part === 'leader' };
}

/** A visit for reading. A unit that is not shown it yet does not learn that it is planned. */
export async function readVisit(context: Context, key: VisitKey): Promise<OpenVisit> {
  const open = await openVisit(context, key);
  context.permit('inspections.read', open.relation);
  return open;
}

/** Those on the team write; nobody at their own unit. */
export const mayFill = ({ person }: Context, { row, relation, isMember }: OpenVisit): boolean =>
  row.state === 'planned' && isMember && may(person.roles, 'inspections.fill', relation);

export function requireTeam(context: Context, open: OpenVisit): void {
  context.permit('inspections.fill', open.relation);
  if (!open.isMember) refuse('forbidden');
}

export function requireLeader(context: Context, open: OpenVisit): void {
  context.permit('inspections.sign', { ...open.relation });
  if (!open.isLeader) refuse('forbidden');
}
