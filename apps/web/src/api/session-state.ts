import type { Me } from '@parix/api-contract';

type Listener = () => void;
const listeners = new Set<Listener>();
let token: string | null = null;
let expired = false;
let clockGap = 0;

function tell(): void {
  for (const listener of listeners) listener();
}

/** What the page knows of its session, in memory only: the CSRF token, whether it ran out, the server's clock. */
export const session = {
  token: () => token,
  expired: () => expired,
  /** Milliseconds since the epoch by the server's clock. */
  now: () => Date.now() + clockGap,
  subscribe: (listener: Listener): (() => void) => {
    listeners.add(listener);
    return () => listeners.delete(listener);
  },
  begin(me: Me): void {
    token = me.csrfToken;
    clockGap = Date.parse(me.serverTime) - Date.now();
    expired = false;
    tell();
  },
  renewToken(next: string): void {
    token = next;
  },
  expire(): void {
    if (expired) return;
    expired = true;
    tell();
  },
  end(): void {
    token = null;
    expired = false;
    tell();
  },
};
