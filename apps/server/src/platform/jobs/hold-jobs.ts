import type { FastifyBaseLogger } from 'fastify';
import { sql } from 'kysely';
import pg from 'pg';
import type PgBoss from 'pg-boss';
import type { ConnectionConfig } from '../../db/database.ts';
import type { Db } from '../context.ts';
import { inTransaction } from '../transaction.ts';
import { inCallersTransaction } from './boss-database.ts';

/*
 * The jobs that a process has in hand are held by advisory locks of one session of its own. A process that is killed
 * loses its session, and with it the locks, at once: others see that its jobs are in nobody's hands and give them back
 * within seconds, instead of waiting until they expire.
 */

export interface HeldJobs {
  readonly hold: (id: string) => Promise<void>;
  readonly letGo: (id: string) => Promise<void>;
  readonly end: () => Promise<void>;
}

const LOCK = `hashtextextended('parix.job:' || $1::text, 0)`;
/** Between taking a job and holding it lies a moment. */
const JUST_TAKEN_SECONDS = 10;

/** A session that was lost is opened anew, with the locks of what is still in hand. */
export function holdJobs(connection: ConnectionConfig, logger: Pick<FastifyBaseLogger, 'warn'>): HeldJobs {
  const held = new Set<string>();
  let session: Promise<pg.Client> | undefined;
  const lost = (): void => (session = undefined);

  async function open(): Promise<pg.Client> {
    const client = new pg.Client({
      ...connection,
      application_name: 'parix-jobs-held',
      keepAlive: true,
      connectionTimeoutMillis: 5000,
      query_timeout: 5000,
    });
    client.on('error', lost);
    client.on('end', lost);
    await client.connect();
    for (const id of held) await client.query(`select pg_try_advisory_lock(${LOCK})`, [id]);
    return client;
  }

  /**
   * A job that cannot be held is done all the same: at worst it is done again. Nor is anything waited for: somebody may
   * still hold it whose session was lost and has come back meanwhile.
   */
  async function ask(statement: string, id: string): Promise<void> {
    try {
      session ??= open();
      await (await session).query(statement, [id]);
    } catch (error) {
      const broken = session;
      lost();
      // A session that did not answer would keep its locks: it is left for good.
      void broken?.then((client) => client.end()).catch(() => undefined);
      logger.warn({ err: error }, 'a job in hand could not be marked as such');
    }
  }

  /** A session answers one statement after the other. */
  let before = Promise.resolve();
  const inTurn = (statement: string, id: string): Promise<void> =>
    (before = before.then(() => ask(statement, id)));

  return {
    hold: async (id) => {
      await inTurn(`select pg_try_advisory_lock(${LOCK})`, id);
      held.add(id);
    },
    letGo: async (id) => {
      held.delete(id);
      await inTurn(`select pg_advisory_unlock(${LOCK})`, id);
    },
    end: async () => {
      await before;
      const client = await session?.catch(() => undefined);
      await client?.end().catch(() => undefined);
    },
  };
}

/** Jobs whose process ended are given back to be done again, or fail if that was their last try. @returns how many */
export async function giveBackLost(
  db: Db,
  boss: PgBoss,
  { justTakenSeconds = JUST_TAKEN_SECONDS } = {},
): Promise<number> {
  return inTransaction(db, async (tx) => {
    const { rows } = await sql<{ id: string; name: string }>`
      with active as materialized (
        select id, name from pgboss.job
        where state = 'active' and started_on < now() - ${justTakenSeconds} * interval '1 second')
      select id, name from active
      where pg_try_advisory_xact_lock(hashtextextended('parix.job:' || id::text, 0))`.execute(tx);
    for (const { id, name } of rows)
      await boss.fail(
        name,
        id,
        { message: 'the process that did it ended' },
        { db: inCallersTransaction(tx) },
      );
    return rows.length;
  });
}
