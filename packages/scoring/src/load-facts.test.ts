import { describe, expect, it } from 'vitest';
import type { Item } from './criteria-set.ts';
import { allocateTable, findColumn } from './fact-table.ts';
import type { UnitFacts } from './facts.ts';
import { FACT_PROBLEM_CODES } from './facts.ts';
import { loadFacts, sealTable } from './load-facts.ts';
import { toRoundResult } from './round-result.ts';
import { scoreTable } from './score-table.ts';
import {
  decimalFigure,
  integerFigure,
  planOf,
  sampleGroup,
  sampleItem,
  sampleSet,
  unitOf,
} from './testing/sample-sets.ts';
import { describeFactProblem } from './words/describe-problem.ts';

const FIGURES: Item['figures'] = [
  integerFigure('n', '100'),
  decimalFigure('d', 2, '10'),
  { type: 'boolean', key: 'b', label: 'b', optional: false },
];
const sum: Item['rule'] = {
  kind: 'sum',
  parts: [
    { figure: 'n', points: '0.01', cap: null },
    { figure: 'd', points: '0.1', cap: null },
    { figure: 'b', points: '1', cap: null },
  ],
};
const ratio = sampleItem(
  'r',
  '1',
  {
    kind: 'ratio-linear',
    ratio: {
      numerator: { plus: ['x'], minus: [] },
      denominator: { plus: ['y'], minus: [] },
      zeroDenominator: { then: 'zero' },
      outside: 'reject',
    },
    complement: false,
    target: null,
    floor: null,
  },
  [integerFigure('x', '100'), integerFigure('y', '100')],
);
const plan = planOf(sampleSet([sampleGroup('a', [sampleItem('s', '3', sum, FIGURES), ratio])]));

const GOOD = { n: '50', d: '2.5', b: true };
const problemsOf = (unit: UnitFacts): readonly unknown[] =>
  loadFacts(plan, [unit]).problems.map(({ code, item, figure, value }) => [code, item, figure, value]);
const withFigures = (figures: object): UnitFacts => unitOf('u', { s: { figures: { ...GOOD, ...figures } } });

describe('facts', () => {
  it('are refused one by one with their place, never changed in silence', () => {
    expect(problemsOf(withFigures({ d: '85,5' }))).toEqual([['not-a-number', 's', 'd', '85,5']]);
    expect(problemsOf(withFigures({ d: '2.555' }))).toEqual([['too-many-decimals', 's', 'd', '2.555']]);
    expect(problemsOf(withFigures({ n: '101' }))).toEqual([['out-of-range', 's', 'n', '101']]);
    expect(problemsOf(withFigures({ n: '1.5' }))).toEqual([['too-many-decimals', 's', 'n', '1.5']]);
    expect(problemsOf(withFigures({ n: true }))).toEqual([['not-a-number', 's', 'n', 'true']]);
    expect(problemsOf(withFigures({ b: 'true' }))).toEqual([['not-a-boolean', 's', 'b', 'true']]);
    expect(problemsOf(withFigures({ khac: '1' }))).toEqual([['unknown-figure', 's', 'khac', null]]);
    expect(problemsOf(unitOf('u', { r: { figures: { x: '5', y: '4' } } }))).toEqual([
      ['ratio-out-of-range', 'r', null, null],
    ]);
    expect(problemsOf(unitOf('u', { r: { figures: { x: '5', y: '0' } } }))).toEqual([
      ['ratio-out-of-range', 'r', null, null],
    ]);
    expect(problemsOf(unitOf('u', { q: {} }))).toEqual([['unknown-item', 'q', null, 'q']]);
    expect(problemsOf({ ...withFigures({}), kind: 'tinh' })).toEqual([['unknown-kind', null, null, 'tinh']]);
    const twice = loadFacts(plan, [withFigures({}), withFigures({})]).problems;
    expect(twice.map((problem) => problem.code)).toEqual(['duplicate-unit']);
  });

  it('may name nothing that every object has', () => {
    const hostile = JSON.parse(
      '{"s": {"figures": {"__proto__": "1", "constructor": "1"}}}',
    ) as UnitFacts['items'];
    expect(problemsOf(unitOf('u', hostile)).map((problem) => (problem as string[])[0])).toEqual([
      'unknown-figure',
      'unknown-figure',
    ]);
    expect(problemsOf(unitOf('u', { toString: {} }))).toEqual([
      ['unknown-item', 'toString', null, 'toString'],
    ]);
  });

  it('leave an item without data when a needed figure is missing', () => {
    const { table, problems } = loadFacts(plan, [
      withFigures({ d: null }),
      { ...withFigures({}), unit: 'v' },
    ]);
    expect(problems).toEqual([]);
    const { units } = toRoundResult(plan, table, scoreTable(plan, table));
    expect(units.map((unit) => [unit.items[0]?.status, unit.items[0]?.points])).toEqual([
      ['no-data', '0'],
      ['scored', '1.75'],
    ]);
  });

  it('may be filled in by columns and are then checked all the same', () => {
    const table = allocateTable(plan, 3);
    table.units.codes.splice(0, 3, 'a', 'b', 'c');
    findColumn(table, 's', 'n')?.set([50, 101, 0] as never);
    findColumn(table, 's', 'd')?.set([250, 0, 0] as never);
    findColumn(table, 's', 'b')?.set([1, 0, 1] as never);
    findColumn(table, 'r', 'x')?.set([1, 1, 4] as never);
    findColumn(table, 'r', 'y')?.set([4, 1, 1] as never);
    expect(sealTable(table).map((problem) => [problem.code, problem.unit, problem.figure])).toEqual([
      ['out-of-range', 'b', 'n'],
      ['ratio-out-of-range', 'c', null],
    ]);
    const { units } = toRoundResult(plan, table, scoreTable(plan, table));
    expect(units.map((unit) => [unit.points, unit.counts['no-data']])).toEqual([
      ['2', 0],
      ['1', 1],
      ['1', 1],
    ]);
  });
});

describe('every problem of facts', () => {
  it('is described in both languages, with nothing left unfilled', () => {
    for (const code of FACT_PROBLEM_CODES) {
      for (const locale of ['vi', 'en'] as const) {
        const text = describeFactProblem(
          { code, unit: 'u', item: 'i', figure: 'f', value: '1', detail: {} },
          locale,
        );
        expect(text).toContain('u › i › f: ');
        expect(text).not.toMatch(/[{}]/);
      }
    }
  });
});
