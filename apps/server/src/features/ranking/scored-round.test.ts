import type { Ranking } from '@parix/api-contract';
import { sql } from 'kysely';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { approve, createRound, ok, openRoad, type Road } from '../../testing/road.ts';
import { createTestApp, type TestApp } from '../../testing/test-app.ts';
import { requireRound } from '../rounds/rounds.read-model.ts';
import { scoredRound } from './scored-round.read-model.ts';

let test: TestApp;
let road: Road;
let count = 0;
let roundId: string;
beforeAll(async () => {
  test = await createTestApp();
  road = await openRoad(test);
});
afterAll(() => test.close());
/** A round of its own for each test: what is kept of one does not help another. */
beforeEach(async () => {
  roundId = `nho-${(count += 1)}`;
  await createRound(road, { id: roundId });
  await approve(road, roundId);
});

const scored = async () => scoredRound(test.db, await requireRound(test.db, roundId, test.clock.now()));
const indexOf = async (code: string): Promise<string | undefined> =>
  (await scored()).layer('final').result.units.find(({ unit }) => unit === code)?.printedIndex;
const later = '2022-03-02T00:00:00Z';

/** A decision as another process of the server would append it. */
const lower = (code: 'so-a' | 'so-b' | 'xa-dak', points: string) =>
  sql`insert into item_appraisal (unit_id, round_id, item_id, version, decision, points, reason, recorded_at, entry_version)
      select unit_id, round_id, item_id, version + 1, 'reduce', ${points}::numeric, 'thử', ${later}, entry_version
      from item_appraisal where unit_id = ${road.ids[code]} and round_id = ${roundId} and item_id = '1.2'
      order by version desc limit 1`;

describe('results that are kept', () => {
  it('are the same objects while nothing is new', async () => {
    const [one, other] = [await scored(), await scored()];
    expect(other.layer('final')).toBe(one.layer('final'));
    expect(other.layer('self')).not.toBe(other.layer('final'));
  });

  it('are reckoned once for requests that come at the same time', async () => {
    const [one, other] = await Promise.all([scored(), scored()]);
    expect((await scored()).layer('self')).toBe(one.layer('self'));
    expect(one.units).toBe(other.units);
  });

  it('follow what any process appends, at the next request', async () => {
    expect(await indexOf('so-a')).toBe('95.00');
    await lower('so-a', '1').execute(test.db);
    expect(await indexOf('so-a')).toBe('65.00');
    const ranking = await ok<Ranking>(road.standingBody.get(`/rounds/${roundId}/ranking`));
    expect(ranking.rows.find(({ unitCode }) => unitCode === 'so-a')?.index).toBe('65.00');
  });

  it('follow units that are told apart anew', async () => {
    expect((await scored()).layer('final').result.units.map(({ rank }) => rank)).toEqual([1, 3, 2]);
    await test.owner
      .updateTable('roundUnit')
      .set({ unranked: true })
      .where('roundId', '=', roundId)
      .where('unitId', '=', road.ids['so-a'])
      .execute();
    expect((await scored()).layer('final').result.units.map(({ rank }) => rank)).toEqual([null, 2, 1]);
  });

  it('never hold rows of a transaction that is rolled back', async () => {
    const before = await indexOf('so-b');
    const round = await requireRound(test.db, roundId, test.clock.now());
    const undone = test.db.transaction().execute(async (tx) => {
      await lower('so-b', '0').execute(tx);
      const inside = (await scoredRound(tx, round)).layer('final').result.units;
      expect(inside.find(({ unit }) => unit === 'so-b')?.printedIndex).toBe('22.50');
      throw new Error('rolled back');
    });
    await expect(undone).rejects.toThrow('rolled back');
    // As many rows as the transaction had seen, but another one.
    await lower('so-a', '2').execute(test.db);
    expect([await indexOf('so-b'), await indexOf('so-a')]).toEqual([before, '75.00']);
  });
});
