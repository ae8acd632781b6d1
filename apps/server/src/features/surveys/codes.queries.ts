import { sql } from 'kysely';
import type { NewRow, Row } from '../../db/schema.ts';
import type { Db } from '../../platform/context.ts';

const batches = (db: Db, surveyId: string) =>
  db
    .selectFrom('surveyBatch as b')
    .innerJoin('surveyGroup as g', (join) =>
      join.onRef('g.surveyId', '=', 'b.surveyId').onRef('g.id', '=', 'b.groupId'),
    )
    .selectAll('b')
    .select([
      'g.name as groupName',
      sql<number>`(select count(*)::int from survey_code c where c.survey_id = b.survey_id
        and c.group_id = b.group_id and c.batch_id = b.id and c.used_date is not null)`.as('used'),
    ])
    .where('b.surveyId', '=', surveyId);
export type BatchRow = NonNullable<Awaited<ReturnType<typeof findBatch>>>;

export const findBatch = (db: Db, surveyId: string, batchId: string) =>
  batches(db, surveyId).where('b.id', '=', batchId).executeTakeFirst();

/** Newest first; `before` is the number of the last one shown. */
export function listBatches(db: Db, surveyId: string, before: number | null, limit: number) {
  let query = batches(db, surveyId);
  if (before !== null) query = query.where('b.number', '<', before);
  return query.orderBy('b.number', 'desc').limit(limit).execute();
}

export async function nextBatchNumber(db: Db, surveyId: string): Promise<number> {
  const row = await db
    .selectFrom('surveyBatch')
    .select(sql<number>`coalesce(max(number), 0) + 1`.as('next'))
    .where('surveyId', '=', surveyId)
    .executeTakeFirstOrThrow();
  return row.next;
}

export async function insertBatch(db: Db, row: NewRow<'surveyBatch'>): Promise<void> {
  await db.insertInto('surveyBatch').values(row).execute();
}

/** Codes of a group that are ordered and not made yet, by unit. */
export async function orderedCodes(
  db: Db,
  surveyId: string,
  groupId: string,
): Promise<ReadonlyMap<string, number>> {
  const { rows } = await sql<{ unitId: string; copies: number }>`
    select unit_id, sum(b.copies)::int as copies
    from survey_batch b cross join unnest(b.unit_ids) as unit_id
    where b.survey_id = ${surveyId} and b.group_id = ${groupId} and b.shown_at is null and b.voided_at is null
    group by unit_id`.execute(db);
  return new Map(rows.map(({ unitId, copies }) => [unitId, copies]));
}

/** False when its codes were shown already, or it was taken back. */
export async function markShown(db: Db, surveyId: string, batchId: string, at: Date): Promise<boolean> {
  const updated = await db
    .updateTable('surveyBatch')
    .set({ shownAt: at })
    .where('surveyId', '=', surveyId)
    .where('id', '=', batchId)
    .where('shownAt', 'is', null)
    .where('voidedAt', 'is', null)
    .executeTakeFirst();
  return updated.numUpdatedRows === 1n;
}

export async function voidBatch(
  db: Db,
  surveyId: string,
  batchId: string,
  what: { readonly at: Date; readonly reason: string },
): Promise<boolean> {
  const updated = await db
    .updateTable('surveyBatch')
    .set({ voidedAt: what.at, voidReason: what.reason })
    .where('surveyId', '=', surveyId)
    .where('id', '=', batchId)
    .where('voidedAt', 'is', null)
    .executeTakeFirst();
  return updated.numUpdatedRows === 1n;
}

export async function insertCodes(db: Db, rows: readonly NewRow<'surveyCode'>[]): Promise<void> {
  await db.insertInto('surveyCode').values(rows).execute();
}

export interface CodeRow extends Pick<
  Row<'surveyCode'>,
  'unitId' | 'surveyId' | 'groupId' | 'usedDate' | 'receiptHash'
> {
  readonly voided: boolean;
}

/** The code with that hash; undefined for one that was never given out. */
export const findCode = (db: Db, hash: Buffer): Promise<CodeRow | undefined> =>
  db
    .selectFrom('surveyCode as c')
    .innerJoin('surveyBatch as b', (join) =>
      join.onRef('b.surveyId', '=', 'c.surveyId').onRef('b.id', '=', 'c.batchId'),
    )
    .select(['c.unitId', 'c.surveyId', 'c.groupId', 'c.usedDate', 'c.receiptHash'])
    .select(sql<boolean>`b.voided_at is not null`.as('voided'))
    .where('c.codeHash', '=', hash)
    .executeTakeFirst();

/** Uses the code up; false when it was used before, however close before: the row decides. */
export async function useCode(
  db: Db,
  key: { readonly unitId: string; readonly codeHash: Buffer },
  use: { readonly day: string; readonly receipt: Buffer; readonly enteredBy: string | null },
): Promise<boolean> {
  const updated = await db
    .updateTable('surveyCode')
    .set({
      usedDate: use.day,
      receiptHash: use.receipt,
      channel: use.enteredBy === null ? 'online' : 'paper',
      enteredBy: use.enteredBy,
    })
    .where('unitId', '=', key.unitId)
    .where('codeHash', '=', key.codeHash)
    .where('usedDate', 'is', null)
    .executeTakeFirst();
  return updated.numUpdatedRows === 1n;
}
