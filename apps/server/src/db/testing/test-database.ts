import { randomBytes } from 'node:crypto';
import { type Kysely, sql } from 'kysely';
import { inject } from 'vitest';
import { createDatabase, type ConnectionConfig } from '../database.ts';
import type { Database } from '../schema.ts';
import { migrateToLatest } from '../migrate.ts';
import type { CitusNode } from './citus-nodes.ts';
import { templateDatabase, type TestClusterAccess } from './test-cluster.ts';

/** A database of its own for one test file, empty and fully migrated. */
export interface TestDatabase {
  /** As the application connects: `parix_app`, with its rights and no others. */
  readonly db: Kysely<Database>;
  /** As the owner, for arranging and asserting what the application may not do. */
  readonly owner: Kysely<Database>;
  /** Connection of the application, for code that opens its own pool. */
  readonly app: ConnectionConfig;
  /** Connection of the owner. */
  readonly ownerConnection: ConnectionConfig;
  /** Ends the pools and drops the database; call it in `afterAll`. */
  readonly close: () => Promise<void>;
}

async function administer(owner: ConnectionConfig, ...statements: readonly string[]): Promise<void> {
  const db = createDatabase({ ...owner, max: 1 });
  try {
    for (const statement of statements) await sql.raw(statement).execute(db);
  } finally {
    await db.destroy();
  }
}

/** On one server a copy of the migrated template (about 30 ms), on a Citus cluster one that is migrated anew. */
async function makeDatabase({ owner, nodes }: TestClusterAccess, name: string): Promise<void> {
  if (nodes.length > 0) await makeOnNodes(owner, nodes, name);
  else await administer(owner, `create database ${name} template ${templateDatabase}`);
  await administer(
    owner,
    // Rights on the database itself are not copied from the template.
    `revoke all on database ${name} from public`,
    `grant connect on database ${name} to parix_app`,
  );
}

async function makeOnNodes(
  owner: ConnectionConfig,
  nodes: readonly CitusNode[],
  database: string,
): Promise<void> {
  for (const node of [{}, ...nodes]) {
    await administer({ ...owner, ...node }, `create database ${database}`);
    await administer({ ...owner, ...node, database }, 'create extension citus');
  }
  const places = nodes.map(({ host, port }) => `select citus_add_node('${host}', ${port})`);
  await administer(
    { ...owner, database },
    `select citus_set_coordinator_host('${owner.host}', ${owner.port})`,
    ...places,
  );
  await migrateToLatest({ ...owner, database });
}

/** The cluster is started once for the whole run by the global set-up. */
export async function createTestDatabase(): Promise<TestDatabase> {
  const cluster = inject('parixTestCluster');
  const database = `test_${randomBytes(8).toString('hex')}`;
  await makeDatabase(cluster, database);
  const app = { ...cluster.app, database, max: 10 };
  const ownerConnection = { ...cluster.owner, database, max: 2 };
  const db = createDatabase(app);
  const owner = createDatabase(ownerConnection);
  return {
    db,
    owner,
    app,
    ownerConnection,
    close: async () => {
      await Promise.all([db.destroy(), owner.destroy()]);
      for (const node of [{}, ...cluster.nodes])
        await administer({ ...cluster.owner, ...node }, `drop database ${database} with (force)`);
    },
  };
}
