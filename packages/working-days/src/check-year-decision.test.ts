import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import schema from '../schema/year-decision.schema.json' with { type: 'json' };
import { checkYearDecision } from './check-year-decision.ts';
import { HOLIDAY_SCHEDULES } from './holiday-schedules.ts';
import { DAY_OFF_KINDS } from './public-holidays.ts';
import { expectedDecision } from './year-decision.ts';
import { describeYearProblem, YEAR_PROBLEM_CODES } from './year-problems.ts';

const source = { issuer: 'Bộ Nội vụ', number: null, date: null, about: 'Nghỉ lễ, Tết', note: null };
const empty = { year: 2010, source: [source], daysOff: [], workedDays: [], localExceptions: [] };
const found = (document: unknown): readonly string[] =>
  checkYearDecision(document).problems.map(({ severity, code, place }) => `${severity} ${code} ${place}`);
const off = (date: string, kind = 'holiday') => ({ date, kind, name: 'Nghỉ' });

describe('a yearly decision', () => {
  it('as announced or expected is taken as it is, without a word', () => {
    for (const decision of [...HOLIDAY_SCHEDULES, expectedDecision(2027), expectedDecision(2014)]) {
      const json: unknown = JSON.parse(JSON.stringify(decision));
      expect(checkYearDecision(json)).toEqual({ decision, problems: [] });
    }
  });

  it('is no other JSON', () => {
    for (const document of [null, undefined, [], 'x', 7, true]) {
      expect(checkYearDecision(document).decision).toBeNull();
      expect(found(document)[0]).toBe('error not-an-object ');
    }
    expect(found({ ...empty, format: 1 })).toEqual(['error key-unknown ']);
    expect(found({ year: 2010 })).toEqual(new Array(4).fill('error key-missing '));
    expect(found(JSON.parse('{"__proto__": {"year": 2010}, "constructor": 1}'))).toContain(
      'error key-missing ',
    );
  });

  it('names the place of every fault', () => {
    expect(
      found({
        year: 2010.5,
        source: [],
        daysOff: [
          off('2010-02-29'),
          { ...off('2010-01-01'), kind: 'feast' },
          { ...off('x'), name: ' ' },
          null,
        ],
        workedDays: {},
        localExceptions: [{ date: '2010-05-05', works: 1, reason: 'x'.repeat(501) }],
      }),
    ).toEqual([
      'error year-invalid /year',
      'error source-missing /source',
      'error not-a-date /daysOff/0/date',
      'error kind-unknown /daysOff/1/kind',
      'error not-a-date /daysOff/2/date',
      'error not-a-text /daysOff/2/name',
      'error not-an-object /daysOff/3',
      'error not-a-list /workedDays',
      'error not-a-boolean /localExceptions/0/works',
      'error text-too-long /localExceptions/0/reason',
    ]);
    expect(found({ ...empty, daysOff: new Array(367).fill(off('2010-01-01')) })).toEqual([
      'error list-too-long /daysOff',
    ]);
  });

  it('has each day once, in its year, off or worked', () => {
    expect(
      found({
        ...empty,
        daysOff: [off('2010-01-01'), off('2010-01-01'), off('2011-01-01'), off('2010-01-08', 'swap')],
        workedDays: [{ date: '2010-01-08', insteadOf: '2010-01-08' }],
      }),
    ).toEqual([
      'error date-twice /daysOff/1/date',
      'error date-outside-year /daysOff/2/date',
      'error off-and-worked /workedDays/0/date',
    ]);
  });

  it('may work a day of the year before: Saturday 27/12/2014 for Friday 2/1/2015', () => {
    const decision = expectedDecision(2015);
    const swap = { date: '2015-01-02', kind: 'swap', name: 'Hoán đổi ngày làm việc' };
    const workedDays = [{ date: '2014-12-27', insteadOf: '2015-01-02' }];
    expect(found({ ...decision, daysOff: [...(decision?.daysOff ?? []), swap], workedDays })).toEqual([]);
  });

  it('is doubted where swaps do not match or the law says otherwise', () => {
    const decision = HOLIDAY_SCHEDULES.find(({ year }) => year === 2025);
    const daysOff = decision?.daysOff.filter(({ date }) => date !== '2025-04-07') ?? [];
    const checked = checkYearDecision({
      ...decision,
      daysOff: [...daysOff, off('2025-11-24')],
      workedDays: [{ date: '2025-04-25', insteadOf: '2025-05-05' }],
    });
    expect(checked.decision?.year).toBe(2025);
    expect(checked.problems.map(({ severity, code, place }) => `${severity} ${code} ${place}`)).toEqual([
      'warning worked-day-on-working-day /workedDays/0/date',
      'warning worked-day-without-swap /workedDays/0/insteadOf',
      'warning swap-without-worked-day /daysOff/8',
      'warning day-off-by-law-missing /daysOff',
      'warning day-off-not-by-law /daysOff/11',
    ]);
    expect(checked.problems.map((problem) => describeYearProblem(problem, 'vi'))[3]).toContain(
      'ngày 2025-04-07 (Giỗ Tổ Hùng Vương)',
    );
  });

  it('of any JSON at all gives an answer', () => {
    const dates = fc.constantFrom('2025-01-01', '2025-13-01', '', '9999-99-99', '2025-01-01T00:00:00Z');
    const anything = fc.oneof(fc.jsonValue(), dates, fc.constant(1e308), fc.constant(-0));
    const entry = fc.oneof(
      anything,
      fc.record({ date: anything, kind: anything, name: anything, insteadOf: anything, works: anything }),
    );
    const list = fc.oneof(anything, fc.array(entry, { maxLength: 5 }));
    const documents = fc.record(
      { year: anything, source: list, daysOff: list, workedDays: list, localExceptions: list },
      { requiredKeys: [] },
    );
    fc.assert(
      fc.property(documents, (document) => {
        const { decision, problems } = checkYearDecision(document);
        expect(decision === null).toBe(problems.some(({ severity }) => severity === 'error'));
      }),
      { numRuns: 300 },
    );
  });

  it('has words for every problem in both languages', () => {
    for (const code of YEAR_PROBLEM_CODES) {
      for (const locale of ['vi', 'en'] as const) {
        const words = describeYearProblem({ code, severity: 'error', place: '', detail: {} }, locale);
        expect(words.length).toBeGreaterThan(10);
      }
    }
  });
});

describe('the JSON schema', () => {
  it('asks for the keys and kinds that the check asks for', () => {
    const missing = (document: unknown, place: string) =>
      checkYearDecision(document)
        .problems.filter((problem) => problem.code === 'key-missing' && problem.place === place)
        .map(({ detail }) => detail['key']);
    const blank = { ...empty, source: [{}], daysOff: [{}], workedDays: [{}], localExceptions: [{}] };
    const { source: document, dayOff, workedDay, localException } = schema.definitions;
    expect(missing({}, '')).toEqual(schema.required);
    expect(missing(blank, '/source/0')).toEqual(document.required);
    expect(missing(blank, '/daysOff/0')).toEqual(dayOff.required);
    expect(missing(blank, '/workedDays/0')).toEqual(workedDay.required);
    expect(missing(blank, '/localExceptions/0')).toEqual(localException.required);
    expect(dayOff.properties.kind.enum).toEqual(DAY_OFF_KINDS);
    for (const part of [schema, document, dayOff, workedDay, localException]) {
      expect(Object.keys(part.properties)).toEqual(part.required);
      expect(part.additionalProperties).toBe(false);
    }
  });
});
