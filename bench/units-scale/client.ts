import { Agent, request as send } from 'node:http';

/** Asks a server on this machine as one person with several sessions, so that no session meets its limit. */
export interface Client {
  readonly get: (path: string) => Promise<Timed>;
  readonly post: (path: string, body: Buffer, headers: Readonly<Record<string, string>>) => Promise<Timed>;
}
export interface Timed {
  /** Until the last byte of the answer was there, ms. */
  readonly took: number;
  readonly bytes: number;
  readonly body: string;
}
export interface SessionKey {
  readonly cookie: string;
  readonly csrfToken: string;
}

export function openClient(port: number, sessions: readonly SessionKey[]): Client {
  const agent = new Agent({ keepAlive: true });
  let turn = 0;
  const ask = (
    method: string,
    path: string,
    body: Buffer | undefined,
    more: Readonly<Record<string, string>>,
  ): Promise<Timed> =>
    new Promise((resolve, reject) => {
      const session = sessions[(turn += 1) % sessions.length];
      const headers = { cookie: session?.cookie, 'x-csrf-token': session?.csrfToken, ...more };
      const before = performance.now();
      const asked = send({ port, agent, method, path: `/api/v1${path}`, headers }, (answer) => {
        const parts: Buffer[] = [];
        answer.on('data', (part: Buffer) => void parts.push(part));
        answer.on('error', reject);
        answer.on('end', () => {
          const took = performance.now() - before;
          const whole = Buffer.concat(parts);
          if (answer.statusCode === 200) resolve({ took, bytes: whole.length, body: whole.toString('utf8') });
          else
            reject(
              new Error(`${method} ${path}: ${answer.statusCode} ${whole.toString('utf8').slice(0, 2000)}`),
            );
        });
      });
      asked.on('error', reject);
      asked.end(body);
    });
  return {
    get: (path) => ask('GET', path, undefined, {}),
    post: (path, body, headers) => ask('POST', path, body, headers),
  };
}
