import type { UnitResult } from '@parix/api-contract';
import { signOf } from '../../format/numbers.ts';

type Group = UnitResult['groups'][number];
type Item = UnitResult['items'][number];
export type TreeRow =
  { readonly kind: 'group'; readonly group: Group } | { readonly kind: 'item'; readonly item: Item };

const byCode = new Intl.Collator('vi', { numeric: true });

/** Rows below each area, by the area's id, in the order of the areas. */
export function byArea(
  rows: readonly TreeRow[],
): readonly { readonly area: Group; readonly below: readonly TreeRow[] }[] {
  const areas: { area: Group; below: TreeRow[] }[] = [];
  for (const row of rows) {
    if (row.kind === 'group' && row.group.parentId === null) areas.push({ area: row.group, below: [] });
    else areas.at(-1)?.below.push(row);
  }
  return areas;
}

/** Areas, their criteria and items in the set's order. With `onlyLost`, only what lost points and its parents. */
export function inTreeOrder(
  result: Pick<UnitResult, 'groups' | 'items'>,
  onlyLost: boolean,
): readonly TreeRow[] {
  const below = (group: Group): readonly TreeRow[] => {
    const groups = result.groups
      .filter((child) => child.parentId === group.id)
      .map((child) => ({ code: child.code, rows: below(child) }));
    const items = result.items
      .filter((item) => item.groupId === group.id && (!onlyLost || signOf(item.lost) > 0))
      .map((item) => ({ code: item.code, rows: [{ kind: 'item', item }] as const }));
    const children = [...groups, ...items].sort((a, b) => byCode.compare(a.code, b.code));
    const rows = children.flatMap((child) => child.rows);
    return rows.length === 0 && onlyLost ? [] : [{ kind: 'group', group }, ...rows];
  };
  return result.groups.filter((group) => group.parentId === null).flatMap(below);
}
