import type { CriteriaSet } from '@parix/scoring';

export type ChosenVersion =
  | { readonly ok: true; readonly set: CriteriaSet }
  | { readonly ok: false; readonly reason: 'no-version-for-year' | 'no-such-decision' | 'several-sets' };

/**
 * The version that judges an index year: of the versions that name the year, the one with the most amendments.
 * Only the index year and the decisions matter, never today's date, so an amendment issued after the year still counts
 * for the years it names. `decision` (a number as printed) asks for the version as that act left it.
 */
export function chooseVersion(
  versions: readonly CriteriaSet[],
  indexYear: number,
  decision?: string,
): ChosenVersion {
  if (new Set(versions.map((set) => set.id)).size > 1) return { ok: false, reason: 'several-sets' };
  const applies = versions.filter(
    (set) => set.indexYears.from <= indexYear && indexYear <= set.indexYears.to,
  );
  if (applies.length === 0) return { ok: false, reason: 'no-version-for-year' };
  const left = decision === undefined ? applies : applies.filter((set) => lastAct(set) === decision);
  const [chosen] = left.toSorted((a, b) => b.amendedBy.length - a.amendedBy.length);
  return chosen === undefined ? { ok: false, reason: 'no-such-decision' } : { ok: true, set: chosen };
}

const lastAct = (set: CriteriaSet) => (set.amendedBy.at(-1) ?? set.act)?.number;
