import type { CriteriaSet, Item, NotApplicable } from '../criteria-set.ts';
import { MARK } from '../marks.ts';
import type { Mark } from '../marks.ts';
import type { PolicyPlan } from '../plan.ts';
import type { CompiledRule } from '../rule-kinds/rule-kind.ts';
import { parseDecimal } from '../points.ts';
import type { FlatTree } from './flatten.ts';
import type { ProblemSink } from './problem-sink.ts';

export interface PolicyScope {
  readonly set: CriteriaSet;
  readonly tree: FlatTree;
  readonly itemIndex: ReadonlyMap<string, number>;
  readonly sink: ProblemSink;
}

/** What "not applicable" means for the item, by kind of unit, and which kinds are exempt from it. */
export function compilePolicies(
  index: number,
  scope: PolicyScope,
): { policies: readonly (PolicyPlan | null)[]; exempt: readonly boolean[] } {
  const item = (scope.tree.items[index] as FlatTree['items'][number]).item;
  const own = compilePolicy(item.notApplicable, index, scope);
  checkExemptions(item, scope);
  const exemptions = scope.set.unitKinds.map((kind) =>
    item.exemptKinds.find((entry) => entry.kinds.includes(kind.id)),
  );
  return {
    policies: exemptions.map((entry) =>
      entry === undefined ? own : compilePolicy(entry.policy, index, scope),
    ),
    exempt: exemptions.map((entry) => entry !== undefined),
  };
}

function checkExemptions(item: Item, scope: PolicyScope): void {
  const known = new Set(scope.set.unitKinds.map((kind) => kind.id));
  const where = { item: item.id, place: item.place };
  for (const entry of item.exemptKinds) {
    for (const kind of entry.kinds) {
      if (!known.has(kind)) scope.sink.report('kind-unknown', { ...where, detail: { kind } });
    }
    if (entry.policy.policy === 'forbidden') {
      scope.sink.report('exempt-forbidden', { ...where, detail: { kinds: entry.kinds.join(', ') } });
    }
  }
}

function compilePolicy(policy: NotApplicable, index: number, scope: PolicyScope): PolicyPlan | null {
  if (policy.policy === 'forbidden') return null;
  return { policy, among: policy.policy === 'share' ? compileAmong(policy.among, index, scope) : [] };
}

/** The items a share goes to: those named, or the other items of the group. Each must have points to grow. */
function compileAmong(among: readonly string[] | null, index: number, scope: PolicyScope): readonly number[] {
  const own = scope.tree.items[index] as FlatTree['items'][number];
  const named = among?.map((id) => ({ id, at: scope.itemIndex.get(id) ?? -1 }));
  const siblings = scope.tree.items.flatMap((flat, at) =>
    flat.group === own.group && at !== index && hasPoints(flat.item) ? [{ id: flat.item.id, at }] : [],
  );
  const targets = named ?? siblings;
  for (const { id, at } of targets) {
    const target = scope.tree.items[at];
    const where = { item: own.item.id, place: own.item.place, detail: { id } };
    if (target === undefined || at === index) scope.sink.report('share-unknown', where);
    else if (!hasPoints(target.item) || roleOf(scope.tree, target.area) !== roleOf(scope.tree, own.area)) {
      scope.sink.report('share-target', where);
    }
  }
  return targets.map((target) => target.at).filter((at) => at >= 0 && at !== index);
}

function hasPoints(item: Item): boolean {
  const max = parseDecimal(item.max ?? '0');
  return max !== null && max.digits > 0;
}

function roleOf(tree: FlatTree, area: number): string {
  return tree.groups[area]?.group.role ?? 'ordinary';
}

/** What an undefined rule leads to; null = the item's policy for "not applicable". */
export function undefinedMarkOf(rule: CompiledRule): Mark | null {
  switch (rule.whenUndefined) {
    case 'zero':
      return MARK.scoredZero;
    case 'full-points':
      return MARK.scoredFull;
    case 'no-data':
      return MARK.noData;
    case 'not-applicable':
      return null;
  }
}

/** The mark of an item that does not apply, by its policy; an older value needs one to stand. */
export function policyMark(plan: PolicyPlan, hasOlder: boolean): Mark {
  switch (plan.policy.policy) {
    case 'full-points':
      return MARK.naFull;
    case 'zero':
      return MARK.naZero;
    case 'remove':
      return MARK.naRemoved;
    case 'share':
      return MARK.naShared;
    case 'older-value':
      return hasOlder ? MARK.naOlder : endMark(plan.policy.ifNone);
  }
}

/** How a share without takers, or an older value that does not exist, ends. */
export function endMark(ifNone: 'remove' | 'full-points' | 'zero'): Mark {
  return ifNone === 'remove' ? MARK.naRemoved : ifNone === 'full-points' ? MARK.naFull : MARK.naZero;
}
