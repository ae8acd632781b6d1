import type { CalendarYear, DossierRecount, ProcedureHistory } from '@parix/api-contract';
import { sql } from 'kysely';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { runWaiting } from '../../testing/job-runs.ts';
import { ok, openRoad, type Road } from '../../testing/road.ts';
import { NOTHING_SAID } from '../../testing/said-of-dossier.ts';
import { createTestApp, type TestApp } from '../../testing/test-app.ts';
import '../jobs.ts';
import { computeRecords } from './compute-records.read-model.ts';
import { recountDossiers } from './recount-dossiers.ts';
import { recountSome } from './recount-runs.service.ts';
import { lockSource } from './take-events.queries.ts';
import { BasisChanged, currentBasis, openTaking, openTakingNew } from './take-records.read-model.ts';

const RULE = {
  name: 'Đăng ký khai sinh (mẫu)',
  sector: 'Hộ tịch',
  processingMinutes: 3 * 480,
  counting: 'days',
  lateness: 'by-day',
  paymentStopsClock: true,
  supplementLimit: 1,
  nearDueDays: 1,
  onlineLevel: null,
  hasFee: false,
  endedOn: null,
};
const UNITS = ['so-a', 'so-b', 'xa-dak'];

let test: TestApp;
let road: Road;
const tokens: string[] = [];
beforeAll(async () => {
  test = await createTestApp();
  test.clock.set('2022-03-30T01:00:00Z');
  road = await openRoad(test);
  for (const code of ['mot', 'hai']) {
    const source = { code, name: `Nguồn ${code}` };
    tokens.push(
      (await ok<{ token: string }>(road.standingBody.send('POST', '/dossier-sources', source))).token,
    );
  }
  for (const code of ['1.001', '1.002']) await addRow({ ...RULE, code, validFrom: '2020-01-01' });
});
afterAll(() => test.close());

let sent = 0;
const addRow = (row: object) =>
  ok<ProcedureHistory>(
    road.standingBody.send('POST', '/procedures', row, { 'idempotency-key': `dong-${(sent += 1)}` }),
  );
async function changeRow(change: object, code = '1.001'): Promise<void> {
  const { rows } = await ok<ProcedureHistory>(road.standingBody.get(`/procedures/${code}`));
  const version = rows.find(({ validFrom }) => validFrom === '2020-01-01')?.version;
  const body = { ...RULE, ...change, reason: 'Sửa theo quyết định (mẫu)' };
  await ok(
    road.standingBody.send('PUT', `/procedures/${code}/rows/2020-01-01`, body, {
      'if-match': `"${version}"`,
    }),
  );
}

/** Dossiers of every unit, source and procedure: done after 1 to 6 days, waiting for a supplement, or open. */
function events(prefix: string): readonly (readonly object[])[] {
  return tokens.map((_, source) =>
    Array.from({ length: 36 }, (__, n) => {
      const dossier = `${prefix}-${n}`;
      const procedure = ['1.001', '1.002', null][n % 3];
      const head = { unit: UNITS[(n + source) % 3], dossier, procedure };
      const day = 1 + (n % 20);
      const at = (plus: number) => `2022-03-${String(day + plus).padStart(2, '0')}T02:00:00Z`;
      const due = procedure === null ? { due: at(4) } : {};
      const list: object[] = [{ ...head, id: 'a', kind: 'accepted', at: at(0), channel: 'counter', ...due }];
      if (n % 4 === 1) list.push({ ...head, id: 'b', kind: 'supplement-requested', at: at(1) });
      if (n % 8 === 1) list.push({ ...head, id: 'c', kind: 'supplemented', at: at(2) });
      if (n % 5 !== 4) list.push({ ...head, id: 'd', kind: 'finished', at: at(1 + (n % 6)) });
      return list;
    }).flat(),
  );
}
async function send(prefix: string): Promise<void> {
  for (const [source, list] of events(prefix).entries())
    await ok(
      test.app.inject({
        method: 'POST',
        url: '/api/v1/dossier-events',
        headers: { authorization: `Bearer ${tokens[source]}` },
        payload: { events: list },
      }),
    );
}

/** All that is stored of dossiers and sums, without sums that are nothing. */
async function stored(): Promise<string> {
  const { rows } = await sql<{ all: unknown }>`select json_build_object(
      'dossiers', (select json_agg(to_jsonb(d) - 'changed_at' order by unit_id, source_id, code) from dossier d),
      'days', (select json_agg(to_jsonb(d) order by unit_id, day) from dossier_day d where 0 <> any(counts)),
      'halves', (select json_agg(to_jsonb(d) order by unit_id, half) from dossier_half d where 0 <> any(counts)),
      'procedures', (select json_agg(to_jsonb(d) order by unit_id, procedure_code, half)
        from dossier_procedure_half d where 0 <> any(counts)),
      'hours', (select json_agg(to_jsonb(d) order by unit_id, day, hours) from dossier_hours d where dossiers <> 0)
    ) as all`.execute(test.owner);
  return JSON.stringify(rows[0]?.all);
}

/** What a count from nothing comes to; it takes the place of what was stored. */
async function fresh(): Promise<string> {
  await sql`truncate dossier, dossier_day, dossier_half, dossier_procedure_half, dossier_hours`.execute(
    test.owner,
  );
  const { rows } = await sql<{ sourceId: string; unitId: string; code: string }>`
    select distinct source_id, unit_id, dossier_code as code from dossier_event`.execute(test.owner);
  for (const sourceId of new Set(rows.map((row) => row.sourceId)))
    await test.db.transaction().execute(async (db) => {
      await lockSource(db, sourceId);
      await recountDossiers(
        db,
        sourceId,
        rows.filter((row) => row.sourceId === sourceId),
        test.clock.now(),
      );
    });
  return stored();
}

const runs = async () => (await ok<{ items: DossierRecount[] }>(road.viewer.get('/dossier-recounts'))).items;
const runJobs = () => runWaiting({ ...test, owner: test.owner }, 'dossiers.recount');

beforeEach(async () => {
  await runJobs();
});

describe('dossiers follow', () => {
  it('a procedure whose time was corrected, and say how many were counted', async () => {
    await send('mot');
    const before = await stored();
    await changeRow({ processingMinutes: 480 });
    expect(await stored()).toBe(before);
    expect((await runs())[0]).toMatchObject({
      cause: 'procedures',
      procedures: 1,
      finishedAt: null,
      dossiers: 0,
    });
    expect(await runJobs()).toBe(1);
    const after = await stored();
    expect(after).not.toBe(before);
    expect((await runs())[0]).toMatchObject({
      dossiers: 24,
      finishedAt: test.clock.now().toISOString(),
      orderedBy: 'Người thuongtruc',
    });
    expect(await fresh()).toBe(after);
  });

  it('a new row in the middle of their days, and the end of a procedure', async () => {
    const before = await stored();
    await addRow({
      ...RULE,
      code: '1.002',
      validFrom: '2022-03-10',
      processingMinutes: 2 * 480,
      counting: 'hours',
    });
    await changeRow({ endedOn: '2022-03-08' });
    expect(await runJobs()).toBe(2);
    const after = await stored();
    expect(after).not.toBe(before);
    expect(await fresh()).toBe(after);
  });

  it('a day that became a day off, and back to the same sums when it is taken back', async () => {
    const before = await stored();
    const { sequence } = await ok<CalendarYear>(road.standingBody.get('/working-calendar/2022'));
    const closed = {
      date: '2022-03-09',
      works: false,
      reason: 'Nghỉ do bão (mẫu)',
      issuer: 'UBND tỉnh Mẫu',
      number: '9/QĐ-MẪU',
      documentDate: '2022-03-08',
    };
    const act = (path: string, body: object, version: number) =>
      ok<CalendarYear>(
        road.standingBody.send('POST', path, body, {
          'if-match': `"${version}"`,
          'idempotency-key': `lich-${version}`,
        }),
      );
    await act('/working-calendar/2022/local-exceptions', closed, sequence);
    expect((await runs())[0]).toMatchObject({
      cause: 'calendar',
      firstDay: '2022-03-09',
      lastDay: '2022-03-09',
    });
    await runJobs();
    const during = await stored();
    expect(during).not.toBe(before);
    expect(await fresh()).toBe(during);
    const back = '/working-calendar/2022/local-exceptions/2022-03-09/withdraw';
    await act(back, { reason: 'Hết bão (mẫu)' }, sequence + 1);
    await runJobs();
    expect(await stored()).toBe(before);
  });

  it('a rule that was corrected after a file was computed and before it was taken', async () => {
    await addRow({ ...RULE, code: '1.003', validFrom: '2020-01-01' });
    const { id } = await test.owner
      .selectFrom('dossierSource')
      .select('id')
      .where('code', '=', 'mot')
      .executeTakeFirstOrThrow();
    const head = { eventId: 'tep', revision: 1, at: Date.parse('2022-03-28T02:00:00Z') };
    const said = {
      ...NOTHING_SAID,
      state: 'returned',
      received: Date.parse('2022-03-07T02:00:00Z'),
      finished: Date.parse('2022-03-10T02:00:00Z'),
    };
    const record = { unitId: road.ids['so-a'], dossierCode: 'TEP', procedureCode: '1.003', said };
    const basis = await currentBasis(test.db);
    const lot = await computeRecords(head, [record], basis);
    await changeRow({ processingMinutes: 480 }, '1.003');
    const received = { now: test.clock.now(), requestId: null };
    await test.db.transaction().execute(async (db) => {
      await expect(openTakingNew(db, id, received.now, basis)).rejects.toThrow(BasisChanged);
    });
    await test.db.transaction().execute(async (db) => {
      const taking = await openTaking(db, id, head, received, basis);
      expect(await taking.take(lot)).toMatchObject({ taken: 1 });
      await taking.finish();
    });
    const { ending } = await test.owner
      .selectFrom('dossier')
      .select('ending')
      .where('code', '=', 'TEP')
      .executeTakeFirstOrThrow();
    expect([lot.computed[0]?.dossier.ending, ending]).toEqual(['on-time', 'late']);
    const after = await stored();
    expect(await fresh()).toBe(after);
  });

  it('but nobody is counted again for a name, a sector, or a decision that changes no day', async () => {
    const known = (await runs()).length;
    await changeRow({ endedOn: '2022-03-08', name: 'Tên khác (mẫu)', processingMinutes: 1440 });
    await changeRow({ endedOn: '2022-03-08', name: 'Tên khác nữa (mẫu)', processingMinutes: 1440 });
    expect((await runs()).length).toBe(known);
    const { decision, sequence } = await ok<CalendarYear>(road.standingBody.get('/working-calendar/2021'));
    const headers = { 'if-match': `"${sequence}"`, 'idempotency-key': 'nhu-cu' };
    await ok(road.standingBody.send('POST', '/year-decisions', { document: decision }, headers));
    expect((await runs()).length).toBe(known);
  });
});

describe('a recount that was cut off', () => {
  it('goes on where it was, with events that came meanwhile, and comes to the same sums', async () => {
    await changeRow({ processingMinutes: 5 * 480 });
    const id = (await runs())[0]?.id ?? '';
    for (let batch = 0; batch < 7; batch += 1) await recountSome(test.db, id, test.clock.now(), 3);
    const done = (await runs())[0]?.dossiers ?? 0;
    expect(done).toBeGreaterThan(0);
    expect(done).toBeLessThan(24);
    await send('giua-chung');
    expect(await runJobs()).toBe(1);
    const after = await stored();
    expect((await runs())[0]?.finishedAt).not.toBeNull();
    expect(await fresh()).toBe(after);
  });

  it('leaves nothing of a batch that failed, and is finished once', async () => {
    await changeRow({ processingMinutes: 4 * 480 });
    const id = (await runs())[0]?.id ?? '';
    await recountSome(test.db, id, test.clock.now(), 3);
    const before = await stored();
    const failing = test.db.transaction().execute(async (tx) => {
      await recountSome(tx, id, test.clock.now(), 3);
      throw new Error('killed');
    });
    await expect(failing).rejects.toThrow('killed');
    expect(await stored()).toBe(before);
    await runJobs();
    const after = await stored();
    expect(await recountSome(test.db, id, test.clock.now())).toBe(false);
    expect(await fresh()).toBe(after);
  });
});
