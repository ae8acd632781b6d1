import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { compileSet } from './compile-set.ts';
import { evaluateUnit } from './evaluate-unit.ts';
import { explainUnit } from './explain/explain-unit.ts';
import { replay } from './explain/replay.ts';
import { renderItem } from './explain/render-explanation.ts';
import type { GroupExplanation, ItemExplanation } from './results.ts';
import type { Fraction } from './fraction.ts';
import { ZERO, addFraction, cmpFraction, compareRatio, formatRatio, parseRatio } from './fraction.ts';
import { scoreRound } from './round-result.ts';
import { planOf, roundOf } from './testing/sample-sets.ts';
import { diceOf, randomRound } from './testing/random-round.ts';
import { viewUnit } from './unit-view.ts';

const seeds = fc.integer({ min: 1, max: 1_000_000_000 });
const RUNS = { numRuns: 120 };

function itemsOf(node: GroupExplanation | ItemExplanation): readonly ItemExplanation[] {
  return 'children' in node ? node.children.flatMap(itemsOf) : [node];
}

describe('any set and any facts', () => {
  it('compile and score', () => {
    fc.assert(
      fc.property(seeds, (seed) => {
        const { set, units } = randomRound(seed);
        const compiled = compileSet(set);
        expect(compiled.ok ? [] : compiled.problems).toEqual([]);
        if (!compiled.ok) return;
        const scored = scoreRound(compiled.plan, units);
        expect(scored.ok ? [] : scored.problems).toEqual([]);
      }),
      RUNS,
    );
  });

  it('give the same numbers in columns as in exact ratios', () => {
    fc.assert(
      fc.property(seeds, (seed) => {
        const { set, units } = randomRound(seed);
        const { plan, table, scores } = roundOf(set, units);
        units.forEach((_, unit) => {
          const exact = evaluateUnit(table, unit);
          const view = viewUnit(table, scores, unit);
          plan.items.forEach((item, at) => {
            const own = view.item(at);
            expect([
              item.item.rule?.kind,
              own.mark,
              formatRatio(own.points),
              formatRatio(own.maximum),
            ]).toEqual([
              item.item.rule?.kind,
              exact.items[at]?.mark,
              formatRatio(exact.items[at]?.points ?? { n: -1, d: 1 }),
              formatRatio(exact.items[at]?.maximum ?? { n: -1, d: 1 }),
            ]);
          });
          expect(plan.groups.map((_, at) => formatRatio(view.group(at).points))).toEqual(
            exact.groups.map((group) => formatRatio(group.points)),
          );
          expect(plan.groups.map((_, at) => formatRatio(view.group(at).maximum))).toEqual(
            exact.groups.map((group) => formatRatio(group.maximum)),
          );
          expect([formatRatio(view.points), formatRatio(view.maximum)]).toEqual([
            formatRatio(exact.points),
            formatRatio(exact.maximum),
          ]);
        });
      }),
      RUNS,
    );
  });

  it('keep every item between its least and most points', () => {
    fc.assert(
      fc.property(seeds, (seed) => {
        const { set, units } = randomRound(seed);
        const { plan, result } = roundOf(set, units);
        for (const unit of result.units) {
          unit.items.forEach((item, at) => {
            const min = plan.items[at]?.item.min ?? '0';
            if (item.points === null) return;
            expect(compareRatio(item.points, min)).toBeGreaterThanOrEqual(0);
            expect(compareRatio(item.points, item.maximum)).toBeLessThanOrEqual(0);
          });
        }
      }),
      RUNS,
    );
  });

  it('explain every number so that it can be computed again from the explanation alone', () => {
    fc.assert(
      fc.property(seeds, (seed) => {
        const { set, units } = randomRound(seed);
        const { plan, table, scores, result } = roundOf(set, units);
        units.forEach((_, unit) => {
          const explanations = explainUnit(plan, table, scores, unit).areas.flatMap(itemsOf);
          explanations.forEach((explanation, at) => {
            const stated = result.units[unit]?.items[at];
            expect([explanation.item.id, explanation.points]).toEqual([stated?.id, stated?.points]);
            expect([explanation.item.id, explanation.steps, replay(explanation)]).toEqual([
              stated?.id,
              explanation.steps,
              stated?.points,
            ]);
            expect(renderItem(explanation, 'vi').length).toBeGreaterThan(0);
          });
        });
      }),
      RUNS,
    );
  });

  it('keep their promises: a change of figures wins what the explanation says, and one less does not', () => {
    fc.assert(
      fc.property(seeds, (seed) => {
        const { set, units } = randomRound(seed);
        const { plan, table, scores } = roundOf(set, units);
        units.forEach((facts, unit) => {
          if (scores.exact.has(unit) && plan.integral) return;
          for (const explanation of explainUnit(plan, table, scores, unit).areas.flatMap(itemsOf)) {
            for (const win of explanation.toWin) {
              const id = explanation.item.id;
              const value = win.to === 'true' ? true : win.to === 'false' ? false : win.to;
              const own = facts.items[id];
              if (own === undefined || (explanation.rule?.kind === 'all-of' && explanation.toWin.length > 1))
                continue;
              const figures = { ...own.figures, [win.figure]: value };
              const changed = units.map((other) =>
                other === facts ? { ...other, items: { ...other.items, [id]: { ...own, figures } } } : other,
              );
              const again = roundOf(set, changed).result.units[unit]?.items.find((item) => item.id === id);
              expect([id, win.figure, again?.points]).toEqual([id, win.figure, win.points]);
            }
          }
        });
      }),
      { numRuns: 30 },
    );
  });

  it('sum up: unrounded groups are the sums of their items', () => {
    fc.assert(
      fc.property(seeds, (seed) => {
        const { set, units } = randomRound(seed);
        const plain = { ...set, rounding: { ...set.rounding, criterion: null, area: null, total: null } };
        const { plan, table, scores } = roundOf(plain, units);
        units.forEach((_, unit) => {
          const view = viewUnit(table, scores, unit);
          for (const group of plan.groups) {
            if (group.cap !== null) continue;
            const sum = plan.items
              .slice(group.from, group.to)
              .reduce<Fraction>((total, item) => addFraction(total, view.item(item.index).points), ZERO);
            expect(cmpFraction(view.group(group.index).points, sum)).toBe(0);
          }
        });
      }),
      RUNS,
    );
  });

  it('rank and class by the index alone, whatever the order of the units', () => {
    fc.assert(
      fc.property(seeds, (seed) => {
        const { set, units } = randomRound(seed);
        const dice = diceOf(seed + 1);
        const shuffled = units
          .map((unit) => ({ unit, at: dice.roll(0, 1_000_000) }))
          .sort((a, b) => a.at - b.at);
        const first = roundOf(set, units).result;
        const second = roundOf(
          set,
          shuffled.map((entry) => entry.unit),
        ).result;
        for (const unit of first.units) {
          expect(second.units.find((other) => other.unit === unit.unit)).toEqual(unit);
        }
      }),
      RUNS,
    );
  });

  it('give equal indices equal ranks, and a better index a better one', () => {
    fc.assert(
      fc.property(seeds, (seed) => {
        const { set, units } = randomRound(seed);
        const basis = { ...set.ranking, tieBreak: [], basis: 'unrounded' as const };
        const { result } = roundOf({ ...set, ranking: basis }, units);
        const ranked = result.units.filter((unit) => unit.rank !== null);
        for (const a of ranked) {
          for (const b of ranked.filter((other) => other.block === a.block)) {
            expect(Math.sign((b.rank ?? 0) - (a.rank ?? 0))).toBe(compareRatio(a.index, b.index));
          }
        }
      }),
      RUNS,
    );
  });

  it('class by the declared bands of the exact or printed index', () => {
    fc.assert(
      fc.property(seeds, (seed) => {
        const { set, units } = randomRound(seed);
        const { result } = roundOf(set, units);
        const bands = set.classification.schemes[0]?.bands ?? [];
        for (const unit of result.units) {
          if (parseRatio(unit.maximum)?.n === 0) {
            expect([unit.classId, unit.rank]).toEqual([null, null]);
            continue;
          }
          const index = set.classification.basis === 'printed' ? unit.printedIndex : unit.index;
          const band = bands.find((entry) => entry.from === null || compareRatio(index, entry.from) >= 0);
          expect([unit.index, unit.classId]).toEqual([unit.index, band?.id]);
        }
      }),
      RUNS,
    );
  });

  it('compile to the same plan twice', () => {
    const { set } = randomRound(7);
    expect(planOf(set).decimals).toBe(planOf(set).decimals);
  });
});
