import { applyAmendment, loadAmendment, loadCriteriaSet, type SourceProblem } from '@parix/criteria-sets';
import type { CriteriaSet } from '@parix/scoring';

export type LoadedDocuments =
  | { readonly ok: true; readonly set: CriteriaSet }
  | { readonly ok: false; readonly problems: readonly SourceProblem[] };

/** The set that a base document and its amendments, in order, make. Names in places are those of the publication. */
export function loadDocuments(document: string, amendments: readonly string[]): LoadedDocuments {
  const base = loadCriteriaSet(document, 'criteria-set.yaml');
  if (!base.ok) return base;
  let set = base.set;
  for (const [index, text] of amendments.entries()) {
    const amended = amendWith(set, text, `amendment-${index + 1}.yaml`);
    if (!amended.ok) return amended;
    set = amended.set;
  }
  return { ok: true, set };
}

export function amendWith(set: CriteriaSet, text: string, file: string): LoadedDocuments {
  const loaded = loadAmendment(text, file);
  return loaded.ok ? applyAmendment(set, loaded.amendment) : loaded;
}
