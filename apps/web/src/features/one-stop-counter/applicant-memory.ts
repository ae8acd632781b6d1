import { useSyncExternalStore } from 'react';

/**
 * What stands on paper only: who the applicant is and what they brought. It lives in this page's memory, is sent
 * nowhere and stored nowhere, and is gone when the page is closed or reloaded, or somebody else signs in.
 */
export interface PaperWords {
  readonly name: string;
  readonly address: string;
  readonly phone: string;
  /** Papers handed in, one a line. */
  readonly papers: string;
  /** What has to be brought, one a line, and why. */
  readonly needed: string;
  readonly neededWhy: string;
  /** Why the result is late. */
  readonly lateWhy: string;
}

const BLANK: PaperWords = {
  ...{ name: '', address: '', phone: '', papers: '' },
  ...{ needed: '', neededWhy: '', lateWhy: '' },
};

let owner = '';
let kept: ReadonlyMap<string, PaperWords> = new Map();
const listeners = new Set<() => void>();

function keep(next: ReadonlyMap<string, PaperWords>): void {
  kept = next;
  for (const tell of listeners) tell();
}

function subscribe(tell: () => void): () => void {
  listeners.add(tell);
  return () => void listeners.delete(tell);
}

/** The dossier that is being received has no code yet. */
export const NEW_DOSSIER = '';

/** Words for the papers of a dossier, and a way to change them. Those of another account are never shown. */
export function usePaperWords(
  accountId: string,
  code: string,
): readonly [PaperWords, (change: Partial<PaperWords>) => void] {
  const all = useSyncExternalStore(subscribe, () => kept);
  const words = (owner === accountId ? all.get(code) : undefined) ?? BLANK;
  const change = (part: Partial<PaperWords>) => {
    const before = owner === accountId ? kept : new Map<string, PaperWords>();
    owner = accountId;
    keep(new Map(before).set(code, { ...words, ...part }));
  };
  return [words, change];
}

/** The dossier was received: what was typed for it now belongs to its code, and the next form is blank. */
export function nameNewDossier(code: string): void {
  const words = kept.get(NEW_DOSSIER);
  const next = new Map(kept);
  next.delete(NEW_DOSSIER);
  keep(words === undefined ? next : next.set(code, words));
}
