import {
  formatDate,
  parseDate,
  shiftWorkingDays,
  workingDaysLate,
  type DayNumber,
  type WorkingDays,
} from '@parix/working-days';
import type { Rule } from '../criteria-set.ts';
import { NO_DATE } from '../fact-table.ts';
import type { Fraction } from '../fraction.ts';
import { cmpFraction, formatRatio, roundFraction, roundToScale } from '../fraction.ts';
import type { ExplanationStep } from '../results.ts';
import { mostDecimals, readFigure, readPoints } from './constants.ts';
import { pointsAreMonotone } from './ratio-steps.ts';
import type { CompiledRule, RuleExplanation, RuleKind, RuleScope, Values, WinTarget } from './rule-kind.ts';

type Deadline = Extract<Rule, { kind: 'deadline' }>;

/** Largest shift of a due date, in working days; beyond it the offset is a slip of the pen. */
const LONGEST_OFFSET = 1000;

interface Compiled {
  readonly done: number;
  /** Figure of the due date, or the fixed date already shifted. */
  readonly due: { readonly figure: number } | { readonly day: DayNumber };
  readonly offset: number;
  readonly steps: readonly Step[];
  readonly calendar: WorkingDays;
  readonly finiteDecimals: number;
  readonly scope: RuleScope;
}
interface Step {
  /** null = the rest. */
  readonly lateUpTo: number | null;
  readonly points: Fraction;
}

/**
 * Steps by working days late. A due date shifted by `offset` working days (-5 = five working days before) is met on
 * the day itself; an optional date left empty means "not done" and takes the last step.
 */
export const deadline: RuleKind<Deadline> = {
  compile(rule, scope) {
    const done = readFigure(rule.done, ['date'], scope);
    const due = compileDue(rule, scope);
    const steps = compileSteps(rule, scope);
    if (done === null || due === null || steps === null) return null;
    const finiteDecimals = mostDecimals(rule.steps.map((step) => step.points));
    const compiled = {
      done,
      due,
      offset: rule.offset,
      steps,
      calendar: scope.workingDays(),
      finiteDecimals,
      scope,
    };
    return compiledRule(compiled);
  },
};

function compileDue(rule: Deadline, scope: RuleScope): Compiled['due'] | null {
  if (!Number.isInteger(rule.offset) || Math.abs(rule.offset) > LONGEST_OFFSET) {
    scope.problem('offset-range', { offset: String(rule.offset), most: String(LONGEST_OFFSET) });
    return null;
  }
  if ('figure' in rule.due) {
    const figure = readFigure(rule.due.figure, ['date'], scope);
    if (figure === null) return null;
    if (scope.item.figures[figure]?.optional === true) {
      scope.problem('figure-optional', { figure: rule.due.figure });
      return null;
    }
    return { figure };
  }
  const day = parseDate(rule.due.date);
  if (day === null) {
    scope.problem('calendar-invalid', { date: rule.due.date });
    return null;
  }
  return { day: shiftWorkingDays(scope.workingDays(), day, rule.offset) };
}

function compileSteps(rule: Deadline, scope: RuleScope): readonly Step[] | null {
  const steps: Step[] = [];
  for (const step of rule.steps) {
    const points = readPoints(step.points, scope);
    if (points === null) return null;
    steps.push({ lateUpTo: 'lateUpTo' in step ? step.lateUpTo : null, points });
  }
  const rising = steps.every((step, at) => {
    const before = steps[at - 1]?.lateUpTo ?? null;
    return (
      step.lateUpTo === null ||
      (Number.isInteger(step.lateUpTo) && (before === null || step.lateUpTo > before))
    );
  });
  if (steps.length < 2) scope.problem('steps-missing');
  else if (steps.some((step, at) => (step.lateUpTo === null) !== (at === steps.length - 1))) {
    scope.problem('steps-not-complete');
  } else if (!rising) scope.problem('steps-order');
  else if (!pointsAreMonotone(steps.map((step) => step.points))) scope.problem('steps-points-order');
  else return steps;
  return null;
}

function dueOf(rule: Compiled, values: Values): DayNumber {
  if ('day' in rule.due) return rule.due.day;
  return shiftWorkingDays(rule.calendar, Number(values[rule.due.figure]), rule.offset);
}

/** null = not done. */
function lateOf(rule: Compiled, values: Values): number | null {
  const done = Number(values[rule.done]);
  return done === NO_DATE ? null : workingDaysLate(rule.calendar, done, dueOf(rule, values));
}

function stepOf(steps: readonly Step[], late: number | null): number {
  const last = steps.length - 1;
  if (late === null) return last;
  const found = steps.findIndex((step) => step.lateUpTo !== null && late <= step.lateUpTo);
  return found < 0 ? last : found;
}

function compiledRule(rule: Compiled): CompiledRule {
  const pointsOf = (values: Values): Fraction =>
    (rule.steps[stepOf(rule.steps, lateOf(rule, values))] as Step).points;
  return {
    kind: 'deadline',
    whenUndefined: 'no-data',
    canBeUndefined: false,
    finiteDecimals: rule.finiteDecimals,
    check: null,
    evaluate: pointsOf,
    explain: (values) => explain(rule, values),
    toWin: (values) => toWin(rule, values),
    kernel(rounding, decimals) {
      const units = rule.steps.map((step) =>
        Number(roundToScale(roundFraction(step.points, rounding), decimals, 'down')),
      );
      return (_chunk, out, columns, from, length) => {
        const done = columns[rule.done] as Int32Array;
        const due = 'figure' in rule.due ? (columns[rule.due.figure] as Int32Array) : null;
        for (let i = 0; i < length; i++) {
          out[i] = units[stepOf(rule.steps, lateAt(rule, done, due, from + i))] as number;
        }
      };
    },
  };
}

function lateAt(rule: Compiled, done: Int32Array, due: Int32Array | null, unit: number): number | null {
  const day = done[unit] as number;
  if (day === NO_DATE) return null;
  const shifted =
    due === null
      ? (rule.due as { day: DayNumber }).day
      : shiftWorkingDays(rule.calendar, due[unit] as number, rule.offset);
  return workingDaysLate(rule.calendar, day, shifted);
}

function explain(rule: Compiled, values: Values): RuleExplanation {
  const late = lateOf(rule, values);
  const index = stepOf(rule.steps, late);
  const step = rule.steps[index] as Step;
  const steps: ExplanationStep[] = [];
  if (late !== null) {
    const done = formatDate(Number(values[rule.done]));
    steps.push({ op: 'working-days', done, due: formatDate(dueOf(rule, values)), late, value: String(late) });
  }
  const limit = step.lateUpTo === null ? null : String(step.lateUpTo);
  steps.push({ op: 'step', index, limit, inclusive: true, value: formatRatio(step.points) });
  if (cmpFraction(step.points, rule.scope.max) >= 0) return { steps, points: step.points, lostBecause: null };
  const detail: Record<string, string> = late === null ? {} : { late: String(late) };
  return { steps, points: step.points, lostBecause: { code: 'late', detail } };
}

/** The date that the best step would have needed: what to plan for next time. */
function toWin(rule: Compiled, values: Values): readonly WinTarget[] {
  const now = (rule.steps[stepOf(rule.steps, lateOf(rule, values))] as Step).points;
  const best = rule.steps[0] as Step;
  if (best.lateUpTo === null || cmpFraction(best.points, now) <= 0) return [];
  const to = dayWithin(rule, dueOf(rule, values), best.lateUpTo);
  const slot = rule.scope.slots[rule.done];
  const fits = slot !== undefined && to >= slot.min && to <= slot.max;
  return fits ? [{ figure: rule.done, to, points: best.points }] : [];
}

/** A day that is exactly `late` working days late: the due day itself, a working day after or before it. */
function dayWithin(rule: Compiled, due: DayNumber, late: number): DayNumber {
  if (late >= 0) return shiftWorkingDays(rule.calendar, due, late);
  return shiftWorkingDays(rule.calendar, due + 1, late - 1);
}
