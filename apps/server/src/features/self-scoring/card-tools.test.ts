import type { Card, CardImport } from '@parix/api-contract';
import { strFromU8, strToU8, unzipSync, zipSync } from 'fflate';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { publishRound } from '../../testing/publish.ts';
import { approve, createRound, moveRound, ok, openRoad, type Road } from '../../testing/road.ts';
import { createTestApp, type TestApp } from '../../testing/test-app.ts';

let test: TestApp;
let road: Road;
const ROUND = 'nam-2022';
let card: string;

beforeAll(async () => {
  test = await createTestApp();
  road = await openRoad(test);
  await approve(road, (await createRound(road)).id);
  const decision = { decisionNumber: '1/QĐ', decisionDate: '2022-01-01' };
  await publishRound(test, road.standingBody, 'nam-2021', decision);
  await createRound(road, { id: ROUND, indexYear: 2022 });
  await moveRound(road, ROUND, 'self-scoring');
  card = `/rounds/${ROUND}/units/${road.ids['so-a']}`;
});
afterAll(() => test.close());

const save = (who: Road['unitA'], itemId: string, figures: object, version: number) =>
  who.send(
    'PUT',
    `${card}/items/${itemId}`,
    { figures, notApplicableReason: null, explanation: null, evidence: [] },
    { 'if-match': `"${version}"` },
  );

interface Pulse {
  people: { name: string; itemId: string | null }[];
  changed: { itemId: string; version: number; by: string }[];
  serverTime: string;
}

describe('the pulse of a card', () => {
  it('tells colleagues of each other, and what was saved since, and nobody else', async () => {
    await test.addAccount('dong-nghiep', 'focal-point', { unitId: road.ids['so-a'] });
    const colleague = await test.signIn('dong-nghiep');
    const first = await ok<Pulse>(road.unitA.send('POST', `${card}/pulse`, { itemId: '1.1', since: null }));
    expect(first.people).toEqual([]);
    const second = await ok<Pulse>(colleague.send('POST', `${card}/pulse`, { itemId: '1.2', since: null }));
    expect(second.people).toMatchObject([{ name: 'Người donvi-a', itemId: '1.1' }]);
    await ok(save(colleague, '1.1', { bao_cao: '4' }, 0));
    const third = await ok<Pulse>(
      road.unitA.send('POST', `${card}/pulse`, { itemId: '1.1', since: first.serverTime }),
    );
    expect(third.changed).toMatchObject([{ itemId: '1.1', version: 1, by: 'Người dong-nghiep' }]);
    expect(third.people).toMatchObject([{ name: 'Người dong-nghiep', itemId: '1.2' }]);
    const above = await ok<Pulse>(
      road.standingBody.send('POST', `${card}/pulse`, { itemId: null, since: null }),
    );
    expect(above.people).toEqual([]);
    expect((await road.unitB.send('POST', `${card}/pulse`, { itemId: null, since: null })).statusCode).toBe(
      403,
    );
  });

  it('forgets people who are gone', async () => {
    test.clock.set('2022-03-01T08:01:00.000Z');
    const later = await ok<Pulse>(road.unitA.send('POST', `${card}/pulse`, { itemId: null, since: null }));
    expect(later.people).toEqual([]);
  });
});

/** The workbook with another number in the cells for values that hold `from`. */
function edited(workbook: Buffer, from: string, to: string): Buffer {
  const parts = unzipSync(workbook);
  const values = new RegExp(`(<c r="E\\d+"[^>]*>)<v>${from}</v>`, 'g');
  for (const [name, bytes] of Object.entries(parts)) {
    if (!name.startsWith('xl/worksheets/')) continue;
    parts[name] = strToU8(strFromU8(bytes).replace(values, `$1<v>${to}</v>`));
  }
  return Buffer.from(zipSync(parts));
}

it('shows last year’s figures and points beside the card, of the last published round on the same set', async () => {
  const last = await ok<{ round: { id: string }; items: { itemId: string }[] }>(
    road.unitA.get(`${card}/last-year`),
  );
  expect(last.round.id).toBe('nam-2021');
  expect(last.items.find((item) => item.itemId === '1.1')).toMatchObject({
    figures: { bao_cao: '4' },
    selfPoints: expect.stringMatching(/^\d/) as string,
    finalPoints: expect.stringMatching(/^\d/) as string,
  });
  expect((await road.unitB.get(`${card}/last-year`)).statusCode).toBe(403);
});

describe('the workbook of a card', () => {
  const book = async (): Promise<Buffer> => (await road.unitA.get(`${card}/card.xlsx`)).rawPayload;

  it('comes back unchanged as no change at all', async () => {
    const report = await ok<CardImport>(
      road.unitA.upload(`${card}/card/import?dryRun=false`, 'phieu.xlsx', await book()),
    );
    expect(report).toMatchObject({ applied: true, changes: [], conflicts: [], problems: [] });
  });

  it('of another unit is refused by name, and one that is none is refused too', async () => {
    const other = `/rounds/${ROUND}/units/${road.ids['so-b']}`;
    const wrong = await ok<CardImport>(
      road.unitB.upload(`${other}/card/import?dryRun=false`, 'phieu.xlsx', await book()),
    );
    expect(wrong.applied).toBe(false);
    expect(wrong.problems).toHaveLength(1);
    const noise = await ok<CardImport>(
      road.unitA.upload(`${card}/card/import?dryRun=false`, 'phieu.xlsx', Buffer.from('không phải')),
    );
    expect(noise.problems).toHaveLength(1);
    const before = await ok<Card>(road.unitA.get(`${card}/card`));
    expect(before.items.filter((item) => item.version > 0)).toHaveLength(1);
  });

  it('tells a conflict when the server has moved on, and saves nothing until it is decided', async () => {
    const stale = edited(await book(), '4', '2');
    await ok(save(road.unitA, '1.1', { bao_cao: '3' }, 1));
    const send = (query: string) =>
      road.unitA.upload(`${card}/card/import?dryRun=false${query}`, 'phieu.xlsx', stale);
    const refused = await ok<CardImport>(send(''));
    expect(refused).toMatchObject({ applied: false, conflicts: [{ itemId: '1.1', mine: '2', theirs: '3' }] });
    const taken = await ok<CardImport>(send('&conflicts=mine'));
    expect(taken.applied).toBe(true);
    const after = await ok<Card>(road.unitA.get(`${card}/card`));
    expect(after.items.find((item) => item.itemId === '1.1')).toMatchObject({
      version: 3,
      figures: { bao_cao: '2' },
    });
  });

  it('is taken from nobody outside the unit', async () => {
    const content = await book();
    for (const who of [road.unitB, road.standingBody, road.viewer, road.admin])
      expect((await who.upload(`${card}/card/import?dryRun=true`, 'phieu.xlsx', content)).statusCode).toBe(
        403,
      );
  });
});
