import { describe, expect, it } from 'vitest';
import type { Item, RatioStep } from '../criteria-set.ts';
import { renderItem } from '../explain/render-explanation.ts';
import {
  integerFigure,
  problemCodes,
  sampleGroup,
  sampleItem,
  sampleSet,
  scoreOne,
} from '../testing/sample-sets.ts';

const ON_TIME: readonly RatioStep[] = [
  { limit: '100', inclusive: true, points: '1' },
  { limit: '95', inclusive: true, points: '0.75' },
  { limit: '90', inclusive: true, points: '0.5' },
  { otherwise: true, points: '0' },
];

function onTime(steps: readonly RatioStep[] = ON_TIME, max = '1'): Item {
  const figures = [
    { ...integerFigure('dung_han', '5000000'), label: 'Số hồ sơ đúng hạn' },
    { ...integerFigure('tong_so', '5000000'), label: 'Tổng số hồ sơ đã giải quyết' },
  ];
  const ratio = {
    numerator: { plus: ['dung_han'], minus: [] },
    denominator: { plus: ['tong_so'], minus: [] },
    zeroDenominator: { then: 'no-data' } as const,
    outside: 'reject' as const,
  };
  return sampleItem('3.2.1', max, { kind: 'ratio-steps', ratio, steps }, figures);
}

describe('ratio-steps', () => {
  it('explains the lost quarter as an official would', () => {
    const { points, explanation, replayed } = scoreOne(onTime(), { dung_han: '482', tong_so: '500' });
    expect(points).toBe('0.75');
    expect(replayed).toBe('0.75');
    expect(renderItem(explanation, 'vi')).toEqual([
      '3.2.1: mất 0,25 điểm, đạt 0,75/1,00.',
      '482/500 = 96,40 % < 100 % nên đạt bậc 2 (từ 95 %): 0,75/1,00.',
      'Để đạt bậc 1 (1,00 điểm): thêm 18 hồ sơ đúng hạn.',
    ]);
    expect(renderItem(explanation, 'en')[1]).toBe(
      '482/500 = 96.40 % < 100 % so tier 2 (from 95 %): 0.75/1.00.',
    );
  });

  it('keeps each boundary on its stated side (Cà Mau 1.1.4: 90 % is 1, 90.01 % is 2)', () => {
    const steps: readonly RatioStep[] = [
      { limit: '90', inclusive: false, points: '2' },
      { limit: '70', inclusive: true, points: '1' },
      { otherwise: true, points: '0' },
    ];
    const pointsAt = (n: string): string | null =>
      scoreOne(onTime(steps, '2'), { dung_han: n, tong_so: '10000' }).points;
    expect(['9000', '9001', '7000', '6999'].map(pointsAt)).toEqual(['1', '2', '1', '0']);
  });

  it('compares large money exactly (case K: below 80 % by one dong)', () => {
    const item = onTime([
      { limit: '80', inclusive: true, points: '1' },
      { otherwise: true, points: '0' },
    ]);
    const figures = item.figures.map((figure) => ({ ...figure, max: '99999999999999' }));
    const pointsAt = (n: string): string | null =>
      scoreOne({ ...item, figures }, { dung_han: n, tong_so: '10000000000000' }).points;
    expect(pointsAt('7999999999999')).toBe('0');
    expect(pointsAt('8000000000000')).toBe('1');
  });

  it('compares growth that may pass 100 % and fall below 0 (cases H and I)', () => {
    const growth = (last: string, current: string): string | null => {
      const figure = (key: string) =>
        ({
          type: 'decimal',
          key,
          label: key,
          unit: '',
          min: '0',
          max: '1000000',
          decimals: 2,
          optional: false,
        }) as const;
      const item = sampleItem(
        'g',
        '1.75',
        {
          kind: 'ratio-steps',
          ratio: {
            numerator: { plus: ['nay'], minus: ['truoc'] },
            denominator: { plus: ['truoc'], minus: [] },
            zeroDenominator: { then: 'no-data' },
            outside: 'allow',
          },
          steps: [
            { limit: '5', inclusive: true, points: '1.75' },
            { limit: '-5', inclusive: true, points: '0.9' },
            { otherwise: true, points: '0' },
          ],
        },
        [figure('nay'), figure('truoc')],
      );
      return scoreOne(item, { nay: current, truoc: last }).points;
    };
    expect(growth('562.2', '590.31')).toBe('1.75');
    expect(growth('10.4', '10.92')).toBe('1.75');
    expect(growth('10.4', '10.91')).toBe('0.9');
    expect(growth('100', '95')).toBe('0.9');
    expect(growth('100', '94.99')).toBe('0');
  });

  it('scores a ratio that should be low, and says how many fewer are needed', () => {
    const item = onTime([
      { limit: '10', inclusive: false, points: '0' },
      { limit: '5', inclusive: true, points: '0.5' },
      { otherwise: true, points: '1' },
    ]);
    const { points, explanation, replayed } = scoreOne(item, { dung_han: '12', tong_so: '100' });
    expect([points, replayed]).toEqual(['0', '0']);
    expect(explanation.toWin.map((win) => [win.change, win.to, win.points])).toEqual([
      ['-2', '10', '0.5'],
      ['-8', '4', '1'],
    ]);
  });

  it('refuses steps that are out of order, incomplete, unreachable or zigzag', () => {
    const codes = (steps: readonly RatioStep[]): readonly string[] =>
      problemCodes(sampleSet([sampleGroup('a', [onTime(steps)])]));
    const rest = { otherwise: true, points: '0' } as const;
    const at = (limit: string, points: string, inclusive = true): RatioStep => ({ limit, inclusive, points });
    expect(codes([at('90', '0.5'), at('95', '0.75'), rest])).toContain('steps-order');
    expect(codes([at('95', '1'), at('90', '0.5')])).toContain('steps-not-complete');
    expect(codes([at('100', '1', false), rest])).toContain('step-limit-range');
    expect(codes([at('101', '1'), rest])).toContain('step-limit-range');
    expect(codes([at('95', '0.5'), at('90', '1'), rest])).toContain('steps-points-order');
    expect(codes([rest])).toContain('steps-missing');
    expect(codes([at('95', '1.01'), rest])).toContain('points-out-of-range');
    expect(codes([at('9,5', '1'), rest])).toContain('not-a-decimal');
  });
});
