import { describe, expect, it } from 'vitest';
import type { Figure } from '../criteria-set.ts';
import { evaluate, parseFormula, printFormula, type FormulaProblem } from './index.ts';

const integer = (key: string, min = '0', max = '1000'): Figure => ({
  type: 'integer',
  key,
  label: key,
  unit: '',
  min,
  max,
  decimals: 0,
  optional: false,
});
const figures: readonly Figure[] = [
  integer('a'),
  integer('b'),
  integer('đúng_hạn'),
  integer('số hồ sơ'),
  { type: 'boolean', key: 'có', label: '', optional: false },
  {
    type: 'choice',
    key: 'mức',
    label: '',
    optional: false,
    options: [
      { id: 'tốt', label: '' },
      { id: 'khá', label: '' },
    ],
  },
  { type: 'date', key: 'ngày', label: '', min: '2020-01-01', max: '2030-01-01', optional: false },
];
const bounds = { min: '0', max: '2' };
const read = (text: string, declared = figures) => parseFormula(text, declared, bounds);
const fault = (text: string, declared = figures): Pick<FormulaProblem, 'code' | 'offset'> | null => {
  const parsed = read(text, declared);
  const [first] = parsed.ok ? [] : parsed.problems;
  return first ? { code: first.code, offset: first.offset } : null;
};
const printed = (text: string): string => {
  const parsed = read(text);
  return parsed.ok ? printFormula(parsed.formula) : JSON.stringify(parsed.problems);
};

describe('parseFormula', () => {
  it.each([
    ['min(2,a/b*2)', 'min(2, a / b * 2)'],
    ['min(2, đúng_hạn)', 'min(2, đúng_hạn)'],
    ['min(2,`số hồ sơ`)', 'min(2, `số hồ sơ`)'],
    ['if có then 2 else 0', 'if có then 2 else 0'],
    ['if có = true then 2 else 0', 'if có = true then 2 else 0'],
    ['if mức = "tốt" then max_points else 0.5', 'if mức = "tốt" then max_points else 0.5'],
    ['if "khá" != mức then 2 else 0', 'if "khá" != mức then 2 else 0'],
    [
      'if a/b*100 < 60 then 0 else min(max_points, round(a/b*1.50, 2))',
      'if a / b * 100 < 60 then 0 else min(max_points, round(a / b * 1.50, 2))',
    ],
    ['((1)) + (0.5 - (0.25 - 0.25))', '1 + (0.5 - (0.25 - 0.25))'],
    ['1 - -1', '1 - -1'],
    ['2 / (4 / 2) / 1', '2 / (4 / 2) / 1'],
    ['if not(có) and a > 1 or b >= 3 then 1 else 0', 'if not(có) and a > 1 or b >= 3 then 1 else 0'],
    ['if (có or a > 1) and b != 3 then 1 else 0', 'if (có or a > 1) and b != 3 then 1 else 0'],
    ['1 + (if có then 1 else 0)', '1 + (if có then 1 else 0)'],
    ['floor(1.5)+ceiling(0.25)-abs(-1)', 'floor(1.5) + ceiling(0.25) - abs(-1)'],
    ['max(0, min(2, 5 - a))', 'max(0, min(2, 5 - a))'],
  ])('reads %s and prints its normal form', (text, normal) => {
    expect(printed(text)).toBe(normal);
    expect(printed(normal)).toBe(normal);
  });

  it.each([
    ['', 'empty', 0],
    ['  \n', 'empty', 0],
    ['a +', 'unexpected-token', 3],
    ['(a', 'unexpected-token', 2],
    ['a b', 'unexpected-token', 2],
    ['1 1', 'unexpected-token', 2],
    [')', 'unexpected-token', 0],
    ['if có then 1', 'unexpected-token', 12],
    ['not có', 'unexpected-token', 4],
    ['1 + if có then 1 else 0', 'unexpected-token', 4],
    ['then', 'unexpected-token', 0],
    ['0,5 * a', 'decimal-comma', 1],
    ['if 0 < a < 5 then 1 else 0', 'chained-comparison', 9],
    ['a.constructor', 'member-access', 1],
    ['(a).b', 'member-access', 3],
    ['`số hồ sơ`.length', 'member-access', 10],
    ['.5', 'unexpected-character', 0],
    ['1.', 'unexpected-character', 1],
    ['a[0]', 'unexpected-character', 1],
    ['a ** 2', 'unexpected-token', 3],
    ['a == b', 'unexpected-token', 3],
    ['a % 2', 'unexpected-character', 2],
    ['a; b', 'unexpected-character', 1],
    ['{a: 1}', 'unexpected-character', 0],
    ['a => a', 'unexpected-token', 3],
    ['x', 'unknown-name', 0],
    ['a + chưa_khai', 'unknown-name', 4],
    ['constructor', 'unknown-name', 0],
    ['__proto__', 'unknown-name', 0],
    ['toString + hasOwnProperty', 'unknown-name', 0],
    ['`__proto__`', 'unknown-name', 0],
    ['eval(a)', 'unknown-function', 0],
    ['constructor(a)', 'unknown-function', 0],
    ['min()', 'wrong-argument-count', 0],
    ['round(a)', 'wrong-argument-count', 0],
    ['floor(a, 2)', 'wrong-argument-count', 0],
    ['round(a, b)', 'decimals-not-literal', 9],
    ['round(a, 1.5)', 'decimals-not-literal', 9],
    ['round(a, 13)', 'decimals-not-literal', 9],
    ['round(a, -1)', 'decimals-not-literal', 9],
    ['có', 'wrong-type', 0],
    ['có + 1', 'wrong-type', 0],
    ['-có', 'wrong-type', 1],
    ['if a then 1 else 0', 'wrong-type', 3],
    ['if có then 1 else có', 'wrong-type', 18],
    ['if a and có then 1 else 0', 'wrong-type', 3],
    ['if true > 3 then 1 else 0', 'wrong-type', 3],
    ['if có < true then 1 else 0', 'wrong-type', 3],
    ['if a = true then 1 else 0', 'wrong-type', 3],
    ['a + mức', 'wrong-type', 4],
    ['if mức < "tốt" then 1 else 0', 'wrong-type', 7],
    ['if mức = mức then 1 else 0', 'choice-needs-literal', 7],
    ['if "tốt" = "tốt" then 1 else 0', 'choice-needs-literal', 11],
    ['"tốt"', 'choice-needs-literal', 0],
    ['if mức = "kém" then 1 else 0', 'unknown-option', 9],
    ['if mức = "" then 1 else 0', 'unknown-option', 9],
    ['if a = "tốt" then 1 else 0', 'wrong-type', 3],
    ['ngày', 'date-figure', 0],
    ['if ngày > 5 then 1 else 0', 'date-figure', 3],
    ['a / 0', 'always-division-by-zero', 2],
    ['min(2, 1 / (a * 0))', 'always-division-by-zero', 9],
    ['if b = 0 then min(2, a / b) else 0', 'always-division-by-zero', 23],
    ['a', 'out-of-range', 0],
    ['min(2, a) - 1', 'out-of-range', 0],
    ['a / b', 'out-of-range', 0],
    ['`a', 'unterminated', 0],
    ['if mức = "tốt then 1 else 0', 'unterminated', 9],
  ] as const)('refuses %s with %s at %i', (text, code, offset) => {
    expect(fault(text)).toEqual({ code, offset });
  });

  it('reports every unknown name and wrong type of one text', () => {
    const parsed = read('x + y + có');
    expect(parsed.ok ? [] : parsed.problems.map(({ code, offset }) => [code, offset])).toEqual([
      ['unknown-name', 0],
      ['unknown-name', 4],
      ['wrong-type', 8],
    ]);
  });

  it('says between which points an unbounded result can lie', () => {
    const parsed = read('a / b * 1.5');
    expect(parsed.ok ? [] : parsed.problems).toEqual([
      { code: 'out-of-range', offset: 0, detail: { lowest: '0', highest: '1500', min: '0', max: '2' } },
    ]);
  });
});

describe('names', () => {
  const parse = (text: string, key: string) => parseFormula(text, [integer(key, '0', '2')], bounds);

  it('reads a decomposed name as its composed form, in the text and in the declaration', () => {
    const composed = 'đúng_hạn';
    const decomposed = composed.normalize('NFD');
    expect(decomposed).not.toBe(composed);
    for (const [text, key] of [
      [decomposed, composed],
      [composed, decomposed],
      [`\`${decomposed}\``, decomposed],
    ] as const) {
      const parsed = parse(text, key);
      expect(parsed.ok && evaluate(parsed.formula, { [key]: '2' })).toEqual({ num: 2n, den: 1n });
    }
  });

  it('takes any declared name between back-quotes, keywords and functions too', () => {
    for (const key of [
      'if',
      'min',
      'constructor',
      '__proto__',
      'Tổng số (năm 2024)',
      '5 năm',
      'a.b',
      '東京',
    ]) {
      const parsed = parse(`\`${key}\``, key);
      expect(parsed.ok && evaluate(parsed.formula, JSON.parse(`{${JSON.stringify(key)}: "1"}`))).toEqual({
        num: 1n,
        den: 1n,
      });
      expect(parsed.ok && parse(printFormula(parsed.formula), key).ok).toBe(true);
    }
  });

  it('never reads an inherited property as a figure', () => {
    const parsed = parse('`constructor`', 'constructor');
    expect(parsed.ok && evaluate(parsed.formula, {})).toBe('no-data');
  });

  it('refuses two figures that look the same, and one that hides max_points', () => {
    const twins = [integer('ạ'), integer('ạ'.normalize('NFD'))];
    expect(fault('min(2, ạ)', twins)?.code).toBe('figure-name');
    expect(fault('max_points', [integer('max_points')])?.code).toBe('figure-name');
  });
});

describe('hostile texts', () => {
  it.each([
    ['a right-to-left override', 'a + \u202eb', 'forbidden-character', 4],
    ['a zero-width joiner', 'a\u200db', 'forbidden-character', 1],
    ['a byte order mark', '\ufeffa', 'forbidden-character', 0],
    ['a lone surrogate', 'a + \ud800', 'forbidden-character', 4],
    ['a lone surrogate in a quoted name', '`a\udc00`', 'forbidden-character', 2],
    ['a null character', 'a\u0000', 'forbidden-character', 1],
    ['a hidden override in quotes', 'if mức = "tốt\u202e" then 1 else 0', 'forbidden-character', 13],
    ['an emoji', 'a + 😀', 'unexpected-character', 4],
    ['a loose combining mark', 'a\u0335', 'unexpected-character', 1],
    ['a typographic minus', 'a – b', 'unexpected-character', 2],
    ['a full-width digit', '１', 'unexpected-character', 0],
    ['a literal of 400 digits', `${'9'.repeat(400)}`, 'number-too-long', 0],
    ['a fraction of 400 digits', `0.${'1'.repeat(400)}`, 'number-too-long', 0],
    ['an exponent', '1e400', 'unexpected-token', 1],
    ['a hexadecimal', '0xff', 'unexpected-token', 1],
    ['65 parentheses', `${'('.repeat(65)}1${')'.repeat(65)}`, 'too-deep', 65],
    ['65 signs', `${'-'.repeat(65)}1`, 'too-deep', 65],
    ['1900 open parentheses', '('.repeat(1900), 'too-deep', 65],
    ['nested conditions', 'if '.repeat(600), 'too-deep', 192],
    ['nested calls', 'min('.repeat(450), 'too-deep', 260],
    ['251 terms', Array(251).fill('1').join('+'), 'too-many-parts', 499],
    ['2001 characters', ' '.repeat(2001), 'too-long', 2000],
    ['a million characters', 'a+'.repeat(500_000), 'too-long', 2000],
  ])('refuses %s at its place', (_, text, code, offset) => {
    expect(fault(text)).toEqual({ code, offset });
  });

  it('refuses values that would grow without measure', () => {
    const wide = integer('w', '0', '9'.repeat(30));
    expect(fault(`min(2, ${Array(60).fill('w').join('*')})`, [wide])?.code).toBe('values-too-large');
  });

  it('refuses ranges that are no ranges', () => {
    for (const [min, max] of [
      ['5', '1'],
      ['x', '1'],
      ['0', '1e9'],
      ['0', '9'.repeat(31)],
      ['0', 'Infinity'],
    ] as const) {
      expect(fault('min(2, r)', [integer('r', min, max)])?.code).toBe('figure-range');
    }
  });

  it('reads the deepest and longest text that is allowed', () => {
    expect(read(`${'('.repeat(64)}1${')'.repeat(64)}`).ok).toBe(true);
    expect(parseFormula(Array(250).fill('1').join('+'), [], { min: '0', max: '250' }).ok).toBe(true);
    expect(read(`1${' '.repeat(1999)}`).ok).toBe(true);
  });

  it('proves conditions nested in conditions without visiting anything twice', () => {
    let text = '1';
    for (let depth = 0; depth < 31; depth++) text = `if (${text}) > 0 then 1 else 0`;
    expect(read(text).ok).toBe(true);
  });
});
