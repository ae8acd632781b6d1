import { ROUND_STATES, type RoundState } from '@parix/workflow';
import { sql } from 'kysely';
import type { NewRow } from '../../db/schema.ts';
import type { Db } from '../../platform/context.ts';
import type { Round, RoundUnit } from '../rounds/rounds.read-model.ts';
import { ANSWERABLE_DECISION, newestDecisions, repliesInForce } from './answerable-decisions.ts';

interface Card {
  readonly roundId: string;
  readonly unitId: string;
}

/** False when the version exists already: somebody else saved first. */
export async function insertReply(db: Db, row: NewRow<'itemReply'>): Promise<boolean> {
  const inserted = await db
    .insertInto('itemReply')
    .values(row)
    .onConflict((conflict) => conflict.doNothing())
    .executeTakeFirst();
  return inserted.numInsertedOrUpdatedRows === 1n;
}

/** False when somebody else took the number. */
export async function insertReplyEvent(db: Db, row: NewRow<'replyEvent'>): Promise<boolean> {
  const inserted = await db
    .insertInto('replyEvent')
    .values(row)
    .onConflict((conflict) => conflict.doNothing())
    .executeTakeFirst();
  return inserted.numInsertedOrUpdatedRows === 1n;
}

/** The story of one unit's replies, oldest first: acts of people, a handful a round. */
export function replyEvents(db: Db, { roundId, unitId }: Card) {
  return db
    .selectFrom('replyEvent as e')
    .leftJoin('account as a', 'a.id', 'e.actorId')
    .selectAll('e')
    .select('a.displayName as actorName')
    .where('e.roundId', '=', roundId)
    .where('e.unitId', '=', unitId)
    .orderBy('e.sequence')
    .execute();
}

export interface ReplyCounts {
  readonly open: number;
  readonly answered: number;
  readonly disagreed: number;
}

/** After the explanation: what is decided then is not what the units were told. */
export const isHeard = (state: RoundState): boolean =>
  ROUND_STATES.indexOf(state) > ROUND_STATES.indexOf('explanation');

export interface CountedReplies {
  readonly units: readonly RoundUnit[];
  /** The unit whose drafts may be counted; of others only what their leader has approved. */
  readonly ownUnitId: string | null;
  /** Pairs that are not counted, each by `unit item`. */
  readonly leftOut: ReadonlySet<string>;
}

/**
 * Per unit: items that may be answered, that are, and that are disagreed about, by the decisions that units were told:
 * an answer to an older one is none, while what is decided after the units were heard takes no answer away.
 */
export async function replyCounts(
  db: Db,
  { id: roundId, state }: Round,
  { units, ownUnitId, leftOut }: CountedReplies,
): Promise<ReadonlyMap<string, ReplyCounts>> {
  const filter = { roundId, unitIds: units.map(({ id }) => id) };
  const told = newestDecisions(filter, isHeard(state) ? 'first' : undefined);
  const { rows } = await sql<ReplyCounts & { unitId: string }>`
    select d.unit_id as "unitId",
      (count(*) filter (where ${ANSWERABLE_DECISION} or r.item_id is not null))::int as open,
      count(r.item_id)::int as answered, (count(*) filter (where r.stance = 'disagree'))::int as disagreed
    from (${told}) d
    left join (${repliesInForce(filter, ownUnitId)}) r on r.unit_id = d.unit_id and r.item_id = d.item_id
      and r.appraisal_version >= d.version
    where d.unit_id::text || ' ' || d.item_id <> all(${sql.val([...leftOut])}::text[])
    group by d.unit_id`.execute(db);
  return new Map(rows.map(({ unitId, ...counts }) => [unitId, counts]));
}
