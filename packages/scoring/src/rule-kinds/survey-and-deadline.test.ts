import { describe, expect, it } from 'vitest';
import type { Item, Rule } from '../criteria-set.ts';
import { renderItem } from '../explain/render-explanation.ts';
import {
  integerFigure,
  problemCodes,
  sampleGroup,
  sampleItem,
  sampleSet,
  scoreOne,
} from '../testing/sample-sets.ts';

const codesOf = (item: Item): readonly string[] => problemCodes(sampleSet([sampleGroup('a', [item])]));

describe('survey-grades', () => {
  const grades = [
    { figure: 'a', weight: '100' },
    { figure: 'b', weight: '60' },
    { figure: 'c', weight: '20' },
    { figure: 'd', weight: '0' },
  ];
  const figures = grades.map((grade) => integerFigure(grade.figure, '100000'));
  const item = (none: 'no-data' | 'not-applicable' | 'zero', more: Partial<Item> = {}): Item =>
    sampleItem('i', '3', { kind: 'survey-grades', grades, none }, figures, more);

  it('weights the answers (A = 100 %, B = 60 %, C = 20 %, D = 0 %)', () => {
    const { points, replayed } = scoreOne(item('no-data'), { a: '10', b: '10', c: '10', d: '10' });
    expect([points, replayed]).toEqual(['1.35', '1.35']);
    expect(scoreOne(item('no-data'), { a: '7', b: '0', c: '0', d: '0' }).points).toBe('3');
  });

  it('says what no answers at all mean', () => {
    const none = { a: '0', b: '0', c: '0', d: '0' };
    expect(scoreOne(item('no-data'), none).status).toBe('no-data');
    expect(scoreOne(item('zero'), none).status).toBe('scored');
    expect(scoreOne(item('not-applicable', { notApplicable: { policy: 'remove' } }), none).maximum).toBe('0');
    expect(codesOf(item('not-applicable'))).toContain('zero-denominator-undefined');
  });
});

describe('survey-mean', () => {
  const mean = (min: string, max: string): Item['figures'] => [
    { type: 'decimal', key: 'm', label: 'Điểm trung bình', unit: '', min, max, decimals: 2, optional: false },
  ];
  const rule: Rule = { kind: 'survey-mean', mean: 'm', low: '1', high: '5' };

  it('stretches the scale over the points', () => {
    const item = sampleItem('i', '2', rule, mean('1', '5'));
    expect(['1', '3', '4.33', '5'].map((m) => scoreOne(item, { m }).points)).toEqual(['0', '1', '1.67', '2']);
    expect(scoreOne(item, { m: '4.33' }).replayed).toBe('1.67');
  });

  it('refuses a figure that may leave the scale', () => {
    expect(codesOf(sampleItem('i', '2', rule, mean('0', '5')))).toContain('scale-range');
  });
});

describe('deadline', () => {
  const rule: Rule = {
    kind: 'deadline',
    done: 'qd',
    due: { figure: 'hl' },
    offset: -5,
    steps: [
      { lateUpTo: 0, points: '1' },
      { lateUpTo: 5, points: '0.5' },
      { otherwise: true, points: '0' },
    ],
  };
  const date = (key: string, optional = false): Item['figures'][number] => ({
    type: 'date',
    key,
    label: key === 'qd' ? 'Ngày quyết định công bố' : 'Ngày có hiệu lực',
    min: '2025-01-01',
    max: '2025-12-31',
    optional,
  });
  const item = sampleItem('i', '1', rule, [date('qd', true), date('hl')]);

  it('counts working days before the due date (766, 1.1: five working days before it takes effect)', () => {
    // 2025-03-14 is a Friday; five working days before it is Friday 2025-03-07.
    const at = (qd: string): string | null => scoreOne(item, { qd, hl: '2025-03-14' }).points;
    expect([
      at('2025-03-07'),
      at('2025-03-08'),
      at('2025-03-14'),
      at('2025-03-15'),
      at('2025-03-17'),
    ]).toEqual(['1', '0.5', '0.5', '0', '0']);
  });

  it('takes "not done" as the last step and names the day that would have been in time', () => {
    const { points, explanation, replayed } = scoreOne(item, { qd: null, hl: '2025-03-14' });
    expect([points, replayed]).toEqual(['0', '0']);
    expect(renderItem(explanation, 'vi').at(-1)).toBe(
      'Để đạt bậc 1 (1,00 điểm): "Ngày quyết định công bố" không muộn hơn 07/03/2025.',
    );
  });

  it('explains how late it was', () => {
    const { explanation, replayed } = scoreOne(item, { qd: '2025-03-11', hl: '2025-03-14' });
    expect(replayed).toBe('0.5');
    expect(renderItem(explanation, 'vi')[1]).toBe(
      'Thực hiện 11/03/2025, hạn 07/03/2025: chậm 2 ngày làm việc; bậc 2 (chậm không quá 5 ngày): 0,50/1,00.',
    );
  });

  it('refuses a due date that may be missing and an offset that is no number of days', () => {
    expect(codesOf({ ...item, figures: [date('qd', true), date('hl', true)] })).toContain('figure-optional');
    expect(codesOf({ ...item, rule: { ...rule, offset: 1.5 } })).toContain('offset-range');
  });
});

describe('formula', () => {
  const formula = (expression: string, divisionByZero: 'zero' | 'not-applicable' = 'zero'): Item =>
    sampleItem('i', '1.5', { kind: 'formula', expression, divisionByZero }, [
      { ...integerFigure('giải_ngân', '99999999999999'), label: 'Giải ngân' },
      { ...integerFigure('kế_hoạch', '99999999999999'), label: 'Kế hoạch' },
    ]);

  it('is exact on large money, in columns or not', () => {
    const item = formula(
      'if giải_ngân / kế_hoạch * 100 < 80 then 0 else min(1.5, giải_ngân / kế_hoạch * 1.5)',
    );
    const at = (a: string): string | null =>
      scoreOne(item, { giải_ngân: a, kế_hoạch: '10000000000000' }).points;
    expect([at('7999999999999'), at('8000000000000'), at('10000000000000')]).toEqual(['0', '1.2', '1.5']);
    const { replayed } = scoreOne(item, { giải_ngân: '9', kế_hoạch: '10' });
    expect(replayed).toBe('1.35');
  });

  it('has a declared meaning for division by zero', () => {
    const { status, points } = scoreOne(formula('min(1.5, giải_ngân / kế_hoạch)'), {
      giải_ngân: '0',
      kế_hoạch: '0',
    });
    expect([status, points]).toEqual(['scored', '0']);
  });

  it('is refused with its place when it could leave the item or does not parse', () => {
    expect(codesOf(formula('giải_ngân'))).toContain('formula-invalid');
    expect(codesOf(formula('giải_ngân +'))).toContain('formula-invalid');
    expect(codesOf(formula('constructor.constructor("x")()'))).toContain('formula-invalid');
  });
});
