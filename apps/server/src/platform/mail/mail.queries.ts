import type { NewRow, Row } from '../../db/schema.ts';
import type { Db } from '../context.ts';

export interface MailKey {
  readonly unitId: string;
  readonly mailId: string;
}

export async function insertMail(db: Db, mail: NewRow<'mail'>, blocks: string): Promise<void> {
  await db.insertInto('mail').values(mail).execute();
  await db.insertInto('mailContent').values({ unitId: mail.unitId, mailId: mail.id, blocks }).execute();
}

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
