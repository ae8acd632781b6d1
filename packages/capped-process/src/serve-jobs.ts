import type { Said } from './messages.ts';
import { bodyOf, reasonOf } from './process-body.ts';

/** Passes a part of the answer on before the last word. */
export type Pass<Part> = (part: Part) => void;

/**
 * Body of a process of a pool: does one job after another as they come. What `work` throws is answered as `failed`,
 * after which the pool replaces the process. Ends with whoever started it.
 */
export function serveJobs<Job, Part, Answer>(work: (job: Job, pass: Pass<Part>) => Promise<Answer>): void {
  const say = bodyOf<Said<Part, Answer>>();
  const answerTo = async (job: Job): Promise<Said<Part, Answer>> => {
    try {
      return { type: 'answer', answer: await work(job, (part) => say({ type: 'part', part })) };
    } catch (error) {
      return { type: 'failed', reason: reasonOf(error) };
    }
  };
  process.on('message', (job: Job) => {
    void answerTo(job).then(say);
  });
}
