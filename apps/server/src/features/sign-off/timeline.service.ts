import type { TimelineEntry } from '@parix/api-contract';
import { CARD_EVENTS, may } from '@parix/workflow';
import { z } from 'zod';
import type { Context, Db } from '../../platform/context.ts';
import { decodeCursor, toPage } from '../../platform/pagination.ts';
import { refuse } from '../../platform/refusal.ts';
import { relationToRound } from '../rounds/rounds.read-model.ts';
import { requirePlan } from '../criteria-sets/set-library.read-model.ts';
import { blindPairs } from '../second-readings/blind-pairs.read-model.ts';
import {
  describeAssigned,
  describeEvent,
  describeJudged,
  describeMarked,
  describeSaved,
} from './describe-timeline.ts';
import { OUTSIDE, type ReadableCard, requireReadableCard } from './sign-off.service.ts';
import {
  assignedRows,
  eventRows,
  type ItemKey,
  judgedRows,
  markedRows,
  savedRows,
  SOURCES,
  type TimelineCursor,
  type TimelineSlice,
} from './timeline.queries.ts';

/** One row of whichever source, with its place among all of them. */
interface Placed {
  readonly cursor: TimelineCursor;
  readonly entry: TimelineEntry;
}

/**
 * Everything that happened to an item, newest first: saves, marks, who filled it, what was done with the card, and the
 * decisions for those who may see them: not for whoever may still judge the item blind. Outside the unit its inner steps are left out.
 */
export async function itemTimeline(
  context: Context,
  key: ItemKey,
  { limit, cursor }: { readonly limit: number; readonly cursor?: string | undefined },
) {
  const card = await requireReadableCard(context, key);
  const { items } = await requirePlan(context.db, card.round.setVersionId);
  if (!items.has(key.itemId)) refuse('not-found');
  const after = decodeCursor(cursor, z.tuple([z.iso.datetime(), z.int(), z.string().max(100)]));
  const rows = await readSources(context, card, key, { after, limit: limit + 1 });
  const sorted = rows.toSorted(byPlace);
  return toPage(
    sorted,
    limit,
    (row) => row.cursor,
    (row) => row.entry,
  );
}

/** Each source gives as many as the page can take: the page is the newest of all of them. */
async function readSources(
  context: Context,
  { inside, relation, round }: ReadableCard,
  key: ItemKey,
  slice: TimelineSlice,
): Promise<readonly Placed[]> {
  const { db, person } = context;
  const ownUnit = relation.ownUnit ?? false;
  const reads = may(person.roles, 'appraisal.read', { ...relationToRound(round), ownUnit });
  const { unitId, itemId } = key;
  const judged =
    reads && !(await blindPairs(context, round, [{ unitId, itemId }])).hidden.has(`${unitId} ${itemId}`);
  const kinds = inside ? CARD_EVENTS : OUTSIDE;
  return [
    ...placed(SOURCES.saved, await savedRows(db, key, slice), describeSaved),
    ...placed(SOURCES.events, await eventRows(db, key, kinds, slice), describeEvent),
    ...(judged ? placed(SOURCES.judged, await judgedRows(db, key, slice), describeJudged) : []),
    ...(inside ? await innerSources(db, key, slice) : []),
  ];
}

async function innerSources(db: Db, key: ItemKey, slice: TimelineSlice): Promise<readonly Placed[]> {
  return [
    ...placed(SOURCES.marked, await markedRows(db, key, slice), describeMarked),
    ...placed(SOURCES.assigned, await assignedRows(db, key, 'assigned', slice), describeAssigned('assigned')),
    ...placed(SOURCES.ended, await assignedRows(db, key, 'ended', slice), describeAssigned('unassigned')),
  ];
}

function placed<Row extends { readonly at: Date; readonly place: string }>(
  source: number,
  rows: readonly Row[],
  describe: (row: Row) => Omit<TimelineEntry, 'id' | 'at'>,
): Placed[] {
  return rows.map((row) => {
    const at = row.at.toISOString();
    return { cursor: [at, source, row.place], entry: { id: `${source}-${row.place}`, at, ...describe(row) } };
  });
}

function byPlace({ cursor: a }: Placed, { cursor: b }: Placed): number {
  if (a[0] !== b[0]) return a[0] < b[0] ? 1 : -1;
  if (a[1] !== b[1]) return a[1] - b[1];
  return a[2] < b[2] ? 1 : -1;
}
