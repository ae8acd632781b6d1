import type { Card, CardItem, ImportReport } from '@parix/api-contract';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { createRound, FACTS_CSV, moveRound, ok, openRoad, type Road, signInAll } from '../../testing/road.ts';
import { type Client, createTestApp, type TestApp } from '../../testing/test-app.ts';

interface Saved {
  item: CardItem;
  totals: Card['totals'];
}
let test: TestApp;
let road: Road;
beforeAll(async () => {
  test = await createTestApp();
  road = await openRoad(test);
  await createRound(road, { selfScoringClosesAt: '2022-04-01T00:00:00Z' });
  await moveRound(road, 'nam-2021', 'self-scoring');
});
afterAll(() => test.close());

const empty = { figures: {}, notApplicableReason: null, explanation: null, evidence: [] };
const pathOf = (item: string, unit: 'so-a' | 'so-b' = 'so-a') =>
  `/rounds/nam-2021/units/${road.ids[unit]}/items/${item}`;
const save = (
  item: string,
  version: number,
  body: object,
  who: Client = road.unitA,
  unit: 'so-a' | 'so-b' = 'so-a',
) => who.send('PUT', pathOf(item, unit), { ...empty, ...body }, { 'if-match': `"${version}"` });

describe('saving an item', () => {
  it('answers with the score of the engine, its explanation, the totals and the new version', async () => {
    const response = await save('1.1', 0, { figures: { bao_cao: '3' } });
    expect(response.headers.etag).toBe('"1"');
    const { item, totals } = response.json<Saved>();
    expect(item).toMatchObject({
      version: 1,
      origin: 'typed',
      editable: true,
      self: { status: 'scored', points: '1.5', lost: '0.5' },
    });
    expect(item.self.explanation.join(' ')).toMatch(/1,5/);
    expect(totals).toMatchObject({ points: '1.50', filled: 1, items: 3 });
    expect(totals.groups).toContainEqual(
      expect.objectContaining({ id: '1', points: '1.50', filled: 1, items: 2 }),
    );
  });

  it('takes a comma as the decimal sign and refuses a number that can be read in two ways', async () => {
    const { item } = await ok<Saved>(save('1.2', 0, { figures: { dung_han: '95,5', tong: 100 + '' } }));
    expect(item.figures).toEqual({ dung_han: '95.5', tong: '100' });
    const ambiguous = await save('1.2', 1, { figures: { dung_han: '1.234', tong: '100' } });
    expect(ambiguous.json()).toMatchObject({
      code: 'facts-invalid',
      errors: [{ place: '/figures/dung_han', code: 'ambiguous-number' }],
    });
  });

  it('stores nothing that the engine refuses, and names the figure by JSON pointer', async () => {
    const over = await save('1.1', 1, { figures: { bao_cao: '21' } });
    expect(over.json()).toMatchObject({
      code: 'facts-invalid',
      status: 422,
      errors: [{ place: '/figures/bao_cao', code: 'out-of-range' }],
    });
    const unknown = await save('1.1', 1, { figures: { 'a/b': '1' } });
    expect(unknown.json()).toMatchObject({ errors: [{ place: '/figures/a~1b', code: 'unknown-figure' }] });
    const claim = await save('1.1', 1, { notApplicableReason: 'không có' });
    expect(claim.json()).toMatchObject({
      errors: [{ place: '/notApplicableReason', code: 'not-applicable-forbidden' }],
    });
    const card = await ok<Card>(road.unitA.get(`/rounds/nam-2021/units/${road.ids['so-a']}/card`));
    expect(card.items.find((item) => item.itemId === '1.1')).toMatchObject({
      version: 1,
      figures: { bao_cao: '3' },
    });
  });

  it('never loses a colleague’s work: a stale save answers 412 with what stands', async () => {
    await ok(save('1.1', 1, { figures: { bao_cao: '4' } }));
    const stale = await save('1.1', 1, { figures: { bao_cao: '2' } });
    expect(stale.json()).toMatchObject({
      code: 'edit-conflict',
      status: 412,
      current: { version: 2, figures: { bao_cao: '4' } },
    });
    expect((await save('1.1', 7, { figures: { bao_cao: '2' } })).statusCode).toBe(412);
    const two = await Promise.all([
      save('1.1', 2, { figures: { bao_cao: '1' } }),
      save('1.1', 2, { figures: { bao_cao: '0' } }),
    ]);
    expect(two.map((response) => response.statusCode).toSorted()).toEqual([200, 412]);
  });

  it('is safe to send twice: the lost answer is given again and no version is added', async () => {
    const body = {
      figures: { bao_cao: '2' },
      explanation: 'Giải trình',
      evidence: [{ title: 'Báo cáo', reference: '12/BC', url: '', page: '3' }],
    };
    const first = await ok<Saved>(save('1.1', 3, body));
    const again = await ok<Saved>(save('1.1', 3, body));
    expect(again).toEqual(first);
    const history = await ok<{ items: { version: number }[] }>(road.unitA.get(`${pathOf('1.1')}/history`));
    expect(history.items.map((entry) => entry.version)).toEqual([4, 3, 2, 1]);
  });

  it('tells zero, not applicable and no data apart', async () => {
    const zero = await ok<Saved>(save('2.2', 0, { figures: { niem_yet: true, truc_tuyen: false } }));
    expect(zero.item.self).toMatchObject({ status: 'scored', points: '0', maximum: '2' });
    const claim = await ok<Saved>(save('2.2', 1, { notApplicableReason: 'Không có thủ tục hành chính' }));
    expect(claim.item.self).toMatchObject({ status: 'not-applicable', points: null });
    const cleared = await ok<Saved>(save('2.2', 2, {}));
    expect(cleared.item.self.status).toBe('no-data');
  });

  it('is refused for an item that others score, for another unit’s card and for an unknown item', async () => {
    expect((await save('2.1', 0, {})).json()).toMatchObject({ code: 'not-self-scored' });
    expect((await save('1.1', 0, {}, road.unitA, 'so-b')).json()).toMatchObject({ code: 'forbidden' });
    expect((await save('9.9', 0, {})).statusCode).toBe(404);
  });

  it('ends with the deadline by the server’s clock', async () => {
    test.clock.set('2022-03-31T23:59:59.999Z');
    const late = await test.signIn('donvi-a');
    expect((await save('1.2', 1, { figures: { tong: '90' } }, late)).statusCode).toBe(200);
    test.clock.set('2022-04-01T00:00:00Z');
    expect((await save('1.2', 2, { figures: { tong: '91' } }, late)).json()).toMatchObject({
      code: 'deadline-passed',
      status: 409,
    });
    test.clock.set('2022-03-01T08:00:00Z');
    road = { ...road, ...(await signInAll(test)) };
  });
});

describe('importing figures', () => {
  const importFile = (csv: string, dryRun: boolean) =>
    road.standingBody.upload(`/rounds/nam-2021/facts/import?dryRun=${dryRun}`, 'so-lieu.csv', csv);
  const entries = async () => (await test.owner.selectFrom('itemEntry').select('version').execute()).length;

  it('tells every bad cell by its address and writes nothing', async () => {
    const before = await entries();
    const csv = 'unit,1.1.bao_cao,1.2.tong\nso-a,bốn,100\nso-b,21,100\nso-x,1,1\n';
    const report = await ok<ImportReport>(importFile(csv, true));
    expect(report.problems.map(({ place, code }) => [place, code])).toEqual([
      ['so-lieu.csv!B2', 'not-a-number'],
      ['so-lieu.csv!B3', 'out-of-range'],
      ['so-lieu.csv!A4', 'unknown-unit'],
    ]);
    expect((await importFile(csv, false)).json()).toMatchObject({ code: 'import-invalid' });
    expect(await entries()).toBe(before);
  });

  it('adds a version for what differs, counts the rest, and does nothing the second time', async () => {
    const first = await ok<ImportReport>(importFile(FACTS_CSV, false));
    expect(first).toMatchObject({ applied: true, rows: 3 });
    expect(first.added + first.changed).toBe(9);
    const before = await entries();
    expect(await ok(importFile(FACTS_CSV, false))).toMatchObject({ added: 0, changed: 0, unchanged: 9 });
    expect(await entries()).toBe(before);
  });

  it('keeps what the file does not mention: other figures, the explanation and the evidence', async () => {
    await ok(importFile('unit,1.2.tong\nso-a,99\n', false));
    const card = await ok<Card>(road.unitA.get(`/rounds/nam-2021/units/${road.ids['so-a']}/card`));
    expect(card.items.find((item) => item.itemId === '1.2')).toMatchObject({
      figures: { dung_han: '95.5', tong: '99' },
      origin: 'imported',
    });
    expect(card.items.find((item) => item.itemId === '1.1')).toMatchObject({
      explanation: 'Giải trình',
      evidence: [{ title: 'Báo cáo' }],
    });
  });

  it('changes nothing behind a leader who reads the card or has approved it', async () => {
    await createRound(road, { id: 'da-trinh' });
    await moveRound(road, 'da-trinh', 'self-scoring');
    const upload = (csv: string) =>
      road.standingBody.upload('/rounds/da-trinh/facts/import?dryRun=false', 'so-lieu.csv', csv);
    await ok(upload(FACTS_CSV));
    const card = `/rounds/da-trinh/units/${road.ids['so-a']}/card`;
    const { sequence: sentSequence } = await ok<{ sequence: number }>(
      road.unitA.send('POST', `${card}/send`, { withMissing: true }),
    );
    const place = 'so-lieu.csv!B2';
    const change = 'unit,1.1.bao_cao\nso-a,1\nso-b,1\n';
    expect((await upload(change)).json()).toMatchObject({
      code: 'import-invalid',
      errors: [{ place, code: 'card-state', message: expect.stringContaining('trình') }],
    });
    await ok(road.leaderA.send('POST', `${card}/approve`, { sentSequence }));
    expect((await upload(change)).json()).toMatchObject({
      errors: [{ place, code: 'card-state', message: expect.stringContaining('chốt') }],
    });
    expect(await ok<ImportReport>(upload(FACTS_CSV))).toMatchObject({ changed: 0, unchanged: 9 });
    expect(await ok<ImportReport>(upload('unit,1.1.bao_cao\nso-b,1\n'))).toMatchObject({ changed: 1 });
  });

  it('refuses appraised points before the appraisal', async () => {
    const report = await ok<ImportReport>(importFile('unit,1.1.points,1.1.reason\nso-a,1,vì thế\n', true));
    expect(report.problems).toMatchObject([{ place: 'so-lieu.csv!B2', code: 'points-before-appraisal' }]);
  });
});

describe('cards', () => {
  it('show a unit its own only, and the standing body all, found without diacritics', async () => {
    const own = await ok<{ items: { unitCode: string; appraised: number | null }[] }>(
      road.unitA.get('/rounds/nam-2021/cards'),
    );
    expect(own.items).toMatchObject([{ unitCode: 'so-a', appraised: null }]);
    const all = await ok<{ items: { unitCode: string; filled: number; items: number }[] }>(
      road.standingBody.get('/rounds/nam-2021/cards'),
    );
    expect(all.items).toHaveLength(3);
    expect(all.items.find((unit) => unit.unitCode === 'xa-dak')).toMatchObject({ filled: 3, items: 3 });
    const found = await ok<{ items: { unitCode: string }[] }>(
      road.standingBody.get('/rounds/nam-2021/cards?q=dak'),
    );
    expect(found.items.map((unit) => unit.unitCode)).toEqual(['xa-dak']);
    expect(await ok(road.admin.get('/rounds/nam-2021/cards'))).toEqual({ items: [], next: null });
  });
});
