import type { AppraisalRow, ReplySummary, Round, UnitReplies } from '@parix/api-contract';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import {
  acceptEverything,
  createRound,
  importFacts,
  moveRound,
  ok,
  openRoad,
  type Road,
  signInAll,
} from '../../testing/road.ts';
import { type Client, createTestApp, type TestApp } from '../../testing/test-app.ts';

let test: TestApp;
let road: Road;
const ROUND = 'nam-2021';

const unitPath = (): string => `/rounds/${ROUND}/units/${road.ids['so-a']}`;
const reply = (version: number, body: object) =>
  ok(
    road.unitA.send(
      'PUT',
      `${unitPath()}/items/1.2/reply`,
      { reason: null, evidence: [], ...body },
      { 'if-match': `"${version}"` },
    ),
  );
const act = (kind: string, sequence: number, who: Client, more: object = {}) =>
  ok(who.send('POST', `${unitPath()}/replies/${kind}`, { sequence, ...more }));
const repliesOf = (who: Client) => ok<UnitReplies>(who.get(`${unitPath()}/replies`));
const countsOf = async (who: Client): Promise<ReplySummary | undefined> =>
  (await ok<{ items: ReplySummary[] }>(who.get(`/rounds/${ROUND}/replies`))).items.find(
    ({ unitCode }) => unitCode === 'so-a',
  );
const rowOf = async (): Promise<AppraisalRow | undefined> =>
  (
    await ok<{ items: AppraisalRow[] }>(road.appraiser.get(`/rounds/${ROUND}/items/1.2/appraisals`))
  ).items.find(({ unitId }) => unitId === road.ids['so-a']);
const refusedMove = async (to: Round['state']): Promise<unknown> => {
  const { version } = await ok<Round>(road.standingBody.get(`/rounds/${ROUND}`));
  const match = { 'if-match': `"${version}"` };
  return (await road.standingBody.send('POST', `/rounds/${ROUND}/moves`, { to, reason: '' }, match)).json();
};

// The clock stands still throughout: what an approval covers is told by the order of acts.
beforeAll(async () => {
  test = await createTestApp();
  road = await openRoad(test);
  await createRound(road, { replyWaivedReason: null, repliesCloseAt: '2022-03-05T00:00:00Z' });
  await moveRound(road, ROUND, 'self-scoring');
  await importFacts(road, ROUND);
  await moveRound(road, ROUND, 'appraisal');
  const reduced = { decision: 'reduce', points: '3', reason: 'Thiếu hồ sơ' };
  await ok(road.appraiser.send('PUT', `${unitPath()}/items/1.2/appraisal`, reduced, { 'if-match': '"0"' }));
  await acceptEverything(road, ROUND);
  await moveRound(road, ROUND, 'explanation');
  await reply(0, { stance: 'disagree', reason: 'Hồ sơ ở trang 4' });
  await act('send', 0, road.unitA);
  await act('approve', 1, road.leaderA);
  await act('reopen', 2, road.standingBody, { reason: 'Đơn vị xin sửa' });
  await reply(1, { stance: 'agree' });
});
afterAll(() => test.close());

describe('a unit that was let in again', () => {
  it('sees its draft beside what holds until that is approved', async () => {
    const { state, items } = await repliesOf(road.unitA);
    expect(state).toBe('open');
    expect(items.find(({ itemId }) => itemId === '1.2')).toMatchObject({
      reply: { version: 2, stance: 'agree' },
      inForce: { version: 1, stance: 'disagree' },
      answered: true,
      editable: true,
    });
  });

  it('has its approved answer read by those who judge, and nothing of the draft', async () => {
    const { items, events } = await repliesOf(road.appraiser);
    expect(items.find(({ itemId }) => itemId === '1.2')).toMatchObject({
      reply: { version: 1, stance: 'disagree', reason: 'Hồ sơ ở trang 4' },
      inForce: { version: 1 },
    });
    expect(events.map(({ kind }) => kind)).toEqual(['sent', 'approved']);
    expect(await countsOf(road.appraiser)).toMatchObject({ answered: 1, disagreed: 1, undecided: 1 });
    expect(await countsOf(road.unitA)).toMatchObject({ answered: 1, disagreed: 0 });
    expect(await refusedMove('reappraisal')).toMatchObject({ errors: [{ place: 'unit:so-a' }] });
  });

  it('keeps its approved disagreement when it approves nothing else in time', async () => {
    test.clock.set('2022-03-05T00:00:00Z');
    road = { ...road, ...(await signInAll(test)) };
    expect((await repliesOf(road.unitA)).state).toBe('approved');
    await moveRound(road, ROUND, 'reappraisal');
    expect(await rowOf()).toMatchObject({
      openFor: 'contested',
      editable: true,
      reply: { version: 1, stance: 'disagree' },
    });
    expect(await refusedMove('council')).toMatchObject({ errors: [{ code: 'still-contested' }] });
    const item = (await repliesOf(road.unitA)).items.find(({ itemId }) => itemId === '1.2');
    expect(item).toMatchObject({ reply: { version: 2 }, inForce: { version: 1 }, editable: false });
  });
});
