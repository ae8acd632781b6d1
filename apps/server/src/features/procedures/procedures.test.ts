import type { ImportReport, ProcedureHistory, ProcedureRow } from '@parix/api-contract';
import { sql } from 'kysely';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { ok, openRoad, type Road } from '../../testing/road.ts';
import { createTestApp, type TestApp } from '../../testing/test-app.ts';

let test: TestApp;
let road: Road;
beforeAll(async () => {
  test = await createTestApp();
  road = await openRoad(test);
});
afterAll(() => test.close());

const HEAD = 'Mã thủ tục,Tên thủ tục,Lĩnh vực,Hiệu lực từ,Số giờ làm việc,Mức độ DVC\n';
const CATALOGUE = `${HEAD}1.01,Đăng ký khai sinh (mẫu),Hộ tịch,2020-01-01,8,Mức độ 3
1.01,Đăng ký khai sinh (mẫu),Hộ tịch,2022-08-15,4,Toàn trình
1.02,Cấp giấy phép xây dựng (mẫu),Xây dựng,2021-01-01,160,Một phần
1.03,Chứng thực bản sao (mẫu),Chứng thực,2019-01-01,2.5,
`;
const importFile = (csv: string | Buffer, dryRun: boolean, name = 'thu-tuc.csv', who = road.standingBody) =>
  who.upload(`/procedure-catalogue/import?dryRun=${dryRun}`, name, csv);
const report = (csv: string, dryRun = false) => ok<ImportReport>(importFile(csv, dryRun));
const list = async (query = '') =>
  (await ok<{ items: ProcedureRow[] }>(road.unitB.get(`/procedures${query}`))).items;
const codes = async (query = '') => (await list(query)).map(({ code }) => code);
const history = (code: string) =>
  ok<ProcedureHistory>(road.unitB.get(`/procedures/${encodeURIComponent(code)}`));
const audited = async (action: string) =>
  (
    await sql<{ n: number }>`select count(*)::int as n from audit_event where action = ${action}`.execute(
      test.owner,
    )
  ).rows[0]?.n;

describe('the import', () => {
  it('names what is wrong by cell, and writes nothing', async () => {
    const faulty = CATALOGUE.replace(',160,', ',một tuần,').replace('2019-01-01', '2019-02-29');
    const tried = await report(faulty, true);
    expect(tried.problems.map(({ place }) => place)).toEqual(['thu-tuc.csv!E4', 'thu-tuc.csv!D5']);
    const refused = await importFile(faulty, false);
    expect(refused.json()).toMatchObject({ code: 'import-invalid' });
    expect(await codes()).toEqual([]);
  });

  it('tells what would change, warns of a label that did not exist on its day, and writes when asked', async () => {
    const tried = await report(CATALOGUE, true);
    expect(tried).toMatchObject({ dryRun: true, rows: 4, added: 4, changed: 0, problemCount: 0 });
    expect(tried.warnings).toMatchObject([{ code: 'level-too-early', place: 'thu-tuc.csv!F4' }]);
    expect(await codes()).toEqual([]);
    expect(await report(CATALOGUE)).toMatchObject({ applied: true, added: 4 });
    expect(await audited('procedures.imported')).toBe(1);
    expect((await history('1.03')).rows[0]).toMatchObject({
      processingMinutes: 150,
      counting: 'days',
      supplementLimit: 1,
      onlineLevel: null,
      recordedBy: 'Người thuongtruc',
      version: 1,
    });
  });

  it('repeated changes nothing; a column that is left out leaves what stands', async () => {
    expect(await report(CATALOGUE)).toMatchObject({ added: 0, changed: 0, unchanged: 4 });
    expect(await audited('procedures.imported')).toBe(1);
    const short =
      'code,name,sector,valid from,fee\n1.02,Cấp giấy phép xây dựng nhà ở (mẫu),Xây dựng,2021-01-01,có\n';
    const tried = await report(short, true);
    expect(tried.sample).toEqual([
      { place: 'thu-tuc.csv!A2', what: '~ 1.02 (01/01/2021): tên, phí, lệ phí' },
    ]);
    await report(short);
    expect((await history('1.02')).rows[0]).toMatchObject({
      processingMinutes: 9600,
      hasFee: true,
      onlineLevel: 'partial',
      version: 2,
    });
  });

  it('takes back what was exported, in both formats and languages', async () => {
    for (const format of ['csv', 'xlsx'])
      for (const language of ['vi', 'en']) {
        const file = await road.viewer.get(`/procedure-catalogue/export?format=${format}`, {
          'accept-language': language,
        });
        expect(file.headers['content-disposition']).toContain(`thu-tuc-hanh-chinh.${format}`);
        const again = await ok<ImportReport>(importFile(file.rawPayload, true, `lai.${format}`));
        expect(again).toMatchObject({ rows: 4, unchanged: 4, problemCount: 0 });
      }
  });

  it('refuses what is no table, and people who do not keep the catalogue', async () => {
    expect((await ok<ImportReport>(importFile('\u0000\u0001', true))).problemCount).toBeGreaterThan(0);
    for (const who of [road.unitA, road.viewer, road.council])
      expect((await importFile(CATALOGUE, false, 'a.csv', who)).statusCode).toBe(403);
  });
});

describe('the list', () => {
  it('is found without diacritics by code, name and sector', async () => {
    expect(await codes('?q=khai%20sinh')).toEqual(['1.01']);
    expect(await codes('?q=XAY%20dung%201.02')).toEqual(['1.02']);
    expect(await codes('?q=100%25')).toEqual([]);
    expect(await codes(`?sector=${encodeURIComponent('Hộ tịch')}`)).toEqual(['1.01']);
    const { items } = await ok<{ items: unknown[] }>(road.viewer.get('/procedure-sectors'));
    expect(items).toHaveLength(3);
    expect(items).toContainEqual({ sector: 'Hộ tịch', procedures: 1 });
  });

  it('shows what counted on a day, with the day until which it counted', async () => {
    expect(await codes('?on=2020-06-01')).toEqual(['1.03', '1.01']);
    const [before] = await list('?on=2022-08-14&q=1.01');
    expect(before).toMatchObject({ onlineLevel: 'level-3', countsUntil: '2022-08-15' });
    const [after] = await list('?on=2022-08-15&q=1.01');
    expect(after).toMatchObject({ onlineLevel: 'full', countsUntil: null });
  });

  it('is paged by name', async () => {
    const seen: string[] = [];
    for (let cursor: string | null = ''; cursor !== null;) {
      const answer: { items: ProcedureRow[]; next: string | null } = await ok(
        road.viewer.get(`/procedures?limit=1${cursor === '' ? '' : `&cursor=${cursor}`}`),
      );
      seen.push(...answer.items.map(({ code }) => code));
      cursor = answer.next;
    }
    expect(seen).toEqual(await codes());
    expect(seen).toHaveLength(3);
  });
});

describe('a row', () => {
  const ROW = {
    name: 'Cấp phép thử (mẫu)',
    sector: 'Thử nghiệm',
    processingMinutes: 2400,
    counting: 'days',
    lateness: 'by-day',
    paymentStopsClock: true,
    supplementLimit: 1,
    nearDueDays: 2,
    onlineLevel: 'full',
    hasFee: true,
    endedOn: null,
  };
  let sent = 0;
  const add = (more: object, who = road.admin) =>
    who.send('POST', '/procedures', { ...ROW, ...more }, { 'idempotency-key': `them-${(sent += 1)}` });
  const change = (code: string, from: string, body: object, version: number, who = road.admin) =>
    who.send('PUT', `/procedures/${encodeURIComponent(code)}/rows/${from}`, body, {
      'if-match': `"${version}"`,
    });

  it('is added by form, once for its day, also to a code with a slash', async () => {
    const code = '2.7/TT-H14';
    expect(await ok<ProcedureHistory>(add({ code, validFrom: '2023-01-01' }))).toMatchObject({ code });
    expect((await add({ code, validFrom: '2023-01-01' })).json()).toMatchObject({
      code: 'procedure-row-taken',
    });
    const { rows } = await ok<ProcedureHistory>(add({ code, validFrom: '2024-01-01', nearDueDays: 1 }));
    expect(rows.map(({ validFrom, countsUntil }) => [validFrom, countsUntil])).toEqual([
      ['2023-01-01', '2024-01-01'],
      ['2024-01-01', null],
    ]);
    expect(await codes('?q=2.7%2Ftt')).toEqual([code]);
    expect(await audited('procedure.added')).toBe(2);
  });

  it('is ended with a reason by whoever saw its last version', async () => {
    const [code, from] = ['2.7/TT-H14', '2024-01-01'];
    const ended = { ...ROW, nearDueDays: 1, endedOn: '2025-07-01', reason: 'Bãi bỏ (mẫu)' };
    const answer = await change(code, from, ended, 1);
    expect(answer.headers['etag']).toBe('"2"');
    expect((await history(code)).rows[1]).toMatchObject({ endedOn: '2025-07-01', countsUntil: '2025-07-01' });
    expect(await codes('?on=2025-07-01&q=2.7')).toEqual([]);
    const stale = await change(code, from, { ...ended, endedOn: null }, 1);
    expect(stale.statusCode).toBe(412);
    expect(stale.json()).toMatchObject({ code: 'edit-conflict', current: { code } });
    const early = await change(code, from, { ...ended, endedOn: from }, 2);
    expect(early.json()).toMatchObject({ code: 'procedure-ends-early' });
    expect((await change(code, '2001-01-01', ended, 1)).statusCode).toBe(404);
    expect((await change(code, from, ended, 2)).statusCode).toBe(200);
    expect((await history(code)).rows[1]?.version).toBe(2);
    expect(await audited('procedure.changed')).toBe(1);
  });

  it('is refused with what cannot be, and to those who do not keep the catalogue', async () => {
    for (const wrong of [
      { code: ' ', validFrom: '2023-01-01' },
      { code: '3.1', validFrom: '2023-02-29' },
      { code: '3.1', validFrom: '2023-01-01', processingMinutes: -3 },
      { code: '3.1', validFrom: '2023-01-01', processingMinutes: 1 },
      { code: '3.1', validFrom: '2023-01-01', name: 'a\u0000' },
      { code: '3.1', validFrom: '2023-01-01', sector: '  ' },
    ])
      expect((await add(wrong)).statusCode, JSON.stringify(wrong)).toBe(400);
    expect((await add({ code: '3.1', validFrom: '2023-01-01', endedOn: '2022-01-01' })).statusCode).toBe(422);
    for (const who of [road.unitA, road.viewer])
      expect((await add({ code: '3.1', validFrom: '2023-01-01' }, who)).statusCode).toBe(403);
    expect((await road.viewer.get('/procedures/3.1')).statusCode).toBe(404);
  });
});
