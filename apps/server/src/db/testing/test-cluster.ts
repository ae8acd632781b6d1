import { randomBytes } from 'node:crypto';
import { chmod, mkdtemp, readdir, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { ConnectionConfig } from '../database.ts';
// The module must be named for the augmentation below.
import type {} from 'vitest';
import { migrateToLatest } from '../migrate.ts';
import { type CitusNode, findCitusNodes } from './citus-nodes.ts';
import {
  applicationRole,
  ensureApplicationRole,
  ensureDatabase,
} from '../../platform/postgres/application-role.ts';
import { startEmbeddedCluster } from '../../platform/postgres/embedded-cluster.ts';
import { isProcessAlive, isServerOn, readPostmaster } from '../../platform/postgres/postmaster-file.ts';

/** Migrated once; every test database is a copy of it. */
export const templateDatabase = 'parix_template';

/** What test processes need to know of the cluster; plain data, because it crosses process borders. */
export interface TestClusterAccess {
  readonly owner: ConnectionConfig;
  readonly app: ConnectionConfig;
  /** Of a Citus cluster the nodes besides the coordinator; empty: the server is one. */
  readonly nodes: readonly CitusNode[];
}

declare module 'vitest' {
  interface ProvidedContext {
    parixTestCluster: TestClusterAccess;
  }
}

export interface TestCluster extends TestClusterAccess {
  readonly stop: () => Promise<void>;
}

/** Ends and removes what test runs left behind that were killed: their folders carry the pid of the run. */
async function removeLeftovers(): Promise<void> {
  for (const name of await readdir(tmpdir())) {
    const pid = /^parix-test-(\d+)-/.exec(name)?.[1];
    if (pid === undefined || isProcessAlive(Number(pid))) continue;
    const folder = join(tmpdir(), name);
    const data = join(folder, 'postgres', 'data');
    try {
      const postmaster = readPostmaster(data);
      if (postmaster !== undefined && isServerOn(data, postmaster.pid))
        process.kill(postmaster.pid, 'SIGQUIT');
      await rm(folder, { recursive: true, force: true, maxRetries: 5, retryDelay: 100 });
    } catch {
      // Another user's leftovers are theirs to remove.
    }
  }
}

/** Names a server (superuser's URL, e.g. of Debian's PostgreSQL) on which the tests run instead of the embedded one. */
const EXTERNAL = 'PARIX_TEST_DATABASE_URL';

/** A server of its own for this run, or the one that is named, with the migrated template in it. */
export function startTestCluster(): Promise<TestCluster> {
  const url = process.env[EXTERNAL];
  return url === undefined || url === '' ? startEmbedded() : useExternal(new URL(url));
}

async function useExternal({ hostname, port, username, password }: URL): Promise<TestCluster> {
  const place = { host: decodeURIComponent(hostname), port: Number(port || 5432) };
  const asOwner = (database: string): ConnectionConfig => ({
    ...place,
    database,
    user: decodeURIComponent(username),
    password: decodeURIComponent(password),
  });
  const secret = randomBytes(16).toString('hex');
  await ensureApplicationRole(asOwner('postgres'), secret);
  const nodes = await findCitusNodes(asOwner('postgres'));
  // A distributed database cannot be copied: it stands on several servers.
  if (nodes.length === 0) {
    await ensureDatabase(asOwner('postgres'), templateDatabase);
    await migrateToLatest(asOwner(templateDatabase));
  }
  const app = { ...place, database: 'postgres', user: applicationRole, password: secret };
  // What is left is one empty database, used again by the next run.
  return { owner: asOwner('postgres'), app, nodes, stop: () => Promise.resolve() };
}

/** A throw-away server (no fsync, temporary folder). */
async function startEmbedded(): Promise<TestCluster> {
  await removeLeftovers();
  const folder = await mkdtemp(join(tmpdir(), `parix-test-${process.pid}-`));
  // The database's own user must be able to pass through it when the tests run as root.
  await chmod(folder, 0o755);
  const cluster = await startEmbeddedCluster(folder, { durable: false });
  const stop = async () => {
    await cluster.stop();
    await rm(cluster.files.root, { recursive: true, force: true });
    await rm(folder, { recursive: true, force: true });
  };
  try {
    const owner = cluster.connectAs('parix_owner', 'postgres');
    await ensureApplicationRole(owner, cluster.files.secrets.app);
    await ensureDatabase(owner, templateDatabase);
    await migrateToLatest(cluster.connectAs('parix_owner', templateDatabase));
    return { owner, app: cluster.connectAs('parix_app', 'postgres'), nodes: [], stop };
  } catch (error) {
    await stop();
    throw error;
  }
}
