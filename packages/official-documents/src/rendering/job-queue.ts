import { createProcessPool } from '@parix/capped-process';
import { DocxRefusal } from '../docx/docx-problems.ts';
import { RenderFailure } from '../render-failure.ts';
import type { Answer, Job } from './messages.ts';

export interface QueueLimits {
  /** JavaScript heap of the process, MiB. */
  readonly heapMegabytes: number;
  /** For one job, from its start. */
  readonly jobMilliseconds: number;
  /** Jobs waiting besides the running one; more are refused as "busy". */
  readonly waiting: number;
  /** How long a process with nothing to do is kept. */
  readonly idleMilliseconds: number;
}

export interface JobQueue {
  /** The bytes of the answer. Rejects with `DocxRefusal` or `RenderFailure`. */
  readonly run: (job: Job) => Promise<Uint8Array>;
}

/** One process, one job at a time, in the order of asking. A process that fails or overruns is replaced. */
export function createJobQueue(limits: QueueLimits): JobQueue {
  const pool = createProcessPool<Job, never, Answer>({
    script: new URL('./start.mjs', import.meta.url),
    atOnce: 1,
    waiting: limits.waiting,
    keptMilliseconds: limits.idleMilliseconds,
    isSpent: (answer) => answer.type === 'failed' || (answer.type === 'done' && answer.retire),
  });
  const caps = { milliseconds: limits.jobMilliseconds, heapMegabytes: limits.heapMegabytes };
  return {
    async run(job) {
      const result = await pool.run(job, caps);
      if (!result.ok) throw new RenderFailure(result.fault, result.reason);
      const { answer } = result;
      if (answer.type === 'refused') throw new DocxRefusal(answer.problems);
      if (answer.type === 'done') return answer.bytes;
      throw new RenderFailure(answer.outOfMemory ? 'too-much-memory' : 'failed', answer.reason);
    },
  };
}
