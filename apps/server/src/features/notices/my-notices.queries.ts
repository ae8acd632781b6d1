import { type NoticeChannel, type NoticeKind } from '@parix/workflow';
import { sql } from 'kysely';
import type { Row } from '../../db/schema.ts';
import type { Db } from '../../platform/context.ts';
import { newId } from '../../platform/ids.ts';

export type NoticeRow = Row<'notice'> & { readonly seenAt: Date | null };

const noticesOf = (db: Db, accountId: string) =>
  db
    .selectFrom('notice as n')
    .leftJoin('noticeDelivery as d', (join) =>
      join.onRef('d.unitId', '=', 'n.unitId').onRef('d.noticeId', '=', 'n.id').on('d.channel', '=', 'in-app'),
    )
    .where('n.accountId', '=', accountId);

/** Newest first; `before` is the last id of the page before. */
export function listOwnNotices(
  db: Db,
  accountId: string,
  {
    before,
    limit,
    unseen,
  }: { readonly before: string | null; readonly limit: number; readonly unseen: boolean },
): Promise<NoticeRow[]> {
  let query = noticesOf(db, accountId).selectAll('n').select('d.at as seenAt');
  if (before !== null) query = query.where('n.id', '<', before);
  if (unseen) query = query.where('d.id', 'is', null);
  return query.orderBy('n.id', 'desc').limit(limit).execute();
}

/** More than this is shown as "more than". */
const COUNTED = 1000;

/** Unseen notices of kinds that the person wants at the bell; stops counting at a thousand. */
export async function countUnseen(db: Db, accountId: string): Promise<number> {
  const unseen = noticesOf(db, accountId)
    .select('n.id')
    .where('d.id', 'is', null)
    .where((eb) =>
      eb.or([
        eb('n.legal', '=', true),
        eb.not(
          eb.exists(
            eb
              .selectFrom('noticeSwitchOff as o')
              .select('o.kind')
              .whereRef('o.accountId', '=', 'n.accountId')
              .whereRef('o.kind', '=', 'n.kind')
              .where('o.channel', '=', 'in-app'),
          ),
        ),
      ]),
    )
    .limit(COUNTED);
  const row = await db
    .selectFrom(unseen.as('u'))
    .select((eb) => eb.fn.countAll<number>().as('unseen'))
    .executeTakeFirstOrThrow();
  return row.unseen;
}

/** Takes down that the person has seen these of their own notices (null: all); the first time stays. */
export async function markSeen(
  db: Db,
  accountId: string,
  ids: readonly string[] | null,
  at: Date,
): Promise<void> {
  let query = noticesOf(db, accountId).select(['n.unitId', 'n.id']).where('d.id', 'is', null);
  if (ids !== null) query = query.where('n.id', '=', sql<string>`any(${sql.val([...ids])}::uuid[])`);
  const unseen = await query.orderBy('n.id', 'desc').limit(10_000).execute();
  const batch = 5000;
  for (let from = 0; from < unseen.length; from += batch) {
    const rows = unseen.slice(from, from + batch).map(({ unitId, id: noticeId }) => {
      return { unitId, noticeId, id: newId(), channel: 'in-app', outcome: 'seen', at } as const;
    });
    await db
      .insertInto('noticeDelivery')
      .values(rows)
      .onConflict((conflict) => conflict.doNothing())
      .execute();
  }
}

export interface SwitchOff {
  readonly kind: NoticeKind;
  readonly channel: NoticeChannel;
}

export function listSwitchedOff(db: Db, accountId: string): Promise<SwitchOff[]> {
  return db
    .selectFrom('noticeSwitchOff')
    .select(['kind', 'channel'])
    .where('accountId', '=', accountId)
    .execute();
}

export async function replaceSwitchedOff(
  db: Db,
  accountId: string,
  off: readonly SwitchOff[],
  at: Date,
): Promise<void> {
  await db.deleteFrom('noticeSwitchOff').where('accountId', '=', accountId).execute();
  if (off.length === 0) return;
  await db
    .insertInto('noticeSwitchOff')
    .values(off.map((one) => ({ ...one, accountId, at })))
    .onConflict((conflict) => conflict.doNothing())
    .execute();
}

export async function findEmail(db: Db, accountId: string): Promise<string | null> {
  const row = await db.selectFrom('account').select('email').where('id', '=', accountId).executeTakeFirst();
  return row?.email ?? null;
}
