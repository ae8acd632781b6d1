import type { DifferenceRow, HeldDossier } from './reconciliation.queries.ts';

export interface ListedDossier {
  readonly code: string;
  /** As the source writes it; null: it does not say. */
  readonly state: string | null;
}
type Difference = Omit<DifferenceRow, 'reconciliationId' | 'place'>;

/**
 * What a list and what is held differ in, by codes. `held`: those of the period, and those with listed codes.
 * `words`: states by the words of the source (lower case); a word that has no meaning yet is compared as it stands.
 */
export function compareLists(
  listed: readonly ListedDossier[],
  held: readonly HeldDossier[],
  words: Readonly<Record<string, string | null>> | null,
) {
  const byCode = new Map<string, HeldDossier>();
  // Of one code that two units hold, the one of the period counts.
  for (const dossier of held) if (!byCode.get(dossier.code)?.inPeriod) byCode.set(dossier.code, dossier);
  const wanted = new Map(listed.map((dossier) => [dossier.code, dossier]));
  const differences: Difference[] = [];
  for (const { code, state } of wanted.values()) {
    const known = byCode.get(code);
    const heldState = known?.state ?? null;
    const about = { code, sourceState: state, heldState };
    if (!known) differences.push({ finding: 'missing', ...about });
    else if (!known.inPeriod) differences.push({ finding: 'other-day', ...about });
    else if (state !== null && meaningOf(state, words) !== heldState)
      differences.push({ finding: 'state-differs', ...about });
  }
  for (const { code, state, inPeriod } of byCode.values())
    if (inPeriod && !wanted.has(code))
      differences.push({ finding: 'extra', code, sourceState: null, heldState: state });
  const count = (finding: Difference['finding']) =>
    differences.filter((each) => each.finding === finding).length;
  const counts = {
    listed: wanted.size,
    held: [...byCode.values()].filter(({ inPeriod }) => inPeriod).length,
    missing: count('missing'),
    extra: count('extra'),
    otherDay: count('other-day'),
    stateDiffers: count('state-differs'),
  };
  return { counts, differences: differences.toSorted((a, b) => (a.code < b.code ? -1 : 1)) };
}

/** A word that says nothing of the state is no difference to what is held by it: it stays itself. */
function meaningOf(state: string, words: Readonly<Record<string, string | null>> | null): string {
  const word = state.normalize('NFC').replace(/\s+/g, ' ').trim().toLowerCase();
  return words?.[word] ?? state;
}
