import type {
  AppraisalRow,
  Card,
  CardItem,
  CountedFigure,
  CountedTake,
  Ranking,
  SignOff,
} from '@parix/api-contract';
import { z } from 'zod';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import '../jobs.ts';
import { runJob } from '../../testing/job-runs.ts';
import { publishRound } from '../../testing/publish.ts';
import {
  createRound,
  moveRound,
  ok,
  openRoad,
  type Road,
  signInAll,
  signMinutes,
} from '../../testing/road.ts';
import { createTestApp, type TestApp } from '../../testing/test-app.ts';

/** Ten points, all of them from the dossiers of the index year but the first two. */
const SET = `format: parix.criteria-set/1
id: bo-do
title: Bộ tiêu chí lấy từ hồ sơ (mẫu)
sample: true
index-years: { from: 2021, to: 2022 }
unit-kinds: { department: Sở, commune: Xã }
rounding: { item: 2, printed-index: 2, printed-points: 2 }
total: { max: "10" }
areas:
  - code: "1"
    name: Hồ sơ
    max: "10"
    source: mẫu
    criteria:
      - code: "1.1"
        name: Báo cáo
        max: "2"
        figures: { bao_cao: { type: integer, label: Số báo cáo, max: 20 } }
        rule: { count: { count: bao_cao, each: "0.5" } }
        cases: [{ name: Có 4, figures: { bao_cao: 4 }, points: "2" }]
      - code: "1.2"
        name: Hồ sơ đúng hạn
        max: "4"
        figures:
          dung_han: { type: integer, label: Số đúng hạn, max: 1000000, measure: { id: one-stop.settled-on-time-ratio, part: numerator } }
          tong: { type: integer, label: Tổng số, max: 1000000, measure: { id: one-stop.settled-on-time-ratio, part: denominator } }
          sang_kien: { type: integer, label: Sáng kiến, max: 10, optional: true }
        rule: { ratio-linear: { numerator: dung_han, denominator: tong, zero-denominator: no-data } }
        cases: [{ name: Một nửa, figures: { dung_han: 1, tong: 2, sang_kien: ~ }, points: "2" }]
      - code: "1.3"
        name: Trực tuyến
        max: "4"
        figures: { ty_le: { type: decimal, label: Tỷ lệ trực tuyến, unit: "%", max: 100, measure: one-stop.online-share } }
        rule: { formula: { expression: "ty_le / 100 * max_points", division-by-zero: no-data } }
        cases: [{ name: Một nửa, figures: { ty_le: "50" }, points: "2" }]
`;
const ROUND = 'do-2021';

let test: TestApp;
let road: Road;
let token: string;

beforeAll(async () => {
  test = await createTestApp();
  test.clock.set('2022-01-10T01:00:00Z');
  road = await openRoad(test);
  await test.addAccount('lanhdao-b', 'unit-leader', { unitId: road.ids['so-b'] });
  await ok(road.standingBody.upload('/criteria-sets?dryRun=false', 'bo-do.yaml', SET));
  const body = { code: 'mot-cua', name: 'Một cửa tỉnh' };
  token = (await ok<{ token: string }>(road.standingBody.send('POST', '/dossier-sources', body))).token;
});
afterAll(() => test.close());

const send = (events: readonly object[]) =>
  ok<{ taken: number }>(
    test.app.inject({
      method: 'POST',
      url: '/api/v1/dossier-events',
      headers: { authorization: `Bearer ${token}` },
      payload: { events },
    }),
  );

/** A dossier of June 2021, due on the tenth. */
const dossier = (unit: string, n: number, finished: string, more: object = {}) => ({
  unit,
  dossier: `${unit}-${n}`,
  id: 'ket-thuc',
  kind: 'reported',
  at: '2021-06-20T02:00:00Z',
  received: '2021-06-01T02:00:00Z',
  due: '2021-06-10T00:00:00+07:00',
  finished: `${finished}T02:00:00Z`,
  state: 'returned',
  channel: n % 4 === 0 ? 'online' : 'counter',
  ...more,
});
const ON_TIME = '2021-06-08';
const LATE = '2021-06-14';

const at = (unit: keyof Road['ids']) => `/rounds/${ROUND}/units/${road.ids[unit]}`;
const itemOf = async (unit: keyof Road['ids'], id: string, who = road.standingBody): Promise<CardItem> => {
  const card = await ok<Card>(who.get(`${at(unit)}/card`));
  const found = card.items.find(({ itemId }) => itemId === id);
  if (!found) throw new Error(`no item ${id}`);
  return found;
};
const counted = async (unit: keyof Road['ids'], who = road.standingBody) =>
  ok<{ frozen: boolean; items: CountedFigure[] }>(who.get(`${at(unit)}/counted-figures`));
const takeByHand = () =>
  ok<CountedTake>(road.standingBody.send('POST', `/rounds/${ROUND}/counted-figures`, {}));
const save = (item: CardItem, figures: object, more: object = {}) =>
  road.unitA.send(
    'PUT',
    `${at('so-a')}/items/${item.itemId}`,
    { figures, notApplicableReason: null, explanation: null, evidence: [], ...more },
    { 'if-match': `"${item.version}"` },
  );

/** The clock goes on; by then everybody has to sign in again. */
async function later(instant: string): Promise<void> {
  test.clock.set(instant);
  road = { ...road, ...(await signInAll(test)) };
}

/** The focal point sends the card to the leader, who approves it. */
async function handIn(): Promise<void> {
  await ok(road.unitA.send('POST', `${at('so-a')}/card/send`, { withMissing: true, note: '' }));
  const { sentSequence } = await ok<SignOff>(road.leaderA.get(`${at('so-a')}/sign-off`));
  await ok(road.leaderA.send('POST', `${at('so-a')}/card/approve`, { sentSequence }));
}

describe('a set that names measures', () => {
  it('is refused when there is no such measure, or it is not in use in its years', async () => {
    const check = async (measure: string) => {
      const answer = await road.standingBody.upload(
        '/criteria-sets?dryRun=true',
        'sai.yaml',
        SET.replace('one-stop.online-share', measure),
      );
      return answer.json<{ problems: { code: string }[] }>().problems.map(({ code }) => code);
    };
    expect(await check('one-stop.online-share')).toEqual([]);
    expect(await check('one-stop.online-shares')).toEqual(['unknown-measure']);
    expect(await check('one-stop.online-share@level-4')).toEqual([]);
    expect(await check('one-stop.online-share@full')).toEqual(['measure-not-in-force']);
  });
});

describe('figures of a round', () => {
  it('are taken at the opening of self-scoring, by the clock and once', async () => {
    // Of so-a 8 dossiers, 6 on time and 2 online; of so-b nothing; xa-dak reports one that is late.
    await send([
      ...[1, 2, 3, 4, 5, 6].map((n) => dossier('so-a', n, ON_TIME)),
      ...[7, 8].map((n) => dossier('so-a', n, LATE)),
      dossier('xa-dak', 1, LATE),
    ]);
    const dates = { selfScoringOpensAt: '2022-01-11T01:00:00Z', selfScoringClosesAt: '2022-01-20T01:00:00Z' };
    await createRound(road, { id: ROUND, setVersionId: 'bo-do@1', ...dates });
    await moveRound(road, ROUND, 'self-scoring');
    await runJob(test, 'counted-figures.take');
    expect((await itemOf('so-a', '1.2')).version).toBe(0);
    await later('2022-01-11T02:00:00Z');
    await runJob(test, 'counted-figures.take');
    await runJob(test, 'counted-figures.take');
    const takes = await test.owner.selectFrom('countedTake').selectAll().execute();
    expect(takes).toMatchObject([
      { occasion: 'opening', units: 3, written: 2, missing: 1, frozen: 0, authorId: null },
    ]);
    expect(await itemOf('so-a', '1.2')).toMatchObject({
      version: 1,
      figures: { dung_han: '6', tong: '8' },
      origin: 'imported',
      self: { points: '3' },
    });
    expect((await itemOf('so-a', '1.3')).figures).toEqual({ ty_le: '25.00' });
    expect(await itemOf('xa-dak', '1.2')).toMatchObject({
      figures: { dung_han: '0', tong: '1' },
      self: { points: '0' },
    });
  });

  it('are no data, never 0, where no system has sent anything', async () => {
    const item = await itemOf('so-b', '1.2');
    expect(item).toMatchObject({ version: 0, figures: {}, self: { status: 'no-data' } });
    expect(item.self.explanation.join(' ')).toContain('chưa hệ thống nào gửi hồ sơ');
    const { items } = await counted('so-b');
    expect(items.map(({ key, value, reason }) => [key, value, reason])).toEqual([
      ['dung_han', null, 'no-source'],
      ['tong', null, 'no-source'],
      ['ty_le', null, 'no-source'],
    ]);
  });

  it('say measure, formula, numbers, period, source and time in the explanation', async () => {
    const { self } = await itemOf('so-a', '1.2');
    const said = self.explanation.at(-1) ?? '';
    for (const words of [
      '“Số đúng hạn”, “Tổng số”',
      'one-stop.settled-on-time-ratio',
      '(giải quyết trước hạn + đúng hạn) / đã giải quyết có thời hạn × 100',
      'tử số 6, mẫu số 8, tỷ lệ 75,00 %',
      'kỳ 01/01/2021–31/12/2021',
      'Một cửa tỉnh (dữ liệu cuối 08:00 10/01/2022)',
      'tính lúc 09:00 11/01/2022',
    ])
      expect(said).toContain(words);
  });

  it('are not typed: another value is refused, the rest of the item is the unit’s', async () => {
    const item = await itemOf('so-a', '1.2', road.unitA);
    const refused = await save(item, { dung_han: '8', tong: '8', sang_kien: '1' });
    expect(refused.json()).toMatchObject({
      code: 'figure-measured',
      errors: [{ place: '/figures/dung_han' }],
    });
    const saved = await ok<{ item: CardItem }>(
      save(item, { sang_kien: '1' }, { explanation: 'Sáng kiến số 1' }),
    );
    expect(saved.item).toMatchObject({
      version: 2,
      figures: { dung_han: '6', tong: '8', sang_kien: '1' },
      explanation: 'Sáng kiến số 1',
      origin: 'typed',
    });
    // Sent once more because its answer was lost: one save, not a conflict.
    expect((await save(item, { sang_kien: '1' }, { explanation: 'Sáng kiến số 1' })).statusCode).toBe(200);
    const file = 'unit,1.2.dung_han,1.1.bao_cao\nso-a,8,4\n';
    const imported = await road.standingBody.upload(
      `/rounds/${ROUND}/facts/import?dryRun=true`,
      'a.csv',
      file,
    );
    expect(imported.json()).toMatchObject({ problems: [{ code: 'figure-measured', value: '8' }] });
  });

  it('follow what is corrected while the card is open; what the unit wrote stays', async () => {
    await later('2022-01-12T01:00:00Z');
    await send([dossier('so-a', 8, ON_TIME, { revision: 1 })]);
    const before = await counted('so-a', road.unitA);
    expect(before.frozen).toBe(false);
    expect(before.items.find(({ key }) => key === 'dung_han')?.now).toMatchObject({
      value: '7',
      printed: '87.50',
      corrected: { dossiers: 1, more: false, first: [{ code: 'so-a-8' }] },
    });
    expect(await takeByHand()).toMatchObject({
      occasion: 'asked',
      by: 'Người thuongtruc',
      written: 1,
      frozen: 0,
    });
    expect(await itemOf('so-a', '1.2')).toMatchObject({
      version: 3,
      figures: { dung_han: '7', tong: '8', sang_kien: '1' },
      explanation: 'Sáng kiến số 1',
    });
    expect((await counted('so-a')).items.every(({ now }) => now === null)).toBe(true);
    expect(await takeByHand()).toMatchObject({ written: 0 });
  });

  it('freeze with the card, and show what was corrected later as a difference', async () => {
    await handIn();
    await later('2022-01-13T01:00:00Z');
    await send([
      dossier('so-a', 1, LATE, { revision: 1 }),
      // Taken back: the dossier never was.
      dossier('so-a', 4, ON_TIME, { revision: 1, voided: true }),
    ]);
    expect(await takeByHand()).toMatchObject({ written: 0, frozen: 1 });
    expect((await itemOf('so-a', '1.2')).figures).toMatchObject({ dung_han: '7', tong: '8' });
    const { frozen, items } = await counted('so-a', road.unitA);
    expect(frozen).toBe(true);
    expect(items.find(({ key }) => key === 'dung_han')).toMatchObject({
      value: '7',
      printed: '87.50',
      measure: { id: 'one-stop.settled-on-time-ratio' },
      now: { value: '5', printed: '71.43', numerator: 5, denominator: 7, corrected: { dossiers: 2 } },
    });
  });

  it('are taken once more at the close, from whoever has not handed in', async () => {
    await send([dossier('xa-dak', 2, ON_TIME)]);
    await later('2022-01-20T01:00:00Z');
    await runJob(test, 'counted-figures.take');
    expect((await itemOf('xa-dak', '1.2')).figures).toEqual({ dung_han: '1', tong: '2' });
    expect((await itemOf('so-a', '1.2')).figures).toMatchObject({ dung_han: '7', tong: '8' });
    const takes = await test.owner.selectFrom('countedTake').selectAll().orderBy('at').execute();
    expect(takes.map(({ occasion }) => occasion)).toEqual(['opening', 'asked', 'asked', 'asked', 'closing']);
  });

  it('stay in the appraisal, and the results computed anew are the same', async () => {
    await moveRound(road, ROUND, 'appraisal');
    await later('2022-01-21T01:00:00Z');
    await send([dossier('xa-dak', 3, LATE)]);
    expect(await takeByHand()).toMatchObject({ written: 0, frozen: 3 });
    const before = await ok<Ranking>(road.standingBody.get(`/rounds/${ROUND}/ranking?layer=self`));
    const rows = await ok<{ items: AppraisalRow[] }>(
      road.appraiser.get(`/rounds/${ROUND}/items/1.2/appraisals`),
    );
    const row = rows.items.find(({ unitCode }) => unitCode === 'xa-dak');
    expect(row).toMatchObject({ figures: { dung_han: '1', tong: '2' }, self: { points: '2' } });
    expect(row?.self.explanation.at(-1)).toContain('one-stop.settled-on-time-ratio');
    const again = await ok<Ranking>(road.standingBody.get(`/rounds/${ROUND}/ranking?layer=self`));
    expect({ ...again, computedAt: null }).toEqual({ ...before, computedAt: null });
    expect((await counted('xa-dak')).items.find(({ key }) => key === 'tong')?.now).toMatchObject({
      value: '3',
      corrected: { dossiers: 1 },
    });
  });
});

/** Items with the units that have no data there. */
const UNDECLARED = [
  ['1.1', 'so-a', 'so-b', 'xa-dak'],
  ['1.2', 'so-b'],
  ['1.3', 'so-b'],
] as const;

describe('a publication', () => {
  it('says where the figures come from, on the page of the unit and in its data', async () => {
    for (const [item, ...without] of UNDECLARED) {
      await ok(road.appraiser.send('POST', `/rounds/${ROUND}/items/${item}/accept-rest`, { reason: null }));
      const units = without.map((unit) => ({ unitId: road.ids[unit], version: 0 }));
      const decision = { decision: 'accept', points: null, reason: 'Không có số liệu', units };
      await ok(road.appraiser.send('POST', `/rounds/${ROUND}/items/${item}/bulk-decisions`, decision));
    }
    await moveRound(road, ROUND, 'council');
    await signMinutes(road, ROUND);
    await moveRound(road, ROUND, 'approved');
    await publishRound(test, road.standingBody, ROUND);
    const file = async (path: string) =>
      (await test.app.inject({ method: 'GET', url: `/cong-bo/${ROUND}/${path}` })).body;
    const page = await file('units/so-a.html');
    expect(page).toContain('one-stop.settled-on-time-ratio');
    expect(page).toContain('tử số 7, mẫu số 8, tỷ lệ 87,50 %');
    expect(await file('units/so-b.html')).toContain('chưa hệ thống nào gửi hồ sơ');
    const layers = z
      .array(z.looseObject({ unit: z.string(), item: z.string(), counted: z.unknown().optional() }))
      .parse(JSON.parse(await file('data/layers.json')));
    expect(layers.find(({ unit, item }) => unit === 'so-a' && item === '1.1')).not.toHaveProperty('counted');
    expect(layers.find(({ unit, item }) => unit === 'so-a' && item === '1.2')?.counted).toMatchObject([
      {
        figures: ['dung_han', 'tong'],
        numerator: '7',
        denominator: '8',
        from: '2021-01-01',
        asOf: '2021-12-31',
      },
    ]);
  });
});

describe('a set without measures', () => {
  it('has nothing to take, and says so', async () => {
    await createRound(road, { id: 'ke-khai' });
    const answer = await road.standingBody.send('POST', '/rounds/ke-khai/counted-figures', {});
    expect(answer.json()).toMatchObject({ code: 'nothing-measured' });
  });
});
