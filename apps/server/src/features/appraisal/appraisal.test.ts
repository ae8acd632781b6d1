import type { AppraisalRow, ImportReport, Ranking } from '@parix/api-contract';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import {
  createRound,
  importFacts,
  importSurveys,
  moveRound,
  ok,
  openRoad,
  type Road,
  signInAll,
} from '../../testing/road.ts';
import { type Client, createTestApp, type TestApp } from '../../testing/test-app.ts';

let test: TestApp;
let road: Road;
beforeAll(async () => {
  test = await createTestApp();
  road = await openRoad(test);
  await createRound(road, { appraisalClosesAt: '2022-06-01T00:00:00Z' });
  await moveRound(road, 'nam-2021', 'self-scoring');
  await importFacts(road, 'nam-2021');
  await moveRound(road, 'nam-2021', 'appraisal');
});
afterAll(() => test.close());

type UnitCode = 'so-a' | 'so-b' | 'xa-dak';
const decide = (unit: UnitCode, item: string, version: number, body: object, who: Client = road.appraiser) =>
  who.send(
    'PUT',
    `/rounds/nam-2021/units/${road.ids[unit]}/items/${item}/appraisal`,
    { points: null, reason: null, ...body },
    { 'if-match': `"${version}"` },
  );
const reduce = { decision: 'reduce', points: '1', reason: 'Thiếu một báo cáo' };

describe('deciding an item', () => {
  it('stores a lower score with its reason; the final layer counts it, the self layer does not', async () => {
    const response = await decide('so-a', '1.1', 0, reduce);
    expect(response.headers.etag).toBe('"1"');
    expect(response.json<AppraisalRow>()).toMatchObject({
      version: 1,
      decision: 'reduce',
      points: '1',
      self: { points: '2' },
      final: { points: '1' },
      recordedBy: 'Người thamdinh',
    });
    const points = async (layer: string) =>
      (await ok<Ranking>(road.standingBody.get(`/rounds/nam-2021/ranking?layer=${layer}`))).rows.find(
        (row) => row.unitCode === 'so-a',
      )?.points;
    expect(await points('self')).toBe('8.00');
    expect(await points('final')).toBe('1.00');
  });

  it('needs a reason, points on the right side of the self-score, and points that the item can have', async () => {
    expect((await decide('so-b', '1.1', 0, { ...reduce, reason: ' ' })).json()).toMatchObject({
      code: 'reason-required',
    });
    expect((await decide('so-b', '1.1', 0, { ...reduce, points: null })).json()).toMatchObject({
      errors: [{ place: '/points' }],
    });
    expect((await decide('so-b', '1.1', 0, { ...reduce, points: '1.0' })).json()).toMatchObject({
      errors: [{ code: 'points-against-decision' }],
    });
    expect(
      (await decide('so-b', '1.1', 0, { ...reduce, decision: 'raise', points: '2.5' })).json(),
    ).toMatchObject({ code: 'facts-invalid', errors: [{ code: 'points-out-of-range' }] });
    expect(
      (await decide('so-b', '1.1', 0, { decision: 'not-applicable', reason: 'không có' })).json(),
    ).toMatchObject({ errors: [{ code: 'not-applicable-forbidden' }] });
    expect((await decide('so-b', '2.1', 0, { decision: 'accept' })).json()).toMatchObject({
      code: 'not-self-scored',
    });
    expect(await test.owner.selectFrom('itemAppraisal').select('version').execute()).toHaveLength(1);
  });

  it('appends: a second decision on the same version answers 412 with what stands', async () => {
    const stale = await decide('so-a', '1.1', 0, { decision: 'accept' });
    expect(stale.json()).toMatchObject({
      code: 'edit-conflict',
      current: { version: 1, decision: 'reduce' },
    });
    await ok(decide('so-a', '1.1', 1, { decision: 'accept' }));
    expect(await test.owner.selectFrom('itemAppraisal').select('version').execute()).toHaveLength(2);
  });

  it('is for appraisers of the area, never of their own unit, and for nobody else', async () => {
    await test.addAccount('tham-2', 'appraiser', { areas: ['2'] });
    await test.addAccount('tham-a', 'appraiser', { unitId: road.ids['so-a'] });
    const other = await test.signIn('tham-2');
    expect((await decide('so-b', '1.1', 0, { decision: 'accept' }, other)).json()).toMatchObject({
      code: 'forbidden',
    });
    expect((await decide('so-b', '2.2', 0, { decision: 'accept' }, other)).statusCode).toBe(200);
    const own = await test.signIn('tham-a');
    expect((await decide('so-a', '1.2', 0, { decision: 'accept' }, own)).json()).toMatchObject({
      code: 'forbidden',
    });
    for (const who of [road.admin, road.standingBody, road.viewer, road.unitB]) {
      expect((await decide('so-b', '1.2', 0, { decision: 'accept' }, who)).statusCode).toBe(403);
    }
  });

  it('closes with the deadline of the appraisal', async () => {
    test.clock.set('2022-06-01T00:00:00Z');
    const late = await test.signIn('thamdinh');
    expect((await decide('so-b', '1.2', 0, { decision: 'accept' }, late)).json()).toMatchObject({
      code: 'round-phase',
    });
    test.clock.set('2022-03-01T08:00:00Z');
    road = { ...road, ...(await signInAll(test)) };
  });
});

describe('the grid', () => {
  it('shows one item across the units with self-score, evidence and decision, and who may decide', async () => {
    const { items } = await ok<{ items: AppraisalRow[] }>(
      road.appraiser.get('/rounds/nam-2021/items/1.1/appraisals'),
    );
    expect(items.map((row) => [row.unitCode, row.decision, row.editable])).toEqual([
      ['so-a', 'accept', true],
      ['so-b', null, true],
      ['xa-dak', null, true],
    ]);
    const pages = await ok<{ items: AppraisalRow[]; next: string }>(
      road.appraiser.get('/rounds/nam-2021/items/1.1/appraisals?limit=2'),
    );
    expect(pages.items).toHaveLength(2);
    const rest = await ok<{ items: AppraisalRow[]; next: null }>(
      road.appraiser.get(`/rounds/nam-2021/items/1.1/appraisals?limit=2&cursor=${pages.next}`),
    );
    expect(rest).toMatchObject({ items: [{ unitCode: 'xa-dak' }], next: null });
    expect((await road.unitA.get('/rounds/nam-2021/items/1.1/appraisals')).statusCode).toBe(403);
  });

  it('counts what is decided per item, whose area is mine', async () => {
    const { items } = await ok<{
      items: { itemId: string; decided: number; units: number; mine: boolean }[];
    }>(road.appraiser.get('/rounds/nam-2021/appraisal-progress'));
    expect(items).toEqual([
      { itemId: '1.1', decided: 1, units: 3, mine: true },
      { itemId: '1.2', decided: 0, units: 3, mine: true },
      { itemId: '2.2', decided: 1, units: 3, mine: true },
    ]);
  });
});

describe('accepting the rest', () => {
  it('decides every declared unit that is not decided yet, once', async () => {
    const accept = () =>
      road.appraiser.send('POST', '/rounds/nam-2021/items/1.1/accept-rest', { reason: null });
    expect(await ok(accept())).toEqual({ decided: 2, skipped: 0 });
    expect(await ok(accept())).toEqual({ decided: 0, skipped: 0 });
  });

  it('opens again what an import changes afterwards', async () => {
    test.clock.set('2022-03-01T08:30:00Z');
    await importFacts(road, 'nam-2021', 'unit,1.1.bao_cao\nso-b,1\n');
    const { items } = await ok<{ items: AppraisalRow[] }>(
      road.appraiser.get('/rounds/nam-2021/items/1.1/appraisals'),
    );
    expect(items.find((row) => row.unitCode === 'so-b')).toMatchObject({
      decision: null,
      version: 1,
      final: null,
    });
  });
});

describe('importing appraised points', () => {
  const importFile = (csv: string, dryRun: boolean) =>
    road.standingBody.upload(`/rounds/nam-2021/facts/import?dryRun=${dryRun}`, 'tham-dinh.csv', csv);

  it('turns points into decisions: equal, below or above the self-score; a difference needs a reason', async () => {
    const without = await ok<ImportReport>(importFile('unit,1.2.points\nso-b,1\n', true));
    expect(without.problems).toMatchObject([{ place: 'tham-dinh.csv!B2', code: 'reason-required' }]);
    await ok(importFile('unit,1.2.points,1.2.reason\nso-a,4,\nso-b,1,Thiếu hồ sơ\n', false));
    const { items } = await ok<{ items: AppraisalRow[] }>(
      road.appraiser.get('/rounds/nam-2021/items/1.2/appraisals'),
    );
    expect(items.map((row) => [row.decision, row.points])).toEqual([
      ['accept', null],
      ['reduce', '1'],
      [null, null],
    ]);
    const count = async () =>
      (await test.owner.selectFrom('itemAppraisal').select('version').execute()).length;
    const before = await count();
    await ok(importFile('unit,1.2.points,1.2.reason\nso-a,4,\nso-b,1,Thiếu hồ sơ\n', false));
    expect(await count()).toBe(before);
  });
});

describe('survey points', () => {
  it('are taken for survey items only, and count in both layers', async () => {
    const wrong = await ok<ImportReport>(
      road.standingBody.upload(
        '/rounds/nam-2021/survey-points/import',
        'ks.csv',
        'unit,1.1.bao_cao\nso-a,1\n',
      ),
    );
    expect(wrong.problems).toMatchObject([{ code: 'item-not-asked' }]);
    await importSurveys(road, 'nam-2021');
    const { rows } = await ok<Ranking>(road.standingBody.get('/rounds/nam-2021/ranking?layer=self'));
    expect(rows.find((row) => row.unitCode === 'so-a')?.points).toBe('9.50');
    expect(
      (await road.appraiser.upload('/rounds/nam-2021/survey-points/import', 'ks.csv', 'unit\n')).statusCode,
    ).toBe(403);
  });
});
