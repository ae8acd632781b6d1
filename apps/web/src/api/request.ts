import { type Route } from '@parix/api-contract';

export interface RequestParts {
  readonly params?: Readonly<Record<string, string>>;
  readonly query?: Readonly<Record<string, unknown>>;
}

/** Address of a route below /api/v1 with its parameters and query filled in. Empty and missing query values are left out. */
export function addressOf(route: Pick<Route, 'path'>, parts: RequestParts): string {
  const path = route.path.replace(/:([A-Za-z]+)/g, (_, name: string) => {
    const value = parts.params?.[name];
    if (value === undefined) throw new Error(`Missing parameter ${name} of ${route.path}`);
    return encodeURIComponent(value);
  });
  const search = new URLSearchParams();
  for (const [name, value] of Object.entries(parts.query ?? {})) {
    const text = typeof value === 'number' || typeof value === 'boolean' ? String(value) : value;
    if (typeof text === 'string' && text !== '') search.set(name, text);
  }
  const tail = search.toString();
  return `/api/v1${path}${tail === '' ? '' : `?${tail}`}`;
}

/** Random key that also works where the page is not a secure context (plain http inside an office network). */
export function randomKey(): string {
  const bytes = crypto.getRandomValues(new Uint8Array(16));
  return Array.from(bytes, (byte) => byte.toString(16).padStart(2, '0')).join('');
}

/**
 * Idempotency keys by what is asked. The same act keeps its key until the server has answered it for good,
 * so that a second press after a lost answer has no second effect.
 */
export function createKeyring(makeKey: () => string = randomKey) {
  const keys = new Map<string, string>();
  return {
    keyFor(act: string): string {
      const known = keys.get(act);
      if (known !== undefined) return known;
      const key = makeKey();
      keys.set(act, key);
      return key;
    },
    settle(act: string): void {
      keys.delete(act);
    },
  };
}
