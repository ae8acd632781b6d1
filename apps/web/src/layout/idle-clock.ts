const SHARED_KEY = 'parix.touched';
/** Touches are noted at most this often. */
const NOTE_EVERY = 2000;

/** The latest touch in any tab of this browser; storage that is shut away leaves each tab to itself. */
export function createIdleClock(
  storage: () => Pick<Storage, 'getItem' | 'setItem'> | undefined,
  now: () => number,
) {
  let last = now();
  const shared = (): number => {
    try {
      return Number(storage()?.getItem(SHARED_KEY) ?? 0) || 0;
    } catch {
      return 0;
    }
  };
  const note = (): void => {
    last = now();
    try {
      storage()?.setItem(SHARED_KEY, String(last));
    } catch {
      // This tab still knows of its own touches.
    }
  };
  return {
    /** Somebody has just come in. */
    start: note,
    touch(): void {
      if (now() - last >= NOTE_EVERY) note();
    },
    /** Milliseconds since somebody touched the page here or in another tab. */
    idleFor(): number {
      const other = shared();
      // A stored time that lies ahead comes from a clock that was set back.
      return Math.max(0, now() - Math.max(last, other > now() ? 0 : other));
    },
  };
}
