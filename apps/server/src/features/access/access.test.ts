import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { createTestApp, PASSWORD, type TestApp } from '../../testing/test-app.ts';
import { DEFAULT_ACCESS } from '../../platform/access-settings.ts';
import { LOCK_MINUTES } from './sign-in-guard.ts';

const MAX_TRIES = DEFAULT_ACCESS.maxTries;

let test: TestApp;
beforeAll(async () => {
  test = await createTestApp();
  await test.addAccount('quantri', 'administrator');
  await test.addAccount('xem', 'viewer');
  await test.addAccount('khoa', 'viewer');
  await test.addAccount('nghi', 'viewer', { disabledAt: '2022-01-01T00:00:00Z' });
});
afterAll(() => test.close());

const tryPassword = (username: string, password: string) =>
  test.app.inject({ method: 'POST', url: '/api/v1/session', payload: { username, password } });

describe('signing in', () => {
  it('starts a session whose cookie scripts cannot read and whose secret is stored as a hash only', async () => {
    const response = await tryPassword('XEM', PASSWORD);
    expect(response.statusCode).toBe(200);
    expect(response.json()).toMatchObject({ account: { username: 'xem', roles: ['viewer'] } });
    const cookie = response.cookies[0];
    expect(cookie).toMatchObject({ httpOnly: true, sameSite: 'Lax', path: '/' });
    const rows = await test.owner.selectFrom('session').selectAll().execute();
    expect(JSON.stringify(rows)).not.toContain(cookie?.value);
  });

  it('answers an unknown name, a wrong password and a disabled account alike', async () => {
    const answers = await Promise.all([
      tryPassword('khong-co', PASSWORD),
      tryPassword('xem', 'sai mật khẩu'),
      tryPassword('nghi', PASSWORD),
    ]);
    for (const answer of answers) {
      expect(answer.statusCode).toBe(401);
      const { requestId: _id, ...problem } = answer.json<Record<string, unknown>>();
      expect(problem).toMatchObject({ code: 'wrong-credentials', status: 401 });
    }
  });

  it('locks the account after too many wrong tries, even for the right password, and only for a while', async () => {
    for (let attempt = 1; attempt < MAX_TRIES; attempt += 1) {
      expect((await tryPassword('khoa', 'sai')).statusCode).toBe(401);
    }
    expect((await tryPassword('khoa', 'sai')).json()).toMatchObject({ code: 'locked-out' });
    const locked = await tryPassword('khoa', PASSWORD);
    expect(locked.statusCode).toBe(429);
    expect(Number(locked.headers['retry-after'])).toBe(LOCK_MINUTES * 60);
    test.clock.set('2022-03-01T08:05:00.001Z');
    expect((await tryPassword('khoa', PASSWORD)).statusCode).toBe(200);
  });

  it('refuses to be driven by another site', async () => {
    const response = await test.app.inject({
      method: 'POST',
      url: '/api/v1/session',
      headers: { 'sec-fetch-site': 'cross-site' },
      payload: { username: 'xem', password: PASSWORD },
    });
    expect(response.json()).toMatchObject({ code: 'csrf-failed' });
  });
});

describe('a session', () => {
  it('needs its CSRF token for every unsafe request', async () => {
    const client = await test.signIn('xem');
    const without = await test.app.inject({
      method: 'DELETE',
      url: '/api/v1/session',
      headers: { cookie: client.cookie },
    });
    expect(without.json()).toMatchObject({ code: 'csrf-failed', status: 403 });
    expect((await client.get('/session')).statusCode).toBe(200);
  });

  it('ends at once when the person signs out', async () => {
    const client = await test.signIn('xem');
    expect((await client.send('DELETE', '/session')).statusCode).toBe(200);
    expect((await client.get('/session')).json()).toMatchObject({ code: 'not-signed-in' });
  });

  it('ends when the same browser signs in again', async () => {
    const client = await test.signIn('xem');
    const payload = { username: 'quantri', password: PASSWORD };
    const again = await test.app.inject({
      method: 'POST',
      url: '/api/v1/session',
      headers: { cookie: client.cookie },
      payload,
    });
    expect(again.statusCode).toBe(200);
    expect((await client.get('/session')).statusCode).toBe(401);
  });

  it('ends after two idle hours and after twelve hours in any case', async () => {
    test.clock.set('2022-03-02T00:00:00Z');
    const idle = await test.signIn('xem');
    const busy = await test.signIn('xem');
    for (let hour = 1; hour <= 11; hour += 1) {
      test.clock.set(`2022-03-02T${String(hour).padStart(2, '0')}:00:00Z`);
      expect((await busy.get('/session')).statusCode).toBe(200);
    }
    expect((await idle.get('/session')).statusCode).toBe(401);
    test.clock.set('2022-03-02T12:00:00Z');
    expect((await busy.get('/session')).statusCode).toBe(401);
  });
});

describe('accounts', () => {
  const account = {
    displayName: 'Đơn vị mới',
    roles: ['viewer'],
    unitId: null,
    areas: [],
    password: 'một mật khẩu rất dài',
  };

  it('are created once per key: a repeated request gets the same answer', async () => {
    const admin = await test.signIn('quantri');
    const key = { 'idempotency-key': 'lan-1' };
    const first = await admin.send('POST', '/accounts', { ...account, username: 'moi' }, key);
    const again = await admin.send('POST', '/accounts', { ...account, username: 'moi' }, key);
    expect([first.statusCode, again.statusCode]).toEqual([200, 200]);
    expect(again.json()).toEqual(first.json());
    const other = await admin.send('POST', '/accounts', { ...account, username: 'khac' }, key);
    expect(other.json()).toMatchObject({ code: 'idempotency-key-reused' });
    const taken = await admin.send('POST', '/accounts', { ...account, username: 'moi' });
    expect(taken.json()).toMatchObject({ code: 'already-exists' });
  });

  it('are refused without a key, without a unit for a unit, and with a short password', async () => {
    const admin = await test.signIn('quantri');
    const noKey = await admin.send(
      'POST',
      '/accounts',
      { ...account, username: 'kk1' },
      { 'idempotency-key': '' },
    );
    expect(noKey.json()).toMatchObject({ code: 'idempotency-key-required' });
    const noUnit = await admin.send('POST', '/accounts', {
      ...account,
      username: 'kk2',
      roles: ['focal-point'],
    });
    expect(noUnit.json()).toMatchObject({ code: 'bad-request', errors: [{ place: '/unitId' }] });
    const short = await admin.send('POST', '/accounts', { ...account, username: 'kk3', password: 'ngắn' });
    expect(short.json()).toMatchObject({
      code: 'bad-request',
      errors: [{ place: '/password', code: 'too-small' }],
    });
  });

  it('lose their sessions when they are disabled', async () => {
    const admin = await test.signIn('quantri');
    const id = await test.addAccount('tam', 'viewer');
    const client = await test.signIn('tam');
    expect((await admin.send('DELETE', `/accounts/${id}`)).statusCode).toBe(200);
    expect((await client.get('/session')).statusCode).toBe(401);
    expect((await admin.send('DELETE', `/accounts/${id}`)).statusCode).toBe(404);
  });

  it('are listed page by page without a gap', async () => {
    const admin = await test.signIn('quantri');
    const names: string[] = [];
    let cursor = '';
    do {
      const page = (await admin.get(`/accounts?limit=2${cursor}`)).json<{
        items: { username: string }[];
        next: string | null;
      }>();
      names.push(...page.items.map((item) => item.username));
      cursor = page.next === null ? '' : `&cursor=${page.next}`;
    } while (cursor !== '');
    expect(names).toEqual([...names].sort());
    expect(new Set(names).size).toBe(names.length);
    expect(names).toContain('moi');
  });
});

describe('too many requests', () => {
  it('from one address to sign in are told to wait, whatever the names', async () => {
    const limited = await createTestApp({ signInsPerMinute: 3 });
    const codes: number[] = [];
    for (const username of ['mot', 'hai', 'ba', 'bon']) {
      const payload = { username, password: 'sai' };
      codes.push((await limited.app.inject({ method: 'POST', url: '/api/v1/session', payload })).statusCode);
    }
    const refused = await limited.app.inject({
      method: 'POST',
      url: '/api/v1/session',
      payload: { username: 'x', password: 'y' },
    });
    expect(codes).toEqual([401, 401, 401, 429]);
    expect(refused.json()).toMatchObject({ code: 'too-many-requests' });
    expect(refused.headers['retry-after']).toBeDefined();
    await limited.close();
  });
});
