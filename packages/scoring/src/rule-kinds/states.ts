import type { Rule } from '../criteria-set.ts';
import type { Fraction } from '../fraction.ts';
import { cmpFraction, formatRatio, roundFraction, roundToScale } from '../fraction.ts';
import { mostDecimals, readFigure, readPoints } from './constants.ts';
import { lookUp } from './kernels.ts';
import type { CompiledRule, RuleKind, RuleScope, WinTarget } from './rule-kind.ts';

type States = Extract<Rule, { kind: 'states' }>;

/** One of several states, each with its points: "kịp thời 1; không kịp thời 0,5; không ban hành 0". */
export const states: RuleKind<States> = {
  compile(rule, scope) {
    const figure = readFigure(rule.figure, ['choice'], scope);
    if (figure === null) return null;
    const points = pointsByOption(rule, figure, scope);
    return points === null ? null : compiled(figure, points, rule, scope);
  },
};

/** Points in the order of the figure's options; null after reporting what is missing, doubled or unknown. */
function pointsByOption(rule: States, figure: number, scope: RuleScope): readonly Fraction[] | null {
  const options = scope.slots[figure]?.options ?? new Map<string, number>();
  const points = new Array<Fraction | undefined>(options.size).fill(undefined);
  for (const state of rule.points) {
    const index = options.get(state.option);
    const value = readPoints(state.points, scope);
    if (index === undefined) scope.problem('option-unknown', { figure: rule.figure, option: state.option });
    else if (points[index] !== undefined) scope.problem('option-duplicate', { option: state.option });
    else if (value !== null) points[index] = value;
    else return null;
  }
  for (const [option, index] of options) {
    if (points[index] === undefined) scope.problem('option-missing', { figure: rule.figure, option });
  }
  const known = points.filter((value) => value !== undefined);
  return known.length === options.size && rule.points.length === options.size ? known : null;
}

function compiled(figure: number, points: readonly Fraction[], rule: States, scope: RuleScope): CompiledRule {
  const pointsOf = (index: number): Fraction => points[index] ?? scope.min;
  const best = points.reduce((most, value) => (cmpFraction(value, most) > 0 ? value : most));
  const declared = scope.item.figures[figure];
  const options = declared?.type === 'choice' ? declared.options : [];
  const texts = points.map(formatRatio);
  return {
    kind: 'states',
    whenUndefined: 'no-data',
    canBeUndefined: false,
    finiteDecimals: mostDecimals(rule.points.map((state) => state.points)),
    check: null,
    evaluate: (values) => pointsOf(Number(values[figure])),
    explain(values) {
      const index = Number(values[figure]);
      const option = options[index];
      const value = pointsOf(index);
      return {
        steps: [
          { op: 'state', option: option?.id ?? '', label: option?.label ?? '', value: texts[index] ?? '0' },
        ],
        points: value,
        lostBecause:
          cmpFraction(value, scope.max) < 0
            ? { code: 'lower-state', detail: { state: option?.label ?? '' } }
            : null,
      };
    },
    toWin(values) {
      const now = pointsOf(Number(values[figure]));
      const better = points
        .map((value, index) => ({ value, index }))
        .filter((state) => cmpFraction(state.value, now) > 0);
      better.sort((a, b) => cmpFraction(a.value, b.value));
      const next = better[0];
      const top = better.find((state) => cmpFraction(state.value, best) === 0);
      const targets = next === undefined ? [] : next === top || top === undefined ? [next] : [next, top];
      return targets.map((state): WinTarget => ({ figure, to: state.index, points: state.value }));
    },
    kernel(rounding, decimals) {
      const table = Float64Array.from(points, (value) =>
        Number(roundToScale(roundFraction(value, rounding), decimals, 'down')),
      );
      return (_chunk, out, columns, from, length) => {
        lookUp(table, out, columns[figure] as Int32Array, from, length);
      };
    },
  };
}
