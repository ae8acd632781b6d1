import { createProcessPool } from '@parix/capped-process';
import type { Task, TaskAnswer } from './worker/task.ts';

/** Why a process gave no answer. */
export type InspectionFault = 'too-slow' | 'too-much-memory' | 'inspection-failed';
export type InspectionResult =
  | { readonly ok: true; readonly answer: TaskAnswer }
  | { readonly ok: false; readonly fault: InspectionFault; readonly reason: string };

const pool = createProcessPool<Task, never, TaskAnswer>({
  script: new URL('./worker/start.mjs', import.meta.url),
  atOnce: 2,
  keptMilliseconds: 5_000,
  jobsPerProcess: 500,
});

/** Has one task done apart. Whatever the file does to the process it is read in, this one gets an answer. */
export async function runApart(task: Task): Promise<InspectionResult> {
  const result = await pool.run(task, task.limits);
  if (result.ok) return result;
  const isOurs = result.fault === 'failed' || result.fault === 'busy';
  return { ok: false, fault: isOurs ? 'inspection-failed' : result.fault, reason: result.reason };
}
