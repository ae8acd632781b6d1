import pg from 'pg';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { createTestApp, type TestApp } from '../../testing/test-app.ts';
import { isConnectionLost } from './connection-lost.ts';

let test: TestApp;
beforeAll(async () => {
  test = await createTestApp();
});
afterAll(() => test.close());

const failure = (work: Promise<unknown>): Promise<unknown> =>
  work.then(
    () => undefined,
    (error: unknown) => error,
  );

describe('a lost connection', () => {
  it('is known by what the driver throws at and after the loss', async () => {
    const client = new pg.Client(test.connection);
    client.on('error', () => undefined);
    await client.connect();
    const { rows } = await client.query<{ pid: number }>('select pg_backend_pid() as pid');
    const waiting = failure(client.query('select pg_sleep(60)'));
    const other = new pg.Client(test.ownerConnection);
    await other.connect();
    await other.query('select pg_terminate_backend($1)', [rows[0]?.pid]);
    await other.end();
    expect(isConnectionLost(await waiting)).toBe(true);
    // The server told why; whoever asks afterwards hears only the driver.
    expect(isConnectionLost(await failure(client.query('select 1')))).toBe(true);
  });

  it('is known where a node of a Citus cluster went, and not where the server has a fault of its own', () => {
    const internal = (message: string) => Object.assign(new Error(message), { code: 'XX000' });
    expect(isConnectionLost(internal('failure on connection marked as essential: 127.0.0.1:9703'))).toBe(
      true,
    );
    expect(isConnectionLost(internal('cache lookup failed for relation 12'))).toBe(false);
  });

  it('is known where no server is', async () => {
    const nobody = new pg.Client({ ...test.connection, host: '/tmp/parix-no-such-socket' });
    expect(isConnectionLost(await failure(nobody.connect()))).toBe(true);
    const shut = new pg.Client({ ...test.connection, host: '127.0.0.1', port: 1 });
    expect(isConnectionLost(await failure(shut.connect()))).toBe(true);
  });

  it('is no fault of a statement, of a file, or of our own', async () => {
    const client = new pg.Client(test.connection);
    await client.connect();
    expect(isConnectionLost(await failure(client.query('select 1/0')))).toBe(false);
    await client.end();
    const missing = Object.assign(new Error('ENOENT'), { code: 'ENOENT', syscall: 'open' });
    expect([missing, new Error('a bug'), 'Connection terminated'].map(isConnectionLost)).toEqual([
      false,
      false,
      false,
    ]);
  });
});
