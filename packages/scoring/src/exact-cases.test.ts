import { describe, expect, it } from 'vitest';
import type { CriteriaSet, Item, RatioStep, Rounding } from './criteria-set.ts';
import { scaledFraction, printFraction, divFraction, mulFraction, fraction } from './fraction.ts';
import { formatScaled } from './points.ts';
import {
  decimalFigure,
  integerFigure,
  planOf,
  roundOf,
  sampleGroup,
  sampleItem,
  sampleSet,
  scoreOne,
  unitOf,
} from './testing/sample-sets.ts';
import { scoreRound } from './round-result.ts';

/** ratio x maximum, as the regulation writes it. */
function linearItem(max: string, id = 'i'): Item {
  return sampleItem(
    id,
    max,
    {
      kind: 'ratio-linear',
      ratio: {
        numerator: { plus: ['a'], minus: [] },
        denominator: { plus: ['b'], minus: [] },
        zeroDenominator: { then: 'no-data' },
        outside: 'reject',
      },
      complement: false,
      target: null,
      floor: null,
    },
    [integerFigure('a'), integerFigure('b')],
  );
}

function givenItem(id: string, max: string, decimals = 2): Item {
  return sampleItem(id, max, { kind: 'given', figure: 'p', step: null }, [decimalFigure('p', decimals, max)]);
}

/** A set of plainly given points, each item worth `max`. */
function givenSet(count: number, max: string, more: Partial<CriteriaSet> = {}): CriteriaSet {
  const items = Array.from({ length: count }, (_, at) => givenItem(`i${at}`, max));
  return sampleSet([sampleGroup('a', items)], more);
}

function givenUnit(unit: string, points: readonly string[]): ReturnType<typeof unitOf> {
  return unitOf(unit, Object.fromEntries(points.map((p, at) => [`i${at}`, { figures: { p } }])));
}

describe('cases that binary and decimal arithmetic get wrong', () => {
  it('A: sixty scores that add up to exactly 80.00 of 100 reach the class from 80 %', () => {
    const items = Array.from({ length: 60 }, (_, at) => givenItem(`i${at}`, at < 59 ? '1.69' : '0.29'));
    const points = Array.from(
      { length: 60 },
      (_, at) => (at < 59 ? ['1.1', '1.7', '1.3'][at % 3] : '0.2') ?? '',
    );
    const fitted = points.map((p) => (p === '1.7' ? '1.66' : p));
    const sum = fitted.reduce((total, p) => total + Math.round(Number(p) * 100), 0);
    const last = formatScaled(8000 - sum + 20, 2);
    const room = sampleSet([sampleGroup('a', [...items.slice(0, 59), givenItem('i59', '0.29')])]);
    expect(room.total.max).toBe('100');
    const { result } = roundOf(room, [givenUnit('u', [...fitted.slice(0, 59), last])]);
    expect([result.units[0]?.points, result.units[0]?.classId]).toEqual(['80', 'tot']);
  });

  it('B: two units with 84.37 points in different parts share a rank', () => {
    const { result } = roundOf(givenSet(3, '33.34'), [
      givenUnit('u1', ['28.12', '28.12', '28.13']),
      givenUnit('u2', ['33.33', '33.33', '17.71']),
      givenUnit('u3', ['28.12', '28.12', '28.12']),
    ]);
    expect(result.units.map((unit) => [unit.points, unit.rank])).toEqual([
      ['84.37', 1],
      ['84.37', 1],
      ['84.36', 3],
    ]);
  });

  it.each([
    ['C', '7', '10', '0.75', '0.53'],
    ['D', '10', '12', '0.75', '0.63'],
    ['E', '10', '12', '2.25', '1.88'],
    ['F', '13', '28', '0.14', '0.07'],
    ['G', '1', '8', '1', '0.13'],
  ])('%s: %s/%s x %s is %s', (_, a, b, max, expected) => {
    const { points, replayed } = scoreOne(linearItem(max), { a, b });
    expect([points, replayed]).toEqual([expected, expected]);
  });

  it('J: 57 of 100 reaches 57 %', () => {
    const steps: readonly RatioStep[] = [
      { limit: '57', inclusive: true, points: '1' },
      { otherwise: true, points: '0' },
    ];
    const linear = linearItem('1');
    const ratio = linear.rule?.kind === 'ratio-linear' ? linear.rule.ratio : null;
    if (ratio === null) throw new Error('linear rule expected');
    expect(
      scoreOne({ ...linear, rule: { kind: 'ratio-steps', ratio, steps } }, { a: '57', b: '100' }).points,
    ).toBe('1');
  });

  it('L: 0.1 + 0.2 is 0.3', () => {
    const { result } = roundOf(givenSet(2, '1'), [givenUnit('u', ['0.1', '0.2'])]);
    expect(result.units[0]?.points).toBe('0.3');
  });

  it('rounds every exact tie a/b x maximum (b up to 60, maxima in quarters to 3) away from zero', () => {
    let ties = 0;
    for (let quarters = 1; quarters <= 12; quarters++) {
      const max = formatScaled(quarters * 25, 2);
      const plan = planOf(sampleSet([sampleGroup('a', [linearItem(max)])]));
      const cases: { a: number; b: number; tie: number }[] = [];
      for (let b = 1; b <= 60; b++) {
        for (let a = 0; a <= b; a++) {
          const doubled = 2 * a * quarters * 25;
          if (doubled % b === 0 && (doubled / b) % 2 === 1) cases.push({ a, b, tie: (doubled / b + 1) / 2 });
        }
      }
      ties += cases.length;
      const units = cases.map(({ a, b }, at) =>
        unitOf(`u${at}`, { i: { figures: { a: String(a), b: String(b) } } }),
      );
      const scored = scoreRound(plan, units);
      expect(scored.ok && scored.result.units.map((unit) => unit.points)).toEqual(
        cases.map(({ tie }) => formatScaled(tie, 2)),
      );
    }
    expect(ties).toBe(904);
  });

  it('does not depend on the order in which a formula is written', () => {
    const formulas = ['a / b * 2.25', '2.25 * a / b', '2.25 / b * a', 'a * 2.25 / b'];
    const points = formulas.map((expression) => {
      const item = sampleItem(
        'i',
        '2.25',
        { kind: 'formula', expression: `min(2.25, ${expression})`, divisionByZero: 'no-data' },
        [integerFigure('a', '60'), integerFigure('b', '60', false, '1')],
      );
      return scoreOne(item, { a: '10', b: '12' }).points;
    });
    expect(points).toEqual(['1.88', '1.88', '1.88', '1.88']);
  });
});

describe('published figures', () => {
  const index = (points: string, maximum: string, rounding: Rounding): string => {
    const set = sampleSet([sampleGroup('a', [givenItem('i0', maximum)])], {
      rounding: { ...sampleSet([]).rounding, printedIndex: rounding },
    });
    return roundOf(set, [givenUnit('u', [points])]).result.units[0]?.printedIndex ?? '';
  };
  const halfUp: Rounding = { decimals: 2, mode: 'half-up' };

  it('normalises without the survey: 68.32 of 84 is 81.33 (Thanh Hóa 2023)', () => {
    const survey = { ...givenItem('i1', '16'), notApplicable: { policy: 'remove' } as const };
    const set = sampleSet([sampleGroup('a', [givenItem('i0', '84')]), sampleGroup('b', [survey])]);
    const unit = unitOf('u', {
      i0: { figures: { p: '68.32' } },
      i1: { notApplicable: { reason: 'không khảo sát' } },
    });
    const scored = roundOf(set, [unit]).result.units[0];
    expect([scored?.maximum, scored?.printedIndex, scored?.index]).toEqual(['84', '81.33', '244/3']);
    expect(scored?.counts['not-applicable']).toBe(1);
  });

  it('normalises on 70: 62.62 is 89.45 when cut, 89.46 when rounded; the published 89.45 was cut (Nam Định)', () => {
    expect(index('62.62', '70', { decimals: 2, mode: 'down' })).toBe('89.45');
    expect(index('62.62', '70', halfUp)).toBe('89.46');
    expect(index('61.46', '70', halfUp)).toBe('87.80');
  });

  it('adds what was published: 59.25 + 33.68 = 92.93 (Vĩnh Phúc), 43.26 + 39.95 = 83.21 (Kiến An)', () => {
    const total = (a: string, b: string): string =>
      roundOf(givenSet(2, '70'), [givenUnit('u', [a, b])]).result.units[0]?.points ?? '';
    expect(total('59.25', '33.68')).toBe('92.93');
    expect(total('43.26', '39.95')).toBe('83.21');
  });

  it('adds the printed parts of Quảng Ninh 2020 to 91.05, not the printed 91.04: parts were rounded before', () => {
    const { result } = roundOf(givenSet(4, '60'), [givenUnit('u', ['57.66', '9.56', '18.83', '5'])]);
    expect(result.units[0]?.points).toBe('91.05');
  });

  it('rounds means half-up: 705.49 / 9 = 78.39 and 1708.24 / 20 = 85.41', () => {
    const mean = (sum: number, count: number): string =>
      printFraction(divFraction(scaledFraction(sum, 2), fraction(count, 1)), halfUp);
    expect([mean(70549, 9), mean(170824, 20)]).toEqual(['78.39', '85.41']);
  });

  it('rounds the classes of 136 communes each on its own, to 100.01 % (Huế 2021)', () => {
    const share = (part: number): string =>
      printFraction(mulFraction(fraction(part, 136), fraction(100, 1)), halfUp);
    expect([9, 62, 41, 24].map(share)).toEqual(['6.62', '45.59', '30.15', '17.65']);
  });

  it('scores Xuân Lộc 4.1 by its rule: 4 of 5 is below 90 % and gives 0 (its example says 0.8)', () => {
    const item = linearItem('1');
    const rule = item.rule?.kind === 'ratio-linear' ? item.rule : null;
    if (rule === null) throw new Error('linear rule expected');
    const floored: Item = { ...item, rule: { ...rule, floor: { limit: '90', inclusive: true } } };
    expect(scoreOne(floored, { a: '4', b: '5' }).points).toBe('0');
    expect(scoreOne(floored, { a: '9', b: '10' }).points).toBe('0.9');
    const overruled = scoreOne(floored, {
      figures: { a: '4', b: '5' },
      awarded: { points: '0.8', reason: 'theo ví dụ của văn bản' },
    });
    expect([overruled.points, overruled.explanation.steps[0]]).toEqual([
      '0.8',
      { op: 'awarded', byRule: '0', reason: 'theo ví dụ của văn bản', value: '0.8' },
    ]);
  });
});
