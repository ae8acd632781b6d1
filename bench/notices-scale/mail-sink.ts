import { SMTPServer } from 'smtp-server';

/**
 * A real SMTP server on the loopback that takes every mail, reads it to its end and keeps nothing but the number. As
 * many servers do, it greets each connection after a tenth of a second only.
 */
export async function startMailSink() {
  let taken = 0;
  const server = new SMTPServer({
    authOptional: true,
    disabledCommands: ['STARTTLS'],
    // The name of the sender's address would be looked up for each mail, a fifth of a second where no name server is.
    disableReverseLookup: true,
    onData: (stream, _session, callback) => {
      stream.resume().on('end', () => {
        taken += 1;
        callback();
      });
    },
  });
  server.on('error', () => undefined);
  await new Promise<void>((resolve) => void server.listen(0, '127.0.0.1', resolve));
  const address = server.server.address();
  if (typeof address !== 'object' || address === null) throw new Error('the mail server has no port');
  return {
    port: address.port,
    taken: () => taken,
    close: () => new Promise<void>((resolve) => void server.close(() => resolve())),
  };
}
