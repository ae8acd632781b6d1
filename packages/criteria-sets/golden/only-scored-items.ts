import { itemsOf } from '@parix/criteria-sets';
import { addDecimal, type CriteriaSet, type Group } from '@parix/scoring';

/** The executable part of an incomplete set as a set of its own, so that its rules and worked cases run. */
export function onlyScoredItems(set: CriteriaSet): CriteriaSet | null {
  const items = itemsOf(set.areas).filter((item) => item.rule !== null);
  if (items.length === 0) return null;
  const max = items.reduce((sum, item) => addDecimal(sum, item.max ?? '0'), '0');
  const area: Group = {
    node: 'group',
    level: 'area',
    id: 'scored',
    code: 'scored',
    name: 'scored',
    max,
    role: 'ordinary',
    cap: null,
    children: items.map((item) => ({ ...item, level: 'criterion' })),
    place: null,
  };
  const bands = [{ id: 'all', name: 'all', from: null, inclusive: true }];
  return {
    ...set,
    status: 'complete',
    total: { max, floor: null, cap: null },
    classification: { basis: 'unrounded', schemes: [{ kinds: null, bands }] },
    areas: [area],
  };
}
