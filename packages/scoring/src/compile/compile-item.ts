import type { WorkingDays } from '@parix/working-days';
import type { Item, Rounding } from '../criteria-set.ts';
import type { Fraction } from '../fraction.ts';
import { ZERO, cmpFraction, scaledFraction } from '../fraction.ts';
import type { SlotPlan } from '../plan.ts';
import { decimalsOf, parseDecimal } from '../points.ts';
import { MOST_DECIMALS } from '../rule-kinds/constants.ts';
import { compileRule } from '../rule-kinds/index.ts';
import { noRule } from '../rule-kinds/none.ts';
import type { CompiledRule, RuleScope } from '../rule-kinds/rule-kind.ts';
import { compileFigures } from './compile-figures.ts';
import type { ProblemSink } from './problem-sink.ts';

/** An item before the scale of the plan is known. */
export interface ItemDraft {
  readonly item: Item;
  readonly max: Fraction;
  readonly min: Fraction;
  readonly rounding: Rounding | null;
  readonly slots: readonly SlotPlan[];
  readonly figureIndex: ReadonlyMap<string, number>;
  readonly rule: CompiledRule;
}

/** Reads a declared number of points; null after reporting what it is instead. */
export function readMax(
  text: string | null,
  node: { readonly id: string; readonly place: Item['place'] },
  sink: ProblemSink,
): Fraction | null {
  const where = { item: node.id, place: node.place };
  if (text === null) {
    sink.report('max-missing', where);
    return null;
  }
  const value = parseDecimal(text);
  if (value !== null && value.decimals <= MOST_DECIMALS && text.length <= 24) {
    return scaledFraction(value.digits, value.decimals);
  }
  sink.report('not-a-decimal', { ...where, detail: { field: 'max', value: text.slice(0, 40) } });
  return null;
}

/** Compiles one item; null after reporting why it may not be scored. */
export function compileItem(
  item: Item,
  index: number,
  setRounding: Rounding | null,
  workingDays: () => WorkingDays,
  sink: ProblemSink,
): ItemDraft | null {
  const max = readMax(item.max, item, sink);
  const min = readMax(item.min, item, sink);
  const slots = compileFigures(item, index, sink);
  const rounding = item.rounding === undefined ? setRounding : item.rounding;
  if (max === null || min === null || slots === null) return null;
  if (!boundsAreSound(item, max, min, rounding, sink)) return null;
  const figureIndex = new Map(item.figures.map((figure, at) => [figure.key, at]));
  const rule = ruleOf({ item, max, min, slots, figureIndex, workingDays }, sink);
  return rule && { item, max, min, rounding, slots, figureIndex, rule };
}

function boundsAreSound(
  item: Item,
  max: Fraction,
  min: Fraction,
  rounding: Rounding | null,
  sink: ProblemSink,
): boolean {
  const where = { item: item.id, place: item.place };
  if (cmpFraction(min, ZERO) > 0 || cmpFraction(max, ZERO) < 0) {
    sink.report('bounds-order', { ...where, detail: { min: item.min, max: item.max ?? '' } });
    return false;
  }
  if (rounding === null) return true;
  const most = Math.max(decimalsOf(item.max ?? '0') ?? 0, decimalsOf(item.min) ?? 0);
  if (most <= rounding.decimals) return true;
  const detail = { max: item.max ?? '', min: item.min, decimals: String(rounding.decimals) };
  sink.report('too-many-decimals', { ...where, detail });
  return false;
}

type Parts = Pick<RuleScope, 'item' | 'max' | 'min' | 'slots' | 'figureIndex' | 'workingDays'>;

function ruleOf(parts: Parts, sink: ProblemSink): CompiledRule | null {
  const { item } = parts;
  const where = { item: item.id, place: item.place };
  if (item.rule === null) {
    if (parts.max.n === 0 && parts.min.n === 0) return noRule;
    sink.report('rule-missing', where);
    return null;
  }
  const used = new Set<string>();
  const rule = compileRule(item.rule, {
    ...parts,
    use: (key) => used.add(key),
    problem: (code, detail = {}) => sink.report(code, { ...where, detail }),
  });
  for (const figure of rule === null ? [] : item.figures) {
    if (used.has(figure.key)) continue;
    sink.report('figure-unused', { ...where, severity: 'warning', detail: { figure: figure.key } });
  }
  return rule && checkUndefined(rule, item, sink);
}

/** An item that always applies may not become "not applicable" through a zero denominator. */
function checkUndefined(rule: CompiledRule, item: Item, sink: ProblemSink): CompiledRule | null {
  const contradicts =
    rule.canBeUndefined &&
    rule.whenUndefined === 'not-applicable' &&
    item.notApplicable.policy === 'forbidden';
  if (!contradicts) return rule;
  sink.report('zero-denominator-undefined', { item: item.id, place: item.place });
  return null;
}
