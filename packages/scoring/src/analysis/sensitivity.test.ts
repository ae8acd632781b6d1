import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { compileSet } from '../compile-set.ts';
import type { CriteriaSet } from '../criteria-set.ts';
import { addRatio, compareRatio, subtractRatio } from '../fraction.ts';
import { scoreRound } from '../round-result.ts';
import {
  decimalFigure,
  roundOf,
  sampleGroup,
  sampleItem,
  sampleSet,
  unitOf,
} from '../testing/sample-sets.ts';
import { sensitivity } from './sensitivity.ts';
import { sampleRound } from './testing/sample-rounds.ts';

function looked(totals: readonly string[], more: Partial<CriteriaSet> = {}) {
  const item = sampleItem(
    'x',
    '100',
    { kind: 'given', figure: 'p', step: null },
    [decimalFigure('p', 3, '100')],
    {
      rounding: { decimals: 3, mode: 'half-up' },
    },
  );
  const units = totals.map((points, at) => unitOf(`u${at}`, { x: { figures: { p: points } } }));
  const { plan, table, scores } = roundOf(sampleSet([sampleGroup('a', [item])], more), units);
  return sensitivity(plan, table, scores);
}

describe('sensitivity', () => {
  it('finds the ranks and classes that half a printed hundredth would change', () => {
    const [a, b, c] = looked(['80.003', '79.998', '60']);
    expect(a).toEqual({
      unit: 'u0',
      rank: 1,
      classId: 'tot',
      rankRange: { best: 1, worst: 1 },
      classRange: { best: 'tot', worst: 'kha' },
      ifPrinted: { rank: 1, classId: 'tot' },
      tiedWith: [],
      marginToNextClass: null,
      marginInClass: '0.003',
      stable: false,
    });
    expect(b).toMatchObject({
      rank: 2,
      classId: 'kha',
      rankRange: { best: 1, worst: 2 },
      classRange: { best: 'tot', worst: 'kha' },
      ifPrinted: { rank: 1, classId: 'tot' },
      marginToNextClass: '0.002',
      marginInClass: '9.998',
      stable: false,
    });
    expect(c).toMatchObject({
      rank: 3,
      rankRange: { best: 3, worst: 3 },
      marginToNextClass: '10',
      marginInClass: null,
      stable: true,
    });
  });

  it('names the units that share a rank, inside their block', () => {
    const tied = looked(['70', '70', '50', '70']).map(({ tiedWith }) => tiedWith);
    expect(tied).toEqual([['u1', 'u3'], ['u0', 'u3'], [], ['u0', 'u1']]);
  });

  it('counts places, not units, where ranks are dense', () => {
    const dense = looked(['70', '70', '69.998', '50'], {
      ranking: { basis: 'unrounded', ties: 'dense', tieBreak: [], unrankedKinds: [] },
    });
    expect(dense.map(({ rankRange }) => rankRange)).toEqual([
      { best: 1, worst: 3 },
      { best: 1, worst: 3 },
      { best: 1, worst: 2 },
      { best: 3, worst: 3 },
    ]);
  });

  it('holds against counting, and around the true rank', () => {
    fc.assert(
      fc.property(fc.nat(), (seed) => {
        const { set, units } = sampleRound(seed, { plain: true });
        const compiled = compileSet({
          ...set,
          ranking: { ...set.ranking, basis: 'unrounded', ties: 'competition' },
        });
        if (!compiled.ok) return;
        const scored = scoreRound(compiled.plan, units);
        if (!scored.ok) throw new Error(JSON.stringify(scored.problems));
        const { result, table, scores } = scored;
        const half = ['0.5', '0.05', '0.005'][set.rounding.printedIndex.decimals] ?? '';
        sensitivity(compiled.plan, table, scores).forEach((own, at) => {
          const unit = result.units[at];
          if (unit === undefined) throw new Error('no unit');
          expect([own.unit, own.rank, own.classId]).toEqual([unit.unit, unit.rank, unit.classId]);
          if (unit.rank === null) {
            expect(own.rankRange).toBeNull();
            return;
          }
          const others = result.units.filter((o) => o !== unit && o.block === unit.block && o.rank !== null);
          const rankFor = (index: string): number =>
            1 + others.filter((o) => compareRatio(o.index, index) > 0).length;
          const range = {
            best: rankFor(addRatio(unit.index, half)),
            worst: rankFor(subtractRatio(unit.index, half)),
          };
          expect(own.rankRange).toEqual(range);
          expect(range.best <= unit.rank && unit.rank <= range.worst).toBe(true);
          expect(own.tiedWith).toEqual(others.filter((o) => o.rank === unit.rank).map((o) => o.unit));
        });
      }),
      { numRuns: 120 },
    );
  });

  it('leaves the scores as they were, on sets of every kind', () => {
    fc.assert(
      fc.property(fc.nat(), (seed) => {
        const { set, units } = sampleRound(seed);
        const compiled = compileSet(set);
        if (!compiled.ok) return;
        const scored = scoreRound(compiled.plan, units);
        if (!scored.ok) throw new Error(JSON.stringify(scored.problems));
        const once = sensitivity(compiled.plan, scored.table, scored.scores);
        expect(sensitivity(compiled.plan, scored.table, scored.scores)).toEqual(once);
        once.forEach(({ rankRange, rank }) => {
          if (rankRange === null || rank === null) return;
          expect(rankRange.best).toBeLessThanOrEqual(rank);
          expect(rankRange.worst).toBeGreaterThanOrEqual(rank);
        });
      }),
      { numRuns: 120 },
    );
  });
});
