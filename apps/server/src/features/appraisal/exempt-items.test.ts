import type { AppraisalRow } from '@parix/api-contract';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import {
  createRound,
  importFacts,
  importSurveys,
  moveRound,
  ok,
  openRoad,
  type Road,
} from '../../testing/road.ts';
import { SMALL_SET } from '../../testing/small-set.ts';
import { createTestApp, type TestApp } from '../../testing/test-app.ts';

const ROUND = 'nam-2021';
/** The small set; communes are exempt from 1.1. */
const SET = SMALL_SET.replace('id: bo-thu', 'id: bo-mien').replace(
  'name: Báo cáo đúng hạn\n',
  'name: Báo cáo đúng hạn\n        exempt: [{ kinds: [commune], policy: remove }]\n',
);
let test: TestApp;
let road: Road;
const codeOf = async (answer: Promise<{ json: () => unknown }>): Promise<unknown> =>
  ((await answer).json() as { code: unknown }).code;
const ACCEPT = { decision: 'accept', points: null, reason: 'Đủ', votes: null };
const itemPath = (unit: 'so-a' | 'xa-dak', item: string): string =>
  `/rounds/${ROUND}/units/${road.ids[unit]}/items/${item}`;
const progressOf = async (item: string) =>
  (
    await ok<{ items: { itemId: string; decided: number; units: number }[] }>(
      road.appraiser.get(`/rounds/${ROUND}/appraisal-progress`),
    )
  ).items.find(({ itemId }) => itemId === item);

beforeAll(async () => {
  test = await createTestApp();
  road = await openRoad(test);
  await ok(road.standingBody.upload('/criteria-sets?dryRun=false', 'bo-mien.yaml', SET));
  await createRound(road, { setVersionId: 'bo-mien@1' });
  await moveRound(road, ROUND, 'self-scoring');
  await importFacts(
    road,
    ROUND,
    'unit,1.1.bao_cao,1.2.dung_han,1.2.tong\nso-a,4,95,100\nxa-dak,KAD,95,100\n',
  );
  await moveRound(road, ROUND, 'appraisal');
  await importSurveys(road, ROUND);
});
afterAll(() => test.close());

describe('an item that a kind of unit is exempt from', () => {
  it('is decided for no unit of the kind, by nobody', async () => {
    const { items } = await ok<{ items: AppraisalRow[] }>(
      road.appraiser.get(`/rounds/${ROUND}/items/1.1/appraisals`),
    );
    expect(items.map(({ unitCode, editable }) => [unitCode, editable])).toEqual([
      ['so-a', true],
      ['so-b', true],
      ['xa-dak', false],
    ]);
    const put = road.appraiser.send('PUT', `${itemPath('xa-dak', '1.1')}/appraisal`, ACCEPT, {
      'if-match': '"0"',
    });
    expect(await codeOf(put)).toBe('item-not-judged');
  });

  it('is done once the units are decided that it is judged of', async () => {
    expect(await progressOf('1.1')).toMatchObject({ decided: 0, units: 2 });
    expect(await progressOf('1.2')).toMatchObject({ decided: 0, units: 3 });
    const rest = road.appraiser.send('POST', `/rounds/${ROUND}/items/1.1/accept-rest`, { reason: null });
    // So-b declared nothing; the commune is not left over.
    expect(await ok(rest)).toEqual({ decided: 1, skipped: 1 });
    expect(await progressOf('1.1')).toMatchObject({ decided: 1, units: 2 });
  });
});
