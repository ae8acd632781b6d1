import { z } from 'zod';
import { type JobContext, registerJob } from '../jobs/jobs.ts';
import { inTransaction } from '../transaction.ts';
import { composeMail, type MailBlock } from './compose-mail.ts';
import {
  countAttempts,
  deleteMailContent,
  findWaitingMail,
  insertAttempt,
  type MailKey,
} from './mail.queries.ts';
import { sendBySmtp, type SmtpAnswer } from './smtp.ts';

/** Tries until a mail is given up, about a day after the first. */
export const MAX_ATTEMPTS = 12;

/** Wait after the n-th try, in seconds: 1, 2, 4 … minutes, at most four hours. */
export const backoffSeconds = (attempts: number): number => Math.min(2 ** (attempts - 1), 240) * 60;

const storedBlocks: z.ZodType<readonly MailBlock[]> = z.array(
  z.discriminatedUnion('kind', [
    z.object({ kind: z.literal('paragraph'), text: z.string() }),
    z.object({ kind: z.literal('heading'), text: z.string() }),
    z.object({ kind: z.literal('list'), items: z.array(z.string()) }),
    z.object({ kind: z.literal('link'), label: z.string(), url: z.string() }),
  ]),
);

/**
 * Tries a mail once, takes down what the server answered and, when that was not the last word, enqueues the next
 * try with it. A process that dies between the server's answer and ours sends it again, under the same Message-ID.
 */
export const deliverMail = registerJob(
  'mail.deliver',
  z.object({ unitId: z.uuid(), mailId: z.uuid() }),
  deliver,
  { atOnce: 5, expireSeconds: 300 },
);

async function deliver(context: JobContext, key: MailKey): Promise<void> {
  const { db, now, config, log } = context;
  const mail = await findWaitingMail(db, key);
  if (!mail) return;
  const attempt = (await countAttempts(db, key)) + 1;
  const expired = mail.expiresAt !== null && mail.expiresAt <= now;
  const body = composeMail(storedBlocks.parse(mail.blocks), mail.locale);
  const messageId = `<${mail.id}@${new URL(config.publicUrl).hostname}>`;
  const outgoing = { to: mail.recipient, subject: mail.subject, messageId, at: mail.createdAt, ...body };
  const answer = expired ? EXPIRED : config.mail ? await sendBySmtp(config.mail, outgoing) : NO_SERVER;
  const outcome = answer.outcome === 'deferred' && attempt >= MAX_ATTEMPTS ? 'given-up' : answer.outcome;
  log.info({ mailId: mail.id, kind: mail.kind, attempt, outcome, code: answer.code }, 'mail tried');
  await inTransaction(db, async (tx) => {
    const { server, code, answer: words } = answer;
    const stored = await insertAttempt(tx, {
      ...key,
      attempt,
      at: now,
      outcome,
      server,
      code,
      answer: words,
    });
    if (outcome !== 'deferred') return deleteMailContent(tx, key);
    if (stored) await deliverMail.enqueue(tx, key, { afterSeconds: backoffSeconds(attempt) });
  });
}

type Answer = Omit<SmtpAnswer, 'outcome' | 'server'> & {
  readonly outcome: SmtpAnswer['outcome'] | 'given-up';
  readonly server: string | null;
};
const EXPIRED: Answer = {
  outcome: 'given-up',
  server: null,
  code: null,
  answer: 'hết thời hạn của liên kết trong thư trước khi gửi được',
};
/** The setting went away after the mail was taken: it may come back. */
const NO_SERVER: Answer = {
  outcome: 'deferred',
  server: null,
  code: null,
  answer: 'chưa cấu hình thư (SMTP_URL)',
};
