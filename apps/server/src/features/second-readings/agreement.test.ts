import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { cohenKappa, leanOf, signTest, weightedKappa } from './agreement.ts';

/** Pairs from a table of counts: rows the first person's answers, columns the second's. */
const pairsOf = (table: readonly (readonly number[])[]): [number, number][] =>
  table.flatMap((row, first) =>
    row.flatMap((times, second) => Array.from({ length: times }, (): [number, number] => [first, second])),
  );
const named = (table: readonly (readonly number[])[]) =>
  pairsOf(table).map(([a, b]): [string, string] => [String(a), String(b)]);
/** Answers of two people, each as a list of [answer, how often], in the same order of things. */
const zip = (
  first: readonly (readonly [number, number])[],
  second: readonly (readonly [number, number])[],
) => {
  const spread = (runs: readonly (readonly [number, number])[]) =>
    runs.flatMap(([answer, times]) => Array.from({ length: times }, () => answer));
  const others = spread(second);
  return spread(first).map((answer, at): [number, number] => [answer, others[at] ?? Number.NaN]);
};

describe('Cohen’s kappa', () => {
  it('of 50 grant proposals read by two readers is 0.40 (the worked example of the textbooks: 20, 5, 10, 15)', () => {
    expect(
      cohenKappa(
        named([
          [20, 5],
          [10, 15],
        ]),
      ),
    ).toBeCloseTo(0.4, 12);
  });
  it('of Artstein and Poesio 2008, table 1, is 0.348', () => {
    expect(
      cohenKappa(
        named([
          [20, 20],
          [10, 50],
        ]),
      ),
    ).toBeCloseTo(0.348, 3);
  });
  it('has the values that scikit-learn publishes for its own', () => {
    const close = zip(
      [
        [0, 46],
        [1, 44],
        [2, 10],
      ],
      [
        [0, 50],
        [1, 40],
        [2, 10],
      ],
    );
    const wide = zip(
      [
        [0, 46],
        [1, 44],
        [2, 10],
      ],
      [
        [0, 52],
        [1, 32],
        [2, 16],
      ],
    );
    const words = (pairs: readonly [number, number][]) =>
      pairs.map(([a, b]): [string, string] => [`${a}`, `${b}`]);
    expect(cohenKappa(words(wide))).toBeCloseTo(0.8013, 4);
    expect(cohenKappa(words(close))).toBeCloseTo(0.9315, 4);
    expect(weightedKappa(close, 'linear')).toBeCloseTo(0.9412, 4);
    expect(weightedKappa(close, 'quadratic')).toBeCloseTo(0.9541, 4);
  });
  it('is nothing without pairs, or where both give one answer only', () => {
    expect(cohenKappa([])).toBeNull();
    expect(cohenKappa([['accept', 'accept']])).toBeNull();
    expect(weightedKappa([[1, 1]], 'linear')).toBeNull();
  });

  const pairs = fc.array(fc.tuple(fc.integer({ min: 0, max: 4 }), fc.integer({ min: 0, max: 4 })), {
    maxLength: 60,
  });
  it('is the same whoever is called the first, at most 1, and knows no unit of measure', () => {
    fc.assert(
      fc.property(pairs, fc.constantFrom('linear' as const, 'quadratic' as const), (given, weights) => {
        const kappa = weightedKappa(given, weights);
        const turned = weightedKappa(
          given.map(([a, b]): [number, number] => [b, a]),
          weights,
        );
        const scaled = weightedKappa(
          given.map(([a, b]): [number, number] => [a / 4, b / 4]),
          weights,
        );
        if (kappa === null) {
          expect([turned, scaled]).toEqual([null, null]);
          return;
        }
        expect(kappa).toBeLessThanOrEqual(1);
        expect(turned).toBeCloseTo(kappa, 9);
        expect(scaled).toBeCloseTo(kappa, 9);
      }),
    );
  });
  it('is Cohen’s where two answers only are possible, whatever the weights', () => {
    fc.assert(
      fc.property(
        fc.array(fc.tuple(fc.integer({ min: 0, max: 1 }), fc.integer({ min: 0, max: 1 }))),
        (given) => {
          const plain = cohenKappa(given.map(([a, b]): [string, string] => [`${a}`, `${b}`]));
          const weighted = weightedKappa(given, 'quadratic');
          if (plain === null) expect(weighted).toBeNull();
          else expect(weighted).toBeCloseTo(plain, 9);
        },
      ),
    );
  });
});

describe('the lean of one appraiser', () => {
  it('is the mean of the differences, with how many lie on each side', () => {
    const lean = leanOf([
      { own: 0.5, other: 1 },
      { own: 0.5, other: 0.75 },
      { own: 1, other: 1 },
      { own: 1, other: 0.75 },
    ]);
    expect(lean).toMatchObject({ pairs: 4, mean: -0.125, stricter: 2, same: 1, milder: 1 });
    expect(lean.chance).toBe(1);
  });
  it('has the chances of the binomial tables: 1 of 9 two-sided 0.0390625, 0 of 6 0.03125', () => {
    expect(signTest(1, 8)).toBeCloseTo(0.0390625, 12);
    expect(signTest(6, 0)).toBeCloseTo(0.03125, 12);
    expect(signTest(0, 0)).toBeNull();
    expect(signTest(2000, 2000)).toBe(1);
  });
});
