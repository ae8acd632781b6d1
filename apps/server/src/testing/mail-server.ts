import PostalMime, { type Email } from 'postal-mime';
import { SMTPServer, type SMTPServerOptions } from 'smtp-server';

/** A real SMTP server on the loopback that keeps what it was given. */
export interface MailServer {
  readonly port: number;
  /** Mails it took, parsed, with the raw bytes and whether they came encrypted. */
  readonly mails: readonly (Email & {
    readonly raw: string;
    readonly secure: boolean;
    readonly to_: string[];
  })[];
  /** Answers given to the recipient or the content of the next mails instead of taking them. */
  readonly refuseNext: (
    ...answers: readonly { readonly at: 'rcpt' | 'data'; readonly code: number }[]
  ) => void;
  readonly close: () => Promise<void>;
}

function refusal(code: number): Error {
  return Object.assign(new Error(`${code} trả lời thử`), { responseCode: code });
}

export async function startMailServer(options: SMTPServerOptions = {}): Promise<MailServer> {
  const mails: MailServer['mails'][number][] = [];
  const answers: { at: 'rcpt' | 'data'; code: number }[] = [];
  const next = (at: 'rcpt' | 'data'): Error | undefined => {
    if (answers[0]?.at !== at) return undefined;
    return refusal(answers.shift()?.code ?? 0);
  };
  const server = new SMTPServer({
    authOptional: true,
    disabledCommands: ['STARTTLS'],
    onRcptTo: (_address, _session, callback) => callback(next('rcpt')),
    onData: (stream, session, callback) => {
      const chunks: Buffer[] = [];
      stream.on('data', (chunk: Buffer) => void chunks.push(chunk));
      stream.on('end', () => {
        const refused = next('data');
        if (refused) return callback(refused);
        const raw = Buffer.concat(chunks);
        const to = session.envelope.rcptTo.map(({ address }) => address);
        void PostalMime.parse(raw).then((mail) => {
          mails.push({ ...mail, raw: raw.toString('latin1'), secure: session.secure, to_: to });
          callback(null, 'đã xếp hàng thu-1');
        });
      });
    },
    ...options,
  });
  // Clients that turn away from an untrusted certificate are errors to the server; here they are expected.
  server.on('error', () => undefined);
  await new Promise<void>((resolve) => void server.listen(0, '127.0.0.1', resolve));
  const address = server.server.address();
  if (typeof address !== 'object' || address === null) throw new Error('the mail server has no port');
  return {
    port: address.port,
    mails,
    refuseNext: (...given) => void answers.push(...given),
    close: () => new Promise((resolve) => void server.close(resolve)),
  };
}
