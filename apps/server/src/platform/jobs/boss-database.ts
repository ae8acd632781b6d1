import type PgBoss from 'pg-boss';
import { CompiledQuery } from 'kysely';
import { type ConnectionConfig, openPool } from '../../db/database.ts';
import type { Db } from '../context.ts';

/** Where pg-boss keeps its tables, beside ours in the same database. */
export const JOB_SCHEMA = 'pgboss';

/** Runs pg-boss's statements in the caller's transaction, so that a job exists exactly when its cause does. */
export function inCallersTransaction(
  db: Db,
  onAffected: (rows: bigint) => void = () => undefined,
): PgBoss.Db {
  return {
    executeSql: async (text, values) => {
      const { rows, numAffectedRows } = await db.executeQuery(CompiledQuery.raw(text, values));
      onAffected(numAffectedRows ?? 0n);
      return { rows };
    },
  };
}

/** A pool of its own for the queue: waiting jobs never take a connection from people's requests. */
export interface BossPool extends PgBoss.Db {
  readonly end: () => Promise<void>;
}

export function openBossPool(
  connection: ConnectionConfig,
  max: number,
  onError: (error: Error) => void,
): BossPool {
  const pool = openPool({ ...connection, max, application_name: 'parix-jobs' }, onError);
  return {
    executeSql: async (text, values) => {
      const client = await pool.connect();
      try {
        // pg-boss passes no values with its scripts of several statements, which the extended protocol refuses.
        const { rows } = await client.query<Record<string, unknown>>(text, values ?? []);
        client.release();
        return { rows };
      } catch (error) {
        // Its scripts open a transaction themselves: a connection that failed inside one is of no further use.
        client.release(true);
        throw error;
      }
    },
    end: () => pool.end(),
  };
}
