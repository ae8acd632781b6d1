import type { CounterDossier, CounterProcedure, CounterRow, DossierStatistics } from '@parix/api-contract';
import { sql } from 'kysely';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { ok, openRoad, type Road, signInAll } from '../../testing/road.ts';
import { type Client, createTestApp, type TestApp } from '../../testing/test-app.ts';

let test: TestApp;
let road: Road;
let clerk: Client;
let other: Client;
let clerkB: Client;
let base: string;

const PROCEDURE = {
  ...{ validFrom: '2020-01-01', sector: 'Hộ tịch', counting: 'days' as const, lateness: 'by-day' as const },
  ...{ paymentStopsClock: true, supplementLimit: 1, nearDueDays: 1, hasFee: false },
  recordedAt: '2020-01-01T00:00:00Z',
};

beforeAll(async () => {
  test = await createTestApp();
  // Tuesday 8:00 in Vietnam.
  test.clock.set('2022-03-01T01:00:00Z');
  road = await openRoad(test);
  await test.owner
    .insertInto('procedure')
    .values([
      {
        ...PROCEDURE,
        ...{ code: '1.01', name: 'Đăng ký khai sinh (mẫu)', processingMinutes: 1440 },
        searchText: '1.01 dang ky khai sinh (mau) ho tich',
      },
      {
        ...PROCEDURE,
        ...{ code: '1.02', name: 'Hỏi ý kiến (mẫu)', processingMinutes: null },
        searchText: '1.02 hoi y kien (mau) ho tich',
      },
      {
        ...PROCEDURE,
        ...{ code: '1.03', name: 'Đã bãi bỏ (mẫu)', processingMinutes: 480, endedOn: '2022-01-01' },
        searchText: '1.03 da bai bo (mau) ho tich',
      },
    ])
    .execute();
  await test.addAccount('motcua-a2', 'one-stop-clerk', { unitId: road.ids['so-a'] });
  await test.addAccount('motcua-b', 'one-stop-clerk', { unitId: road.ids['so-b'] });
  base = `/units/${road.ids['so-a']}/counter`;
  await jump('2022-03-01T01:00:00Z');
});
afterAll(() => test.close());

/** Another day: everybody signs in again. */
async function jump(to: string): Promise<void> {
  test.clock.set(to);
  road = { ...(await signInAll(test)), ids: road.ids };
  clerk = road.clerkA;
  other = await test.signIn('motcua-a2');
  clerkB = await test.signIn('motcua-b');
}

const receive = (body: object = { procedureCode: '1.01' }, who = clerk) =>
  ok<CounterDossier>(who.send('POST', `${base}/dossiers`, body));
const read = (code: string, who = clerk) => ok<CounterDossier>(who.get(`${base}/dossiers/${code}`));
const post = ({ code, version }: CounterDossier, part: string, body: object, who = clerk) =>
  who.send('POST', `${base}/dossiers/${code}/${part}`, body, { 'if-match': `"${version}"` });
const act = (dossier: CounterDossier, body: object, who = clerk) =>
  ok<CounterDossier>(post(dossier, 'acts', body, who));
const codeOf = async (answer: Promise<{ statusCode: number; json: () => unknown }>) => {
  const response = await answer;
  return `${response.statusCode} ${(response.json() as { code?: string }).code ?? ''}`.trim();
};
const list = (query: string, who = clerk) =>
  ok<{ items: CounterRow[]; next: string | null }>(who.get(`${base}/dossiers?${query}`));
/** Place of the counter in the stored sums, which never moves. */
const APOLOGIES = 29;
const figures = async () => {
  const query = `from=2022-01-01&to=2022-12-31&unitId=${road.ids['so-a']}`;
  const { total } = await ok<DossierStatistics>(road.viewer.get(`/dossier-figures?${query}`));
  const { rows } = await sql<{ by: number[] }>`
    select array_agg(by order by place) as by from (
      select place, sum(by)::int as by from dossier_day, unnest(counts) with ordinality as c (by, place) group by 1
    ) as sums`.execute(test.owner);
  const apologies = rows[0]?.by?.[APOLOGIES] ?? 0;
  return (name: string) => (name === 'apologies' ? apologies : Number(total[`one-stop.${name}`]?.value));
};
const lookUp = (code: string) =>
  test.app.inject({ method: 'POST', url: '/api/v1/dossier-lookups', payload: { code } });

describe('receipt', () => {
  it('finds procedures in force today, each with its appointment', async () => {
    const { items } = await ok<{ items: CounterProcedure[] }>(clerk.get(`${base}/procedures?q=KHAI%20đăng`));
    expect(items.map(({ code, dueAt }) => [code, dueAt])).toEqual([['1.01', '2022-03-04T10:30:00.000Z']]);
    const all = await ok<{ items: CounterProcedure[] }>(clerk.get(`${base}/procedures`));
    expect(all.items.map(({ code }) => code)).toEqual(['1.01', '1.02']);
  });

  it('gives the dossier a code, the appointment by law and a lookup code, and a repeat prints the same', async () => {
    const key = { 'idempotency-key': 'giay-tiep-nhan' };
    const body = { procedureCode: '1.01' };
    const first = await ok<CounterDossier>(clerk.send('POST', `${base}/dossiers`, body, key));
    expect(first).toMatchObject({
      code: 'so-a-220301-0001',
      state: 'accepted',
      dueAt: '2022-03-04T10:30:00.000Z',
      version: 1,
      procedureName: 'Đăng ký khai sinh (mẫu)',
    });
    expect(first.lookup.code).toMatch(/^([0-9A-HJKMNP-TV-Z]{4}-){3}[0-9A-HJKMNP-TV-Z]{4}$/);
    expect(first.lookup.link).toBe(`http://parix.test/tra-cuu/${first.lookup.code.replaceAll('-', '')}`);
    expect(await ok(clerk.send('POST', `${base}/dossiers`, body, key))).toEqual(first);
    expect((await receive()).code).toBe('so-a-220301-0002');
  });

  it('takes a day from the officer only where no time is set', async () => {
    const chosen = await receive({ procedureCode: '1.02', dueOn: '2022-03-10' });
    expect(chosen.dueAt).toBe('2022-03-10T10:30:00.000Z');
    expect((await receive({ procedureCode: '1.02' })).dueAt).toBeNull();
    const send = (body: object) => codeOf(clerk.send('POST', `${base}/dossiers`, body));
    expect(await send({ procedureCode: '1.01', dueOn: '2022-03-10' })).toBe('422 counter-due-by-law');
    expect(await send({ procedureCode: '1.02', dueOn: '2022-03-12' })).toBe('422 counter-due');
    expect(await send({ procedureCode: '1.02', dueOn: '2022-02-28' })).toBe('422 counter-due');
    expect(await send({ procedureCode: '1.03' })).toBe('422 counter-procedure');
    expect(await send({ procedureCode: 'khong-co' })).toBe('422 counter-procedure');
  });

  it('has no place for anything about the applicant', async () => {
    for (const more of [{ name: 'Nguyễn Văn A' }, { phone: '0900000000' }, { note: 'x' }])
      expect(await codeOf(clerk.send('POST', `${base}/dossiers`, { procedureCode: '1.01', ...more }))).toBe(
        '400 bad-request',
      );
  });

  it('numbers what two clerks receive at the same time', async () => {
    const made = await Promise.all([
      receive(),
      receive(undefined, other),
      receive(),
      receive(undefined, other),
    ]);
    expect(new Set(made.map(({ code }) => code)).size).toBe(4);
    expect(new Set(made.map(({ lookup }) => lookup.code)).size).toBe(4);
  });
});

describe('the course of a dossier', () => {
  it('goes from receipt over supplement and apology to the return, and the figures follow', async () => {
    await jump('2022-03-02T01:00:00Z');
    const before = await figures();
    let dossier = await receive();
    dossier = await act(dossier, { act: 'transferred' });
    expect(dossier.state).toBe('processing');
    dossier = await act(dossier, { act: 'supplement-requested' });
    expect(dossier.acts).toEqual(['supplemented', 'digitised', 'refused', 'withdrawn', 'stopped']);
    expect((await list('list=waiting')).items.map(({ code, urgency }) => [code, urgency])).toEqual([
      [dossier.code, 'waiting'],
    ]);
    await jump('2022-03-04T01:00:00Z');
    dossier = await act(dossier, { act: 'supplemented' });
    expect(dossier.dueAt).toBe('2022-03-09T10:30:00.000Z');
    dossier = await act(dossier, { act: 'apologised', dueOn: '2022-03-15' });
    expect(dossier).toMatchObject({
      reappointed: true,
      dueAt: '2022-03-15T10:30:00.000Z',
      firstDueAt: '2022-03-09T10:30:00.000Z',
    });
    dossier = await act(dossier, { act: 'paid', online: true });
    await jump('2022-03-14T01:00:00Z');
    dossier = await act(dossier, { act: 'finished' });
    expect((await list('list=to-return')).items.map(({ code }) => code)).toEqual([dossier.code]);
    dossier = await act(dossier, { act: 'returned', channel: 'counter' });
    expect(dossier).toMatchObject({ state: 'returned', ending: 'on-time', acts: ['digitised'] });
    const after = await figures();
    const grown = (name: string) => after(name) - before(name);
    expect(['received', 'settled', 'settled-on-time', 'apologies'].map(grown)).toEqual([1, 1, 1, 1]);
    const warnings = await test.owner.selectFrom('dossier').select('warnings').execute();
    expect(warnings.every((row) => Array.isArray(row.warnings) && row.warnings.length === 0)).toBe(true);
    expect(dossier.history.map(({ kind, by }) => [kind, by])).toEqual(
      [
        'accepted',
        'transferred',
        'supplement-requested',
        'supplemented',
        'apologised',
        'paid',
        'finished',
        'returned',
      ].map((kind) => [kind, 'Người motcua-a']),
    );
  });

  it('refuses what the state does not allow, and stores nothing of it', async () => {
    const dossier = await receive();
    expect(await codeOf(post(dossier, 'acts', { act: 'returned', channel: 'post' }))).toBe('409 counter-act');
    expect(await codeOf(post(dossier, 'acts', { act: 'supplemented' }))).toBe('409 counter-act');
    const apology = (dueOn: string) => codeOf(post(dossier, 'acts', { act: 'apologised', dueOn }));
    // Received on Monday 14 March, due on Thursday: a weekend, the due day itself, a day before.
    expect(await apology('2022-03-19')).toBe('422 counter-due');
    expect(await apology('2022-03-17')).toBe('422 counter-due');
    expect(await apology('2022-03-16')).toBe('422 counter-due');
    expect(dossier.newDueFrom).toBe('2022-03-18');
    expect(await read(dossier.code)).toEqual(dossier);
    await jump('2022-03-17T01:00:00Z');
    expect(await apology('2022-03-18')).toBe('409 counter-act');
    const asked = await act(dossier, { act: 'supplement-requested' });
    const given = await act(asked, { act: 'supplemented' });
    expect(await codeOf(post(given, 'acts', { act: 'supplement-requested' }))).toBe('409 counter-act');
    const back = await act(given, { act: 'withdrawn' });
    expect(back.acts).toEqual([]);
    expect(await codeOf(post(back, 'acts', { act: 'finished' }))).toBe('409 counter-act');
  });

  it('lets one of two clerks act; the other is shown what stands', async () => {
    const dossier = await receive();
    const answers = await Promise.all([
      post(dossier, 'acts', { act: 'withdrawn' }),
      post(dossier, 'acts', { act: 'finished' }, other),
    ]);
    expect(answers.map(({ statusCode }) => statusCode).sort()).toEqual([200, 412]);
    const lost = answers.find(({ statusCode }) => statusCode === 412)?.json<{ current: CounterDossier }>();
    expect(lost?.current.version).toBe(2);
    expect((await read(dossier.code)).history).toHaveLength(2);
  });

  it('does an act once however often it is sent', async () => {
    const dossier = await receive();
    const headers = { 'if-match': '"1"', 'idempotency-key': 'mot-lan' };
    const send = () =>
      ok(clerk.send('POST', `${base}/dossiers/${dossier.code}/acts`, { act: 'finished' }, headers));
    expect(await send()).toEqual(await send());
    expect((await read(dossier.code)).version).toBe(2);
  });
});

describe('a mistake', () => {
  it('is taken back with a reason, stays readable, and the figures go back', async () => {
    const before = await figures();
    const dossier = await receive();
    const done = await act(dossier, { act: 'finished' });
    expect(done.correctable).toEqual({ id: '2', kind: 'finished' });
    const correct = (body: object) => post(done, 'corrections', body);
    expect(await codeOf(correct({ reason: '  ', receipt: null }))).toBe('400 bad-request');
    const undone = await ok<CounterDossier>(correct({ reason: 'Bấm nhầm hồ sơ', receipt: null }));
    expect(undone).toMatchObject({ state: 'accepted', version: 3, endedAt: null });
    expect(undone.history.map(({ kind, counts, voided, reason }) => [kind, counts, voided, reason])).toEqual([
      ['accepted', true, false, null],
      ['finished', false, false, null],
      ['finished', false, true, 'Bấm nhầm hồ sơ'],
    ]);
    expect((await figures())('settled')).toBe(before('settled'));
    const again = await act(undone, { act: 'finished' });
    expect(again.state).toBe('finished');
    expect((await figures())('settled')).toBe(before('settled') + 1);
  });

  it('in a receipt is corrected under the same codes while nothing has followed', async () => {
    const dossier = await receive();
    const receipt = { procedureCode: '1.02', channel: 'post', dueOn: '2022-03-25' };
    const fixed = await ok<CounterDossier>(
      post(dossier, 'corrections', { reason: 'Chọn nhầm thủ tục', receipt }),
    );
    expect(fixed).toMatchObject({
      ...{ code: dossier.code, lookup: dossier.lookup, channel: 'post' },
      ...{ procedureName: 'Hỏi ý kiến (mẫu)', dueAt: '2022-03-25T10:30:00.000Z' },
    });
    const moved = await act(fixed, { act: 'transferred' });
    expect(await codeOf(post(moved, 'corrections', { reason: 'Muộn', receipt }))).toBe('409 counter-act');
  });

  it('of receiving at all is taken back: nothing is counted, and the citizen is told so', async () => {
    const before = await figures();
    const dossier = await receive();
    const gone = await ok<CounterDossier>(
      post(dossier, 'corrections', { reason: 'Nhận nhầm', receipt: null }),
    );
    expect(gone).toMatchObject({ state: null, acts: [], correctable: null });
    expect((await figures())('received')).toBe(before('received'));
    const page = await test.app.inject({ url: new URL(dossier.lookup.link).pathname });
    expect(page.body).toContain('Giấy tiếp nhận đã bị hủy');
  });
});

describe('the queue', () => {
  it('shows the most urgent first, by pages, and finds by code, lookup code or scanned address', async () => {
    const { items } = await list('limit=200');
    const due = items.map(({ dueAt }) => dueAt ?? '9');
    expect(due).toEqual(due.toSorted());
    expect(items.some(({ urgency }) => urgency === 'overdue')).toBe(true);
    expect((await list('list=overdue')).items.every(({ urgency }) => urgency === 'overdue')).toBe(true);
    const paged: string[] = [];
    for (let cursor = ''; ;) {
      const page = await list(`limit=2${cursor && `&cursor=${cursor}`}`);
      paged.push(...page.items.map(({ code }) => code));
      if (page.next === null) break;
      cursor = page.next;
    }
    expect(paged).toEqual(items.map(({ code }) => code));
    const dossier = await receive();
    for (const q of [dossier.code.toUpperCase(), dossier.lookup.code.toLowerCase(), dossier.lookup.link])
      expect((await list(`q=${encodeURIComponent(q)}`)).items.map(({ code }) => code)).toEqual([
        dossier.code,
      ]);
    expect((await list('q=%25')).items).toEqual([]);
  });
});

describe('rights', () => {
  it('end at the own unit: nobody reads or acts at another counter, leaders read their own', async () => {
    const dossier = await receive();
    const path = `${base}/dossiers/${dossier.code}`;
    for (const who of [clerkB, road.unitB, road.viewer, road.standingBody, road.admin])
      expect(await codeOf(who.get(path))).toBe('403 forbidden');
    expect(await codeOf(clerkB.get(`${base}/dossiers`))).toBe('403 forbidden');
    expect(await codeOf(post(dossier, 'acts', { act: 'finished' }, clerkB))).toBe('403 forbidden');
    expect(await codeOf(clerkB.send('POST', `${base}/dossiers`, { procedureCode: '1.01' }))).toBe(
      '403 forbidden',
    );
    for (const who of [road.leaderA, road.unitA]) {
      expect((await read(dossier.code, who)).acts).toEqual([]);
      expect(await codeOf(post(dossier, 'acts', { act: 'finished' }, who))).toBe('403 forbidden');
    }
    const elsewhere = `/units/${road.ids['so-b']}/counter/dossiers/${dossier.code}`;
    expect(await codeOf(clerkB.get(elsewhere))).toBe('404 not-found');
  });

  it('leave the built-in source alone: not listed, not renewed, not revoked, and no token sends for it', async () => {
    const { id } = await test.owner
      .selectFrom('dossierSource')
      .select('id')
      .where('builtIn', '=', true)
      .executeTakeFirstOrThrow();
    const { items } = await ok<{ items: { id: string }[] }>(road.standingBody.get('/dossier-sources'));
    expect(items.map((source) => source.id)).not.toContain(id);
    for (const part of ['token', 'revoke'])
      expect(await codeOf(road.standingBody.send('POST', `/dossier-sources/${id}/${part}`))).toBe(
        '404 not-found',
      );
  });
});

describe('the citizen', () => {
  it('reads state, dates and what is asked, and nothing about a person or from inside the office', async () => {
    const dossier = await receive();
    await act(await act(dossier, { act: 'transferred' }), { act: 'supplement-requested' });
    const answer = await lookUp(dossier.lookup.code.toLowerCase());
    expect(Object.keys(answer.json<object>()).sort()).toEqual([
      'asOf',
      'asked',
      'askedAt',
      'dueAt',
      'endedAt',
      'firstDueAt',
      'mayRate',
      'procedureName',
      'rating',
      'receivedAt',
      'returnedAt',
      'state',
      'unitName',
    ]);
    expect(answer.json()).toMatchObject({ asked: 'supplement', unitName: 'Sở Á', firstDueAt: null });
    const page = await test.app.inject({ url: new URL(dossier.lookup.link).pathname });
    expect(page.body).toContain('Cần bạn bổ sung hồ sơ');
    expect(page.body).toContain('Đăng ký khai sinh (mẫu)');
    for (const inside of [dossier.code, 'motcua', 'Người', '1.01', 'awaiting', road.ids['so-a']])
      expect(page.body, inside).not.toContain(inside);
  });

  it('says how satisfied they are, once it is settled; the last word counts, and no clerk takes it back', async () => {
    const dossier = await receive();
    const url = new URL(dossier.lookup.link).pathname;
    const page = async () => (await test.app.inject({ url })).body;
    const rate = (payload: string) =>
      test.app.inject({
        ...{ method: 'POST', url, payload },
        headers: { 'content-type': 'application/x-www-form-urlencoded' },
      });
    expect(await page()).not.toContain('Bạn có hài lòng');
    expect((await rate('danh-gia=satisfied')).statusCode).toBe(303);
    expect((await lookUp(dossier.lookup.code)).json()).toMatchObject({ mayRate: false, rating: null });

    await act(await act(dossier, { act: 'finished' }), { act: 'returned', channel: 'counter' });
    expect(await page()).toContain('Bạn có hài lòng');
    for (const rating of ['dissatisfied', 'satisfied', 'satisfied']) {
      const answer = await rate(`danh-gia=${rating}`);
      expect([answer.statusCode, answer.headers.location]).toEqual([303, url]);
    }
    expect(await page()).toContain('Đã ghi nhận: <strong>Hài lòng</strong>');
    for (const wrong of ['danh-gia=tuyet', 'x=1', '']) expect((await rate(wrong)).statusCode).toBe(400);

    const now = await read(dossier.code);
    expect(now.history.filter(({ kind }) => kind === 'rated').map(({ counts }) => counts)).toEqual([
      false,
      true,
    ]);
    expect(now).toMatchObject({ state: 'returned', correctable: { kind: 'returned' } });
  });

  it('is told the same of every code that opens nothing', async () => {
    const unknown = await lookUp('0000-0000-0000-0000');
    const impossible = await lookUp('abc');
    expect([unknown.statusCode, impossible.statusCode]).toEqual([404, 404]);
    const said = (response: typeof unknown) => ({ ...response.json<object>(), requestId: '' });
    expect(said(unknown)).toEqual(said(impossible));
    const page = await test.app.inject({ url: '/tra-cuu/0000000000000000' });
    expect(page.statusCode).toBe(404);
    expect(page.body).toContain('Không có hồ sơ nào mang mã này');
    const typed = await test.app.inject({ url: `/tra-cuu/?ma=${encodeURIComponent('0000 0000-0000 0000')}` });
    expect(typed.headers.location).toBe('/tra-cuu/0000000000000000');
    const script = await test.app.inject({ url: `/tra-cuu/${encodeURIComponent('<script>"')}` });
    expect(script.body).not.toContain('<script>');
  });

  it('is limited by address, and the code stands in no log', async () => {
    const dossier = await receive();
    const { pathname } = new URL(dossier.lookup.link);
    const ask = (remoteAddress: string) => test.app.inject({ url: pathname, remoteAddress });
    const statuses: number[] = [];
    for (let n = 0; n < 125; n++) statuses.push((await ask('203.0.113.9')).statusCode);
    expect(statuses.slice(0, 120).every((status) => status === 200)).toBe(true);
    expect(statuses.slice(120).every((status) => status === 429)).toBe(true);
    expect((await ask('203.0.113.10')).statusCode).toBe(200);
    expect(JSON.stringify(test.logLines())).not.toContain(pathname.split('/').at(-1));
  });
});

it('keeps the sums equal to those of all dossiers counted afresh', async () => {
  const { rows } = await sql<{ same: boolean }>`
    with told as (
      select unit_id, (counts[n] || '/' || counts[n + 1]) as place, sum(counts[n + 2]) as by
      from dossier, generate_series(1, coalesce(array_length(counts, 1), 0), 3) as n group by 1, 2
    ), kept as (
      select unit_id, ((day - '1970-01-01'::date) || '/' || place - 1) as place, by
      from dossier_day, unnest(counts) with ordinality as c (by, place) where by <> 0
    )
    select not exists (
      select 1 from (select * from told where by <> 0) t full join kept k using (unit_id, place)
      where t.by is distinct from k.by
    ) as same`.execute(test.owner);
  expect(rows).toEqual([{ same: true }]);
});
