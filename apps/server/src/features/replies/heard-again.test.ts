import type { ReplySummary, Round, UnitReplies } from '@parix/api-contract';
import { sql } from 'kysely';
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
import { unitsWithoutAnswer } from './replies.read-model.ts';

let test: TestApp;
let road: Road;
const ROUND = 'nam-2021';
type UnitCode = 'so-a' | 'so-b';

/** The clock does not run by itself; each step of the story is later than the one before. */
let minute = 0;
const later = () => {
  minute += 1;
  test.clock.set(`2022-03-01T08:${`${minute}`.padStart(2, '0')}:00.000Z`);
};
const decide = (unit: UnitCode, item: string, version: number, body: object) =>
  ok(
    road.appraiser.send(
      'PUT',
      `/rounds/${ROUND}/units/${road.ids[unit]}/items/${item}/appraisal`,
      { points: null, reason: 'Thiếu hồ sơ', ...body },
      { 'if-match': `"${version}"` },
    ),
  );
const reply = (item: string, version: number, body: object) =>
  road.unitA.send(
    'PUT',
    `/rounds/${ROUND}/units/${road.ids['so-a']}/items/${item}/reply`,
    { reason: null, evidence: [], ...body },
    { 'if-match': `"${version}"` },
  );
const act = (kind: string, sequence: number, who: Client) =>
  ok(who.send('POST', `/rounds/${ROUND}/units/${road.ids['so-a']}/replies/${kind}`, { sequence }));
const repliesOf = () => ok<UnitReplies>(road.unitA.get(`/rounds/${ROUND}/units/${road.ids['so-a']}/replies`));
const countsOf = async (who: Client): Promise<ReplySummary | undefined> =>
  (await ok<{ items: ReplySummary[] }>(who.get(`/rounds/${ROUND}/replies`))).items.find(
    ({ unitCode }) => unitCode === 'so-a',
  );
const move = async (to: Round['state'], reason = '') => {
  later();
  return moveRound(road, ROUND, to, reason);
};

beforeAll(async () => {
  test = await createTestApp();
  road = await openRoad(test);
  await createRound(road, { replyWaivedReason: null, repliesCloseAt: '2022-03-05T00:00:00Z' });
  await moveRound(road, ROUND, 'self-scoring');
  await importFacts(road, ROUND);
  await moveRound(road, ROUND, 'appraisal');
  await decide('so-a', '1.2', 0, { decision: 'reduce', points: '3' });
  await acceptEverything(road, ROUND);
  await move('explanation');
});
afterAll(() => test.close());

describe('a unit that has answered', () => {
  it('is not asked again when a step back and forward changed nothing about it', async () => {
    await ok(reply('1.2', 0, { stance: 'disagree', reason: 'Hồ sơ ở trang 4' }));
    later();
    await act('send', 0, road.unitA);
    await act('approve', 1, road.leaderA);
    await move('appraisal', 'Sửa một đơn vị');
    await decide('so-b', '1.2', 1, { decision: 'accept', reason: 'Đủ hồ sơ' });
    await move('explanation');
    expect(await repliesOf()).toMatchObject({ state: 'approved', sequence: 2 });
  });

  it('is heard again when it was judged anew, and nothing moves on without it', async () => {
    await move('appraisal', 'Thẩm định lại');
    await decide('so-a', '1.2', 1, { decision: 'reduce', points: '2' });
    await move('explanation', 'Thông báo lại kết quả sơ bộ');
    const open = await repliesOf();
    expect(open).toMatchObject({ state: 'open', acts: ['sent'] });
    expect(open.events.at(-1)).toMatchObject({ kind: 'reopened', reason: 'Thông báo lại kết quả sơ bộ' });
    // The answer that is there was given to the decision before.
    expect(await countsOf(road.unitA)).toMatchObject({ open: 1, answered: 0, disagreed: 0 });
    await expect(move('reappraisal')).rejects.toThrow('unit:so-a');
    await ok(reply('1.2', 1, { stance: 'disagree', reason: 'Vẫn ở trang 4' }));
    await act('send', 3, road.unitA);
    await act('approve', 4, road.leaderA);
    await move('reappraisal');
    expect(await countsOf(road.standingBody)).toMatchObject({ undecided: 1, answered: 1, disagreed: 1 });
  });

  it('is heard about the second appraisal when the round steps back to the replies', async () => {
    later();
    await decide('so-a', '1.2', 2, { decision: 'reduce', points: '1' });
    await move('explanation', 'Nghe lại đơn vị');
    expect((await repliesOf()).events.at(-1)).toMatchObject({ kind: 'reopened', reason: 'Nghe lại đơn vị' });
    expect((await reply('1.2', 2, { stance: 'agree' })).statusCode).toBe(200);
  });
});

describe('points that were set before rounds had stages', () => {
  it('are answered by nobody, and so nobody is waited for', async () => {
    const waiting = async () => (await unitsWithoutAnswer(test.db, ROUND)).map(({ code }) => code);
    expect(await waiting()).toEqual(['so-a']);
    await sql`
      insert into item_appraisal (unit_id, round_id, item_id, version, decision, points, author_id, recorded_at, entry_version)
      select unit_id, round_id, item_id, version + 1, 'set', 1, author_id, recorded_at, entry_version
      from item_appraisal where unit_id = ${road.ids['so-b']} and item_id = '1.2'
      order by version desc limit 1`.execute(test.owner);
    expect(await waiting()).toEqual(['so-a']);
  });
});

describe('an answer saved while the round is changed', () => {
  it('never waits for what waits for it', async () => {
    for (let turn = 0; turn < 12; turn += 1) {
      const { version } = await ok<Round>(road.standingBody.get(`/rounds/${ROUND}`));
      const at = (await repliesOf()).items.find(({ itemId }) => itemId === '1.2')?.version ?? 0;
      const save = () => reply('1.2', at, { stance: 'agree' });
      const change = road.standingBody.send(
        'PATCH',
        `/rounds/${ROUND}`,
        { title: `Chỉ số năm 2021, lần ${turn}` },
        { 'if-match': `"${version}"` },
      );
      const [changed, ...saved] = await Promise.all([change, save(), save(), save()]);
      expect(changed.statusCode, changed.body).toBe(200);
      expect(saved.map(({ statusCode }) => statusCode).sort()).toEqual([200, 412, 412]);
    }
  });
});
