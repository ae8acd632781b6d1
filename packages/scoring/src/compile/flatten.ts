import type { CriteriaSet, Group, Item } from '../criteria-set.ts';
import type { ProblemSink } from './problem-sink.ts';

export interface FlatItem {
  readonly item: Item;
  readonly group: number;
  readonly area: number;
}
export interface FlatGroup {
  readonly group: Group;
  readonly parent: number;
  readonly area: number;
  readonly from: number;
  /** One past its last item; set when the group is closed. */
  to: number;
}
export interface FlatTree {
  readonly items: readonly FlatItem[];
  readonly groups: readonly FlatGroup[];
}

/** A set for a nation's agencies has some hundreds of items; beyond this it is an attack or an accident. */
const MOST_NODES = 20_000;
const DEEPEST = 8;

/** The tree as lists in document order; null after reporting that it is too large or too deep to be a set. */
export function flattenTree(set: CriteriaSet, sink: ProblemSink): FlatTree | null {
  const items: FlatItem[] = [];
  const groups: FlatGroup[] = [];
  const visit = (group: Group, parent: number, area: number, depth: number): boolean => {
    if (depth > DEEPEST) {
      sink.report('set-too-deep', { item: group.id, place: group.place, detail: { most: String(DEEPEST) } });
      return false;
    }
    if (items.length + groups.length + group.children.length > MOST_NODES) {
      sink.report('set-too-large', { detail: { most: String(MOST_NODES) } });
      return false;
    }
    const index = groups.length;
    const own = parent < 0 ? index : area;
    const flat: FlatGroup = { group, parent, area: own, from: items.length, to: items.length };
    groups.push(flat);
    for (const child of group.children) {
      if (child.node === 'item') items.push({ item: child, group: index, area: own });
      else if (!visit(child, index, own, depth + 1)) return false;
    }
    flat.to = items.length;
    return true;
  };
  return set.areas.every((area) => visit(area, -1, -1, 1)) ? { items, groups } : null;
}

/** Ids must be there and name one node each: facts, amendments and tie-breaks refer to them. */
export function checkIds(tree: FlatTree, sink: ProblemSink): void {
  const seen = new Set<string>();
  for (const node of [...tree.groups.map((flat) => flat.group), ...tree.items.map((flat) => flat.item)]) {
    const where = { item: node.id, place: node.place, detail: { id: node.id, name: node.name } };
    if (node.id.trim() === '') sink.report('id-empty', where);
    else if (seen.has(node.id)) sink.report('id-duplicate', where);
    seen.add(node.id);
  }
}
