import { type CappedProcess, startProcess } from './capped-process.ts';

export interface PoolSettings<Answer> {
  /** Plain JavaScript that registers the loader and imports a module that calls `serveJobs`. */
  readonly script: URL;
  /** Processes at work at once: each may use its full memory. */
  readonly atOnce: number;
  /** Jobs waiting for a turn; more are refused as `busy`. No bound when left out. */
  readonly waiting?: number;
  /** How long a process with nothing to do is kept: starting one takes longer than most jobs. */
  readonly keptMilliseconds: number;
  /** After this many jobs a process is replaced, so that nothing a file left behind adds up. */
  readonly jobsPerProcess?: number;
  /** Whether the process that gave this answer should do no more. */
  readonly isSpent?: (answer: Answer) => boolean;
}

export interface JobLimits {
  /** Wall clock from its start; waiting for a turn does not count. */
  readonly milliseconds: number;
  /** JavaScript heap, MiB. */
  readonly heapMegabytes: number;
  /** The process as a whole, MiB, buffers outside the heap included; judged ten times a second. No bound when left out. */
  readonly processMegabytes?: number;
}

export type JobFault = 'busy' | 'too-slow' | 'too-much-memory' | 'failed';
export type JobResult<Answer> =
  | { readonly ok: true; readonly answer: Answer }
  | { readonly ok: false; readonly fault: JobFault; readonly reason: string };

export interface ProcessPool<Job, Part, Answer> {
  /** `hear` is given the parts that come before the answer. Never rejects for what a job does to its process. */
  readonly run: (job: Job, limits: JobLimits, hear?: (part: Part) => void) => Promise<JobResult<Answer>>;
}

interface Kept<Job, Part, Answer> {
  readonly process: CappedProcess<Job, Part, Answer>;
  /** Only for jobs with the same caps. */
  readonly caps: string;
  jobs: number;
  timer: NodeJS.Timeout | undefined;
}

/**
 * Work on what a stranger sent, in processes of their own with caps on time and memory. They are no worker threads: a
 * thread whose heap is full at the wrong moment takes the whole server with it.
 */
export function createProcessPool<Job extends object, Part, Answer>(
  settings: PoolSettings<Answer>,
): ProcessPool<Job, Part, Answer> {
  const { script, atOnce, waiting = Infinity, keptMilliseconds, jobsPerProcess = Infinity } = settings;
  const idle = new Set<Kept<Job, Part, Answer>>();
  const queue: (() => void)[] = [];
  let busy = 0;

  const take = (limits: JobLimits): Kept<Job, Part, Answer> => {
    const { heapMegabytes, processMegabytes = 0 } = limits;
    const caps = `${heapMegabytes} ${processMegabytes}`;
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
    const process = startProcess<Job, Part, Answer>(script, { heapMegabytes, processMegabytes }, forget);
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
    async run(job, limits, hear = () => undefined) {
      if (queue.length >= waiting) return { ok: false, fault: 'busy', reason: `${queue.length} jobs wait` };
      if (busy >= atOnce) await new Promise<void>((resolve) => queue.push(resolve));
      else busy += 1;
      const one = take(limits);
      one.jobs += 1;
      try {
        const result = await ask(one.process, job, limits.milliseconds, hear);
        const isGood = result.ok && one.jobs < jobsPerProcess && settings.isSpent?.(result.answer) !== true;
        if (isGood) keep(one);
        else one.process.stop();
        return result;
      } finally {
        const next = queue.shift();
        if (next === undefined) busy -= 1;
        else next();
      }
    },
  };
}

/** The first of answer, failure and time decides. */
function ask<Job, Part, Answer>(
  process: CappedProcess<Job, Part, Answer>,
  job: Job,
  milliseconds: number,
  hear: (part: Part) => void,
): Promise<JobResult<Answer>> {
  return new Promise((resolve) => {
    const fail = (fault: JobFault, reason: string): void => resolve({ ok: false, fault, reason });
    const timer = setTimeout(() => fail('too-slow', String(milliseconds)), milliseconds);
    process.give(job, (said) => {
      if (said.type === 'part') return hear(said.part);
      clearTimeout(timer);
      if (said.type === 'answer') resolve({ ok: true, answer: said.answer });
      else if (said.type === 'failed') fail('failed', said.reason);
      else fail(said.full ? 'too-much-memory' : 'failed', said.reason);
    });
  });
}
