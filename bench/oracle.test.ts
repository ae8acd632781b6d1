import { scoreRound, type RoundResult, type UnitFacts } from '@parix/scoring';
import { compileSet, scoreTable } from '@parix/scoring';
import { describe, expect, it } from 'vitest';
import { compileWorkload, fillTable } from './engine-table.ts';
import { atLeast, linear, number, smallSet, unitOf, type SmallItem } from './small-set.ts';
import { bigIntRatios, fractions } from './walks/arithmetics.ts';
import { exactWalk, prepare, type Arithmetic } from './walks/exact-walk.ts';
import type { WalkResult } from './walks/result.ts';
import { makeUnits, makeWorkload } from './workload.ts';

const workload = makeWorkload();
const units = makeUnits(workload, 10_598);

/** Criteria c1… come first, then areas a1…. */
const groupPosition = (id: string): number =>
  Number(id.slice(1)) - 1 + (id.startsWith('a') ? workload.criteria.length : 0);

/** Cells in which the engine differs from a walk, by column. */
function differences(walk: WalkResult): Record<string, number> {
  const plan = compileWorkload(workload);
  const scores = scoreTable(plan, fillTable(plan, workload, units));
  const size = workload.specs.length;
  const found = { items: 0, groups: 0, indices: 0, classes: 0, ranks: 0 };
  for (let u = 0; u < units.length; u++) {
    for (let i = 0; i < size; i++) {
      const expected = walk.items[u * size + i] ?? 0;
      if ((scores.points[i]?.[u] ?? -9) !== Math.max(0, expected)) found.items++;
    }
    plan.groups.forEach((group, g) => {
      const position = u * walk.groups.count + groupPosition(group.group.id);
      const maximum = Number(group.max) - (scores.groupRemoved[g]?.[u] ?? 0);
      const equal = scores.groupPoints[g]?.[u] === walk.groups.points[position];
      if (!equal || maximum !== walk.groups.maxima[position]) found.groups++;
    });
    const total = scores.totals[u] ?? 0;
    const maximum = scores.maxima[u] ?? 1;
    const index = Number((2n * BigInt(total) * 10_000n + BigInt(maximum)) / (2n * BigInt(maximum)));
    if (index !== walk.index[u]) found.indices++;
    if (scores.classes[u] !== walk.classes[u]) found.classes++;
    if (scores.ranks[u] !== walk.ranks[u]) found.ranks++;
  }
  return found;
}
const none = { items: 0, groups: 0, indices: 0, classes: 0, ranks: 0 };
const walked = <N>(math: Arithmetic<N>): WalkResult => exactWalk(math, workload, prepare(math, units));

describe('10 598 units x 100 items against exact oracles', () => {
  it('equals BigInt ratios in every score, index, class and rank', () => {
    expect(differences(walked(bigIntRatios))).toEqual(none);
  });

  it('equals fraction.js in every score, index, class and rank', () => {
    expect(differences(walked(fractions))).toEqual(none);
  });
});

function score(items: readonly SmallItem[], total: string, facts: readonly UnitFacts[]): RoundResult {
  const compiled = compileSet(smallSet(items, total));
  if (!compiled.ok) throw new Error(JSON.stringify(compiled.problems));
  const scored = scoreRound(compiled.plan, facts);
  if (!scored.ok) throw new Error(JSON.stringify(scored.problems));
  return scored.result;
}
const ratioItem = (id: string, max: string, top = '100000'): SmallItem => ({
  id,
  max,
  figures: [number('a', top), number('b', top)],
  rule: linear,
});
const ratioPoints = (a: string, b: string, max: string): string | null | undefined =>
  score([ratioItem('x', max)], max, [unitOf('u', { x: { figures: { a, b } } })]).units[0]?.items[0]
    ?.printedPoints;
const given = (id: string, max: string): SmallItem => ({
  id,
  max,
  figures: [number('p', max, 2)],
  rule: { kind: 'given', figure: 'p', step: null },
});
const stepPoints = (
  a: string,
  b: string,
  percent: string,
  top: string,
  decimals: number,
): string | null | undefined => {
  const item: SmallItem = {
    id: 'x',
    max: '1',
    figures: [number('a', top, decimals), number('b', top, decimals)],
    rule: atLeast(percent, '1'),
  };
  return score([item], '1', [unitOf('u', { x: { figures: { a, b } } })]).units[0]?.items[0]?.printedPoints;
};

describe('the twelve constructed cases', () => {
  it('A: sixty scores that make exactly 80.00 are "good"', () => {
    const items = Array.from({ length: 61 }, (_, i) => given(`g${i}`, i === 60 ? '20' : '1.4'));
    const parts = Array.from({ length: 60 }, (_, i) => (i < 40 ? '1.33' : i < 59 ? '1.35' : '1.15'));
    const facts = unitOf('u', {
      ...Object.fromEntries(parts.map((p, i) => [`g${i}`, { figures: { p } }])),
      g60: { figures: { p: '0' } },
    });
    const unit = score(items, '104', [facts]).units[0];
    expect(unit?.points).toBe('80');
    const scaled = score([given('a', '60'), given('b', '40')], '100', [
      unitOf('u', { a: { figures: { p: '46.70' } }, b: { figures: { p: '33.30' } } }),
    ]).units[0];
    expect([scaled?.printedIndex, scaled?.classId]).toEqual(['80.00', 'good']);
  });

  it('B: two units at exactly 84.37 share the rank', () => {
    const items = [given('a', '60'), given('b', '40')];
    const result = score(items, '100', [
      unitOf('u', { a: { figures: { p: '50.12' } }, b: { figures: { p: '34.25' } } }),
      unitOf('v', { a: { figures: { p: '45.37' } }, b: { figures: { p: '39.00' } } }),
      unitOf('w', { a: { figures: { p: '45.37' } }, b: { figures: { p: '38.99' } } }),
    ]);
    expect(result.units.map((unit) => unit.rank)).toEqual([1, 1, 3]);
  });

  it.each([
    ['C', '7', '10', '0.75', '0.53'],
    ['D', '10', '12', '0.75', '0.63'],
    ['E', '10', '12', '2.25', '1.88'],
    ['F', '13', '28', '0.14', '0.07'],
    ['G', '1', '8', '1', '0.13'],
  ])('%s: %s/%s x %s is %s', (_, a, b, max, expected) => {
    expect(ratioPoints(a, b, max)).toBe(expected);
  });

  it.each([
    ['H: 10.4 to 10.92 is at least +5 %', '10.92', '10.40', '105', '1000', 2, '1.00'],
    ['I: 562.2 to 590.31 is at least +5 %', '590.31', '562.20', '105', '1000', 2, '1.00'],
    ['J: 57 of 100 is at least 57 %', '57', '100', '57', '1000', 0, '1.00'],
    [
      'K: 7 999 999 999 999 of 10^13 is below 80 %',
      '7999999999999',
      '10000000000000',
      '80',
      '10000000000000',
      0,
      '0.00',
    ],
  ])('%s', (_, a, b, percent, top, decimals, expected) => {
    expect(stepPoints(a, b, percent, top, decimals)).toBe(expected);
  });

  it('L: 0.1 + 0.2 is 0.3', () => {
    const result = score([given('a', '0.5'), given('b', '0.5')], '1', [
      unitOf('u', { a: { figures: { p: '0.10' } }, b: { figures: { p: '0.20' } } }),
    ]);
    expect(result.units[0]?.points).toBe('0.3');
  });
});

describe('the sweep of all a/b x maximum', () => {
  it('rounds every one of them as exact ratios do, the exact ties among them', () => {
    const maxima = Array.from({ length: 12 }, (_, q) => (q + 1) * 25);
    const items = maxima.map((max) => ratioItem(`m${max}`, (max / 100).toFixed(2), '60'));
    const pairs = Array.from({ length: 60 }, (_, d) => d + 1).flatMap((b) =>
      Array.from({ length: b + 1 }, (_, a) => [a, b] as const),
    );
    const facts = pairs.map(([a, b]) =>
      unitOf(
        `${a}/${b}`,
        Object.fromEntries(items.map(({ id }) => [id, { figures: { a: `${a}`, b: `${b}` } }])),
      ),
    );
    const result = score(items, '19.5', facts);
    let ties = 0;
    const wrong: string[] = [];
    pairs.forEach(([a, b], u) =>
      maxima.forEach((max, m) => {
        if ((2 * a * max) % b === 0 && (a * max) % b !== 0) ties++;
        const expected = bigIntRatios.toHundredths({ n: BigInt(a * max), d: BigInt(b * 100) });
        const got = result.units[u]?.items[m]?.printedPoints ?? '';
        if (Math.round(Number(got) * 100) !== expected) wrong.push(`${a}/${b} x ${max}: ${got}`);
      }),
    );
    expect(wrong).toEqual([]);
    expect(ties).toBeGreaterThan(800);
  });
});
