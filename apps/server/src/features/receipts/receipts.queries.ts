import { sql, type Transaction } from 'kysely';
import type { Database, NewRow, Row } from '../../db/schema.ts';
import type { Db } from '../../platform/context.ts';

/** A stored receipt with its place in the log; both are null while it waits. */
export type ReceiptRow = Row<'receipt'> & {
  readonly logIndex: number | null;
  readonly loggedAt: Date | null;
};

const receipts = (db: Db) =>
  db
    .selectFrom('receipt as r')
    .leftJoin('receiptLogEntry as l', (join) =>
      join.onRef('l.unitId', '=', 'r.unitId').onRef('l.receiptId', '=', 'r.id'),
    )
    .selectAll('r')
    .select(['l.logIndex', 'l.loggedAt']);

export function findReceipt(db: Db, id: string): Promise<ReceiptRow | undefined> {
  return receipts(db).where('r.id', '=', id).executeTakeFirst();
}

export function findReceiptByText(db: Db, textSha256: string): Promise<ReceiptRow | undefined> {
  return receipts(db).where('r.textSha256', '=', textSha256).executeTakeFirst();
}

/** The receipt of the same thing, if there is one already. */
export function findSameReceipt(
  db: Db,
  { unitId, roundId, kind, subject, version }: NewRow<'receipt'>,
): Promise<ReceiptRow | undefined> {
  return receipts(db)
    .where('r.unitId', '=', unitId)
    .where('r.roundId', '=', roundId)
    .where('r.kind', '=', kind)
    .where('r.subject', '=', subject)
    .where('r.version', '=', version)
    .executeTakeFirst();
}

export interface ReceiptSlice {
  readonly roundId: string;
  readonly unitId: string;
  /** Id of the last receipt of the page before; null: from the newest. */
  readonly before: string | null;
  readonly limit: number;
}

export function listReceiptRows(
  db: Db,
  { roundId, unitId, before, limit }: ReceiptSlice,
): Promise<ReceiptRow[]> {
  let query = receipts(db).where('r.unitId', '=', unitId).where('r.roundId', '=', roundId);
  if (before !== null) query = query.where('r.id', '<', before);
  return query.orderBy('r.id', 'desc').limit(limit).execute();
}

/** Stores the receipt and queues it for the log; false when the same thing has one already. */
export async function insertReceipt(db: Db, row: NewRow<'receipt'>): Promise<boolean> {
  const inserted = await db
    .insertInto('receipt')
    .values(row)
    .onConflict((conflict) =>
      conflict.columns(['unitId', 'roundId', 'kind', 'subject', 'version']).doNothing(),
    )
    .executeTakeFirst();
  if (inserted.numInsertedOrUpdatedRows !== 1n) return false;
  await db.insertInto('receiptToLog').values({ unitId: row.unitId, receiptId: row.id }).execute();
  return true;
}

export interface WaitingReceipt {
  readonly unitId: string;
  readonly receiptId: string;
  readonly textSha256: string;
}

/** Receipts that wait for the log, oldest first. */
export function waitingReceipts(db: Db, limit: number): Promise<WaitingReceipt[]> {
  return db
    .selectFrom('receiptToLog as q')
    .innerJoin('receipt as r', (join) =>
      join.onRef('r.unitId', '=', 'q.unitId').onRef('r.id', '=', 'q.receiptId'),
    )
    .select(['q.unitId', 'q.receiptId', 'r.textSha256'])
    .orderBy('q.receiptId')
    .limit(limit)
    .execute();
}

/** The receipts are in the log from `first` on, one after the other, and wait no longer. */
export async function markLogged(
  tx: Transaction<Database>,
  logged: readonly WaitingReceipt[],
  first: number,
  loggedAt: Date,
): Promise<void> {
  const rows = logged.map(({ unitId, receiptId }, i) => ({
    unitId,
    receiptId,
    logIndex: first + i,
    loggedAt,
  }));
  await tx.insertInto('receiptLogEntry').values(rows).execute();
  const [units, ids] = [rows.map(({ unitId }) => unitId), rows.map(({ receiptId }) => receiptId)];
  await sql`
    delete from receipt_to_log q using unnest(${units}::uuid[], ${ids}::uuid[]) as done (unit_id, receipt_id)
    where q.unit_id = done.unit_id and q.receipt_id = done.receipt_id`.execute(tx);
}
