import { type Kysely, sql } from 'kysely';
import { pino } from 'pino';
import type { Database } from '../db/schema.ts';
import type { Db, UseCaseConfig } from '../platform/context.ts';
import type { JobName } from '../platform/jobs/job-names.ts';
import { type JobContext, registeredJobs } from '../platform/jobs/jobs.ts';
import { newId } from '../platform/ids.ts';

interface JobSurroundings {
  readonly db: Db;
  readonly owner: Kysely<Database>;
  readonly clock: { now(): Date };
  readonly config: UseCaseConfig;
}

/** What a handler gets, at the instant that the test has set. */
export const jobContext = ({ db, clock, config }: Omit<JobSurroundings, 'owner'>): JobContext => ({
  db,
  now: clock.now(),
  config,
  locale: 'vi',
  requestId: newId(),
  log: pino({ level: 'silent' }),
  stopping: new AbortController().signal,
  lastTry: false,
});

/** Runs a job once, as the runner would. */
export async function runJob(
  surroundings: JobSurroundings,
  name: JobName,
  data: object = {},
  lastTry = false,
): Promise<void> {
  const job = registeredJobs().find((one) => one.name === name);
  if (!job) throw new Error(`nobody registered ${name}`);
  await job.run({ ...jobContext(surroundings), lastTry }, data);
}

/** Takes the jobs that wait under a name off the queue, whenever they are due, and runs them. @returns how many */
export async function runWaiting(surroundings: JobSurroundings, name: JobName): Promise<number> {
  const waiting = await sql<{ data: object }>`
    with taken as (delete from pgboss.job where name = ${name} and state = 'created' returning data, created_on)
    select data from taken order by created_on`.execute(surroundings.owner);
  for (const { data } of waiting.rows) await runJob(surroundings, name, data);
  return waiting.rows.length;
}
