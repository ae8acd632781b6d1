import type { NewRow, Row } from '../../db/schema.ts';
import type { Db } from '../context.ts';

export interface MailKey {
  readonly unitId: string;
  readonly mailId: string;
}

/** Rows per statement: PostgreSQL takes 65 535 parameters at most. */
const BATCH = 4000;

async function inBatches<T>(
  rows: readonly T[],
  insert: (batch: readonly T[]) => Promise<unknown>,
): Promise<void> {
  for (let at = 0; at < rows.length; at += BATCH) await insert(rows.slice(at, at + BATCH));
}

export const insertMails = (db: Db, rows: readonly NewRow<'mail'>[]): Promise<void> =>
  inBatches(rows, (batch) => db.insertInto('mail').values(batch).execute());

export const insertMailContents = (db: Db, rows: readonly NewRow<'mailContent'>[]): Promise<void> =>
  inBatches(rows, (batch) => db.insertInto('mailContent').values(batch).execute());

/** First attempts of mails that are new. */
export const insertAttempts = (db: Db, rows: readonly NewRow<'mailAttempt'>[]): Promise<void> =>
  inBatches(rows, (batch) => db.insertInto('mailAttempt').values(batch).execute());

/** The mail with what it says; undefined once it is done with. */
export function findWaitingMail(
  db: Db,
  { unitId, mailId }: MailKey,
): Promise<(Row<'mail'> & { readonly blocks: unknown }) | undefined> {
  return db
    .selectFrom('mail as m')
    .innerJoin('mailContent as c', (join) =>
      join.onRef('c.unitId', '=', 'm.unitId').onRef('c.mailId', '=', 'm.id'),
    )
    .selectAll('m')
    .select('c.blocks')
    .where('m.unitId', '=', unitId)
    .where('m.id', '=', mailId)
    .executeTakeFirst();
}

export async function countAttempts(db: Db, { unitId, mailId }: MailKey): Promise<number> {
  const row = await db
    .selectFrom('mailAttempt')
    .select(({ fn }) => fn.countAll<number>().as('attempts'))
    .where('unitId', '=', unitId)
    .where('mailId', '=', mailId)
    .executeTakeFirstOrThrow();
  return row.attempts;
}

/** False when somebody else has taken down an attempt with this number. */
export async function insertAttempt(db: Db, row: NewRow<'mailAttempt'>): Promise<boolean> {
  const inserted = await db
    .insertInto('mailAttempt')
    .values(row)
    .onConflict((conflict) => conflict.doNothing())
    .executeTakeFirst();
  return inserted.numInsertedOrUpdatedRows === 1n;
}

/** What a mail said is of no further use to the machine, and may have held a secret. */
export async function deleteMailContent(db: Db, { unitId, mailId }: MailKey): Promise<void> {
  await db.deleteFrom('mailContent').where('unitId', '=', unitId).where('mailId', '=', mailId).execute();
}
