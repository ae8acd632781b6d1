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

/** Notices are made into mails by one process at a time, so that two of them do not wait for each other's rows. */
export async function lockCollecting(db: Db): Promise<void> {
  await sql`select pg_advisory_xact_lock(hashtext('parix.collect-mail'))`.execute(db);
}

/** Takes everything that waits for the accounts out of the outbox; another process gets nothing of it. */
export async function takeOutbox(db: Db, accountIds: readonly string[]): Promise<Row<'notice'>[]> {
  const taken = await db
    .deleteFrom('noticeOutbox')
    .where('accountId', '=', sql<string>`any(${sql.val([...accountIds])}::uuid[])`)
    .returning(['unitId', 'noticeId'])
    .execute();
  if (taken.length === 0) return [];
  const column = (of: (row: (typeof taken)[number]) => string) => sql.val(taken.map(of));
  return db
    .selectFrom('notice')
    .selectAll()
    .where(
      sql<boolean>`(unit_id, id) in (
        select * from unnest(${column((row) => row.unitId)}::uuid[], ${column((row) => row.noticeId)}::uuid[]))`,
    )
    .orderBy('id')
    .execute();
}

/** Where mail of an account goes, and what it does without. */
export interface Mailbox extends Pick<
  Row<'account'>,
  'id' | 'displayName' | 'email' | 'unitId' | 'locale' | 'disabledAt'
> {
  readonly off: ReadonlySet<string>;
}

export async function findMailboxes(
  db: Db,
  accountIds: readonly string[],
): Promise<ReadonlyMap<string, Mailbox>> {
  const ids = sql<string>`any(${sql.val([...accountIds])}::uuid[])`;
  const accounts = await db
    .selectFrom('account')
    .select(['id', 'displayName', 'email', 'unitId', 'locale', 'disabledAt'])
    .where('id', '=', ids)
    .execute();
  const off = await db
    .selectFrom('noticeSwitchOff')
    .select(['accountId', 'kind'])
    .where('accountId', '=', ids)
    .where('channel', '=', 'mail')
    .execute();
  const kinds = new Map<string, Set<string>>();
  for (const { accountId, kind } of off) kinds.set(accountId, (kinds.get(accountId) ?? new Set()).add(kind));
  return new Map(
    accounts.map((account) => [account.id, { ...account, off: kinds.get(account.id) ?? new Set() }]),
  );
}
