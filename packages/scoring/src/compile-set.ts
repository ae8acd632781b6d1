import { compileCalendar, type WorkingDays } from '@parix/working-days';
import type { GroupDraft } from './compile/compile-groups.ts';
import { checkSigns, checkTotal, compileGroups } from './compile/compile-groups.ts';
import type { ItemDraft } from './compile/compile-item.ts';
import { compileItem } from './compile/compile-item.ts';
import { compilePolicies, undefinedMarkOf } from './compile/compile-policies.ts';
import { checkRounding, checkSettings, compileBands, compileTieBreaks } from './compile/compile-ranking.ts';
import type { FlatTree } from './compile/flatten.ts';
import { checkIds, flattenTree } from './compile/flatten.ts';
import type { ProblemSink } from './compile/problem-sink.ts';
import { createSink } from './compile/problem-sink.ts';
import type { CriteriaSet, Item, Node } from './criteria-set.ts';
import type { Fraction } from './fraction.ts';
import { roundToScale, scaledFraction } from './fraction.ts';
import type { ChildPlan, GroupPlan, ItemPlan, Plan, PolicyPlan, SlotPlan, TotalPlan } from './plan.ts';
import type { Int } from './points.ts';
import { absInt, addInt, decimalsOf, maxInt, minInt, mulInt, negInt, pow10 } from './points.ts';
import type { SetProblem } from './problems.ts';

export type CompiledSet =
  | { readonly ok: true; readonly plan: Plan; readonly warnings: readonly SetProblem[] }
  | { readonly ok: false; readonly problems: readonly SetProblem[] };

const INT32 = 2147483647;

/**
 * A validated plan, or every reason why the set may not judge anybody: sums that differ, rules that can be undefined,
 * unknown ids, impossible ranges. Takes any data of the shape of a set, however hostile its contents.
 */
export function compileSet(set: CriteriaSet): CompiledSet {
  const sink = createSink();
  const plan = compileInto(set, sink);
  if (plan === null || sink.hasErrors()) return { ok: false, problems: sink.problems };
  return { ok: true, plan, warnings: sink.problems };
}

function compileInto(set: CriteriaSet, sink: ProblemSink): Plan | null {
  if (set.format !== 'parix.criteria-set/1')
    sink.report('format-unknown', { detail: { format: String(set.format) } });
  if (set.areas.length === 0 && set.status === 'complete') sink.report('no-areas');
  const tree = flattenTree(set, sink);
  if (tree === null) return null;
  checkIds(tree, sink);
  const sound = checkSettings(set, sink);
  if (set.status === 'incomplete') {
    sink.report('set-incomplete', { detail: { reason: set.incompleteReason } });
    return null;
  }
  const items = compileItems(set, tree, sink);
  const groups = compileGroups(tree, items, sink);
  checkSigns(tree, items, sink);
  const drafts = items.filter((draft) => draft !== null);
  if (groups === null || drafts.length < items.length) return null;
  const total = checkTotal(set, groups, sink);
  if (total === null || !sound) return null;
  return assemble({ set, tree, items: drafts, groups, total, sink });
}

function compileItems(set: CriteriaSet, tree: FlatTree, sink: ProblemSink): readonly (ItemDraft | null)[] {
  let calendar: WorkingDays | null = null;
  const workingDays = (): WorkingDays => (calendar ??= compileCalendar(set.calendar));
  const appraisers = new Set(set.appraisers.map((appraiser) => appraiser.id));
  return tree.items.map(({ item }, index) => {
    if (item.appraiser !== null && !appraisers.has(item.appraiser)) {
      sink.report('appraiser-unknown', {
        item: item.id,
        place: item.place,
        detail: { appraiser: item.appraiser },
      });
    }
    if (item.rounding != null && !checkRounding('item', item.rounding, sink, item.id)) return null;
    return compileItem(item, index, set.rounding.item, workingDays, sink);
  });
}

interface Drafts {
  readonly set: CriteriaSet;
  readonly tree: FlatTree;
  readonly items: readonly ItemDraft[];
  readonly groups: readonly GroupDraft[];
  readonly total: { max: Fraction; floor: Fraction | null; cap: Fraction | null };
  readonly sink: ProblemSink;
}

function assemble(drafts: Drafts): Plan {
  const { set, tree, sink } = drafts;
  const decimals = planDecimals(drafts);
  const itemIndex = new Map(drafts.items.map((draft, at) => [draft.item.id, at]));
  const groupIndex = new Map(tree.groups.map((flat, at) => [flat.group.id, at]));
  const slots = drafts.items.flatMap((draft) => draft.slots);
  const integral = drafts.items.every(isIntegral) && fitsInt32(drafts, decimals);
  const items = assembleItems(drafts, itemIndex, decimals, integral);
  const children = childrenOf(tree);
  const groups = drafts.groups.map((draft, at) =>
    assembleGroup(draft, at, children[at] ?? [], drafts, items, decimals),
  );
  const total = assembleTotal(drafts, decimals);
  return {
    set,
    ref: { id: set.id, version: set.version },
    decimals,
    items,
    groups,
    slots,
    itemIndex,
    groupIndex,
    kindIndex: new Map(set.unitKinds.map((kind, at) => [kind.id, at])),
    total,
    bands: compileBands(set, sink),
    unrankedKinds: set.unitKinds.map((kind) => set.ranking.unrankedKinds.includes(kind.id)),
    tieBreaks: compileTieBreaks(
      set,
      { itemIndex, groupIndex, slotOf: (id, key) => slotOf(items, itemIndex, id, key) },
      sink,
    ),
    integral,
    keyFactor: integral ? keyFactorOf(items, total, roundingSlack(groups.length, decimals)) : null,
  };
}

function slotOf(
  items: readonly ItemPlan[],
  index: ReadonlyMap<string, number>,
  id: string,
  key: string,
): number | null {
  const item = items[index.get(id) ?? -1];
  const figure = item?.figureIndex.get(key);
  return item === undefined || figure === undefined ? null : item.firstSlot + figure;
}

/** Rounded results, or results that are decimals by themselves, are whole units of a fine enough scale. */
function isIntegral(draft: ItemDraft): boolean {
  return draft.rounding !== null || draft.rule.finiteDecimals !== null;
}

/** Appraisers give points in hundredths even where a set's own points are coarser and it does not round. */
const AWARDED_DECIMALS = 2;

function planDecimals({ set, items, groups }: Drafts): number {
  const own = items.map((draft) => draft.rounding?.decimals ?? draft.rule.finiteDecimals ?? 0);
  const texts = [set.total.max, set.total.floor, set.total.cap]
    .concat(items.flatMap((draft) => [draft.item.max, draft.item.min]))
    .concat(groups.flatMap((draft) => [draft.flat.group.max, draft.flat.group.cap]));
  return Math.max(
    AWARDED_DECIMALS,
    set.rounding.printedPoints.decimals,
    ...own,
    ...texts.map((text) => decimalsOf(text ?? '0') ?? 0),
  );
}

/** Every sum of points, positive or negative, stays in a signed 32-bit column. */
function fitsInt32({ items, groups, total }: Drafts, decimals: number): boolean {
  let sum: Int = roundingSlack(groups.length, decimals);
  for (const bound of [total.floor, total.cap]) {
    if (bound !== null) sum = addInt(sum, absInt(roundToScale(bound, decimals, 'down')));
  }
  for (const draft of items) {
    const high = roundToScale(draft.max, decimals, 'down');
    const low = roundToScale(draft.min, decimals, 'down');
    sum = addInt(sum, maxInt(absInt(high), absInt(low)));
  }
  return sum <= INT32;
}

/** Rounding up may add less than one point in each group and in the total. */
function roundingSlack(groups: number, decimals: number): Int {
  return mulInt(groups + 1, pow10(decimals));
}

function assembleItems(
  drafts: Drafts,
  itemIndex: ReadonlyMap<string, number>,
  decimals: number,
  integral: boolean,
): readonly ItemPlan[] {
  const { set, tree, sink } = drafts;
  let firstSlot = 0;
  return drafts.items.map((draft, index) => {
    const flat = tree.items[index] as FlatTree['items'][number];
    const plan: ItemPlan = {
      index,
      item: draft.item,
      ref: { id: draft.item.id, code: draft.item.code, name: draft.item.name },
      group: flat.group,
      area: flat.area,
      max: roundToScale(draft.max, decimals, 'down'),
      min: roundToScale(draft.min, decimals, 'down'),
      maximum: scaledFraction(roundToScale(draft.max, decimals, 'down'), decimals),
      rounding: draft.rounding,
      firstSlot,
      figures: draft.item.figures,
      figureIndex: draft.figureIndex,
      rule: draft.rule,
      kernel: integral ? kernelOf(draft, decimals) : null,
      ...compilePolicies(index, { set, tree, itemIndex, sink }),
      undefinedMark: undefinedMarkOf(draft.rule),
    };
    firstSlot += draft.slots.length;
    return plan;
  });
}

/** Columns of large money are kept as 64-bit integers, which only the exact scalar path reads. */
function kernelOf(draft: ItemDraft, decimals: number): ItemPlan['kernel'] {
  const readable = draft.slots.every((slot: SlotPlan) => slot.storage !== 'bigint64');
  return readable ? draft.rule.kernel(draft.rounding, decimals) : null;
}

function assembleGroup(
  draft: GroupDraft,
  index: number,
  children: readonly ChildPlan[],
  { set, tree }: Drafts,
  items: readonly ItemPlan[],
  decimals: number,
): GroupPlan {
  const { flat } = draft;
  const role = tree.groups[flat.area]?.group.role ?? 'ordinary';
  const cap = draft.cap === null ? null : roundToScale(draft.cap, decimals, 'down');
  return {
    index,
    group: flat.group,
    level: flat.group.level,
    role,
    parent: flat.parent,
    children,
    from: flat.from,
    to: flat.to,
    max: roundToScale(draft.max, decimals, 'down'),
    rounding: flat.group.level === 'area' ? set.rounding.area : set.rounding.criterion,
    cap: cap === null ? null : role === 'deduction' ? negInt(cap) : cap,
    maximumVaries: items.slice(flat.from, flat.to).some((item) => item.policies.some(mayRemove)),
  };
}

/** For each group its items and inner groups, in the order of the set. */
function childrenOf(tree: FlatTree): readonly (readonly ChildPlan[])[] {
  const plans = new Map<Node, ChildPlan>();
  tree.items.forEach((flat, index) => plans.set(flat.item, { node: 'item', index }));
  tree.groups.forEach((flat, index) => plans.set(flat.group, { node: 'group', index }));
  return tree.groups.map((flat) => flat.group.children.flatMap((child) => plans.get(child) ?? []));
}

function mayRemove(plan: PolicyPlan | null): boolean {
  if (plan === null) return false;
  const { policy } = plan;
  return policy.policy === 'remove' || ('ifNone' in policy && policy.ifNone === 'remove');
}

function assembleTotal({ set, total }: Drafts, decimals: number): TotalPlan {
  const scaled = (value: Fraction | null): Int | null => value && roundToScale(value, decimals, 'down');
  return {
    max: roundToScale(total.max, decimals, 'down'),
    rounding: set.rounding.total,
    floor: scaled(total.floor),
    cap: scaled(total.cap),
  };
}

/**
 * Two different indices P1/M1 and P2/M2 differ by at least 1/(M1 x M2), so with K > M^2 the floors of P x K / M keep
 * their order and part them. null when P x K is not proved below 2^53.
 */
function keyFactorOf(items: readonly ItemPlan[], total: TotalPlan, slack: Int): number | null {
  const factor = addInt(mulInt(total.max, total.max), 1);
  const high = items.reduce<Int>((sum, item) => addInt(sum, maxInt(item.max, 0)), 0);
  const low = items.reduce<Int>((sum, item) => addInt(sum, minInt(item.min, 0)), 0);
  const bounds = [high, low, total.floor ?? 0, total.cap ?? 0].map(absInt);
  const most = bounds.reduce((a, b) => maxInt(a, b));
  const product = mulInt(addInt(most, slack), factor);
  return typeof product === 'number' && typeof factor === 'number' ? factor : null;
}

/** The item of an id; undefined when the plan has none. */
export function findItem(plan: Plan, id: string): Item | undefined {
  return plan.items[plan.itemIndex.get(id) ?? -1]?.item;
}
