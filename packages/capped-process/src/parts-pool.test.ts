import { describe, expect, it } from 'vitest';
import { createPartsPool, JobFailed } from './parts-pool.ts';
import type { TestCount, TestPart } from './testing/parts-body.ts';

const LIMITS = { milliseconds: 50_000, heapMegabytes: 64 };
const poolOf = () =>
  createPartsPool<TestCount, TestPart>({
    script: new URL('./testing/parts-start.mjs', import.meta.url),
    atOnce: 1,
    keptMilliseconds: 1_000,
  });

async function all(parts: AsyncGenerator<TestPart, void>): Promise<TestPart[]> {
  const heard: TestPart[] = [];
  for await (const part of parts) heard.push(part);
  return heard;
}

describe('a pool of processes that make parts', () => {
  it('passes all of them on in order, bytes as they are, however few may lie ready', async () => {
    const pool = poolOf();
    const [first, second] = await Promise.all(
      [1, 3].map((ahead) => all(pool.parts({ to: 7, then: 'end' }, LIMITS, ahead))),
    );
    expect(first?.map(({ number }) => number)).toEqual([1, 2, 3, 4, 5, 6, 7]);
    expect(first?.map(({ bytes }) => [...bytes])).toEqual([[1], [2], [3], [4], [5], [6], [7]]);
    expect(second?.map(({ number }) => number)).toEqual([1, 2, 3, 4, 5, 6, 7]);
  });

  it('makes no more than may lie ready, stops where it is left, and the process does the next job', async () => {
    const pool = poolOf();
    const pids = new Set<number>();
    for (const ahead of [1, 4]) {
      for await (const { pid, number } of pool.parts({ to: 1_000_000, then: 'end' }, LIMITS, ahead)) {
        pids.add(pid);
        if (number === 3) break;
      }
    }
    const [last] = await all(pool.parts({ to: 1, then: 'end' }, LIMITS, 2));
    expect([...pids]).toEqual([last?.pid]);
    // Three that were used of each job, and as many as might lie ready.
    expect(last?.made).toBeLessThanOrEqual(3 + 1 + (3 + 4));
  });

  it.each([
    { then: 'throw', fault: 'failed', reason: 'E_TEST' },
    { then: 'exit', fault: 'failed', reason: 'the process ended: 3' },
    { then: 'wait', fault: 'too-slow', reason: '6000' },
  ] as const)(
    'gives what was made before it came to "$then", says $fault, and does the next',
    async ({ then, fault, reason }) => {
      const pool = poolOf();
      const numbers: number[] = [];
      const failing = (async () => {
        for await (const { number } of pool.parts({ to: 2, then }, { ...LIMITS, milliseconds: 6_000 }, 2))
          numbers.push(number);
      })();
      const failure: unknown = await failing.catch((error: unknown) => error);
      expect(numbers).toEqual([1, 2]);
      expect(failure).toBeInstanceOf(JobFailed);
      expect(failure).toMatchObject({ fault, message: `${fault}: ${reason}` });
      expect(await all(pool.parts({ to: 2, then: 'end' }, LIMITS, 2))).toHaveLength(2);
    },
  );
});
