import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { addRespondent, marginOf, NO_ANSWERS } from './estimate.ts';

const sumsOf = (respondents: readonly (readonly number[])[]) =>
  respondents.reduce((sums, values) => addRespondent(sums, values.map(BigInt)), NO_ANSWERS);

const each = (pairs: readonly (readonly [value: number, times: number])[]): number[][] =>
  pairs.flatMap(([value, times]) => Array.from({ length: times }, () => [value]));

describe('the margin of error against published worked examples', () => {
  // Cochran, Sampling Techniques (3rd ed. 1977), section 2.8: signatures on 50 of the 676 sheets of a petition.
  const petition = each([
    ...([
      [42, 23],
      [41, 4],
      [36, 1],
      [32, 1],
      [29, 1],
      [27, 2],
      [23, 1],
      [19, 1],
      [16, 2],
      [15, 2],
    ] as const),
    ...([
      [14, 1],
      [11, 1],
      [10, 1],
      [9, 1],
      [7, 1],
      [6, 3],
      [5, 2],
      [4, 1],
      [3, 1],
    ] as const),
  ]);

  it('gives the sums that the book prints', () => {
    const { respondents, sum, sumSquares } = sumsOf(petition);
    expect([respondents, sum, sumSquares]).toEqual([50, 1471n, 54_497n]);
  });

  it('gives the limits that the book prints: 18 107 to 21 669 at 80 % (z = 1.28)', () => {
    const margin = marginOf(sumsOf(petition), 676) ?? Number.NaN;
    const at80 = (676 * margin * 1.28) / 1.959963984540054;
    // The book rounds s to 15.13 on the way; its half width is 1 781.
    expect(at80).toBeGreaterThan(1780);
    expect(at80).toBeLessThan(1783);
    expect(Math.round((676 * 1471) / 50)).toBe(19_888);
  });
});

describe('the margin of error against values computed apart', () => {
  // With Python's statistics module: 1.959963984540054 * sqrt(variance(sample) / n * (1 - n / N)).
  const grades = each([
    [100, 45],
    [60, 30],
    [20, 15],
    [0, 10],
  ]);

  it.each([
    [null, 7.058509532895191],
    [1000, 6.6962901029880015],
    [120, 2.881624450027342],
  ])('100 answers A 45, B 30, C 15, D 10 of a population of %s', (population, expected) => {
    expect(marginOf(sumsOf(grades), population)).toBeCloseTo(expected, 10);
  });

  it('is that of a share for yes and no: z sqrt(p q / (n - 1))', () => {
    const margin = marginOf(
      sumsOf(
        each([
          [1, 240],
          [0, 160],
        ]),
      ),
      null,
    );
    expect(margin).toBeCloseTo(1.959963984540054 * Math.sqrt((0.6 * 0.4) / 399), 12);
  });

  it('takes two answers of one person for one respondent, not for two', () => {
    const once =
      marginOf(
        sumsOf(
          each([
            [5, 10],
            [2, 10],
          ]),
        ),
        null,
      ) ?? Number.NaN;
    const twice = Array.from({ length: 20 }, (_, at) => (at < 10 ? [5, 5] : [2, 2]));
    expect(marginOf(sumsOf(twice), null)).toBeCloseTo(once, 12);
  });
});

describe('the margin of error', () => {
  it('cannot be told of one respondent, and is nothing when everybody answered', () => {
    expect(marginOf(NO_ANSWERS, null)).toBeNull();
    expect(marginOf(sumsOf([[3]]), 40)).toBeNull();
    expect(marginOf(sumsOf([[3], [5]]), 2)).toBe(0);
    expect(marginOf(sumsOf([[4], [4], []]), null)).toBe(0);
  });

  it('never depends on the order, and shrinks with the share of the population that answered', () => {
    const answer = fc.array(fc.integer({ min: 0, max: 500 }), { maxLength: 4 });
    fc.assert(
      fc.property(fc.array(answer, { minLength: 3, maxLength: 60 }), (respondents) => {
        const sums = sumsOf(respondents);
        expect(sumsOf([...respondents].reverse())).toEqual(sums);
        fc.pre(sums.respondents >= 2);
        const without = marginOf(sums, null) ?? Number.NaN;
        const corrected = marginOf(sums, sums.respondents * 2) ?? Number.NaN;
        expect(corrected).toBeCloseTo(without * Math.SQRT1_2, 8);
      }),
    );
  });
});
