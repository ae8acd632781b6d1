import type { Rule } from '../criteria-set.ts';
import { cmpFraction, formatRatio, roundFraction, roundToScale } from '../fraction.ts';
import { mostDecimals, readFigure, readPoints } from './constants.ts';
import type { RuleKind, WinTarget } from './rule-kind.ts';

type AllOf = Extract<Rule, { kind: 'all-of' }>;

/** Requirements that must all hold: "đầy đủ nhiệm vụ VÀ bố trí kinh phí: 1; thiếu một: 0". */
export const allOf: RuleKind<AllOf> = {
  compile(rule, scope) {
    const figures = rule.figures.map((key) => readFigure(key, ['boolean'], scope));
    const met = readPoints(rule.met, scope);
    const unmet = readPoints(rule.unmet, scope);
    if (figures.length === 0) scope.problem('quantity-empty');
    const flags = figures.filter((figure) => figure !== null);
    if (flags.length === 0 || flags.length < figures.length || met === null || unmet === null) return null;
    const texts = { met: formatRatio(met), unmet: formatRatio(unmet) };
    return {
      kind: 'all-of',
      whenUndefined: 'no-data',
      canBeUndefined: false,
      finiteDecimals: mostDecimals([rule.met, rule.unmet]),
      check: null,
      evaluate: (values) => (flags.every((figure) => values[figure] === 1) ? met : unmet),
      explain(values) {
        const missing: string[] = [];
        const held: string[] = [];
        flags.forEach((figure, at) => (values[figure] === 1 ? held : missing).push(rule.figures[at] ?? ''));
        const points = missing.length === 0 ? met : unmet;
        const value = missing.length === 0 ? texts.met : texts.unmet;
        return {
          steps: [{ op: 'requirement', met: held, unmet: missing, value }],
          points,
          lostBecause:
            cmpFraction(points, scope.max) < 0
              ? { code: 'requirement-unmet', detail: { figures: missing.join(', ') } }
              : null,
        };
      },
      toWin(values) {
        const missing = flags.filter((figure) => values[figure] !== 1);
        if (missing.length === 0 || cmpFraction(met, unmet) <= 0) return [];
        return missing.map((figure): WinTarget => ({ figure, to: 1, points: met }));
      },
      kernel(rounding, decimals) {
        const high = Number(roundToScale(roundFraction(met, rounding), decimals, 'down'));
        const low = Number(roundToScale(roundFraction(unmet, rounding), decimals, 'down'));
        const [only, second] = flags;
        if (only !== undefined && second === undefined) {
          return (_chunk, out, columns, from, length) =>
            spreadFlag(out, columns[only] as Int32Array, from, length, high, low);
        }
        return (chunk, out, columns, from, length) => {
          const held = chunk.numerator;
          held.fill(1, 0, length);
          for (const figure of flags) intersect(held, columns[figure] as Int32Array, from, length);
          spread(out, held, high, low, length);
        };
      },
    };
  },
};

/** One requirement, the plain yes/no. */
function spreadFlag(
  out: Int32Array,
  column: Int32Array,
  from: number,
  length: number,
  high: number,
  low: number,
): void {
  const gain = high - low;
  for (let i = 0; i < length; i++) out[i] = low + (column[from + i] as number) * gain;
}

function intersect(held: Float64Array, column: Int32Array, from: number, length: number): void {
  for (let i = 0; i < length; i++) held[i] = (held[i] as number) * (column[from + i] as number);
}

function spread(out: Int32Array, held: Float64Array, high: number, low: number, length: number): void {
  for (let i = 0; i < length; i++) out[i] = low + (held[i] as number) * (high - low);
}
