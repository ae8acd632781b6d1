import { maySwitchOff } from '@parix/workflow';
import { z } from 'zod';
import type { DeliveryOutcome, Row } from '../../db/schema.ts';
import type { Db } from '../../platform/context.ts';
import { newId } from '../../platform/ids.ts';
import { type JobContext, registerJob, schedule } from '../../platform/jobs/jobs.ts';
import { sendMail } from '../../platform/mail/send-mail.ts';
import { inTransaction } from '../../platform/transaction.ts';
import { accountsDue, findMailbox, takeOutbox } from './deliveries.queries.ts';
import { mailOfNotices } from './mail-of-notices.ts';
import { insertDelivery } from './notices.queries.ts';

/** Accounts looked up at once; the job goes on until nobody is due. */
const BATCH = 200;

type Mailbox = Awaited<ReturnType<typeof findMailbox>>;

/**
 * Makes one mail out of everything that waits for a person, as soon as the oldest of it has waited long enough. What
 * is not sent says why, so that nobody takes it for sent.
 */
export const collectMail = registerJob('notices.collect-mail', z.object({}), collect, { expireSeconds: 600 });
schedule(collectMail, { everySeconds: 60 });

async function collect(context: JobContext): Promise<void> {
  for (;;) {
    const due = await accountsDue(context.db, context.now, BATCH);
    let failed = 0;
    for (const accountId of due) {
      if (context.stopping.aborted) return;
      try {
        await inTransaction(context.db, (tx) => mailTo({ ...context, db: tx }, accountId));
      } catch (error) {
        // One person's mail must not hold up everybody else's; it stays due.
        failed += 1;
        context.log.error({ err: error, accountId }, 'a mail of notices was not made');
      }
    }
    if (due.length < BATCH || failed === due.length) return;
  }
}

async function mailTo(context: JobContext, accountId: string): Promise<void> {
  const notices = await takeOutbox(context.db, accountId);
  if (notices.length === 0) return;
  const mailbox = await findMailbox(context.db, accountId);
  const wanted: Row<'notice'>[] = [];
  for (const notice of notices) {
    const hindrance = hindranceOf(context, mailbox, notice);
    if (hindrance === undefined) wanted.push(notice);
    else await takeDown(context, notice, hindrance);
  }
  if (wanted.length > 0) await handOver(context, mailbox, wanted);
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

async function handOver(
  context: JobContext,
  mailbox: Mailbox,
  notices: readonly Row<'notice'>[],
): Promise<void> {
  const { id: accountId, email, unitId } = mailbox;
  const locale = mailbox.locale === 'en' ? 'en' : 'vi';
  const words = mailOfNotices(
    notices,
    { displayName: mailbox.displayName, locale },
    context.config.publicUrl,
  );
  const mail = { to: email ?? '', accountId, unitId, kind: 'notices', locale, ...words } as const;
  const { mailId } = await sendMail(context, mail);
  for (const notice of notices) await takeDown(context, notice, 'handed-over', mailId);
}

function takeDown(
  { db, now }: { readonly db: Db; readonly now: Date },
  { unitId, id: noticeId }: Row<'notice'>,
  outcome: DeliveryOutcome,
  mailId: string | null = null,
): Promise<void> {
  return insertDelivery(db, { unitId, noticeId, id: newId(), channel: 'mail', outcome, mailId, at: now });
}
