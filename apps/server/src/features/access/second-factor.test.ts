import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { DEFAULT_ACCESS } from '../../platform/access-settings.ts';
import { openBrowser, type TestBrowser } from '../../testing/browser.ts';
import { createTestApp, PASSWORD, type TestApp } from '../../testing/test-app.ts';
import { totpCode } from '../../testing/totp-code.ts';

let test: TestApp;
let minutes = 0;
beforeAll(async () => {
  test = await createTestApp({}, { access: DEFAULT_ACCESS });
  await test.addAccount('thuongtruc', 'standing-body');
  await test.addAccount('xem', 'viewer');
});
afterAll(() => test.close());

/** Goes on by minutes from the start of the tests, so that each has time steps of its own. */
function later(more: number): void {
  minutes += more;
  test.clock.set(new Date(Date.parse('2022-03-01T08:00:00Z') + minutes * 60_000).toISOString());
}

const codeAt = (secret: string, offsetSeconds = 0): string =>
  totpCode(secret, test.clock.now(), offsetSeconds);
const codeOf = (answer: { json: () => unknown }): string => (answer.json() as { code: string }).code;
const stateOf = async (browser: TestBrowser): Promise<string> =>
  (await browser.get('/session')).json<{ state: string }>().state;

async function enrol(browser: TestBrowser): Promise<{ secret: string; recoveryCodes: string[] }> {
  const { secret } = (await browser.send('POST', '/account/totp')).json<{ secret: string }>();
  const answer = await browser.send('POST', '/account/totp/confirm', { code: codeAt(secret) });
  expect(answer.statusCode, answer.body).toBe(200);
  await browser.get('/session');
  later(1);
  return { secret, ...answer.json<{ recoveryCodes: string[] }>() };
}

async function signedIn(username: string): Promise<TestBrowser> {
  const browser = openBrowser(test.app);
  expect((await browser.signIn(username, PASSWORD)).statusCode).toBe(200);
  return browser;
}

/** Somebody with an app, and a browser in which the password was just given. */
async function pendingFor(username: string, roles: 'viewer' | 'standing-body' = 'viewer') {
  later(2);
  await test.addAccount(username, roles);
  const first = await signedIn(username);
  const factor = await enrol(first);
  return { ...factor, first, browser: await signedIn(username) };
}

const give = (browser: TestBrowser, code: string) =>
  browser.send('POST', '/session/second-factor', { kind: 'code', code });

describe('a role that needs a second factor', () => {
  it('reaches nothing but its enrolment until it has one, and everything after', async () => {
    const browser = await signedIn('thuongtruc');
    expect(await stateOf(browser)).toBe('enrolment');
    for (const path of ['/rounds', '/units', '/account', '/account/sessions', '/audit-events']) {
      expect(codeOf(await browser.get(path)), path).toBe('second-factor-required');
    }
    const { secret, recoveryCodes } = await enrol(browser);
    expect(secret).toMatch(/^[A-Z2-7]{32}$/);
    expect(recoveryCodes).toHaveLength(10);
    expect(await stateOf(browser)).toBe('open');
    expect((await browser.get('/rounds')).statusCode).toBe(200);
  });

  it('is asked for it at once when the role comes in the middle of a session', async () => {
    later(2);
    const id = await test.addAccount('duoc-giao', 'viewer');
    const browser = await signedIn('duoc-giao');
    expect((await browser.get('/rounds')).statusCode).toBe(200);
    const grant = { accountId: id, id: crypto.randomUUID(), role: 'standing-body' } as const;
    const startsAt = test.clock.now();
    await test.owner
      .insertInto('roleGrant')
      .values({ ...grant, startsAt, grantedAt: startsAt })
      .execute();
    expect(codeOf(await browser.get('/rounds'))).toBe('second-factor-required');
  });

  it('is every role where the operator says so', async () => {
    const strict = await createTestApp({}, { access: { ...DEFAULT_ACCESS, secondFactor: 'everybody' } });
    await strict.addAccount('xem', 'viewer');
    const browser = openBrowser(strict.app);
    expect((await browser.signIn('xem', PASSWORD)).json()).toMatchObject({ state: 'enrolment' });
    expect(codeOf(await browser.get('/rounds'))).toBe('second-factor-required');
    await strict.close();
  });

  it('cannot remove its last factor', async () => {
    const { browser, secret } = await pendingFor('bat-buoc', 'standing-body');
    await give(browser, codeAt(secret));
    const removed = await browser.send('POST', '/account/totp/remove', { password: PASSWORD });
    expect(codeOf(removed)).toBe('second-factor-needed');
  });
});

describe('an authenticator app', () => {
  it('is shown as a QR code, and its secret and the recovery codes are nowhere in the clear', async () => {
    later(2);
    const browser = await signedIn('xem');
    const shown = (await browser.send('POST', '/account/totp')).json<Record<string, string>>();
    expect(shown['image']).toMatch(/^data:image\/png;base64,/);
    expect(shown['uri']).toContain(`secret=${shown['secret']}`);
    const answer = await browser.send('POST', '/account/totp/confirm', { code: codeAt(shown['secret']!) });
    const { recoveryCodes } = answer.json<{ recoveryCodes: string[] }>();
    const stored = JSON.stringify([
      await test.owner.selectFrom('accountTotp').selectAll().execute(),
      await test.owner.selectFrom('recoveryCode').selectAll().execute(),
      await test.owner.selectFrom('auditEvent').selectAll().execute(),
      await test.owner.selectFrom('idempotencyKey').selectAll().execute(),
      test.logLines(),
    ]);
    expect(stored).not.toContain(shown['secret']);
    for (const code of recoveryCodes) expect(stored).not.toContain(code.replaceAll('-', ''));
    later(1);
  });

  it('is no factor before a first code: a started set-up locks nobody out', async () => {
    later(2);
    await test.addAccount('bat-dau', 'viewer');
    const browser = await signedIn('bat-dau');
    const { secret } = (await browser.send('POST', '/account/totp')).json<{ secret: string }>();
    const again = await signedIn('bat-dau');
    expect(await stateOf(again)).toBe('open');
    const proof = { kind: 'code', code: codeAt(secret) };
    expect(codeOf(await again.send('POST', '/session/step-up', proof))).toBe('wrong-proof');
  });

  it('completes a sign-in under another secret; before it nothing is reached, and nothing can be enrolled', async () => {
    const { browser, secret } = await pendingFor('hai-buoc');
    const before = browser.cookieHeader();
    expect(await stateOf(browser)).toBe('second-factor');
    for (const [method, path] of [
      ['GET', '/rounds'],
      ['GET', '/account'],
      ['POST', '/account/totp'],
      ['POST', '/account/passkeys/challenge'],
      ['POST', '/session/step-up'],
    ] as const) {
      const body = { kind: 'password', password: PASSWORD };
      const answer = method === 'GET' ? await browser.get(path) : await browser.send(method, path, body);
      expect(codeOf(answer), path).toBe('second-factor-required');
    }
    expect((await give(browser, codeAt(secret))).json()).toMatchObject({ state: 'open' });
    expect(browser.cookieHeader()).not.toBe(before);
    const old = await test.app.inject({ url: '/api/v1/session', headers: { cookie: before } });
    expect(old.statusCode).toBe(401);
  });

  it('accepts a code once, for its half minute and those beside it', async () => {
    const { browser, secret } = await pendingFor('mot-lan');
    expect(codeOf(await give(browser, codeAt(secret, -60)))).toBe('wrong-proof');
    expect(codeOf(await give(browser, codeAt(secret, 60)))).toBe('wrong-proof');
    const code = codeAt(secret, 30);
    expect((await give(browser, `${code.slice(0, 3)} ${code.slice(3)}`)).statusCode).toBe(200);
    const second = await signedIn('mot-lan');
    expect(codeOf(await give(second, code))).toBe('code-used');
    expect(codeOf(await give(second, codeAt(secret)))).toBe('code-used');
    later(2);
    expect((await give(second, codeAt(secret))).statusCode).toBe(200);
  });

  it('given by two browsers at the same moment lets one in', async () => {
    const { browser, secret } = await pendingFor('cung-luc');
    const other = await signedIn('cung-luc');
    const answers = await Promise.all([give(browser, codeAt(secret)), give(other, codeAt(secret))]);
    expect(answers.map((answer) => answer.statusCode).sort()).toEqual([200, 422]);
  });

  it('is not guessed: five wrong codes make it rest, in every browser', async () => {
    const { browser, secret } = await pendingFor('do-ma');
    const wrong = codeAt(secret) === '000000' ? '111111' : '000000';
    const codes = [];
    for (let attempt = 0; attempt < 5; attempt += 1) codes.push(codeOf(await give(browser, wrong)));
    expect(codes).toEqual([...Array<string>(4).fill('wrong-proof'), 'locked-out']);
    const other = await signedIn('do-ma');
    expect(codeOf(await give(other, codeAt(secret)))).toBe('locked-out');
    later(6);
    expect((await give(other, codeAt(secret))).statusCode).toBe(200);
  });

  it('of one account opens no other', async () => {
    const { secret } = await pendingFor('nguoi-mot');
    const { browser } = await pendingFor('nguoi-hai');
    expect(codeOf(await give(browser, codeAt(secret)))).toBe('wrong-proof');
  });
});

describe('recovery codes', () => {
  it('stand in for the app, each once, however they are typed', async () => {
    const { browser, recoveryCodes } = await pendingFor('mat-may');
    const [code = ''] = recoveryCodes;
    expect((await give(browser, code.toLowerCase().replaceAll('-', ' '))).statusCode).toBe(200);
    const own = (await browser.get('/account')).json<{ recoveryCodes: number }>();
    expect(own.recoveryCodes).toBe(9);
    const second = await signedIn('mat-may');
    expect(codeOf(await give(second, code))).toBe('wrong-proof');
  });

  it('made anew void those before', async () => {
    const { browser, secret, recoveryCodes } = await pendingFor('lam-lai');
    await give(browser, codeAt(secret));
    const answer = await browser.send('POST', '/account/recovery-codes');
    const fresh = answer.json<{ recoveryCodes: string[] }>().recoveryCodes;
    expect(new Set([...fresh, ...recoveryCodes]).size).toBe(20);
    const second = await signedIn('lam-lai');
    expect(codeOf(await give(second, recoveryCodes[0]!))).toBe('wrong-proof');
    expect((await give(second, fresh[0]!)).statusCode).toBe(200);
  });
});

describe('a password that stood beside a second factor', () => {
  it('does not stand alone when it is short: the last factor stays until it is longer', async () => {
    const { browser, secret } = await pendingFor('mat-khau-ngan');
    await give(browser, codeAt(secret));
    const short = 'chim sẻ 9';
    const changed = await browser.send('PUT', '/account/password', { current: PASSWORD, next: short });
    expect(changed.statusCode, changed.body).toBe(200);
    const kept = await browser.send('POST', '/account/totp/remove', { password: short });
    expect(kept.json()).toMatchObject({ code: 'password-refused', errors: [{ code: 'too-short' }] });
    const long = 'chim sẻ đậu trên mái ngói';
    expect((await browser.send('PUT', '/account/password', { current: short, next: long })).statusCode).toBe(
      200,
    );
    expect((await browser.send('POST', '/account/totp/remove', { password: long })).statusCode).toBe(200);
    const refused = await browser.send('PUT', '/account/password', { current: long, next: short });
    expect(refused.json()).toMatchObject({ code: 'password-refused', errors: [{ code: 'too-short' }] });
  });
});
