import { readFileSync } from 'node:fs';
import type { ROUTES } from '@parix/api-contract';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { z } from 'zod';
import '../jobs.ts';
import { runJob } from '../../testing/job-runs.ts';
import { ok, openRoad, type Road, signInAll } from '../../testing/road.ts';
import { createTestApp, type TestApp } from '../../testing/test-app.ts';

type Index = z.output<typeof ROUTES.monthlyIndex.response>;

const SET = readFileSync(
  new URL('../../../../../packages/criteria-sets/sets/qd-766-2022-ho-so/set.yaml', import.meta.url),
  'utf8',
);

let test: TestApp;
let road: Road;
let token: string;

beforeAll(async () => {
  test = await createTestApp();
  test.clock.set('2022-10-02T01:00:00Z');
  road = await openRoad(test);
  const units = 'unit,name,kind,block,valid from\nxa-moi,Xã Mới,commune,Khối xã,2015-01-01\n';
  await ok(road.standingBody.upload('/units/import?dryRun=false', 'xa.csv', units));
  const body = { code: 'mot-cua', name: 'Một cửa tỉnh' };
  token = (await ok<{ token: string }>(road.standingBody.send('POST', '/dossier-sources', body))).token;
});
afterAll(() => test.close());

const dossier = (n: number, finished: string, more: object = {}) => ({
  ...{ unit: 'xa-dak', dossier: `hs-${n}`, id: 'ket-thuc', kind: 'reported', at: '2022-09-20T02:00:00Z' },
  ...{
    received: '2022-09-01T02:00:00Z',
    due: '2022-09-10T00:00:00+07:00',
    finished: `${finished}T02:00:00Z`,
  },
  ...{ state: 'returned', channel: 'counter', digitised: true },
  ...(n < 3 && { fee: true, paidOnline: n < 2 }),
  ...more,
});
const send = (events: readonly object[]) =>
  ok(
    test.app.inject({
      method: 'POST',
      url: '/api/v1/dossier-events',
      headers: { authorization: `Bearer ${token}` },
      payload: { events },
    }),
  );
const index = (query = '') => ok<Index>(road.viewer.get(`/monthly-index${query}`));
const run = () => runJob(test, 'counted-figures.month');
const pointsOf = ({ items }: Index, unit: string) =>
  items
    .find(({ unitName }) => unitName === unit)
    ?.items.map(({ id, status, points }) => [id, status, points]);

describe('the index of Decision 766', () => {
  it('is not computed before its set is here', async () => {
    await run();
    expect(await index()).toMatchObject({ months: [], month: null, items: [] });
    await ok(road.standingBody.upload('/criteria-sets?dryRun=false', 'qd-766.yaml', SET));
  });

  it('is computed by itself: the month that is over for good, the running one up to yesterday', async () => {
    await send([
      ...[0, 1, 2, 3].map((n) => dossier(n, n === 3 ? '2022-09-14' : '2022-09-08')),
      {
        ...dossier(9, '2022-10-01'),
        received: '2022-10-01T01:00:00Z',
        due: '2022-10-20T00:00:00+07:00',
        at: '2022-10-01T03:00:00Z',
      },
    ]);
    await run();
    const september = await index('?month=2022-09');
    expect(september.months).toEqual([
      { month: '2022-10', closed: false, asOf: '2022-10-01' },
      { month: '2022-09', closed: true, asOf: '2022-09-30' },
    ]);
    // 3 of 4 on time of 20 points; online not for communes: full; all digitised: 4; 2 of 3 with a fee paid online of 10.
    expect(pointsOf(september, 'Xã Đắk Lắk')).toEqual([
      ['2.1', 'scored', '15.00'],
      ['3.0', 'not-applicable', '12.00'],
      ['4.2', 'scored', '4.00'],
      ['6.1', 'scored', '6.67'],
    ]);
    const [onTime] = september.items.find(({ unitName }) => unitName === 'Xã Đắk Lắk')?.items ?? [];
    expect(onTime?.figures).toMatchObject([
      { key: 'dung_han', measure: 'one-stop.on-time-ratio@qd766', value: '3', numerator: 3, denominator: 4 },
      { key: 'tong', value: '4' },
    ]);
    expect(pointsOf(september, 'Xã Mới')?.[0]).toEqual(['2.1', 'no-data', '0.00']);
    expect((await index()).month).toEqual({ month: '2022-10', closed: false, asOf: '2022-10-01' });
  });

  it('stays for the month that is over, and follows the days of the running one', async () => {
    const before = await index('?month=2022-09');
    await send([dossier(3, '2022-09-08', { revision: 1 })]);
    test.clock.set('2022-10-05T01:00:00Z');
    road = { ...road, ...(await signInAll(test)) };
    await run();
    await run();
    expect((await index('?month=2022-09')).items).toEqual(before.items);
    expect((await index()).month).toEqual({ month: '2022-10', closed: false, asOf: '2022-10-04' });
    const rows = await test.owner.selectFrom('monthlyResult').select('sequence').execute();
    // Two communes: September once, October on two days.
    expect(rows.map(({ sequence }) => sequence).sort()).toEqual([1, 1, 1, 1, 2, 2]);
  });

  it('names no unit of a kind that the decision does not judge', async () => {
    expect((await index()).items.map(({ unitName }) => unitName)).toEqual(['Xã Đắk Lắk', 'Xã Mới']);
  });
});
