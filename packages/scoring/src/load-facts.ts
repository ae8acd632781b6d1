import type { ItemFacts, FactProblem, FactProblemCode, UnitFacts } from './facts.ts';
import type { FactTable, GivenPoints } from './fact-table.ts';
import { NO_DATE, allocateTable, marksOf, readSlot, writeSlot } from './fact-table.ts';
import type { Decimal } from './criteria-set.ts';
import { policyMark } from './compile/compile-policies.ts';
import { formatRatio, scaledFraction } from './fraction.ts';
import { loadFigure } from './load-figure.ts';
import { MARK } from './marks.ts';
import type { ItemPlan, Plan, SlotPlan } from './plan.ts';
import { formatScaled, parseDecimal, pow10, mulInt } from './points.ts';
import { readValues } from './read-values.ts';
import { MOST_DECIMALS } from './rule-kinds/constants.ts';

export type Report = (
  code: FactProblemCode,
  figure: string | null,
  value: string | null,
  detail: Readonly<Record<string, string>>,
) => void;

/**
 * Facts of units as columns. Every value that does not fit is reported with its place and leaves its item without
 * data; nothing is coerced ("85,5" is no number here: the edges of the system normalise what people type).
 */
export function loadFacts(
  plan: Plan,
  units: readonly UnitFacts[],
): { table: FactTable; problems: readonly FactProblem[] } {
  const table = allocateTable(plan, units.length);
  const problems: FactProblem[] = [];
  const blocks = new Map<string, number>([['', 0]]);
  const seen = new Set<string>();
  units.forEach((facts, unit) => {
    const report = (code: FactProblemCode, item: string | null, value: string, detail = {}): void => {
      problems.push({ code, unit: facts.unit, item, figure: null, value, detail });
    };
    if (seen.has(facts.unit)) report('duplicate-unit', null, facts.unit);
    seen.add(facts.unit);
    const kind = plan.kindIndex.get(facts.kind);
    if (kind === undefined)
      report('unknown-kind', null, facts.kind, { kinds: [...plan.kindIndex.keys()].join(', ') });
    for (const id of Object.keys(facts.items)) {
      if (!plan.itemIndex.has(id)) report('unknown-item', id, id);
    }
    writeUnit(table, unit, facts, kind ?? 0, blocks);
    loadItems(table, unit, facts, problems);
  });
  return { table, problems };
}

function writeUnit(
  table: FactTable,
  unit: number,
  facts: UnitFacts,
  kind: number,
  blocks: Map<string, number>,
): void {
  const { units } = table;
  let block = blocks.get(facts.block);
  if (block === undefined) {
    block = units.blockNames.push(facts.block) - 1;
    blocks.set(facts.block, block);
  }
  units.codes[unit] = facts.unit;
  units.names[unit] = facts.name ?? facts.unit;
  units.kinds[unit] = kind;
  units.blocks[unit] = block;
  units.unranked[unit] = facts.unranked === true ? 1 : 0;
}

function loadItems(table: FactTable, unit: number, facts: UnitFacts, problems: FactProblem[]): void {
  for (const item of table.plan.items) {
    const id = item.item.id;
    const own = Object.hasOwn(facts.items, id) ? facts.items[id] : undefined;
    writeItem(table, unit, item, own, (code, figure, value, detail) => {
      problems.push({ code, unit: facts.unit, item: id, figure, value, detail });
    });
  }
}

/**
 * Replaces the facts of one item of one unit in a table that belongs to the caller. Returns what is wrong with them;
 * a faulty item is left without data.
 */
export function setItemFacts(
  table: FactTable,
  unit: number,
  item: number,
  facts: ItemFacts,
): readonly FactProblem[] {
  const plan = table.plan.items[item];
  if (plan === undefined) return [];
  const problems: FactProblem[] = [];
  const code = table.units.codes[unit] ?? '';
  writeItem(table, unit, plan, facts, (problem, figure, value, detail) => {
    problems.push({ code: problem, unit: code, item: plan.item.id, figure, value, detail });
  });
  return problems;
}

function writeItem(
  table: FactTable,
  unit: number,
  item: ItemPlan,
  facts: ItemFacts | undefined,
  report: Report,
): void {
  const complete = writeFigures(table, unit, item, facts, report);
  const older = facts?.older === undefined ? null : readPoints(facts.older, item, table.plan, report);
  setGiven(table.older, item.index, unit, older && { points: older, reason: '' });
  const mark = markOf(table, unit, item, facts, complete, report);
  setGiven(table.given, item.index, unit, givenFor(mark, older, table, item, facts));
  if (mark !== MARK.scored || table.marks[item.index] !== null) marksOf(table, item.index)[unit] = mark;
}

/** True when every needed figure is there, fits, and fits the others. */
function writeFigures(
  table: FactTable,
  unit: number,
  item: ItemPlan,
  facts: ItemFacts | undefined,
  report: Report,
): boolean {
  const figures = facts?.figures;
  let complete = item.rule.kind === 'none' || figures !== undefined;
  item.figures.forEach((figure, at) => {
    const value = figures !== undefined && Object.hasOwn(figures, figure.key) ? figures[figure.key] : null;
    const loaded = loadFigure(table, item.firstSlot + at, unit, value ?? null, report);
    if (!loaded && item.rule.kind !== 'none') complete = false;
  });
  for (const key of Object.keys(figures ?? {})) {
    if (!item.figureIndex.has(key)) report('unknown-figure', key, null, {});
  }
  if (!complete || item.rule.check === null) return complete;
  const fault = item.rule.check(readValues(table, item, unit));
  if (fault !== null) report(fault, null, null, {});
  return fault === null;
}

function markOf(
  table: FactTable,
  unit: number,
  item: ItemPlan,
  facts: ItemFacts | undefined,
  complete: boolean,
  report: Report,
): number {
  const kind = table.units.kinds[unit] ?? 0;
  const policy = item.policies[kind] ?? null;
  const hasOlder = table.older[item.index]?.has(unit) ?? false;
  if (item.exempt[kind] === true && policy !== null) return policyMark(policy, hasOlder);
  if (facts?.pending === true) return MARK.notAppraised;
  if (facts?.awarded !== undefined) {
    return readPoints(facts.awarded.points, item, table.plan, report) === null ? MARK.noData : MARK.awarded;
  }
  if (facts?.notApplicable !== undefined) {
    if (policy !== null) return policyMark(policy, hasOlder);
    report('not-applicable-forbidden', null, null, {});
    return MARK.noData;
  }
  return complete ? MARK.scored : MARK.noData;
}

function givenFor(
  mark: number,
  older: GivenPoints['points'] | null,
  table: FactTable,
  item: ItemPlan,
  facts: ItemFacts | undefined,
): GivenPoints | null {
  if (mark === MARK.naOlder && older !== null)
    return { points: older, reason: facts?.notApplicable?.reason ?? '' };
  if (mark === MARK.awarded && facts?.awarded !== undefined) {
    const points = readPoints(facts.awarded.points, item, table.plan, () => undefined);
    return points && { points, reason: facts.awarded.reason };
  }
  const reason = facts?.notApplicable?.reason;
  return mark >= MARK.naFull && reason !== undefined ? { points: { n: 0, d: 1 }, reason } : null;
}

function setGiven(target: FactTable['given'], item: number, unit: number, value: GivenPoints | null): void {
  if (value !== null) (target[item] ??= new Map()).set(unit, value);
  else target[item]?.delete(unit);
}

/** Points set by hand: within the item's bounds and no finer than the item is scored. */
function readPoints(text: Decimal, item: ItemPlan, plan: Plan, report: Report): GivenPoints['points'] | null {
  const value = parseDecimal(text);
  if (value === null) {
    report('not-a-number', null, text, {});
    return null;
  }
  const finest = item.rounding?.decimals ?? (plan.integral ? plan.decimals : MOST_DECIMALS);
  const points = scaledFraction(value.digits, value.decimals);
  const exact = formatRatio(points);
  const decimals = exact.includes('.') ? exact.length - exact.indexOf('.') - 1 : 0;
  if (decimals > finest) {
    report('too-many-decimals', null, text, { decimals: String(finest) });
    return null;
  }
  const low = mulInt(item.min, points.d);
  const high = mulInt(item.max, points.d);
  const scaled = mulInt(points.n, pow10(plan.decimals));
  if (scaled >= low && scaled <= high) return points;
  const bound = (units: typeof item.max): string => formatScaled(units, plan.decimals);
  report('points-out-of-range', null, text, { min: bound(item.min), max: bound(item.max) });
  return null;
}

/**
 * Checks a table whose columns were filled directly (`findColumn`, `marksOf`): ranges, figures that contradict each
 * other, exemptions of kinds. Bad cells become "no data" and are reported like those of `loadFacts`.
 */
export function sealTable(table: FactTable): readonly FactProblem[] {
  const problems: FactProblem[] = [];
  for (const item of table.plan.items) {
    for (let unit = 0; unit < table.count; unit++) sealCell(table, item, unit, problems);
  }
  return problems;
}

function sealCell(table: FactTable, item: ItemPlan, unit: number, problems: FactProblem[]): void {
  const kind = table.units.kinds[unit] ?? 0;
  const policy = item.policies[kind] ?? null;
  if (item.exempt[kind] === true && policy !== null) {
    marksOf(table, item.index)[unit] = policyMark(policy, table.older[item.index]?.has(unit) ?? false);
    return;
  }
  if ((table.marks[item.index]?.[unit] ?? MARK.scored) !== MARK.scored) return;
  const fault = cellFault(table, item, unit);
  if (fault === null) return;
  marksOf(table, item.index)[unit] = MARK.noData;
  problems.push({ ...fault, unit: table.units.codes[unit] ?? '', item: item.item.id, value: null });
}

function cellFault(
  table: FactTable,
  item: ItemPlan,
  unit: number,
): Pick<FactProblem, 'code' | 'figure' | 'detail'> | null {
  for (let at = 0; at < item.figures.length; at++) {
    const slot = table.plan.slots[item.firstSlot + at] as SlotPlan;
    const value = readSlot(table, item.firstSlot + at, unit);
    const empty = slot.figure.optional && value === (slot.figure.type === 'date' ? NO_DATE : 0);
    const whole = typeof value === 'bigint' || Number.isInteger(value);
    if (empty || (whole && value >= slot.min && value <= slot.max)) continue;
    writeSlot(table, item.firstSlot + at, unit, 0);
    const detail = { min: formatScaled(slot.min, slot.decimals), max: formatScaled(slot.max, slot.decimals) };
    return { code: 'out-of-range', figure: slot.figure.key, detail };
  }
  const code = item.rule.check?.(readValues(table, item, unit)) ?? null;
  return code === null ? null : { code, figure: null, detail: {} };
}
