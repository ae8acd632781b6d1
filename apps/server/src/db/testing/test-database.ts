import { randomBytes } from 'node:crypto';
import { type Kysely, sql } from 'kysely';
import { inject } from 'vitest';
import { createDatabase, type ConnectionConfig } from '../database.ts';
import type { Database } from '../schema.ts';
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

async function administer(cluster: TestClusterAccess, ...statements: readonly string[]): Promise<void> {
  const db = createDatabase({ ...cluster.owner, max: 1 });
  try {
    for (const statement of statements) await sql.raw(statement).execute(db);
  } finally {
    await db.destroy();
  }
}

/** Copies the migrated template (about 30 ms). The cluster is started once for the whole run by the global set-up. */
export async function createTestDatabase(): Promise<TestDatabase> {
  const cluster = inject('parixTestCluster');
  const database = `test_${randomBytes(8).toString('hex')}`;
  await administer(
    cluster,
    `create database ${database} template ${templateDatabase}`,
    // Rights on the database itself are not copied from the template.
    `revoke all on database ${database} from public`,
    `grant connect on database ${database} to parix_app`,
  );
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
      await administer(cluster, `drop database ${database} with (force)`);
    },
  };
}
