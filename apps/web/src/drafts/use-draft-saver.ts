import { useEffect, useState, useSyncExternalStore } from 'react';
import { ApiError, isPassing, isSignedOut } from '../api/api-error.ts';
import { session } from '../api/session-state.ts';
import { useAccount } from '../api/use-me.ts';
import { createDraftSaver, type DraftSaver, type SaverOptions } from './draft-saver.ts';
import { draftStore } from './draft-store.ts';
import { UnreadableDraft, type Entry, type Outcome } from './save-state.ts';

export interface DraftKind<D, S> extends Pick<
  SaverOptions<D, S>,
  'send' | 'versionOf' | 'savedAt' | 'holds' | 'onSaved'
> {
  /** Names the sheet the items lie on, e.g. one scorecard. */
  readonly scope: string;
  readonly readDraft: (stored: unknown) => D | undefined;
  /** The server's item from a conflict answer. */
  readonly readCurrent: (current: unknown) => S | undefined;
}

/** One saver for the life of the page: resumes earlier drafts, and sends again when network or session is back. */
export function useDraftSaver<D, S>(kind: DraftKind<D, S>): DraftSaver<D, S> {
  const account = useAccount();
  const [saver] = useState(() => createDraftSaver(optionsOf(kind, account.id)));
  useEffect(() => {
    saver.restore();
    const again = () => saver.flushAll();
    const hidden = () => document.visibilityState === 'hidden' && again();
    const renewed = session.subscribe(() => !session.expired() && again());
    window.addEventListener('online', again);
    window.addEventListener('pagehide', again);
    document.addEventListener('visibilitychange', hidden);
    return () => {
      again();
      saver.stop();
      renewed();
      window.removeEventListener('online', again);
      window.removeEventListener('pagehide', again);
      document.removeEventListener('visibilitychange', hidden);
    };
  }, [saver]);
  return saver;
}

export function useEntry<D, S>(saver: DraftSaver<D, S>, id: string): Entry<D, S> {
  return useSyncExternalStore(saver.subscribe, () => saver.entry(id));
}

export function useEntries<D, S>(saver: DraftSaver<D, S>): readonly Entry<D, S>[] {
  return useSyncExternalStore(saver.subscribe, saver.summary);
}

function optionsOf<D, S>(kind: DraftKind<D, S>, account: string): SaverOptions<D, S> {
  return {
    ...kind,
    keep: (id, draft, base) => draftStore.put(account, kind.scope, id, { draft, base }),
    forget: (id) => draftStore.remove(account, kind.scope, id),
    kept: () => {
      const readable = new Map<string, { draft: D; base: number }>();
      for (const [id, stored] of draftStore.all(account, kind.scope)) {
        const draft = kind.readDraft(stored.draft);
        if (draft !== undefined) readable.set(id, { draft, base: stored.base });
      }
      return readable;
    },
    judge: (error) => judge(error, kind.readCurrent),
  };
}

function judge<S>(error: unknown, readCurrent: (current: unknown) => S | undefined): Outcome<S> {
  if (error instanceof UnreadableDraft) return { kind: 'invalid' };
  if (error instanceof ApiError && error.code === 'edit-conflict') {
    const current = readCurrent(error.problem?.current);
    return current === undefined ? { kind: 'refused' } : { kind: 'conflict', current };
  }
  const passing =
    isPassing(error) || isSignedOut(error) || (error instanceof ApiError && error.status >= 500);
  return { kind: passing ? 'held' : 'refused' };
}
