type Listener = () => void;
interface Waiting {
  readonly go: () => void;
  readonly giveUp: () => void;
}

const listeners = new Set<Listener>();
let waiting: readonly Waiting[] = [];

function change(next: readonly Waiting[]): void {
  waiting = next;
  for (const listener of listeners) listener();
}

/**
 * Weighty acts wait here until the person has proved anew who they are; a dialog over the page asks. Where no page
 * listens nobody can be asked, and the act fails as the server refused it.
 */
export const stepUp = {
  /** True while an act waits. */
  asked: () => waiting.length > 0,
  subscribe: (listener: Listener): (() => void) => {
    listeners.add(listener);
    return () => listeners.delete(listener);
  },
  /** Resolves once the person has proved it; rejects with `refusal` when they would rather not. */
  ask: (refusal: Error): Promise<void> =>
    new Promise((go, reject) => {
      if (listeners.size === 0) reject(refusal);
      else change([...waiting, { go, giveUp: () => reject(refusal) }]);
    }),
  proved(): void {
    const acts = waiting;
    change([]);
    for (const { go } of acts) go();
  },
  giveUp(): void {
    const acts = waiting;
    change([]);
    for (const { giveUp } of acts) giveUp();
  },
};
