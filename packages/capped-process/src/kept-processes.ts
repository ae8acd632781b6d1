import { type CappedProcess, startProcess } from './capped-process.ts';

export interface KeepSettings {
  /** Plain JavaScript that registers the loader and imports a module that calls `serveJobs` or `serveParts`. */
  readonly script: URL;
  /** Processes at work at once: each may use its full memory. */
  readonly atOnce: number;
  /** Jobs waiting for a turn; more are refused as `busy`. No bound when left out. */
  readonly waiting?: number;
  /** How long a process with nothing to do is kept: starting one takes longer than most jobs. */
  readonly keptMilliseconds: number;
  /** After this many jobs a process is replaced, so that nothing a file left behind adds up. */
  readonly jobsPerProcess?: number;
}

export interface JobLimits {
  /** Wall clock from its start, of parts that of each one; waiting for a turn does not count. */
  readonly milliseconds: number;
  /** JavaScript heap, MiB. */
  readonly heapMegabytes: number;
  /**
   * Each half of the young part of the heap, MiB; Node's own when left out. Work that makes many short-lived objects
   * spends less time on collecting them, and does so by itself: threads beside it would take the processors from
   * whoever uses what it makes.
   */
  readonly youngMegabytes?: number;
  /** The process as a whole, MiB, buffers outside the heap included; judged ten times a second. No bound when left out. */
  readonly processMegabytes?: number;
}

export type JobFault = 'busy' | 'too-slow' | 'too-much-memory' | 'failed';

export interface Kept<Job, Part, Answer> {
  readonly process: CappedProcess<Job, Part, Answer>;
  /** Only for jobs with the same caps. */
  readonly caps: string;
  jobs: number;
  timer: NodeJS.Timeout | undefined;
}

export interface KeptProcesses<Job, Part, Answer> {
  /** A process, when it is the caller's turn; null: too many wait. */
  readonly begin: (limits: JobLimits) => Promise<Kept<Job, Part, Answer> | null>;
  /** Gives the turn on. The process is kept for the next job when it did this one well. */
  readonly end: (one: Kept<Job, Part, Answer>, didWell: boolean) => void;
}

/**
 * Processes for work on what a stranger sent, with caps on time and memory. They are no worker threads: a thread whose
 * heap is full at the wrong moment takes the whole server with it.
 */
export function keptProcesses<Job extends object, Part, Answer>(
  settings: KeepSettings,
): KeptProcesses<Job, Part, Answer> {
  const { script, atOnce, waiting = Infinity, keptMilliseconds, jobsPerProcess = Infinity } = settings;
  const idle = new Set<Kept<Job, Part, Answer>>();
  const queue: (() => void)[] = [];
  let busy = 0;

  const take = (limits: JobLimits): Kept<Job, Part, Answer> => {
    const { heapMegabytes, youngMegabytes = 0, processMegabytes = 0 } = limits;
    const caps = `${heapMegabytes} ${youngMegabytes} ${processMegabytes}`;
    const found = [...idle].find((one) => one.caps === caps);
    if (found !== undefined) {
      idle.delete(found);
      clearTimeout(found.timer);
      return found;
    }
    const forget = (): void => {
      idle.delete(started);
      clearTimeout(started.timer);
    };
    const process = startProcess<Job, Part, Answer>(
      script,
      { heapMegabytes, youngMegabytes, processMegabytes },
      forget,
    );
    const started: Kept<Job, Part, Answer> = { process, caps, jobs: 0, timer: undefined };
    return started;
  };
  const keep = (one: Kept<Job, Part, Answer>): void => {
    one.process.rest();
    one.timer = setTimeout(() => {
      idle.delete(one);
      one.process.stop();
    }, keptMilliseconds).unref();
    idle.add(one);
  };

  return {
    begin: async (limits) => {
      if (queue.length >= waiting) return null;
      if (busy >= atOnce) await new Promise<void>((resolve) => queue.push(resolve));
      else busy += 1;
      const one = take(limits);
      one.jobs += 1;
      return one;
    },
    end: (one, didWell) => {
      if (didWell && one.jobs < jobsPerProcess) keep(one);
      else one.process.stop();
      const next = queue.shift();
      if (next === undefined) busy -= 1;
      else next();
    },
  };
}
