import type { LightMyRequestResponse } from 'fastify';
import { sql } from 'kysely';
import { pino } from 'pino';
import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest';
import { z } from 'zod';
import { buildApp } from '../../app.ts';
import { createDatabase } from '../../db/database.ts';
import { type DatabaseRelay, openDatabaseRelay } from '../../testing/database-relay.ts';
import { createTestApp, type Client, type TestApp } from '../../testing/test-app.ts';
import type { Db } from '../context.ts';
import { newId } from '../ids.ts';
import type { JobName } from '../jobs/job-names.ts';
import { registerJob } from '../jobs/jobs.ts';
import { startJobs } from '../jobs/run-jobs.ts';
import { DEFAULT_LIMITS } from '../limits.ts';

/** A database that goes away and comes back, as at a failover, seen by the server that stays. */

let test: TestApp;
let relay: DatabaseRelay;
let db: Db;
let app: Awaited<ReturnType<typeof buildApp>>;
let administrator: Client;
const logger = pino({ level: 'silent' });

beforeAll(async () => {
  test = await createTestApp();
  await test.addAccount('quantri', ['administrator', 'standing-body']);
  administrator = await test.signIn('quantri');
  relay = await openDatabaseRelay(test.connection);
  db = createDatabase(relay.connection);
  const { clock, config } = test;
  app = await buildApp({ db, clock, config, logger, limits: { ...DEFAULT_LIMITS, underPressure: false } });
});
afterAll(async () => {
  await app.close();
  await db.destroy();
  await relay.close();
  await test.close();
});

const headers = () => ({ cookie: administrator.cookie, 'x-csrf-token': administrator.csrfToken });
const read = (more = {}) => app.inject({ url: '/api/v1/blocks', headers: { ...headers(), ...more } });
const create = (id: string, key: string): Promise<LightMyRequestResponse> =>
  app.inject({
    method: 'POST',
    url: '/api/v1/blocks',
    headers: { ...headers(), 'idempotency-key': key },
    payload: { id, name: `Khối ${id}` },
  });
const health = async (path: 'live' | 'ready') => (await app.inject({ url: `/health/${path}` })).statusCode;

/** What a person is told: what, why, what next, and nothing of the machine. */
function expectSaid(answer: LightMyRequestResponse, words: RegExp): void {
  expect(answer.statusCode).toBe(503);
  expect(answer.headers['content-type']).toBe('application/problem+json; charset=utf-8');
  expect(Number(answer.headers['retry-after'])).toBeGreaterThan(0);
  expect(answer.json()).toMatchObject({ code: 'database-away', status: 503 });
  expect(answer.json<{ detail: string }>().detail).toMatch(words);
  expect(answer.body).not.toMatch(/ECONN|terminated|queryable|127\.0\.0\.1|\.ts/);
}

describe('while no database can be reached', () => {
  it('requests are told so, the process lives, and it is not ready', async () => {
    expect([(await read()).statusCode, await health('ready')]).toEqual([200, 200]);
    relay.cut();
    const [vi, en, change, live, ready] = await Promise.all([
      read(),
      read({ 'accept-language': 'en' }),
      create('khoi-mat', newId()),
      health('live'),
      health('ready'),
    ]);
    expectSaid(vi, /máy dự phòng.*tự gửi lại/);
    expectSaid(en, /standby.*send it again/);
    expectSaid(change, /tự gửi lại/);
    expect([live, ready]).toEqual([200, 503]);
  });

  it('everything works again afterwards, by itself', async () => {
    relay.mend();
    expect([(await read()).statusCode, await health('ready')]).toEqual([200, 200]);
    expect((await create('khoi-lai', newId())).statusCode).toBe(200);
  });

  it('a request that meets a short interruption waits for its end', async () => {
    relay.cut();
    // By now the pool has noticed that what it held is gone.
    expect(await health('ready')).toBe(503);
    const waiting = create('khoi-cho', newId());
    const before = relay.sentAway();
    await vi.waitFor(() => expect(relay.sentAway()).toBeGreaterThan(before), 10_000);
    relay.mend();
    expect((await waiting).statusCode).toBe(200);
  });
});

describe('a change whose answer from the database was lost', () => {
  it('is told as not known; sent again with its key it is there once', async () => {
    const key = newId();
    relay.loseAnswerTo('commit');
    expectSaid(await create('khoi-mot', key), /chưa rõ/);
    expect((await create('khoi-mot', key)).json()).toMatchObject({ id: 'khoi-mot' });
    const stored = await test.owner.selectFrom('block').select('id').where('id', '=', 'khoi-mot').execute();
    expect(stored).toHaveLength(1);
  });
});

describe('a standby', () => {
  it('is not ready, and refuses what would be written as a database that is away', async () => {
    // What every standby answers to a statement that writes.
    const readOnly = createDatabase({ ...test.connection, max: 1 });
    await sql`set default_transaction_read_only = on`.execute(readOnly);
    const { clock, config } = test;
    const limits = { ...DEFAULT_LIMITS, underPressure: false };
    const standby = await buildApp({ db: readOnly, clock, config, logger, limits });
    const answer = await standby.inject({
      method: 'POST',
      url: '/api/v1/blocks',
      headers: { ...headers(), 'idempotency-key': newId() },
      payload: { id: 'khoi-chi-doc', name: 'Khối chỉ đọc' },
    });
    expectSaid(answer, /máy dự phòng/);
    await standby.close();
    await readOnly.destroy();
  });
});

describe('background work', () => {
  it('goes on after the database was away', async () => {
    await sql`select pgboss.create_queue('test.away', '{"policy":"standard"}')`.execute(test.owner);
    let done = 0;
    const job = registerJob('test.away' as JobName, z.object({}), async () => void (done += 1));
    const { clock, config } = test;
    const jobs = await startJobs({ db, clock, config, logger }, relay.connection, { pollMs: 20 });
    relay.cut();
    const before = relay.sentAway();
    await vi.waitFor(() => expect(relay.sentAway()).toBeGreaterThan(before + 5), 10_000);
    relay.mend();
    await job.enqueue(test.db, {});
    await vi.waitFor(() => expect(done).toBe(1), 20_000);
    await jobs.stop();
  });
});
