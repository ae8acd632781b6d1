import type { SetDetail, SetGroup, SetItem } from '@parix/api-contract';

export interface CriterionNode {
  /** null for items that hang from the area itself. */
  readonly group: SetGroup | null;
  readonly items: readonly SetItem[];
}
export interface AreaNode {
  readonly area: SetGroup;
  readonly criteria: readonly CriterionNode[];
  readonly items: readonly SetItem[];
}

const byCode = new Intl.Collator('vi', { numeric: true });

/** Areas > criteria > items in the order of the set's own numbering. */
export function treeOf(set: Pick<SetDetail, 'groups' | 'items'>): readonly AreaNode[] {
  return set.groups
    .filter((group) => group.level === 'area')
    .map((area) => {
      const items = set.items.filter((item) => item.areaId === area.id);
      const criteria = criteriaOf(area, set.groups, items);
      return { area, criteria, items: criteria.flatMap((node) => node.items) };
    });
}

function criteriaOf(
  area: SetGroup,
  groups: readonly SetGroup[],
  items: readonly SetItem[],
): readonly CriterionNode[] {
  const grouped = groups
    .filter((group) => group.level === 'criterion' && group.parentId === area.id)
    .map((group) => ({
      code: group.code,
      group,
      items: items.filter((item) => item.criterionId === group.id),
    }));
  const direct = items
    .filter((item) => item.criterionId === null)
    .map((item) => ({ code: item.code, group: null, items: [item] }));
  return [...grouped, ...direct].sort((a, b) => byCode.compare(a.code, b.code));
}

/** Every item in the order of the tree: what "next" and "previous" walk through. */
export function itemsInOrder(tree: readonly AreaNode[]): readonly SetItem[] {
  return tree.flatMap((node) => node.items);
}
