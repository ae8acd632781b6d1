import type { Ranking, UnitResult } from '@parix/api-contract';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { publishRound } from '../../testing/publish.ts';
import { approve, createRound, ok, openRoad, type Road } from '../../testing/road.ts';
import { createTestApp, type TestApp } from '../../testing/test-app.ts';

let test: TestApp;
let road: Road;
beforeAll(async () => {
  test = await createTestApp();
  road = await openRoad(test);
  const decision = { decisionNumber: '1/QĐ', decisionDate: '2021-06-30' };
  await createRound(road, { id: 'nam-2020', indexYear: 2020 });
  await approve(road, 'nam-2020');
  await publishRound(test, road.standingBody, 'nam-2020', decision);
  await createRound(road);
  await approve(road, 'nam-2021');
});
afterAll(() => test.close());

describe('the ranking', () => {
  it('is what the figures give by hand, exact, with classes, areas and the year before', async () => {
    const ranking = await ok<Ranking>(road.viewer.get('/rounds/nam-2021/ranking'));
    // so-a: 2 + 4 + (4-1)/4*2 + 2 = 9.5 of 10; xa-dak: 1.5 + 4 + 2 of 8 (2.2 removed); so-b: 1 + 2 + 1.25 + 0.
    expect(
      ranking.rows.map((row) => [row.rank, row.unitCode, row.points, row.maximum, row.index, row.className]),
    ).toEqual([
      [1, 'so-a', '9.50', '10', '95.00', 'Tốt'],
      [2, 'xa-dak', '7.50', '8', '93.75', 'Tốt'],
      [3, 'so-b', '4.25', '10', '42.50', 'Yếu'],
    ]);
    expect(ranking).toMatchObject({ provisional: false, mean: '77.08', previousRound: { id: 'nam-2020' } });
    expect(ranking.classes).toEqual([
      { id: 'tot', name: 'Tốt', count: 2 },
      { id: 'kha', name: 'Khá', count: 0 },
      { id: 'yeu', name: 'Yếu', count: 1 },
    ]);
    expect(ranking.rows[0]?.areas).toMatchObject([
      { areaId: '1', points: '6.00', maximum: '6', index: '100.00' },
      { areaId: '2', points: '3.50', maximum: '4', index: '87.50' },
    ]);
    expect(ranking.rows[0]?.previous).toEqual({ roundId: 'nam-2020', index: '95.00', rank: 1 });
  });

  it('explains every lost point of a unit', async () => {
    const result = await ok<UnitResult>(road.viewer.get(`/rounds/nam-2021/units/${road.ids['so-b']}/result`));
    expect(result).toMatchObject({ of: 3, row: { rank: 3 } });
    const lost = result.items.filter((item) => item.lost !== '0');
    expect(lost.map((item) => [item.itemId, item.lost])).toEqual([
      ['1.1', '1'],
      ['1.2', '2'],
      ['2.1', '0.75'],
      ['2.2', '2'],
    ]);
    for (const item of lost) expect(item.explanation.length, item.itemId).toBeGreaterThan(1);
    const claimed = await ok<UnitResult>(
      road.viewer.get(`/rounds/nam-2021/units/${road.ids['xa-dak']}/result`),
    );
    expect(claimed.items.find((item) => item.itemId === '2.2')).toMatchObject({
      status: 'not-applicable',
      treatment: 'remove',
      points: null,
    });
  });

  it('comes as a spreadsheet file under a Vietnamese-safe name', async () => {
    const csv = await road.viewer.get('/rounds/nam-2021/ranking/export?format=csv');
    expect(csv.headers['content-disposition']).toContain("filename*=UTF-8''xep-hang-nam-2021.csv");
    expect(csv.body.split('\r\n')[1]).toContain('1,so-a,Sở Á,department,9.50,10,95.00,Tốt');
    const xlsx = await road.viewer.get('/rounds/nam-2021/ranking/export');
    expect(xlsx.rawPayload.subarray(0, 2).toString()).toBe('PK');
  });

  it('is not for units before it is published', async () => {
    expect((await road.unitA.get('/rounds/nam-2021/ranking')).statusCode).toBe(403);
    expect((await road.unitA.get('/rounds/nam-2020/ranking')).statusCode).toBe(200);
  });
});

describe('asking what would be', () => {
  const path = (tail: string) => `/rounds/nam-2021/units/${road.ids['so-b']}/${tail}`;

  it('scores other figures without storing them', async () => {
    const body = { changes: [{ itemId: '1.2', figures: { dung_han: '90', tong: '100' } }] };
    const answer = await ok<{ now: object; then: object }>(road.viewer.send('POST', path('what-if'), body));
    expect(answer).toMatchObject({
      now: { printedIndex: '42.50', rank: 3 },
      then: { printedIndex: '62.50', className: 'Khá' },
    });
    const ranking = await ok<Ranking>(road.viewer.get('/rounds/nam-2021/ranking'));
    expect(ranking.rows[2]).toMatchObject({ unitCode: 'so-b', index: '42.50' });
    const wrong = { changes: [{ itemId: '1.1', figures: { bao_cao: '99' } }] };
    expect((await road.viewer.send('POST', path('what-if'), wrong)).json()).toMatchObject({
      errors: [{ place: '/changes/0/figures/bao_cao' }],
    });
  });

  it('finds which items win back ranks', async () => {
    const answer = await ok<{
      reachable: boolean;
      alternatives: { items: { how: string }[]; reaches: { rank: number } }[];
    }>(road.viewer.send('POST', path('goal-seek'), { ranks: 1 }));
    expect(answer.reachable).toBe(true);
    expect(answer.alternatives[0]?.reaches.rank).toBeLessThanOrEqual(2);
    expect(answer.alternatives[0]?.items.every((item) => item.how !== '')).toBe(true);
  });
});
