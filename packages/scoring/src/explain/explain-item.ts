import { formatDate } from '@parix/working-days';
import type { Rounding } from '../criteria-set.ts';
import type { FactTable } from '../fact-table.ts';
import { isAbsent } from '../fact-table.ts';
import { givenPoints, olderPoints } from '../evaluate-unit.ts';
import type { ItemOutcome } from '../evaluate-unit.ts';
import type { Fraction } from '../fraction.ts';
import {
  ZERO,
  cmpFraction,
  divFraction,
  formatRatio,
  minFraction,
  mulFraction,
  roundFraction,
  subFraction,
} from '../fraction.ts';
import { MARK, STATUS_OF_MARK, TREATMENT_OF_MARK } from '../marks.ts';
import type { ItemPlan, Plan, SlotPlan } from '../plan.ts';
import { pointsByRule } from '../points-by-rule.ts';
import type { Int } from '../points.ts';
import { formatScaled, subInt } from '../points.ts';
import { recall } from './remembered.ts';
import { readValues } from '../read-values.ts';
import type { ExplanationStep, ItemExplanation, LossReason, WinBack } from '../results.ts';
import type { Values, WinTarget } from '../rule-kinds/rule-kind.ts';
import type { Scores } from '../scores.ts';
import { viewUnit } from '../unit-view.ts';

/** Why one item of one unit has its points. Throws RangeError for an item or unit that is not there. */
export function explainItem(
  plan: Plan,
  table: FactTable,
  scores: Scores,
  unit: number,
  itemId: string,
): ItemExplanation {
  const item = plan.items[plan.itemIndex.get(itemId) ?? -1];
  if (item === undefined || !(unit >= 0 && unit < table.count))
    throw new RangeError(`${itemId}, unit ${unit}`);
  return explainOutcome(table, item, unit, viewUnit(table, scores, unit).item(item.index));
}

/** Derived from the plan and the facts on demand; nothing of it is stored with the scores. */
export function explainOutcome(
  table: FactTable,
  item: ItemPlan,
  unit: number,
  outcome: ItemOutcome,
): ItemExplanation {
  const values = readValues(table, item, unit);
  const plain = outcome.mark === MARK.scored && outcome.maximum === item.maximum;
  const known = plain ? recall(table, item, unit, values) : null;
  if (known === null) return explainAfresh(table, item, unit, values, outcome);
  return (known.explanations[known.at] ??= explainAfresh(table, item, unit, values, outcome));
}

function explainAfresh(
  table: FactTable,
  item: ItemPlan,
  unit: number,
  values: Values,
  outcome: ItemOutcome,
): ItemExplanation {
  const { plan } = table;
  const { mark } = outcome;
  const isRule = mark === MARK.scored;
  const lost = subFraction(outcome.maximum, outcome.points);
  const own = isRule ? item.rule.explain(values) : explainMark(table, item, unit, outcome);
  const left = mark === MARK.naRemoved || mark === MARK.naShared;
  return {
    item: item.ref,
    set: plan.ref,
    source: item.item.source,
    rule: item.item.rule,
    status: STATUS_OF_MARK[mark] ?? 'no-data',
    treatment: TREATMENT_OF_MARK[mark] ?? null,
    reason: table.given[item.index]?.get(unit)?.reason ?? null,
    points: left ? null : formatRatio(outcome.points),
    declaredMax: item.item.max ?? '0',
    maximum: formatRatio(outcome.maximum),
    lost: formatRatio(lost),
    figures: explainFigures(table, item, unit, values),
    steps: left ? own.steps : settleSteps(item, own.steps, own.points ?? ZERO, outcome),
    lostBecause: lost.n > 0 ? own.lostBecause : null,
    toWin: isRule && lost.n > 0 ? winBacks(plan, item, values, outcome) : [],
  };
}

interface MarkExplanation {
  readonly steps: readonly ExplanationStep[];
  readonly points: Fraction | null;
  readonly lostBecause: LossReason | null;
}

function explainMark(table: FactTable, item: ItemPlan, unit: number, outcome: ItemOutcome): MarkExplanation {
  const { mark } = outcome;
  switch (mark) {
    case MARK.awarded:
      return explainAwarded(table, item, unit);
    case MARK.naOlder: {
      const points = olderPoints(table, item, unit);
      const steps = [{ op: 'policy', policy: 'older-value', value: formatRatio(points) } as const];
      return { steps, points, lostBecause: { code: 'older-value', detail: {} } };
    }
    case MARK.naFull:
    case MARK.scoredFull:
      return policy('full-points', outcome.maximum);
    case MARK.naRemoved:
      return policy('remove', ZERO);
    case MARK.naShared:
      return policy('share', ZERO);
    case MARK.noData:
      return { ...policy('no-data', ZERO), lostBecause: { code: 'no-data', detail: {} } };
    case MARK.notAppraised:
      return { ...policy('not-appraised', ZERO), lostBecause: { code: 'not-appraised', detail: {} } };
    default:
      return { ...policy('zero', ZERO), lostBecause: { code: 'policy-zero', detail: {} } };
  }
}

function policy(name: string, points: Fraction): MarkExplanation {
  return { steps: [{ op: 'policy', policy: name, value: formatRatio(points) }], points, lostBecause: null };
}

function explainAwarded(table: FactTable, item: ItemPlan, unit: number): MarkExplanation {
  const points = givenPoints(table, item, unit);
  const rule = pointsByRule(table, item, unit);
  const byRule = rule === null ? null : formatRatio(roundFraction(rule, item.rounding));
  const reason = table.given[item.index]?.get(unit)?.reason ?? '';
  const detail: Record<string, string> = byRule === null ? { reason } : { reason, byRule };
  return {
    steps: [{ op: 'awarded', byRule, reason, value: formatRatio(points) }],
    points,
    lostBecause: { code: 'appraiser-reduced', detail },
  };
}

/** A share taken over and the rounding, after the rule's own steps. */
function settleSteps(
  item: ItemPlan,
  steps: readonly ExplanationStep[],
  points: Fraction,
  outcome: ItemOutcome,
): readonly ExplanationStep[] {
  const grew =
    scales(outcome.mark) && outcome.maximum !== item.maximum && isOther(outcome.maximum, item.maximum);
  if (!isOther(points, outcome.points) && !grew) return steps;
  // Without a share the only step left is the rounding, and its result is what entered the sum.
  if (!grew) return item.rounding === null ? steps : [...steps, roundStep(item.rounding, outcome.points)];
  return [...steps, ...shareSteps(item, points, outcome)];
}

function isOther(a: Fraction, b: Fraction): boolean {
  return cmpFraction(a, b) !== 0;
}

function roundStep(rounding: Rounding, value: Fraction): ExplanationStep {
  return { op: 'round', decimals: rounding.decimals, mode: rounding.mode, value: formatRatio(value) };
}

/** The points grow with the maximum, are rounded, and stay within the maximum. */
function shareSteps(item: ItemPlan, points: Fraction, outcome: ItemOutcome): readonly ExplanationStep[] {
  const to = formatRatio(outcome.maximum);
  const scaled = divFraction(mulFraction(points, outcome.maximum), item.maximum);
  const steps: ExplanationStep[] = [
    { op: 'scale', from: formatRatio(item.maximum), to, value: formatRatio(scaled) },
  ];
  const rounded = roundFraction(scaled, item.rounding);
  if (item.rounding !== null && isOther(scaled, rounded)) steps.push(roundStep(item.rounding, rounded));
  if (cmpFraction(rounded, outcome.points) > 0) steps.push({ op: 'cap', limit: to, value: to });
  return steps;
}

function scales(mark: number): boolean {
  return mark === MARK.scored || mark === MARK.awarded;
}

function explainFigures(
  table: FactTable,
  item: ItemPlan,
  unit: number,
  values: Values,
): ItemExplanation['figures'] {
  const { figures, firstSlot } = item;
  const explained: ItemExplanation['figures'][number][] = [];
  for (let at = 0; at < figures.length; at++) {
    const slot = table.plan.slots[firstSlot + at] as SlotPlan;
    const { figure } = slot;
    const value = isAbsent(table, firstSlot + at, unit) ? null : figureValue(slot, values[at] ?? 0);
    explained.push({ key: figure.key, label: figure.label, value, unit: unitOf(slot) });
  }
  return explained;
}

/** What the figure counts; empty for dates, choices and yes/no. */
function unitOf({ figure }: SlotPlan): string {
  return figure.type === 'integer' || figure.type === 'decimal' ? figure.unit : '';
}

/** A figure as it was given: exact number, date, option id or yes/no. */
export function figureValue(slot: SlotPlan, value: Int): string | boolean {
  switch (slot.figure.type) {
    case 'boolean':
      return value === 1;
    case 'choice':
      return slot.figure.options[Number(value)]?.id ?? '';
    case 'date':
      return formatDate(Number(value));
    default:
      return slot.decimals === 0 ? String(value) : formatScaled(value, slot.decimals);
  }
}

function winBacks(plan: Plan, item: ItemPlan, values: Values, outcome: ItemOutcome): readonly WinBack[] {
  const declared = item.maximum;
  const wins: WinBack[] = [];
  for (const target of item.rule.toWin(values)) {
    const grown =
      outcome.maximum === declared
        ? target.points
        : divFraction(mulFraction(target.points, outcome.maximum), declared);
    const points = minFraction(roundFraction(grown, item.rounding), outcome.maximum);
    if (cmpFraction(points, outcome.points) > 0)
      wins.push(winBack(plan, item, values, target, points, outcome.points));
  }
  return wins;
}

function winBack(
  plan: Plan,
  item: ItemPlan,
  values: Values,
  target: WinTarget,
  points: Fraction,
  now: Fraction,
): WinBack {
  const slot = plan.slots[item.firstSlot + target.figure] as SlotPlan;
  const { figure } = slot;
  const isNumber = figure.type === 'integer' || figure.type === 'decimal';
  return {
    figure: figure.key,
    label: figure.label,
    unit: unitOf(slot),
    change: isNumber ? formatScaled(subInt(target.to, values[target.figure] ?? 0), slot.decimals) : null,
    to: String(figureValue(slot, target.to)),
    toLabel: labelOf(slot, target.to),
    points: formatRatio(points),
    gain: formatRatio(subFraction(points, now)),
  };
}

function labelOf(slot: SlotPlan, value: Int): string {
  const option = slot.figure.type === 'choice' ? slot.figure.options[Number(value)] : undefined;
  return option?.label ?? String(figureValue(slot, value));
}
