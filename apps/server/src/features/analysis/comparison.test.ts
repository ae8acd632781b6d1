import type {
  Comparison,
  ItemMapping,
  UnitChange,
  UnitChangePreview,
  UnitComparison,
} from '@parix/api-contract';
import { addRatio } from '@parix/scoring';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import {
  createRound,
  importFacts,
  importSurveys,
  ITEMS,
  moveRound,
  ok,
  openRoad,
  type Road,
} from '../../testing/road.ts';
import { SMALL_AMENDMENT } from '../../testing/small-set.ts';
import { createTestApp, type TestApp } from '../../testing/test-app.ts';

/** Two districts become one in 2021; a third is half given to a fourth; in 2022 there are no districts any more. */
const TREE = `unit,name,kind,parent,block,valid from
tinh-p,Tỉnh Mẫu,department,,,2000-01-01
huyen-1,Huyện Một,department,tinh-p,Khối huyện,2000-01-01
huyen-2,Huyện Hai,department,tinh-p,Khối huyện,2000-01-01
huyen-3,Huyện Ba,department,tinh-p,Khối huyện,2000-01-01
xa-1,Xã Một,commune,huyen-1,Khối xã,2000-01-01
xa-2,Xã Hai,commune,huyen-2,Khối xã,2000-01-01
`;
const DOCUMENT = { decisionNumber: '01/NQ-MẪU', decisionDate: '2020-06-01', note: null };

let test: TestApp;
let road: Road;
let ids: Record<string, string>;
beforeAll(async () => {
  test = await createTestApp();
  road = await openRoad(test);
  await ok(road.standingBody.upload('/units/import?dryRun=false', 'cay.csv', TREE));
  const amendment = '/criteria-sets/bo-thu@1/amendments?dryRun=false';
  await ok(road.standingBody.upload(amendment, 'sua-doi.yaml', SMALL_AMENDMENT));
  await readIds();
  await judged(
    'huyen-2020',
    { indexYear: 2020, blockId: 'khoi-huyen' },
    { 'huyen-1': '95', 'huyen-2': '60', 'huyen-3': '30' },
  );
  await record({
    kind: 'merge',
    effectiveOn: '2021-01-01',
    ...DOCUMENT,
    predecessorIds: [ids['huyen-1'] ?? '', ids['huyen-2'] ?? ''],
    into: {
      is: 'new',
      unit: {
        code: 'tp-moi',
        name: 'Thành phố Mới',
        kind: 'department',
        parentId: ids['tinh-p'] ?? '',
        blocks: ['khoi-huyen'],
      },
    },
  });
  const amended = { indexYear: 2021, blockId: 'khoi-huyen', setVersionId: 'bo-thu@2' };
  await judged('huyen-2021', amended, { 'tp-moi': '60', 'huyen-3': '95' });
  const abolish = {
    kind: 'abolish',
    effectiveOn: '2022-01-01',
    ...DOCUMENT,
    childrenTo: ids['tinh-p'] ?? '',
  } as const;
  await record({ ...abolish, unitId: ids['tp-moi'] ?? '' });
  await record({
    kind: 'merge',
    effectiveOn: '2022-01-01',
    ...DOCUMENT,
    predecessorIds: [ids['huyen-3'] ?? ''],
    into: {
      is: 'new',
      unit: {
        code: 'dac-khu',
        name: 'Đặc khu Ba',
        kind: 'commune',
        parentId: ids['tinh-p'] ?? '',
        blocks: ['khoi-xa'],
      },
    },
  });
  await judged(
    'xa-2022',
    { indexYear: 2022, blockId: 'khoi-xa' },
    { 'xa-1': '95', 'xa-2': '95', 'dac-khu': '95' },
  );
});
afterAll(() => test.close());

async function readIds(): Promise<void> {
  const units = await test.owner.selectFrom('unit').select(['id', 'code']).execute();
  ids = Object.fromEntries(units.map(({ code, id }) => [code, id]));
}
async function record(change: UnitChange): Promise<void> {
  const { hash } = await ok<UnitChangePreview>(
    road.standingBody.send('POST', '/unit-changes/preview', change),
  );
  await ok(road.standingBody.send('POST', '/unit-changes', { change, preview: hash }));
  await readIds();
}
/** A round in which every unit has the same figures, but for how many dossiers of a hundred were settled in time. */
async function judged(id: string, more: object, inTime: Readonly<Record<string, string>>): Promise<void> {
  const rows = Object.entries(inTime).map(([unit, share]) => `${unit},4,${share},100,x,x`);
  await createRound(road, { id, ...more });
  await moveRound(road, id, 'self-scoring');
  await importFacts(
    road,
    id,
    `unit,1.1.bao_cao,1.2.dung_han,1.2.tong,2.2.niem_yet,2.2.truc_tuyen\n${rows.join('\n')}\n`,
  );
  await moveRound(road, id, 'appraisal');
  await importSurveys(
    road,
    id,
    `unit,2.1\n${Object.keys(inTime)
      .map((unit) => `${unit},5`)
      .join('\n')}\n`,
  );
  for (const item of ITEMS)
    await ok(road.appraiser.send('POST', `/rounds/${id}/items/${item}/accept-rest`, { reason: null }));
}

const compare = (later: string, earlier: string) =>
  ok<Comparison>(road.standingBody.get(`/rounds/${later}/comparison/${earlier}`));
const mappingPath = '/criteria-sets/bo-thu@1/mapping/bo-thu@2';
const mapping = () => ok<ItemMapping>(road.standingBody.get(mappingPath));
const confirm = async (body: object) => road.standingBody.send('POST', mappingPath, body);

describe('which items can be compared', () => {
  it('is suggested by id and name, and compares nothing before somebody confirms it', async () => {
    const { revision, entries, items } = await mapping();
    expect(revision).toBe(0);
    expect(entries.map(({ kind, from, to }) => [kind, from[0], to[0]])).toEqual([
      ['rescaled', '1.1', '1.1'],
      ['rescaled', '1.2', '1.2'],
      ['same', '2.1', '2.1'],
      ['same', '2.2', '2.2'],
    ]);
    expect(items.from.map(({ max }) => max)).toEqual(['2', '4', '2', '2']);
    const { mapping: state, units } = await compare('huyen-2021', 'huyen-2020');
    expect(state).toEqual({ state: 'missing', revision: null });
    expect(units.map(({ incomparable, change }) => [incomparable?.code, change])).toEqual([
      ['mapping-missing', null],
      ['mapping-missing', null],
    ]);
  });

  it('is confirmed by the standing body alone, revision by revision, each line with its faults', async () => {
    const { entries } = await mapping();
    const body = { revision: 0, entries };
    expect((await road.viewer.send('POST', mappingPath, body)).statusCode).toBe(403);
    const faulty = await confirm({ revision: 0, entries: entries.slice(1) });
    expect(faulty.json()).toMatchObject({
      code: 'mapping-invalid',
      errors: [{ place: '/entries' }, { place: '/entries' }],
    });
    const bare = { kind: 'not-comparable', from: ['2.2'], to: ['2.2'], reason: null };
    expect((await confirm({ revision: 0, entries: [...entries.slice(0, 3), bare] })).json()).toMatchObject({
      errors: [{ place: '/entries/3', code: 'no-reason' }],
    });
    expect((await confirm(body)).statusCode).toBe(200);
    expect(await mapping()).toMatchObject({ revision: 1, confirmedBy: 'Người thuongtruc' });
    const late = await confirm(body);
    expect([late.statusCode, late.json<{ current: { revision: number } }>().current.revision]).toEqual([
      412, 1,
    ]);
    expect((await confirm({ revision: 1, entries })).statusCode).toBe(200);
    const rows = await test.owner.selectFrom('itemMapping').select('revision').orderBy('revision').execute();
    expect(rows.map(({ revision }) => revision)).toEqual([1, 2]);
    const events = await test.owner
      .selectFrom('auditEvent')
      .select('detail')
      .where('action', '=', 'item-mapping.confirmed')
      .execute();
    expect(events).toHaveLength(2);
  });

  it('needs two versions that exist', async () => {
    expect((await road.viewer.get('/criteria-sets/bo-thu@1/mapping/bo-thu@1')).statusCode).toBe(404);
    expect((await road.viewer.get('/criteria-sets/bo-thu@1/mapping/khong-co@1')).statusCode).toBe(404);
  });
});

describe('two districts that became one', () => {
  it('are compared as their mean, and the change is parted into what was done and what the ruler did', async () => {
    const { units, gone, mapping: state } = await compare('huyen-2021', 'huyen-2020');
    expect(state).toEqual({ state: 'confirmed', revision: 2 });
    const city = units.find(({ unitCode }) => unitCode === 'tp-moi');
    // 2020: 2 + 4 + 2 + 2 = 10 and 2 + 2 + 2 + 2 = 8 of 10. 2021: 1 + 2 + 2 + 2 = 7 of 10.
    expect(city?.earlier.map(({ unitCode, share, index }) => [unitCode, share, index])).toEqual([
      ['huyen-1', '1', '100.00'],
      ['huyen-2', '1', '80.00'],
    ]);
    // By the new ruler the same figures are 1 + 5 + 2 + 2 = 10 and 1 + 2 + 2 + 2 = 7: 85 on average.
    expect(city?.change).toEqual({
      before: '90',
      after: '70',
      change: '-20',
      real: '-15',
      ruler: '-5',
      unlike: '0',
      bounds: '0',
      comparable: { before: '85', after: '70', weight: '100' },
    });
    expect(gone).toEqual([]);
  });

  it('are explained item by item, adding up', async () => {
    const path = `/rounds/huyen-2021/units/${ids['tp-moi']}/comparison/huyen-2020`;
    const { entries, unit } = await ok<UnitComparison>(road.standingBody.get(path));
    expect(entries.map(({ to, method, real, ruler }) => [to[0]?.id, method, real, ruler])).toEqual([
      ['1.1', 'same-facts', '0', '-10'],
      ['1.2', 'same-facts', '-15', '5'],
      ['2.1', 'same-facts', '0', '0'],
      ['2.2', 'same-facts', '0', '0'],
    ]);
    const parts = entries.flatMap(({ real, ruler, unlike }) => [real, ruler, unlike]);
    expect([...parts, unit.change?.bounds ?? ''].reduce(addRatio)).toBe(unit.change?.change);
  });

  it('follow the mapping that stands now', async () => {
    const { entries, revision } = await mapping();
    const changed = entries.map((entry) =>
      entry.to[0] === '1.2' ? { ...entry, kind: 'not-comparable', reason: 'Cách đo khác' } : entry,
    );
    await ok(confirm({ revision, entries: changed }));
    const { units } = await compare('huyen-2021', 'huyen-2020');
    expect(units.find(({ unitCode }) => unitCode === 'tp-moi')?.change).toMatchObject({
      change: '-20',
      real: '0',
      ruler: '-10',
      unlike: '-10',
      comparable: { before: '100', after: '100', weight: '50' },
    });
  });
});

describe('after the district level', () => {
  it('says of every unit why there is no comparable figure', async () => {
    const { units, gone } = await compare('xa-2022', 'huyen-2021');
    expect(units.map(({ unitCode, incomparable, change }) => [unitCode, incomparable, change])).toEqual([
      ['dac-khu', { code: 'kind-changed', units: ['Huyện Ba'] }, null],
      ['xa-1', { code: 'not-in-earlier-round', units: ['Xã Một'] }, null],
      ['xa-2', { code: 'not-in-earlier-round', units: ['Xã Hai'] }, null],
    ]);
    expect(gone.map(({ unitCode, incomparable }) => [unitCode, incomparable.code])).toEqual([
      ['tp-moi', 'unit-abolished'],
    ]);
  });

  it('knows a round against itself: nothing changed', async () => {
    const { mapping: state, units } = await compare('xa-2022', 'xa-2022');
    expect(state.state).toBe('same-version');
    for (const { change } of units) expect(change).toMatchObject({ change: '0', real: '0', ruler: '0' });
  });
});
