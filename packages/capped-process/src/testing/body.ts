import { serveJobs } from '../serve-jobs.ts';

/** What the test of the pool has done to its processes. */
export type TestJob =
  | { readonly do: 'count'; readonly to: number }
  | { readonly do: 'fill-heap' | 'fill-buffers' | 'block' | 'throw' | 'exit' };

let done = 0;
const held: unknown[] = [];

serveJobs<TestJob, number, { readonly pid: number; readonly done: number; readonly surroundings: number }>(
  (job, pass) => {
    if (job.do === 'throw') throw Object.assign(new Error('no'), { code: 'E_TEST' });
    if (job.do === 'exit') process.exit(3);
    if (job.do === 'count') for (let number = 1; number <= job.to; number += 1) pass(number);
    else fill(job.do);
    done += 1;
    const surroundings = Object.keys(process.env).length;
    return Promise.resolve({ pid: process.pid, done, surroundings });
  },
);

/** Never lets go of the thread. */
function fill(what: 'fill-heap' | 'fill-buffers' | 'block'): void {
  for (;;) {
    if (what === 'fill-heap') held.push(Array.from({ length: 10_000 }, (_, index) => ({ index })));
    if (what === 'fill-buffers' && held.length < 3_000) held.push(Buffer.alloc(1024 * 1024, 1));
  }
}
