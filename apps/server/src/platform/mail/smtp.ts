import { readFileSync } from 'node:fs';
import { createTransport } from 'nodemailer';
import type { MailBody } from './compose-mail.ts';
import type { MailSettings } from './mail-settings.ts';

/** One mail as it goes over the wire. */
export interface OutgoingMail extends MailBody {
  readonly to: string;
  readonly subject: string;
  /** Stable over retries, so that a server that got it twice can tell. */
  readonly messageId: string;
  readonly at: Date;
}

/**
 * What the server said. `accepted`: it took the responsibility. `refused`: it never will (5xx on this mail).
 * `deferred`: try again (4xx, no connection, no encryption, our password refused).
 */
export interface SmtpAnswer {
  readonly outcome: 'accepted' | 'refused' | 'deferred';
  /** `host:port` that was asked. */
  readonly server: string;
  /** Reply code of the server; null: it never answered. */
  readonly code: number | null;
  /** Its words, or the reason why there are none. */
  readonly answer: string;
}

const CONNECT_MS = 15_000;
const ANSWER_MS = 60_000;

/** Hands one mail to the server; never throws. */
export async function sendBySmtp(settings: MailSettings, mail: OutgoingMail): Promise<SmtpAnswer> {
  const server = `${settings.host}:${settings.port}`;
  try {
    const transport = openTransport(settings);
    try {
      const info = await transport.sendMail(messageOf(settings, mail));
      return { outcome: 'accepted', server, code: replyCode(info.response), answer: oneLine(info.response) };
    } finally {
      transport.close();
    }
  } catch (error) {
    return { server, ...answerOf(error) };
  }
}

function openTransport(settings: MailSettings) {
  const { host, port, implicitTls, tls, caFile, user, password } = settings;
  return createTransport({
    host,
    port,
    secure: implicitTls,
    requireTLS: tls === 'required',
    ignoreTLS: tls === 'off',
    ...(caFile !== undefined && { tls: { ca: readFileSync(caFile) } }),
    ...(user !== undefined && { auth: { user, pass: password ?? '' } }),
    connectionTimeout: CONNECT_MS,
    greetingTimeout: CONNECT_MS,
    socketTimeout: ANSWER_MS,
    disableFileAccess: true,
    disableUrlAccess: true,
  });
}

const messageOf = ({ from }: MailSettings, mail: OutgoingMail) => ({
  from,
  to: { name: '', address: mail.to },
  subject: mail.subject,
  text: mail.text,
  html: mail.html,
  messageId: mail.messageId,
  date: mail.at,
  // So that absence replies are not sent to a mailbox that nobody reads.
  headers: { 'Auto-Submitted': 'auto-generated', 'X-Auto-Response-Suppress': 'All' },
});

interface SmtpError {
  readonly responseCode?: unknown;
  readonly response?: unknown;
  readonly code?: unknown;
  readonly message?: unknown;
}

function answerOf(error: unknown): Omit<SmtpAnswer, 'server'> {
  const { responseCode, response, code, message }: SmtpError = error instanceof Error ? error : {};
  const reply = typeof responseCode === 'number' ? responseCode : null;
  const answer = oneLine(
    typeof response === 'string' && response !== '' ? response : String(message ?? error),
  );
  // Anything else (a refused sign-in, a handshake, a greeting) is the operator's to mend, not the mail's fault.
  const aboutMail = code === 'EENVELOPE' || code === 'EMESSAGE';
  const refused = aboutMail && reply !== null && reply >= 500;
  return { outcome: refused ? 'refused' : 'deferred', code: reply, answer };
}

const replyCode = (response: string): number | null => {
  const code = /^\d{3}/.exec(response)?.[0];
  return code === undefined ? null : Number(code);
};

const oneLine = (text: string): string =>
  text
    .replace(/[\p{Cc}\p{Cs}]+/gu, ' ')
    .trim()
    .slice(0, 500) || '-';
