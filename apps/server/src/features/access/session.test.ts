import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { DEFAULT_ACCESS } from '../../platform/access-settings.ts';
import { shortenAddress } from '../../platform/client.ts';
import { openBrowser, type TestBrowser } from '../../testing/browser.ts';
import { createTestApp, PASSWORD, type TestApp } from '../../testing/test-app.ts';
import { totpCode } from '../../testing/totp-code.ts';

let test: TestApp;
beforeAll(async () => {
  test = await createTestApp({}, { access: { ...DEFAULT_ACCESS, secondFactor: 'optional' } });
  await test.addAccount('quantri', 'administrator');
  await test.addAccount('xem', 'viewer');
});
afterAll(() => test.close());

const at = (time: string): void => test.clock.set(`2022-03-01T${time}Z`);
const codeOf = (answer: { json: () => unknown }): string => (answer.json() as { code: string }).code;
const byPassword = { kind: 'password', password: PASSWORD };

async function signedIn(username: string, userAgent?: string): Promise<TestBrowser> {
  const browser = openBrowser(test.app, userAgent);
  expect((await browser.signIn(username, PASSWORD)).statusCode).toBe(200);
  return browser;
}

describe('session fixation', () => {
  it('does not happen: a secret that was planted before signing in is never taken over', async () => {
    const planted = 'a'.repeat(43);
    const answer = await test.app.inject({
      method: 'POST',
      url: '/api/v1/session',
      headers: { cookie: `parix=${planted}` },
      payload: { username: 'xem', password: PASSWORD },
    });
    expect(answer.cookies[0]?.value).not.toBe(planted);
    expect(Buffer.from(answer.cookies[0]?.value ?? '', 'base64url')).toHaveLength(32);
    const tried = await test.app.inject({ url: '/api/v1/session', headers: { cookie: `parix=${planted}` } });
    expect(tried.statusCode).toBe(401);
  });
});

describe('signing in driven by another site', () => {
  const attempt = (headers: Record<string, string>) =>
    test.app.inject({
      method: 'POST',
      url: '/api/v1/session',
      headers,
      payload: { username: 'xem', password: PASSWORD },
    });

  it('is refused by the site that the browser names, and by its origin where it names none', async () => {
    expect(codeOf(await attempt({ 'sec-fetch-site': 'cross-site' }))).toBe('csrf-failed');
    expect(codeOf(await attempt({ 'sec-fetch-site': 'same-site' }))).toBe('csrf-failed');
    expect(codeOf(await attempt({ origin: 'https://evil.example' }))).toBe('csrf-failed');
    expect(codeOf(await attempt({ origin: 'null' }))).toBe('csrf-failed');
    expect((await attempt({ origin: 'http://parix.test' })).statusCode).toBe(200);
    expect((await attempt({ origin: 'http://localhost:80', host: 'localhost' })).statusCode).toBe(200);
  });

  it('is refused for a form, which no script of ours sends', async () => {
    const answer = await test.app.inject({
      method: 'POST',
      url: '/api/v1/session',
      headers: { 'content-type': 'text/plain' },
      payload: JSON.stringify({ username: 'xem', password: PASSWORD }),
    });
    expect(answer.statusCode).toBe(400);
  });
});

describe('an idle screen', () => {
  it('is locked after fifteen minutes, five for an administrator, and opened by one proof', async () => {
    at('09:00:00');
    const [person, administrator] = [await signedIn('xem'), await signedIn('quantri')];
    at('09:05:00.001');
    expect(codeOf(await administrator.get('/session'))).toBe('session-locked');
    expect((await person.get('/session')).statusCode).toBe(200);
    at('09:20:00.002');
    const locked = await person.get('/rounds');
    expect([locked.statusCode, codeOf(locked)]).toEqual([401, 'session-locked']);
    const wrong = await person.send('POST', '/session/unlock', { kind: 'password', password: 'sai' });
    expect(codeOf(wrong)).toBe('wrong-proof');
    const before = person.cookieHeader();
    const opened = await person.send('POST', '/session/unlock', byPassword);
    expect(opened.json()).toMatchObject({ state: 'open', idleMinutes: 15 });
    expect(person.cookieHeader()).not.toBe(before);
    expect((await person.get('/rounds')).statusCode).toBe(200);
  });

  it('that the person locks reaches nothing but unlocking and signing out', async () => {
    const browser = await signedIn('xem');
    expect((await browser.send('POST', '/session/lock')).statusCode).toBe(200);
    for (const path of ['/session', '/rounds', '/account']) {
      expect(codeOf(await browser.get(path)), path).toBe('session-locked');
    }
    const cross = await test.app.inject({
      method: 'POST',
      url: '/api/v1/session/unlock',
      headers: { cookie: browser.cookieHeader() },
      payload: byPassword,
    });
    expect(codeOf(cross)).toBe('csrf-failed');
    expect((await browser.send('DELETE', '/session')).statusCode).toBe(200);
  });

  it('is not opened by guessing', async () => {
    await test.addAccount('doan', 'viewer');
    const browser = await signedIn('doan');
    await browser.send('POST', '/session/lock');
    const wrong = { kind: 'password', password: 'sai' };
    for (let attempt = 0; attempt < 5; attempt += 1) await browser.send('POST', '/session/unlock', wrong);
    expect(codeOf(await browser.send('POST', '/session/unlock', byPassword))).toBe('locked-out');
  });

  it('ends after twelve hours however busy it is, and cannot be opened again', async () => {
    test.clock.set('2022-03-02T00:00:00Z');
    const browser = await signedIn('xem');
    for (let minute = 14; minute < 12 * 60; minute += 14) {
      test.clock.set(new Date(Date.parse('2022-03-02T00:00:00Z') + minute * 60_000).toISOString());
      expect((await browser.get('/session')).statusCode, `${minute}`).toBe(200);
    }
    test.clock.set('2022-03-02T12:00:00Z');
    expect(codeOf(await browser.get('/session'))).toBe('not-signed-in');
    expect(codeOf(await browser.send('POST', '/session/unlock', byPassword))).toBe('not-signed-in');
  });
});

describe('a weighty act', () => {
  const grant = (browser: TestBrowser, id: string) =>
    browser.send('POST', `/accounts/${id}/roles`, { role: 'council' });

  it('asks for a proof of the last ten minutes, and goes on after it', async () => {
    test.clock.set('2022-03-03T08:00:00Z');
    const id = await test.addAccount('uy-vien', 'viewer');
    const browser = await signedIn('quantri');
    for (let minute = 1; minute <= 10; minute += 1) {
      test.clock.set(`2022-03-03T08:${String(minute).padStart(2, '0')}:00Z`);
      await browser.get('/session');
    }
    expect(codeOf(await grant(browser, id))).toBe('step-up-required');
    const wrong = await browser.send('POST', '/session/step-up', { kind: 'password', password: 'sai' });
    expect(codeOf(wrong)).toBe('wrong-proof');
    const before = browser.cookieHeader();
    expect((await browser.send('POST', '/session/step-up', byPassword)).statusCode).toBe(200);
    expect(browser.cookieHeader()).not.toBe(before);
    expect((await grant(browser, id)).statusCode).toBe(200);
  });

  it('is refused for want of the right before it is for want of a proof', async () => {
    test.clock.set('2022-03-04T08:00:00Z');
    const browser = await signedIn('xem');
    test.clock.set('2022-03-04T08:14:00Z');
    expect(codeOf(await grant(browser, crypto.randomUUID()))).toBe('forbidden');
  });

  it('asks the second factor of those who have one: neither their password nor unlocking by it is enough', async () => {
    test.clock.set('2022-03-05T08:00:00Z');
    const id = await test.addAccount('uy-vien-2', 'viewer');
    await test.addAccount('quantri-2', 'administrator');
    const browser = await signedIn('quantri-2');
    const { secret } = (await browser.send('POST', '/account/totp')).json<{ secret: string }>();
    const code = (): string => totpCode(secret, test.clock.now());
    expect((await browser.send('POST', '/account/totp/confirm', { code: code() })).statusCode).toBe(200);
    await browser.get('/session');
    test.clock.set('2022-03-05T08:30:00Z');
    expect((await browser.send('POST', '/session/unlock', byPassword)).statusCode).toBe(200);
    expect(codeOf(await grant(browser, id))).toBe('step-up-required');
    expect(codeOf(await browser.send('POST', '/session/step-up', byPassword))).toBe('wrong-proof');
    expect((await browser.send('POST', '/session/step-up', { kind: 'code', code: code() })).statusCode).toBe(
      200,
    );
    expect((await grant(browser, id)).statusCode).toBe(200);
  });
});

describe('the list of own sessions', () => {
  const PHONE =
    'Mozilla/5.0 (Linux; Android 14; SM-A155F) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/131.0.0.0 Mobile Safari/537.36 Zalo android/24100700';
  const OFFICE =
    'Mozilla/5.0 (Windows NT 10.0; Win64; x64) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/131.0 Safari/537.36 Edg/131.0';

  it('tells the devices apart and ends one or all others, and nobody else’s', async () => {
    test.clock.set('2022-03-06T08:00:00Z');
    await test.addAccount('nhieu-may', 'viewer');
    const [office, phone, third] = [
      await signedIn('nhieu-may', OFFICE),
      await signedIn('nhieu-may', PHONE),
      await signedIn('nhieu-may'),
    ];
    const { items } = (await office.get('/account/sessions')).json<{
      items: { id: string; current: boolean; browser: string; system: string; address: string }[];
    }>();
    expect(items[0]).toMatchObject({ current: true, browser: 'Edge', system: 'Windows' });
    expect(items.map(({ browser, system }) => `${browser} ${system}`)).toContain('Zalo Android');
    expect(items[0]?.address).toBe('127.0.0.x');
    const mine = items.find(({ browser }) => browser === 'Zalo')!;
    const stranger = await signedIn('xem');
    expect((await stranger.send('DELETE', `/account/sessions/${mine.id}`)).statusCode).toBe(404);
    expect((await phone.get('/session')).statusCode).toBe(200);
    expect((await office.send('DELETE', `/account/sessions/${mine.id}`)).statusCode).toBe(200);
    expect((await phone.get('/session')).statusCode).toBe(401);
    const rest = await office.send('POST', '/account/sessions/end-others');
    expect(rest.json()).toEqual({ ended: 1 });
    expect((await third.get('/session')).statusCode).toBe(401);
    expect((await office.get('/session')).statusCode).toBe(200);
  });

  it('keeps of an address only its network', () => {
    expect(shortenAddress('113.160.12.7')).toBe('113.160.12.x');
    expect(shortenAddress('::ffff:113.160.12.7')).toBe('113.160.12.x');
    expect(shortenAddress('2001:db8:1:2:3::7')).toBe('2001:db8:1::/48');
    expect(shortenAddress('::1')).toBe('::/48');
  });
});
