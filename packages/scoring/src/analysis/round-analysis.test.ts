import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { compileSet } from '../compile-set.ts';
import type { CriteriaSet, Item } from '../criteria-set.ts';
import { addRatio, compareRatio, subtractRatio } from '../fraction.ts';
import { loadFacts } from '../load-facts.ts';
import { scoreRound, toRoundResult } from '../round-result.ts';
import type { UnitResult } from '../results.ts';
import { scoreTable } from '../score-table.ts';
import {
  decimalFigure,
  roundOf,
  sampleGroup,
  sampleItem,
  sampleSet,
  unitOf,
} from '../testing/sample-sets.ts';
import { explainTies } from './explain-ties.ts';
import { itemStability } from './item-stability.ts';
import { layerGaps } from './layer-gaps.ts';
import { roundLosses } from './part-losses.ts';
import { sampleRound } from './testing/sample-rounds.ts';

const given = (id: string, max: string) =>
  sampleItem(id, max, { kind: 'given', figure: 'p', step: null }, [decimalFigure('p', 2, max)]);
const p = (points: string) => ({ figures: { p: points } });
const round = (rows: readonly (readonly [string, string])[], more: Partial<CriteriaSet> = {}) =>
  roundOf(
    sampleSet([sampleGroup('a', [given('x', '6')]), sampleGroup('b', [given('y', '4')])], more),
    rows.map(([x, y], at) => unitOf(`u${at}`, { x: p(x), y: p(y) })),
  );
const sumOf = (values: readonly string[]): string => values.reduce(addRatio, '0');

describe('roundLosses', () => {
  it('puts the item first that most units lose points on, with the reasons', () => {
    const { plan, table, scores } = round([
      ['6', '3'],
      ['6', '3.5'],
      ['1', '4'],
    ]);
    const { groups, items } = roundLosses(plan, table, scores);
    expect(items).toEqual([
      {
        id: 'y',
        units: 3,
        points: '10.5',
        maximum: '12',
        losing: 2,
        lost: '1.5',
        reasons: [{ code: 'given', units: 2, lost: '1.5' }],
      },
      {
        id: 'x',
        units: 3,
        points: '13',
        maximum: '18',
        losing: 1,
        lost: '5',
        reasons: [{ code: 'given', units: 1, lost: '5' }],
      },
    ]);
    expect(groups).toMatchObject([
      { id: 'a', losing: 1, lost: '5' },
      { id: 'b', losing: 2, lost: '1.5' },
    ]);
  });

  it('counts what the results of the units say, for any round', () => {
    fc.assert(
      fc.property(fc.nat(), (seed) => {
        const { set, units } = sampleRound(seed);
        const compiled = compileSet(set);
        if (!compiled.ok) return;
        const scored = scoreRound(compiled.plan, units);
        if (!scored.ok) throw new Error(JSON.stringify(scored.problems));
        for (const loss of roundLosses(compiled.plan, scored.table, scored.scores).items) {
          const results = scored.result.units.map((unit) => unit.items.find(({ id }) => id === loss.id)!);
          const lost = results.map(({ points, maximum }) => subtractRatio(maximum, points ?? '0'));
          const losing = lost.filter((each) => compareRatio(each, '0') > 0);
          expect([loss.losing, loss.lost]).toEqual([losing.length, sumOf(losing)]);
          expect(
            compareRatio(sumOf(loss.reasons.map((reason) => reason.lost)), loss.lost),
          ).toBeLessThanOrEqual(0);
        }
      }),
      { numRuns: 50 },
    );
  });
});

describe('layerGaps', () => {
  it('parts over-scoring from under-scoring, by item and by unit', () => {
    const self = round([
      ['6', '4'],
      ['5', '2'],
    ]);
    const final = round([
      ['4.5', '4'],
      ['5', '2.5'],
    ]);
    const results = [self, final].map(({ plan, table, scores }) => toRoundResult(plan, table, scores).units);
    const gaps = layerGaps(self.plan, results[0]!, results[1]!);
    expect(gaps.items).toEqual([
      { id: 'x', compared: 2, over: 1, overPoints: '1.5', under: 0, underPoints: '0', net: '1.5' },
      { id: 'y', compared: 2, over: 0, overPoints: '0', under: 1, underPoints: '0.5', net: '-0.5' },
    ]);
    expect(gaps.units.map(({ unit, net }) => [unit, net])).toEqual([
      ['u0', '1.5'],
      ['u1', '-0.5'],
    ]);
  });
});

describe('itemStability', () => {
  it('counts whom half a step of one item alone would move, and lists the closest neighbours', () => {
    const { plan, table, scores } = round([
      ['6', '3.9'],
      ['6', '3.8'],
      ['3', '1'],
    ]);
    const found = itemStability(plan, table, scores, '0.25');
    expect(found.items).toEqual([
      { id: 'x', rankMoves: 1, classMoves: 0 },
      { id: 'y', rankMoves: 2, classMoves: 0 },
    ]);
    expect(found.units).toMatchObject([
      { unit: 'u0', rank: 1, best: 1, worst: 2, items: ['x', 'y'] },
      { unit: 'u1', rank: 2, best: 1, worst: 2, items: ['y'] },
      { unit: 'u2', rank: 3, best: 3, worst: 3, items: [] },
    ]);
    expect(found.pairs).toEqual([
      { block: 'b', above: 'u0', below: 'u1', gap: '1' },
      { block: 'b', above: 'u1', below: 'u2', gap: '58' },
    ]);
  });

  it('answers as scoring the changed round anew does', () => {
    fc.assert(
      fc.property(fc.nat(), (seed) => {
        const { set, units } = sampleRound(seed, { units: 5, items: 4 });
        const compiled = compileSet(set);
        if (!compiled.ok) return;
        const { plan } = compiled;
        const { table } = loadFacts(plan, units);
        const scores = scoreTable(plan, table);
        const found = itemStability(plan, table, scores, '0.1');
        const now = toRoundResult(plan, table, scores).units;
        found.units.forEach(({ items }, unit) => {
          for (const { item } of plan.items) {
            const moved = otherPoints(now[unit]!, item).some((points) => {
              const changed = units.map((each, at) =>
                at === unit
                  ? { ...each, items: { ...each.items, [item.id]: { awarded: { points, reason: 'x' } } } }
                  : each,
              );
              const loaded = loadFacts(plan, changed);
              if (loaded.problems.length > 0) return false;
              const then = toRoundResult(plan, loaded.table, scoreTable(plan, loaded.table)).units[unit]!;
              return then.rank !== now[unit]!.rank || then.classId !== now[unit]!.classId;
            });
            expect(items.includes(item.id), `${unit} ${item.id}`).toBe(moved);
          }
        });
      }),
      // 16: an item whose zero denominator gives it full points.
      { numRuns: 25, examples: [[16]] },
    );
  });

  /** A tenth of a point lower and higher, inside the bounds, where the item has points of its own. */
  function otherPoints(result: UnitResult, item: Item): readonly string[] {
    const { points, maximum, status } = result.items.find(({ id }) => id === item.id)!;
    if (points === null || status !== 'scored' || points.includes('/')) return [];
    const exempt = item.exemptKinds.some(({ kinds }) => kinds.includes(result.kind));
    if (exempt) return [];
    const least = compareRatio(maximum, item.max ?? '0') < 0 ? maximum : (item.max ?? '0');
    const [low, high] = [subtractRatio(points, '0.1'), addRatio(points, '0.1')];
    return [
      compareRatio(low, item.min) < 0 ? item.min : low,
      compareRatio(high, least) > 0 ? least : high,
    ].filter((each) => compareRatio(each, points) !== 0);
  }
});

describe('explainTies', () => {
  const rows = [
    ['5', '3'],
    ['4', '4'],
    ['4', '4'],
    ['2', '1'],
  ] as const;

  it('names the rule that parted equal units with what it compared, and what stays shared', () => {
    const ranking = {
      basis: 'unrounded',
      ties: 'competition',
      tieBreak: [{ by: 'area', id: 'b', prefer: 'highest' }],
      unrankedKinds: [],
    } as const;
    const { plan, table, scores } = round(rows, { ranking });
    expect(explainTies(plan, table, scores)).toEqual([
      {
        block: 'b',
        units: [
          { unit: 'u1', rank: 1 },
          { unit: 'u2', rank: 1 },
          { unit: 'u0', rank: 3 },
        ],
        steps: [
          { above: 'u1', below: 'u2', by: null, values: null },
          { above: 'u2', below: 'u0', by: ranking.tieBreak[0], values: { above: '4', below: '3' } },
        ],
      },
    ]);
  });

  it('finds none where indices differ, and shared ranks without rules', () => {
    const shared = round(rows);
    expect(explainTies(shared.plan, shared.table, shared.scores)[0]?.steps.map(({ by }) => by)).toEqual([
      null,
      null,
    ]);
    const apart = round([rows[0], rows[3]]);
    expect(explainTies(apart.plan, apart.table, apart.scores)).toEqual([]);
  });
});
