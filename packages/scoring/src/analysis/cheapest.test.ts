import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { cheapestAlternatives, cheapestSelections, combineElements, type Element } from './cheapest.ts';

type Pick = readonly [element: number, option: number];
const elementsFrom = (raw: readonly (readonly (readonly [number, number])[])[]): readonly Element<Pick>[] =>
  raw.map((options, i) => options.map(([gain, cost], j) => ({ gain, cost, pick: [i, j] })));
/** Every selection there is, in no order. */
function everySelection(elements: readonly Element<Pick>[]): { gain: number; cost: number; key: string }[] {
  let all = [{ gain: 0, cost: 0, key: '' }];
  for (const element of elements) {
    all = all.flatMap((base) => [
      base,
      ...element.map((o) => ({
        gain: base.gain + o.gain,
        cost: base.cost + o.cost,
        key: `${base.key} ${o.pick.join()}`,
      })),
    ]);
  }
  return all;
}
const small = fc.array(
  fc.array(fc.tuple(fc.integer({ min: 1, max: 12 }), fc.integer({ min: 0, max: 5 })), {
    minLength: 1,
    maxLength: 2,
  }),
  { maxLength: 7 },
);

describe('cheapestSelections', () => {
  it('lists exactly the selections that reach the need, the cheapest first', () => {
    fc.assert(
      fc.property(small, fc.nat(40), (raw, need) => {
        const elements = elementsFrom(raw);
        const found = [...cheapestSelections(elements, need)];
        const expected = everySelection(elements).filter(({ gain }) => gain >= need);
        expect(found.map(({ picks }) => picks.map((p) => ` ${p.join()}`).join('')).sort()).toEqual(
          expected.map(({ key }) => key).sort(),
        );
        expect(found.map(({ cost }) => cost)).toEqual(expected.map(({ cost }) => cost).sort((a, b) => a - b));
        for (const { picks, gain, cost } of found) {
          const options = picks.map(([i, j]) => elements[i]?.[j]);
          expect(options.reduce((sum, o) => sum + (o?.gain ?? 0), 0)).toBe(gain);
          expect(options.reduce((sum, o) => sum + (o?.cost ?? 0), 0)).toBe(cost);
        }
      }),
      { numRuns: 150 },
    );
  });

  it('gains most among the cheapest when nothing is decided yet', () => {
    const elements = elementsFrom([[[3, 1]], [[5, 1]], [[4, 1]]]);
    const first = cheapestSelections(elements, 3).next().value;
    expect(first).toEqual({ gain: 5, cost: 1, picks: [[1, 0]] });
  });

  it('is empty when all together is not enough, and takes nothing when nothing is needed', () => {
    const elements = elementsFrom([[[3, 1]], [[5, 1]]]);
    expect([...cheapestSelections(elements, 9)]).toEqual([]);
    expect(cheapestSelections(elements, 0).next().value).toEqual({ gain: 0, cost: 0, picks: [] });
    expect([...cheapestSelections([], 1)]).toEqual([]);
  });
});

describe('cheapestAlternatives', () => {
  it('lists the cheapest selection, then the cheapest that contains none before it, until there is none', () => {
    const single = fc.array(fc.tuple(fc.integer({ min: 1, max: 12 }), fc.integer({ min: 0, max: 5 })), {
      maxLength: 8,
    });
    fc.assert(
      fc.property(single, fc.nat(30), (raw, need) => {
        const elements = elementsFrom(raw.map((option) => [option]));
        const found = [...cheapestAlternatives(elements, need)].map(({ picks, cost }) => ({
          cost,
          keys: picks.map((p) => ` ${p.join()}`),
        }));
        let left = everySelection(elements).filter(({ gain }) => gain >= need);
        for (const { cost, keys } of found) {
          expect(cost).toBe(Math.min(...left.map((other) => other.cost)));
          left = left.filter(({ key }) => !keys.every((own) => key.includes(own)));
        }
        expect(left).toEqual([]);
      }),
      { numRuns: 200 },
    );
  });

  it('offers another option of the same element as another way', () => {
    const elements = elementsFrom([
      [
        [3, 1],
        [5, 2],
      ],
      [[4, 9]],
    ]);
    const found = [...cheapestAlternatives(elements, 3)].map(({ picks }) => picks.map((p) => p.join()));
    expect(found).toEqual([['0,0'], ['0,1'], ['1,0']]);
  });
});

describe('combineElements', () => {
  it('keeps for every gain the least cost', () => {
    fc.assert(
      fc.property(small, (raw) => {
        const elements = elementsFrom(raw);
        const options = [{ gain: 0, cost: 0 }, ...combineElements(elements)];
        for (const { gain, cost } of everySelection(elements)) {
          expect(options.some((o) => o.gain >= gain && o.cost <= cost)).toBe(true);
        }
      }),
      { numRuns: 100 },
    );
  });
});
