import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { compileSet } from '../compile-set.ts';
import type { UnitFacts } from '../facts.ts';
import { compareRatio } from '../fraction.ts';
import type { Plan } from '../plan.ts';
import type { UnitResult } from '../results.ts';
import { scoreRound, type ScoredRound } from '../round-result.ts';
import {
  decimalFigure,
  roundOf,
  sampleGroup,
  sampleItem,
  sampleSet,
  unitOf,
} from '../testing/sample-sets.ts';
import { goalSeek, type Goal } from './goal-seek.ts';
import { sampleRound, seeded } from './testing/sample-rounds.ts';

type Scored = Extract<ScoredRound, { ok: true }> & { plan: Plan };

function scored(plan: Plan, units: readonly UnitFacts[]): Scored {
  const round = scoreRound(plan, units);
  if (!round.ok) throw new Error(JSON.stringify(round.problems));
  return { ...round, plan };
}
/** The unit with some items brought to full points, scored from scratch. */
function withFull(
  { plan }: Scored,
  units: readonly UnitFacts[],
  at: number,
  items: readonly string[],
): UnitResult {
  const changed = units.map((unit, u) => {
    if (u !== at) return unit;
    const full = items.map((id) => {
      const max = plan.items[plan.itemIndex.get(id) ?? -1]?.item.max ?? '0';
      return [id, { ...unit.items[id], pending: false, awarded: { points: max, reason: '' } }] as const;
    });
    return { ...unit, items: { ...unit.items, ...Object.fromEntries(full) } };
  });
  return scored(plan, changed).result.units[at] as UnitResult;
}
function isMet(plan: Plan, before: UnitResult, after: UnitResult, goal: Goal): boolean {
  if ('classId' in goal) {
    const order = plan.bands[0]?.map(({ band }) => band.id) ?? [];
    return after.classId !== null && order.indexOf(after.classId) <= order.indexOf(goal.classId);
  }
  if ('index' in goal) return after.maximum !== '0' && compareRatio(after.index, goal.index) >= 0;
  if (after.rank === null || before.rank === null) return false;
  return after.rank <= ('rank' in goal ? goal.rank : Math.max(1, before.rank - goal.ranks));
}
const subsets = (ids: readonly string[]): readonly string[][] =>
  ids.reduce<string[][]>((all, id) => all.flatMap((own) => [own, [...own, id]]), [[]]);
/** Items that can be won back: they apply, are judged, and lack points. */
const winnable = (unit: UnitResult): readonly string[] =>
  unit.items
    .filter(({ status, points, maximum }) => {
      if (status !== 'scored' && status !== 'no-data') return false;
      return points !== null && compareRatio(points, maximum) < 0;
    })
    .map(({ id }) => id);

describe('goalSeek', () => {
  it('finds the cheapest set of items wherever one exists, as trying all of them does', () => {
    const seen = { met: 0, unreachable: 0, already: 0 };
    fc.assert(
      fc.property(fc.nat(), fc.boolean(), (seed, plain) => {
        const { set, units } = sampleRound(seed, { items: plain ? 7 : 4, units: 7, plain });
        const compiled = compileSet(set);
        if (!compiled.ok) return;
        const round = scored(compiled.plan, units);
        const random = seeded(seed + 9);
        const at = Math.floor(random() * units.length);
        const before = round.result.units[at] as UnitResult;
        const ids = winnable(before);
        const goals: readonly Goal[] = [
          { ranks: 1 },
          { ranks: 2 },
          { rank: 1 },
          { classId: 'tot' },
          { classId: 'kha' },
          { index: '66.6' },
          { index: '99.9' },
        ];
        const goal = goals[Math.floor(random() * goals.length)] as Goal;
        const costs = Object.fromEntries(ids.map((id) => [id, Math.floor(random() * 4) / 2]));
        const ways = subsets(ids).filter((items) =>
          isMet(round.plan, before, withFull(round, units, at, items), goal),
        );
        const costOf = (items: readonly string[]): number =>
          items.reduce((sum, id) => sum + (costs[id] ?? 0), 0);
        const answer = goalSeek(round.plan, round.table, round.scores, at, goal, { costs });
        expect(answer.reachable).toBe(ways.length > 0);
        if (ways.length === 0) {
          seen.unreachable++;
          return;
        }
        const [first] = answer.alternatives;
        expect(first?.cost).toBe(Math.min(...ways.map(costOf)));
        if (first?.items.length === 0) seen.already++;
        else seen.met++;
        for (const { items, reaches, cost } of answer.alternatives) {
          const own = items.map(({ itemId }) => itemId);
          const after = withFull(round, units, at, own);
          expect(isMet(round.plan, before, after, goal)).toBe(true);
          expect(costOf(own)).toBe(cost);
          const { points, index, printedIndex, classId, rank } = after;
          expect(reaches).toMatchObject({ points, index, printedIndex, classId, rank });
        }
      }),
      { numRuns: 500 },
    );
    expect(Math.min(...Object.values(seen)), JSON.stringify(seen)).toBeGreaterThan(5);
  });

  const given = (id: string, max: string) =>
    sampleItem(id, max, { kind: 'given', figure: 'p', step: null }, [decimalFigure('p', 2, max)]);
  const simple = roundOf(sampleSet([sampleGroup('a', [given('x', '5'), given('y', '3'), given('z', '2')])]), [
    unitOf('low', {
      x: { figures: { p: '3' } },
      y: { figures: { p: '2.5' } },
      z: { figures: { p: '1.25' } },
    }),
    unitOf('mid', { x: { figures: { p: '5' } }, y: { figures: { p: '2' } }, z: { figures: { p: '0' } } }),
    unitOf('top', { x: { figures: { p: '5' } }, y: { figures: { p: '3' } }, z: { figures: { p: '1' } } }),
  ]);
  const seek = (goal: Goal, options = {}) =>
    goalSeek(simple.plan, simple.table, simple.scores, 0, goal, options);
  const itemsOf = (goal: Goal, options = {}) =>
    seek(goal, options).alternatives.map(({ items }) =>
      items.map(({ itemId, gain }) => `${itemId} +${gain}`),
    );

  it('lists alternatives, the greatest gain first among equal costs', () => {
    expect(itemsOf({ ranks: 1 })).toEqual([['x +2'], ['z +0.75'], ['y +0.5']]);
    expect(itemsOf({ rank: 1 })).toEqual([
      ['x +2', 'z +0.75'],
      ['x +2', 'y +0.5'],
    ]);
    expect(itemsOf({ classId: 'tot' })).toEqual([['x +2'], ['y +0.5', 'z +0.75']]);
  });

  it('follows costs and leaves fixed and unusable items alone', () => {
    expect(itemsOf({ ranks: 1 }, { costs: { x: 9, z: 0.5 } })).toEqual([['z +0.75'], ['y +0.5'], ['x +2']]);
    expect(itemsOf({ ranks: 1 }, { fixed: ['x'], alternatives: 1 })).toEqual([['z +0.75']]);
    expect(itemsOf({ ranks: 1 }, { costs: { x: -1, y: Number.NaN, z: Infinity } })).toEqual([]);
  });

  it('says what cannot be reached, and what is reached already', () => {
    expect(seek({ index: '100.01' })).toEqual({ reachable: false, alternatives: [] });
    expect(seek({ classId: 'constructor' }).reachable).toBe(false);
    expect(seek({ index: 'many' }).reachable).toBe(false);
    expect(seek({ rank: 0 }).reachable).toBe(false);
    expect(itemsOf({ rank: 3 })).toEqual([[]]);
  });
});
