import { type JobFault, type JobLimits, type KeepSettings, keptProcesses } from './kept-processes.ts';
import type { Told } from './messages.ts';
import { type LastWord, partsOfJob } from './parts-of-job.ts';

/** A job that did not come to its end. */
export class JobFailed extends Error {
  readonly fault: JobFault;
  constructor(fault: JobFault, reason: string) {
    super(`${fault}: ${reason}`);
    this.fault = fault;
  }
}

export interface PartsPool<Job, Part> {
  /**
   * The parts of one job, made in a capped process while those before are used: up to `ahead` lie ready. Left early, the
   * process stops making more. `limits.milliseconds` is the time for each part.
   * @throws JobFailed
   */
  readonly parts: (job: Job, limits: JobLimits, ahead: number) => AsyncGenerator<Part, void>;
}

/** Does jobs, each with a row of parts, in capped processes. */
export function createPartsPool<Job extends object, Part>(settings: KeepSettings): PartsPool<Job, Part> {
  const processes = keptProcesses<Told<Job>, Part, unknown>(settings);
  return {
    async *parts(job, limits, ahead) {
      const one = await processes.begin(limits);
      if (one === null) throw new JobFailed('busy', 'too many jobs wait');
      const coming = partsOfJob(one.process, job, ahead, limits.milliseconds);
      let last: LastWord<Part> | undefined;
      try {
        while (last === undefined) {
          const said = await coming.next();
          if (said.type === 'part') yield said.part;
          else last = said;
        }
        if (last.type !== 'answer') throw failureOf(last, limits);
      } finally {
        last ??= await coming.leave();
        processes.end(one, last.type === 'answer');
      }
    },
  };
}

function failureOf(last: Exclude<LastWord<unknown>, { type: 'answer' }>, limits: JobLimits): JobFailed {
  if (last.type === 'silent') return new JobFailed('too-slow', String(limits.milliseconds));
  if (last.type === 'failed') return new JobFailed('failed', last.reason);
  return new JobFailed(last.full ? 'too-much-memory' : 'failed', last.reason);
}
