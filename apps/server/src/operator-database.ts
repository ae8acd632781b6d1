import { loadConfig } from './config.ts';
import { createDatabase } from './db/database.ts';
import { migrateToLatest } from './db/migrate.ts';
import type { Db, UseCaseConfig } from './platform/context.ts';
import { openDatabase } from './platform/postgres/open-database.ts';

/** Opens the installation’s database for one act of its operator, beside a running server or without one. */
export async function withDatabase<T>(
  env: Readonly<Record<string, string | undefined>>,
  use: (db: Db, config: UseCaseConfig) => Promise<T>,
): Promise<T> {
  const config = loadConfig(env);
  const database = await openDatabase(config, { shareWithRunning: true });
  try {
    await migrateToLatest(database.owner);
    const db = createDatabase({ ...database.app, max: 2 });
    try {
      return await use(db, config);
    } finally {
      await db.destroy();
    }
  } finally {
    await database.close();
  }
}
