import { useCallback, useEffect, useRef, useState } from 'react';
import { deviceStore } from './device-store.ts';
import type { LocalVisit } from './local-visit.ts';

export type LocalState =
  | { readonly kind: 'loading' | 'missing' }
  | { readonly kind: 'failed'; readonly error: unknown }
  | { readonly kind: 'open'; readonly local: LocalVisit };

/** A visit of this device. Each change is kept in the device's store, one after the other, as it is made. */
export function useLocalVisit(account: string | null, visitId: string) {
  const [state, setState] = useState<LocalState>({ kind: 'loading' });
  const [unkept, setUnkept] = useState(false);
  const current = useRef<LocalVisit | null>(null);
  const writing = useRef<Promise<unknown>>(Promise.resolve());
  useEffect(() => {
    if (account === null) return;
    let gone = false;
    const show = (next: LocalState) => {
      if (!gone) setState(next);
    };
    deviceStore.getVisit(account, visitId).then(
      (local) => {
        current.current = local ?? null;
        show(local ? { kind: 'open', local } : { kind: 'missing' });
      },
      (error: unknown) => show({ kind: 'failed', error }),
    );
    return () => {
      gone = true;
    };
  }, [account, visitId]);
  const read = useCallback((): LocalVisit => {
    if (!current.current) throw new Error('no visit is open');
    return current.current;
  }, []);
  const change = useCallback((make: (local: LocalVisit) => LocalVisit): Promise<void> => {
    if (!current.current) return Promise.resolve();
    const local = make(current.current);
    current.current = local;
    setState({ kind: 'open', local });
    const written = writing.current.then(() => deviceStore.putVisit(local));
    // A store that is full says so on the page; what was typed stays in this tab.
    const told = written.then(
      () => setUnkept(false),
      (error: unknown) => {
        setUnkept(true);
        throw error;
      },
    );
    writing.current = told.catch(() => undefined);
    return told;
  }, []);
  return { state, unkept, read, change };
}
