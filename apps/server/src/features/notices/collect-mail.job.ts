import { maySwitchOff } from '@parix/workflow';
import { z } from 'zod';
import type { DeliveryOutcome, NewRow, Row } from '../../db/schema.ts';
import { newId } from '../../platform/ids.ts';
import { type JobContext, registerJob, schedule } from '../../platform/jobs/jobs.ts';
import { type NewMail, sendMails } from '../../platform/mail/send-mail.ts';
import { inTransaction } from '../../platform/transaction.ts';
import {
  accountsDue,
  findMailboxes,
  lockCollecting,
  type Mailbox,
  takeOutbox,
} from './deliveries.queries.ts';
import { mailOfNotices } from './mail-of-notices.ts';
import { insertDeliveries } from './notices.queries.ts';

/** Accounts whose mails are made in one transaction; the job goes on until nobody is due. */
const BATCH = 200;

/**
 * Makes one mail out of everything that waits for a person, as soon as the oldest of it has waited long enough. What
 * is not sent says why, so that nobody takes it for sent.
 */
export const collectMail = registerJob('notices.collect-mail', z.object({}), collect, { expireSeconds: 600 });
schedule(collectMail, { everySeconds: 60 });

async function collect(context: JobContext): Promise<void> {
  for (;;) {
    const due = await accountsDue(context.db, context.now, BATCH);
    if (due.length === 0 || context.stopping.aborted) return;
    const left = (await isMade(context, due)) ? 0 : await oneByOne(context, due);
    if (due.length < BATCH || left === due.length) return;
  }
}

/** One person's mail must not hold up everybody else's; it stays due. @returns how many were not made */
async function oneByOne(context: JobContext, accountIds: readonly string[]): Promise<number> {
  let failed = 0;
  for (const accountId of accountIds) {
    if (context.stopping.aborted) break;
    if (!(await isMade(context, [accountId]))) failed += 1;
  }
  return failed;
}

async function isMade(context: JobContext, accountIds: readonly string[]): Promise<boolean> {
  try {
    await inTransaction(context.db, (tx) => mailTo({ ...context, db: tx }, accountIds));
    return true;
  } catch (error) {
    if (accountIds.length === 1)
      context.log.error({ err: error, accountId: accountIds[0] }, 'a mail of notices was not made');
    return false;
  }
}

type Delivery = NewRow<'noticeDelivery'>;
interface Outgoing {
  readonly mail: NewMail;
  readonly notices: readonly Row<'notice'>[];
}

/** A few statements, however many people. */
async function mailTo(context: JobContext, accountIds: readonly string[]): Promise<void> {
  await lockCollecting(context.db);
  const taken = byAccount(await takeOutbox(context.db, accountIds));
  const mailboxes = await findMailboxes(context.db, [...taken.keys()]);
  const deliveries: Delivery[] = [];
  const outgoing: Outgoing[] = [];
  for (const [accountId, notices] of taken) {
    const mailbox = mailboxes.get(accountId);
    if (!mailbox) throw new Error(`account ${accountId} is not there`);
    const wanted: Row<'notice'>[] = [];
    for (const notice of notices) {
      const hindrance = hindranceOf(context, mailbox, notice);
      if (hindrance === undefined) wanted.push(notice);
      else deliveries.push(deliveryOf(context, notice, hindrance));
    }
    if (wanted.length > 0) outgoing.push({ mail: mailOf(context, mailbox, wanted), notices: wanted });
  }
  const sent = await sendMails(
    context,
    outgoing.map(({ mail }) => mail),
  );
  for (const [index, { notices }] of outgoing.entries())
    for (const notice of notices)
      deliveries.push(deliveryOf(context, notice, 'handed-over', sent[index]?.mailId));
  await insertDeliveries(context.db, deliveries);
}

function byAccount(notices: readonly Row<'notice'>[]): ReadonlyMap<string, Row<'notice'>[]> {
  const found = new Map<string, Row<'notice'>[]>();
  for (const notice of notices) {
    const own = found.get(notice.accountId) ?? [];
    found.set(notice.accountId, own);
    own.push(notice);
  }
  return found;
}

function hindranceOf(
  { config }: JobContext,
  { off, email, disabledAt }: Mailbox,
  { kind }: Row<'notice'>,
): DeliveryOutcome | undefined {
  if (disabledAt !== null) return 'account-closed';
  if (off.has(kind) && maySwitchOff(kind, 'mail')) return 'switched-off';
  if (email === null) return 'no-address';
  return config.mail === undefined ? 'not-configured' : undefined;
}

function mailOf({ config }: JobContext, mailbox: Mailbox, notices: readonly Row<'notice'>[]): NewMail {
  const { id: accountId, email, unitId, displayName } = mailbox;
  const locale = mailbox.locale === 'en' ? 'en' : 'vi';
  const words = mailOfNotices(notices, { displayName, locale }, config.publicUrl);
  return { to: email ?? '', accountId, unitId, kind: 'notices', locale, ...words };
}

const deliveryOf = (
  { now }: JobContext,
  { unitId, id: noticeId }: Row<'notice'>,
  outcome: DeliveryOutcome,
  mailId: string | null = null,
): Delivery => ({ unitId, noticeId, id: newId(), channel: 'mail', outcome, mailId, at: now });
