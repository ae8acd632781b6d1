import type { UnitReplies } from '@parix/api-contract';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { runJob, runWaiting } from '../../testing/job-runs.ts';
import {
  createRound,
  importFacts,
  importSurveys,
  ITEMS,
  moveRound,
  ok,
  openRoad,
  type Road,
  signInAll,
} from '../../testing/road.ts';
import { createTestApp, type TestApp } from '../../testing/test-app.ts';
import './remind-replies.job.ts';

let test: TestApp;
let road: Road;
const ROUND = 'nam-2021';
type HearingKind = 'preliminary-result' | 'reply-deadline' | 'answered' | 'second-appraisal';

beforeAll(async () => {
  test = await createTestApp();
  road = await openRoad(test);
  await test.addAccount('linhvuc2', 'appraiser', { areas: ['2'] });
  await createRound(road, { replyWaivedReason: null, repliesCloseAt: '2022-03-31T17:00:00Z' });
  await moveRound(road, ROUND, 'self-scoring');
  await importFacts(road, ROUND);
  await moveRound(road, ROUND, 'appraisal');
  await importSurveys(road, ROUND);
  await ok(
    road.appraiser.send(
      'PUT',
      `/rounds/${ROUND}/units/${road.ids['so-a']}/items/1.2/appraisal`,
      { decision: 'reduce', points: '3', reason: 'Thiếu hồ sơ', requirement: null, reasonCode: 'late' },
      { 'if-match': '"0"' },
    ),
  );
  for (const item of ITEMS)
    await ok(road.appraiser.send('POST', `/rounds/${ROUND}/items/${item}/accept-rest`, { reason: null }));
});
afterAll(() => test.close());

const surroundings = () => {
  const config = { dataDir: '/nowhere', publicUrl: 'http://parix.test' };
  return { db: test.db, owner: test.owner, clock: test.clock, config };
};
/** Who was told of a kind, by user name, with where it leads. */
async function told(kind: HearingKind) {
  const rows = await test.owner
    .selectFrom('notice as n')
    .innerJoin('account as a', 'a.id', 'n.accountId')
    .select(['a.username', 'n.subject', 'n.path', 'n.legal'])
    .where('n.kind', '=', kind)
    .orderBy('a.username')
    .orderBy('n.id')
    .execute();
  return rows;
}
const namesOf = async (kind: HearingKind) => (await told(kind)).map(({ username }) => username);
async function remind(at: string): Promise<void> {
  test.clock.set(at);
  await runJob(surroundings(), 'notices.remind-replies');
}

describe('the hearing is told', () => {
  it('to people of every unit when their preliminary result is open, once however often the job runs', async () => {
    await moveRound(road, ROUND, 'explanation');
    expect(await runWaiting(surroundings(), 'notices.tell-hearing')).toBe(1);
    const first = await told('preliminary-result');
    expect(first.map(({ username }) => username)).toEqual([
      ...['chuyenvien-a', 'donvi-a', 'donvi-b', 'lanhdao-a'],
    ]);
    expect(first[1]).toMatchObject({
      subject: 'Có kết quả thẩm định sơ bộ: Sở Á',
      path: `/rounds/${ROUND}/replies/${road.ids['so-a']}`,
      legal: true,
    });
    await runJob(surroundings(), 'notices.tell-hearing', { roundId: ROUND });
    expect(await told('preliminary-result')).toEqual(first);
  });

  it('to units that may still answer, near the end of the window, each step once', async () => {
    await remind('2022-03-17T00:59:00Z');
    expect(await told('reply-deadline')).toEqual([]);
    await remind('2022-03-28T01:00:00Z');
    await remind('2022-03-28T01:05:00Z');
    expect(await told('reply-deadline')).toMatchObject([
      { username: 'donvi-a', subject: 'Còn 3 ngày 16 giờ để giải trình: Sở Á' },
      { username: 'lanhdao-a' },
    ]);
  });

  it('to those who judge the answered items, once the leader has approved, and to the unit no more', async () => {
    test.clock.set('2022-03-29T01:00:00Z');
    road = { ...road, ...(await signInAll(test)) };
    const path = `/rounds/${ROUND}/units/${road.ids['so-a']}/replies`;
    const reply = { stance: 'disagree', reason: 'Hồ sơ đã nộp', evidence: [] };
    const item = `/rounds/${ROUND}/units/${road.ids['so-a']}/items/1.2/reply`;
    await ok(road.unitA.send('PUT', item, reply, { 'if-match': '"0"' }));
    const sequence = async () => {
      const { events } = await ok<UnitReplies>(road.unitA.get(path));
      return Math.max(0, ...events.map((event) => event.sequence));
    };
    await ok(road.unitA.send('POST', `${path}/send`, { sequence: await sequence() }));
    expect(await told('answered')).toEqual([]);
    await ok(road.leaderA.send('POST', `${path}/approve`, { sequence: await sequence() }));
    expect(await namesOf('answered')).toEqual(['chutri', 'thamdinh']);
    await remind('2022-03-30T01:00:00Z');
    expect(await namesOf('reply-deadline')).toEqual(['donvi-a', 'lanhdao-a']);
  });

  it('to those who have items to decide again, with their number', async () => {
    test.clock.set('2022-03-31T18:00:00Z');
    road = { ...road, ...(await signInAll(test)) };
    await moveRound(road, ROUND, 'reappraisal');
    expect(await runWaiting(surroundings(), 'notices.tell-hearing')).toBe(1);
    expect(await told('second-appraisal')).toMatchObject([
      { username: 'chutri', subject: 'Cần thẩm định lại 1 mục: Chỉ số năm 2021 (mẫu)', legal: false },
      { username: 'thamdinh', path: `/rounds/${ROUND}/appraisal` },
    ]);
  });
});
