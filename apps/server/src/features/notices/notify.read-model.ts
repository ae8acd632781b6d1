/*
 * How other features tell people something: in the transaction of the change, so that neither exists without the
 * other. What is stored is what counts (it stands in the workspace at once and is the proof); mail and gateway follow
 * by jobs.
 */
import { channelsOf, isLegalNotice, type NoticeKind, type Role } from '@parix/workflow';
import type { PublicContext } from '../../platform/context.ts';
import { newId } from '../../platform/ids.ts';
import { NO_UNIT } from '../../platform/mail/send-mail.ts';
import type { Person } from '../../platform/person.ts';
import { inTransaction } from '../../platform/transaction.ts';
import type { NewNotice } from './notice-facts.ts';
import { pathOf, wordsOf } from './notice-words.ts';
import { insertNotices, insertOutbox } from './notices.queries.ts';
import { peopleOfUnits, peopleOnItem, peopleWithRoles, type Recipient } from './recipients.queries.ts';
import { sendToGateway } from './send-to-gateway.job.ts';

export type { NewNotice, NoticeFacts } from './notice-facts.ts';

/** Several events of one person within this time become one mail. */
export const MAIL_WINDOW_MINUTES = 15;

export type NotifyContext = Pick<PublicContext, 'db' | 'now' | 'config'> & {
  /** Who acted: is not told of it. null: the system. */
  readonly person?: Pick<Person, 'accountId'> | null;
};

/** Tells the people of the notice's unit who hold one of the roles. @returns how many were told. */
export async function notifyUnit<K extends NoticeKind>(
  context: NotifyContext,
  roles: readonly Role[],
  notice: NewNotice<K> & { readonly unitId: string },
): Promise<number> {
  const people = await peopleOfUnits(context.db, [notice.unitId], roles, context.now);
  return notify(context, people, notice);
}

/** Tells those to whom the item is given that it needs another look. @returns how many were told. */
export async function notifyItem(
  context: NotifyContext,
  notice: NewNotice<'flagged'> & { readonly roundId: string; readonly unitId: string },
): Promise<number> {
  const { roundId, unitId, facts } = notice;
  const people = await peopleOnItem(context.db, { roundId, unitId, itemId: facts.itemId }, context.now);
  return notify(context, people, notice);
}

/** Tells everybody of the installation who holds one of the roles. @returns how many were told. */
export async function notifyRoles<K extends NoticeKind>(
  context: NotifyContext,
  roles: readonly Role[],
  notice: NewNotice<K>,
): Promise<number> {
  return notify(context, await peopleWithRoles(context.db, roles, context.now), notice);
}

/** Tells these people. @returns how many were told. */
export function notify<K extends NoticeKind>(
  context: NotifyContext,
  people: readonly Recipient[],
  notice: NewNotice<K>,
): Promise<number> {
  return notifyEach(
    context,
    people.map((recipient) => ({ recipient, notice })),
  );
}

/** Tells each person something of their own. @returns how many were told. */
export function notifyEach(
  context: NotifyContext,
  each: readonly { readonly recipient: Recipient; readonly notice: NewNotice }[],
): Promise<number> {
  return inTransaction(context.db, async (db) => {
    const others = each.filter(({ recipient }) => recipient.accountId !== context.person?.accountId);
    const rows = others.map(({ recipient, notice }) => rowOf(context, recipient, notice));
    const stored = await insertNotices(db, rows);
    const told = rows.filter(({ id }) => stored.has(id));
    const dueAt = new Date(context.now.getTime() + MAIL_WINDOW_MINUTES * 60_000);
    await insertOutbox(
      db,
      told.map(({ unitId, id, accountId }) => ({ unitId, noticeId: id, accountId, dueAt })),
    );
    if (context.config.noticeWebhook) {
      const events = told.filter(({ kind }) => channelsOf(kind).includes('webhook'));
      await sendToGateway.enqueueAll(
        db,
        events.map(({ unitId, id }) => ({ unitId, noticeId: id })),
      );
    }
    return told.length;
  });
}

function rowOf({ now, person }: NotifyContext, { accountId, locale }: Recipient, notice: NewNotice) {
  const { subject, paragraphs } = wordsOf(notice, locale, now);
  return {
    unitId: notice.unitId ?? NO_UNIT,
    id: newId(),
    accountId,
    roundId: notice.roundId,
    kind: notice.kind,
    legal: isLegalNotice(notice.kind),
    subject,
    body: paragraphs.join('\n\n'),
    path: pathOf(notice),
    facts: JSON.stringify(notice.facts),
    onceKey: notice.onceKey ?? null,
    actorId: person?.accountId ?? null,
    createdAt: now,
  };
}
