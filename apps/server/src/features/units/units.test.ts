import type { ImportReport, Unit } from '@parix/api-contract';
import { sql } from 'kysely';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { ok, UNITS_CSV } from '../../testing/road.ts';
import { type Client, createTestApp, type TestApp } from '../../testing/test-app.ts';

let test: TestApp;
let body: Client;
beforeAll(async () => {
  test = await createTestApp();
  await test.addAccount('thuongtruc', 'standing-body');
  body = await test.signIn('thuongtruc');
});
afterAll(() => test.close());

const importUnits = (csv: string, dryRun: boolean) =>
  body.upload(`/units/import?dryRun=${dryRun}`, 'đơn vị.csv', csv);
const stored = async (): Promise<number> =>
  (await test.owner.selectFrom('unit').select('id').execute()).length;

describe('importing units', () => {
  it('tells what would change and stores nothing on a trial', async () => {
    const report = await ok<ImportReport>(importUnits(UNITS_CSV, true));
    expect(report).toMatchObject({ dryRun: true, applied: false, rows: 3, added: 3, problemCount: 0 });
    expect(report.sample[0]).toEqual({ place: 'đơn vị.csv!A2', what: '+ so-a Sở Á' });
    expect(await stored()).toBe(0);
  });

  it('stores nothing at all when one cell is wrong, and names the cell', async () => {
    const wrong = `${UNITS_CSV}so-a,Trùng mã,department,Khối sở,2015-01-01\nso-c,Sở C,department,Khối sở,31/02/2015\n`;
    const trial = await ok<ImportReport>(importUnits(wrong, true));
    expect(trial.problems.map(({ place, code }) => [place, code])).toEqual([
      ['đơn vị.csv!A5', 'duplicate-unit'],
      ['đơn vị.csv!E6', 'not-a-date'],
    ]);
    const refused = await importUnits(wrong, false);
    expect(refused.json()).toMatchObject({ code: 'import-invalid', status: 422 });
    expect(await stored()).toBe(0);
  });

  it('stores units and their block once, however often the file comes', async () => {
    expect(await ok(importUnits(UNITS_CSV, false))).toMatchObject({ applied: true, added: 3 });
    expect(await ok(importUnits(UNITS_CSV, false))).toMatchObject({ added: 0, changed: 0, unchanged: 3 });
    expect(await ok(body.get('/blocks'))).toEqual({
      items: [{ id: 'khoi-so', name: 'Khối sở', unitCount: 3 }],
    });
    const events = await test.owner
      .selectFrom('auditEvent')
      .select('action')
      .where('action', '=', 'units.imported')
      .execute();
    expect(events).toHaveLength(2);
  });

  it('changes what differs, with parents before their children in any order of rows', async () => {
    const csv =
      'unit,name,kind,block,parent\nto-1,Tổ 1,commune,,phong\nphong,Phòng Một,department,,so-a\nso-a,Sở Ánh,department,khoi-so,\n';
    expect(await ok(importUnits(csv, false))).toMatchObject({ added: 2, changed: 1 });
    const { items } = await ok<{ items: Unit[] }>(body.get('/units?q=to 1'));
    // The file does not say since when: not before the units above.
    expect(items).toMatchObject([{ code: 'to-1', parentName: 'Phòng Một', validFrom: '2015-01-01' }]);
    expect(items[0]?.path.map(({ name }) => name)).toEqual(['Sở Ánh', 'Phòng Một']);
  });

  it('keeps text that looks like markup or a formula as text', async () => {
    const csv = 'unit,name,kind\nx1,"<img src=x onerror=alert(1)>",department\nx2,"\'=1+1",department\n';
    await ok(importUnits(csv, false));
    const { items } = await ok<{ items: Unit[] }>(body.get('/units?q=onerror'));
    expect(items[0]?.name).toBe('<img src=x onerror=alert(1)>');
  });
});

describe('the list of units', () => {
  it('is found without diacritics, with đ as d, by code too, and never by wildcard', async () => {
    const names = async (q: string) =>
      (await ok<{ items: Unit[] }>(body.get(`/units?q=${encodeURIComponent(q)}`))).items.map(
        (unit) => unit.code,
      );
    expect(await names('DAK lak')).toEqual(['xa-dak']);
    expect(await names('Đắk')).toEqual(['xa-dak']);
    expect(await names('binh dinh')).toEqual(['so-b']);
    expect(await names('so-b')).toEqual(['so-b']);
    expect(await names('%')).toEqual([]);
    expect(await names("'; drop table unit; --")).toEqual([]);
    expect(await stored()).toBeGreaterThan(3);
  });

  it('comes in pages in Vietnamese order without gap or repetition', async () => {
    const seen: string[] = [];
    let cursor = '';
    do {
      const page = await ok<{ items: Unit[]; next: string | null }>(body.get(`/units?limit=2${cursor}`));
      seen.push(...page.items.map((unit) => unit.name));
      cursor = page.next === null ? '' : `&cursor=${page.next}`;
    } while (cursor !== '');
    const inOrder = seen.toSorted(new Intl.Collator('vi-VN').compare);
    expect(seen).toHaveLength(await stored());
    expect(seen.filter((name) => /^\p{L}/u.test(name))).toEqual(
      inOrder.filter((name) => /^\p{L}/u.test(name)),
    );
  });

  it('walks the index by name instead of sorting every unit', async () => {
    await sql`set enable_seqscan = off`.execute(test.owner);
    const { rows } = await sql<{
      'QUERY PLAN': string;
    }>`explain select unit_id from unit_period where (name, unit_id) > ('a', '00000000-0000-0000-0000-000000000000'::uuid) order by name, unit_id limit 50`.execute(
      test.owner,
    );
    const plan = JSON.stringify(rows);
    expect(plan).toContain('unit_period_name_index');
  });
});
