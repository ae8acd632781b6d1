import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { compileSet } from '../compile-set.ts';
import type { CriteriaSet } from '../criteria-set.ts';
import type { UnitFacts } from '../facts.ts';
import { addRatio, compareRatio } from '../fraction.ts';
import type { Plan } from '../plan.ts';
import type { UnitResult } from '../results.ts';
import { toUnitResult } from '../round-result.ts';
import { loadFacts } from '../load-facts.ts';
import { scoreTable } from '../score-table.ts';
import { decimalFigure, planOf, sampleGroup, sampleItem, sampleSet, unitOf } from '../testing/sample-sets.ts';
import { carryFacts } from './carry-facts.ts';
import { type EarlierPart, explainChange, type UnitChange } from './explain-change.ts';
import { checkMapping, type MappingEntry, ordinaryItems, scoredItems } from './item-mapping.ts';
import { pick, type Random, sampleRound, seeded } from './testing/sample-rounds.ts';

function resultsOf(plan: Plan, units: readonly UnitFacts[]): readonly UnitResult[] {
  const { table } = loadFacts(plan, units);
  const scores = scoreTable(plan, table);
  return units.map((_, unit) => toUnitResult(plan, table, scores, unit));
}

/** Every item of both sets once, in entries of every kind. */
function randomMapping(random: Random, before: CriteriaSet, after: CriteriaSet): readonly MappingEntry[] {
  const old = scoredItems(before).map((item) => item.id);
  const now = scoredItems(after).map((item) => item.id);
  const entries: MappingEntry[] = [];
  const take = (list: string[], count: number): string[] => list.splice(0, count);
  while (old.length > 0 && now.length > 0) {
    const kind = pick(random, ['same', 'renamed', 'rescaled', 'split', 'merged', 'not-comparable'] as const);
    const more = pick(random, [2, 3]);
    if ((kind === 'split' && now.length < 2) || (kind === 'merged' && old.length < 2)) continue;
    entries.push({
      kind,
      from: take(old, kind === 'merged' ? more : 1),
      to: take(now, kind === 'split' ? more : 1),
      reason: kind === 'not-comparable' ? 'khác nội dung' : null,
    });
  }
  const gone = old.map((id) => ({ kind: 'not-comparable', from: [id], to: [], reason: 'bỏ' }) as const);
  const added = now.map((id) => ({ kind: 'not-comparable', from: [], to: [id], reason: 'mới' }) as const);
  return [...entries, ...gone, ...added];
}

const sumOf = (values: readonly string[]): string => values.reduce(addRatio, '0');

function expectExact(change: UnitChange): void {
  const { real, ruler, unlike, bounds } = change;
  expect(sumOf([real, ruler, unlike, bounds])).toBe(change.change);
  expect(addRatio(change.before, change.change)).toBe(change.after);
  for (const key of ['real', 'ruler', 'unlike'] as const) {
    expect(sumOf(change.entries.map((entry) => entry[key])), key).toBe(change[key]);
  }
  for (const { before, bridged, after, cause, method, ...entry } of change.entries) {
    expect(sumOf([before, entry.real, entry.ruler, entry.unlike])).toBe(after);
    expect([bridged === null, method === null]).toEqual([cause !== null, cause !== null]);
  }
}

describe('explainChange', () => {
  it('adds up to the difference, whatever the sets, the mapping, the figures and the shares are', () => {
    fc.assert(
      fc.property(
        fc.nat(),
        fc.nat(),
        fc.array(fc.integer({ min: 1, max: 1000 }), { minLength: 1, maxLength: 4 }),
        (a, b, shares) => {
          const [old, now] = [sampleRound(a), sampleRound(b)];
          const [before, after] = [compileSet(old.set), compileSet(now.set)];
          if (!before.ok || !after.ok) return;
          const mapping = randomMapping(seeded(a + b), old.set, now.set);
          expect(checkMapping(old.set, now.set, mapping)).toEqual([]);
          const results = resultsOf(before.plan, old.units);
          const carried = carryFacts(after.plan, old.units, mapping);
          resultsOf(after.plan, now.units).forEach((later, unit) => {
            const earlier = shares.map((share, at): EarlierPart => {
              const one = (unit + at) % results.length;
              return { share: String(share / 1000), result: results[one]!, carried: carried[one]! };
            });
            expectExact(explainChange(earlier, later, mapping, ordinaryItems(now.set)));
          });
        },
      ),
      { numRuns: 80 },
    );
  });

  it('finds nothing where nothing changed', () => {
    fc.assert(
      fc.property(fc.nat(), (seed) => {
        const { set, units } = sampleRound(seed);
        const compiled = compileSet(set);
        if (!compiled.ok) return;
        const mapping = scoredItems(set).map(({ id }): MappingEntry => ({
          kind: 'same',
          from: [id],
          to: [id],
          reason: null,
        }));
        const carried = carryFacts(compiled.plan, units, mapping);
        resultsOf(compiled.plan, units).forEach((result, unit) => {
          const change = explainChange(
            [{ share: '1', result, carried: carried[unit]! }],
            result,
            mapping,
            ordinaryItems(set),
          );
          expect(change.change).toBe('0');
          expect(change.bounds).toBe('0');
          // Bonus points stand outside the scale: what is compared is never more than all of it.
          if (change.comparable) expect(compareRatio(change.comparable.weight, '100')).toBeLessThanOrEqual(0);
          expectExact(change);
          for (const entry of change.entries)
            expect([entry.real, entry.ruler, entry.unlike]).toEqual(['0', '0', '0']);
        });
      }),
      { numRuns: 60 },
    );
  });

  const linear = (id: string, max: string, target: string | null) =>
    sampleItem(
      id,
      max,
      {
        kind: 'ratio-linear',
        ratio: {
          numerator: { plus: ['x'], minus: [] },
          denominator: { plus: ['y'], minus: [] },
          zeroDenominator: { then: 'zero' },
          outside: 'clamp',
        },
        complement: false,
        target,
        floor: null,
      },
      [decimalFigure('x', 0, '100'), decimalFigure('y', 0, '100')],
    );
  const one = planOf(sampleSet([sampleGroup('a', [linear('a1', '6', null), linear('a2', '4', null)])]));
  const two = planOf(
    sampleSet(
      [sampleGroup('a', [linear('b1', '6', '80'), linear('b2', '2', null), linear('b3', '2', null)])],
      {
        version: '2',
      },
    ),
  );
  const both = ordinaryItems(two.set);
  const figures = (x: string) => ({ figures: { x, y: '100' } });
  const mapping: readonly MappingEntry[] = [
    { kind: 'rescaled', from: ['a1'], to: ['b1'], reason: null },
    { kind: 'split', from: ['a2'], to: ['b2', 'b3'], reason: null },
  ];
  const stood = [
    unitOf('A', { a1: figures('40'), a2: figures('50') }),
    unitOf('B', { a1: figures('80'), a2: figures('100') }),
  ];
  const earlier = (shares: readonly string[]): readonly EarlierPart[] => {
    const [results, carried] = [resultsOf(one, stood), carryFacts(two, stood, mapping)];
    return shares.map((share, at) => ({ share, result: results[at]!, carried: carried[at]! }));
  };
  const later = (x: string) =>
    resultsOf(two, [unitOf('A', { b1: figures(x), b2: figures('50'), b3: figures('50') })])[0]!;

  it('parts what the unit did from what the ruler did, by hand', () => {
    // 40 % of a1 is 2.4 of 6 on the old ruler; on the new one, full at 80 %, the same figures are 3 of 6.
    const change = explainChange(earlier(['1']), later('48'), mapping, both);
    expect(change).toMatchObject({
      before: '44',
      after: '56',
      change: '12',
      real: '6',
      ruler: '6',
      unlike: '0',
      bounds: '0',
    });
    expect(change.entries).toMatchObject([
      { method: 'same-facts', before: '24', bridged: '30', after: '36', real: '6', ruler: '6' },
      { method: 'same-share', before: '20', bridged: '20', after: '20', real: '0', ruler: '0' },
    ]);
    expect(change.comparable).toEqual({ before: '50', after: '56', weight: '100' });
  });

  it('weighs two units that became one by their shares', () => {
    // 44 and 88, the second half as much: (44 + 88 / 2) / 1.5.
    const change = explainChange(earlier(['1', '0.5']), later('48'), mapping, both);
    expect(change.before).toBe('176/3');
    expect(compareRatio(change.change, '0')).toBe(-1);
    expectExact(change);
    expect(() => explainChange([], later('48'), mapping, both)).toThrow(RangeError);
  });

  it('says why an item is not compared instead of inventing a number', () => {
    const entries: readonly MappingEntry[] = [
      { kind: 'not-comparable', from: ['a1'], to: ['b1'], reason: 'cách đo khác' },
      { kind: 'not-comparable', from: ['a2'], to: [], reason: 'bỏ' },
      { kind: 'not-comparable', from: [], to: ['b2'], reason: 'mới' },
      { kind: 'not-comparable', from: [], to: ['b3'], reason: 'mới' },
    ];
    const change = explainChange(earlier(['1']), later('48'), entries, both);
    expect(change.entries.map(({ cause, unlike }) => [cause, unlike])).toEqual([
      ['mapping', '12'],
      ['item-dropped', '-20'],
      ['item-added', '10'],
      ['item-added', '10'],
    ]);
    expect(change).toMatchObject({ real: '0', ruler: '0', unlike: '12', comparable: null });
  });

  it('does not compare what has no data, and keeps awarded points as a share of the maximum', () => {
    const judged = [unitOf('A', { a1: { ...figures('40'), awarded: { points: '3', reason: 'xét' } } })];
    const [result, carried] = [resultsOf(one, judged)[0]!, carryFacts(two, judged, mapping)[0]!];
    const change = explainChange([{ share: '1', result, carried }], later('48'), mapping, both);
    expect(change.entries.map(({ method, cause, bridged }) => [method, cause, bridged])).toEqual([
      ['same-share', null, '30'],
      [null, 'no-data', null],
    ]);
  });
});
