import type { ChangeSummary, UnitChangeExplained } from '@parix/api-contract';
import type { CriteriaSet, UnitChange } from '@parix/scoring';
import { itemRefs } from './set-parts.ts';

export const toSummary = ({ entries: _entries, ...summary }: UnitChange): ChangeSummary => summary;

/** Entries with the names of their items on both sides. */
export function toEntries(
  { entries }: UnitChange,
  before: CriteriaSet,
  after: CriteriaSet,
): UnitChangeExplained['entries'] {
  const [from, to] = [itemRefs(before), itemRefs(after)];
  return entries.map((entry) => ({ ...entry, from: entry.from.map(from), to: entry.to.map(to) }));
}
