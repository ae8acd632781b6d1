import type { AppraisalRow, ReasonText } from '@parix/api-contract';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { createRound, moveRound, ok, openRoad, type Road } from '../../testing/road.ts';
import { type Client, createTestApp, type TestApp } from '../../testing/test-app.ts';

const ROUND = 'nam-2021';
const MANY = 12;
let test: TestApp;
let road: Road;
let other: Client;
let ids: ReadonlyMap<string, string>;
const codes = Array.from({ length: MANY }, (_, at) => `xa-${String(at).padStart(2, '0')}`);
const unit = (code: string): string => ids.get(code) ?? '';
const post = (who: Client, path: string, body: object) => who.send('POST', `/rounds/${ROUND}${path}`, body);
const codeOf = async (answer: Promise<{ json: () => unknown }>): Promise<unknown> =>
  ((await answer).json() as { code: unknown }).code;
const grid = async (who: Client, item: string): Promise<AppraisalRow[]> =>
  (await ok<{ items: AppraisalRow[] }>(who.get(`/rounds/${ROUND}/items/${item}/appraisals?limit=200`))).items;
const decide = (who: Client, code: string, item: string, version = 0) =>
  who.send(
    'PUT',
    `/rounds/${ROUND}/units/${unit(code)}/items/${item}/appraisal`,
    { decision: 'accept', points: null, reason: null },
    { 'if-match': `"${version}"` },
  );
interface Next {
  readonly next: { readonly itemId: string; readonly unitId: string } | null;
  readonly left: number;
}
const queryAt = ({ next: at }: Next): string => `?by=item&item=${at?.itemId}&unit=${at?.unitId}`;
const next = async (query = ''): Promise<Next> =>
  ok(road.appraiser.get(`/rounds/${ROUND}/next-undecided${query}`));

beforeAll(async () => {
  test = await createTestApp();
  road = await openRoad(test);
  const lines = codes.map((code) => `${code},Xã ${code},commune,Khối sở,2015-01-01\n`).join('');
  const csv = `unit,name,kind,block,valid from\n${lines}`;
  await ok(road.standingBody.upload('/units/import?dryRun=false', 'xa.csv', csv));
  const { items } = await ok<{ items: { code: string; id: string }[] }>(
    road.standingBody.get('/units?limit=200'),
  );
  ids = new Map(items.map(({ code, id }) => [code, id]));
  await test.addAccount('tham-2', 'appraiser', { areas: ['1'] });
  other = await test.signIn('tham-2');
  await createRound(road);
  await moveRound(road, ROUND, 'self-scoring');
  // All of them between 90 and 95 per cent, one far below; its parts are of the size of the others.
  const facts = codes.map((code, at) => `${code},4,${at === 5 ? '12' : 90 + (at % 6)},100\n`).join('');
  const file = `unit,1.1.bao_cao,1.2.dung_han,1.2.tong\n${facts}`;
  await ok(road.standingBody.upload(`/rounds/${ROUND}/facts/import?dryRun=false`, 'so-lieu.csv', file));
  await moveRound(road, ROUND, 'appraisal');
});
afterAll(() => test.close());

describe('one item over many units', () => {
  it('marks the figure far from those of the other units of the kind, with the median of these', async () => {
    const rows = await grid(road.appraiser, '1.2');
    expect(rows.filter(({ outliers }) => outliers.length > 0).map(({ unitCode }) => unitCode)).toEqual([
      'xa-05',
    ]);
    const [mark] = rows.find(({ unitCode }) => unitCode === 'xa-05')?.outliers ?? [];
    expect(mark).toMatchObject({ label: 'Tỷ lệ', value: '12 %', units: MANY });
    expect(Number.parseFloat(mark?.median.replace(',', '.') ?? '')).toBeGreaterThan(90);
    expect((await grid(road.appraiser, '1.1')).every(({ outliers }) => outliers.length === 0)).toBe(true);
  });
  it('answers a decision without reading the figures of all others anew', async () => {
    const row = await ok<AppraisalRow>(decide(road.appraiser, 'xa-05', '1.2'));
    expect(row).toMatchObject({ decision: 'accept', outliers: [] });
    const rows = await grid(road.appraiser, '1.2');
    expect(rows.find(({ unitCode }) => unitCode === 'xa-05')?.outliers).toHaveLength(1);
  });
  it('gives every unit the points that its whole card gives it', async () => {
    const [row] = (await grid(road.appraiser, '1.2')).filter(({ unitCode }) => unitCode === 'xa-05');
    const card = await ok<{ items: AppraisalRow[] }>(
      road.appraiser.get(`/rounds/${ROUND}/units/${unit('xa-05')}/appraisals`),
    );
    expect(card.items.map(({ itemId }) => itemId)).toEqual(['1.1', '1.2', '2.2']);
    expect(card.items.find(({ itemId }) => itemId === '1.2')?.self).toEqual(row?.self);
  });
});

describe('the queue', () => {
  it('goes through an item, then the next one; or through a unit, then the next; and round at the end', async () => {
    const first = await next();
    // One of them is decided.
    expect(first.left).toBe((MANY + 3) * 3 - 1);
    expect(first.next?.itemId).toBe('1.1');
    const at = (from: Next, by: string) =>
      next(`?by=${by}&item=${from.next?.itemId}&unit=${from.next?.unitId}`);
    const second = await at(first, 'item');
    expect(second.next?.itemId).toBe('1.1');
    expect(second.next?.unitId).not.toBe(first.next?.unitId);
    expect((await at(first, 'unit')).next).toMatchObject({ itemId: '1.2', unitId: first.next?.unitId });
  });
  it('leads through the units in the order of the grid', async () => {
    const shown = (await grid(road.appraiser, '1.1')).map(({ unitCode }) => unitCode);
    // By the Vietnamese alphabet, in which Á comes before B.
    expect(shown.slice(0, 2)).toEqual(['so-a', 'so-b']);
    const led = [];
    for (let at = await next(); led.length < shown.length; at = await next(queryAt(at)))
      led.push(at.next?.unitId);
    expect(led).toEqual(shown.map(unit));
  });
  it('leaves out what is decided', async () => {
    const before = await next();
    await ok(decide(road.appraiser, 'xa-00', '1.1'));
    expect((await next()).left).toBe(before.left - 1);
  });
});

describe('a decision on several units', () => {
  const bulk = (units: readonly (readonly [string, number])[], more: object = {}) =>
    post(road.appraiser, '/items/1.1/bulk-decisions', {
      decision: 'reduce',
      points: '1',
      reason: 'Báo cáo quý II nộp sau hạn',
      reasonCode: 'late',
      requirement: 'Nộp trước ngày 20 tháng cuối quý',
      units: units.map(([code, version]) => ({ unitId: unit(code), version })),
      ...more,
    });
  const stored = () =>
    test.owner
      .selectFrom('itemAppraisal')
      .select(['unitId', 'reason', 'reasonCode', 'requirement', 'points'])
      .where('decision', '=', 'reduce')
      .execute();

  it('is none at all when one of them does not take it; that one is named', async () => {
    const refused = await bulk([
      ['xa-01', 0],
      ['xa-00', 0],
    ]);
    expect(refused.json()).toMatchObject({
      code: 'bulk-refused',
      errors: [{ place: 'Xã xa-00', code: 'changed' }],
    });
    expect(
      await codeOf(
        bulk([
          ['xa-01', 0],
          ['so-a', 0],
        ]),
      ),
    ).toBe('bulk-refused');
    expect(await stored()).toEqual([]);
  });
  it('needs its reason', async () => {
    expect(await codeOf(bulk([['xa-01', 0]], { reason: ' ' }))).toBe('reason-required');
  });
  it('leaves one reasoned row for each', async () => {
    await ok(
      bulk([
        ['xa-01', 0],
        ['xa-02', 0],
        ['xa-00', 1],
      ]),
    );
    const rows = await stored();
    expect(rows.map(({ unitId }) => unitId).sort()).toEqual(['xa-00', 'xa-01', 'xa-02'].map(unit).sort());
    for (const row of rows)
      expect(row).toMatchObject({
        reason: 'Báo cáo quý II nộp sau hạn',
        reasonCode: 'late',
        requirement: 'Nộp trước ngày 20 tháng cuối quý',
      });
  });
});

describe('kept reasons', () => {
  const list = async (who: Client, item: string): Promise<ReasonText[]> =>
    (await ok<{ items: ReasonText[] }>(who.get(`/rounds/${ROUND}/reason-texts?item=${item}`))).items;
  it('are shared by everybody of the area, for one item or for all, until they are ended', async () => {
    const reason = { itemId: '1.1', code: 'late', text: 'Nộp sau hạn' };
    const area = { ...reason, code: 'evidence-missing', text: 'Thiếu văn bản', wholeArea: true };
    const kept = await ok<ReasonText>(post(other, '/reason-texts', reason));
    await ok(post(road.appraiser, '/reason-texts', area));
    expect((await list(road.appraiser, '1.1')).map(({ text }) => text)).toEqual([
      'Nộp sau hạn',
      'Thiếu văn bản',
    ]);
    expect((await list(road.appraiser, '1.2')).map(({ text }) => text)).toEqual(['Thiếu văn bản']);
    const all = await ok<{ items: ReasonText[] }>(road.appraiser.get(`/rounds/${ROUND}/reason-texts`));
    expect(all.items.map(({ areaId, itemId }) => [areaId, itemId])).toEqual([
      ['1', '1.1'],
      ['1', null],
    ]);
    expect(await codeOf(post(other, '/reason-texts', { ...reason, itemId: '2.2' }))).toBe('forbidden');
    await ok(road.appraiser.send('DELETE', `/rounds/${ROUND}/reason-texts/${kept.id}`));
    expect(await list(other, '1.1')).toHaveLength(1);
  });
});

describe('what bars an appraiser', () => {
  const GROUP = {
    kind: 'appraisal-group',
    name: 'Tổ thẩm định',
    decisionNumber: '1/QĐ',
    decisionDate: '2022-02-01',
    decisionIssuer: 'Sở mẫu',
  };
  const barOf = async (who: Client, code: string) =>
    (await grid(who, '1.2')).find(({ unitCode }) => unitCode === code);

  it('is said in the grid, refuses the decision, and is left out when the rest is accepted', async () => {
    await ok(post(road.standingBody, '/appraisal-groups', GROUP));
    expect(await barOf(road.appraiser, 'xa-03')).toMatchObject({ bar: 'undeclared', editable: false });
    expect(await codeOf(decide(road.appraiser, 'xa-03', '1.2'))).toBe('interests-undeclared');
    const conflicts = [{ unitId: unit('xa-03'), reason: 'Từng là chủ tịch xã' }];
    await ok(post(road.appraiser, '/own-interests', { conflicts }));
    await ok(post(other, '/own-interests', { conflicts: [] }));
    expect(await barOf(road.appraiser, 'xa-03')).toMatchObject({ bar: 'interest', editable: false });
    expect(await codeOf(decide(road.appraiser, 'xa-03', '1.2'))).toBe('interest-conflict');
    const me = await ok<{ account: { id: string } }>(other.get('/session'));
    const scope = { of: 'units', unitIds: [unit('xa-04')] };
    const assignment = { areaId: '1', scope, accountIds: [me.account.id] };
    await ok(post(road.standingBody, '/appraiser-assignments', assignment));
    expect(await codeOf(decide(road.appraiser, 'xa-04', '1.2'))).toBe('assigned-to-others');
    await ok(post(road.appraiser, '/items/1.2/accept-rest', { reason: null }));
    const left = (await grid(other, '1.2')).filter(({ decision }) => decision === null);
    expect(left.map(({ unitCode }) => unitCode).filter((code) => code.startsWith('xa-0'))).toEqual([
      'xa-03',
      'xa-04',
    ]);
    await ok(decide(other, 'xa-03', '1.2'));
    await ok(decide(other, 'xa-04', '1.2'));
  });
});
