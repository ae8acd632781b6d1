import type { CardItem, SetItem } from '@parix/api-contract';
import { signOf } from '../../format/numbers.ts';

/**
 * Where an item stands for the person filling the card. `elsewhere`: points come from a survey or another body.
 * Zero points is `below`, never `missing`.
 */
export type Progress = 'missing' | 'below' | 'full' | 'not-applicable' | 'elsewhere';
export const FILTERS = ['all', 'missing', 'below', 'returned', 'mine', 'not-ready'] as const;
export type ProgressFilter = (typeof FILTERS)[number];

/** Whether an item is shown under a filter. `remarked`: items on which the leader's return says something. */
export function passesFilter(
  filter: ProgressFilter,
  declared: Pick<SetItem, 'id' | 'selfScored'>,
  stored: CardItem | undefined,
  remarked: ReadonlySet<string>,
): boolean {
  switch (filter) {
    case 'all':
      return true;
    case 'missing':
    case 'below':
      return progressOf(stored, declared) === filter;
    case 'returned':
      return remarked.has(declared.id);
    case 'mine':
      return stored?.mine ?? false;
    case 'not-ready':
      return declared.selfScored && (stored?.ready ?? null) === null;
  }
}

export function progressOf(item: CardItem | undefined, declared: Pick<SetItem, 'selfScored'>): Progress {
  if (!declared.selfScored && item?.self.status !== 'scored') return 'elsewhere';
  if (!item || item.self.status === 'no-data' || item.self.status === 'not-appraised') return 'missing';
  if (item.self.status === 'not-applicable') return 'not-applicable';
  return signOf(item.self.lost) > 0 ? 'below' : 'full';
}

/** Required evidence that is not there yet although the item has points. */
export function lacksEvidence(item: CardItem, declared: Pick<SetItem, 'evidence' | 'selfScored'>): boolean {
  if (!declared.selfScored || item.self.status !== 'scored' || signOf(item.self.points ?? '0') <= 0)
    return false;
  if (declared.evidence.required === 'none' || item.evidence.length > 0) return false;
  return declared.evidence.required === 'evidence' || !item.explanation;
}

/** The first item after `from` (going round) that passes; undefined when none does. */
export function nextAfter<T extends { readonly id: string }>(
  items: readonly T[],
  from: string | undefined,
  passes: (item: T) => boolean,
): T | undefined {
  const at = items.findIndex((item) => item.id === from);
  return [...items.slice(at + 1), ...items.slice(0, Math.max(at, 0))].find(passes);
}
