import { createHmac, createSign, generateKeyPairSync, type KeyObject } from 'node:crypto';
import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { DEFAULT_ACCESS } from '../../platform/access-settings.ts';
import type { SignOnSettings } from '../../platform/sign-on-settings.ts';
import { openBrowser, type TestBrowser } from '../../testing/browser.ts';
import { CLIENT, type OidcService, startOidcService } from '../../testing/oidc-service.ts';
import { createTestApp, type TestApp } from '../../testing/test-app.ts';

const PUBLIC = 'http://parix.test';
const CALLBACK = `${PUBLIC}/sign-in/oidc/callback`;
const START = '/sign-in/oidc/start';
const FAILED = '/sign-in?problem=failed';

const settingsFor = (issuer: string): SignOnSettings => ({
  issuer,
  clientId: CLIENT.id,
  clientSecret: CLIENT.secret,
  label: 'Thử',
  scope: 'openid profile email',
  matchBy: 'email',
  usernameClaim: 'preferred_username',
  groupsClaim: 'groups',
  roles: new Map(),
  create: false,
  secondFactorValues: [],
});

async function appFor(issuer: string): Promise<TestApp> {
  const access = { ...DEFAULT_ACCESS, secondFactor: 'optional' } as const;
  const test = await createTestApp({}, { access, signOn: settingsFor(issuer) });
  test.clock.set(new Date().toISOString());
  await test.addAccount('nan-nhan', 'standing-body', { email: 'nan.nhan@example.vn' });
  return test;
}

const VICTIM = { sub: 'v-1', email: 'nan.nhan@example.vn', email_verified: true } as const;
const come = async (browser: TestBrowser, query: string): Promise<string> =>
  String((await browser.page(`/sign-in/oidc/callback${query}`)).headers['location']);
const isIn = async (browser: TestBrowser): Promise<boolean> =>
  (await browser.get('/session')).statusCode === 200;

describe('an answer of a real service, changed on its way back, is refused', () => {
  let service: OidcService;
  let test: TestApp;
  beforeAll(async () => {
    service = await startOidcService([CALLBACK]);
    test = await appFor(service.issuer);
    service.person(VICTIM);
  });
  afterAll(() => Promise.all([test.close(), service.close()]));

  /** A browser that has been at the service and holds the address to come back to. */
  async function sentBack(): Promise<{ browser: TestBrowser; back: URL }> {
    const browser = openBrowser(test.app);
    const left = await browser.page(START);
    return { browser, back: new URL(await service.visit(String(left.headers['location']))) };
  }
  const without = (url: URL, name: string): string => {
    const query = new URLSearchParams(url.search);
    query.delete(name);
    return `?${query.toString()}`;
  };
  const changed = (url: URL, name: string, value: string): string => {
    const query = new URLSearchParams(url.search);
    query.set(name, value);
    return `?${query.toString()}`;
  };

  it('but lets in when nothing was changed', async () => {
    const { browser, back } = await sentBack();
    expect(await come(browser, back.search)).toBe('/');
    expect(await isIn(browser)).toBe(true);
  });

  it.each<[string, (back: URL) => string]>([
    ['with another state', (back) => changed(back, 'state', 'x'.repeat(43))],
    ['without a state', (back) => without(back, 'state')],
    ['with a state twice', (back) => `${back.search}&state=x`],
    ['with another code', (back) => changed(back, 'code', 'x'.repeat(43))],
    ['without a code', (back) => without(back, 'code')],
    ['naming another issuer (mix-up)', (back) => changed(back, 'iss', 'https://evil.example')],
    ['naming no issuer where the service always does', (back) => without(back, 'iss')],
    ['that carries an error besides', (back) => `${back.search}&error=server_error`],
    ['that is empty', () => ''],
  ])('%s', async (_, change) => {
    const { browser, back } = await sentBack();
    expect(await come(browser, change(back))).toBe(FAILED);
    expect(await isIn(browser)).toBe(false);
  });

  it('when it is sent twice: neither the code nor the cookie is good again', async () => {
    const { browser, back } = await sentBack();
    const cookie = browser.cookieHeader();
    await come(browser, back.search);
    const second = openBrowser(test.app);
    const replayed = await test.app.inject({
      url: `/sign-in/oidc/callback${back.search}`,
      headers: { cookie },
    });
    expect(replayed.headers['location']).toBe(FAILED);
    expect(await come(second, back.search)).toBe(FAILED);
  });

  it('in another browser: the code of one person signs nobody else in (and the other way round)', async () => {
    const attacker = await sentBack();
    const victim = await sentBack();
    expect(await come(victim.browser, attacker.back.search)).toBe(FAILED);
    expect(await isIn(victim.browser)).toBe(false);
    expect(await come(openBrowser(test.app), attacker.back.search)).toBe(FAILED);
  });

  it('with a cookie that was forged, changed, or is older than ten minutes', async () => {
    const { browser, back } = await sentBack();
    const [, value = ''] = browser.cookieHeader().split('=');
    const [body = '', mac = ''] = value.split('.');
    const state: object = JSON.parse(Buffer.from(body, 'base64url').toString());
    const forged = Buffer.from(JSON.stringify({ ...state, next: '//evil.example' })).toString('base64url');
    for (const cookie of [
      `${forged}.${mac}`,
      `${body}.${'A'.repeat(43)}`,
      body,
      `${body}.`,
      '',
      '.',
      'x.y',
    ]) {
      const answer = await test.app.inject({
        url: `/sign-in/oidc/callback${back.search}`,
        headers: { cookie: `parix-sign-on=${cookie}` },
      });
      expect(answer.headers['location'], cookie).toBe(FAILED);
    }
    const started = test.clock.now();
    test.clock.set(new Date(started.getTime() + 10 * 60_000).toISOString());
    expect(await come(browser, back.search)).toBe(FAILED);
    test.clock.set(started.toISOString());
  });

  it('by a person who has said no', async () => {
    const { browser } = await sentBack();
    expect(await come(browser, '?error=access_denied&state=x')).toBe('/sign-in?problem=cancelled');
  });
});

/** A service that says what an attacker wants: right in all but one thing. */
interface Lies {
  readonly claims?: (claims: Record<string, unknown>) => Record<string, unknown>;
  readonly header?: Record<string, unknown>;
  readonly sign?: (input: string, key: KeyObject) => string;
  readonly token?: (idToken: string) => unknown;
  readonly userinfo?: Record<string, unknown>;
}

class HostileService {
  readonly server: Server = createServer();
  readonly keys = generateKeyPairSync('rsa', { modulusLength: 2048 });
  readonly others = generateKeyPairSync('rsa', { modulusLength: 2048 });
  lies: Lies = {};
  nonce = '';
  issuer = '';

  async start(): Promise<void> {
    await new Promise<void>((resolve) => this.server.listen(0, '127.0.0.1', resolve));
    this.issuer = `http://127.0.0.1:${(this.server.address() as AddressInfo).port}`;
    this.server.on('request', (request, response) => {
      const path = request.url ?? '';
      const body = path.startsWith('/.well-known')
        ? this.discovery()
        : path.startsWith('/jwks')
          ? {
              keys: [
                { ...this.keys.publicKey.export({ format: 'jwk' }), kid: 'k1', use: 'sig', alg: 'RS256' },
              ],
            }
          : path.startsWith('/userinfo')
            ? { ...VICTIM, ...this.lies.userinfo }
            : this.tokens();
      response.writeHead(200, { 'content-type': 'application/json' }).end(JSON.stringify(body));
    });
  }

  private discovery() {
    const at = (path: string): string => `${this.issuer}${path}`;
    return {
      issuer: this.issuer,
      authorization_endpoint: at('/auth'),
      token_endpoint: at('/token'),
      jwks_uri: at('/jwks'),
      userinfo_endpoint: at('/userinfo'),
      response_types_supported: ['code'],
      subject_types_supported: ['public'],
      id_token_signing_alg_values_supported: ['RS256'],
      code_challenge_methods_supported: ['S256'],
    };
  }

  private tokens(): unknown {
    const seconds = Math.floor(Date.now() / 1000);
    const claims = {
      iss: this.issuer,
      aud: CLIENT.id,
      nonce: this.nonce,
      iat: seconds,
      exp: seconds + 300,
      ...VICTIM,
    };
    const encode = (value: object): string => Buffer.from(JSON.stringify(value)).toString('base64url');
    const header = { alg: 'RS256', kid: 'k1', typ: 'JWT', ...this.lies.header };
    const input = `${encode(header)}.${encode(this.lies.claims?.(claims) ?? claims)}`;
    const sign = this.lies.sign ?? signed;
    const idToken = `${input}.${sign(input, this.keys.privateKey)}`;
    return (
      this.lies.token?.(idToken) ?? {
        access_token: 'a',
        token_type: 'Bearer',
        expires_in: 300,
        id_token: idToken,
      }
    );
  }
}

const signed = (input: string, key: KeyObject): string =>
  createSign('sha256').update(input).sign(key).toString('base64url');
const hmacWith = (secret: string) => (input: string) =>
  createHmac('sha256', secret).update(input).digest('base64url');

describe('a token that is wrong in one thing is refused', () => {
  const service = new HostileService();
  let test: TestApp;
  beforeAll(async () => {
    await service.start();
    test = await appFor(service.issuer);
  });
  afterAll(async () => {
    service.server.closeAllConnections();
    service.server.close();
    await test.close();
  });

  async function attempt(lies: Lies): Promise<{ location: string; signedIn: boolean }> {
    service.lies = lies;
    const browser = openBrowser(test.app);
    const left = await browser.page(START);
    const query = new URL(String(left.headers['location'])).searchParams;
    service.nonce = query.get('nonce') ?? '';
    const location = await come(browser, `?code=bat-ky&state=${query.get('state')}`);
    return { location, signedIn: await isIn(browser) };
  }
  const seconds = (): number => Math.floor(Date.now() / 1000);

  it('but one that is right in all is accepted', async () => {
    expect(await attempt({})).toEqual({ location: '/', signedIn: true });
  });

  it.each<[string, () => Lies]>([
    ['another nonce', () => ({ claims: (claims) => ({ ...claims, nonce: 'khac' }) })],
    ['no nonce', () => ({ claims: ({ nonce: _none, ...claims }) => claims })],
    ['another audience', () => ({ claims: (claims) => ({ ...claims, aud: 'ung-dung-khac' }) })],
    [
      'several audiences, meant for another',
      () => ({ claims: (claims) => ({ ...claims, aud: [CLIENT.id, 'b'], azp: 'b' }) }),
    ],
    ['no audience', () => ({ claims: ({ aud: _none, ...claims }) => claims })],
    ['another issuer', () => ({ claims: (claims) => ({ ...claims, iss: 'https://evil.example' }) })],
    ['no issuer', () => ({ claims: ({ iss: _none, ...claims }) => claims })],
    ['expired', () => ({ claims: (claims) => ({ ...claims, exp: seconds() - 120 }) })],
    ['no expiry', () => ({ claims: ({ exp: _none, ...claims }) => claims })],
    [
      'issued in the future only to hold',
      () => ({ claims: (claims) => ({ ...claims, nbf: seconds() + 600 }) }),
    ],
    ['no subject', () => ({ claims: ({ sub: _none, ...claims }) => claims })],
    ['a subject that is no text', () => ({ claims: (claims) => ({ ...claims, sub: 1 }) })],
    ['alg none', () => ({ header: { alg: 'none' }, sign: () => '' })],
    ['alg None with a signature', () => ({ header: { alg: 'None' } })],
    ['HS256 with the client secret', () => ({ header: { alg: 'HS256' }, sign: hmacWith(CLIENT.secret) })],
    [
      'HS256 with the public key as secret',
      () => ({
        header: { alg: 'HS256' },
        sign: hmacWith(service.keys.publicKey.export({ type: 'spki', format: 'pem' }).toString()),
      }),
    ],
    ['signed by another key', () => ({ sign: (input) => signed(input, service.others.privateKey) })],
    [
      'signed by a key that the token brings along',
      () => ({
        header: { kid: 'k9', jwk: service.others.publicKey.export({ format: 'jwk' }) },
        sign: (input) => signed(input, service.others.privateKey),
      }),
    ],
    ['a signature cut short', () => ({ sign: (input, key) => signed(input, key).slice(0, 40) })],
    ['a key id that the service does not have', () => ({ header: { kid: 'k2' } })],
    ['a critical extension nobody knows', () => ({ header: { crit: ['exp2'], exp2: 1 } })],
    ['no ID token', () => ({ token: () => ({ access_token: 'a', token_type: 'Bearer' }) })],
    [
      'an ID token that is no token',
      () => ({ token: () => ({ access_token: 'a', token_type: 'Bearer', id_token: 'x' }) }),
    ],
    ['an error in place of a token', () => ({ token: () => ({ error: 'invalid_grant' }) })],
    ['user data of somebody else', () => ({ userinfo: { sub: 'v-2' } })],
  ])('%s', async (_, lies) => {
    expect(await attempt(lies())).toEqual({ location: FAILED, signedIn: false });
  });
});
