import fc from 'fast-check';
import Fraction from 'fraction.js';
import { describe, expect, it } from 'vitest';
import type { Figure, FigureValue } from '../criteria-set.ts';
import {
  compileFormula,
  evaluate,
  explainFormula,
  parseFormula,
  printFormula,
  replayFormula,
  type Formula,
  type FormulaOutcome,
} from './index.ts';
import { compareRatio, printRatio } from './ratio.ts';

const WIDE = { min: `-${'9'.repeat(30)}`, max: '9'.repeat(30) };
const figures: readonly Figure[] = [
  { type: 'integer', key: 'hồ_sơ', label: '', unit: '', min: '-3', max: '9', decimals: 0, optional: true },
  {
    type: 'integer',
    key: 'số đơn vị',
    label: '',
    unit: '',
    min: '0',
    max: '12',
    decimals: 0,
    optional: true,
  },
  { type: 'decimal', key: 'tỷ_lệ', label: '', unit: '', min: '0', max: '2.5', decimals: 1, optional: true },
  { type: 'boolean', key: 'có', label: '', optional: true },
  {
    type: 'choice',
    key: 'mức',
    label: '',
    optional: true,
    options: [
      { id: 'tốt', label: '' },
      { id: 'khá', label: '' },
      { id: 'say "không"', label: '' },
    ],
  },
];

/** A formula as text, and its meaning told a second time in fraction.js. */
interface Told<T> {
  readonly text: string;
  readonly mean: (row: Row) => T | Failure;
}
type Row = Readonly<Record<string, FigureValue | null>>;
type Failure = 'division-by-zero' | 'no-data';
type Num = Told<Fraction>;
type Bool = Told<boolean>;

const failed = (value: unknown): value is Failure => value === 'division-by-zero' || value === 'no-data';
/** Missing data outweighs division by zero. */
const worst = (...values: readonly unknown[]): Failure | undefined =>
  values.find((value) => value === 'no-data')
    ? 'no-data'
    : values.find((value) => failed(value))
      ? 'division-by-zero'
      : undefined;

const literal: fc.Arbitrary<Num> = fc
  .tuple(fc.integer({ min: 0, max: 40 }), fc.integer({ min: 0, max: 99 }), fc.boolean())
  .map(([whole, part, withPart]) => (withPart ? `${whole}.${String(part).padStart(2, '0')}` : String(whole)))
  .map((text) => ({ text, mean: () => new Fraction(text) }));
const numberFigure: fc.Arbitrary<Num> = fc.constantFrom('hồ_sơ', '`số đơn vị`', 'tỷ_lệ').map((text) => ({
  text,
  mean: (row) => {
    const value = row[text.replaceAll('`', '')];
    return typeof value === 'string' ? new Fraction(value) : 'no-data';
  },
}));

function twoNumbers<T>(
  left: Num,
  right: Num,
  text: string,
  of: (a: Fraction, b: Fraction) => T | Failure,
): Told<T> {
  return {
    text,
    mean: (row) => {
      const [a, b] = [left.mean(row), right.mean(row)];
      return worst(a, b) ?? of(a as Fraction, b as Fraction);
    },
  };
}

const OPERATIONS = {
  '+': (a: Fraction, b: Fraction) => a.add(b),
  '-': (a: Fraction, b: Fraction) => a.sub(b),
  '*': (a: Fraction, b: Fraction) => a.mul(b),
} as const;
const quotient = (a: Fraction, b: Fraction): Fraction | Failure =>
  b.equals(0) ? 'division-by-zero' : a.div(b);
const halfUp = (a: Fraction, decimals: number): Fraction => {
  const scale = new Fraction(10).pow(decimals) ?? new Fraction(1);
  const size = a.abs().mul(scale).add(new Fraction(1, 2)).floor().div(scale);
  return a.compare(0) < 0 ? size.neg() : size;
};
const COMPARISONS = {
  '=': (sign: number) => sign === 0,
  '!=': (sign: number) => sign !== 0,
  '<': (sign: number) => sign < 0,
  '<=': (sign: number) => sign <= 0,
  '>': (sign: number) => sign > 0,
  '>=': (sign: number) => sign >= 0,
} as const;

interface Level {
  readonly num: fc.Arbitrary<Num>;
  readonly bool: fc.Arbitrary<Bool>;
}
const yes: fc.Arbitrary<Bool> = fc.constant({
  text: 'có',
  mean: (row) => (typeof row['có'] === 'boolean' ? row['có'] : 'no-data'),
});

/** Formulas one step deeper than those of `below`. */
function deeper(below: Level): Level {
  const tie = <K extends keyof Level>(kind: K): Level[K] => below[kind];
  const one = (text: (of: string) => string, to: (a: Fraction) => Fraction): fc.Arbitrary<Num> =>
    tie('num').map((of): Num => ({
      text: text(of.text),
      mean: (row) => {
        const value = of.mean(row);
        return failed(value) ? value : to(value);
      },
    }));
  const pair = fc.tuple(tie('num'), tie('num'));
  const condition = fc.tuple(tie('bool'), tie('num'), tie('num')).map(([test, then, otherwise]): Num => ({
    text: `(if ${test.text} then ${then.text} else ${otherwise.text})`,
    mean: (row) => {
      const value = test.mean(row);
      return failed(value) ? value : value ? then.mean(row) : otherwise.mean(row);
    },
  }));
  const picked = (name: 'min' | 'max', sign: number): fc.Arbitrary<Num> =>
    pair.map(([a, b]) =>
      twoNumbers(a, b, `${name}(${a.text}, ${b.text})`, (x, y) => (x.compare(y) * sign >= 0 ? x : y)),
    );
  const logic = (op: 'and' | 'or'): fc.Arbitrary<Bool> =>
    fc.tuple(tie('bool'), tie('bool')).map(([left, right]) => ({
      text: `(${left.text} ${op} ${right.text})`,
      mean: (row) => {
        const [a, b] = [left.mean(row), right.mean(row)];
        if (a === (op === 'or') || b === (op === 'or')) return op === 'or';
        return worst(a, b) ?? op === 'and';
      },
    }));
  return {
    num: fc.oneof(
      literal,
      numberFigure,
      fc
        .tuple(fc.constantFrom('+' as const, '-' as const, '*' as const), pair)
        .map(([op, [a, b]]) => twoNumbers(a, b, `(${a.text} ${op} ${b.text})`, OPERATIONS[op])),
      pair.map(([a, b]) => twoNumbers(a, b, `(${a.text} / ${b.text})`, quotient)),
      one(
        (of) => `-${of}`,
        (a) => a.neg(),
      ),
      one(
        (of) => `floor(${of})`,
        (a) => a.floor(),
      ),
      one(
        (of) => `ceiling(${of})`,
        (a) => a.ceil(),
      ),
      one(
        (of) => `abs(${of})`,
        (a) => a.abs(),
      ),
      fc.integer({ min: 0, max: 2 }).chain((n) =>
        one(
          (of) => `round(${of}, ${n})`,
          (a) => halfUp(a, n),
        ),
      ),
      picked('min', -1),
      picked('max', 1),
      condition,
    ),
    bool: fc.oneof(
      yes,
      fc.tuple(fc.constantFrom('tốt', 'khá'), fc.boolean()).map(([option, equal]): Bool => ({
        text: equal ? `mức = "${option}"` : `"${option}" != mức`,
        mean: (row) => (typeof row['mức'] === 'string' ? (row['mức'] === option) === equal : 'no-data'),
      })),
      fc
        .tuple(fc.constantFrom(...(Object.keys(COMPARISONS) as (keyof typeof COMPARISONS)[])), pair)
        .map(([op, [a, b]]) =>
          twoNumbers(a, b, `(${a.text} ${op} ${b.text})`, (x, y) => COMPARISONS[op](x.compare(y))),
        ),
      logic('and'),
      logic('or'),
      tie('bool').map((of): Bool => ({
        text: `not(${of.text})`,
        mean: (row) => {
          const value = of.mean(row);
          return failed(value) ? value : !value;
        },
      })),
      fc.tuple(tie('bool'), tie('bool')).map(([left, right]): Bool => ({
        text: `(${left.text} = ${right.text})`,
        mean: (row) => {
          const [a, b] = [left.mean(row), right.mean(row)];
          return worst(a, b) ?? a === b;
        },
      })),
    ),
  };
}
let formulas: Level = { num: fc.oneof(literal, numberFigure, numberFigure), bool: yes };
for (let depth = 0; depth < 4; depth++) formulas = deeper(formulas);
const { num, bool } = formulas;

const tenths = (min: number, max: number): fc.Arbitrary<string> =>
  fc.integer({ min, max }).map((value) => `${Math.floor(value / 10)}.${value % 10}`);
const missing = <T>(value: fc.Arbitrary<T>): fc.Arbitrary<T | null> => fc.option(value, { freq: 6 });
const row: fc.Arbitrary<Row> = fc.record({
  hồ_sơ: missing(fc.integer({ min: -3, max: 9 }).map(String)),
  'số đơn vị': missing(fc.integer({ min: 0, max: 12 }).map(String)),
  tỷ_lệ: missing(tenths(0, 25)),
  có: missing(fc.boolean()),
  mức: missing(fc.constantFrom('tốt', 'khá', 'say "không"')),
});

const shown = (outcome: FormulaOutcome | Fraction | null): string => {
  if (outcome === null || typeof outcome === 'string') return String(outcome);
  return outcome instanceof Fraction
    ? outcome.toFraction()
    : `${outcome.num}${outcome.den === 1n ? '' : `/${outcome.den}`}`;
};
const read = (text: string): Formula | undefined => {
  const parsed = parseFormula(text, figures, WIDE);
  return parsed.ok ? parsed.formula : undefined;
};
/** The row as a compiled formula reads it. */
const columns = (formula: Formula, values: Row): number[] =>
  formula.slots.map((slot) => {
    const value = values[slot.key];
    if (value === null || value === undefined) return Number.NaN;
    if (typeof value === 'boolean') return value ? 1 : 0;
    if (slot.figure.type === 'choice') return slot.figure.options.findIndex((option) => option.id === value);
    return Math.round(Number(value) * 10 ** slot.decimals);
  });
const runCompiled = (formula: Formula, values: Row): FormulaOutcome | null => {
  const compiled = compileFormula(formula);
  const status = compiled?.run([0, ...columns(formula, values)], 1);
  if (compiled === null || status === undefined) return null;
  if (status !== 'number') return status;
  const exact = new Fraction(BigInt(compiled.num()), BigInt(compiled.den()));
  return { num: exact.s * exact.n, den: exact.d };
};

describe('evaluate', () => {
  it('agrees with fraction.js on every formula that is accepted, and keeps its promises', () => {
    const reached = { accepted: 0, compiled: 0, numbers: 0, zeros: 0, missing: 0 };
    fc.assert(
      fc.property(num, fc.array(row, { minLength: 1, maxLength: 6 }), (told, rows) => {
        const formula = read(told.text);
        if (formula === undefined) return;
        reached.accepted++;
        if (formula.exactInDoubles) reached.compiled++;
        const again = read(printFormula(formula));
        expect(again?.text).toBe(formula.text);
        for (const values of rows) {
          const expected = told.mean(values);
          const outcome = evaluate(formula, values);
          expect(shown(outcome)).toBe(shown(expected));
          expect(shown(again ? evaluate(again, values) : null)).toBe(shown(expected));
          expect(shown(replayFormula(explainFormula(formula, values)))).toBe(shown(expected));
          if (formula.exactInDoubles) expect(shown(runCompiled(formula, values))).toBe(shown(expected));
          if (outcome === 'division-by-zero') {
            expect(formula.mayDivideByZero).toBe(true);
            reached.zeros++;
          } else if (outcome === 'no-data') {
            reached.missing++;
          } else {
            expect(compareRatio(outcome, formula.lowest)).toBeGreaterThanOrEqual(0);
            expect(compareRatio(outcome, formula.highest)).toBeLessThanOrEqual(0);
            reached.numbers++;
          }
        }
      }),
      { numRuns: 5_000 },
    );
    // The sweep must have met every kind of outcome, or it has shown nothing.
    expect(Math.min(...Object.values(reached)), JSON.stringify(reached)).toBeGreaterThan(100);
  });

  it('gives the same outcome when sums, products and conditions are written the other way round', () => {
    fc.assert(
      fc.property(num, num, bool, bool, row, (a, b, p, q, values) => {
        for (const [one, other] of [
          [`${a.text} + ${b.text}`, `${b.text} + ${a.text}`],
          [`${a.text} * ${b.text}`, `${b.text} * ${a.text}`],
          [`min(${a.text}, ${b.text})`, `min(${b.text}, ${a.text})`],
          [`if ${p.text} and ${q.text} then 1 else 0`, `if ${q.text} and ${p.text} then 1 else 0`],
          [`if ${p.text} or ${q.text} then 1 else 0`, `if ${q.text} or ${p.text} then 1 else 0`],
        ] as const) {
          const [first, second] = [read(one), read(other)];
          if (first && second) expect(shown(evaluate(first, values))).toBe(shown(evaluate(second, values)));
        }
      }),
      { numRuns: 1_000 },
    );
  });
});

describe('exactness', () => {
  const at = (text: string, values: Readonly<Record<string, string>> = {}): string => {
    const declared = Object.keys(values).map((key): Figure => ({
      type: 'decimal',
      key,
      label: '',
      unit: '',
      min: '0',
      max: '99999999999999',
      decimals: 2,
      optional: false,
    }));
    const parsed = parseFormula(text, declared, WIDE);
    if (!parsed.ok) return JSON.stringify(parsed.problems);
    const outcome = evaluate(parsed.formula, values);
    return typeof outcome === 'string' ? outcome : printRatio(outcome);
  };
  it.each([
    ['7 / 10 * 0.75', '0.53'],
    ['10 / 12 * 0.75', '0.63'],
    ['10 / 12 * 2.25', '1.88'],
    ['13 / 28 * 0.14', '0.07'],
    ['1 / 8 * 1', '0.13'],
    ['-1 / 8', '-0.13'],
  ])('rounds %s to %s, half away from zero', (text, points) => {
    expect(at(`round(${text}, 2)`)).toBe(points);
  });

  it('decides exact thresholds as they are', () => {
    const growth = 'if (now - before) / before * 100 >= 5 then 1 else 0';
    expect(at(growth, { before: '10.4', now: '10.92' })).toBe('1');
    expect(at(growth, { before: '562.2', now: '590.31' })).toBe('1');
    expect(at(growth, { before: '562.2', now: '590.3' })).toBe('0');
    expect(at('if 57 / 100 >= 0.57 then 1 else 0')).toBe('1');
    expect(at('if paid / plan >= 0.8 then 1 else 0', { paid: '7999999999999', plan: '10000000000000' })).toBe(
      '0',
    );
    expect(at('if 0.1 + 0.2 = 0.3 then 1 else 0')).toBe('1');
  });

  it('gets every exact tie a/b x maximum right, in doubles too', () => {
    let ties = 0;
    for (let max = 1; max <= 12; max++) {
      const formula = parseTie(max);
      const compiled = formula && compileFormula(formula);
      if (!formula || !compiled) throw new Error('the tie formula must compile');
      for (let b = 1; b <= 60; b++) {
        for (let a = 0; a <= b; a++) {
          if ((2 * a * max * 25) % b !== 0 || ((2 * a * max * 25) / b) % 2 !== 1) continue;
          ties++;
          const points = new Fraction(Math.floor((a * max * 25) / b) + 1, 100);
          expect(shown(evaluate(formula, { a: String(a), b: String(b) }))).toBe(points.toFraction());
          expect(compiled.run([a, b], 0)).toBe('number');
          expect(new Fraction(compiled.num(), compiled.den()).equals(points)).toBe(true);
        }
      }
    }
    expect(ties).toBe(904);
  });
});

function parseTie(max: number): Formula | undefined {
  const whole = (key: string, min: string): Figure => ({
    type: 'integer',
    key,
    label: '',
    unit: '',
    min,
    max: '60',
    decimals: 0,
    optional: false,
  });
  const parsed = parseFormula(`round(a / b * ${max / 4}, 2)`, [whole('a', '0'), whole('b', '1')], WIDE);
  return parsed.ok ? parsed.formula : undefined;
}

describe('values', () => {
  const formula = read('if mức = "tốt" then `số đơn vị` / tỷ_lệ else 0');
  const at = (values: Readonly<Record<string, FigureValue | null>>): string =>
    shown(formula ? evaluate(formula, values) : null);

  it('tells zero, division by zero and no data apart', () => {
    expect(at({ mức: 'tốt', 'số đơn vị': '0', tỷ_lệ: '1.5' })).toBe('0');
    expect(at({ mức: 'tốt', 'số đơn vị': '3', tỷ_lệ: '0' })).toBe('division-by-zero');
    expect(at({ mức: 'tốt', 'số đơn vị': null, tỷ_lệ: '0' })).toBe('no-data');
    expect(at({ mức: 'khá' })).toBe('0');
    expect(at({})).toBe('no-data');
  });

  it('takes no value that does not fit its declared figure', () => {
    for (const value of [
      '',
      ' 3',
      '3 ',
      '13',
      '-1',
      '1.5',
      '1e1',
      'NaN',
      'Infinity',
      '0x1',
      '9'.repeat(100_000),
      true,
    ]) {
      expect(at({ mức: 'tốt', 'số đơn vị': value, tỷ_lệ: '1' })).toBe('no-data');
    }
    expect(at({ mức: 'toString', 'số đơn vị': '1', tỷ_lệ: '1' })).toBe('no-data');
  });

  it('reads own properties only', () => {
    expect(at(Object.create({ mức: 'khá' }) as Record<string, string>)).toBe('no-data');
  });
});

describe('explainFormula', () => {
  it('puts the figures in and keeps the form', () => {
    const formula = read(
      'if mức != "tốt" or có then round(`số đơn vị` / tỷ_lệ * 0.50, 2) else min(max_points, -hồ_sơ)',
    );
    const values = { mức: 'khá', 'số đơn vị': '7', tỷ_lệ: '2.5', hồ_sơ: '-2' };
    expect(formula && explainFormula(formula, values)).toBe(
      `if "khá" != "tốt" or null then round(7 / 2.5 * 0.50, 2) else min(${WIDE.max}, --2)`,
    );
  });
});

describe('replayFormula', () => {
  it('is null for a text that nobody explained, and never throws', () => {
    for (const text of [
      '',
      'a',
      'constructor',
      '1 +',
      'if 1 then 2 else 3',
      '"a"',
      'true',
      '\ud800',
      '('.repeat(9_000),
    ]) {
      expect(replayFormula(text)).toBeNull();
    }
    fc.assert(fc.property(fc.string({ unit: 'binary' }), (text) => void replayFormula(text)));
  });

  it('evaluates what stands there', () => {
    expect(replayFormula('1 / 4')).toEqual({ num: 1n, den: 4n });
    expect(replayFormula('1 / (2 - 2)')).toBe('division-by-zero');
    expect(replayFormula('if null = true then 1 else 0')).toBe('no-data');
  });
});

describe('parseFormula on any text', () => {
  it('answers with a formula or placed problems, and never throws', () => {
    const pieces = fc.constantFrom(
      'if ',
      ' then ',
      ' else ',
      '(',
      ')',
      ' and ',
      'not(',
      'min(',
      ',',
      'hồ_sơ',
      'có',
      'mức',
      '"tốt"',
      '0.5',
      '/',
      '-',
      '=',
      '<',
      '`',
      '"',
      '.',
      '😀',
      '\u202e',
      '\ud83d',
    );
    const text = fc.oneof(
      fc.string({ unit: 'binary', maxLength: 80 }),
      fc.array(pieces, { maxLength: 40 }).map((all) => all.join('')),
    );
    fc.assert(
      fc.property(text, (hostile) => {
        const parsed = parseFormula(hostile, figures, WIDE);
        if (parsed.ok) return;
        expect(parsed.problems.length).toBeGreaterThan(0);
        for (const { offset } of parsed.problems) {
          expect(offset).toBeGreaterThanOrEqual(0);
          expect(offset).toBeLessThanOrEqual(hostile.length);
        }
      }),
      { numRuns: 3_000 },
    );
  });
});
