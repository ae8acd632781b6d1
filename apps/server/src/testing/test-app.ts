import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Role } from '@parix/workflow';
import type { FastifyInstance, InjectOptions, LightMyRequestResponse } from 'fastify';
import { pino } from 'pino';
import { buildApp } from '../app.ts';
import type { ConnectionConfig } from '../db/database.ts';
import type { NewRow } from '../db/schema.ts';
import { createTestDatabase, type TestDatabase } from '../db/testing/test-database.ts';
import { newId } from '../platform/ids.ts';
import { type AccessSettings, DEFAULT_ACCESS } from '../platform/access-settings.ts';
import type { UseCaseConfig } from '../platform/context.ts';
import type { Limits } from '../platform/limits.ts';
import { hashPassword } from '../platform/passwords.ts';

export const PASSWORD = 'mật khẩu đủ dài để thử';

/** The whole application on a database of its own, with a clock that the test sets. */
export interface TestApp extends Omit<TestDatabase, 'app'> {
  readonly app: FastifyInstance;
  /** How the application's role connects, for code that opens its own pool. */
  readonly connection: ConnectionConfig;
  readonly dataDir: string;
  readonly config: UseCaseConfig;
  readonly clock: { now(): Date; set(instant: string): void };
  /** Log lines, parsed, to show what is (not) written. */
  readonly logLines: () => readonly Record<string, unknown>[];
  readonly addAccount: (
    username: string,
    roles: Role | readonly Role[],
    more?: Partial<NewRow<'account'>>,
  ) => Promise<string>;
  readonly signIn: (username: string, password?: string) => Promise<Client>;
}

/** A signed-in browser: sends the cookie and the CSRF token as the web does. */
export interface Client {
  readonly cookie: string;
  readonly csrfToken: string;
  readonly get: (path: string, headers?: Headers) => Promise<LightMyRequestResponse>;
  readonly send: (
    method: 'POST' | 'PUT' | 'PATCH' | 'DELETE',
    path: string,
    body?: object,
    headers?: Headers,
  ) => Promise<LightMyRequestResponse>;
  readonly upload: (
    path: string,
    fileName: string,
    content: string | Buffer,
  ) => Promise<LightMyRequestResponse>;
}
type Headers = Readonly<Record<string, string>>;

const START = '2022-03-01T08:00:00.000Z';
const BOUNDLESS: Limits = {
  requestsPerMinute: 1_000_000,
  signInsPerMinute: 1_000_000,
  atOnce: { reads: Infinity, all: Infinity },
  underPressure: false,
};

/** Long before any instant that a test sets its clock to. */
const GRANTED = '2010-01-01T00:00:00.000Z';

/** Long sessions and no second factor, so that a jump of the clock does not sign everybody out. */
const EASY_ACCESS: AccessSettings = {
  ...DEFAULT_ACCESS,
  secondFactor: 'optional',
  idleMinutes: 120,
  administratorIdleMinutes: 120,
  stepUpMinutes: 720,
};

export async function createTestApp(
  limits: Partial<Limits> = {},
  settings: Partial<UseCaseConfig> = {},
): Promise<TestApp> {
  const database = await createTestDatabase();
  const dataDir = await mkdtemp(join(tmpdir(), 'parix-app-'));
  let now = new Date(START);
  const clock = { now: () => new Date(now), set: (instant: string) => void (now = new Date(instant)) };
  const lines: string[] = [];
  const keep = (line: string): void => {
    lines.push(line);
    if (process.env['PARIX_TEST_LOG'] === 'errors' && line.includes('"level":50')) process.stderr.write(line);
  };
  const config = { dataDir, publicUrl: 'http://parix.test', access: EASY_ACCESS, ...settings };
  const app = await buildApp({
    db: database.db,
    clock,
    config,
    logger: pino({ level: 'info' }, { write: (line: string) => void keep(line) }),
    limits: { ...BOUNDLESS, ...limits },
    webFolder: await writeWeb(dataDir),
  });
  const passwordHash = hashPassword(PASSWORD);
  const close = async () => {
    await app.close();
    await database.close();
    await rm(dataDir, { recursive: true, force: true });
  };
  return {
    ...database,
    app,
    connection: database.app,
    dataDir,
    config,
    clock,
    close,
    logLines: () => lines.map((line) => JSON.parse(line) as Record<string, unknown>),
    addAccount: async (username, roles, more = {}) => {
      const id = newId();
      const row = {
        id,
        username,
        displayName: `Người ${username}`,
        passwordHash: await passwordHash,
        ...more,
      };
      await database.owner.insertInto('account').values(row).execute();
      const since = { startsAt: GRANTED, grantedAt: GRANTED };
      const grants = [roles].flat().map((role) => ({ accountId: id, id: newId(), role, ...since }));
      await database.owner.insertInto('roleGrant').values(grants).execute();
      return id;
    },
    signIn: (username, password = PASSWORD) => signIn(app, username, password),
  };
}

/** A built web of two files. */
async function writeWeb(dataDir: string): Promise<string> {
  const folder = join(dataDir, 'web');
  await mkdir(join(folder, 'assets'), { recursive: true });
  await writeFile(
    join(folder, 'index.html'),
    '<!doctype html><title>Parix</title><style nonce="__CSP_NONCE__"></style>',
  );
  await writeFile(join(folder, 'assets', 'app-1a2b.js'), 'export {};');
  await writeFile(join(folder, '.parix-build'), 'secret');
  return folder;
}

async function signIn(app: FastifyInstance, username: string, password: string): Promise<Client> {
  const response = await app.inject({
    method: 'POST',
    url: '/api/v1/session',
    payload: { username, password },
  });
  if (response.statusCode !== 200)
    throw new Error(`sign-in of ${username}: ${response.statusCode} ${response.body}`);
  const csrfToken = response.json<{ csrfToken: string }>().csrfToken;
  const [cookie] = response.cookies;
  return clientOf(app, `${cookie?.name}=${cookie?.value}`, csrfToken);
}

function clientOf(app: FastifyInstance, cookie: string, csrfToken: string): Client {
  const inject = (options: InjectOptions): Promise<LightMyRequestResponse> =>
    app.inject({ ...options, headers: { cookie, 'x-csrf-token': csrfToken, ...options.headers } });
  return {
    cookie,
    csrfToken,
    get: (path, headers = {}) => inject({ method: 'GET', url: `/api/v1${path}`, headers }),
    send: (method, path, body, headers = {}) =>
      inject({
        method,
        url: `/api/v1${path}`,
        headers: { 'idempotency-key': newId(), ...headers },
        ...(body && { payload: body }),
      }),
    upload: (path, fileName, content) =>
      inject({ method: 'POST', url: `/api/v1${path}`, ...multipart(fileName, content) }),
  };
}

/** One part named `file`, as browsers send it. */
export function multipart(fileName: string, content: string | Buffer): { payload: Buffer; headers: Headers } {
  const boundary = 'parix-test-boundary';
  const head = `--${boundary}\r\nContent-Disposition: form-data; name="file"; filename="${fileName}"\r\nContent-Type: application/octet-stream\r\n\r\n`;
  return {
    payload: Buffer.concat([Buffer.from(head), Buffer.from(content), Buffer.from(`\r\n--${boundary}--\r\n`)]),
    headers: { 'content-type': `multipart/form-data; boundary=${boundary}` },
  };
}
