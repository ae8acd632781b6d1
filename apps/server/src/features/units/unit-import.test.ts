import { createHash } from 'node:crypto';
import type { ImportReport, Unit, UnitPage } from '@parix/api-contract';
import { writeXlsx } from '@parix/sheets';
import { sql } from 'kysely';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { findPerson } from '../../platform/person.queries.ts';
import { ok } from '../../testing/road.ts';
import { type Client, createTestApp, type TestApp } from '../../testing/test-app.ts';
import { importUnits } from './import-units.service.ts';

let test: TestApp;
let body: Client;
beforeAll(async () => {
  test = await createTestApp();
  await test.addAccount('thuongtruc', 'standing-body');
  body = await test.signIn('thuongtruc');
});
afterAll(() => test.close());

const units = (csv: string | Buffer, dryRun = false, name = 'dv.csv') =>
  body.upload(`/units/import?dryRun=${dryRun}`, name, csv);
const successions = (csv: string, dryRun = false) =>
  body.upload(`/unit-successions/import?dryRun=${dryRun}`, 'kt.csv', csv);
const trial = (answer: Promise<{ statusCode: number; body: string; json: () => unknown }>) =>
  ok<ImportReport>(answer);
const placesOf = ({ problems }: ImportReport): string[] =>
  problems.map(({ place, code }) => `${place} ${code}`);
const page = async (code: string, asOf = '2022-03-01'): Promise<UnitPage> => {
  const unit = await test.owner
    .selectFrom('unit')
    .select('id')
    .where('code', '=', code)
    .executeTakeFirstOrThrow();
  return ok(body.get(`/units/${unit.id}?asOf=${asOf}`));
};

/** Everything stored of the register but counters. */
async function state(): Promise<string> {
  const { rows } = await sql`
    select (select jsonb_agg(to_jsonb(u) - 'version' - 'created_at' order by u.code) from unit u) u,
           (select jsonb_agg(to_jsonb(p) order by p.unit_id, p.valid_from) from unit_period p) p,
           (select jsonb_agg(to_jsonb(s) order by s) from unit_succession s) s,
           (select jsonb_agg(to_jsonb(c) order by c.id) from unit_change c) c`.execute(test.owner);
  return JSON.stringify(rows[0]);
}

const HEAD = 'mã,tên,loại,cấp trên,hiệu lực từ,kết thúc từ,thay đổi từ ngày,số quyết định,ngày quyết định\n';
const HISTORY = `${HEAD}T,Tỉnh Mẫu,province,,1990-01-01,,,,
H,Huyện Mẫu,district,T,1990-01-01,,,,
X,Xã Cũ,commune,H,1995-01-01,,,,
X,Thị trấn Mới,commune,H,,,2005-01-01,12/NĐ,2004-12-01
X,Thị trấn Mới,commune,T,,,2020-01-01,13/NQ,2019-12-01
Y,Xã Đã Hết,commune,H,1995-01-01,2010-01-01,,9/QĐ,2009-12-31
`;

describe('importing the history of units', () => {
  it('stores names and superiors from their days on, with the decisions', async () => {
    expect(await ok(units(HISTORY))).toMatchObject({ rows: 6, added: 4, changed: 2, unchanged: 0 });
    const { periods } = await page('X');
    expect(
      periods.map(({ from, name, parent, naming, placing }) => [
        from,
        name,
        parent?.name,
        naming?.decisionNumber,
        placing?.decisionNumber,
      ]),
    ).toEqual([
      ['1995-01-01', 'Xã Cũ', 'Huyện Mẫu', undefined, undefined],
      ['2005-01-01', 'Thị trấn Mới', 'Huyện Mẫu', '12/NĐ', undefined],
      ['2020-01-01', 'Thị trấn Mới', 'Tỉnh Mẫu', undefined, '13/NQ'],
    ]);
    expect((await page('Y')).unit.validTo).toBe('2010-01-01');
    expect((await page('Y')).ended).toMatchObject({ kind: 'abolish', decisionNumber: '9/QĐ' });
  });

  it('changes nothing when the file comes again, whatever was recorded since, and needs no order of rows', async () => {
    const before = await state();
    expect(await ok(units(HISTORY))).toMatchObject({ added: 0, changed: 0, unchanged: 6 });
    const [head = '', ...rows] = HISTORY.trimEnd().split('\n');
    expect(await ok(units([head, ...rows.reverse()].join('\n')))).toMatchObject({ unchanged: 6 });
    expect(
      await ok(units(HEAD.replace('kết thúc từ,', '') + 'X,Xã Cũ,commune,H,1995-01-01,,,\n')),
    ).toMatchObject({ unchanged: 1 });
    expect(await state()).toBe(before);
  });

  it('does not put an older name in place of the present one, but asks which period is meant', async () => {
    const wrong = 'mã,tên,loại\nX,Xã Cu,commune\n';
    expect(placesOf(await trial(units(wrong, true)))).toEqual(['dv.csv!B2 which-period']);
    expect((await units(wrong)).json()).toMatchObject({ code: 'import-invalid' });
    const meant = 'mã,tên,loại,thay đổi từ ngày\nX,Thị trấn Mói,commune,2005-01-01\n';
    expect(await ok(units(meant))).toMatchObject({ changed: 1 });
    expect((await page('X')).periods.map(({ name }) => name)).toEqual([
      'Xã Cũ',
      'Thị trấn Mói',
      'Thị trấn Mói',
    ]);
    expect(await ok(units(meant.replace('Mói', 'Mới')))).toMatchObject({ changed: 1 });
  });

  it('keeps the tree when the file has no column for superiors', async () => {
    expect(await ok(units('mã,tên,loại\nH,Huyện Mầu,district\n'))).toMatchObject({ changed: 1 });
    expect((await page('H')).unit).toMatchObject({ name: 'Huyện Mầu', parentName: 'Tỉnh Mẫu' });
    await ok(units('mã,tên,loại\nH,Huyện Mẫu,district\n'));
  });

  it('names the cell of what does not hold together in the register', async () => {
    const before = await state();
    const cases: [string, string[]][] = [
      [`${HEAD}T,Tỉnh Mẫu,province,X,,,2021-01-01,,\n`, ['dv.csv!D2 superior-circle']],
      [`${HEAD}Z,Tổ,commune,Y,2009-01-01,,,,\n`, ['dv.csv!D2 superior-missing']],
      [`${HEAD}Z,Tổ,commune,X,1994-01-01,,,,\n`, ['dv.csv!D2 superior-missing']],
      [`${HEAD}Y,Xã Ma,commune,H,,,2011-01-01,,\n`, ['dv.csv!D2 period-outside-unit']],
      [`${HEAD}X,Xã Sớm,commune,H,,,1990-01-01,,\n`, ['dv.csv!G2 too-early']],
      [`${HEAD}X,Xã Cũ,commune,H,2006-01-01,,,,\n`, ['dv.csv!E2 too-late']],
      [`${HEAD}T,Tỉnh Mẫu,province,,,1980-01-01,,,\n`, ['dv.csv!F2 too-early']],
      [`${HEAD}Q,Q,commune,,,,2021-01-01,,\n`, ['dv.csv!A2 undescribed-unit']],
      [`${HEAD}H,Huyện Mẫu,district,T,1990-01-01,2015-01-01,,,\n`, ['dv.csv!D2 superior-missing']],
    ];
    for (const [csv, places] of cases) {
      expect(placesOf(await trial(units(csv, true))), csv).toEqual(places);
      expect((await units(csv)).json(), csv).toMatchObject({ code: 'import-invalid', status: 422 });
    }
    expect(await state()).toBe(before);
  });

  it('finds on a trial what the real run would find, and stores nothing', async () => {
    const before = await state();
    const more = `${HEAD}N,Xã Nữa,commune,H,2000-01-01,,,,\n`;
    expect(await trial(units(more, true))).toMatchObject({
      dryRun: true,
      applied: false,
      added: 1,
      problemCount: 0,
    });
    expect(await state()).toBe(before);
  });

  it('reads a workbook as it reads CSV', async () => {
    const rows = HISTORY.trimEnd()
      .split('\n')
      .map((line) => line.split(',').map((text) => ({ kind: 'text', text }) as const));
    const [header = [], ...cells] = rows;
    const book = await writeXlsx({
      sheet: 'Đơn vị',
      header: header.map(({ text }) => text),
      rows: cells.map((row, at) => ({ row: at + 2, cells: row })),
    });
    expect(await ok(units(Buffer.from(book), false, 'dv.xlsx'))).toMatchObject({ unchanged: 6 });
  });
});

const LINKS = 'mã đơn vị trước,mã đơn vị sau,hình thức,ngày hiệu lực,tỷ lệ,số quyết định,ngày quyết định\n';

describe('importing successions', () => {
  const NEW = `${HEAD}A,Xã A,commune,H,1995-01-01,,,,
B,Xã B,commune,H,1995-01-01,,,,
C,Xã C,commune,H,1995-01-01,,,,
thon,Thôn của A,commune,A,1995-01-01,,,,
M,Xã Mới,commune,H,2021-07-01,,,1/NQ,2021-06-01
N,Xã Nam,commune,H,2021-07-01,,,1/NQ,2021-06-01
`;
  const FILE = `${LINKS}A,M,sáp nhập,2021-07-01,,1/NQ,2021-06-01
B,M,sáp nhập,2021-07-01,,1/NQ,2021-06-01
C,M,chia tách,2021-07-01,"0,4",1/NQ,2021-06-01
C,N,chia tách,2021-07-01,"0,6",1/NQ,2021-06-01
`;

  it('ends what goes over, takes along what is below, and groups rows into changes', async () => {
    await ok(units(NEW));
    expect(await trial(successions(FILE, true))).toMatchObject({ added: 4, problemCount: 0 });
    expect((await page('A')).unit.validTo).toBeNull();
    expect(await ok(successions(FILE))).toMatchObject({ applied: true, added: 4 });
    expect((await page('A')).unit.validTo).toBe('2021-07-01');
    expect((await page('thon')).unit.parentName).toBe('Xã Mới');
    expect(
      (await page('M')).predecessors.map(({ unit, share, change }) => [unit.code, share, change.kind]),
    ).toEqual([
      ['A', '1', 'merge'],
      ['B', '1', 'merge'],
      ['C', '0.4', 'split'],
    ]);
    const changes = await test.owner.selectFrom('unitSuccession').select('changeId').distinct().execute();
    expect(changes).toHaveLength(2);
  });

  it('changes nothing when the file comes again', async () => {
    const before = await state();
    expect(await ok(successions(FILE))).toMatchObject({ added: 0, unchanged: 4 });
    expect(await state()).toBe(before);
  });

  it('names the cell of what disagrees with the register or with itself', async () => {
    const before = await state();
    const cases: [string, string[]][] = [
      [`${LINKS}A,M,sáp nhập,2021-07-01,,2/NQ,2021-06-01\n`, ['kt.csv!C2 recorded-otherwise']],
      [`${LINKS}A,N,sáp nhập,2021-08-01,,,\n`, ['kt.csv!D2 ends-another-day']],
      [`${LINKS}N,X,chia,2022-01-01,"0,5",,\n`, ['kt.csv!A2 share-sum']],
      [`${LINKS}N,X,chuyển giao,2022-01-01,1,,\n`, ['kt.csv!A2 share-left']],
      [
        `${LINKS}N,X,chuyển giao,2022-01-01,"0,1",,\nN,M,sáp nhập,2022-01-01,,,\n`,
        ['kt.csv!C2 ends-and-stays', 'kt.csv!C3 ends-and-stays'],
      ],
      [`${LINKS}N,Y,sáp nhập,2022-01-01,,,\n`, ['kt.csv!A2 successor-missing']],
      [`${LINKS}X,Y,sáp nhập,1995-01-01,,,\n`, ['kt.csv!D2 too-early']],
      [`${LINKS}H,,giải thể,2022-01-01,,,\n`, ['kt.csv!A2 superior-missing', 'kt.csv!A2 superior-missing']],
    ];
    for (const [csv, places] of cases) {
      expect(placesOf(await trial(successions(csv, true))), csv).toEqual(places);
      expect((await successions(csv)).json(), csv).toMatchObject({ code: 'import-invalid' });
    }
    expect(await state()).toBe(before);
  });

  it('keeps markup and formulas in names, codes and messages as text', async () => {
    const poison = `${LINKS}"<img src=x>",M,"=cmd|' /C calc'!A0",2021-07-01,,,\n`;
    const report = await trial(successions(poison, true));
    expect(report.problems.map(({ code, value }) => [code, value])).toEqual([
      ['unknown-unit', '<img src=x>'],
      ['not-a-choice', "=cmd|' /C calc'!A0"],
    ]);
  });
});

describe('a large register', () => {
  it('is imported in few statements, again without effect, and searched', async () => {
    const rows = Array.from({ length: 3000 }, (_, at) => `L${at},Xã Lớn ${at},commune,T,1995-01-01,,,,`);
    const csv = `${HEAD}${rows.join('\n')}\n`;
    expect(await ok(units(csv))).toMatchObject({ added: 3000 });
    expect(await ok(units(csv))).toMatchObject({ unchanged: 3000 });
    const renamed = csv.replaceAll('Xã Lớn', 'Phường Lớn');
    expect(await ok(units(renamed))).toMatchObject({ changed: 3000 });
    const { items } = await ok<{ items: Unit[] }>(body.get('/units?q=lon%202999'));
    expect(items.map(({ name }) => name)).toEqual(['Phường Lớn 2999']);
  });
});

describe('a file of thousands', () => {
  const register = (count: number, mark: string): Buffer =>
    Buffer.from(
      `${HEAD}${Array.from({ length: count }, (_, at) => `N${at},Đơn vị ${at} ${mark},commune,,2000-01-01,,,,\n`).join('')}`,
    );
  /** Statements that it takes to write the file. */
  async function statementsFor(bytes: Buffer): Promise<number> {
    let statements = 0;
    const db = test.db.withPlugin({
      transformQuery: ({ node }) => node,
      transformResult: async ({ result }) => ((statements += 1), result),
    });
    const { id } = await test.owner
      .selectFrom('account')
      .select('id')
      .where('username', '=', 'thuongtruc')
      .executeTakeFirstOrThrow();
    const person = await findPerson(db, id, test.clock.now());
    if (!person) throw new Error('nobody');
    const config = { dataDir: '/nowhere', publicUrl: 'http://parix.test' };
    const context = { db, now: test.clock.now(), locale: 'vi', requestId: null, config, person } as const;
    const file = { name: 'dv.csv', bytes, hash: createHash('sha256').update(bytes).digest('hex') };
    statements = 0;
    const report = await importUnits({ ...context, permit: () => undefined }, file, { dryRun: false });
    expect(report.applied).toBe(true);
    return statements;
  }

  it('takes as many statements as one of a few, new units and changed ones alike', async () => {
    const few = [await statementsFor(register(3, 'a')), await statementsFor(register(3, 'b'))];
    const many = [await statementsFor(register(3000, 'c')), await statementsFor(register(3000, 'd'))];
    expect(many).toEqual([few[0], few[1]]);
    expect(Math.max(...many)).toBeLessThan(40);
  });
});
