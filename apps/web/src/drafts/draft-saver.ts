import { type Entry, type Outcome, type SaveState } from './save-state.ts';

export interface SaverOptions<D, S> {
  /** Delivers one draft typed over version `base`; resolves with what the server then holds. */
  readonly send: (id: string, draft: D, base: number) => Promise<S>;
  readonly versionOf: (server: S) => number;
  readonly savedAt: (server: S) => string;
  /** Whether the server already holds what the draft says (an earlier answer was lost on the way). */
  readonly holds: (server: S, draft: D) => boolean;
  readonly judge: (error: unknown) => Outcome<S>;
  readonly onSaved: (id: string, server: S) => void;
  readonly keep: (id: string, draft: D, base: number) => boolean;
  readonly forget: (id: string) => void;
  readonly kept: () => ReadonlyMap<string, { readonly draft: D; readonly base: number }>;
}

export const PAUSE = 3000;
const RETRY: readonly number[] = [5000, 10_000, 20_000, 40_000, 60_000];

interface Work<D, S> {
  entry: Entry<D, S>;
  timer: ReturnType<typeof setTimeout> | undefined;
  tries: number;
  /** The field was left while an earlier text was on its way: what stands then goes out at once. */
  left: boolean;
}

/**
 * Takes typing to the server item by item and never loses any: every edit is kept on the device first, sent on
 * leaving the field or after a pause, kept again on failure and sent again, and asked about on a conflict.
 */
export function createDraftSaver<D, S>(options: SaverOptions<D, S>) {
  const works = new Map<string, Work<D, S>>();
  const listeners = new Set<() => void>();
  const untouched: Entry<D, S> = {
    draft: null,
    base: 0,
    state: { kind: 'clean' },
    answered: null,
    kept: true,
  };
  let summary: readonly Entry<D, S>[] = [];

  const change = (work: Work<D, S>, next: Partial<Entry<D, S>>) => {
    work.entry = { ...work.entry, ...next };
    summary = [...works.values()].map(({ entry }) => entry);
    for (const listener of listeners) listener();
  };
  const workOf = (id: string, base: number): Work<D, S> => {
    const known = works.get(id);
    if (known) return known;
    const work: Work<D, S> = { entry: { ...untouched, base }, timer: undefined, tries: 0, left: false };
    works.set(id, work);
    return work;
  };
  const sendLater = (id: string, work: Work<D, S>, wait: number) => {
    clearTimeout(work.timer);
    work.timer = setTimeout(() => void flush(id), wait);
  };

  function edit(id: string, draft: D, base: number): void {
    const work = workOf(id, base);
    const { entry } = work;
    const standsOn = entry.draft === null ? Math.max(base, entry.base) : entry.base;
    const kept = options.keep(id, draft, standsOn);
    const asking = entry.state.kind === 'conflict' || entry.state.kind === 'saving';
    change(work, { draft, base: standsOn, kept, ...(asking ? {} : { state: { kind: 'waiting' } }) });
    if (!asking) sendLater(id, work, PAUSE);
  }

  async function flush(id: string): Promise<void> {
    const work = works.get(id);
    if (!work || work.entry.draft === null) return;
    if (work.entry.state.kind === 'saving') work.left = true;
    if (work.entry.state.kind === 'saving' || work.entry.state.kind === 'conflict') return;
    clearTimeout(work.timer);
    const { draft, base } = work.entry;
    change(work, { state: { kind: 'saving' } });
    try {
      delivered(id, work, draft, await options.send(id, draft, base));
    } catch (error) {
      failed(id, work, draft, error);
    }
  }

  function delivered(id: string, work: Work<D, S>, sent: D, server: S): void {
    work.tries = 0;
    const base = options.versionOf(server);
    if (work.entry.draft === sent) {
      options.forget(id);
      change(work, {
        draft: null,
        base,
        answered: server,
        state: { kind: 'saved', at: options.savedAt(server) },
      });
    } else {
      // More was typed while it was on its way: that stands on the new version and follows.
      if (work.entry.draft !== null) options.keep(id, work.entry.draft, base);
      change(work, { base, answered: server, state: { kind: 'waiting' } });
      sendLater(id, work, work.left ? 0 : PAUSE);
    }
    work.left = false;
    options.onSaved(id, server);
  }

  function failed(id: string, work: Work<D, S>, sent: D, error: unknown): void {
    work.left = false;
    const outcome = options.judge(error);
    if (outcome.kind === 'conflict') {
      if (options.holds(outcome.current, sent)) return delivered(id, work, sent, outcome.current);
      return change(work, { state: { kind: 'conflict', current: outcome.current } });
    }
    const state: SaveState<S> =
      outcome.kind === 'invalid' ? { kind: 'invalid' } : { kind: outcome.kind, error };
    change(work, { state });
    if (outcome.kind === 'held')
      sendLater(id, work, RETRY[Math.min(work.tries++, RETRY.length - 1)] ?? PAUSE);
    // Typed on while it was being refused: what stands now may be right.
    else if (work.entry.draft !== sent) sendLater(id, work, PAUSE);
  }

  function resolve(id: string, choice: 'mine' | 'theirs'): void {
    const work = works.get(id);
    if (work?.entry.state.kind !== 'conflict') return;
    const { current } = work.entry.state;
    const base = options.versionOf(current);
    if (choice === 'mine' && work.entry.draft !== null) {
      options.keep(id, work.entry.draft, base);
      change(work, { base, state: { kind: 'waiting' } });
      return void flush(id);
    }
    options.forget(id);
    change(work, { draft: null, base, answered: current, state: { kind: 'clean' } });
    options.onSaved(id, current);
  }

  /** Lets go of what was typed, because the person said so. */
  function discard(id: string): void {
    const work = works.get(id);
    if (!work || work.entry.draft === null || work.entry.state.kind === 'saving') return;
    clearTimeout(work.timer);
    options.forget(id);
    change(work, { draft: null, state: { kind: 'clean' } });
  }

  /**
   * Sends everything that waits: on leaving the page, when the network or the session is back. `refused` too when
   * the reason of a refusal may be gone: the card was opened again, or the person asks.
   */
  function flushAll(also?: 'refused'): void {
    for (const [id, { entry }] of works) {
      const { kind } = entry.state;
      if (kind === 'waiting' || kind === 'held' || kind === also) void flush(id);
    }
  }

  /** Takes up what an earlier visit could not deliver. */
  function restore(): void {
    for (const [id, { draft, base }] of options.kept()) {
      const work = workOf(id, base);
      if (work.entry.draft === null) change(work, { draft, base, state: { kind: 'held', error: null } });
    }
    flushAll();
  }

  return {
    edit,
    flush,
    flushAll,
    discard,
    resolve,
    restore,
    entry: (id: string): Entry<D, S> => works.get(id)?.entry ?? untouched,
    summary: () => summary,
    subscribe: (listener: () => void): (() => void) => {
      listeners.add(listener);
      return () => listeners.delete(listener);
    },
    /** Ends the waits; what is unsent stays on the device. */
    stop(): void {
      for (const work of works.values()) clearTimeout(work.timer);
    },
  };
}
export type DraftSaver<D, S> = ReturnType<typeof createDraftSaver<D, S>>;
