import { loadConfig } from './config.ts';
import { createDatabase } from './db/database.ts';
import { migrateToLatest } from './db/migrate.ts';
import type { Db, UseCaseConfig } from './platform/context.ts';
import { openDatabase } from './platform/postgres/open-database.ts';

type Environment = Readonly<Record<string, string | undefined>>;

/** Opens the installation’s database for one act of its operator, beside a running server or without one. */
export const withDatabase = <T>(
  env: Environment,
  use: (db: Db, config: UseCaseConfig) => Promise<T>,
): Promise<T> => withRole(env, 'app', use);

/** The same as the owner of the schema, for what the application itself may never do. */
export const withOwnDatabase = <T>(env: Environment, use: (db: Db) => Promise<T>): Promise<T> =>
  withRole(env, 'owner', use);

async function withRole<T>(
  env: Environment,
  role: 'app' | 'owner',
  use: (db: Db, config: UseCaseConfig) => Promise<T>,
): Promise<T> {
  const config = loadConfig(env);
  const database = await openDatabase(config, { shareWithRunning: true });
  try {
    await migrateToLatest(database.owner);
    const db = createDatabase({ ...database[role], max: 2 });
    try {
      return await use(db, config);
    } finally {
      await db.destroy();
    }
  } finally {
    await database.close();
  }
}
