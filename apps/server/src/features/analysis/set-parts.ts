import type { CriteriaSet, Group } from '@parix/scoring';

/** An area, a criterion or an item, with its place in the tree. */
export interface SetPart {
  readonly id: string;
  readonly code: string;
  readonly name: string;
  readonly level: 'area' | 'criterion' | 'item';
  readonly parentId: string | null;
}

/** In the order of the set, a parent before its children; rows that are only watched are left out. */
export function partsOf(set: CriteriaSet): readonly SetPart[] {
  const below = (group: Group, parentId: string | null): readonly SetPart[] => [
    { id: group.id, code: group.code, name: group.name, level: group.level, parentId },
    ...group.children.flatMap((child): readonly SetPart[] => {
      if (child.node === 'group') return below(child, group.id);
      if (child.rule === null) return [];
      return [{ id: child.id, code: child.code, name: child.name, level: 'item', parentId: group.id }];
    }),
  ];
  return set.areas.flatMap((area) => below(area, null));
}

/** An item by its id, for answers; an id that the set does not have names itself. */
export function itemRefs(set: CriteriaSet): (id: string) => { id: string; code: string; name: string } {
  const items = new Map(
    partsOf(set).flatMap((part) => (part.level === 'item' ? [[part.id, part] as const] : [])),
  );
  return (id) => ({ id, code: items.get(id)?.code ?? id, name: items.get(id)?.name ?? id });
}
