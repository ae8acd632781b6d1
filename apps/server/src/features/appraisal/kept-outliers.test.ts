import { sql } from 'kysely';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { createRound, moveRound, ok, openRoad, type Road } from '../../testing/road.ts';
import { createTestApp, type TestApp } from '../../testing/test-app.ts';
import { requirePlan } from '../criteria-sets/set-library.read-model.ts';
import { requireRound } from '../rounds/rounds.read-model.ts';
import { outliersOf } from './kept-outliers.ts';
import { latestOfStages } from './stages.read-model.ts';

const ROUND = 'nam-2021';
let test: TestApp;
let road: Road;
let ids: ReadonlyMap<string, string>;
const codes = Array.from({ length: 12 }, (_, at) => `xa-${String(at).padStart(2, '0')}`);
const unit = (code: string): string => ids.get(code) ?? '';

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
  await createRound(road);
  await moveRound(road, ROUND, 'self-scoring');
  const facts = codes.map((code, at) => `${code},4,${at === 5 ? '12' : 90 + (at % 6)},100\n`).join('');
  const file = `unit,1.1.bao_cao,1.2.dung_han,1.2.tong\n${facts}`;
  await ok(road.standingBody.upload(`/rounds/${ROUND}/facts/import?dryRun=false`, 'so-lieu.csv', file));
  await moveRound(road, ROUND, 'appraisal');
});
afterAll(() => test.close());

const outliers = async (locale: 'vi' | 'en' = 'vi', db = test.db) => {
  const round = await requireRound(db, ROUND, test.clock.now());
  const indexed = (await requirePlan(db, round.setVersionId)).items.get('1.2');
  if (!indexed) throw new Error('the set has no 1.2');
  return outliersOf(db, round, indexed, locale);
};
/** Units that are marked. */
const marked = async (): Promise<readonly string[]> => {
  const found = await outliers();
  return codes.filter((code) => found.has(unit(code)));
};
/** Figures as another process of the server would append them. */
const declare = (code: string, inTime: string) =>
  sql`insert into item_entry (unit_id, round_id, item_id, version, figures, evidence, origin, recorded_at)
      select unit_id, round_id, item_id, version + 1, figures || ${JSON.stringify({ dung_han: inTime })}::jsonb,
        evidence, origin, recorded_at
      from item_entry where unit_id = ${unit(code)} and round_id = ${ROUND} and item_id = '1.2'
      order by version desc limit 1`;

describe('outliers that are kept', () => {
  it('are reckoned once for all pages of a grid, whoever asks, and in each language', async () => {
    const [one, other] = await Promise.all([outliers(), outliers()]);
    expect(await outliers()).toBe(one);
    expect(other.size).toBe(1);
    const english = await outliers('en');
    expect([...english.values()].flat().map(({ label }) => label)).toEqual(['Ratio']);
  });

  it('are not reckoned anew for a decision, which changes no figure', async () => {
    const before = await outliers();
    const rest = `/rounds/${ROUND}/items/1.2/accept-rest`;
    await ok(road.appraiser.send('POST', rest, { reason: null }));
    expect(await outliers()).toBe(before);
  });

  it('follow what any process appends, at the next request', async () => {
    expect(await marked()).toEqual(['xa-05']);
    await declare('xa-05', '92').execute(test.owner);
    expect(await marked()).toEqual([]);
    await declare('xa-07', '20').execute(test.owner);
    expect(await marked()).toEqual(['xa-07']);
  });

  it('follow the kind of a unit', async () => {
    await test.owner
      .updateTable('roundUnit')
      .set({ unitKind: 'department' })
      .where('roundId', '=', ROUND)
      .where('unitId', '=', unit('xa-07'))
      .execute();
    expect(await marked()).toEqual([]);
  });

  it('never hold rows of a transaction that is rolled back', async () => {
    const undone = test.owner.transaction().execute(async (tx) => {
      await declare('xa-01', '5').execute(tx);
      expect((await outliers('vi', tx)).has(unit('xa-01'))).toBe(true);
      throw new Error('rolled back');
    });
    await expect(undone).rejects.toThrow('rolled back');
    await declare('xa-02', '5').execute(test.owner);
    expect(await marked()).toEqual(['xa-02']);
  });
});

describe('decisions of each stage', () => {
  it('are those of the items that are asked for', async () => {
    await ok(road.appraiser.send('POST', `/rounds/${ROUND}/items/1.1/accept-rest`, { reason: null }));
    const itemsOf = async (itemIds?: readonly string[]): Promise<readonly string[]> => {
      const stages = await latestOfStages(test.db, { roundId: ROUND, unitIds: [unit('xa-01')], itemIds });
      return [...(stages.get(unit('xa-01'))?.keys() ?? [])].sort();
    };
    expect(await itemsOf()).toEqual(['1.1', '1.2']);
    expect(await itemsOf(['1.1', '2.2'])).toEqual(['1.1']);
    expect(await itemsOf([])).toEqual([]);
  });
});
