import { sql } from 'kysely';
import type { NewRow, Row } from '../../db/schema.ts';
import type { Db } from '../../platform/context.ts';

export type ReadingRow = Row<'secondReadingPair'> & {
  readonly accountId: string | null;
  readonly decision: Row<'secondReading'>['decision'] | null;
  readonly points: string | null;
  readonly reason: string | null;
};

/** Pairs drawn in the round with what the second appraiser said, by unit and item. */
export async function listPairs(db: Db, roundId: string): Promise<readonly ReadingRow[]> {
  return db
    .selectFrom('secondReadingPair as p')
    .leftJoin('secondReading as r', (join) =>
      join
        .onRef('r.unitId', '=', 'p.unitId')
        .onRef('r.roundId', '=', 'p.roundId')
        .onRef('r.itemId', '=', 'p.itemId'),
    )
    .selectAll('p')
    .select(['r.accountId', 'r.decision', 'r.points', 'r.reason'])
    .where('p.roundId', '=', roundId)
    .orderBy('p.unitId')
    .orderBy('p.itemId')
    .execute();
}

export function listDrawRows(db: Db, roundId: string) {
  return db
    .selectFrom('secondReadingDraw as d')
    .leftJoin('account as a', 'a.id', 'd.drawnBy')
    .selectAll('d')
    .select('a.displayName as drawnByName')
    .where('d.roundId', '=', roundId)
    .orderBy('d.id', 'desc')
    .execute();
}

export async function insertDraw(
  db: Db,
  draw: NewRow<'secondReadingDraw'>,
  pairs: readonly NewRow<'secondReadingPair'>[],
): Promise<void> {
  await db.insertInto('secondReadingDraw').values(draw).execute();
  await db.insertInto('secondReadingPair').values(pairs).execute();
}

/** False when somebody has judged it already. */
export async function insertReading(db: Db, row: NewRow<'secondReading'>): Promise<boolean> {
  const inserted = await db
    .insertInto('secondReading')
    .values(row)
    .onConflict((conflict) => conflict.doNothing())
    .executeTakeFirst();
  return inserted.numInsertedOrUpdatedRows === 1n;
}

/** Everybody who has taken a decision on each pair that was drawn, where one was taken; null: nobody known. */
export async function decidersOf(
  db: Db,
  roundId: string,
): Promise<ReadonlyMap<string, ReadonlySet<string | null>>> {
  const { rows } = await sql<{ unitId: string; itemId: string; authorIds: (string | null)[] }>`
    select p.unit_id, p.item_id, array_agg(distinct a.author_id::text) as author_ids
    from second_reading_pair p
    join item_appraisal a on a.unit_id = p.unit_id and a.round_id = p.round_id and a.item_id = p.item_id
    where p.round_id = ${roundId}
    group by p.unit_id, p.item_id`.execute(db);
  return new Map(rows.map(({ unitId, itemId, authorIds }) => [`${unitId} ${itemId}`, new Set(authorIds)]));
}

/** What is shown again was shown already. */
export async function insertOpenReadings(db: Db, rows: readonly NewRow<'openReading'>[]): Promise<void> {
  await db
    .insertInto('openReading')
    .values(rows)
    .onConflict((conflict) => conflict.doNothing())
    .execute();
}

export function openReadingsOf(db: Db, roundId: string, accountId: string) {
  return db
    .selectFrom('openReading')
    .select(['unitId', 'itemId'])
    .where('roundId', '=', roundId)
    .where('accountId', '=', accountId)
    .execute();
}
