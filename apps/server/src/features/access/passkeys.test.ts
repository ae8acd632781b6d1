import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { DEFAULT_ACCESS } from '../../platform/access-settings.ts';
import { type Deviation, newAuthenticator } from '../../testing/authenticator.ts';
import { openBrowser, type TestBrowser } from '../../testing/browser.ts';
import { createTestApp, PASSWORD, type TestApp } from '../../testing/test-app.ts';
import { passkeysPossible } from './passkeys.ts';

const ORIGIN = 'https://parix.test';
let test: TestApp;
beforeAll(async () => {
  test = await createTestApp({}, { access: DEFAULT_ACCESS, publicUrl: ORIGIN });
  await test.addAccount('quantri', 'administrator');
});
afterAll(() => test.close());

type Device = ReturnType<typeof newAuthenticator>;
const codeOf = (answer: { json: () => unknown }): string => (answer.json() as { code: string }).code;

async function signedIn(username: string): Promise<TestBrowser> {
  const browser = openBrowser(test.app);
  expect((await browser.signIn(username, PASSWORD)).statusCode).toBe(200);
  return browser;
}

async function register(browser: TestBrowser, device: Device, deviation: Deviation = {}) {
  const asked = (await browser.send('POST', '/account/passkeys/challenge')).json<{
    challengeId: string;
    options: Parameters<Device['create']>[0];
  }>();
  const answer = device.create(asked.options, deviation);
  const body = { challengeId: asked.challengeId, name: 'Máy làm việc', answer };
  const done = await browser.send('POST', '/account/passkeys', body);
  if (done.statusCode === 200) await browser.get('/session');
  return { done, body };
}

async function ask(browser: TestBrowser) {
  return (await browser.send('POST', '/session/passkey-challenge')).json<{
    challengeId: string;
    options: Parameters<Device['get']>[0];
  }>();
}

async function enter(browser: TestBrowser, device: Device, deviation: Deviation = {}) {
  const { challengeId, options } = await ask(browser);
  return browser.send('POST', '/session/passkey', { challengeId, answer: device.get(options, deviation) });
}

async function personWithKey(username: string): Promise<{ device: Device; browser: TestBrowser }> {
  await test.addAccount(username, 'viewer');
  const browser = await signedIn(username);
  const device = newAuthenticator(ORIGIN);
  const { done } = await register(browser, device);
  expect(done.statusCode, done.body).toBe(200);
  return { device, browser };
}

describe('a passkey', () => {
  it('enrols whoever needs a second factor, and from then on signs in alone, without a name', async () => {
    const first = await signedIn('quantri');
    expect((await first.get('/session')).json()).toMatchObject({ state: 'enrolment' });
    const device = newAuthenticator(ORIGIN);
    const { done } = await register(first, device);
    expect(done.json<{ recoveryCodes: string[] }>().recoveryCodes).toHaveLength(10);
    expect((await first.get('/accounts')).statusCode).toBe(200);
    const next = openBrowser(test.app);
    const entered = await enter(next, device);
    expect(entered.json()).toMatchObject({ state: 'open', account: { username: 'quantri' } });
    expect((await next.get('/accounts')).statusCode).toBe(200);
    expect([...next.cookies.keys()]).toEqual(['__Host-parix']);
  });

  it('is the second factor of those who come by password', async () => {
    const { device } = await personWithKey('kem-mat-khau');
    const browser = await signedIn('kem-mat-khau');
    const { challengeId, options } = await ask(browser);
    const proof = { kind: 'passkey', challengeId, answer: device.get(options) };
    expect((await browser.send('POST', '/session/second-factor', proof)).json()).toMatchObject({
      state: 'open',
    });
  });

  it('opens a locked screen and confirms a weighty act', async () => {
    const { device, browser } = await personWithKey('mo-khoa');
    await browser.send('POST', '/session/lock');
    for (const path of ['/session/unlock', '/session/step-up']) {
      const { challengeId, options } = await ask(browser);
      const proof = { kind: 'passkey', challengeId, answer: device.get(options) };
      expect((await browser.send('POST', path, proof)).statusCode, path).toBe(200);
    }
  });

  it('of somebody else completes no sign-in', async () => {
    const { device } = await personWithKey('chu-khoa');
    await personWithKey('nguoi-khac');
    const browser = await signedIn('nguoi-khac');
    const { challengeId, options } = await ask(browser);
    const proof = { kind: 'passkey', challengeId, answer: device.get(options) };
    expect(codeOf(await browser.send('POST', '/session/second-factor', proof))).toBe('wrong-proof');
  });
});

describe('signing in with a passkey is refused', () => {
  let device: Device;
  beforeAll(async () => {
    ({ device } = await personWithKey('bi-thu'));
  });

  it.each<[string, Deviation]>([
    ['for another site that asked', { origin: 'https://parix.test.evil.example' }],
    ['over plain http', { origin: 'http://parix.test' }],
    ['for a key of another site', { rpId: 'evil.example' }],
    ['when the device did not verify the person', { userVerified: false }],
    ['for an answer to another kind of question', { type: 'webauthn.create' }],
    ['for a challenge that was never asked', { challenge: 'AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA' }],
  ])('%s', async (_, deviation) => {
    expect(codeOf(await enter(openBrowser(test.app), device, deviation))).toBe('wrong-credentials');
  });

  it('when the counter has gone back: the key was copied', async () => {
    expect((await enter(openBrowser(test.app), device, { counter: 50 })).statusCode).toBe(200);
    expect(codeOf(await enter(openBrowser(test.app), device, { counter: 50 }))).toBe('wrong-credentials');
    expect((await enter(openBrowser(test.app), device, { counter: 51 })).statusCode).toBe(200);
  });

  it('when the answer is sent twice, comes late, or was made for another challenge', async () => {
    const browser = openBrowser(test.app);
    const { challengeId, options } = await ask(browser);
    const body = { challengeId, answer: device.get(options, { counter: 60 }) };
    expect((await browser.send('POST', '/session/passkey', body)).statusCode).toBe(200);
    expect(codeOf(await browser.send('POST', '/session/passkey', body))).toBe('wrong-credentials');
    const [one, two] = [await ask(browser), await ask(browser)];
    const crossed = { challengeId: one.challengeId, answer: device.get(two.options, { counter: 61 }) };
    expect(codeOf(await browser.send('POST', '/session/passkey', crossed))).toBe('wrong-credentials');
    const late = { challengeId: two.challengeId, answer: device.get(two.options, { counter: 62 }) };
    test.clock.set('2022-03-01T08:05:00Z');
    expect(codeOf(await browser.send('POST', '/session/passkey', late))).toBe('wrong-credentials');
    test.clock.set('2022-03-01T08:00:00Z');
  });

  it('for another device that claims the same key', async () => {
    const forger = newAuthenticator(ORIGIN);
    const browser = openBrowser(test.app);
    const { challengeId, options } = await ask(browser);
    const answer = { ...forger.get(options, { counter: 70 }), id: device.id, rawId: device.id };
    expect(codeOf(await browser.send('POST', '/session/passkey', { challengeId, answer }))).toBe(
      'wrong-credentials',
    );
  });

  it('for a challenge that was given for registering, and the other way round', async () => {
    const { browser } = await personWithKey('doi-loai');
    const asked = (await browser.send('POST', '/account/passkeys/challenge')).json<{
      challengeId: string;
      options: { challenge: string };
    }>();
    const answer = device.get({ challenge: asked.options.challenge, rpId: 'parix.test' }, { counter: 80 });
    const body = { challengeId: asked.challengeId, answer };
    expect(codeOf(await openBrowser(test.app).send('POST', '/session/passkey', body))).toBe(
      'wrong-credentials',
    );
    const { challengeId, options } = await ask(browser);
    const created = newAuthenticator(ORIGIN).create({
      challenge: options.challenge,
      rp: { id: 'parix.test' },
      user: { id: 'AA' },
    });
    const added = await browser.send('POST', '/account/passkeys', {
      challengeId,
      name: 'x',
      answer: created,
    });
    expect(codeOf(added)).toBe('wrong-proof');
  });
});

describe('registering a passkey', () => {
  it('is refused without verification of the person, for another site, twice, and for somebody else’s challenge', async () => {
    await test.addAccount('dang-ky', 'viewer');
    const browser = await signedIn('dang-ky');
    const bad = await register(browser, newAuthenticator(ORIGIN), { userVerified: false });
    expect(codeOf(bad.done)).toBe('wrong-proof');
    const foreign = await register(browser, newAuthenticator('https://evil.example'));
    expect(codeOf(foreign.done)).toBe('wrong-proof');
    await test.addAccount('dang-ky-2', 'viewer');
    const other = await signedIn('dang-ky-2');
    const asked = (await other.send('POST', '/account/passkeys/challenge')).json<{
      challengeId: string;
      options: Parameters<Device['create']>[0];
    }>();
    const device = newAuthenticator(ORIGIN);
    const stolen = { challengeId: asked.challengeId, name: 'x', answer: device.create(asked.options) };
    expect(codeOf(await browser.send('POST', '/account/passkeys', stolen))).toBe('wrong-proof');
    expect((await browser.get('/account')).json()).toMatchObject({ passkeys: [] });
    const good = await register(browser, device);
    expect(good.done.statusCode).toBe(200);
    expect(codeOf(await browser.send('POST', '/account/passkeys', good.body))).toBe('wrong-proof');
  });

  it('gives a name that can be changed and a key that can be taken away, by its owner alone', async () => {
    const { browser, device } = await personWithKey('quan-ly-khoa');
    const second = newAuthenticator(ORIGIN);
    expect((await register(browser, second)).done.json()).toMatchObject({ recoveryCodes: null });
    const { passkeys } = (await browser.get('/account')).json<{ passkeys: { id: string }[] }>();
    const [first] = passkeys;
    const stranger = (await personWithKey('nguoi-la')).browser;
    const path = `/account/passkeys/${first?.id}`;
    expect((await stranger.send('PUT', `${path}/name`, { name: 'của tôi' })).statusCode).toBe(404);
    expect((await stranger.send('POST', `${path}/remove`, { password: PASSWORD })).statusCode).toBe(404);
    expect((await browser.send('PUT', `${path}/name`, { name: 'Điện thoại' })).statusCode).toBe(200);
    expect((await browser.get('/account')).json()).toMatchObject({ passkeys: [{ name: 'Điện thoại' }, {}] });
    expect((await browser.send('POST', `${path}/remove`, { password: null })).statusCode).toBe(200);
    expect(codeOf(await enter(openBrowser(test.app), device))).toBe('wrong-credentials');
    expect((await enter(openBrowser(test.app), second)).statusCode).toBe(200);
  });
});

it('passkeys are offered only where browsers give them out', () => {
  expect(passkeysPossible('https://cchc.tinh.gov.vn')).toBe(true);
  expect(passkeysPossible('http://localhost:3000')).toBe(true);
  expect(passkeysPossible('http://127.0.0.1:3000')).toBe(false);
  expect(passkeysPossible('https://10.0.0.5')).toBe(false);
  expect(passkeysPossible('http://cchc.tinh.gov.vn')).toBe(false);
});
