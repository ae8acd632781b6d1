import { sql } from 'kysely';
import type { Row } from '../../db/schema.ts';
import type { Db } from '../../platform/context.ts';

export interface NoticeKey {
  readonly unitId: string;
  readonly noticeId: string;
}

/** A notice with what the gateway is told; `done`: the gateway has answered for good, or nothing was to be sent. */
export function findNoticeToSend(db: Db, { unitId, noticeId }: NoticeKey) {
  return db
    .selectFrom('notice as n')
    .innerJoin('account as a', 'a.id', 'n.accountId')
    .leftJoin('unit as u', 'u.id', 'n.unitId')
    .select(['n.id as noticeId', 'n.kind', 'n.createdAt', 'n.roundId', 'n.subject', 'n.body', 'n.path'])
    .select(['n.accountId', 'a.username', 'a.displayName', 'u.code as unitCode'])
    .select((eb) => [
      sql<boolean>`a.disabled_at is not null`.as('disabled'),
      eb
        .exists(
          eb
            .selectFrom('noticeSwitchOff as o')
            .select('o.kind')
            .whereRef('o.accountId', '=', 'n.accountId')
            .whereRef('o.kind', '=', 'n.kind')
            .where('o.channel', '=', 'webhook'),
        )
        .$castTo<boolean>()
        .as('switchedOff'),
      eb
        .exists(
          eb
            .selectFrom('noticeDelivery as d')
            .select('d.id')
            .whereRef('d.unitId', '=', 'n.unitId')
            .whereRef('d.noticeId', '=', 'n.id')
            .where('d.channel', '=', 'webhook')
            .where('d.outcome', '!=', 'deferred'),
        )
        .$castTo<boolean>()
        .as('done'),
    ])
    .where('n.unitId', '=', unitId)
    .where('n.id', '=', noticeId)
    .executeTakeFirst();
}

export async function countGatewayTries(db: Db, { unitId, noticeId }: NoticeKey): Promise<number> {
  const row = await db
    .selectFrom('noticeDelivery')
    .select(({ fn }) => fn.countAll<number>().as('tries'))
    .where('unitId', '=', unitId)
    .where('noticeId', '=', noticeId)
    .where('channel', '=', 'webhook')
    .executeTakeFirstOrThrow();
  return row.tries;
}

/** Accounts with a notice that waits for its mail and is due, the longest waiting first. */
export async function accountsDue(db: Db, now: Date, limit: number): Promise<readonly string[]> {
  const rows = await db
    .selectFrom('noticeOutbox')
    .select('accountId')
    .where('dueAt', '<=', now)
    .groupBy('accountId')
    .orderBy(({ fn }) => fn.min('dueAt'))
    .limit(limit)
    .execute();
  return rows.map(({ accountId }) => accountId);
}

/** Takes everything that waits for the account out of the outbox; another process gets nothing of it. */
export async function takeOutbox(db: Db, accountId: string): Promise<Row<'notice'>[]> {
  const taken = await db
    .deleteFrom('noticeOutbox')
    .where('accountId', '=', accountId)
    .returning(['unitId', 'noticeId'])
    .execute();
  if (taken.length === 0) return [];
  return db
    .selectFrom('notice')
    .selectAll()
    .where((eb) =>
      eb(
        eb.refTuple('unitId', 'id'),
        'in',
        taken.map(({ unitId, noticeId }) => eb.tuple(unitId, noticeId)),
      ),
    )
    .orderBy('id')
    .execute();
}

/** Where mail of the account goes, and what it does without. */
export async function findMailbox(db: Db, accountId: string) {
  const account = await db
    .selectFrom('account')
    .select(['id', 'displayName', 'email', 'unitId', 'locale', 'disabledAt'])
    .where('id', '=', accountId)
    .executeTakeFirstOrThrow();
  const off = await db
    .selectFrom('noticeSwitchOff')
    .select('kind')
    .where('accountId', '=', accountId)
    .where('channel', '=', 'mail')
    .execute();
  return { ...account, off: new Set(off.map(({ kind }) => kind)) };
}
