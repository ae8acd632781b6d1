import type { Assignment, ROUTES } from '@parix/api-contract';
import { z } from 'zod';
import type { Context, Db } from '../../platform/context.ts';
import { decodeCursor, toPage } from '../../platform/pagination.ts';
import { refuse } from '../../platform/refusal.ts';
import { requirePlan } from '../criteria-sets/set-library.read-model.ts';
import { requireRound, requireRoundUnit } from '../rounds/rounds.read-model.ts';
import { itemsWithin } from './assign-items.service.ts';
import { type CardKey, type Holder, listAssignmentRows } from './assignments.queries.ts';
import { describeAssignment } from './describe-assignment.ts';
import { permitInside } from './divisions.service.ts';

type Query = z.output<typeof ROUTES.listAssignments.query>;

/** Who fills which item of a card, to the people of the unit, those above it and the standing body. */
export async function listAssignments(
  context: Context,
  card: CardKey,
  query: Query,
): Promise<{ readonly items: Assignment[]; readonly next: string | null }> {
  const { db, now } = context;
  await permitInside(context, card.unitId);
  const round = await requireRound(db, card.roundId, now);
  await requireRoundUnit(db, card.roundId, card.unitId);
  const { limit, cursor, unreachable, ended } = query;
  const after = decodeCursor(cursor, z.tuple([z.string(), z.uuid()]));
  const itemIds = await itemsAsked(db, round.setVersionId, query);
  const filter = { itemIds, holder: holderAsked(query), unreachable, ended, after, limit: limit + 1 };
  const rows = await listAssignmentRows(db, card, now, filter);
  return toPage(rows, limit, (row) => [row.itemId, row.id], describeAssignment);
}

function holderAsked({ person, division }: Query): Holder | undefined {
  if (person !== undefined) return { accountId: person };
  return division === undefined ? undefined : { divisionId: division };
}

/** undefined: every item. */
async function itemsAsked(
  db: Db,
  setVersionId: string,
  { item, group }: Query,
): Promise<readonly string[] | undefined> {
  if (group === undefined) return item === undefined ? undefined : [item];
  const within = itemsWithin(await requirePlan(db, setVersionId), group).map((each) => each.item.id);
  if (within.length === 0) refuse('not-found');
  return item === undefined ? within : within.filter((id) => id === item);
}
