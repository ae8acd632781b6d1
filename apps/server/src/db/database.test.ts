import { setTimeout as sleep } from 'node:timers/promises';
import { sql } from 'kysely';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { openPool } from './database.ts';
import { createTestDatabase, type TestDatabase } from './testing/test-database.ts';

let database: TestDatabase;
beforeAll(async () => {
  database = await createTestDatabase();
});
afterAll(() => database.close());

it('a connection cut in the middle of a transaction fails that transaction, and the process goes on', async () => {
  const lost = database.db.transaction().execute(async (tx) => {
    const own = await sql<{ pid: number }>`select pg_backend_pid() as pid`.execute(tx);
    await sql`select pg_terminate_backend(${own.rows[0]?.pid})`.execute(database.owner);
    // The notice of the end arrives while nothing waits for an answer.
    await sleep(200);
    await sql`select 1`.execute(tx);
  });
  await expect(lost).rejects.toThrow();
  expect((await sql<{ one: number }>`select 1 as one`.execute(database.db)).rows).toEqual([{ one: 1 }]);
});

it('a server that goes while a closed pool still says goodbye to it is told to the pool, not to the process', async () => {
  const heard: string[] = [];
  const pool = openPool({ ...database.app, max: 1 }, (error) => heard.push(error.message));
  const client = await pool.connect();
  client.release();
  await pool.end();
  client.emit('error', new Error('terminating connection due to administrator command'));
  expect(heard).toEqual(['terminating connection due to administrator command']);
});
