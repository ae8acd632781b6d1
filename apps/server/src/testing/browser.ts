import type { FastifyInstance, LightMyRequestResponse } from 'fastify';
import { newId } from '../platform/ids.ts';

/** A browser with a jar of its own: it keeps the cookies that answers set, and the CSRF token of the last sign-in. */
export interface TestBrowser {
  readonly cookies: ReadonlyMap<string, string>;
  readonly get: (path: string) => Promise<LightMyRequestResponse>;
  readonly send: (
    method: 'POST' | 'PUT' | 'PATCH' | 'DELETE',
    path: string,
    body?: object,
    headers?: Readonly<Record<string, string>>,
  ) => Promise<LightMyRequestResponse>;
  /** A page, not an operation of the API; the path is that of the site. */
  readonly page: (path: string) => Promise<LightMyRequestResponse>;
  readonly signIn: (username: string, password: string) => Promise<LightMyRequestResponse>;
  /** Cookies as they go over the wire. */
  readonly cookieHeader: () => string;
}

export function openBrowser(
  app: FastifyInstance,
  userAgent = 'Mozilla/5.0 (X11; Linux x86_64)',
): TestBrowser {
  const cookies = new Map<string, string>();
  let csrfToken = '';
  const cookieHeader = (): string => [...cookies].map(([name, value]) => `${name}=${value}`).join('; ');
  const keep = (answer: LightMyRequestResponse): LightMyRequestResponse => {
    for (const { name, value, expires } of answer.cookies) {
      if (value === '' || (expires && expires.getTime() === 0)) cookies.delete(name);
      else cookies.set(name, value);
    }
    if (String(answer.headers['content-type']).startsWith('application/json')) {
      const body = answer.json<{ csrfToken?: string }>();
      if (typeof body.csrfToken === 'string') csrfToken = body.csrfToken;
    }
    return answer;
  };
  const always = () => ({ 'user-agent': userAgent, ...(cookies.size > 0 && { cookie: cookieHeader() }) });
  const send: TestBrowser['send'] = async (method, path, body, headers = {}) => {
    const guard = { 'x-csrf-token': csrfToken, 'idempotency-key': newId() };
    const payload = body === undefined ? {} : { payload: body };
    const all = { ...always(), ...guard, ...headers };
    return keep(await app.inject({ method, url: `/api/v1${path}`, headers: all, ...payload }));
  };
  return {
    cookies,
    cookieHeader,
    get: async (path) => keep(await app.inject({ url: `/api/v1${path}`, headers: always() })),
    page: async (path) =>
      keep(await app.inject({ url: path, headers: { ...always(), accept: 'text/html' } })),
    send,
    signIn: (username, password) => send('POST', '/session', { username, password }),
  };
}
