import type { CalendarYear, DecisionPreview, RecordedDecision } from '@parix/api-contract';
import { expectedDecision, HOLIDAY_SCHEDULES } from '@parix/working-days';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { ok, openRoad, type Road } from '../../testing/road.ts';
import { createTestApp, type TestApp } from '../../testing/test-app.ts';

let test: TestApp;
let road: Road;
beforeAll(async () => {
  test = await createTestApp();
  test.clock.set('2026-09-30T16:00:00Z');
  road = await openRoad(test);
});
afterAll(() => test.close());

const year = (number: number, who = road.unitB) => ok<CalendarYear>(who.get(`/working-calendar/${number}`));
let sent = 0;
const act = (path: string, body: object, version: number, who = road.standingBody) =>
  who.send('POST', path, body, { 'if-match': `"${version}"`, 'idempotency-key': `viec-${(sent += 1)}` });
const built = (number: number) => HOLIDAY_SCHEDULES.find((one) => one.year === number);
const STORM = {
  date: '2025-09-09',
  works: false,
  reason: 'Nghỉ do bão (mẫu)',
  issuer: 'UBND tỉnh Mẫu',
  number: '9/QĐ-MẪU',
  documentDate: '2025-09-08',
};

describe('a year', () => {
  it('has its days off by name, its swaps, its document, and the working days of each month', async () => {
    const of2024 = await year(2024);
    expect(of2024).toMatchObject({ basis: 'announced', sequence: 0, recordedBy: null });
    expect(of2024.decision.daysOff).toContainEqual({
      date: '2024-04-29',
      kind: 'swap',
      name: 'Hoán đổi ngày làm việc',
    });
    expect(of2024.decision.workedDays).toEqual([{ date: '2024-05-04', insteadOf: '2024-04-29' }]);
    expect(of2024.closed).toContain('2024-04-29');
    expect(of2024.closed).not.toContain('2024-05-04');
    expect(of2024.closed.length + of2024.workingDays.reduce((sum, days) => sum + days, 0)).toBe(366);
  });

  it('is expected by law as long as nothing is announced, and only weekends before the law that is kept', async () => {
    expect(await year(2031)).toMatchObject({ basis: 'expected', warnings: [] });
    expect(await year(2005)).toMatchObject({ basis: 'weekends-only', decision: { daysOff: [] } });
    expect((await year(2005)).closed[0]).toBe('2005-01-01');
  });

  it('is no fault when it is no year', async () => {
    for (const wrong of ['abc', '1899', '2200', '2024.5'])
      expect((await road.viewer.get(`/working-calendar/${wrong}`)).statusCode).toBe(400);
  });
});

describe('a decision', () => {
  const document = () => ({
    ...built(2025),
    localExceptions: [{ date: '2025-07-07', works: false, reason: 'Lũ' }],
  });
  const preview = (given: unknown) =>
    ok<DecisionPreview>(road.standingBody.send('POST', '/year-decisions/preview', { document: given }));

  it('that is wrong is told by place, and is not recorded', async () => {
    const wrong = { ...document(), daysOff: [{ date: '2025-02-30', kind: 'holiday', name: 'x' }] };
    expect(await preview(wrong)).toMatchObject({
      year: null,
      errors: [{ place: '/daysOff/0/date', code: 'not-a-date' }],
      changedDays: [],
    });
    const refused = await act('/year-decisions', { document: wrong }, 0);
    expect(refused.json()).toMatchObject({
      code: 'year-decision-invalid',
      errors: [{ place: '/body/document/daysOff/0/date' }],
    });
    for (const hostile of [null, [], 'x', 5, {}, { year: 1e9 }, { ...document(), more: 1 }])
      expect((await preview(hostile)).errors.length).toBeGreaterThan(0);
    const broken = {
      ...document(),
      localExceptions: [{ date: '2025-07-07', works: false, reason: 'a\u0000b' }],
    };
    expect(await preview(broken)).toMatchObject({
      errors: [{ place: '/localExceptions/0/reason', code: 'text-unprintable' }],
    });
  });

  it('shows the days that it would change, is recorded once, and what stood before stays on record', async () => {
    expect(await preview(document())).toMatchObject({
      year: 2025,
      sequence: 0,
      errors: [],
      changedDays: [{ date: '2025-07-07', works: false }],
    });
    expect((await year(2025)).closed).not.toContain('2025-07-07');
    const answer = await act('/year-decisions', { document: document() }, 0);
    expect(answer.headers['etag']).toBe('"1"');
    expect(answer.json()).toMatchObject({ sequence: 1, basis: 'announced', recordedBy: 'Người thuongtruc' });
    expect((await year(2025)).closed).toContain('2025-07-07');
    const late = await act('/year-decisions', { document: document() }, 0, road.admin);
    expect(late.statusCode).toBe(412);
    expect(late.json()).toMatchObject({ code: 'edit-conflict', current: { sequence: 1 } });
    await ok(act('/year-decisions', { document: built(2025) }, 1, road.admin));
    expect((await year(2025)).closed).not.toContain('2025-07-07');
    const { items } = await ok<{ items: RecordedDecision[] }>(road.viewer.get('/year-decisions?year=2025'));
    expect(items.map(({ sequence, counts }) => [sequence, counts])).toEqual([
      [2, true],
      [1, false],
    ]);
    expect(items[1]?.decision.localExceptions).toEqual(document().localExceptions);
    const first = await ok<{ next: string }>(road.viewer.get('/year-decisions?limit=1'));
    const second = await ok<{ items: RecordedDecision[] }>(
      road.viewer.get(`/year-decisions?limit=1&cursor=${first.next}`),
    );
    expect(second.items.map(({ sequence }) => sequence)).toEqual([1]);
  });

  it('warns where it differs from the law, and is recorded all the same', async () => {
    const without = { ...built(2025), daysOff: (built(2025)?.daysOff ?? []).slice(1) };
    const { errors, warnings } = await preview(without);
    expect(errors).toEqual([]);
    expect(warnings.map(({ code }) => code)).toContain('day-off-by-law-missing');
  });

  it('is left to those who keep the calendar', async () => {
    const body = { document: document() };
    for (const who of [road.unitA, road.leaderA, road.viewer, road.council, road.appraiser])
      expect((await act('/year-decisions', body, 2, who)).statusCode).toBe(403);
  });
});

describe('a day of the authority’s own', () => {
  it('is closed by its document, replaced by another word for the day, and taken back', async () => {
    const path = '/working-calendar/2025/local-exceptions';
    const { sequence } = await year(2025);
    const added = await ok<CalendarYear>(act(path, STORM, sequence));
    expect(added.closed).toContain('2025-09-09');
    expect(added.decision.localExceptions).toEqual([
      { date: '2025-09-09', works: false, reason: 'Nghỉ do bão (mẫu)' },
    ]);
    expect(added.decision.source.at(-1)).toMatchObject({ number: '9/QĐ-MẪU', date: '2025-09-08' });
    const again = { ...STORM, reason: 'Nghỉ do lũ (mẫu)' };
    const replaced = await ok<CalendarYear>(act(path, again, sequence + 1, road.admin));
    expect(replaced.decision.localExceptions.map(({ reason }) => reason)).toEqual(['Nghỉ do lũ (mẫu)']);
    expect((await act(path, STORM, sequence)).statusCode).toBe(412);
    const back = `${path}/2025-09-09/withdraw`;
    const open = await ok<CalendarYear>(act(back, { reason: 'Bão tan (mẫu)' }, sequence + 2));
    expect(open.closed).not.toContain('2025-09-09');
    expect(open.decision.source).toEqual(built(2025)?.source);
    expect((await act(back, { reason: 'Lần nữa' }, sequence + 3)).statusCode).toBe(404);
  });

  it('lies in its year', async () => {
    const { sequence } = await year(2026);
    const refused = await act('/working-calendar/2026/local-exceptions', STORM, sequence);
    expect(refused.json()).toMatchObject({
      code: 'year-decision-invalid',
      errors: [{ code: 'date-outside-year' }],
    });
  });

  it('leaves a year that was only expected an expected one', async () => {
    const own = { ...STORM, date: '2032-03-03' };
    const after = await ok<CalendarYear>(act('/working-calendar/2032/local-exceptions', own, 0));
    expect(after).toMatchObject({ basis: 'expected', sequence: 1 });
    const announced = { ...expectedDecision(2032), source: [{ ...built(2024)?.source[0] }] };
    const recorded = await ok<CalendarYear>(act('/year-decisions', { document: announced }, 1));
    expect(recorded).toMatchObject({ basis: 'announced', sequence: 2 });
  });
});

describe('a deadline', () => {
  interface Counted {
    due: string;
    dueDay: string;
    workingDays: number;
    days: { date: string; works: boolean; reason: string | null; number: number | null; minutes: number }[];
  }
  const deadline = (hours: number, counting: string, from = '2025-04-29T10:00:00%2B07:00') =>
    ok<Counted>(road.viewer.get(`/working-deadline?from=${from}&hours=${hours}&counting=${counting}`));

  it('by hours and by days across 30/4, 1/5 and a swapped day, each day named', async () => {
    const byHours = await deadline(8, 'hours');
    expect(byHours.due).toBe('2025-05-05T03:00:00.000Z');
    expect(byHours.days.map(({ date, minutes }) => [date.slice(5), minutes])).toEqual([
      ['04-29', 330],
      ['04-30', 0],
      ['05-01', 0],
      ['05-02', 0],
      ['05-03', 0],
      ['05-04', 0],
      ['05-05', 150],
    ]);
    expect(byHours.days.map(({ reason }) => reason)).toEqual([
      null,
      'Ngày Chiến thắng',
      'Ngày Quốc tế lao động',
      'Hoán đổi ngày làm việc',
      null,
      null,
      null,
    ]);
    const byDays = await deadline(8, 'days');
    expect(byDays.due).toBe('2025-05-05T10:30:00.000Z');
    expect(byDays.days.map(({ number }) => number)).toEqual([null, null, null, null, null, null, 1]);
  });

  it('counts as many minutes, or days, as the processing time has', async () => {
    const counted = await deadline(45, 'hours', '2025-01-20T14:05:00%2B07:00');
    expect(counted.days.reduce((sum, { minutes }) => sum + minutes, 0)).toBe(45 * 60);
    expect((await deadline(120, 'days', '2025-01-20T14:05:00%2B07:00')).workingDays).toBe(15);
  });

  it('names days worked instead', async () => {
    const { days } = await deadline(8, 'days', '2025-04-25T10:00:00%2B07:00');
    expect(days.at(-1)).toMatchObject({
      date: '2025-04-26',
      reason: 'Làm bù cho ngày 02/05/2025',
      number: 1,
    });
  });

  it('is refused outside the calendar, and for times that are none', async () => {
    const outside = await road.viewer.get(
      '/working-deadline?from=2199-12-31T00:00:00Z&hours=4000&counting=days',
    );
    expect(outside.json()).toMatchObject({ code: 'deadline-outside' });
    for (const hours of ['-1', 'abc', '4001', 'Infinity'])
      expect(
        (await road.viewer.get(`/working-deadline?from=2025-01-01T00:00:00Z&hours=${hours}&counting=days`))
          .statusCode,
      ).toBe(400);
  });
});

it('the next year is asked for in October when the next one is not announced', async () => {
  expect((await year(2024)).unannounced).toEqual([]);
  test.clock.set('2026-09-30T17:00:00Z');
  expect((await year(2024)).unannounced).toEqual([2027]);
});
