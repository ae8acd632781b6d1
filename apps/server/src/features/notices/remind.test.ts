import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { RoundState } from '@parix/workflow';
import { createRound, importFacts, openRoad, type Road } from '../../testing/road.ts';
import { createTestApp, type TestApp } from '../../testing/test-app.ts';
import { runJob } from '../../testing/job-runs.ts';
import './remind.job.ts';
import './missing-digest.job.ts';

let test: TestApp;
let road: Road;
const config = { dataDir: '/nowhere', publicUrl: 'http://parix.test' };
beforeAll(async () => {
  test = await createTestApp();
  road = await openRoad(test);
});
afterAll(() => test.close());

const surroundings = () => ({ db: test.db, owner: test.owner, clock: test.clock, config });
async function look(instant: string): Promise<void> {
  test.clock.set(instant);
  await runJob(surroundings(), 'notices.remind');
}
/** Who was told of what in a round, by user name, in order. */
async function told(roundId: string): Promise<readonly (readonly [string, string])[]> {
  const rows = await test.owner
    .selectFrom('notice as n')
    .innerJoin('account as a', 'a.id', 'n.accountId')
    .select(['a.username', 'n.subject'])
    .where('n.roundId', '=', roundId)
    .where('n.kind', '=', 'deadline')
    .orderBy('n.id')
    .execute();
  return rows.map(({ username, subject }) => [username, subject]);
}
const subjects = async (roundId: string, username: string) =>
  (await told(roundId)).filter(([name]) => name === username).map(([, subject]) => subject);

/** The round as a move would leave it; what a move asks for is another feature's. */
const put = (id: string, state: RoundState) =>
  test.owner.updateTable('round').set({ state }).where('id', '=', id).execute();

async function open(id: string, closesAt: string): Promise<void> {
  test.clock.set('2022-03-01T08:00:00Z');
  await createRound(road, { id, selfScoringClosesAt: closesAt });
  await put(id, 'self-scoring');
}
const event = (
  roundId: string,
  kind: 'approved' | 'extended' | 'reopened',
  sequence: number,
  at: string,
  closesAt?: string,
) =>
  test.owner
    .insertInto('cardEvent')
    .values({
      unitId: road.ids['so-a'],
      roundId,
      sequence,
      kind,
      at,
      reason: kind === 'approved' ? null : 'lý do',
      closesAt: closesAt ?? null,
    })
    .execute();

describe('reminders', () => {
  it('tell contributor, focal point and leader of every unit each step once, and nobody else', async () => {
    await open('thuong', '2022-03-31T17:00:00Z');
    await look('2022-03-17T00:59:00Z');
    expect(await told('thuong')).toEqual([]);
    await look('2022-03-17T01:00:00Z');
    await look('2022-03-17T01:05:00Z');
    expect((await told('thuong')).map(([name]) => name).sort()).toEqual([
      'chuyenvien-a',
      'donvi-a',
      'donvi-b',
      'lanhdao-a',
    ]);
    for (const instant of [
      '2022-03-24T01:00:00Z',
      '2022-03-28T02:00:00Z',
      '2022-03-30T01:00:00Z',
      '2022-03-31T15:00:00Z',
      '2022-03-31T17:00:00Z',
      '2022-04-01T03:00:00Z',
    ])
      await look(instant);
    expect(await subjects('thuong', 'donvi-b')).toEqual([
      'Còn 14 ngày đến hạn tự chấm điểm: Sở Bình Định',
      'Còn 7 ngày đến hạn tự chấm điểm: Sở Bình Định',
      'Còn 3 ngày 15 giờ đến hạn tự chấm điểm: Sở Bình Định',
      'Còn 1 ngày 16 giờ đến hạn tự chấm điểm: Sở Bình Định',
      'Còn 2 giờ đến hạn tự chấm điểm: Sở Bình Định',
      'Đã hết hạn tự chấm điểm: Sở Bình Định',
    ]);
  });

  it('after a late start are one, the nearest', async () => {
    await open('muon', '2022-03-31T17:00:00Z');
    await look('2022-03-30T05:00:00Z');
    expect(await subjects('muon', 'donvi-b')).toEqual([
      'Còn 1 ngày 12 giờ đến hạn tự chấm điểm: Sở Bình Định',
    ]);
    await open('qua-lau', '2022-03-05T17:00:00Z');
    await look('2022-03-30T05:00:00Z');
    expect(await told('qua-lau')).toEqual([]);
  });

  it('leave out a unit whose card is submitted', async () => {
    await open('chot', '2022-03-31T17:00:00Z');
    await event('chot', 'approved', 1, '2022-03-10T00:00:00Z');
    await look('2022-03-17T02:00:00Z');
    expect((await told('chot')).map(([name]) => name)).toEqual(['donvi-b']);
  });

  it('follow an extension: the old date is silent for the unit, the new one is told from its next step on', async () => {
    await open('gia-han', '2022-03-31T17:00:00Z');
    await event('gia-han', 'extended', 1, '2022-03-29T02:00:00Z', '2022-04-10T17:00:00Z');
    for (const instant of [
      '2022-03-30T02:00:00Z',
      '2022-03-31T17:00:00Z',
      '2022-04-03T02:00:00Z',
      '2022-04-07T02:00:00Z',
    ])
      await look(instant);
    expect(await subjects('gia-han', 'donvi-a')).toEqual([
      'Còn 7 ngày đến hạn tự chấm điểm: Sở Á',
      'Còn 3 ngày 15 giờ đến hạn tự chấm điểm: Sở Á',
    ]);
    expect(await subjects('gia-han', 'donvi-b')).toEqual([
      'Còn 1 ngày 15 giờ đến hạn tự chấm điểm: Sở Bình Định',
      'Đã hết hạn tự chấm điểm: Sở Bình Định',
    ]);
  });

  it('of one date given to several units go out together, each unit told in its own words', async () => {
    await open('cung-han', '2022-03-31T17:00:00Z');
    for (const code of ['so-a', 'so-b'] as const)
      await test.owner
        .insertInto('cardEvent')
        .values({
          unitId: road.ids[code],
          roundId: 'cung-han',
          sequence: 1,
          kind: 'extended',
          at: '2022-03-29T02:00:00Z',
          reason: 'lý do',
          closesAt: '2022-04-10T17:00:00Z',
        })
        .execute();
    await look('2022-04-09T02:00:00Z');
    await look('2022-04-09T02:05:00Z');
    expect((await told('cung-han')).map(([name]) => name).sort()).toEqual([
      'chuyenvien-a',
      'donvi-a',
      'donvi-b',
      'lanhdao-a',
    ]);
    expect(await subjects('cung-han', 'donvi-b')).toEqual([
      'Còn 1 ngày 15 giờ đến hạn tự chấm điểm: Sở Bình Định',
    ]);
    expect(await subjects('cung-han', 'lanhdao-a')).toEqual(['Còn 1 ngày 15 giờ đến hạn tự chấm điểm: Sở Á']);
  });

  it('go on for a card that was opened again while the others are being appraised', async () => {
    await open('mo-lai', '2022-03-31T17:00:00Z');
    await importFacts(road, 'mo-lai');
    await event('mo-lai', 'approved', 1, '2022-03-10T00:00:00Z');
    await put('mo-lai', 'appraisal');
    await event('mo-lai', 'reopened', 2, '2022-04-02T02:00:00Z', '2022-04-20T17:00:00Z');
    await look('2022-04-19T02:00:00Z');
    expect(await told('mo-lai')).toHaveLength(3);
    expect(await subjects('mo-lai', 'lanhdao-a')).toEqual(['Còn 1 ngày 15 giờ đến hạn tự chấm điểm: Sở Á']);
  });

  it('follow a date that the standing body moves: the new one is told anew', async () => {
    await open('doi-han', '2022-03-31T17:00:00Z');
    await look('2022-03-30T02:00:00Z');
    await test.owner
      .updateTable('round')
      .set({ selfScoringClosesAt: '2022-04-04T17:00:00Z' })
      .where('id', '=', 'doi-han')
      .execute();
    await look('2022-03-30T02:05:00Z');
    await look('2022-04-01T02:00:00Z');
    expect(await subjects('doi-han', 'donvi-b')).toEqual([
      'Còn 1 ngày 15 giờ đến hạn tự chấm điểm: Sở Bình Định',
      'Còn 5 ngày đến hạn tự chấm điểm: Sở Bình Định',
      'Còn 3 ngày 15 giờ đến hạn tự chấm điểm: Sở Bình Định',
    ]);
  });

  it('that were cut off half-way are made up, and nobody is told twice', async () => {
    await open('dut', '2022-03-31T17:00:00Z');
    await look('2022-03-17T02:00:00Z');
    await test.owner
      .deleteFrom('noticeRun' as never)
      .where('roundId' as never, '=', 'dut' as never)
      .execute();
    await Promise.all([look('2022-03-17T02:05:00Z'), look('2022-03-17T02:05:00Z')]);
    expect(await told('dut')).toHaveLength(4);
  });

  it('are silent for rounds that have not opened or are decided', async () => {
    test.clock.set('2022-03-01T08:00:00Z');
    await createRound(road, {
      id: 'sap-mo',
      selfScoringOpensAt: '2022-03-20T00:00:00Z',
      selfScoringClosesAt: '2022-03-31T17:00:00Z',
    });
    await put('sap-mo', 'self-scoring');
    await createRound(road, { id: 'xong', selfScoringClosesAt: '2022-03-31T17:00:00Z' });
    await put('xong', 'approved');
    await look('2022-03-17T02:00:00Z');
    expect([await told('sap-mo'), await told('xong')]).toEqual([[], []]);
  });
});

describe('the daily list of what is missing', () => {
  const digests = async () =>
    test.owner
      .selectFrom('notice as n')
      .innerJoin('account as a', 'a.id', 'n.accountId')
      .select(['a.username', 'n.subject', 'n.body', 'n.path'])
      .where('n.kind', '=', 'missing-digest')
      .where('n.roundId', '=', 'ngay')
      .orderBy('n.id')
      .execute();
  const day = async (instant: string): Promise<void> => {
    test.clock.set(instant);
    await runJob(surroundings(), 'notices.missing-digest');
  };

  it('goes to the standing body in the morning, once a day, while units may still enter', async () => {
    await open('ngay', '2022-03-31T17:00:00Z');
    await importFacts(road, 'ngay', 'unit,1.1.bao_cao,1.2.dung_han,1.2.tong\nso-a,4,90,100\nso-b,1,,\n');
    await event('ngay', 'approved', 1, '2022-03-10T00:00:00Z');
    await day('2022-03-17T00:59:00Z');
    expect(await digests()).toEqual([]);
    await Promise.all([day('2022-03-17T01:00:00Z'), day('2022-03-17T01:00:00Z')]);
    await day('2022-03-17T09:00:00Z');
    const [digest, ...more] = await digests();
    expect(more).toEqual([]);
    expect(digest).toMatchObject({
      username: 'thuongtruc',
      subject: 'Tình hình nộp phiếu: 1/3 đơn vị đã chốt, 2 có nguy cơ trễ',
      path: '/rounds/ngay/progress',
    });
    expect(digest?.body).toContain('- Xã Đắk Lắk: thiếu 3/3 mục\n- Sở Bình Định: thiếu 2/3 mục');
    expect(digest?.body).not.toContain('Sở Á');
    await day('2022-03-18T04:00:00Z');
    expect(await digests()).toHaveLength(2);
    await day('2022-04-01T04:00:00Z');
    expect(await digests()).toHaveLength(2);
  });
});
