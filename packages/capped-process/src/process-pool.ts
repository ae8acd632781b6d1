import type { CappedProcess } from './capped-process.ts';
import { type JobFault, type JobLimits, type KeepSettings, keptProcesses } from './kept-processes.ts';

export interface PoolSettings<Answer> extends KeepSettings {
  /** Whether the process that gave this answer should do no more. */
  readonly isSpent?: (answer: Answer) => boolean;
}

export type JobResult<Answer> =
  | { readonly ok: true; readonly answer: Answer }
  | { readonly ok: false; readonly fault: JobFault; readonly reason: string };

export interface ProcessPool<Job, Part, Answer> {
  /** `hear` is given the parts that come before the answer. Never rejects for what a job does to its process. */
  readonly run: (job: Job, limits: JobLimits, hear?: (part: Part) => void) => Promise<JobResult<Answer>>;
}

/** Does jobs, each with one answer, in capped processes. */
export function createProcessPool<Job extends object, Part, Answer>(
  settings: PoolSettings<Answer>,
): ProcessPool<Job, Part, Answer> {
  const processes = keptProcesses<Job, Part, Answer>(settings);
  return {
    async run(job, limits, hear = () => undefined) {
      const one = await processes.begin(limits);
      if (one === null) return { ok: false, fault: 'busy', reason: 'too many jobs wait' };
      let didWell = false;
      try {
        const result = await ask(one.process, job, limits.milliseconds, hear);
        didWell = result.ok && settings.isSpent?.(result.answer) !== true;
        return result;
      } finally {
        processes.end(one, didWell);
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
