import PgBoss from 'pg-boss';
import type { ConnectionConfig } from '../../db/database.ts';
import { OperatorError } from '../operator-error.ts';
import { applicationRole } from '../postgres/application-role.ts';
import { type BossPool, JOB_SCHEMA, openBossPool } from './boss-database.ts';
import { JOB_NAMES } from './job-names.ts';

/**
 * What the application needs of the queue, and no more: it adds, takes and finishes jobs, clears old ones away and
 * notes when it last did. Tables and queues are made by the owner.
 */
const GRANTS = [
  `grant usage on schema ${JOB_SCHEMA} to ${applicationRole}`,
  `grant select, insert, update, delete on ${JOB_SCHEMA}.job to ${applicationRole}`,
  `grant select, insert, delete on ${JOB_SCHEMA}.archive to ${applicationRole}`,
  `grant select on ${JOB_SCHEMA}.queue, ${JOB_SCHEMA}.version to ${applicationRole}`,
  `grant update (maintained_on) on ${JOB_SCHEMA}.version to ${applicationRole}`,
];

/**
 * In the order in which jobs are taken: without it every look at a queue sorts all that wait, which for the mails of a
 * milestone is tens of thousands of rows for five of them. And the few that are in hand, which are looked at often.
 */
const NEXT_JOB = `
  begin;
  select pg_advisory_xact_lock(hashtext('parix.next-job'));
  create index if not exists parix_next_job on ${JOB_SCHEMA}.job (name, priority desc, created_on, id)
    where state < 'active';
  create index if not exists parix_active_job on ${JOB_SCHEMA}.job (started_on) where state = 'active';
  commit`;

/**
 * Makes the queue's schema and a queue for each name, as the owner; safe to repeat and to run from several
 * processes at once.
 * @throws OperatorError `DATABASE_NO_SCHEMA_RIGHT` when the owner may not create a schema.
 */
export async function prepareJobs(owner: ConnectionConfig): Promise<void> {
  const pool = openBossPool(owner, 1, () => undefined);
  try {
    await makeQueues(pool);
  } catch (error) {
    throw isRefused(error) ? rightNeeded() : error;
  } finally {
    await pool.end();
  }
}

async function makeQueues(pool: BossPool): Promise<void> {
  const boss = new PgBoss({ schema: JOB_SCHEMA, db: pool, supervise: false, schedule: false });
  await boss.start();
  try {
    for (const name of JOB_NAMES) await boss.createQueue(name);
    await pool.executeSql(NEXT_JOB, []);
    for (const grant of GRANTS) await pool.executeSql(grant, []);
  } finally {
    await boss.stop({ graceful: false });
  }
}

const isRefused = (error: unknown): boolean =>
  error instanceof Error && 'code' in error && error.code === '42501';

function rightNeeded(): OperatorError {
  return new OperatorError('DATABASE_NO_SCHEMA_RIGHT', {
    vi: `Người dùng trong DATABASE_URL không được tạo lược đồ ${JOB_SCHEMA} cho việc chạy nền. Hãy nhờ người quản trị chạy: GRANT CREATE ON DATABASE <tên cơ sở dữ liệu> TO <người dùng đó>; rồi chạy lại.`,
    en: `The user in DATABASE_URL may not create the schema ${JOB_SCHEMA} for background jobs. Have an administrator run: GRANT CREATE ON DATABASE <database> TO <that user>; then start again.`,
  });
}
