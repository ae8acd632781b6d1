import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { checkSet } from './check-set.ts';
import { compileSet } from './compile-set.ts';
import type { CriteriaSet } from './criteria-set.ts';
import type { UnitFacts } from './facts.ts';
import { explainUnit } from './explain/explain-unit.ts';
import { renderRule } from './explain/render-rule.ts';
import { loadFacts } from './load-facts.ts';
import { toRoundResult } from './round-result.ts';
import { scoreTable } from './score-table.ts';
import type { Dice } from './testing/random-round.ts';
import { diceOf, randomRound } from './testing/random-round.ts';
import { describeFactProblem, describeSetProblem } from './words/describe-problem.ts';

const TEXTS = [
  '',
  ' ',
  '0',
  '-0',
  '-1',
  '1e9',
  '9,5',
  '.5',
  '1.0000000001',
  '99999999999999999999999999',
  'NaN',
  '__proto__',
  'constructor',
  '2025-02-30',
  '1'.repeat(300),
  '5.',
  '100.5',
  'ạ̣̣',
];
const NUMBERS = [-1, 0, 1.5, 9, 1e9, -1e9, Number.NaN, Number.POSITIVE_INFINITY];

/** The loader has checked the shape of a set; the engine checks its contents. So what gives the shape stays. */
const SHAPE = new Set(
  'node kind policy type then outside role level mode basis ties by prefer ifNone none else divisionByZero status format pointsFrom required'.split(
    ' ',
  ),
);

/** A copy in which some leaves were replaced by others of the same type, and some lists emptied, doubled or turned. */
function spoil<T>(value: T, dice: Dice, rate: number): T {
  const hit = dice.roll(1, rate) === 1;
  if (Array.isArray(value)) {
    const list = value.map((entry: unknown) => spoil(entry, dice, rate));
    return (hit ? dice.pick([[], [...list, ...list], list.slice(1), list.reverse()]) : list) as T;
  }
  if (typeof value === 'object' && value !== null) {
    const entries = Object.entries(value).map(([key, entry]: [string, unknown]) => [
      key,
      SHAPE.has(key) ? entry : spoil(entry, dice, rate),
    ]);
    return Object.fromEntries(entries) as T;
  }
  if (!hit) return value;
  if (typeof value === 'string') return dice.pick(TEXTS) as T;
  if (typeof value === 'number') return dice.pick(NUMBERS) as T;
  return typeof value === 'boolean' ? (!value as T) : value;
}

const seeds = fc.integer({ min: 1, max: 1_000_000_000 });

describe('hostile input', () => {
  it('in a set gives problems or a plan that scores, never an exception', () => {
    fc.assert(
      fc.property(seeds, fc.constantFrom(15, 60, 300), (seed, rate) => {
        const dice = diceOf(seed);
        const { set, units } = randomRound(seed);
        const spoilt: CriteriaSet = spoil(set, dice, rate);
        for (const problem of checkSet(spoilt)) expect(describeSetProblem(problem, 'vi')).not.toBe('');
        const compiled = compileSet(spoilt);
        if (!compiled.ok) return;
        const { plan } = compiled;
        const { table } = loadFacts(plan, units);
        const scores = scoreTable(plan, table);
        toRoundResult(plan, table, scores);
        units.forEach((_, unit) => explainUnit(plan, table, scores, unit));
        for (const item of plan.items) renderRule(item.item, 'vi');
      }),
      { numRuns: 250 },
    );
  });

  it('in facts gives problems with their place, and whatever is left still scores', () => {
    fc.assert(
      fc.property(seeds, fc.constantFrom(3, 20, 100), (seed, rate) => {
        const { set, units } = randomRound(seed);
        const compiled = compileSet(set);
        if (!compiled.ok) throw new Error('a random set is valid');
        const spoilt: readonly UnitFacts[] = spoil(units, diceOf(seed), rate);
        const { plan } = compiled;
        const { table, problems } = loadFacts(plan, spoilt);
        for (const problem of problems) expect(describeFactProblem(problem, 'vi')).not.toBe('');
        const scores = scoreTable(plan, table);
        const { units: results } = toRoundResult(plan, table, scores);
        expect(results).toHaveLength(spoilt.length);
        spoilt.forEach((_, unit) => explainUnit(plan, table, scores, unit));
      }),
      { numRuns: 120 },
    );
  });
});
