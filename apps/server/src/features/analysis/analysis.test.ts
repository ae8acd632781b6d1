import type { PartResults, RoundAnalysis, Stability, UnitAnalysis } from '@parix/api-contract';
import { addRatio } from '@parix/scoring';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { publishRound } from '../../testing/publish.ts';
import {
  approve,
  createRound,
  importFacts,
  importSurveys,
  ITEMS,
  moveRound,
  ok,
  openRoad,
  type Road,
} from '../../testing/road.ts';
import { createTestApp, type TestApp } from '../../testing/test-app.ts';

let test: TestApp;
let road: Road;
beforeAll(async () => {
  test = await createTestApp();
  road = await openRoad(test);
  await createRound(road, { id: 'nam-2020', indexYear: 2020 });
  await approve(road, 'nam-2020');
  const decision = { decisionNumber: '1/QĐ', decisionDate: '2021-06-30' };
  await publishRound(test, road.standingBody, 'nam-2020', decision);
  await createRound(road, { id: 'nam-2021' });
  await moveRound(road, 'nam-2021', 'self-scoring');
  await importFacts(road, 'nam-2021');
  await moveRound(road, 'nam-2021', 'appraisal');
  await importSurveys(road, 'nam-2021');
  const reduce = { decision: 'reduce', points: '2.5', reason: 'Thiếu 10 hồ sơ' };
  await ok(
    road.appraiser.send('PUT', `/rounds/nam-2021/units/${road.ids['so-a']}/items/1.2/appraisal`, reduce, {
      'if-match': '"0"',
    }),
  );
  for (const item of ITEMS)
    await ok(road.appraiser.send('POST', `/rounds/nam-2021/items/${item}/accept-rest`, { reason: null }));
});
afterAll(() => test.close());

const analysis = (path = '/rounds/nam-2021/analysis') => ok<RoundAnalysis>(road.standingBody.get(path));

describe('where a round lost its points', () => {
  it('tells by area, criterion and item how many units lost how much, and why', async () => {
    const { parts } = await analysis();
    expect(parts.map(({ id, level, parentId }) => [id, level, parentId])).toEqual([
      ['1', 'area', null],
      ['1.1', 'item', '1'],
      ['1.2', 'item', '1'],
      ['2', 'area', null],
      ['2.1', 'item', '2'],
      ['2.2', 'item', '2'],
    ]);
    // 1.1: 2 + 1 + 1.5 of 6; 1.2: 2.5 + 2 + 4 of 12; 2.1: 1.5 + 1.25 + 2 of 6; 2.2: 2 + 0 of 4, not of xa-dak.
    const found = parts.map(({ id, units, points, maximum, losing, lost, share }) => [
      id,
      units,
      points,
      maximum,
      losing,
      lost,
      share,
    ]);
    expect(found).toEqual([
      ['1', 3, '13', '18', 3, '5', '72.22'],
      ['1.1', 3, '4.5', '6', 2, '1.5', '75.00'],
      ['1.2', 3, '8.5', '12', 2, '3.5', '70.83'],
      ['2', 3, '6.75', '10', 2, '3.25', '67.50'],
      ['2.1', 3, '4.75', '6', 2, '1.25', '79.17'],
      ['2.2', 2, '2', '4', 1, '2', '50.00'],
    ]);
    expect(parts.filter(({ place }) => place === 1).map(({ id }) => id)).toEqual(['1.2']);
    expect(parts.find(({ id }) => id === '1.2')?.reasons).toEqual([
      { code: 'below-step', units: 1, lost: '2' },
      { code: 'appraiser-reduced', units: 1, lost: '1.5' },
    ]);
  });

  it('shows who scored themselves too high, by item and by unit', async () => {
    const { parts, units } = await analysis();
    expect(parts.find(({ id }) => id === '1.2')?.gap).toEqual({
      compared: 3,
      over: 1,
      overPoints: '1.5',
      under: 0,
      underPoints: '0',
      net: '1.5',
    });
    // Points of a survey are nobody's own score.
    expect(parts.find(({ id }) => id === '2.1')?.gap).toBeNull();
    expect(units.map(({ unitCode, gap }) => [unitCode, gap.net])).toEqual([
      ['so-a', '1.5'],
      ['so-b', '0'],
      ['xa-dak', '0'],
    ]);
  });

  it('goes down to one part over all units, best first, with the reasons in words', async () => {
    const part = await ok<PartResults>(road.standingBody.get('/rounds/nam-2021/analysis/parts/1.2'));
    expect(
      part.rows.map(({ unitCode, place, points, self, lost }) => [unitCode, place, points, self, lost]),
    ).toEqual([
      ['xa-dak', 1, '4', '4', '0'],
      ['so-a', 2, '2.5', '4', '1.5'],
      ['so-b', 3, '2', '2', '2'],
    ]);
    expect(part.rows.map(({ reason }) => reason === null)).toEqual([true, false, false]);
    expect(part.rows[1]?.reason).toContain('Thiếu 10 hồ sơ');
    const left = await ok<PartResults>(road.standingBody.get('/rounds/nam-2021/analysis/parts/2.2'));
    expect(left.rows.at(-1)).toMatchObject({ unitCode: 'xa-dak', place: null, points: null, share: null });
    const area = await ok<PartResults>(road.standingBody.get('/rounds/nam-2021/analysis/parts/2'));
    expect(area.rows.map(({ unitCode, share }) => [unitCode, share])).toEqual([
      ['xa-dak', '100.00'],
      ['so-a', '87.50'],
      ['so-b', '31.25'],
    ]);
    expect((await road.standingBody.get('/rounds/nam-2021/analysis/parts/9')).statusCode).toBe(404);
  });

  it('shows units without a rank apart, and ties with what settled them', async () => {
    const of = async () => (await analysis('/rounds/nam-2020/analysis')).ties;
    expect(await of()).toEqual([]);
    const set = (unranked: boolean) =>
      test.owner
        .updateTable('roundUnit')
        .set({ unranked })
        .where('roundId', '=', 'nam-2021')
        .where('unitId', '=', road.ids['so-b'])
        .execute();
    await set(true);
    expect((await analysis()).unranked).toMatchObject([{ unitCode: 'so-b', why: 'round', index: '42.50' }]);
    await set(false);
    expect((await analysis()).unranked).toEqual([]);
  });
});

describe('how firm the ranks are', () => {
  it('counts what a step in one item would do', async () => {
    const found = await ok<Stability>(road.standingBody.get('/rounds/nam-2021/analysis/stability?step=1'));
    expect(found.step).toBe('1');
    // 93.75, 80 and 42.5: one point is ten percentage points, twelve and a half for xa-dak.
    expect(found.units.map(({ unitCode, rank, best, worst }) => [unitCode, rank, best, worst])).toEqual([
      ['so-a', 2, 2, 2],
      ['so-b', 3, 3, 3],
      ['xa-dak', 1, 1, 1],
    ]);
    expect(found.pairs.map(({ above, below, gap }) => [above.unitCode, below.unitCode, gap])).toEqual([
      ['xa-dak', 'so-a', '13.75'],
      ['so-a', 'so-b', '37.5'],
    ]);
    expect(found.units[0]?.classes).toEqual(['Tốt', 'Khá']);
    expect((await road.standingBody.get('/rounds/nam-2021/analysis/stability?step=7')).statusCode).toBe(400);
  });
});

describe('what the leader of a unit sees', () => {
  const path = (unit: 'so-a' | 'so-b', round: string) => `/rounds/${round}/units/${road.ids[unit]}/analysis`;

  it('is which items took the points, adding up exactly, with the neighbours', async () => {
    const found = await ok<UnitAnalysis>(road.standingBody.get(path('so-a', 'nam-2021')));
    expect(found.layers).toMatchObject({ before: '95', after: '80', change: '-15', real: '-15', ruler: '0' });
    const moved = found.layers.entries.filter(({ real }) => real !== '0');
    expect(moved.map(({ from, real }) => [from[0]?.code, real])).toEqual([['1.2', '-15']]);
    const { real, ruler, unlike, bounds, change } = found.layers;
    expect([real, ruler, unlike, bounds].reduce(addRatio)).toBe(change);
    expect(found.neighbours.map(({ unitCode, rank, gap }) => [unitCode, rank, gap])).toEqual([
      ['xa-dak', 1, '13.75'],
      ['so-b', 3, '-37.5'],
    ]);
  });

  it('is their own unit only, and only after publication', async () => {
    const answer = async (who: Road['leaderA'], unit: 'so-a' | 'so-b', round: string) =>
      (await who.get(path(unit, round))).statusCode;
    expect(await answer(road.leaderA, 'so-a', 'nam-2020')).toBe(200);
    expect(await answer(road.leaderA, 'so-b', 'nam-2020')).toBe(403);
    expect(await answer(road.leaderA, 'so-a', 'nam-2021')).toBe(403);
    expect((await road.leaderA.get('/rounds/nam-2020/analysis')).statusCode).toBe(403);
    expect((await road.leaderA.get('/rounds/nam-2020/analysis/stability')).statusCode).toBe(403);
  });
});
