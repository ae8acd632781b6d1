import type { CriteriaSet } from '../criteria-set.ts';
import type { Fraction } from '../fraction.ts';
import { ZERO, addFraction, cmpFraction, formatRatio } from '../fraction.ts';
import type { FlatGroup, FlatTree } from './flatten.ts';
import type { ItemDraft } from './compile-item.ts';
import { readMax } from './compile-item.ts';
import type { ProblemSink } from './problem-sink.ts';

export interface GroupDraft {
  readonly flat: FlatGroup;
  readonly max: Fraction;
  readonly cap: Fraction | null;
}

/** Declared maxima of the groups, checked against the sums of their children; null after reporting a difference. */
export function compileGroups(
  tree: FlatTree,
  items: readonly (ItemDraft | null)[],
  sink: ProblemSink,
): readonly GroupDraft[] | null {
  const sums = tree.groups.map<Fraction>(() => ZERO);
  tree.items.forEach((flat, at) => {
    const max = items[at]?.max;
    if (max !== undefined) sums[flat.group] = addFraction(sums[flat.group] ?? ZERO, max);
  });
  const drafts: (GroupDraft | null)[] = tree.groups.map(() => null);
  for (let at = tree.groups.length - 1; at >= 0; at--) {
    const flat = tree.groups[at] as FlatGroup;
    const sum = sums[at] ?? ZERO;
    const known = tree.items
      .slice(flat.from, flat.to)
      .every((_, offset) => items[flat.from + offset] !== null);
    const draft = compileGroup(flat, roleOf(tree, flat), known ? sum : null, sink);
    drafts[at] = draft;
    const parent = sums[flat.parent];
    if (parent !== undefined) sums[flat.parent] = addFraction(parent, draft?.max ?? sum);
  }
  const sound = drafts.filter((draft) => draft !== null);
  return sound.length === drafts.length ? sound : null;
}

function roleOf(tree: FlatTree, flat: FlatGroup): FlatGroup['group']['role'] {
  return tree.groups[flat.area]?.group.role ?? 'ordinary';
}

/** `sum` is null while some child is broken: then its sum says nothing. */
function compileGroup(
  flat: FlatGroup,
  role: string,
  sum: Fraction | null,
  sink: ProblemSink,
): GroupDraft | null {
  const { group } = flat;
  const where = { item: group.id, place: group.place };
  if (group.children.length === 0) sink.report('group-empty', where);
  const cap = group.cap === null ? undefined : readMax(group.cap, group, sink);
  const capFits = cap === undefined || (cap !== null && cap.n >= 0 && flat.parent < 0 && role !== 'ordinary');
  if (!capFits) sink.report('cap-invalid', { ...where, detail: { cap: group.cap ?? '' } });
  // Outside the maximum a declared maximum is a courtesy: the sum of the items is meant.
  const max = group.max === null && role !== 'ordinary' ? (sum ?? ZERO) : readMax(group.max, group, sink);
  if (max === null || !capFits || group.children.length === 0) return null;
  if (sum === null) return { flat, max, cap: cap ?? null };
  if (cmpFraction(max, sum) !== 0) {
    sink.report('children-sum', { ...where, detail: { max: formatRatio(max), sum: formatRatio(sum) } });
    return null;
  }
  return { flat, max, cap: cap ?? null };
}

/** Points of bonus items may not be negative, those of deduction items not positive. */
export function checkSigns(tree: FlatTree, items: readonly (ItemDraft | null)[], sink: ProblemSink): void {
  tree.items.forEach((flat, at) => {
    const role = tree.groups[flat.area]?.group.role;
    const draft = items[at];
    if (draft === null || draft === undefined) return;
    const wrong = (role === 'bonus' && draft.min.n < 0) || (role === 'deduction' && draft.max.n > 0);
    if (!wrong) return;
    const detail = { role: role ?? '', min: flat.item.min, max: flat.item.max ?? '' };
    sink.report('points-sign', { item: flat.item.id, place: flat.item.place, detail });
  });
}

/** The ordinary areas must add up to the declared total, and the total's bounds must leave room. */
export function checkTotal(
  set: CriteriaSet,
  groups: readonly GroupDraft[],
  sink: ProblemSink,
): { max: Fraction; floor: Fraction | null; cap: Fraction | null } | null {
  const root = { id: set.id, place: null };
  const max = readMax(set.total.max, root, sink);
  const floor = set.total.floor === null ? undefined : readMax(set.total.floor, root, sink);
  const cap = set.total.cap === null ? undefined : readMax(set.total.cap, root, sink);
  if (max === null || floor === null || cap === null) return null;
  const ordinary = groups.filter((draft) => draft.flat.parent < 0 && draft.flat.group.role === 'ordinary');
  const sum = ordinary.reduce<Fraction>((points, draft) => addFraction(points, draft.max), ZERO);
  if (cmpFraction(sum, max) !== 0 || max.n <= 0) {
    sink.report('areas-sum', { detail: { max: formatRatio(max), sum: formatRatio(sum) } });
    return null;
  }
  if (floor !== undefined && cap !== undefined && cmpFraction(floor, cap) > 0) {
    sink.report('total-bounds', { detail: { floor: formatRatio(floor), cap: formatRatio(cap) } });
    return null;
  }
  return { max, floor: floor ?? null, cap: cap ?? null };
}
