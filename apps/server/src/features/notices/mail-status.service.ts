import type { MailStatus } from '@parix/api-contract';
import { recordAudit } from '../../platform/audit-log.ts';
import type { Context } from '../../platform/context.ts';
import { paragraph } from '../../platform/mail/compose-mail.ts';
import { sendMail, type SentMail } from '../../platform/mail/send-mail.ts';
import { inTransaction } from '../../platform/transaction.ts';
import { outcomeWords } from './outcome-words.ts';
import { countWaitingMails, listRecentMails } from './records.queries.ts';

const RECENT = 20;

/** Whether mail leaves the installation; never the password. */
export async function getMailStatus(context: Context): Promise<MailStatus> {
  context.permit('audit.read');
  const { db, config, locale } = context;
  const { mail, noticeWebhook } = config;
  const recent = await listRecentMails(db, RECENT);
  return {
    server: mail === undefined ? null : `${mail.host}:${mail.port}`,
    from: mail === undefined ? null : mail.from.address,
    tls: mail === undefined ? null : mail.implicitTls ? 'required' : mail.tls,
    webhook: noticeWebhook === undefined ? null : new URL(noticeWebhook.url).host,
    waiting: await countWaitingMails(db),
    recent: recent.map(({ createdAt, outcome, attempt, code, ...row }) => ({
      ...row,
      code,
      createdAt: createdAt.toISOString(),
      outcome: outcome === null ? null : outcomeWords(outcome, code, locale),
      attempts: attempt ?? 0,
    })),
  };
}

/** Sends a mail that says only that mail works. */
export function sendTestMail(
  context: Context,
  { to }: { readonly to: string },
): Promise<Pick<SentMail, 'state'>> {
  context.permit('accounts.manage');
  const { locale, person, config } = context;
  const en = locale === 'en';
  return inTransaction(context.db, async (db) => {
    const { state } = await sendMail(
      { ...context, db },
      {
        to,
        accountId: person.accountId,
        unitId: person.unitId,
        kind: 'test',
        locale,
        subject: en ? 'Test mail of Parix' : 'Thư thử của Parix',
        blocks: [
          paragraph(
            en
              ? `${person.displayName} sent this mail from ${config.publicUrl} to see whether mail works. It does.`
              : `${person.displayName} gửi thư này từ ${config.publicUrl} để thử đường gửi thư. Thư đã tới nơi.`,
          ),
        ],
      },
    );
    await recordAudit(db, context, { action: 'mail.tested', subject: 'mail:test', detail: { to, state } });
    return { state };
  });
}
