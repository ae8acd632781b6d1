import { type NoticeKind } from '@parix/workflow';
import { sql } from 'kysely';
import type { DeliveryOutcome, MailOutcome } from '../../db/schema.ts';
import type { Db } from '../../platform/context.ts';

export interface RecordFilter {
  readonly roundId?: string | undefined;
  readonly unitId?: string | undefined;
  readonly kind?: NoticeKind | undefined;
}

/** The last try of a mail; undefined columns: there was none. */
const lastAttempt = (db: Db) =>
  db
    .selectFrom('mailAttempt')
    .distinctOn(['unitId', 'mailId'])
    .select(['unitId', 'mailId', 'attempt', 'at', 'outcome', 'server', 'code', 'answer'])
    .orderBy('unitId')
    .orderBy('mailId')
    .orderBy('attempt', 'desc');

const records = (db: Db) =>
  db
    .selectFrom('notice as n')
    .innerJoin('account as a', 'a.id', 'n.accountId')
    .leftJoin('unit as u', 'u.id', 'n.unitId')
    .leftJoin('account as by', 'by.id', 'n.actorId')
    .leftJoin('noticeDelivery as seen', (join) =>
      join
        .onRef('seen.unitId', '=', 'n.unitId')
        .onRef('seen.noticeId', '=', 'n.id')
        .on('seen.channel', '=', 'in-app'),
    )
    .leftJoin('noticeDelivery as m', (join) =>
      join.onRef('m.unitId', '=', 'n.unitId').onRef('m.noticeId', '=', 'n.id').on('m.channel', '=', 'mail'),
    )
    .leftJoinLateral(
      (eb) =>
        eb
          .selectFrom('mail as l')
          .innerJoin('mailAttempt as t', (join) =>
            join.onRef('t.unitId', '=', 'l.unitId').onRef('t.mailId', '=', 'l.id'),
          )
          .select(['t.outcome as tryOutcome', 't.code as tryCode', 't.answer as tryAnswer'])
          .whereRef('l.id', '=', 'm.mailId')
          .orderBy('t.attempt', 'desc')
          .limit(1)
          .as('last'),
      (join) => join.onTrue(),
    )
    .leftJoinLateral(
      (eb) =>
        eb
          .selectFrom('noticeDelivery as w')
          .select(['w.outcome as gateOutcome', 'w.status as gateStatus'])
          .whereRef('w.unitId', '=', 'n.unitId')
          .whereRef('w.noticeId', '=', 'n.id')
          .where('w.channel', '=', 'webhook')
          .orderBy('w.id', 'desc')
          .limit(1)
          .as('gate'),
      (join) => join.onTrue(),
    )
    .select(['n.unitId', 'n.id as noticeId', 'n.kind', 'n.legal', 'n.subject', 'n.body', 'n.roundId'])
    .select(['n.createdAt', 'a.displayName as recipient', 'u.name as unitName', 'by.displayName as actor'])
    .select(['seen.at as seenAt', 'm.outcome as mailOutcome', 'last.tryOutcome', 'last.tryCode'])
    .select(['last.tryAnswer', 'gate.gateOutcome', 'gate.gateStatus']);

export type RecordRow = Awaited<ReturnType<typeof listRecords>>[number];

/** Newest first; `before` is the last id of the page before. */
export function listRecords(
  db: Db,
  { roundId, unitId, kind }: RecordFilter,
  before: string | null,
  limit: number,
) {
  let query = records(db);
  if (roundId !== undefined) query = query.where('n.roundId', '=', roundId);
  if (unitId !== undefined) query = query.where('n.unitId', '=', unitId);
  if (kind !== undefined) query = query.where('n.kind', '=', kind);
  if (before !== null) query = query.where('n.id', '<', before);
  return query.orderBy('n.id', 'desc').limit(limit).execute();
}

export function findRecord(db: Db, unitId: string, noticeId: string) {
  return records(db).where('n.unitId', '=', unitId).where('n.id', '=', noticeId).executeTakeFirst();
}

export interface StepRow {
  readonly at: Date;
  readonly channel: 'in-app' | 'mail' | 'webhook';
  readonly outcome: DeliveryOutcome | MailOutcome;
  readonly where: string | null;
  readonly code: number | null;
  readonly answer: string | null;
}

/** What happened to a notice on its channels, the tries of its mail included, in order of time. */
export async function listSteps(db: Db, unitId: string, noticeId: string): Promise<StepRow[]> {
  const { rows } = await sql<StepRow>`
    select d.at, d.channel, d.outcome, coalesce(d.server, m.recipient) as "where", d.status as code, d.answer, d.id
    from notice_delivery d left join mail m on m.id = d.mail_id
    where d.unit_id = ${unitId} and d.notice_id = ${noticeId}
    union all
    select t.at, 'mail', t.outcome, t.server, t.code, t.answer, d.id
    from notice_delivery d
    join mail m on m.id = d.mail_id
    join mail_attempt t on t.unit_id = m.unit_id and t.mail_id = m.id
    where d.unit_id = ${unitId} and d.notice_id = ${noticeId}
    order by 1, 7`.execute(db);
  return rows.map(({ at, channel, outcome, where, code, answer }) => ({
    at,
    channel,
    outcome,
    where,
    code,
    answer,
  }));
}

/** The latest mails of every kind with their last try. */
export function listRecentMails(db: Db, limit: number) {
  return db
    .selectFrom('mail as m')
    .leftJoin(lastAttempt(db).as('t'), (join) =>
      join.onRef('t.unitId', '=', 'm.unitId').onRef('t.mailId', '=', 'm.id'),
    )
    .select(['m.id', 'm.kind', 'm.recipient', 'm.subject', 'm.createdAt', 't.outcome', 't.code', 't.answer'])
    .select('t.attempt')
    .orderBy('m.createdAt', 'desc')
    .orderBy('m.id', 'desc')
    .limit(limit)
    .execute();
}

export async function countWaitingMails(db: Db): Promise<number> {
  const row = await db
    .selectFrom('mailContent')
    .select((eb) => eb.fn.countAll<number>().as('waiting'))
    .executeTakeFirstOrThrow();
  return row.waiting;
}
