import { describe, expect, it } from 'vitest';
import type { JobLimits } from './kept-processes.ts';
import { createProcessPool } from './process-pool.ts';
import type { TestJob } from './testing/body.ts';

type Answer = { readonly pid: number; readonly done: number; readonly surroundings: number };
const LIMITS: JobLimits = { milliseconds: 50_000, heapMegabytes: 64 };
const poolOf = (
  settings: { atOnce?: number; waiting?: number; jobsPerProcess?: number; isSpent?: () => boolean } = {},
) =>
  createProcessPool<TestJob, number, Answer>({
    script: new URL('./testing/start.mjs', import.meta.url),
    atOnce: 1,
    keptMilliseconds: 1_000,
    ...settings,
  });
const count: TestJob = { do: 'count', to: 3 };

describe('a pool of processes', () => {
  it('passes parts on in order, then the answer, and keeps the process for the next job', async () => {
    const pool = poolOf();
    const heard: number[] = [];
    const results = await Promise.all([
      pool.run(count, LIMITS, (part) => heard.push(part)),
      pool.run({ do: 'count', to: 2 }, LIMITS, (part) => heard.push(part * 10)),
    ]);
    expect(heard).toEqual([1, 2, 3, 10, 20]);
    expect(results).toMatchObject([
      { ok: true, answer: { done: 1 } },
      { ok: true, answer: { done: 2 } },
    ]);
  });

  it('gives its processes nothing of its own surroundings', async () => {
    process.env['PARIX_TEST_SECRET'] = 'secret';
    expect(await poolOf().run(count, LIMITS)).toMatchObject({ answer: { surroundings: 0 } });
    delete process.env['PARIX_TEST_SECRET'];
  });

  it.each([
    { job: { do: 'fill-heap' }, caps: {}, fault: 'too-much-memory' },
    { job: { do: 'fill-buffers' }, caps: { processMegabytes: 400 }, fault: 'too-much-memory' },
    { job: { do: 'block' }, caps: { milliseconds: 2_000 }, fault: 'too-slow' },
    { job: { do: 'throw' }, caps: {}, fault: 'failed' },
    { job: { do: 'exit' }, caps: {}, fault: 'failed' },
  ] as const)(
    'answers $fault when a job comes to "$job.do", and does the next',
    async ({ job, caps, fault }) => {
      const pool = poolOf();
      const [bad, next] = await Promise.all([pool.run(job, { ...LIMITS, ...caps }), pool.run(count, LIMITS)]);
      expect(bad).toMatchObject({ ok: false, fault });
      expect(next).toMatchObject({ ok: true, answer: { done: 1 } });
    },
  );

  it('refuses more than may wait', async () => {
    const pool = poolOf({ waiting: 1 });
    const [first, second, third] = await Promise.all([1, 2, 3].map(() => pool.run(count, LIMITS)));
    expect([first?.ok, second?.ok]).toEqual([true, true]);
    expect(third).toMatchObject({ ok: false, fault: 'busy' });
  });

  it('replaces a process after its number of jobs, and one that is spent', async () => {
    for (const settings of [{ jobsPerProcess: 1 }, { isSpent: () => true }]) {
      const pool = poolOf(settings);
      expect(await pool.run(count, LIMITS)).toMatchObject({ answer: { done: 1 } });
      expect(await pool.run(count, LIMITS)).toMatchObject({ answer: { done: 1 } });
    }
  });

  it('gives a job only a process with its own caps', async () => {
    const pool = poolOf();
    await pool.run(count, LIMITS);
    expect(await pool.run(count, { ...LIMITS, heapMegabytes: 65 })).toMatchObject({ answer: { done: 1 } });
    expect(await pool.run(count, LIMITS)).toMatchObject({ answer: { done: 2 } });
  });
});
