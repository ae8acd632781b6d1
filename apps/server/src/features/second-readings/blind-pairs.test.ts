import type { AppraisalRow, ReadingTask, UnitReplies } from '@parix/api-contract';
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
/** Of every area; of area 2 only; of unit so-a; with an interest in so-a. */
let second: Client;
let elsewhere: Client;
let ofUnit: Client;
let related: Client;
/** Of every area, and looks at nothing before the council. */
let third: Client;
const itemPath = (item: string): string => `/rounds/${ROUND}/units/${road.ids['so-a']}/items/${item}`;
const rowOf = async (who: Client, item: string): Promise<AppraisalRow | undefined> =>
  (await ok<{ items: AppraisalRow[] }>(who.get(`/rounds/${ROUND}/items/${item}/appraisals`))).items.find(
    ({ unitId }) => unitId === road.ids['so-a'],
  );
const decide = (who: Client, item: string, version: number, body: object) =>
  who.send('PUT', `${itemPath(item)}/appraisal`, body, { 'if-match': `"${version}"` });
const isTask = async (who: Client, item: string): Promise<boolean> =>
  (await ok<{ items: ReadingTask[] }>(who.get(`/rounds/${ROUND}/own-second-readings`))).items.some(
    (task) => task.unitId === road.ids['so-a'] && task.itemId === item,
  );
const act = (who: Client, kind: string, sequence: number) =>
  ok(who.send('POST', `/rounds/${ROUND}/units/${road.ids['so-a']}/replies/${kind}`, { sequence }));
const REDUCED = {
  decision: 'reduce',
  points: '1',
  reason: 'Thiếu hai báo cáo',
  reasonCode: 'evidence-missing',
};

beforeAll(async () => {
  test = await createTestApp();
  road = await openRoad(test);
  await test.addAccount('tham-2', 'appraiser');
  await test.addAccount('tham-linh-vuc-2', 'appraiser', { areas: ['2'] });
  await test.addAccount('tham-so-a', 'appraiser', { unitId: road.ids['so-a'] });
  await test.addAccount('tham-co-nguoi-nha', 'appraiser');
  second = await test.signIn('tham-2');
  elsewhere = await test.signIn('tham-linh-vuc-2');
  await test.addAccount('tham-3', 'appraiser');
  third = await test.signIn('tham-3');
  ofUnit = await test.signIn('tham-so-a');
  related = await test.signIn('tham-co-nguoi-nha');
  await createRound(road, { replyWaivedReason: null });
  await moveRound(road, ROUND, 'self-scoring');
  await importFacts(road, ROUND);
  await moveRound(road, ROUND, 'appraisal');
  const draw = { size: 6, areaIds: ['1'], seed: 'bốc thăm 01/03/2022' };
  await ok(road.standingBody.send('POST', `/rounds/${ROUND}/second-reading-draws`, draw));
  const conflicts = [{ unitId: road.ids['so-a'], reason: 'Em ruột công tác tại đơn vị' }];
  await ok(related.send('POST', `/rounds/${ROUND}/own-interests`, { conflicts }));
  await ok(decide(road.appraiser, '1.1', 0, REDUCED));
});
afterAll(() => test.close());

describe('what is hidden from appraisers', () => {
  it('is what they could still judge a second time, and nothing else', async () => {
    expect(await rowOf(second, '1.1')).toMatchObject({ decision: null, bar: 'blind' });
    for (const who of [elsewhere, ofUnit, related]) {
      expect(await rowOf(who, '1.1')).toMatchObject({ decision: 'reduce', points: '1' });
      expect(await isTask(who, '1.1')).toBe(false);
    }
  });
});

describe('a drawn pair that waits for its decision', () => {
  it('is open at the first stage to any appraiser once the figures are others', async () => {
    await importFacts(road, ROUND, 'unit,1.1.bao_cao\nso-a,3\n');
    expect(await rowOf(second, '1.1')).toMatchObject({ decision: null, bar: null, editable: true });
    expect(await isTask(second, '1.1')).toBe(false);
    await ok(decide(road.appraiser, '1.1', 1, REDUCED));
    expect(await rowOf(second, '1.1')).toMatchObject({ bar: 'blind', editable: false });
  });

  it('stays blind while units are heard, and is open to any appraiser at the second stage if contested', async () => {
    await acceptEverything(road, ROUND);
    await moveRound(road, ROUND, 'explanation');
    expect(await rowOf(second, '1.1')).toMatchObject({ decision: null, bar: 'blind' });
    const answer = { stance: 'disagree', reason: 'Đã nộp đủ bốn báo cáo', evidence: [] };
    await ok(road.unitA.send('PUT', `${itemPath('1.1')}/reply`, answer, { 'if-match': '"0"' }));
    await act(road.unitA, 'send', 0);
    await act(road.leaderA, 'approve', 1);
    const { state } = await ok<UnitReplies>(
      road.unitA.get(`/rounds/${ROUND}/units/${road.ids['so-a']}/replies`),
    );
    expect(state).toBe('approved');
    await moveRound(road, ROUND, 'reappraisal');
    expect(await rowOf(second, '1.1')).toMatchObject({
      decision: 'reduce',
      openFor: 'contested',
      editable: true,
    });
    expect(await isTask(second, '1.1')).toBe(false);
    expect(await rowOf(second, '1.2')).toMatchObject({ decision: null, bar: 'blind' });
    const kept = { decision: 'keep', points: null, reason: 'Báo cáo nộp quá hạn' };
    await ok(decide(second, '1.1', 2, kept));
    expect(await rowOf(second, '1.1')).toMatchObject({ decision: 'keep' });
  });

  it('is hidden from nobody any more when second readings are over', async () => {
    await moveRound(road, ROUND, 'council');
    expect(await rowOf(second, '1.2')).toMatchObject({ decision: 'accept', bar: null });
  });
});

describe('a round that steps back from the council', () => {
  const tasksOf = async (who: Client): Promise<readonly string[]> =>
    (await ok<{ items: ReadingTask[] }>(who.get(`/rounds/${ROUND}/own-second-readings`))).items
      .map(({ unitName, itemId }) => `${itemId} ${unitName}`)
      .sort();
  const ranking = `/rounds/${ROUND}/ranking?layer=final`;
  const names = (item: string): Promise<readonly string[]> =>
    ok<{ items: AppraisalRow[] }>(road.standingBody.get(`/rounds/${ROUND}/items/${item}/appraisals`)).then(
      ({ items }) => items.map(({ unitName }) => `${item} ${unitName}`).sort(),
    );

  it('lets nobody judge blind what they were shown there, and everybody what they were not', async () => {
    const everything = [...(await names('1.1')), ...(await names('1.2'))];
    const agenda = await ok<{ items: { unitId: string; unitName: string; itemId: string }[] }>(
      road.leadAppraiser.get(`/rounds/${ROUND}/council/agenda`),
    );
    const shown = agenda.items.map(({ unitName, itemId }) => `${itemId} ${unitName}`);
    expect(shown).toHaveLength(1);
    expect((await third.get(ranking)).statusCode).toBe(200);
    await moveRound(road, ROUND, 'appraisal', 'Thiếu phiếu thẩm định');
    // The grid of 1.2 was open to one, the agenda to another, the sums of everything to the third.
    expect(await tasksOf(second)).toEqual((await names('1.1')).filter((name) => !shown.includes(name)));
    expect(await rowOf(second, '1.2')).toMatchObject({ decision: 'accept', bar: null });
    expect(await tasksOf(road.leadAppraiser)).toEqual(everything.filter((name) => !shown.includes(name)));
    expect(await rowOf(road.leadAppraiser, '1.2')).toMatchObject({ decision: null, bar: 'blind' });
    expect(await tasksOf(third)).toEqual([]);
    expect((await third.get(ranking)).statusCode).toBe(200);
    expect((await second.get(ranking)).json()).toMatchObject({ code: 'second-readings-open' });
  });

  it('draws nothing of what somebody was shown for them, drawn before or not', async () => {
    const draw = { size: 1, areaIds: ['2'], seed: 'bốc thăm lần hai' };
    await ok(road.standingBody.send('POST', `/rounds/${ROUND}/second-reading-draws`, draw));
    expect(await tasksOf(elsewhere)).toHaveLength(1);
    expect(await tasksOf(third)).toEqual([]);
  });
});
