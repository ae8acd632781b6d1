import { setMaxListeners } from 'node:events';
import { setTimeout as sleep } from 'node:timers/promises';
import type { FastifyBaseLogger } from 'fastify';
import PgBoss from 'pg-boss';
import type { ConnectionConfig } from '../../db/database.ts';
import type { AppServices } from '../services.ts';
import { JOB_SCHEMA, openBossPool } from './boss-database.ts';
import { giveBackLost, type HeldJobs, holdJobs } from './hold-jobs.ts';
import { type RegisteredJob, registeredJobs, type Schedule, scheduledJobs } from './jobs.ts';

export interface JobServices extends AppServices {
  readonly logger: FastifyBaseLogger;
}

export interface RunningJobs {
  /** Takes no further job, waits for those in hand, then ends its connections. Call it before the pool is closed. */
  readonly stop: () => Promise<void>;
}

export interface RunOptions {
  /** Wait between two looks at an empty queue. */
  readonly pollMs?: number;
  /** Wait between two looks for jobs whose process ended. */
  readonly lookMs?: number;
}

const POLL_MS = 2000;
const LOOK_MS = 10_000;
/** How long a stop waits for handlers in hand; what is cut off is done again by the next process. */
const PATIENCE_MS = 20_000;
/** Connections of the queue itself; handlers use the application's pool. */
const CONNECTIONS = 3;

/**
 * Runs every registered job in this process until it is stopped. The loop is ours and not pg-boss's own worker: that
 * one leaves the end of a job to itself, so that a database which is lost at that moment would end the process.
 */
export async function startJobs(
  services: JobServices,
  connection: ConnectionConfig,
  { pollMs = POLL_MS, lookMs = LOOK_MS }: RunOptions = {},
): Promise<RunningJobs> {
  const { logger } = services;
  const onError = (error: Error): void => logger.warn({ err: error }, 'the job queue does not answer');
  const pool = openBossPool(connection, CONNECTIONS, onError);
  const boss = new PgBoss({ schema: JOB_SCHEMA, db: pool, migrate: false, schedule: false });
  boss.on('error', onError);
  const stopping = new AbortController();
  // Each kind of job waits on it; that is no leak.
  setMaxListeners(0, stopping.signal);
  await boss.start().catch(async (error: unknown) => {
    await pool.end();
    throw error;
  });
  const held = holdJobs(connection, logger);
  const runner: Runner = { services, boss, held, pollMs, signal: stopping.signal };
  const work = [
    giveBack(runner, lookMs),
    ...registeredJobs().map((job) => workOff(runner, job)),
    ...scheduledJobs().map(([job, every]) => repeat(runner, job, every)),
  ];
  return {
    stop: async () => {
      stopping.abort();
      await Promise.race([Promise.all(work), sleep(PATIENCE_MS, undefined, { ref: false })]);
      await boss.stop({ graceful: false });
      await held.end();
      await pool.end();
    },
  };
}

interface Runner {
  readonly services: JobServices;
  readonly boss: PgBoss;
  readonly held: HeldJobs;
  readonly pollMs: number;
  readonly signal: AbortSignal;
}

async function pause({ signal }: Runner, ms: number): Promise<void> {
  await sleep(ms, undefined, { signal }).catch(() => undefined);
}

async function workOff(runner: Runner, job: RegisteredJob): Promise<void> {
  const { boss, signal, pollMs } = runner;
  const { atOnce } = job.options;
  while (!signal.aborted) {
    // It answers with nothing when the database does not: the next look comes soon enough.
    const taken = await boss.fetch<object>(job.name, { batchSize: atOnce, includeMetadata: true });
    await Promise.all(taken.map((one) => runOne(runner, job, one)));
    if (taken.length < atOnce) await pause(runner, pollMs);
  }
}

async function runOne(
  { services, boss, held, signal: stopping }: Runner,
  job: RegisteredJob,
  taken: PgBoss.JobWithMetadata,
): Promise<void> {
  const { db, clock, config, logger } = services;
  const log = logger.child({ job: job.name, jobId: taken.id });
  const now = clock.now();
  const lastTry = taken.retryCount >= taken.retryLimit;
  const context = { db, now, config, log, locale: 'vi', requestId: taken.id, stopping, lastTry } as const;
  await held.hold(taken.id);
  try {
    await withinTime(job.run(context, taken.data), job.options.expireSeconds);
    await boss.complete(job.name, taken.id);
  } catch (error) {
    if (stopping.aborted) log.info('a job was cut off by the stop; the next process does it again');
    else log.error({ err: error }, 'a job failed');
    const message = error instanceof Error ? error.message : String(error);
    // If even that is not taken down, the job expires and is repeated.
    await boss.fail(job.name, taken.id, { message }).catch((lost: unknown) => log.warn({ err: lost }));
  } finally {
    await held.letGo(taken.id);
  }
}

/** What a killed process had in hand is done again soon, by this one or another. */
async function giveBack(runner: Runner, lookMs: number): Promise<void> {
  const { services, boss, signal } = runner;
  while (!signal.aborted) {
    try {
      const lost = await giveBackLost(services.db, boss);
      if (lost > 0) services.logger.warn({ jobs: lost }, 'jobs of a process that ended are given back');
    } catch (error) {
      services.logger.warn({ err: error }, 'jobs of ended processes could not be looked for');
    }
    await pause(runner, lookMs);
  }
}

/** A handler that hangs must not hold up the queue; the database gives the job to somebody else by then. */
async function withinTime(work: Promise<void>, seconds: number): Promise<void> {
  const timer = new AbortController();
  const late = sleep(seconds * 1000, undefined, { signal: timer.signal }).then(() => {
    throw new Error(`not done within ${seconds} s`);
  });
  try {
    await Promise.race([work, late]);
  } finally {
    timer.abort();
  }
}

/** Offers the job twice per slot; the queue's own unique index takes one of all offers of all processes. */
async function repeat(runner: Runner, job: RegisteredJob, { everySeconds }: Schedule): Promise<void> {
  const { boss, signal, services } = runner;
  // A failed run is made up by the next slot.
  const once = { singletonKey: 'schedule', singletonSeconds: everySeconds, retryLimit: 0 };
  while (!signal.aborted) {
    try {
      await boss.send(job.name, {}, { ...once, expireInSeconds: job.options.expireSeconds });
    } catch (error) {
      services.logger.warn({ err: error }, 'a scheduled job could not be enqueued');
    }
    await pause(runner, everySeconds * 500);
  }
}
