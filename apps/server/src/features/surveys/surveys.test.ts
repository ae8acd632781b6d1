import type { SurveyDetail, SurveySheets } from '@parix/api-contract';
import { sql } from 'kysely';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { createRound, importFacts, moveRound, ok, openRoad, type Road } from '../../testing/road.ts';
import { createTestApp, type TestApp } from '../../testing/test-app.ts';
import { surveyBases, surveysFrozen } from './surveys.read-model.ts';

let test: TestApp;
let road: Road;
const ROUND = 'nam-2021';
const base = `/rounds/${ROUND}/surveys`;
const DAY = '2022-03-01T08:00:00.000Z';

const QUESTION = {
  id: 'hai-long',
  text: 'Ông/bà hài lòng đến mức nào?',
  itemId: '2.1',
  mean: 'diem_trung_binh',
  required: true,
  options: [
    ...['1', '2', '3', '4', '5'].map((value) => ({
      id: `m${value}`,
      label: `Mức ${value}`,
      value,
      figure: null,
    })),
    { id: 'kho', label: 'Không có ý kiến', value: null, figure: null },
  ],
};
const FORM = { title: 'Phiếu hỏi đại biểu', introduction: 'Xin cho biết ý kiến.', questions: [QUESTION] };

beforeAll(async () => {
  test = await createTestApp();
  road = await openRoad(test);
  await createRound(road);
  await moveRound(road, ROUND, 'self-scoring');
  await importFacts(road, ROUND);
});
afterAll(() => test.close());

/** Another time of day, or another day: whoever was signed in does so again. */
async function at(instant: string): Promise<void> {
  test.clock.set(instant);
  road = { ...road, standingBody: await test.signIn('thuongtruc') };
}
const match = ({ version }: { version: number }) => ({ 'if-match': `"${version}"` });
const get = (id: string) => ok<SurveyDetail>(road.standingBody.get(`${base}/${id}`));
const act = (method: 'POST' | 'PUT' | 'PATCH', survey: SurveyDetail, path: string, body?: object) =>
  road.standingBody.send(method, `${base}/${survey.id}${path}`, body, match(survey));
const move = (survey: SurveyDetail, to: string, more: object = {}) =>
  act('POST', survey, '/moves', { to, ...more });
type Refused = { code: string; errors?: { code: string; place: string }[] };
const refused = async (answer: ReturnType<Road['standingBody']['send']>): Promise<Refused> => {
  const response = await answer;
  expect(response.statusCode, response.body).toBeGreaterThanOrEqual(400);
  return response.json<Refused>();
};

/** A draft with one group that is asked about so-a and so-b. */
async function draft(title: string, quota = 2, population: number | null = null): Promise<SurveyDetail> {
  const made = await ok<SurveyDetail>(
    road.standingBody.send('POST', base, { title, opensAt: null, closesAt: '2022-03-02T00:00:00.000Z' }),
  );
  const asked = await ok<SurveyDetail>(act('PUT', made, '/questionnaires/dai-bieu', FORM));
  const grouped = await ok<SurveyDetail>(
    act('POST', asked, '/groups', { name: 'Đại biểu HĐND', questionnaireKey: 'dai-bieu' }),
  );
  const targets = [road.ids['so-a'], road.ids['so-b']].map((unitId) => ({ unitId, quota, population }));
  return ok(act('PUT', grouped, `/groups/${grouped.groups[0]?.id}/targets`, { targets }));
}

async function codesFor(survey: SurveyDetail, unitIds: readonly string[], copies: number): Promise<string[]> {
  const order = { groupId: survey.groups[0]?.id, unitIds, copies };
  const batch = await ok<{ id: string }>(
    road.standingBody.send('POST', `${base}/${survey.id}/batches`, order),
  );
  const shown = await ok<SurveySheets>(
    road.standingBody.send('POST', `${base}/${survey.id}/batches/${batch.id}/codes`),
  );
  return shown.sheets.map(({ code }) => code);
}

const page = (code: string, cookie = '') => test.app.inject({ url: `/ks/${code}`, headers: { cookie } });
const answer = (
  code: string,
  choice: string | null,
  token = `token-${code.toUpperCase()}-0123456789`,
  version = '1',
) =>
  test.app.inject({
    method: 'POST',
    url: `/ks/${code}`,
    headers: { 'content-type': 'application/x-www-form-urlencoded' },
    payload: new URLSearchParams({
      token,
      version,
      ...(choice !== null && { 'q.hai-long': choice }),
    }).toString(),
  });
const said = (response: { body: string }): string | undefined =>
  /data-said="([a-z-]+)"/.exec(response.body)?.[1];
const stored = async (id: string): Promise<number> => {
  const { rows } = await sql<{ n: number }>`select (
    (select count(*) from survey_answer where survey_id = ${id})
    + (select count(*) from survey_answer_received where survey_id = ${id}))::int as n`.execute(test.owner);
  return rows[0]?.n ?? -1;
};

describe('a questionnaire', () => {
  it('offers the items that the set scores from answers, with the scale of their rule', async () => {
    const { feeds } = await draft('Thử câu hỏi');
    expect(feeds).toHaveLength(1);
    expect(feeds[0]).toMatchObject({ itemId: '2.1', mean: 'diem_trung_binh', low: '1', high: '5' });
    expect(feeds[0]?.options.map(({ value }) => value)).toEqual(['1', '2', '3', '4', '5']);
  });

  it('is refused where it does not feed an item the way its rule reads it, by place', async () => {
    const survey = await draft('Thử câu hỏi sai');
    const faults = async (question: object) =>
      (
        await refused(
          act('PUT', survey, '/questionnaires/x', { ...FORM, questions: [{ ...QUESTION, ...question }] }),
        )
      ).errors?.map(({ code, place }) => `${code} ${place}`);
    expect(await faults({ itemId: '1.1' })).toEqual(['no-survey-item /questions/0/itemId']);
    expect(await faults({ mean: null })).toEqual(['wrong-scale /questions/0/mean']);
    const option = (value: string | null, figure: string | null = null) => ({
      id: `o${value?.replace('.', '-')}`,
      label: 'a',
      value,
      figure,
    });
    expect(await faults({ options: [option('1'), option('5.1')] })).toEqual([
      'wrong-scale /questions/0/options/1/value',
    ]);
    expect(await faults({ options: [option('1'), option('2', 'diem_trung_binh')] })).toEqual([
      'wrong-scale /questions/0/options/1/value',
    ]);
    expect(await faults({ options: [option('1'), option(null)] })).toEqual([
      'too-few-steps /questions/0/options',
    ]);
    expect(await faults({ options: [option('1'), option('1')] })).toEqual([
      'same-id /questions/0/options/1/id',
    ]);
  });

  it('in use changes in its words only, and each version stays', async () => {
    const survey = await ok<SurveyDetail>(move(await draft('Thử phiên bản'), 'open'));
    const words = { ...FORM, questions: [{ ...QUESTION, text: 'Lời rõ hơn' }] };
    const fewer = { ...FORM, questions: [{ ...QUESTION, options: QUESTION.options.slice(0, 4) }] };
    expect((await refused(act('PUT', survey, '/questionnaires/dai-bieu', fewer))).errors?.[0]?.code).toBe(
      'only-words',
    );
    const saved = await ok<SurveyDetail>(act('PUT', survey, '/questionnaires/dai-bieu', words));
    expect(saved.questionnaires[0]).toMatchObject({ version: 2, questions: [{ text: 'Lời rõ hơn' }] });
    const versions = await test.db
      .selectFrom('surveyQuestionnaire')
      .selectAll()
      .where('surveyId', '=', survey.id)
      .execute();
    expect(versions.map(({ version }) => version).sort()).toEqual([1, 2]);
    const [code = ''] = await codesFor(saved, [road.ids['so-a']], 1);
    expect((await page(code)).body).toContain('Lời rõ hơn');
    expect(said(await answer(code, 'm3', undefined, '1'))).toBe('received');
  });

  it('is asked about every unit of the round at one stroke, or about those that are named', async () => {
    const survey = await draft('Thử chỉ tiêu');
    const path = `/groups/${survey.groups[0]?.id}/targets`;
    const every = await ok<SurveyDetail>(
      act('PUT', survey, path, { everyUnit: { quota: 5, population: null } }),
    );
    expect(every.groups[0]).toMatchObject({ units: 3, quota: 15 });
    const out = { targets: [{ unitId: road.ids['xa-dak'], quota: 0, population: null }] };
    const fewer = await ok<SurveyDetail>(act('PUT', every, path, out));
    expect(fewer.groups[0]).toMatchObject({ units: 2, quota: 10 });
    const small = { everyUnit: { quota: 5, population: 4 } };
    expect((await refused(act('PUT', fewer, path, small))).errors?.[0]?.code).toBe('population-small');
  });

  it('is asked about a unit once: which of two quotas is meant, nobody can say', async () => {
    const survey = await draft('Thử chỉ tiêu trùng');
    const target = { unitId: road.ids['so-a'], population: null };
    const targets = [
      { ...target, quota: 1 },
      { ...target, quota: 2 },
    ];
    const twice = await refused(act('PUT', survey, `/groups/${survey.groups[0]?.id}/targets`, { targets }));
    expect(twice).toMatchObject({
      code: 'survey-invalid',
      errors: [{ place: '/targets/1/unitId', code: 'unit-twice' }],
    });
  });

  it('whose survey was changed meanwhile is not overwritten', async () => {
    const survey = await draft('Thử tranh chấp');
    await ok(act('PATCH', survey, '', { title: 'Tên khác' }));
    const response = await act('PUT', survey, '/questionnaires/dai-bieu', FORM);
    expect([response.statusCode, response.json<{ current: SurveyDetail }>().current.title]).toEqual([
      412,
      'Tên khác',
    ]);
  });
});

describe('codes', () => {
  it('are shown once, never stored, and no more than the group has people', async () => {
    const survey = await draft('Thử mã', 2, 3);
    const order = { groupId: survey.groups[0]?.id, unitIds: [road.ids['so-a']], copies: 3 };
    const batch = await ok<{ id: string }>(
      road.standingBody.send('POST', `${base}/${survey.id}/batches`, order),
    );
    const url = `${base}/${survey.id}/batches/${batch.id}/codes`;
    const shown = await ok<SurveySheets>(road.standingBody.send('POST', url));
    expect(shown.sheets).toHaveLength(3);
    for (const { code, link, qr } of shown.sheets) {
      expect(link).toBe(`http://parix.test/ks/${code.replaceAll('-', '')}`);
      expect(qr).toMatch(/^<svg /);
      const dump = await sql<{ text: string }>`select string_agg(t::text, ' ') as text from (
        select c::text as t from survey_code c union all select b::text from survey_batch b
        union all select i::text from idempotency_key i union all select a::text from audit_event a) all_rows`.execute(
        test.owner,
      );
      expect(dump.rows[0]?.text).not.toContain(code.replaceAll('-', ''));
      expect(dump.rows[0]?.text).not.toContain(code);
    }
    expect((await refused(road.standingBody.send('POST', url))).code).toBe('survey-codes-shown');
    const more = await refused(
      road.standingBody.send('POST', `${base}/${survey.id}/batches`, { ...order, copies: 1 }),
    );
    expect(more.errors?.[0]?.code).toBe('too-many-codes');
    const large = await refused(
      road.standingBody.send('POST', `${base}/${survey.id}/batches`, {
        groupId: order.groupId,
        copies: 1001,
      }),
    );
    expect(large.errors?.[0]?.code).toBe('batch-large');
  });

  it('that are ordered count as well: batches shown later give no more codes than people', async () => {
    const survey = await draft('Thử hai lô', 2, null);
    const path = `${base}/${survey.id}`;
    const order = (copies: number) =>
      road.standingBody.send('POST', `${path}/batches`, {
        ...{ groupId: survey.groups[0]?.id, unitIds: [road.ids['so-a']], copies },
      });
    const show = (id: string) => road.standingBody.send('POST', `${path}/batches/${id}/codes`);
    const targets = (quota: number, population: number | null) => ({
      targets: [{ unitId: road.ids['so-a'], quota, population }],
    });
    const set = async (body: object) =>
      act('PUT', await get(survey.id), `/groups/${survey.groups[0]?.id}/targets`, body);
    // How many people there are is learnt after five codes were ordered.
    const [first, second] = [await ok<{ id: string }>(order(3)), await ok<{ id: string }>(order(2))];
    expect((await refused(set(targets(0, null)))).errors?.[0]?.code).toBe('has-codes');
    await ok(set(targets(2, 3)));
    expect((await refused(order(1))).errors?.[0]?.code).toBe('too-many-codes');
    await ok(show(first.id));
    expect((await refused(show(second.id))).errors?.[0]).toMatchObject({
      place: 'unit:so-a',
      code: 'too-many-codes',
    });
    await ok(
      road.standingBody.send('POST', `${path}/batches/${second.id}/void`, { reason: 'Thừa so với số người' }),
    );
    expect((await get(survey.id)).codes).toBe(3);
    // Three people may hold a code now: the group is not said to be smaller, unless they are taken back.
    const smaller = { place: 'unit:so-a', code: 'population-below-codes' };
    expect(await refused(set(targets(2, 2)))).toMatchObject({ code: 'survey-invalid', errors: [smaller] });
    await ok(set(targets(2, 4)));
    await ok(road.standingBody.send('POST', `${path}/batches/${first.id}/void`, { reason: 'In nhầm' }));
    await ok(set(targets(2, 2)));
  });

  it('taken back are good no more, and others can be made instead', async () => {
    const survey = await ok<SurveyDetail>(move(await draft('Thử thu hồi', 1, 1), 'open'));
    const [code = ''] = await codesFor(survey, [road.ids['so-a']], 1);
    const { items } = await ok<{ items: { id: string }[] }>(
      road.standingBody.get(`${base}/${survey.id}/batches`),
    );
    await ok(
      road.standingBody.send('POST', `${base}/${survey.id}/batches/${items[0]?.id}/void`, {
        reason: 'Thất lạc',
      }),
    );
    expect([(await page(code)).statusCode, said(await page(code))]).toEqual([410, 'void']);
    expect(said(await answer(code, 'm1'))).toBe('void');
    const [other = ''] = await codesFor(survey, [road.ids['so-a']], 1);
    expect((await page(other)).statusCode).toBe(200);
    expect(await stored(survey.id)).toBe(0);
  });
});

describe('the answer page', () => {
  let survey: SurveyDetail;
  let codes: string[];
  beforeAll(async () => {
    const before = await draft('Khảo sát <b>đại biểu</b>');
    codes = await codesFor(before, [road.ids['so-a']], 12);
    expect(said(await page(codes[0] ?? ''))).toBe('not-open');
    survey = await ok(move(before, 'open'));
  });
  const next = (): string => codes.pop() ?? '';

  it('is plain HTML that needs no account and no inline script', async () => {
    const response = await page(next());
    expect([
      response.statusCode,
      response.headers['content-type'],
      response.headers['cache-control'],
    ]).toEqual([200, 'text/html; charset=utf-8', 'no-store']);
    expect(response.body).toContain('<html lang="vi">');
    expect(response.body).toContain('Khảo sát &lt;b&gt;đại biểu&lt;/b&gt;');
    expect(response.body).toContain('Sở Á');
    expect(response.body).not.toMatch(/<script(?! src="\/ks\/draft\.js" defer)/);
    expect(response.body.length).toBeLessThan(8000);
    for (const file of ['style.css', 'draft.js'])
      expect((await test.app.inject({ url: `/ks/${file}` })).statusCode).toBe(200);
  });

  it('takes one answer for one code, however often and with whatever token it is sent', async () => {
    const code = next();
    const before = await stored(survey.id);
    expect(said(await answer(code, 'm4'))).toBe('received');
    expect(said(await answer(code, 'm4'))).toBe('received');
    expect(said(await answer(code.toLowerCase(), 'm1'))).toBe('received');
    const other = await answer(code, 'm1', 'another-device-0123456789');
    expect([other.statusCode, said(other)]).toEqual([409, 'used']);
    expect([(await page(code)).statusCode, said(await page(code))]).toEqual([409, 'used']);
    expect(await stored(survey.id)).toBe(before + 1);
  });

  it('knows its own answer again from what the device keeps', async () => {
    const code = next();
    const form = await page(code);
    const cookie = form.cookies.find(({ name }) => name === 'ks');
    expect(cookie).toMatchObject({
      path: `/ks/${code.replaceAll('-', '')}`,
      httpOnly: true,
      sameSite: 'Lax',
    });
    const token = /name="token" value="([^"]+)"/.exec(form.body)?.[1] ?? '';
    expect(token).toBe(cookie?.value);
    expect(said(await answer(code, 'm2', token))).toBe('received');
    const again = await page(code, `ks=${token}`);
    expect([again.statusCode, said(again)]).toEqual([200, 'received']);
  });

  it('takes one of fifty that come at once with one code', async () => {
    const code = next();
    const before = await stored(survey.id);
    const all = await Promise.all(
      Array.from({ length: 50 }, (_, at) =>
        answer(code, `m${(at % 5) + 1}`, `device-${at}-0123456789abcdef`),
      ),
    );
    expect(all.filter((one) => said(one) === 'received')).toHaveLength(1);
    expect(all.filter((one) => said(one) === 'used')).toHaveLength(49);
    expect(await stored(survey.id)).toBe(before + 1);
  });

  it('gives the form back with what was chosen when something is missing or foreign', async () => {
    const code = next();
    const missing = await answer(code, null);
    expect(missing.statusCode).toBe(422);
    expect(missing.body).toContain('Câu 1: Chọn một câu trả lời.');
    const foreign = await answer(code, 'm9');
    expect(foreign.statusCode).toBe(422);
    expect(foreign.body).not.toContain('checked');
    expect((await answer(code, 'm2', 'short')).statusCode).toBe(400);
    expect((await answer(code, 'm2', undefined, '99')).statusCode).toBe(404);
    expect(said(await answer(code, 'm5'))).toBe('received');
  });

  it('says in words what a code is not good for', async () => {
    for (const wrong of ['XXXX', 'ABCD-EFGH-JKMN', "'; drop table survey;--", '%E2%82%AC', 'a'.repeat(250)])
      expect([
        (await page(encodeURIComponent(wrong))).statusCode,
        said(await page(encodeURIComponent(wrong))),
      ]).toEqual([404, 'unknown']);
    expect((await test.app.inject({ url: '/ks/?ma=abc' })).statusCode).toBe(404);
    const code = next();
    const found = await test.app.inject({ url: `/ks/?ma=${code.toLowerCase()}` });
    expect([found.statusCode, found.headers.location]).toEqual([303, `/ks/${code.replaceAll('-', '')}`]);
    const poison = await test.app.inject({
      url: `/ks/?ma=${encodeURIComponent('"><script>alert(1)</script>')}`,
    });
    expect(poison.body).not.toContain('<script>alert');
  });

  it('bears bodies that are no form', async () => {
    const code = next();
    const send = (type: string, payload: string) =>
      test.app.inject({ method: 'POST', url: `/ks/${code}`, headers: { 'content-type': type }, payload });
    expect(said(await send('application/json', '{}'))).toBe('garbled');
    expect(said(await send('text/plain', 'x'))).toBe('garbled');
    expect((await send('application/x-www-form-urlencoded', 'q'.repeat(40_000))).statusCode).toBe(413);
    expect(said(await send('application/x-www-form-urlencoded', 'token=%00%00&version=-1'))).toBe('garbled');
    expect((await page(code)).statusCode).toBe(200);
  });

  it('leaves no code, no token and no address in the log', async () => {
    const lines = JSON.stringify(test.logLines());
    expect(lines).not.toContain('/ks/');
    for (const code of codes) expect(lines).not.toContain(code.replaceAll('-', ''));
  });
});

describe('answers and codes', () => {
  it('share no value but the survey, the unit and the group, and no time finer than the day', async () => {
    const survey = await ok<SurveyDetail>(move(await draft('Thử ẩn danh', 1), 'open'));
    const codes = await codesFor(survey, [road.ids['so-a']], 6);
    for (const [at, code] of codes.entries()) await answer(code, `m${(at % 5) + 1}`);
    const rows = async (table: 'survey_code' | 'survey_answer_received' | 'survey_answer') =>
      (
        await sql<
          Record<string, unknown>
        >`select to_jsonb(t) as row from ${sql.table(table)} t where survey_id = ${survey.id}`.execute(
          test.owner,
        )
      ).rows.map(({ row }) => row as Record<string, unknown>);
    const shared = new Set([survey.id, survey.groups[0]?.id, road.ids['so-a']]);
    const valuesOf = (all: readonly Record<string, unknown>[]) =>
      new Set(
        all.flatMap((row) =>
          Object.values(row).filter((value) => typeof value === 'string' && !shared.has(value)),
        ),
      );
    const [codeRows, answers] = [await rows('survey_code'), await rows('survey_answer_received')];
    expect([codeRows.length, answers.length]).toEqual([6, 6]);
    expect([...valuesOf(codeRows)].filter((value) => valuesOf(answers).has(value))).toEqual([]);
    expect(new Set(codeRows.map((row) => row['used_date']))).toEqual(new Set(['2022-03-01']));
    for (const row of answers) {
      expect(Object.keys(row).sort()).toEqual([
        'choices',
        'group_id',
        'id',
        'questionnaire_version',
        'survey_id',
        'unit_id',
      ]);
      expect(String(row['id'])[14]).toBe('4');
    }
  });

  it('do not have the number of their transaction in common once the survey is frozen', async () => {
    const survey = await ok<SurveyDetail>(move(await draft('Thử trộn', 1), 'open'));
    const codes = await codesFor(survey, [road.ids['so-a'], road.ids['so-b']], 10);
    for (const [at, code] of codes.entries()) await answer(code, `m${(at % 5) + 1}`);
    const closed = await ok<SurveyDetail>(move(await get(survey.id), 'closed'));
    await ok(move(closed, 'frozen'));
    const { rows } = await sql<{ left: number; shared: number; transactions: number }>`select
      (select count(*)::int from survey_answer_received where survey_id = ${survey.id}) as left,
      (select count(*)::int from survey_answer a join survey_code c on c.xmin = a.xmin where a.survey_id = ${survey.id}) as shared,
      (select count(distinct a.xmin::text)::int from survey_answer a where a.survey_id = ${survey.id}) as transactions`.execute(
      test.owner,
    );
    expect(rows[0]).toEqual({ left: 0, shared: 0, transactions: 1 });
    expect(await stored(survey.id)).toBe(20);
  });
});

describe('paper sheets', () => {
  it('are entered by their code, once, also after the closing, and never when answered online', async () => {
    const survey = await ok<SurveyDetail>(move(await draft('Thử phiếu giấy', 1), 'open'));
    const [paper = '', online = '', late = ''] = await codesFor(survey, [road.ids['so-b']], 3);
    const path = `${base}/${survey.id}`;
    const find = (code: string) => road.standingBody.send('POST', `${path}/paper-sheet`, { code });
    const enter = (code: string, choice: string, token = 'paper-token-0123456789') =>
      road.standingBody.send('POST', `${path}/paper-answers`, {
        ...{ code, token, questionnaireVersion: 1 },
        choices: choice === '' ? {} : { 'hai-long': choice },
      });
    expect(await ok(find(paper))).toMatchObject({ unitName: 'Sở Bình Định', groupName: 'Đại biểu HĐND' });
    expect((await refused(enter(paper, ''))).errors?.[0]).toMatchObject({
      code: 'choice-missing',
      place: '/choices/hai-long',
    });
    await ok(enter(paper, 'm4'));
    await ok(enter(paper, 'm4'));
    expect((await refused(enter(paper, 'm1', 'another-token-0123456789'))).code).toBe('survey-code-used');
    expect((await refused(find(paper))).code).toBe('survey-code-used');
    await answer(online, 'm2');
    expect((await refused(enter(online, 'm1'))).code).toBe('survey-code-used');
    expect((await refused(find('XXXX'))).code).toBe('survey-code-unknown');
    await at('2022-03-03T08:00:00.000Z');
    expect(said(await answer(late, 'm1'))).toBe('closed');
    await ok(enter(late, 'm5'));
    expect(await stored(survey.id)).toBe(3);
    await at(DAY);
    const { rows } = await sql<{
      channel: string;
      entered: boolean;
    }>`select channel, entered_by is not null as entered
      from survey_code where survey_id = ${survey.id} order by channel`.execute(test.owner);
    expect(rows).toEqual([
      { channel: 'online', entered: false },
      { channel: 'paper', entered: true },
      { channel: 'paper', entered: true },
    ]);
    const other = await draft('Đợt khác');
    const elsewhere = await refused(
      road.standingBody.send('POST', `${base}/${other.id}/paper-sheet`, {
        code: (await codesFor(survey, [road.ids['so-b']], 1))[0],
      }),
    );
    expect(elsewhere.code).toBe('survey-code-unknown');
  });
});

describe('a survey', () => {
  it('shuts at its closing instant, to the millisecond, and tells nothing of results before', async () => {
    const survey = await ok<SurveyDetail>(move(await draft('Thử hạn', 1), 'open'));
    const [last = '', late = ''] = await codesFor(survey, [road.ids['so-a']], 2);
    expect((await refused(road.standingBody.get(`${base}/${survey.id}/results`))).code).toBe('survey-phase');
    await at('2022-03-01T23:59:59.999Z');
    expect(said(await answer(last, 'm5'))).toBe('received');
    await at('2022-03-02T00:00:00.000Z');
    expect(said(await answer(late, 'm5'))).toBe('closed');
    // A retry of what was received in time has the same outcome after the closing.
    expect(said(await answer(last, 'm5'))).toBe('received');
    expect((await get(survey.id)).phase).toBe('closed');
    const again = await ok<SurveyDetail>(
      move(await get(survey.id), 'open', { reason: 'Mất điện', closesAt: '2022-03-04T00:00:00.000Z' }),
    );
    expect(again.phase).toBe('open');
    expect(said(await answer(late, 'm4'))).toBe('received');
    await at(DAY);
  });

  it('opens only when everybody is asked something about somebody', async () => {
    const made = await ok<SurveyDetail>(
      road.standingBody.send('POST', base, { title: 'Rỗng', opensAt: null, closesAt: null }),
    );
    expect((await refused(move(made, 'open'))).errors?.[0]?.code).toBe('no-groups');
    const asked = await ok<SurveyDetail>(act('PUT', made, '/questionnaires/a', FORM));
    const grouped = await ok<SurveyDetail>(
      act('POST', asked, '/groups', { name: 'Nhóm', questionnaireKey: 'a' }),
    );
    expect((await refused(move(grouped, 'open'))).errors?.[0]?.code).toBe('no-units');
    expect((await refused(move(grouped, 'frozen'))).code).toBe('survey-phase');
    expect((await refused(move(grouped, 'cancelled'))).code).toBe('bad-request');
    expect((await ok<SurveyDetail>(move(grouped, 'cancelled', { reason: 'Nhầm' }))).phase).toBe('cancelled');
  });
});

describe('freezing', () => {
  it('writes the exact figures with their margin; what is below its quota is used only when somebody says so', async () => {
    const survey = await ok<SurveyDetail>(move(await draft('Khảo sát chính', 4, 40), 'open'));
    const [a, b] = [road.ids['so-a'], road.ids['so-b']];
    const codesA = await codesFor(survey, [a], 6);
    const codesB = await codesFor(survey, [b], 3);
    for (const [at, choice] of ['m5', 'm5', 'm4', 'm3', 'm4', 'kho'].entries())
      await answer(codesA[at] ?? '', choice);
    for (const [at, choice] of ['m1', 'm2', 'm2'].entries()) await answer(codesB[at] ?? '', choice);
    const closed = await ok<SurveyDetail>(move(await get(survey.id), 'closed'));
    const { items } = await ok<{ items: Record<string, unknown>[] }>(
      road.standingBody.get(`${base}/${survey.id}/results`),
    );
    // (21/5 - 1) / 4 x 2 = 1.6; margin 1.959964 x sqrt(0.7 / 5 x (1 - 5/40)) / 4 x 2, computed apart: 0.342994.
    expect(items.find(({ unitId }) => unitId === a)).toMatchObject({
      ...{ answers: 5, population: 40, points: '1.6', maximum: '2', belowQuota: [] },
      figures: [{ key: 'diem_trung_binh', value: '4.20' }],
      margin: '0.342994',
    });
    expect(items.find(({ unitId }) => unitId === b)).toMatchObject({
      ...{ answers: 3, belowQuota: [{ groupName: 'Đại biểu HĐND', quota: 4, answers: 3 }] },
      figures: [{ value: '1.67' }],
    });
    expect(await surveysFrozen(test.db, ROUND)).toBe(false);
    const asked = await refused(move(closed, 'frozen'));
    expect([asked.code, asked.errors?.[0]?.place]).toEqual(['survey-below-quota', 'unit:so-b']);
    const frozen = await ok<SurveyDetail>(
      move(closed, 'frozen', { belowQuota: 'use', reason: 'Đủ đại diện' }),
    );
    expect(await figureOf(b)).toEqual({ diem_trung_binh: '1.67' });
    expect((await surveyBases(test.db, ROUND, b)).get('2.1')).toMatchObject({ belowQuota: true, answers: 3 });
    expect((await surveyBases(test.db, ROUND, a)).get('2.1')).toMatchObject({
      ...{ source: 'survey', conductedBy: 'Khảo sát chính', answers: 5, population: 40 },
      ...{ margin: '0.342994', belowQuota: false },
    });
    const { rows } = await sql<{
      exact: string;
    }>`select exact from survey_figure
      where unit_id = ${b} and survey_id = ${survey.id}`.execute(test.owner);
    expect(rows[0]?.exact).toBe('5/3');
    expect((await refused(move(frozen, 'open'))).code).toBe('survey-phase');
    expect((await refused(move(frozen, 'closed'))).code).toBe('bad-request');
    const taken = await ok<SurveyDetail>(
      move(frozen, 'closed', { reason: 'Không dùng số liệu thiếu phiếu' }),
    );
    await ok(move(taken, 'frozen', { belowQuota: 'leave-out', reason: 'Thiếu phiếu' }));
    expect(await figureOf(b)).toEqual({});
    expect(await figureOf(a)).toEqual({ diem_trung_binh: '4.20' });
    expect((await surveyBases(test.db, ROUND, b)).get('2.1')).toBeUndefined();
  });

  it('is undone when the survey is cancelled: its figures stand no more, those of others do', async () => {
    const [a, b] = [road.ids['so-a'], road.ids['so-b']];
    const survey = await ok<SurveyDetail>(move(await draft('Khảo sát bị hủy', 1), 'open'));
    const codes = await codesFor(survey, [a, b], 1);
    await answer(codes[0] ?? '', 'm2');
    await answer(codes[1] ?? '', 'm2');
    const frozen = await ok<SurveyDetail>(
      move(await ok<SurveyDetail>(move(await get(survey.id), 'closed')), 'frozen'),
    );
    expect([await figureOf(a), await figureOf(b)]).toEqual([
      { diem_trung_binh: '2.00' },
      { diem_trung_binh: '2.00' },
    ]);
    // Another body's figure takes the place of the one for so-b.
    await ok(
      road.standingBody.upload(
        `/rounds/${ROUND}/survey-points/import?dryRun=false`,
        'ket-qua.csv',
        'unit,2.1\nso-b,"3,5"\n',
      ),
    );
    const taken = await ok<SurveyDetail>(move(frozen, 'closed', { reason: 'Sai đối tượng' }));
    await ok(move(taken, 'cancelled', { reason: 'Sai đối tượng' }));
    expect([await figureOf(a), await figureOf(b)]).toEqual([{}, { diem_trung_binh: '3.5' }]);
    expect((await surveyBases(test.db, ROUND, a)).get('2.1')).toBeUndefined();
  });
  const figureOf = async (unitId: string) =>
    (
      await test.db
        .selectFrom('itemEntry')
        .select('figures')
        .where('unitId', '=', unitId)
        .where('itemId', '=', '2.1')
        .orderBy('version', 'desc')
        .limit(1)
        .executeTakeFirstOrThrow()
    ).figures;

  it('of every survey of the round is what the approval asks for', async () => {
    const { items } = await ok<{ items: SurveyDetail[] }>(road.standingBody.get(base));
    for (const survey of items)
      if (!['frozen', 'cancelled'].includes(survey.state))
        await ok(move(await get(survey.id), 'cancelled', { reason: 'Chỉ để thử' }));
    expect(await surveysFrozen(test.db, ROUND)).toBe(true);
    expect(await surveysFrozen(test.db, 'khong-co')).toBe(true);
  });
});

describe('an import of a survey by others', () => {
  it('records who, when, how many and which file, beside every figure that it brings', async () => {
    const query = new URLSearchParams({
      ...{ dryRun: 'false', conductedBy: 'Viện Nghiên cứu mẫu', conductedFrom: '2021-10-01' },
      ...{ conductedTo: '2021-11-15', sampleSize: '1600', margin: '2.4', note: 'Báo cáo số 12/BC' },
    });
    const url = `/rounds/${ROUND}/survey-points/import?${query.toString()}`;
    await ok(road.standingBody.upload(url, 'ket-qua.csv', 'unit,2.1\nxa-dak,"4,5"\n'));
    const basis = (await surveyBases(test.db, ROUND, road.ids['xa-dak'])).get('2.1');
    expect(basis).toMatchObject({
      ...{ source: 'import', conductedBy: 'Viện Nghiên cứu mẫu', from: '2021-10-01', to: '2021-11-15' },
      ...{ answers: 1600, margin: '2.400', fileName: 'ket-qua.csv', note: 'Báo cáo số 12/BC' },
    });
    expect(basis?.fileHash).toMatch(/^[0-9a-f]{64}$/);
    const wrong = url.replace('2021-10-01', '2021-12-01');
    const response = await road.standingBody.upload(wrong, 'a.csv', 'unit,2.1\nxa-dak,4\n');
    expect([response.statusCode, response.json<Refused>().code]).toEqual([400, 'bad-request']);
  });
});
