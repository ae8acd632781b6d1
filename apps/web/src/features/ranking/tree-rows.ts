import type { UnitResult } from '@parix/api-contract';
import { signOf } from '../../format/numbers.ts';

type Group = UnitResult['groups'][number];
type Item = UnitResult['items'][number];
export type TreeRow =
  { readonly kind: 'group'; readonly group: Group } | { readonly kind: 'item'; readonly item: Item };

const byCode = new Intl.Collator('vi', { numeric: true });

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
