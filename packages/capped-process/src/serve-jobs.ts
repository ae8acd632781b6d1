import { Worker } from 'node:worker_threads';
import type { Said } from './messages.ts';

/** Passes a part of the answer on before the last word. */
export type Pass<Part> = (part: Part) => void;

/**
 * Body of a process of a pool: does one job after another as they come. What `work` throws is answered as `failed`,
 * after which the pool replaces the process. Ends with whoever started it.
 */
export function serveJobs<Job, Part, Answer>(work: (job: Job, pass: Pass<Part>) => Promise<Answer>): void {
  if (process.send === undefined) throw new Error('runs as a child process');
  watchMemory(Number(process.argv[2]));
  const say = (said: Said<Part, Answer>): void => void process.send?.(said);
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
  process.on('disconnect', () => process.exit());
}

/** From a thread of its own: the work may not let go of this one for as long as it runs. */
function watchMemory(megabytes: number): void {
  if (!(megabytes > 0)) return;
  const watch = new Worker(new URL('./watch-memory.mjs', import.meta.url), {
    execArgv: [],
    workerData: { bytes: megabytes * 1024 * 1024 },
  });
  watch.unref();
}

function reasonOf(error: unknown): string {
  const code: unknown = error instanceof Error && 'code' in error ? error.code : undefined;
  if (typeof code === 'string') return code;
  return String(error).slice(0, 1_000);
}
