import type { Card, ChaseResult, ProgressSummary, UnitProgress } from '@parix/api-contract';
import fc from 'fast-check';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { newId } from '../../platform/ids.ts';
import { createRound, importFacts, ok, openRoad, type Road } from '../../testing/road.ts';
import { createTestApp, type TestApp } from '../../testing/test-app.ts';
import { requireRound, roundUnits } from '../rounds/rounds.read-model.ts';
import { loadRoundRows, scoreLayer } from '../ranking/round-facts.read-model.ts';
import { progressOf } from './progress.read-model.ts';

let test: TestApp;
let road: Road;
const NOW = '2022-03-10T03:00:00Z';
beforeAll(async () => {
  test = await createTestApp();
  road = await openRoad(test);
  await createRound(road, { id: 'dot', selfScoringClosesAt: '2022-03-20T17:00:00Z' });
  await test.owner.updateTable('round').set({ state: 'self-scoring' }).execute();
});
afterAll(() => test.close());

const at = async (instant: string): Promise<void> => {
  test.clock.set(instant);
  road = { ...road, standingBody: await test.signIn('thuongtruc'), viewer: await test.signIn('lanhdao') };
};
/** The counts of a whole round are kept for half a minute: each look here is a later one. */
const later = (): void => test.clock.set(new Date(test.clock.now().getTime() + 31_000).toISOString());
const board = async (query = '') => {
  later();
  return read(query);
};
const read = async (query: string) =>
  ok<{ items: UnitProgress[]; next: string | null }>(road.standingBody.get(`/rounds/dot/progress${query}`));
const codes = async (query: string) => (await board(query)).items.map(({ unitCode }) => unitCode);
const chase = (unitIds: readonly string[], more: object = {}) =>
  ok<ChaseResult>(road.standingBody.send('POST', '/rounds/dot/chases', { unitIds, ...more }));
const event = (
  code: 'so-a' | 'so-b',
  kind: 'approved' | 'extended',
  sequence: number,
  closesAt: string | null = null,
) =>
  test.owner
    .insertInto('cardEvent')
    .values({
      unitId: road.ids[code],
      roundId: 'dot',
      sequence,
      kind,
      at: NOW,
      reason: closesAt && 'lý do',
      closesAt,
    })
    .execute();

describe('the board', () => {
  it('says of each unit where it is, in numbers that are those of its card', async () => {
    test.clock.set('2022-03-08T03:00:00Z');
    road = { ...road, standingBody: await test.signIn('thuongtruc') };
    await importFacts(road, 'dot', 'unit,1.1.bao_cao,1.2.dung_han,1.2.tong\nso-a,4,90,100\nso-b,1,,\n');
    await at(NOW);
    const { items } = await board();
    expect(items.map(({ unitName, filled, items: all, state }) => [unitName, filled, all, state])).toEqual([
      ['Sở Á', 2, 3, 'in-progress'],
      ['Sở Bình Định', 1, 3, 'in-progress'],
      ['Xã Đắk Lắk', 0, 3, 'not-started'],
    ]);
    expect(items[0]).toMatchObject({
      unitCode: 'so-a',
      closesAt: '2022-03-20T17:00:00.000Z',
      extended: false,
      begun: 2,
      lastActivityAt: '2022-03-08T03:00:00.000Z',
      forecast: 'on-track',
      daysNeeded: 4,
      lastNotice: null,
      people: [],
    });
    expect(items[2]).toMatchObject({ forecast: 'at-risk', daysNeeded: null, lastActivityAt: null });
    for (const { unitId, filled, items: all } of items) {
      const card = await ok<Card>(road.standingBody.get(`/rounds/dot/units/${unitId}/card`));
      expect([card.totals.filled, card.totals.items]).toEqual([filled, all]);
    }
  });

  it('counts what is ready on the entry that stands, and who is assigned', async () => {
    const unitId = road.ids['so-a'];
    const mark = { unitId, roundId: 'dot', sequence: 1, ready: true, at: NOW };
    await test.owner
      .insertInto('itemMark')
      .values([
        { ...mark, itemId: '1.1', entryVersion: 1 },
        { ...mark, itemId: '1.2', entryVersion: 9 },
      ])
      .execute();
    const account = await test.owner
      .selectFrom('account')
      .select('id')
      .where('username', '=', 'chuyenvien-a')
      .executeTakeFirstOrThrow();
    const given = { unitId, roundId: 'dot', accountId: account.id, startsAt: '2022-03-01T00:00:00Z' };
    await test.owner
      .insertInto('itemAssignment')
      .values([
        { ...given, id: newId(), itemId: '1.1' },
        { ...given, id: newId(), itemId: '1.2', endsAt: '2022-03-05T00:00:00Z' },
      ])
      .execute();
    expect((await board()).items[0]).toMatchObject({ ready: 1, people: ['Người chuyenvien-a'], assigned: 1 });
  });

  it('takes the unit’s own date, and its state from the events of its card', async () => {
    await event('so-b', 'extended', 1, '2022-03-30T17:00:00Z');
    await event('so-a', 'approved', 1);
    const [a, b] = (await board()).items;
    expect(a).toMatchObject({ state: 'submitted', forecast: 'done' });
    expect(b).toMatchObject({ closesAt: '2022-03-30T17:00:00.000Z', extended: true });
  });

  it.each([
    ['?sort=missing', ['xa-dak', 'so-b', 'so-a']],
    ['?sort=deadline', ['so-a', 'xa-dak', 'so-b']],
    ['?sort=last-activity', ['xa-dak', 'so-a', 'so-b']],
    ['?sort=ready', ['so-b', 'xa-dak', 'so-a']],
    ['?sort=forecast', ['xa-dak', 'so-b', 'so-a']],
    ['?state=submitted', ['so-a']],
    ['?forecast=at-risk', ['xa-dak']],
    ['?forecast=on-track&state=in-progress', ['so-b']],
    ['?q=dak%20lak', ['xa-dak']],
    ['?q=bình định&sort=missing', ['so-b']],
    ['?q=khong-co', []],
    ['?q=%25', []],
  ])('%s', async (query, expected) => {
    expect(await codes(encodeURI(decodeURI(query)))).toEqual(expected);
  });

  it.each(['name', 'missing', 'forecast', 'deadline'])(
    'in the order %s is the same page by page',
    async (sort) => {
      const whole = await codes(`?sort=${sort}`);
      const seen: string[] = [];
      let cursor = '';
      do {
        const page = await board(`?sort=${sort}&limit=1${cursor}`);
        seen.push(...page.items.map(({ unitCode }) => unitCode));
        cursor = page.next === null ? '' : `&cursor=${page.next}`;
      } while (cursor !== '');
      expect(seen).toEqual(whole);
    },
  );

  it.each(['unit_name', 'name; drop table unit', "name'--", 'missing desc', '__proto__', 'constructor'])(
    'refuses to be ordered by %j',
    async (sort) => {
      const refused = await road.standingBody.get(`/rounds/dot/progress?sort=${encodeURIComponent(sort)}`);
      expect(refused.json()).toMatchObject({ code: 'bad-request', errors: [{ place: '/query/sort' }] });
    },
  );

  it('refuses a cursor that it did not give', async () => {
    for (const query of ['?cursor=x', '?sort=missing&cursor=WyJ4Il0', '?cursor=W10'])
      expect((await road.standingBody.get(`/rounds/dot/progress${query}`)).json()).toMatchObject({
        code: 'bad-request',
      });
  });

  it('is counted once for everybody who looks within half a minute', async () => {
    later();
    const summary = () => ok<ProgressSummary>(road.standingBody.get('/rounds/dot/progress/summary'));
    const first = await summary();
    await test.owner.deleteFrom('itemMark').execute();
    test.clock.set(new Date(Date.parse(first.countedAt) + 29_999).toISOString());
    expect((await summary()).countedAt).toBe(first.countedAt);
    expect((await read('?sort=ready')).items.find(({ unitCode }) => unitCode === 'so-a')?.ready).toBe(1);
    expect((await read('')).items.find(({ unitCode }) => unitCode === 'so-a')?.ready).toBe(0);
    test.clock.set(new Date(Date.parse(first.countedAt) + 30_000).toISOString());
    expect((await summary()).countedAt).toBe(test.clock.now().toISOString());
  });

  it('is summed up in counts', async () => {
    const summary = await ok<ProgressSummary>(road.standingBody.get('/rounds/dot/progress/summary'));
    expect(summary).toMatchObject({ units: 3, items: 9, filled: 3, paceDays: 7 });
    expect(summary.states.reduce((sum, { units }) => sum + units, 0)).toBe(3);
    expect(summary.forecasts).toContainEqual({ forecast: 'at-risk', units: 1 });
  });

  it('goes out as CSV with the columns of the screen, and no cell is a formula', async () => {
    await test.owner
      .updateTable('roundUnit')
      .set({ unitName: '=HYPERLINK("x")' })
      .where('unitId', '=', road.ids['xa-dak'])
      .execute();
    const response = await road.standingBody.get('/rounds/dot/progress/export?sort=missing');
    await test.owner
      .updateTable('roundUnit')
      .set({ unitName: 'Xã Đắk Lắk' })
      .where('unitId', '=', road.ids['xa-dak'])
      .execute();
    expect(response.headers['content-disposition']).toContain('theo-doi-nop-phieu-dot.csv');
    const [header, first, ...rest] = response.body.replace('\ufeff', '').trimEnd().split('\r\n');
    expect(header).toContain('Mã đơn vị,Đơn vị,Trạng thái phiếu,Mục đủ số liệu,Tổng số mục');
    expect(first).toContain(`xa-dak,"'=HYPERLINK(""x"")",Chưa bắt đầu,0,3`);
    expect(rest).toHaveLength(2);
  });

  it('is for the standing body, and for those who watch once cards are judged', async () => {
    for (const client of [road.unitA, road.contributor, road.leaderA, road.admin, road.appraiser])
      expect((await client.get('/rounds/dot/progress')).statusCode).not.toBe(200);
    expect((await road.viewer.get('/rounds/dot/progress')).json()).toMatchObject({ code: 'forbidden' });
    await test.owner.updateTable('round').set({ state: 'appraisal' }).execute();
    expect((await road.viewer.get('/rounds/dot/progress')).statusCode).toBe(200);
    expect((await road.viewer.get('/rounds/dot/progress/export')).statusCode).toBe(200);
    await test.owner.updateTable('round').set({ state: 'self-scoring' }).execute();
  });
});

describe('chasing', () => {
  it('tells everybody who works on the cards, once within the hour unless asked again', async () => {
    await at(NOW);
    const all = [road.ids['so-a'], road.ids['so-b'], road.ids['xa-dak']];
    const { results } = await chase(all, { message: 'Đề nghị xong trước thứ Sáu.' });
    expect(results.map(({ unitName, outcome, told }) => [unitName, outcome, told])).toEqual([
      ['Sở Á', 'submitted', 0],
      ['Sở Bình Định', 'chased', 1],
      ['Xã Đắk Lắk', 'nobody', 0],
    ]);
    const [notice] = (
      await ok<{ items: { subject: string; paragraphs: string[] }[] }>(
        (await test.signIn('donvi-b')).get('/notices'),
      )
    ).items;
    expect(notice?.subject).toBe('Đôn đốc tự chấm điểm: Sở Bình Định');
    expect(notice?.paragraphs).toEqual([
      'Người thuongtruc đôn đốc Sở Bình Định hoàn thành phiếu trong đợt "Chỉ số năm 2021 (mẫu)": còn 2 trên 3 mục chưa đủ số liệu.',
      'Hạn: trước 00:00 ngày 31/03/2022 (còn 20 ngày).',
      'Đề nghị xong trước thứ Sáu.',
    ]);
    await at('2022-03-10T03:59:59Z');
    expect((await chase([road.ids['so-b']])).results).toMatchObject([
      { outcome: 'recently-chased', told: 0, lastChasedAt: '2022-03-10T03:00:00.000Z' },
    ]);
    expect((await chase([road.ids['so-b']], { again: true })).results).toMatchObject([{ outcome: 'chased' }]);
    await at('2022-03-10T05:00:00Z');
    expect((await chase([road.ids['so-b']])).results).toMatchObject([{ outcome: 'chased' }]);
  });

  it('by two people in the same second, and by a click sent twice, is one chase', async () => {
    await at('2022-03-11T03:00:00Z');
    const before = await chases();
    const one = [road.ids['so-b']];
    const answers = await Promise.all([chase(one), chase(one), chase(one), chase([...one, ...one])]);
    expect(
      answers.flatMap(({ results }) => results).filter(({ outcome }) => outcome === 'chased'),
    ).toHaveLength(1);
    await at('2022-03-11T03:00:01Z');
    const key = { 'idempotency-key': 'hai-lan-bam' };
    const path = '/rounds/dot/chases';
    const first = await road.standingBody.send('POST', path, { unitIds: one, again: true }, key);
    const second = await road.standingBody.send('POST', path, { unitIds: one, again: true }, key);
    expect(second.json()).toEqual(first.json());
    expect((await chases()) - before).toBe(2);
  });
  const chases = async () =>
    (await test.owner.selectFrom('notice').select('id').where('kind', '=', 'chased').execute()).length;

  it('shows on the board as the last notice, with how many have seen it', async () => {
    const row = async () => (await board('?q=so-b')).items[0];
    expect(await row()).toMatchObject({
      lastNotice: { kind: 'chased', told: 1, seen: 0 },
      lastChasedAt: '2022-03-11T03:00:01.000Z',
    });
    const unitB = await test.signIn('donvi-b');
    await ok(unitB.send('POST', '/notices/seen', { ids: null }));
    expect(await row()).toMatchObject({ lastNotice: { kind: 'chased', told: 1, seen: 1 } });
  });

  it('is refused in a round whose cards nobody may write, and to everybody but the standing body', async () => {
    await test.owner.updateTable('round').set({ state: 'approved' }).execute();
    const refused = await road.standingBody.send('POST', '/rounds/dot/chases', {
      unitIds: [road.ids['so-b']],
    });
    expect(refused.json()).toMatchObject({ code: 'round-phase' });
    await test.owner.updateTable('round').set({ state: 'self-scoring' }).execute();
    for (const client of [road.viewer, await test.signIn('quantri'), await test.signIn('donvi-a')])
      expect(
        (await client.send('POST', '/rounds/dot/chases', { unitIds: [road.ids['so-b']] })).json(),
      ).toMatchObject({ code: 'forbidden' });
  });

  it('of a unit of another round does nothing', async () => {
    expect(await chase(['018f0000-0000-7000-8000-000000000000'])).toEqual({
      counts: { chased: 0, 'recently-chased': 0, submitted: 0, nobody: 0 },
      told: 0,
      results: [],
    });
  });

  it('of all that fit a filter needs no list of units, and says in counts what became of them', async () => {
    await at('2022-03-12T03:00:00Z');
    const late = await chaseMatching({ forecasts: ['at-risk', 'on-track', 'missed'] });
    expect(late.counts).toEqual({ chased: 1, 'recently-chased': 0, submitted: 0, nobody: 1 });
    expect(late).toMatchObject({ told: 1, results: [{ unitName: 'Sở Bình Định', told: 1 }, { told: 0 }] });
    const again = await chaseMatching({});
    expect(again.counts).toEqual({ chased: 0, 'recently-chased': 1, submitted: 1, nobody: 1 });
    const named = await chaseMatching({ q: 'so a', state: 'submitted' });
    expect(named.results.map(({ unitName }) => unitName)).toEqual(['Sở Á']);
    const said = await test.owner
      .selectFrom('auditEvent')
      .select('detail')
      .where('action', '=', 'round.chased')
      .orderBy('id', 'desc')
      .executeTakeFirstOrThrow();
    expect(said.detail).toMatchObject({
      matching: { forecasts: ['at-risk', 'on-track', 'missed'] },
      units: 1,
      told: 1,
    });
  });
  const chaseMatching = (matching: object) =>
    ok<ChaseResult>(road.standingBody.send('POST', '/rounds/dot/chases', { matching }));

  it('says either which units or what they have in common', async () => {
    for (const body of [{}, { unitIds: [road.ids['so-b']], matching: {} }, { matching: { forecasts: [] } }])
      expect((await road.standingBody.send('POST', '/rounds/dot/chases', body)).json()).toMatchObject({
        code: 'bad-request',
      });
  });
});

describe('the counting statement', () => {
  it('counts what the engine counts, whatever was entered', async () => {
    await createRound(road, { id: 'dem' });
    const figures: Record<string, readonly string[]> = {
      '1.1': ['bao_cao'],
      '1.2': ['dung_han', 'tong'],
      '2.2': ['niem_yet', 'truc_tuyen'],
    };
    const value = (key: string) =>
      key === 'niem_yet' || key === 'truc_tuyen'
        ? fc.constantFrom(true, false, null, undefined)
        : fc.constantFrom(...(key === 'tong' ? ['20'] : ['1', '20']), null, undefined);
    const entry = (itemId: string) =>
      fc.record({
        itemId: fc.constant(itemId),
        claimed: fc.boolean(),
        figures: fc.record(Object.fromEntries((figures[itemId] ?? []).map((key) => [key, value(key)]))),
      });
    const cards = fc.array(
      fc.subarray(Object.keys(figures)).chain((ids) => fc.tuple(...ids.map(entry))),
      { minLength: 3, maxLength: 3 },
    );
    let version = 0;
    await fc.assert(
      fc.asyncProperty(cards, async (units) => {
        version += 1;
        const rows = units.flatMap((items, index) =>
          items.map(({ itemId, claimed, figures: given }) => ({
            unitId: Object.values(road.ids)[index]!,
            roundId: 'dem',
            itemId,
            version,
            figures: JSON.stringify(given),
            notApplicableReason: claimed && itemId === '2.2' ? 'không có thủ tục' : null,
            origin: 'typed' as const,
            recordedAt: NOW,
          })),
        );
        if (rows.length > 0) await test.owner.insertInto('itemEntry').values(rows).execute();
        const round = await requireRound(test.db, 'dem', new Date(NOW));
        const scored = scoreLayer(
          await loadRoundRows(test.db, round, await roundUnits(test.db, 'dem')),
          'self',
        );
        const byEngine = scored.result.units.map(
          ({ items }) =>
            items.filter(
              ({ id, status }) => id !== '2.1' && (status === 'scored' || status === 'not-applicable'),
            ).length,
        );
        const counted = await progressOf(test.db, round, new Date(NOW));
        const byCode = [...counted].sort((a, b) => (a.unitCode < b.unitCode ? -1 : 1));
        expect(byCode.map(({ filled }) => filled)).toEqual(byEngine);
      }),
      { numRuns: 25 },
    );
    expect(version).toBe(25);
  });
});
