/*
 * Work that nobody waits for: mail, reminders, text extraction. It is kept in the same PostgreSQL (pg-boss), written
 * in the transaction of what caused it, and done by any server process that runs jobs (`PARIX_JOBS`, on by default).
 *
 *   export const extractText = registerJob('evidence.extract-text', z.object({ fileId: z.uuid() }),
 *     async ({ db, now, config, log }, { fileId }) => { … }, { retries: 3 });
 *   await extractText.enqueue(tx, { fileId });              // with the change that causes it
 *   schedule(sweepUploads, { everySeconds: 3600 });          // beside the registration
 *
 * A feature (1) adds the name to job-names.ts, (2) registers it in `<feature>/<act>.job.ts`, (3) names that file in
 * features/jobs.ts, so that it is loaded. What to rely on:
 *   - At least once. What a killed process had in hand is given back within some twenty seconds, what hangs after
 *     `expireSeconds` (hold-jobs.ts): a handler must bear being repeated.
 *   - No order, and no promise when. Nothing legal depends on a job: a deadline acts by the clock in the use case
 *     itself, and a job that does something at an hour decides by `now` whether it is due, so that work missed while
 *     everything was down is made up.
 *   - A handler that throws is tried again `retries` times, each time after a longer wait; then it stays failed and a
 *     line of level error stands in the log.
 *   - The data is checked with the schema on both sides. Keep it to ids: it is no record and holds no secret.
 */
import PgBoss from 'pg-boss';
import type { FastifyBaseLogger } from 'fastify';
import type { z } from 'zod';
import type { Db, PublicContext } from '../context.ts';
import { inCallersTransaction, JOB_SCHEMA } from './boss-database.ts';
import type { JobName } from './job-names.ts';

/** What a handler has around it. `requestId` is the id of the job, for audit lines and the log. */
export interface JobContext extends PublicContext {
  readonly log: Pick<FastifyBaseLogger, 'info' | 'warn' | 'error'>;
  /** The process is stopping: long work ends at the next good place, having done only what it can show. */
  readonly stopping: AbortSignal;
  /** Nobody tries again after this: who waits for the outcome is told now. */
  readonly lastTry: boolean;
}

export interface JobOptions {
  /** Tries after the first; default 5. */
  readonly retries?: number;
  /** Wait before the first retry, doubled (and scattered) with each further one; default 30. */
  readonly retryAfterSeconds?: number;
  /** A try that takes longer counts as lost and is repeated; default 900. */
  readonly expireSeconds?: number;
  /** How many a process takes at a time; default 1. */
  readonly atOnce?: number;
}

export interface EnqueueOptions {
  readonly afterSeconds?: number;
  /** Enqueued once per key and slot of so many seconds (at most 12 h); what comes later in the slot is dropped. */
  readonly oncePer?: { readonly key: string; readonly seconds: number };
}

/** One kind of work, as its producers see it. */
export interface Job<Data extends object> {
  readonly name: JobName;
  /** Adds one, in the transaction of `db` when it is one. False when `oncePer` dropped it. */
  readonly enqueue: (db: Db, data: Data, options?: EnqueueOptions) => Promise<boolean>;
  /** Adds as many as there are data, a thousand with a statement. */
  readonly enqueueAll: (db: Db, data: readonly Data[]) => Promise<void>;
}

/** One kind of work, as the runner sees it. */
export interface RegisteredJob {
  readonly name: JobName;
  readonly run: (context: JobContext, data: unknown) => Promise<void>;
  readonly options: Required<JobOptions>;
}

export interface Schedule {
  readonly everySeconds: number;
}

const registered = new Map<JobName, RegisteredJob>();
const schedules = new Map<JobName, Schedule>();

export const registeredJobs = (): readonly RegisteredJob[] => [...registered.values()];
export const scheduledJobs = (): readonly (readonly [RegisteredJob, Schedule])[] =>
  registeredJobs().flatMap((job) => {
    const every = schedules.get(job.name);
    return every ? [[job, every] as const] : [];
  });

const DEFAULTS: Required<JobOptions> = { retries: 5, retryAfterSeconds: 30, expireSeconds: 900, atOnce: 1 };
/** Jobs that nobody ran for so long are no longer wanted. */
const KEPT_DAYS = 30;

/** Says what to do for a name, once per process, when the module is loaded. */
export function registerJob<S extends z.ZodObject>(
  name: JobName,
  schema: S,
  handler: (context: JobContext, data: z.output<S>) => Promise<void>,
  options: JobOptions = {},
): Job<z.input<S>> {
  if (registered.has(name)) throw new Error(`job ${name} is registered twice`);
  const settings = { ...DEFAULTS, ...options };
  registered.set(name, {
    name,
    run: (context, data) => handler(context, schema.parse(data)),
    options: settings,
  });
  return {
    name,
    enqueue: async (db, data, how = {}) => {
      const id = await sender.send(name, schema.parse(data), sendOptions(db, settings, how));
      if (id === null && how.oncePer === undefined) throw new Error(`there is no queue ${name}`);
      return id !== null;
    },
    enqueueAll: (db, data) =>
      addAll(
        db,
        data.map((each) => ({ name, data: schema.parse(each), ...retrying(settings) })),
      ),
  };
}

/** Repeats a job without data; of all processes that run jobs together, once per slot of `everySeconds`. */
export function schedule(job: Job<Record<string, never>>, every: Schedule): void {
  schedules.set(job.name, every);
}

/** Only writes statements; it never opens the connection that it is given here. */
const sender = new PgBoss({
  schema: JOB_SCHEMA,
  retentionDays: KEPT_DAYS,
  db: { executeSql: () => Promise.reject(new Error('a job is enqueued with the database of its cause')) },
});

const AT_ONCE = 1000;

async function addAll(db: Db, jobs: readonly PgBoss.JobInsert[]): Promise<void> {
  let added = 0n;
  const database = inCallersTransaction(db, (rows) => (added += rows));
  for (let at = 0; at < jobs.length; at += AT_ONCE)
    await sender.insert(jobs.slice(at, at + AT_ONCE), { db: database });
  if (added !== BigInt(jobs.length)) throw new Error(`there is no queue ${jobs[0]?.name}`);
}

const retrying = ({ retries, retryAfterSeconds, expireSeconds }: Required<JobOptions>) => ({
  retryLimit: retries,
  retryDelay: retryAfterSeconds,
  retryBackoff: true,
  expireInSeconds: expireSeconds,
});

function sendOptions(
  db: Db,
  options: Required<JobOptions>,
  { afterSeconds, oncePer }: EnqueueOptions,
): PgBoss.SendOptions {
  return {
    db: inCallersTransaction(db),
    ...retrying(options),
    retentionDays: KEPT_DAYS,
    ...(afterSeconds !== undefined && afterSeconds > 0 && { startAfter: afterSeconds }),
    ...(oncePer && { singletonKey: oncePer.key, singletonSeconds: oncePer.seconds }),
  };
}
