import type { Me } from '@parix/api-contract';

type Listener = () => void;
const listeners = new Set<Listener>();
let token: string | null = null;
let expired = false;
let locked = false;
let incomplete = false;
let locking = false;
let clockGap = 0;

function tell(): void {
  for (const listener of listeners) listener();
}

/** What the page knows of its session, in memory only: the CSRF token, whether it ran out, the server's clock. */
export const session = {
  token: () => token,
  expired: () => expired,
  /** True when it only waits for the person to prove who they are. */
  locked: () => locked,
  /** True when the server has asked for a step of the sign-in that this page knows nothing of yet. */
  incomplete: () => incomplete,
  /** Milliseconds since the epoch by the server's clock. */
  now: () => Date.now() + clockGap,
  /** Milliseconds by which the server's clock is ahead of the device's. */
  clockGap: () => clockGap,
  /** The server's time as an answer that has just come tells it. */
  hearTime(serverTime: string): void {
    clockGap = Date.parse(serverTime) - Date.now();
  },
  subscribe: (listener: Listener): (() => void) => {
    listeners.add(listener);
    return () => listeners.delete(listener);
  },
  begin(me: Me): void {
    // Asked before the server had locked the session as well: it opens nothing.
    if (locking) return;
    token = me.csrfToken;
    clockGap = Date.parse(me.serverTime) - Date.now();
    expired = false;
    locked = false;
    incomplete = false;
    tell();
  },
  doubt(): void {
    if (incomplete) return;
    incomplete = true;
    tell();
  },
  renewToken(next: string): void {
    token = next;
  },
  /** `isLocked`: the screen was idle for too long; otherwise the session has ended. */
  expire(isLocked = false): void {
    if (expired && locked === isLocked) return;
    expired = true;
    locked = isLocked;
    tell();
  },
  /** Locks the page at once, whether or not the server can be told: it locks an idle session by itself too. */
  async lock(onServer: () => Promise<unknown>): Promise<void> {
    locking = true;
    this.expire(true);
    await onServer().catch(() => undefined);
    locking = false;
  },
  end(): void {
    token = null;
    expired = false;
    locked = false;
    incomplete = false;
    tell();
  },
};
