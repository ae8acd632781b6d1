import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { compileSet } from '../compile-set.ts';
import type { CriteriaSet, Item } from '../criteria-set.ts';
import { scoreRound } from '../round-result.ts';
import { decimalFigure, planOf, sampleGroup, sampleItem, sampleSet, unitOf } from '../testing/sample-sets.ts';
import { compareVersions } from './compare-versions.ts';
import { sampleRound } from './testing/sample-rounds.ts';

const given = (id: string, max: string, more: Partial<Item> = {}): Item =>
  sampleItem(id, max, { kind: 'given', figure: 'p', step: null }, [decimalFigure('p', 2, max)], more);
const setOf = (items: readonly Item[], more: Partial<CriteriaSet> = {}) =>
  planOf(sampleSet([sampleGroup('a', items)], more));
const p = (points: string) => ({ figures: { p: points } });

describe('compareVersions', () => {
  const before = setOf([given('x', '5'), given('y', '5')]);
  const after = setOf([given('x', '5'), given('z', '5')], { version: '2' });
  const units = [
    unitOf('A', { x: p('4'), y: p('5'), z: p('1') }),
    unitOf('B', { x: p('5'), y: p('3'), z: p('5') }),
  ];

  it('judges the same facts under both versions, each with the items it has', () => {
    const [a, b] = compareVersions(before, after, units);
    expect(a).toEqual({
      unit: 'A',
      name: 'A',
      before: { points: '9', printedPoints: '9.00', printedIndex: '90.00', classId: 'tot', rank: 1 },
      after: { points: '5', printedPoints: '5.00', printedIndex: '50.00', classId: 'trung-binh', rank: 2 },
      moved: true,
      items: [
        { id: 'z', before: null, after: '1' },
        { id: 'y', before: '5', after: null },
      ],
      problems: [],
    });
    expect([b?.before.rank, b?.after.rank]).toEqual([2, 1]);
  });

  it('moves nobody between a version and itself, and agrees with scoring it', () => {
    fc.assert(
      fc.property(fc.nat(), (seed) => {
        const { set, units: facts } = sampleRound(seed);
        const compiled = compileSet(set);
        if (!compiled.ok) return;
        const scored = scoreRound(compiled.plan, facts);
        if (!scored.ok) throw new Error(JSON.stringify(scored.problems));
        const movements = compareVersions(compiled.plan, compiled.plan, facts);
        movements.forEach(({ before: stood, after: stands, moved, items, problems }, at) => {
          expect(stood).toEqual(stands);
          expect([moved, items, problems]).toEqual([false, [], []]);
          const { points, printedPoints, printedIndex, classId, rank } = scored.result.units[at] ?? {};
          expect(stands).toEqual({ points, printedPoints, printedIndex, classId, rank });
        });
      }),
      { numRuns: 60 },
    );
  });

  it('leaves figures out that the other version does not ask for', () => {
    const renamed = setOf([
      sampleItem('x', '5', { kind: 'given', figure: 'q', step: null }, [decimalFigure('q', 2, '5')]),
      given('y', '5'),
    ]);
    const both = [unitOf('A', { x: { figures: { p: '4', q: '2' } }, y: p('5') })];
    const [move] = compareVersions(before, renamed, both);
    expect([move?.before.points, move?.after.points, move?.problems]).toEqual(['9', '7', []]);
  });

  it('tells which facts do not fit a version, and scores the item as without data', () => {
    const lower = setOf([given('x', '5'), given('y', '2')]);
    const [move] = compareVersions(before, lower, [unitOf('A', { x: p('4'), y: p('5') })]);
    expect(move?.after.points).toBe('4');
    expect(move?.problems.map(({ code, item }) => [code, item])).toEqual([['out-of-range', 'y']]);
  });
});
