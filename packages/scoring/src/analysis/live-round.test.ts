import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { compileSet } from '../compile-set.ts';
import type { ItemFacts, UnitFacts } from '../facts.ts';
import type { Plan } from '../plan.ts';
import type { UnitResult } from '../results.ts';
import { scoreRound } from '../round-result.ts';
import { openLiveRound, type LiveRound } from './live-round.ts';
import type { Standing } from './standing.ts';
import { itemFacts, itemsOf, pick, sampleRound, seeded } from './testing/sample-rounds.ts';

/** The plan and the round from scratch; null for a set that the engine refuses. */
function opened(seed: number): { plan: Plan; round: LiveRound; units: UnitFacts[] } | null {
  const { set, units } = sampleRound(seed);
  const compiled = compileSet(set);
  if (!compiled.ok) return null;
  const scored = scoreRound(compiled.plan, units);
  if (!scored.ok) throw new Error(JSON.stringify(scored.problems));
  return { plan: compiled.plan, round: openLiveRound(compiled.plan, scored.table), units: [...units] };
}
const scratch = (plan: Plan, units: readonly UnitFacts[]): readonly UnitResult[] => {
  const scored = scoreRound(plan, units);
  if (!scored.ok) throw new Error(JSON.stringify(scored.problems));
  return scored.result.units;
};
const replaced = (unit: UnitFacts, itemId: string, facts: ItemFacts): UnitFacts => ({
  ...unit,
  items: { ...unit.items, [itemId]: facts },
});
const told = (standing: Standing | UnitResult | undefined) =>
  standing && {
    points: standing.points,
    maximum: standing.maximum,
    printedPoints: standing.printedPoints,
    index: standing.index,
    printedIndex: standing.printedIndex,
    classId: standing.classId,
    rank: standing.rank,
  };

describe('openLiveRound', () => {
  it('stands after every change where a full recompute stands', () => {
    let compiled = 0;
    fc.assert(
      fc.property(fc.nat(), (seed) => {
        const start = opened(seed);
        if (start === null) return;
        compiled++;
        const { plan, round, units } = start;
        const random = seeded(seed + 1);
        for (let step = 0; step < 12; step++) {
          const at = Math.floor(random() * units.length);
          const item = pick(random, itemsOf(plan.set));
          const facts = itemFacts(random, item);
          units[at] = replaced(units[at] as UnitFacts, item.id, facts);
          const standing = round.change(at, item.id, facts);
          const expected = scratch(plan, units);
          expect(told(standing)).toEqual(told(expected[at]));
          expect(standing.problems).toEqual([]);
          if (step % 6 === 5)
            expect(units.map((_, u) => told(round.standing(u)))).toEqual(expected.map(told));
        }
      }),
      { numRuns: 250 },
    );
    expect(compiled).toBeGreaterThan(150);
  });

  it('imagines changes of one unit without keeping them', () => {
    fc.assert(
      fc.property(fc.nat(), (seed) => {
        const start = opened(seed);
        if (start === null) return;
        const { plan, round, units } = start;
        const random = seeded(seed + 2);
        const before = units.map((_, u) => told(round.standing(u)));
        for (let scenario = 0; scenario < 10; scenario++) {
          const at = Math.floor(random() * units.length);
          const changes = Array.from({ length: 3 }, () => pick(random, itemsOf(plan.set))).map((item) => ({
            itemId: item.id,
            facts: itemFacts(random, item),
          }));
          const imagined = units.map((unit, u) =>
            u === at ? changes.reduce((all, { itemId, facts }) => replaced(all, itemId, facts), unit) : unit,
          );
          expect(told(round.whatIf(at, changes))).toEqual(told(scratch(plan, imagined)[at]));
        }
        expect(units.map((_, u) => told(round.standing(u)))).toEqual(before);
      }),
      { numRuns: 250 },
    );
  });

  it('mixes changes and scenarios of the same unit', () => {
    fc.assert(
      fc.property(fc.nat(), (seed) => {
        const start = opened(seed);
        if (start === null) return;
        const { plan, round, units } = start;
        const random = seeded(seed + 3);
        for (let step = 0; step < 8; step++) {
          const item = pick(random, itemsOf(plan.set));
          const facts = itemFacts(random, item);
          const next = replaced(units[0] as UnitFacts, item.id, facts);
          const expected = told(scratch(plan, [next, ...units.slice(1)])[0]);
          expect(told(round.whatIf(0, [{ itemId: item.id, facts }]))).toEqual(expected);
          if (random() < 0.5) continue;
          units[0] = next;
          expect(told(round.change(0, item.id, facts))).toEqual(expected);
        }
      }),
      { numRuns: 120 },
    );
  });

  it('reports facts that do not fit and leaves the item without data', () => {
    const start = opened(3) ?? opened(4) ?? opened(5);
    if (start === null) throw new Error('no sample compiles');
    const { plan, round } = start;
    const item = plan.items[0];
    if (item === undefined) throw new Error('no item');
    const facts: ItemFacts = { figures: { x: 'many', y: '13', ok: 'yes', __proto__: null, extra: '1' } };
    const standing = round.change(0, item.item.id, facts);
    expect(new Set(standing.problems.map(({ code }) => code))).toEqual(
      new Set(['not-a-number', 'out-of-range', 'not-a-boolean', 'unknown-figure']),
    );
    const before = told(round.standing(0));
    expect(round.change(0, 'constructor', {}).problems.map(({ code }) => code)).toEqual(['unknown-item']);
    expect(round.whatIf(0, [{ itemId: '__proto__', facts: {} }]).problems).toHaveLength(1);
    expect(told(round.standing(0))).toEqual(before);
    expect(() => round.standing(99)).toThrow(RangeError);
  });

  it('writes its texts when it is asked for JSON', () => {
    const start = opened(3) ?? opened(4) ?? opened(5);
    const standing = start?.round.standing(0);
    expect(JSON.parse(JSON.stringify(standing))).toEqual(told(standing));
  });
});
