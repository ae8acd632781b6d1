/** What was typed and is not yet acknowledged by the server: the draft and the version it was typed over. */
export interface StoredDraft {
  readonly draft: unknown;
  readonly base: number;
}
export type DraftStorage = Pick<Storage, 'getItem' | 'setItem' | 'removeItem' | 'key' | 'length'>;

const ROOT = 'parix.draft';
const keyOf = (account: string, scope: string, id: string) =>
  [ROOT, account, encodeURIComponent(scope), encodeURIComponent(id)].join('/');

/**
 * Drafts on this device, by person, by scope (one scorecard, one grid) and by item. Writing is synchronous, so a
 * draft is there even if the tab dies at the next keystroke. Drafts of another person are never read.
 */
export function createDraftStore(storageOf: () => DraftStorage | undefined) {
  const storage = () => {
    try {
      return storageOf();
    } catch {
      return undefined;
    }
  };
  const keys = (prefix: string): string[] => {
    const place = storage();
    if (!place) return [];
    const all = Array.from({ length: place.length }, (_, at) => place.key(at) ?? '');
    return all.filter((key) => key.startsWith(prefix));
  };
  return {
    /** False when the device refuses (no storage, no room): the caller then says so. */
    put(account: string, scope: string, id: string, draft: StoredDraft): boolean {
      try {
        const place = storage();
        place?.setItem(keyOf(account, scope, id), JSON.stringify(draft));
        return place !== undefined;
      } catch {
        return false;
      }
    },
    remove(account: string, scope: string, id: string): void {
      storage()?.removeItem(keyOf(account, scope, id));
    },
    all(account: string, scope: string): ReadonlyMap<string, StoredDraft> {
      const prefix = `${[ROOT, account, encodeURIComponent(scope)].join('/')}/`;
      const found = new Map<string, StoredDraft>();
      for (const key of keys(prefix)) {
        const draft = readDraft(storage()?.getItem(key) ?? null);
        if (draft) found.set(decodeURIComponent(key.slice(prefix.length)), draft);
      }
      return found;
    },
    /** Scopes of the person that hold drafts, with how many. */
    scopes(account: string): ReadonlyMap<string, number> {
      const counts = new Map<string, number>();
      for (const key of keys(`${ROOT}/${account}/`)) {
        const scope = decodeURIComponent(key.split('/')[2] ?? '');
        counts.set(scope, (counts.get(scope) ?? 0) + 1);
      }
      return counts;
    },
    count: (account: string) => keys(`${ROOT}/${account}/`).length,
    clear(account: string): void {
      for (const key of keys(`${ROOT}/${account}/`)) storage()?.removeItem(key);
    },
  };
}
export type DraftStore = ReturnType<typeof createDraftStore>;

/** A draft that cannot be read (another version wrote it, a person edited it) is left alone, not thrown away. */
function readDraft(text: string | null): StoredDraft | undefined {
  if (text === null) return undefined;
  try {
    const value = JSON.parse(text) as { draft?: unknown; base?: unknown } | null;
    if (value?.draft === undefined || typeof value.base !== 'number') return undefined;
    return { draft: value.draft, base: value.base };
  } catch {
    return undefined;
  }
}

export const draftStore = createDraftStore(() => globalThis.localStorage);
