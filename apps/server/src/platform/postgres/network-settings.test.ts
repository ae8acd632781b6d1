import { chmod, mkdtemp, rm } from 'node:fs/promises';
import { type AddressInfo, createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type pg from 'pg';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { type EmbeddedCluster, startEmbeddedCluster } from './embedded-cluster.ts';
import type { ListenAddress } from './network-settings.ts';
import { withClient } from './with-client.ts';

/** The embedded server while its rows move to another one. */

let folder: string;
let port: number;
let cluster: EmbeddedCluster;

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'parix-network-'));
  await chmod(folder, 0o755);
  const server = createServer();
  await new Promise<void>((done) => void server.listen(0, '127.0.0.1', done));
  port = (server.address() as AddressInfo).port;
  await new Promise((done) => server.close(done));
});
afterAll(async () => {
  await cluster.stop();
  await rm(folder, { recursive: true, force: true });
});

async function start(listen?: ListenAddress): Promise<void> {
  cluster = await startEmbeddedCluster(folder, { durable: false, listen });
}
const ask = <R extends pg.QueryResultRow>(query: string, more = {}): Promise<readonly R[]> =>
  withClient(
    { ...cluster.connectAs('parix_owner', 'postgres'), ...more },
    async (client) => (await client.query<R>(query)).rows,
  );
const show = async (name: string) => (await ask<Record<string, string>>(`show ${name}`))[0]?.[name];

it('listens where it is told, and lets nobody but the mover in from other machines', async () => {
  await start({ host: '127.0.0.1', port });
  expect(await ask('select 1 as one', { host: '127.0.0.1', port })).toEqual([{ one: 1 }]);
  const rules = await ask(
    'select address, user_name, auth_method from pg_hba_file_rules order by rule_number',
  );
  expect(rules).toEqual([
    { address: null, user_name: ['all'], auth_method: 'scram-sha-256' },
    { address: '127.0.0.1', user_name: ['all'], auth_method: 'scram-sha-256' },
    { address: '::1', user_name: ['all'], auth_method: 'scram-sha-256' },
    { address: 'all', user_name: ['parix_mover'], auth_method: 'scram-sha-256' },
  ]);
});

it('is adopted with the port that it has', async () => {
  const adopted = await startEmbeddedCluster(folder, { durable: false });
  expect([adopted.port, adopted.connectAs('parix_app', 'parix').port]).toEqual([port, port]);
});

it('starts without the address, too, while it keeps changes for another server', async () => {
  await ask(`select pg_create_logical_replication_slot('kept', 'pgoutput')`);
  await cluster.stop();
  await start();
  expect([await show('wal_level'), await show('listen_addresses')]).toEqual(['logical', '']);
  await ask(`select pg_drop_replication_slot('kept')`);
  await cluster.stop();
  await start();
  expect(await show('wal_level')).toBe('replica');
});
