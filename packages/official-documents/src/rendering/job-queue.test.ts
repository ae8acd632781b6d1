import { describe, expect, it } from 'vitest';
import { fieldsOf } from '../fields/document-kinds.ts';
import { describeRenderFailure, RENDER_FAILURE_CODES } from '../render-failure.ts';
import { shippedTemplate } from '../render.ts';
import { sampleReport } from '../samples/sample-report.ts';
import { createJobQueue, type QueueLimits } from './job-queue.ts';
import type { Job } from './messages.ts';

const LIMITS: QueueLimits = {
  heapMegabytes: 512,
  jobMilliseconds: 50_000,
  waiting: 10,
  idleMilliseconds: 1_000,
};
const kind = 'self-assessment-report';
const check = async (): Promise<Job> => ({ type: 'check', kind, template: await shippedTemplate(kind) });
const fill = async (items: number): Promise<Job> => ({
  type: 'docx',
  kind,
  template: await shippedTemplate(kind),
  fields: fieldsOf(sampleReport(items)),
});

describe('a queue of jobs', () => {
  it('answers each with its own result, one after another', async () => {
    const queue = createJobQueue(LIMITS);
    const jobs = await Promise.all([1, 20, 3].map(fill));
    const order: number[] = [];
    const sizes = await Promise.all(
      jobs.map((job, index) => queue.run(job).then((bytes) => (order.push(index), bytes.length))),
    );
    expect(order).toEqual([0, 1, 2]);
    expect(sizes[1]).toBeGreaterThan(sizes[2] ?? 0);
    expect(sizes[2]).toBeGreaterThan(sizes[0] ?? 0);
  });

  it('ends a job that takes too long, and does the next', async () => {
    const queue = createJobQueue({ ...LIMITS, jobMilliseconds: 1 });
    await expect(queue.run(await fill(1_000))).rejects.toMatchObject({ code: 'too-slow' });
    await expect(queue.run(await fill(1_000))).rejects.toMatchObject({ code: 'too-slow' });
  });

  it('ends a job that needs too much memory, and does the next', async () => {
    const queue = createJobQueue({ ...LIMITS, heapMegabytes: 64 });
    const hungry = await fill(6_000);
    await expect(queue.run(hungry)).rejects.toMatchObject({ code: 'too-much-memory' });
    expect(await queue.run(await check())).toHaveLength(0);
  });

  it('refuses more than may wait', async () => {
    const queue = createJobQueue({ ...LIMITS, waiting: 1 });
    const job = await check();
    const first = queue.run(job);
    const second = queue.run(job);
    await expect(queue.run(job)).rejects.toMatchObject({ code: 'busy' });
    expect(await Promise.all([first, second])).toHaveLength(2);
  });

  it('passes on what is wrong with a template, and does the next', async () => {
    const queue = createJobQueue(LIMITS);
    const bad: Job = { type: 'check', kind, template: Uint8Array.of(1, 2, 3) };
    await expect(queue.run(bad)).rejects.toMatchObject({ problems: [{ code: 'not-a-docx' }] });
    expect(await queue.run(await check())).toHaveLength(0);
  });
});

it('every failure has words in both languages', () => {
  for (const code of RENDER_FAILURE_CODES) {
    for (const locale of ['vi', 'en'] as const)
      expect(describeRenderFailure(code, locale)).toMatch(/^\S.{20,}\.$/);
  }
});
