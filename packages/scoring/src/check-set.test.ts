import { describe, expect, it } from 'vitest';
import { checkSet } from './check-set.ts';
import { compileSet } from './compile-set.ts';
import type { CriteriaSet, Group, Item, WorkedCase } from './criteria-set.ts';
import { SET_PROBLEM_CODES } from './problems.ts';
import {
  decimalFigure,
  integerFigure,
  problemCodes,
  sampleGroup,
  sampleItem,
  sampleSet,
} from './testing/sample-sets.ts';
import { describeSetProblem } from './words/describe-problem.ts';

function given(id: string, max: string, more: Partial<Item> = {}): Item {
  return sampleItem(id, max, { kind: 'given', figure: 'p', step: null }, [decimalFigure('p', 2, '9')], more);
}
const one = (more: Partial<Item> = {}): CriteriaSet => sampleSet([sampleGroup('a', [given('i', '9', more)])]);

describe('a set is refused when', () => {
  const place = { file: 'set.yaml', line: 12 };

  it('its points do not add up, with the place', () => {
    const set = sampleSet([sampleGroup('a', [given('i', '9'), given('j', '9')], { max: '20', place })]);
    const compiled = compileSet(set);
    expect(compiled.ok ? [] : compiled.problems).toEqual([
      { code: 'children-sum', severity: 'error', place, item: 'a', detail: { max: '20', sum: '18' } },
    ]);
    expect(
      describeSetProblem(
        { code: 'children-sum', severity: 'error', place, item: 'a', detail: { max: '20', sum: '18' } },
        'vi',
      ),
    ).toBe(
      'a: Tổng điểm các mục con là 18, khác điểm tối đa đã ghi 20. Sửa một trong hai cho khớp với văn bản.',
    );
    expect(problemCodes({ ...one(), total: { max: '10', floor: null, cap: null } })).toContain('areas-sum');
  });

  it('it is incomplete', () => {
    const set: CriteriaSet = { ...one(), status: 'incomplete', incompleteReason: 'chưa có phụ lục' };
    expect(problemCodes(set)).toEqual(['set-incomplete']);
  });

  it('ids, figures or references are wrong', () => {
    expect(problemCodes(sampleSet([sampleGroup('a', [given('i', '9'), given('i', '9')])]))).toContain(
      'id-duplicate',
    );
    expect(problemCodes(sampleSet([sampleGroup('a', [given(' ', '9')])]))).toContain('id-empty');
    expect(
      problemCodes(one({ figures: [decimalFigure('p', 2, '9'), decimalFigure('p', 2, '9')] })),
    ).toContain('figure-duplicate');
    expect(problemCodes(one({ figures: [decimalFigure('p', 2, '9'), integerFigure('q')] }))).toEqual([
      'figure-unused',
    ]);
    expect(problemCodes(one({ appraiser: 'nobody' }))).toContain('appraiser-unknown');
    expect(problemCodes(one({ exemptKinds: [{ kinds: ['tinh'], policy: { policy: 'zero' } }] }))).toContain(
      'kind-unknown',
    );
    expect(
      problemCodes(one({ exemptKinds: [{ kinds: ['xa'], policy: { policy: 'forbidden' } }] })),
    ).toContain('exempt-forbidden');
    expect(problemCodes(one({ rule: null }))).toContain('rule-missing');
    expect(problemCodes(sampleSet([]))).toContain('no-areas');
    expect(problemCodes(sampleSet([sampleGroup('a', [])]))).toContain('group-empty');
  });

  it('numbers are not what they should be', () => {
    expect(problemCodes(one({ max: null }))).toContain('max-missing');
    expect(problemCodes(one({ max: '9,0' }))).toContain('not-a-decimal');
    expect(problemCodes(one({ max: '1e2' }))).toContain('not-a-decimal');
    expect(problemCodes(one({ min: '1' }))).toContain('bounds-order');
    expect(problemCodes(one({ rounding: { decimals: 9, mode: 'half-up' } }))).toContain('rounding-invalid');
    const fine = sampleItem(
      'i',
      '0.125',
      { kind: 'count', count: { plus: ['n'], minus: [] }, each: '0.125' },
      [integerFigure('n')],
    );
    expect(problemCodes(sampleSet([sampleGroup('a', [fine])]))).toContain('too-many-decimals');
    const ranges = [
      { ...integerFigure('n'), min: '5', max: '4' },
      { ...integerFigure('n'), max: '99999999999999999999' },
    ];
    for (const figure of ranges as Item['figures'][number][]) {
      const item = sampleItem('i', '1', { kind: 'count', count: { plus: ['n'], minus: [] }, each: '1' }, [
        figure,
      ]);
      expect(problemCodes(sampleSet([sampleGroup('a', [item])]))).toContain('figure-range');
    }
  });

  it('it is too deep or too large to be a set', () => {
    let deep: Group = sampleGroup('g', [given('i', '9')]);
    for (let at = 0; at < 20; at++) deep = sampleGroup(`g${at}`, [deep]);
    expect(problemCodes(sampleSet([deep]))).toEqual(['set-too-deep']);
    const many = Array.from({ length: 20_001 }, (_, at) => given(`i${at}`, '9'));
    expect(problemCodes(sampleSet([sampleGroup('a', many, { max: '1' })]))).toEqual(['set-too-large']);
  });

  it('ids try to reach what they should not', () => {
    const set = sampleSet([sampleGroup('a', [given('__proto__', '9'), given('constructor', '9')])]);
    expect(problemCodes(set)).toEqual([]);
  });
});

describe('worked cases', () => {
  const worked = (
    figures: WorkedCase['figures'],
    points: string | null,
    status: WorkedCase['expect']['status'] = 'scored',
  ): WorkedCase => ({
    name: 'trường hợp',
    figures,
    expect: { status, points },
    place: { file: 'set.yaml', line: 7 },
  });
  const codes = (cases: readonly WorkedCase[], more: Partial<Item> = {}): readonly string[] =>
    checkSet(one({ cases, ...more })).map((problem) => problem.code);

  it('run before a set may be used', () => {
    expect(
      codes([
        worked({ p: '4.5' }, '4.5'),
        worked({ p: null }, null, 'no-data'),
        worked({ p: null }, '0', 'no-data'),
      ]),
    ).toEqual([]);
    const failed = checkSet(one({ cases: [worked({ p: '4.5' }, '4')] }));
    expect(failed.map((problem) => [problem.code, problem.place?.line, problem.detail['points']])).toEqual([
      ['case-failed', 7, '4.5'],
    ]);
    expect(codes([worked({ p: '10' }, '10')])).toEqual(['case-figures']);
    expect(codes([worked({ p: '4.5' }, '4.5', 'no-data')])).toEqual(['case-failed']);
  });

  it('speak of claims and earlier points too', () => {
    const claim: WorkedCase = { ...worked({}, '3', 'not-applicable'), notApplicable: true, older: '3' };
    const policy = { notApplicable: { policy: 'older-value', ifNone: 'remove' } } as const;
    expect(codes([claim], policy)).toEqual([]);
    expect(codes([{ ...worked({}, null, 'not-applicable'), notApplicable: true }], policy)).toEqual([]);
    expect(codes([claim])).toEqual(['case-figures']);
  });
});

describe('every problem', () => {
  it('is described in both languages, with nothing left unfilled', () => {
    for (const code of SET_PROBLEM_CODES) {
      for (const locale of ['vi', 'en'] as const) {
        const text = describeSetProblem(
          { code, severity: 'error', place: null, item: null, detail: {} },
          locale,
        );
        expect(text.length).toBeGreaterThan(10);
        expect(text).not.toMatch(/[{}]/);
      }
    }
  });
});
