import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { ApiError } from './api-error.ts';
import { call } from './call.ts';
import { session } from './session-state.ts';
import { stepUp } from './step-up.ts';

type Sent = { readonly url: string; readonly init: RequestInit };
let sent: Sent[];

/** Answers the requests in turn; a function may throw as a lost network does. */
function serve(...answers: readonly (() => Response | Promise<Response>)[]): void {
  let turn = 0;
  vi.stubGlobal('fetch', async (url: string, init: RequestInit) => {
    sent.push({ url, init });
    return answers[Math.min(turn++, answers.length - 1)]!();
  });
}
const json =
  (body: unknown, status = 200) =>
  () =>
    new Response(JSON.stringify(body), { status });
const problem = (code: string, status: number) =>
  json({ type: `urn:${code}`, title: code, status, code, detail: 'chi tiết', requestId: 'r1' }, status);
const lost = () => {
  throw new TypeError('Failed to fetch');
};
const failureOf = async (running: Promise<unknown>): Promise<ApiError> => {
  const error: unknown = await running.then(
    () => null,
    (reason: unknown) => reason,
  );
  expect(error).toBeInstanceOf(ApiError);
  return error as ApiError;
};
const header = (at: number, name: string) => (sent[at]?.init.headers as Record<string, string>)[name];

beforeEach(() => {
  sent = [];
  session.end();
});
afterEach(() => {
  vi.unstubAllGlobals();
  vi.useRealTimers();
});

describe('calling the server', () => {
  it('tells a lost network, an overdue answer, a foreign answer and an empty list apart', async () => {
    serve(json({ items: [] }));
    expect(await call('listSets', {})).toEqual({ items: [] });
    serve(lost);
    expect((await failureOf(call('listSets', {}))).kind).toBe('network');
    serve(() => new Response('<html>', { status: 502 }));
    expect((await failureOf(call('listSets', {}))).kind).toBe('network');
    serve(() => new Response('<html>', { status: 200 }));
    expect((await failureOf(call('listSets', {}))).kind).toBe('unreadable');
    serve(json({ items: [{ id: 1 }] }));
    expect((await failureOf(call('listSets', {}))).kind).toBe('unreadable');
  });

  it('keeps the coded problem with its places', async () => {
    serve(problem('round-phase', 409));
    const error = await failureOf(call('listSets', {}));
    expect([error.kind, error.code, error.status, error.problem?.detail]).toEqual([
      'refused',
      'round-phase',
      409,
      'chi tiết',
    ]);
  });

  it('sends the version being edited as a strong ETag and the language of the page', async () => {
    serve(problem('edit-conflict', 412));
    const params = { roundId: 'r', unitId: 'u', itemId: '1.1' };
    const body = { figures: {}, notApplicableReason: null, explanation: null, evidence: [] };
    await failureOf(call('saveItem', { params, body, ifMatch: 7 }));
    expect(header(0, 'if-match')).toBe('"7"');
    expect(header(0, 'accept-language')).toBe('vi');
    expect(sent).toHaveLength(1);
  });

  it('repeats an idempotent act after a lost answer under the same key, and a new act under another', async () => {
    vi.useFakeTimers();
    const body = { id: 'k', name: 'Khối' };
    serve(lost, json({ id: 'k', name: 'Khối', unitCount: 0 }));
    const first = call('createBlock', { body });
    await vi.advanceTimersByTimeAsync(10_000);
    await first;
    serve(json({ id: 'k', name: 'Khối', unitCount: 0 }));
    await call('createBlock', { body });
    const keys = sent.map((_, at) => header(at, 'idempotency-key'));
    expect(keys[0]).toBe(keys[1]);
    expect(keys[2]).not.toBe(keys[1]);
  });

  it('renews a stale CSRF token once and sends the act again', async () => {
    serve(problem('csrf-failed', 403), json({ csrfToken: 'mới' }), json({ continueAt: null }));
    await call('signOut', {});
    expect(sent.map(({ init }) => init.method)).toEqual(['DELETE', 'GET', 'DELETE']);
    expect(header(2, 'x-csrf-token')).toBe('mới');
  });

  it('takes over a session that another tab has renewed, and sends the act again', async () => {
    session.renewToken('cũ');
    serve(problem('not-signed-in', 401), json({ csrfToken: 'mới' }), json({ items: [] }));
    expect(await call('listSets', {})).toEqual({ items: [] });
    expect(session.expired()).toBe(false);
    serve(problem('not-signed-in', 401));
    await failureOf(call('listSets', {}));
    expect([session.expired(), session.locked()]).toEqual([true, false]);
  });

  it('lets a weighty act wait for a proof of the person, then sends it; given up, it fails as it was refused', async () => {
    const stop = stepUp.subscribe(() => undefined);
    const params = { accountId: '018f0000-0000-7000-8000-000000000000' };
    serve(problem('step-up-required', 403), json({}));
    const act = call('resetFactors', { params });
    await vi.waitUntil(() => stepUp.asked());
    expect(sent).toHaveLength(1);
    stepUp.proved();
    await act;
    expect(header(1, 'idempotency-key')).toBe(header(0, 'idempotency-key'));
    serve(problem('step-up-required', 403));
    const other = failureOf(call('resetFactors', { params }));
    await vi.waitUntil(() => stepUp.asked());
    stepUp.giveUp();
    expect((await other).code).toBe('step-up-required');
    expect(stepUp.asked()).toBe(false);
    stop();
  });

  it('fails a weighty act at once where nobody can be asked', async () => {
    serve(problem('step-up-required', 403));
    const params = { accountId: '018f0000-0000-7000-8000-000000000000' };
    expect((await failureOf(call('resetFactors', { params }))).code).toBe('step-up-required');
  });

  it('knows a locked screen and an incomplete sign-in from a session that has ended', async () => {
    serve(problem('session-locked', 401));
    await failureOf(call('listSets', {}));
    expect([session.expired(), session.locked()]).toEqual([true, true]);
    session.end();
    serve(problem('second-factor-required', 403));
    await failureOf(call('listSets', {}));
    expect([session.expired(), session.incomplete()]).toEqual([false, true]);
  });

  it('marks the session as run out on 401, except when the password was wrong', async () => {
    serve(problem('wrong-credentials', 401));
    await failureOf(call('signIn', { body: { username: 'a', password: 'b' } }));
    expect(session.expired()).toBe(false);
    serve(problem('not-signed-in', 401));
    await failureOf(call('listSets', {}));
    expect(session.expired()).toBe(true);
  });
});
