import type { AssigneeRef, ROUTES } from '@parix/api-contract';
import type { z } from 'zod';
import { recordAudit } from '../../platform/audit-log.ts';
import type { Context, Db } from '../../platform/context.ts';
import { newId } from '../../platform/ids.ts';
import { refuse } from '../../platform/refusal.ts';
import { inTransaction } from '../../platform/transaction.ts';
import { requirePlan, type StoredSet } from '../criteria-sets/set-library.read-model.ts';
import { isExempt } from '../ranking/stored-facts.read-model.ts';
import { requireRound, requireRoundUnit, type Round, type RoundUnit } from '../rounds/rounds.read-model.ts';
import { requireStanding } from '../sign-off/card-standing.read-model.ts';
import { lockCard } from '../sign-off/lock-card.read-model.ts';
import { permitOnCard } from '../sign-off/permit-on-card.read-model.ts';
import {
  type AssignmentRow,
  type CardKey,
  endAssignments,
  findAssignment,
  type Holder,
  insertAssignments,
  listAssignmentRows,
} from './assignments.queries.ts';
import { describeAssignment } from './describe-assignment.ts';
import { holdDivision } from './divisions.queries.ts';
import { findUnitPerson } from './unit-people.queries.ts';

type Wanted = z.output<typeof ROUTES.assignItems.body>;
type HandOver = z.output<typeof ROUTES.handOver.body>;

export interface Outcome {
  readonly assigned: number;
  readonly ended: number;
  readonly unchanged: number;
}

/** The card whose items are to be given out, once the right is checked; its round cannot move meanwhile. */
export async function openForAssignment(
  context: Context,
  card: CardKey,
): Promise<{ readonly round: Round; readonly unit: RoundUnit; readonly stored: StoredSet }> {
  const { db, now } = context;
  await lockCard(db, card, 'share');
  const round = await requireRound(db, card.roundId, now);
  const standing = await requireStanding(db, round, card.unitId, now);
  permitOnCard(context, 'assignments.manage', round, card.unitId, standing);
  const unit = await requireRoundUnit(db, card.roundId, card.unitId);
  return { round, unit, stored: await requirePlan(db, round.setVersionId) };
}

export const holderOf = ({ kind, id }: AssigneeRef): Holder =>
  kind === 'person' ? { accountId: id } : { divisionId: id };

/** Who takes items must be there now: an active person or division of the unit; anything else is not found. */
async function requireTaker(context: Context, db: Db, unitId: string, to: AssigneeRef): Promise<Holder> {
  const found =
    to.kind === 'person'
      ? await findUnitPerson(db, unitId, to.id, context.now)
      : await holdDivision(db, unitId, to.id, 'share');
  return found ? holderOf(to) : refuse('not-found');
}

export async function assignItems(context: Context, card: CardKey, wanted: Wanted): Promise<Outcome> {
  return inTransaction(context.db, async (db) => {
    const inside = { ...context, db };
    const { unit, stored } = await openForAssignment(inside, card);
    const taker = await requireTaker(inside, db, card.unitId, wanted.to);
    const itemIds = itemsOf(stored, unit, wanted);
    const held = await listAssignmentRows(db, card, context.now, { itemIds });
    const replaced = wanted.replace ? held.filter((row) => !isHeldBy(row, taker)) : [];
    const ended = await endRows(inside, card, replaced);
    const assigned = await give(inside, card, itemIds, taker);
    const outcome = { assigned, ended, unchanged: itemIds.length - assigned };
    const detail = { to: wanted.to, ...outcome };
    await recordAudit(db, context, { action: 'items.assigned', subject: subjectOf(card), detail });
    return outcome;
  });
}

const isHeldBy = (row: AssignmentRow, holder: Holder): boolean =>
  'accountId' in holder ? row.accountId === holder.accountId : row.divisionId === holder.divisionId;

export const subjectOf = ({ roundId, unitId }: CardKey): string => `card:${roundId}/${unitId}`;

/** The named items, and those of the named areas and criteria that the unit itself fills. */
function itemsOf(stored: StoredSet, unit: RoundUnit, { itemIds, groupIds }: Wanted): readonly string[] {
  for (const [at, id] of itemIds.entries()) {
    const indexed = stored.items.get(id) ?? refuseUnknown(`/itemIds/${at}`, id);
    if (!indexed.item.selfScored) refuse('not-self-scored');
  }
  const ofGroups = groupIds.flatMap((group, at) => {
    const within = itemsWithin(stored, group);
    if (within.length === 0) refuseUnknown(`/groupIds/${at}`, group);
    return within.filter(({ item }) => item.selfScored && !isExempt(item, unit.kind));
  });
  return [...new Set([...itemIds, ...ofGroups.map(({ item }) => item.id)])];
}

/** Items of an area or a criterion, in the order of the set; none for an id that the set does not know. */
export const itemsWithin = (stored: StoredSet, group: string) =>
  [...stored.items.values()].filter(({ areaId, groupId }) => areaId === group || groupId === group);

function refuseUnknown(place: string, value: string): never {
  const message = 'Bộ tiêu chí của đợt không có mã này. / The round’s criteria set does not have this id.';
  return refuse('bad-request', { errors: [{ place, code: 'unknown-item', message, value }] });
}

/** Gives the items to somebody from now on. @returns how many they did not have yet */
export function give(
  { db, now, person, requestId }: Context,
  card: CardKey,
  itemIds: readonly string[],
  taker: Holder,
): Promise<number> {
  const { roundId, unitId } = card;
  const common = { roundId, unitId, startsAt: now, assignedBy: person.accountId, requestId };
  return insertAssignments(
    db,
    itemIds.map((itemId) => ({ id: newId(), itemId, ...taker, ...common })),
  );
}

async function endRows(
  { db, now, person, requestId }: Context,
  card: CardKey,
  rows: readonly AssignmentRow[],
): Promise<number> {
  const ids = rows.map((row) => row.id);
  const ending = { endsAt: now, endedBy: person.accountId, endRequestId: requestId };
  return (await endAssignments(db, card, ids, ending)).length;
}

/** Ends one assignment; one that has ended already answers as it stands. */
export async function endAssignment(context: Context, card: CardKey, id: string) {
  return inTransaction(context.db, async (db) => {
    const inside = { ...context, db };
    await openForAssignment(inside, card);
    const row = (await findAssignment(db, card, id, context.now)) ?? refuse('not-found');
    if ((await endRows(inside, card, [row])) > 0) {
      const detail = { item: row.itemId, assignee: row.accountId ?? row.divisionId };
      await recordAudit(db, context, { action: 'assignment.ended', subject: subjectOf(card), detail });
    }
    return describeAssignment((await findAssignment(db, card, id, context.now)) ?? refuse('not-found'));
  });
}

/** What one has goes to another, in one act; the giver may have left already. */
export async function handOver(
  context: Context,
  card: CardKey,
  { from, to, itemIds }: HandOver,
): Promise<Outcome> {
  return inTransaction(context.db, async (db) => {
    const inside = { ...context, db };
    await openForAssignment(inside, card);
    const taker = await requireTaker(inside, db, card.unitId, to);
    if (isSame(from, to)) return { assigned: 0, ended: 0, unchanged: 0 };
    const filter = { holder: holderOf(from), ...(itemIds && { itemIds }) };
    const rows = await listAssignmentRows(db, card, context.now, filter);
    const handed = rows.map((row) => row.itemId);
    const assigned = await give(inside, card, handed, taker);
    const ended = await endRows(inside, card, rows);
    const outcome = { assigned, ended, unchanged: handed.length - assigned };
    const detail = { from, to, ...outcome };
    await recordAudit(db, context, { action: 'items.handed-over', subject: subjectOf(card), detail });
    return outcome;
  });
}

const isSame = (a: AssigneeRef, b: AssigneeRef): boolean => a.kind === b.kind && a.id === b.id;
