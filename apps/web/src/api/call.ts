import { problem, ROUTES, type Route, type RouteName } from '@parix/api-contract';
import { z } from 'zod';
import { currentLanguage } from '../i18n/current-language.ts';
import { ApiError, isIncomplete, isLocked, isPassing, isSignedOut } from './api-error.ts';
import { addressOf, createKeyring, randomKey } from './request.ts';
import { session } from './session-state.ts';
import { stepUp } from './step-up.ts';
import { REQUEST_TIMEOUT, RETRY_WAITS, UPLOAD_TIMEOUT } from './timings.ts';

// The policy of the page forbids building code from text; without this zod would try and be reported.
z.config({ jitless: true });

type Part<R, K extends string> = R extends Record<K, infer S extends z.ZodType> ? z.input<S> : never;
type Given<R, K extends string> =
  R extends Record<K, z.ZodType> ? { readonly [P in K]: Part<R, K> } : unknown;
type OptionalQuery<R> =
  R extends Record<'query', z.ZodType> ? { readonly query?: Part<R, 'query'> } : unknown;
export type CallOptions<N extends RouteName> = Given<(typeof ROUTES)[N], 'params'> &
  Given<(typeof ROUTES)[N], 'body'> &
  OptionalQuery<(typeof ROUTES)[N]> &
  ((typeof ROUTES)[N] extends { upload: true } ? { readonly file: File } : unknown) &
  ((typeof ROUTES)[N] extends { ifMatch: true } ? { readonly ifMatch: number } : unknown) & {
    readonly signal?: AbortSignal;
  };
export type Answer<N extends RouteName> = z.output<(typeof ROUTES)[N]['response']>;

interface AnyOptions {
  readonly params?: Record<string, string>;
  readonly query?: Record<string, unknown>;
  readonly body?: unknown;
  readonly file?: File;
  readonly ifMatch?: number;
  readonly signal?: AbortSignal;
}

const keyring = createKeyring();

/** Calls one operation of the contract by name. Rejects with `ApiError` only (or the caller's own abort). */
export async function call<N extends RouteName>(name: N, options: CallOptions<N>): Promise<Answer<N>> {
  const route: Route = ROUTES[name];
  const given = options as AnyOptions;
  const act = JSON.stringify([
    name,
    given.params,
    given.query,
    given.body,
    given.file?.name,
    given.file?.size,
  ]);
  const key = route.idempotent ? keyring.keyFor(act) : undefined;
  try {
    const answer = await withRetries(route, () => sendInSession(route, given, key), given.signal);
    keyring.settle(act);
    return parseAnswer(route.response, answer) as Answer<N>;
  } catch (error) {
    if (!isPassing(error)) keyring.settle(act);
    if (isSignedOut(error) && name !== 'me' && name !== 'signIn') session.expire(isLocked(error));
    if (isIncomplete(error)) session.doubt();
    throw error;
  }
}

/** Only acts that are safe to repeat are repeated: reading, and writing under an idempotency key. */
async function withRetries(route: Route, attempt: () => Promise<unknown>, signal?: AbortSignal) {
  const waits = route.idempotent ? RETRY_WAITS : [];
  for (let tried = 0; ; tried++) {
    try {
      return await attempt();
    } catch (error) {
      const wait = waits[tried];
      if (wait === undefined || !isPassing(error) || signal?.aborted) throw error;
      await new Promise((resolve) => setTimeout(resolve, wait));
    }
  }
}

/**
 * Another tab, or a proof of the person, may have renewed the session: on a stale CSRF token or cookie the new one is
 * fetched and the act sent once more. A weighty act waits until the person has proved who they are.
 */
async function sendInSession(route: Route, given: AnyOptions, key: string | undefined): Promise<unknown> {
  try {
    return await send(route, given, key);
  } catch (error) {
    if (!(error instanceof ApiError)) throw error;
    if (error.code === 'step-up-required') await stepUp.ask(error);
    else if (isStale(error, route)) await renew(error);
    else throw error;
    return send(route, given, key);
  }
}

const isStale = ({ code }: ApiError, route: Route): boolean =>
  code === 'csrf-failed' || (code === 'not-signed-in' && route !== ROUTES.me && session.token() !== null);

const tokenOnly = ROUTES.me.response.pick({ csrfToken: true });

async function renew(error: ApiError): Promise<void> {
  const renewed = tokenOnly.safeParse(await send(ROUTES.me, {}, undefined));
  if (!renewed.success) throw error;
  session.renewToken(renewed.data.csrfToken);
}

async function send(route: Route, given: AnyOptions, key: string | undefined): Promise<unknown> {
  const timeout = AbortSignal.timeout(route.upload ? UPLOAD_TIMEOUT : REQUEST_TIMEOUT);
  const signal = given.signal ? AbortSignal.any([given.signal, timeout]) : timeout;
  let response: Response;
  let text: string;
  try {
    const init: RequestInit = { method: route.method, headers: headersOf(route, given, key), signal };
    const content = bodyOf(given);
    if (content !== undefined) init.body = content;
    response = await fetch(addressOf(route, given), { ...init, credentials: 'same-origin' });
    text = await response.text();
  } catch (cause) {
    if (given.signal?.aborted) throw cause;
    const kind = timeout.aborted ? 'timeout' : 'network';
    throw new ApiError(kind, 0, null, String(cause));
  }
  return response.ok ? readJson(text, response.status) : refuseAnswer(text, response.status);
}

function headersOf(route: Route, given: AnyOptions, key: string | undefined): Record<string, string> {
  const headers: Record<string, string> = {
    accept: 'application/json',
    'accept-language': currentLanguage(),
    'x-request-id': randomKey(),
  };
  const token = session.token();
  if (route.method !== 'GET' && token !== null) headers['x-csrf-token'] = token;
  if (given.body !== undefined) headers['content-type'] = 'application/json';
  if (given.ifMatch !== undefined) headers['if-match'] = `"${given.ifMatch}"`;
  if (key !== undefined) headers['idempotency-key'] = key;
  return headers;
}

function bodyOf(given: AnyOptions): BodyInit | undefined {
  if (given.file) {
    const form = new FormData();
    form.append('file', given.file);
    return form;
  }
  return given.body === undefined ? undefined : JSON.stringify(given.body);
}

function readJson(text: string, status: number): unknown {
  if (text === '') return {};
  try {
    return JSON.parse(text) as unknown;
  } catch {
    throw new ApiError('unreadable', status, null, 'The answer is not JSON');
  }
}

/** What an answer that is no success says, as an `ApiError`. */
export function refuseAnswer(text: string, status: number): never {
  const parsed = problem.safeParse(safeJson(text));
  if (parsed.success) throw new ApiError('refused', status, parsed.data, parsed.data.detail);
  // A proxy in between answers without a coded problem: a gateway fault is a lost connection to the person.
  if (status >= 502) throw new ApiError('network', status, null, `HTTP ${status}`);
  throw new ApiError('unreadable', status, null, `HTTP ${status}`);
}

function safeJson(text: string): unknown {
  try {
    return JSON.parse(text) as unknown;
  } catch {
    return undefined;
  }
}

function parseAnswer(schema: z.ZodType, answer: unknown): unknown {
  const parsed = schema.safeParse(answer);
  if (parsed.success) return parsed.data;
  throw new ApiError('unreadable', 200, null, z.prettifyError(parsed.error));
}
