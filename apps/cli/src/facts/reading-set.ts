import { itemsOf } from '@parix/criteria-sets';
import type { CriteriaSet, Figure, Group, Item, Node } from '@parix/scoring';

/**
 * A set that only serves to read a table: items and figures of both versions, so that figures of an item that one
 * version lacks are no fault. It is never computed with.
 */
export function readingSet(a: CriteriaSet, b: CriteriaSet): CriteriaSet {
  const older = new Map(itemsOf(a.areas).map((item) => [item.id, item]));
  const newer = new Set(itemsOf(b.areas).map((item) => item.id));
  const gone = [...older.values()].filter((item) => !newer.has(item.id));
  const areas = b.areas.map((area) => widened(area, older));
  const extra: readonly Group[] = gone.length === 0 ? [] : [{ ...EXTRA, children: gone }];
  return { ...b, areas: [...areas, ...extra] };
}

const EXTRA: Omit<Group, 'children'> = {
  node: 'group',
  level: 'area',
  id: '',
  code: '',
  name: '',
  max: null,
  role: 'ordinary',
  cap: null,
  place: null,
};

function widened<T extends Node>(node: T, older: ReadonlyMap<string, Item>): T {
  if (node.node === 'group')
    return { ...node, children: node.children.map((child) => widened(child, older)) };
  const before = older.get(node.id)?.figures ?? [];
  const keys = new Set(node.figures.map((figure) => figure.key));
  const figures: readonly Figure[] = [...node.figures, ...before.filter((figure) => !keys.has(figure.key))];
  return { ...node, figures };
}
