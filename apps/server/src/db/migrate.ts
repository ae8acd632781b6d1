import { Kysely, Migrator, PostgresDialect } from 'kysely';
import { type ConnectionConfig, openPool } from './database.ts';
import { distributeTables } from './distribute-tables.ts';
import { prepareJobs } from '../platform/jobs/prepare-jobs.ts';
import { migrations } from './migrations/index.ts';

/**
 * Brings the schema up to date as its owner; safe to repeat and to run from several processes at once (the
 * migrator holds a lock). All pending migrations are applied in one transaction, or none; the tables of the job queue,
 * which its library makes itself, follow, and where the database has Citus the large tables are distributed.
 * @param onDistributed hears of tables that were distributed now.
 * @returns names of the migrations that were applied now.
 */
export async function migrateToLatest(
  owner: ConnectionConfig,
  onDistributed: (tables: readonly string[]) => void = () => undefined,
): Promise<readonly string[]> {
  const pool = openPool({ ...owner, max: 1 }, () => undefined);
  const db = new Kysely<unknown>({ dialect: new PostgresDialect({ pool }) });
  try {
    const migrator = new Migrator({
      db,
      provider: { getMigrations: () => Promise.resolve(migrations) },
      migrationTableName: 'schema_migration',
      migrationLockTableName: 'schema_migration_lock',
    });
    const { error, results } = await migrator.migrateToLatest();
    if (error !== undefined) {
      const failed = results?.find((result) => result.status === 'Error')?.migrationName;
      throw new Error(`migration ${failed ?? '(before the first)'} failed`, { cause: error });
    }
    const distributed = await distributeTables(db);
    if (distributed.length > 0) onDistributed(distributed);
    await prepareJobs(owner);
    return (results ?? []).map((result) => result.migrationName);
  } finally {
    await db.destroy();
  }
}
