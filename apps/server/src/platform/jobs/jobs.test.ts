import { pino } from 'pino';
import { sql } from 'kysely';
import { afterAll, afterEach, beforeAll, describe, expect, it, vi } from 'vitest';
import { z } from 'zod';
import { createTestDatabase, type TestDatabase } from '../../db/testing/test-database.ts';
import type { JobName } from './job-names.ts';
import { prepareJobs } from './prepare-jobs.ts';
import { registerJob, schedule } from './jobs.ts';
import { type RunningJobs, startJobs } from './run-jobs.ts';

let database: TestDatabase;
let running: RunningJobs | undefined;
beforeAll(async () => {
  database = await createTestDatabase();
  // Queues of the test, made as the real ones are: by the owner.
  for (const name of ['test.note', 'test.fails', 'test.repeats', 'test.slow', 'test.long', 'test.many'])
    await sql`select pgboss.create_queue(${name}, '{"policy":"standard"}')`.execute(database.owner);
});
afterEach(async () => {
  await running?.stop();
  running = undefined;
});
afterAll(() => database.close());

const now = new Date('2026-11-23T02:00:00Z');
const lines: Record<string, unknown>[] = [];
const logger = pino({ level: 'info' }, { write: (line: string) => void lines.push(JSON.parse(line)) });
const run = async (): Promise<RunningJobs> => {
  const config = { dataDir: '/nowhere', publicUrl: 'http://parix.test' };
  const services = { db: database.db, clock: { now: () => now }, config, logger };
  return (running = await startJobs(services, database.app, { pollMs: 20, lookMs: 20 }));
};

const done: { note: string; now: Date; requestId: string | null }[] = [];
const note = registerJob(
  'test.note' as JobName,
  z.object({ note: z.string().max(20) }),
  async (context, data) => {
    done.push({ ...data, now: context.now, requestId: context.requestId });
  },
);
const many = registerJob(
  'test.many' as JobName,
  z.object({ note: z.string().max(20) }),
  async () => undefined,
);
const nowhere = registerJob('test.nowhere' as JobName, z.object({}), async () => undefined);
let tries = 0;
const fails = registerJob(
  'test.fails' as JobName,
  z.object({}),
  async () => {
    tries += 1;
    throw new Error('not yet');
  },
  { retries: 1, retryAfterSeconds: 1 },
);
let repeated = 0;
const repeats = registerJob('test.repeats' as JobName, z.object({}), async () => void (repeated += 1));
schedule(repeats, { everySeconds: 3600 });

const waiting = async (name: string): Promise<number> => {
  const found = await sql<{ n: number }>`select count(*) as n from pgboss.job where name = ${name}
    and state in ('created', 'retry')`.execute(database.owner);
  return found.rows[0]?.n ?? 0;
};

describe('a job', () => {
  it('exists exactly when its cause does', async () => {
    const failing = database.db.transaction().execute(async (tx) => {
      await note.enqueue(tx, { note: 'rolled back' });
      throw new Error('the cause failed');
    });
    await expect(failing).rejects.toThrow('the cause failed');
    expect(await waiting('test.note')).toBe(0);
    await database.db.transaction().execute((tx) => note.enqueue(tx, { note: 'kept' }));
    expect(await waiting('test.note')).toBe(1);
  });

  it('is added with thousands of others by a few statements, in the transaction of their cause', async () => {
    const statements: string[] = [];
    const counting = database.db.withPlugin({
      transformQuery: ({ node }) => node,
      transformResult: async ({ result }) => (statements.push('one'), result),
    });
    const data = Array.from({ length: 2500 }, (_, index) => ({ note: `n${index}` }));
    const failing = database.db.transaction().execute(async (tx) => {
      await many.enqueueAll(tx, data);
      throw new Error('the cause failed');
    });
    await expect(failing).rejects.toThrow('the cause failed');
    expect(await waiting('test.many')).toBe(0);
    await many.enqueueAll(counting, data);
    expect(statements).toHaveLength(3);
    const kept = await sql<{ notes: number; retries: number; days: number }>`
      select count(distinct data ->> 'note') as notes, min(retry_limit) as retries,
        min(extract(day from keep_until - created_on))::int as days
      from pgboss.job where name = 'test.many' and state = 'created'`.execute(database.owner);
    expect(kept.rows).toEqual([{ notes: 2500, retries: 5, days: 30 }]);
    const long = { note: 'longer than the schema lets through' };
    await expect(async () => many.enqueueAll(database.db, [long])).rejects.toThrow();
  });

  it('is found among thousands without sorting them', async () => {
    await sql`analyze pgboss.job`.execute(database.owner);
    const plan = await sql<Record<string, string>>`explain select id from pgboss.job
      where name = 'test.many' and state < 'active' and start_after < now()
      order by priority desc, created_on, id limit 5 for update skip locked`.execute(database.owner);
    const lines = plan.rows.flatMap((row) => Object.values(row)).join('\n');
    expect(lines).toContain('Index Scan');
    expect(lines).not.toContain('Sort');
  });

  it('of a queue that nobody made is an error, however many there are', async () => {
    await expect(nowhere.enqueueAll(database.db, [{}])).rejects.toThrow('no queue');
  });

  it('is done by a process that runs jobs, as the application role, with the clock it was given', async () => {
    await run();
    await vi.waitFor(() => expect(done).toHaveLength(1), 10_000);
    expect(done[0]).toMatchObject({ note: 'kept', now, requestId: expect.stringMatching(/^[0-9a-f-]{36}$/) });
    await vi.waitFor(async () => {
      const found = await sql<{
        state: string;
      }>`select state from pgboss.job where name = 'test.note'`.execute(database.owner);
      expect(found.rows).toEqual([{ state: 'completed' }]);
    }, 10_000);
  });

  it('is refused with data that its schema refuses', async () => {
    await expect(note.enqueue(database.db, { note: 'x'.repeat(21) })).rejects.toThrow();
    expect(await waiting('test.note')).toBe(0);
  });

  it('is refused when nobody made its queue', async () => {
    const unknown = registerJob('test.unknown' as JobName, z.object({}), async () => undefined);
    await expect(unknown.enqueue(database.db, {})).rejects.toThrow('no queue test.unknown');
  });

  it('is enqueued once per key and slot', async () => {
    const once = { oncePer: { key: 'so-a', seconds: 3600 } };
    const all = await Promise.all(
      Array.from({ length: 10 }, () => note.enqueue(database.db, { note: 'một' }, once)),
    );
    expect(all.filter(Boolean)).toHaveLength(1);
    expect(
      await note.enqueue(database.db, { note: 'hai' }, { oncePer: { key: 'so-b', seconds: 3600 } }),
    ).toBe(true);
  });

  it('that fails is tried again, then stays failed with its reason, and the line names it', async () => {
    await fails.enqueue(database.db, {});
    await run();
    await vi.waitFor(() => expect(tries).toBe(2), 20_000);
    await vi.waitFor(async () => {
      const found = await sql<{ state: string; output: object }>`
        select state, output from pgboss.job where name = 'test.fails'`.execute(database.owner);
      expect(found.rows).toEqual([{ state: 'failed', output: { message: 'not yet' } }]);
    }, 10_000);
    expect(lines).toContainEqual(
      expect.objectContaining({ level: 50, job: 'test.fails', msg: 'a job failed' }),
    );
  });

  it('that is scheduled runs once per slot however many processes offer it', async () => {
    const other = await run();
    await run();
    await vi.waitFor(() => expect(repeated).toBe(1), 10_000);
    const found = await sql<{
      n: number;
    }>`select count(*) as n from pgboss.job where name = 'test.repeats'`.execute(database.owner);
    expect(found.rows).toEqual([{ n: 1 }]);
    await other.stop();
  });

  it('goes on after the database cut every connection', async () => {
    await run();
    await sql`select pg_terminate_backend(pid) from pg_stat_activity where application_name = 'parix-jobs'
      and datname = current_database()`.execute(database.owner);
    const before = done.length;
    await note.enqueue(database.db, { note: 'sau khi đứt' });
    await vi.waitFor(() => expect(done.length).toBeGreaterThan(before), 20_000);
  });

  it('of a process that was killed is done again at once; one that is in living hands is left alone', async () => {
    let runs = 0;
    let release = (): void => undefined;
    const long = registerJob(
      'test.long' as JobName,
      z.object({}),
      async () => {
        runs += 1;
        if (runs === 1) await new Promise<void>((resolve) => (release = resolve));
      },
      { retryAfterSeconds: 0 },
    );
    await long.enqueue(database.db, {});
    const living = await run();
    await vi.waitFor(() => expect(runs).toBe(1), 10_000);
    const longAgo = () =>
      sql`update pgboss.job set started_on = now() - interval '1 minute' where name = 'test.long'
        and state = 'active'`.execute(database.owner);
    await longAgo();
    const other = await run();
    await new Promise((resolve) => setTimeout(resolve, 300));
    expect(runs).toBe(1);
    // What the kill of a process does to its session.
    await sql`select pg_terminate_backend(pid) from pg_stat_activity
      where application_name = 'parix-jobs-held' and datname = current_database()`.execute(database.owner);
    await vi.waitFor(() => expect(runs).toBe(2), 10_000);
    release();
    await Promise.all([living.stop(), other.stop()]);
    running = undefined;
    const { rows } = await sql`select state from pgboss.job where name = 'test.long'`.execute(database.owner);
    expect(rows).toEqual([{ state: 'completed' }]);
  });

  it('in hand is waited for when the process stops', async () => {
    let release = (): void => undefined;
    let state = 'waiting';
    const slow = registerJob('test.slow' as JobName, z.object({}), async () => {
      state = 'in hand';
      await new Promise<void>((resolve) => (release = resolve));
      state = 'done';
    });
    await slow.enqueue(database.db, {});
    const jobs = await run();
    await vi.waitFor(() => expect(state).toBe('in hand'), 10_000);
    const stopped = jobs.stop();
    running = undefined;
    release();
    await stopped;
    expect(state).toBe('done');
    expect(await waiting('test.slow')).toBe(0);
  });
});

describe('the queue', () => {
  it('is cleared of old jobs by the application role', async () => {
    await sql`update pgboss.job set completed_on = now() - interval '2 days' where name = 'test.note'
      and state = 'completed'`.execute(database.owner);
    const { default: PgBoss } = await import('pg-boss');
    const { openBossPool } = await import('./boss-database.ts');
    const pool = openBossPool(database.app, 1, () => undefined);
    const boss = new PgBoss({ db: pool, migrate: false, schedule: false, supervise: false });
    await boss.start();
    await boss.maintain();
    await boss.stop({ graceful: false });
    await pool.end();
    const found = await sql<{ n: number }>`select count(*) as n from pgboss.archive`.execute(database.owner);
    expect(found.rows[0]?.n).toBeGreaterThan(0);
  });

  it('may be prepared again and by several at once', async () => {
    await Promise.all([1, 2, 3].map(() => prepareJobs(database.ownerConnection)));
  });

  it.each([
    'create table pgboss.anything (id int)',
    "select pgboss.create_queue('anything', '{}')",
    "select pgboss.delete_queue('test.note')",
    'truncate pgboss.job',
    'drop table pgboss.job',
    'update pgboss.version set version = 1',
    'update pgboss.archive set data = null',
    "insert into pgboss.schedule (name, cron) values ('test.note', '* * * * *')",
  ])('gives the application no right to: %s', async (statement) => {
    await expect(sql.raw(statement).execute(database.db)).rejects.toMatchObject({ code: '42501' });
  });

  it('says to the operator what is missing when the owner may not make its schema', async () => {
    await sql.raw("create role jobs_owner login password 'plain'").execute(database.owner);
    await sql.raw('drop schema pgboss cascade').execute(database.owner);
    const name = database.ownerConnection.database;
    await sql.raw(`grant connect on database ${name} to jobs_owner`).execute(database.owner);
    try {
      const plain = { ...database.ownerConnection, user: 'jobs_owner', password: 'plain' };
      await expect(prepareJobs(plain)).rejects.toMatchObject({ code: 'DATABASE_NO_SCHEMA_RIGHT' });
    } finally {
      await sql.raw('drop owned by jobs_owner; drop role jobs_owner').execute(database.owner);
    }
  });
});
