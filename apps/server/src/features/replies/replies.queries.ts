import { sql } from 'kysely';
import type { NewRow } from '../../db/schema.ts';
import type { Db } from '../../platform/context.ts';
import type { RoundUnit } from '../rounds/rounds.read-model.ts';

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

/**
 * Per unit: items that may be answered, are answered as they stand, and are disagreed about; without those left out,
 * each by `unit item`.
 */
export async function replyCounts(
  db: Db,
  roundId: string,
  units: readonly RoundUnit[],
  leftOut: ReadonlySet<string>,
): Promise<ReadonlyMap<string, ReplyCounts>> {
  const ids = units.map(({ id }) => id);
  const { rows } = await sql<ReplyCounts & { unitId: string }>`
    with decision as (
      select distinct on (unit_id, item_id) unit_id, item_id, version, decision, stage
      from item_appraisal where round_id = ${roundId} and unit_id = any(${sql.val(ids)}::uuid[])
      order by unit_id, item_id, version desc
    ), reply as (
      select distinct on (unit_id, item_id) unit_id, item_id, stance
      from item_reply where round_id = ${roundId} and unit_id = any(${sql.val(ids)}::uuid[])
      order by unit_id, item_id, version desc
    )
    select d.unit_id as "unitId", (count(*) filter (where d.decision <> 'accept' or r.item_id is not null))::int as open,
      count(r.item_id)::int as answered, (count(*) filter (where r.stance = 'disagree'))::int as disagreed
    from decision d left join reply r using (unit_id, item_id)
    where d.unit_id::text || ' ' || d.item_id <> all(${sql.val([...leftOut])}::text[])
    group by d.unit_id`.execute(db);
  return new Map(rows.map(({ unitId, ...counts }) => [unitId, counts]));
}
