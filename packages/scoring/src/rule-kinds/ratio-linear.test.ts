import { describe, expect, it } from 'vitest';
import type { Item, Ratio, Rule } from '../criteria-set.ts';
import { renderItem } from '../explain/render-explanation.ts';
import {
  integerFigure,
  problemCodes,
  sampleGroup,
  sampleItem,
  sampleSet,
  scoreOne,
} from '../testing/sample-sets.ts';

type Linear = Extract<Rule, { kind: 'ratio-linear' }>;

function linear(
  max: string,
  rule: Partial<Linear> = {},
  ratio: Partial<Ratio> = {},
  more: Partial<Item> = {},
): Item {
  return sampleItem(
    'i',
    max,
    {
      kind: 'ratio-linear',
      ratio: {
        numerator: { plus: ['a'], minus: [] },
        denominator: { plus: ['b'], minus: [] },
        zeroDenominator: { then: 'zero' },
        outside: 'reject',
        ...ratio,
      },
      complement: false,
      target: null,
      floor: null,
      ...rule,
    },
    [
      integerFigure('a'),
      integerFigure('b'),
      ...(ratio.zeroDenominator?.then === 'use' ? [integerFigure('namtruoc', '100000', true)] : []),
    ],
    more,
  );
}

describe('ratio-linear', () => {
  it('saturates at its target and scales below it (766: from 80 % full, below ratio x max / 80 %)', () => {
    const item = linear('4', { target: '80' });
    expect(scoreOne(item, { a: '80', b: '100' }).points).toBe('4');
    expect(scoreOne(item, { a: '95', b: '100' }).points).toBe('4');
    const below = scoreOne(item, { a: '60', b: '100' });
    expect([below.points, below.replayed]).toEqual(['3', '3']);
    expect(below.explanation.toWin).toEqual([
      expect.objectContaining({ figure: 'a', change: '20', to: '80', points: '4', gain: '1' }),
    ]);
  });

  it('gives nothing below its floor and says what reaching it would bring', () => {
    const item = linear('1', { floor: { limit: '90', inclusive: true } });
    const { explanation, points, replayed } = scoreOne(item, { a: '80', b: '100' });
    expect([points, replayed]).toEqual(['0', '0']);
    expect(explanation.lostBecause?.code).toBe('below-floor');
    expect(explanation.toWin.map((win) => [win.change, win.points])).toEqual([
      ['10', '0.9'],
      ['20', '1'],
    ]);
    expect(renderItem(explanation, 'vi')[1]).toBe('80/100 = 80,00 %; chưa đạt ngưỡng 90 % nên được 0 điểm.');
  });

  it('excludes the floor itself where the rule says "above"', () => {
    const item = linear('1', { floor: { limit: '90', inclusive: false } });
    expect([
      scoreOne(item, { a: '90', b: '100' }).points,
      scoreOne(item, { a: '91', b: '100' }).points,
    ]).toEqual(['0', '0.91']);
  });

  it('scores what is missing to 100 % (766, 5.4)', () => {
    const item = linear('6', { complement: true });
    const { points, explanation, replayed } = scoreOne(item, { a: '15', b: '100' });
    expect([points, replayed]).toEqual(['5.1', '5.1']);
    expect(explanation.toWin[0]).toEqual(
      expect.objectContaining({ figure: 'a', change: '-15', to: '0', points: '6' }),
    );
  });

  it('takes last year / 12 where there is no denominator, and 0 where there was none either (766, 1.4)', () => {
    const item = linear(
      '6',
      {},
      {
        zeroDenominator: { then: 'use', figure: 'namtruoc', divideBy: '12', else: 'zero' },
        outside: 'clamp',
      },
    );
    const replaced = scoreOne(item, { a: '50', b: '0', namtruoc: '1200' });
    expect([replaced.points, replaced.replayed, replaced.status]).toEqual(['3', '3', 'scored']);
    expect(renderItem(replaced.explanation, 'vi')[1]).toBe(
      'Mẫu số bằng 0 nên thay bằng Số namtruoc : 12; 50/100 = 50,00 %; 50,00 % × 6 = 3,00.',
    );
    expect(scoreOne(item, { a: '0', b: '0', namtruoc: '0' }).points).toBe('0');
    expect(scoreOne(item, { a: '0', b: '0' }).points).toBe('0');
    expect(scoreOne(item, { a: '30', b: '40', namtruoc: '1200' }).points).toBe('4.5');
  });

  it('tells zero, full points, not applicable and no data apart when there is no denominator', () => {
    const outcome = (then: 'zero' | 'full-points' | 'not-applicable' | 'no-data'): readonly unknown[] => {
      const item = linear('1', {}, { zeroDenominator: { then } }, { notApplicable: { policy: 'remove' } });
      const { status, points, maximum, replayed } = scoreOne(item, { a: '0', b: '0' });
      return [status, points, maximum, replayed];
    };
    expect(outcome('zero')).toEqual(['scored', '0', '1', '0']);
    expect(outcome('full-points')).toEqual(['scored', '1', '1', '1']);
    expect(outcome('not-applicable')).toEqual(['not-applicable', null, '0', null]);
    expect(outcome('no-data')).toEqual(['no-data', '0', '1', '0']);
  });

  it('refuses what could be undefined or never reached', () => {
    const codes = (item: Item): readonly string[] => problemCodes(sampleSet([sampleGroup('a', [item])]));
    expect(codes(linear('1', {}, { zeroDenominator: { then: 'not-applicable' } }))).toContain(
      'zero-denominator-undefined',
    );
    expect(codes(linear('1', { target: '0' }))).toContain('target-range');
    expect(codes(linear('1', { target: '120' }))).toContain('target-range');
    expect(codes(linear('1', { target: '80', floor: { limit: '85', inclusive: true } }))).toContain(
      'floor-above-target',
    );
    expect(codes(linear('1', {}, { denominator: { plus: [], minus: [] } }))).toContain('quantity-empty');
    expect(codes(linear('1', {}, { denominator: { plus: [], minus: ['b'] } }))).toContain('ratio-negative');
    expect(codes(linear('1', {}, { numerator: { plus: ['c'], minus: [] } }))).toContain('figure-unknown');
  });
});
