import type { Agreement, AppraisalRow, ReadingDraw, ReadingTask, ReplySummary } from '@parix/api-contract';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import {
  acceptEverything,
  createRound,
  importFacts,
  moveRound,
  ok,
  openRoad,
  type Road,
} from '../../testing/road.ts';
import { type Client, createTestApp, type TestApp } from '../../testing/test-app.ts';

const ROUND = 'nam-2021';
let test: TestApp;
let road: Road;
let second: Client;
const post = (who: Client, path: string, body: object) => who.send('POST', `/rounds/${ROUND}${path}`, body);
const codeOf = async (answer: Promise<{ json: () => unknown }>): Promise<unknown> =>
  ((await answer).json() as { code: unknown }).code;
/** Why it was refused, to the words. */
const refusalOf = async (answer: Promise<{ statusCode: number; json: () => unknown }>): Promise<unknown> => {
  const { statusCode, json } = await answer;
  const { code, errors } = json() as { code: unknown; errors?: unknown };
  expect(statusCode).toBeGreaterThanOrEqual(400);
  return { code, errors };
};
const tasks = async (who: Client): Promise<ReadingTask[]> =>
  (await ok<{ items: ReadingTask[] }>(who.get(`/rounds/${ROUND}/own-second-readings`))).items;
const rowOf = async (who: Client, item: string, unit: 'so-a' | 'so-b'): Promise<AppraisalRow | undefined> =>
  (await ok<{ items: AppraisalRow[] }>(who.get(`/rounds/${ROUND}/items/${item}/appraisals`))).items.find(
    ({ unitId }) => unitId === road.ids[unit],
  );
const decide = (who: Client, unit: 'so-a' | 'so-b', item: string, version: number, more: object = {}) =>
  who.send(
    'PUT',
    `/rounds/${ROUND}/units/${road.ids[unit]}/items/${item}/appraisal`,
    { decision: 'accept', points: null, reason: null, ...more },
    { 'if-match': `"${version}"` },
  );
/** Everything that tells of decisions on the unit: once as text, once refused. */
const readersOf = (unitId: string) => ({
  told: [
    `/rounds/${ROUND}/items/1.1/appraisals`,
    `/rounds/${ROUND}/units/${unitId}/appraisals`,
    `/rounds/${ROUND}/units/${unitId}/replies`,
    `/rounds/${ROUND}/units/${unitId}/items/1.1/timeline`,
    `/rounds/${ROUND}/own-second-readings`,
  ],
  refused: [
    `/rounds/${ROUND}/units/${unitId}/preliminary-notice/docx`,
    `/rounds/${ROUND}/units/${unitId}/result?layer=final`,
    `/rounds/${ROUND}/ranking?layer=final`,
    `/rounds/${ROUND}/ranking/export?format=csv`,
  ],
  refusedToLeads: [
    `/rounds/${ROUND}/analysis?layer=final`,
    `/rounds/${ROUND}/analysis/parts/1?layer=final`,
    `/rounds/${ROUND}/analysis/stability`,
  ],
});
const REDUCED = { decision: 'reduce', points: '1', reason: 'Thiếu hai báo cáo' };

beforeAll(async () => {
  test = await createTestApp();
  road = await openRoad(test);
  await test.addAccount('tham-2', 'appraiser', { unitId: road.ids['so-b'] });
  second = await test.signIn('tham-2');
  await createRound(road);
  await moveRound(road, ROUND, 'self-scoring');
  await importFacts(road, ROUND);
  await moveRound(road, ROUND, 'appraisal');
});
afterAll(() => test.close());

describe('a blind second appraisal', () => {
  it('is drawn by the standing body from everything that is judged, and the same seed is on record', async () => {
    const wanted = { size: 6, areaIds: ['1'], seed: 'bốc thăm 01/03/2022' };
    expect(await codeOf(post(road.appraiser, '/second-reading-draws', wanted))).toBe('forbidden');
    expect(await codeOf(post(road.standingBody, '/second-reading-draws', { ...wanted, size: 7 }))).toBe(
      'bad-request',
    );
    const draw = await ok<ReadingDraw>(post(road.standingBody, '/second-reading-draws', wanted));
    expect(draw).toMatchObject({ size: 6, population: 6, seed: wanted.seed, done: 0 });
    // Everything of the area is drawn: a second draw has nothing left.
    expect(await codeOf(post(road.standingBody, '/second-reading-draws', { ...wanted, size: 1 }))).toBe(
      'bad-request',
    );
  });

  it('shows its appraiser the figures but nothing of the first decision, anywhere, nor lets them change it', async () => {
    await ok(decide(road.appraiser, 'so-a', '1.1', 0, REDUCED));
    expect(await rowOf(road.appraiser, '1.1', 'so-a')).toMatchObject({ decision: 'reduce', points: '1' });
    expect(await rowOf(second, '1.1', 'so-a')).toMatchObject({
      decision: null,
      points: null,
      reason: null,
      recordedBy: null,
      final: null,
      stages: [],
      bar: 'blind',
      editable: false,
    });
    const { told, refused, refusedToLeads } = readersOf(road.ids['so-a']);
    for (const path of told) {
      const [blind, seeing] = [await second.get(path), await road.standingBody.get(path)];
      expect([path, blind.statusCode]).toEqual([path, 200]);
      expect(blind.body).not.toContain(REDUCED.reason);
      expect(blind.body).not.toContain('"reduce"');
      // The reader does tell it where nothing is hidden; the list of tasks is nobody else's.
      if (!path.includes('own-')) expect(seeing.body).toContain(REDUCED.reason);
    }
    for (const path of refused) {
      expect([path, await codeOf(second.get(path))]).toEqual([path, 'second-readings-open']);
      expect([path, (await road.appraiser.get(path)).statusCode]).toEqual([path, 200]);
    }
    for (const path of refusedToLeads)
      expect([path, await codeOf(road.leadAppraiser.get(path))]).toEqual([path, 'second-readings-open']);
    expect((await second.get(`/rounds/${ROUND}/ranking?layer=self`)).statusCode).toBe(200);
    const { items } = await ok<{ items: ReplySummary[] }>(second.get(`/rounds/${ROUND}/replies`));
    expect(items.find(({ unitId }) => unitId === road.ids['so-a'])).toMatchObject({ open: 0 });
    expect(await codeOf(decide(second, 'so-a', '1.1', 1))).toBe('second-reader');
    const own = await tasks(second);
    expect(JSON.stringify(own)).not.toContain('Thiếu hai báo cáo');
    expect(own.map(({ unitName }) => unitName)).not.toContain('Sở Bình Định');
    expect(
      (await tasks(road.appraiser)).some((task) => task.unitId === road.ids['so-a'] && task.itemId === '1.1'),
    ).toBe(false);
  });

  it('is judged once, under the rules of a first decision, and then both sides are open', async () => {
    const read = (more: object = {}) =>
      post(second, '/second-readings', {
        unitId: road.ids['so-a'],
        itemId: '1.1',
        decision: 'accept',
        points: null,
        reason: null,
        ...more,
      });
    expect(await codeOf(read({ decision: 'reduce', points: '1' }))).toBe('reason-required');
    expect(await codeOf(read({ decision: 'reduce', points: '2', reason: 'x' }))).toBe('facts-invalid');
    for (const said of [
      { decision: 'accept', points: '1', reason: 'x' },
      { decision: 'raise', points: null, reason: 'x' },
      { decision: 'reduce', points: '9', reason: 'x' },
      { decision: 'raise', points: '9999', reason: 'x' },
      { decision: 'not-applicable', points: null, reason: '' },
    ])
      expect(await refusalOf(read({ ...said, itemId: '1.2' }))).toEqual(
        await refusalOf(decide(road.appraiser, 'so-a', '1.2', 0, said)),
      );
    expect(await codeOf(read({ unitId: road.ids['so-b'] }))).toBe('not-drawn');
    const { left } = await ok<{ left: number }>(read());
    expect(left).toBe((await tasks(second)).length);
    expect(await codeOf(read())).toBe('not-drawn');
    expect(await rowOf(second, '1.1', 'so-a')).toMatchObject({ decision: 'reduce', bar: 'second-reader' });
    expect((await second.get(readersOf(road.ids['so-a']).refused[1] ?? '')).statusCode).toBe(200);
  });

  it('tells council and standing body how far the two agree, and nobody else', async () => {
    await ok(decide(road.appraiser, 'so-a', '1.2', 0));
    const task = { unitId: road.ids['so-a'], itemId: '1.2', decision: 'accept', points: null, reason: null };
    await ok(post(second, '/second-readings', task));
    expect(await codeOf(second.get(`/rounds/${ROUND}/agreement`))).toBe('forbidden');
    const agreement = await ok<Agreement>(road.council.get(`/rounds/${ROUND}/agreement`));
    expect(agreement).toMatchObject({ drawn: 6, both: 2, withPoints: 2, sameDecision: 1, samePoints: 1 });
    // First: reduce, accept; second: accept twice. Chance alone agrees as often: kappa is 0.
    expect(agreement.kappa).toBe(0);
    expect(agreement.leans.map(({ displayName, mean, stricter }) => [displayName, mean, stricter])).toEqual([
      ['Người thamdinh', -0.25, 1],
      ['Người tham-2', 0.25, 0],
    ]);
    expect(agreement.differences).toMatchObject([
      {
        itemId: '1.1',
        first: { decision: 'reduce', points: '1' },
        second: { decision: 'accept', points: '2' },
      },
    ]);
  });

  it('is measured against the appraisal, whatever the council decides after it', async () => {
    await acceptEverything(road, ROUND);
    await moveRound(road, ROUND, 'council');
    const path = `/rounds/${ROUND}/units/${road.ids['so-a']}/items/1.1/council-decision`;
    const raised = { decision: 'accept', points: null, reason: 'Đã bổ sung đủ báo cáo', votes: null };
    await ok(road.council.send('PUT', path, raised, { 'if-match': '"1"' }));
    const agreement = await ok<Agreement>(road.council.get(`/rounds/${ROUND}/agreement`));
    expect(agreement).toMatchObject({ both: 2, withPoints: 2, sameDecision: 1, samePoints: 1 });
    expect(agreement.differences).toMatchObject([
      { itemId: '1.1', first: { decision: 'reduce', points: '1' } },
    ]);
  });
});
