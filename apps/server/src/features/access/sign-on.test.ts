import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { DEFAULT_ACCESS } from '../../platform/access-settings.ts';
import type { SignOnSettings } from '../../platform/sign-on-settings.ts';
import { openBrowser, type TestBrowser } from '../../testing/browser.ts';
import { CLIENT, type OidcService, startOidcService } from '../../testing/oidc-service.ts';
import { createTestApp, PASSWORD, type TestApp } from '../../testing/test-app.ts';

const PUBLIC = 'http://parix.test';
const CALLBACK = `${PUBLIC}/sign-in/oidc/callback`;
let service: OidcService;
let test: TestApp;
/** Matches by user name, makes accounts, gives roles by groups, believes `mfa`. */
let open: TestApp;

const settings = (more: Partial<SignOnSettings> = {}): SignOnSettings => ({
  issuer: service.issuer,
  clientId: CLIENT.id,
  clientSecret: CLIENT.secret,
  label: 'Tài khoản tỉnh',
  scope: 'openid profile email groups',
  matchBy: 'email',
  usernameClaim: 'preferred_username',
  groupsClaim: 'groups',
  roles: new Map(),
  create: false,
  secondFactorValues: [],
  ...more,
});

beforeAll(async () => {
  service = await startOidcService([CALLBACK]);
  const access = { ...DEFAULT_ACCESS, secondFactor: 'optional' } as const;
  test = await createTestApp({}, { access, signOn: settings() });
  const roles = new Map([
    ['tham-dinh', 'appraiser'],
    ['xem', 'viewer'],
    ['chuyen-vien', 'contributor'],
  ] as const);
  open = await createTestApp(
    {},
    {
      access: DEFAULT_ACCESS,
      signOn: settings({ matchBy: 'username', create: true, roles, secondFactorValues: ['mfa'] }),
    },
  );
  for (const app of [test, open]) app.clock.set(new Date().toISOString());
});
afterAll(() => Promise.all([test.close(), open.close(), service.close()]));

const pathOf = (address: string): string => address.slice(PUBLIC.length);

/** Goes to the service and back. @returns where the browser ends up */
async function signOn(browser: TestBrowser, start = '/sign-in/oidc/start'): Promise<string> {
  const left = await browser.page(start);
  expect(left.statusCode).toBe(303);
  const back = await browser.page(pathOf(await service.visit(String(left.headers['location']))));
  expect(back.statusCode).toBe(303);
  return String(back.headers['location']);
}

describe('single sign-on', () => {
  it('lets in whoever the service names by a verified address, and from then on by its own id for them', async () => {
    await test.addAccount('an', 'viewer', { email: 'an@noivu.example.vn' });
    service.person({ sub: 'p-1', email: 'An@noivu.example.vn', email_verified: true, name: 'Nguyễn Văn An' });
    const browser = openBrowser(test.app);
    expect(await signOn(browser, '/sign-in/oidc/start?next=/rounds')).toBe('/rounds');
    expect((await browser.get('/session')).json()).toMatchObject({
      account: { username: 'an' },
      state: 'open',
      proofs: ['password', 'sign-on'],
    });
    service.person({ sub: 'p-1', email: 'khac@example.vn', email_verified: true });
    const again = openBrowser(test.app);
    expect(await signOn(again)).toBe('/');
    expect((await again.get('/session')).json()).toMatchObject({ account: { username: 'an' } });
  });

  it('asks with code, PKCE S256, state and nonce, and keeps them in a cookie of ten minutes', async () => {
    const browser = openBrowser(test.app);
    const left = await browser.page('/sign-in/oidc/start');
    const query = new URL(String(left.headers['location'])).searchParams;
    expect(Object.fromEntries(query)).toMatchObject({
      response_type: 'code',
      code_challenge_method: 'S256',
      redirect_uri: CALLBACK,
      scope: 'openid profile email groups',
    });
    for (const name of ['state', 'nonce', 'code_challenge'])
      expect(query.get(name)?.length, name).toBeGreaterThan(40);
    expect(left.cookies[0]).toMatchObject({ httpOnly: true, sameSite: 'Lax', path: '/', maxAge: 600 });
  });

  it('ends at the service too when the person signs out', async () => {
    service.person({ sub: 'p-1' });
    const browser = openBrowser(test.app);
    await signOn(browser);
    await browser.get('/session');
    const { continueAt } = (await browser.send('DELETE', '/session')).json<{ continueAt: string }>();
    expect(continueAt).toContain(`${service.issuer}/session/end?`);
    expect(new URL(continueAt).searchParams.get('post_logout_redirect_uri')).toBe(`${PUBLIC}/sign-in`);
    expect((await browser.get('/session')).statusCode).toBe(401);
  });

  it('leaves local accounts as they are, and is not there where nobody configured it', async () => {
    expect((await openBrowser(test.app).signIn('an', PASSWORD)).statusCode).toBe(200);
    const plain = await createTestApp();
    expect((await plain.app.inject({ url: '/sign-in/oidc/start' })).statusCode).toBe(404);
    expect((await plain.app.inject({ url: '/api/v1/sign-in-ways' })).json()).toMatchObject({ signOn: null });
    await plain.close();
    expect((await test.app.inject({ url: '/api/v1/sign-in-ways' })).json()).toMatchObject({
      signOn: { label: 'Tài khoản tỉnh', url: '/sign-in/oidc/start' },
    });
  });

  it('tells when the service does not answer, and lets people in by other ways meanwhile', async () => {
    const down = await createTestApp({}, { signOn: settings({ issuer: 'http://127.0.0.1:9' }) });
    const answer = await down.app.inject({ url: '/sign-in/oidc/start' });
    expect(answer.headers['location']).toBe('/sign-in?problem=unreachable');
    await down.addAccount('van-vao', 'viewer');
    expect((await openBrowser(down.app).signIn('van-vao', PASSWORD)).statusCode).toBe(200);
    await down.close();
  });
});

describe('somebody whom the service knows is not let in', () => {
  it('without an account', async () => {
    service.person({ sub: 'p-khong', email: 'khong.co@example.vn', email_verified: true });
    const browser = openBrowser(test.app);
    expect(await signOn(browser)).toBe('/sign-in?problem=no-account');
    expect((await browser.get('/session')).statusCode).toBe(401);
  });

  it('by an address that the service has not verified', async () => {
    await test.addAccount('binh', 'administrator', { email: 'binh@example.vn' });
    for (const email_verified of [false, undefined]) {
      service.person({
        sub: 'p-gia',
        email: 'binh@example.vn',
        ...(email_verified === false && { email_verified }),
      });
      expect(await signOn(openBrowser(test.app))).toBe('/sign-in?problem=no-account');
    }
  });

  it('as somebody who has come before under another id', async () => {
    service.person({ sub: 'p-2', email: 'an@noivu.example.vn', email_verified: true });
    expect(await signOn(openBrowser(test.app))).toBe('/sign-in?problem=other-person');
  });

  it('with an account that is disabled, or that nobody has used for long', async () => {
    await test.addAccount('nghi', 'viewer', { email: 'nghi@example.vn', disabledAt: '2022-01-01T00:00:00Z' });
    service.person({ sub: 'p-nghi', email: 'nghi@example.vn', email_verified: true });
    expect(await signOn(openBrowser(test.app))).toBe('/sign-in?problem=disabled');
    const old = { createdAt: '2020-01-01T00:00:00Z', email: 'lau@example.vn' };
    await test.addAccount('lau', 'viewer', old);
    service.person({ sub: 'p-lau', email: 'lau@example.vn', email_verified: true });
    expect(await signOn(openBrowser(test.app))).toBe('/sign-in?problem=dormant');
  });

  it('and each such try is in the audit log', async () => {
    const events = await test.owner
      .selectFrom('auditEvent')
      .select('detail')
      .where('action', '=', 'sign-on.refused')
      .execute();
    expect(events.map(({ detail }) => detail['problem'])).toEqual(
      expect.arrayContaining(['no-account', 'other-person', 'disabled']),
    );
  });
});

describe('roles by groups', () => {
  const rolesOf = async (username: string): Promise<string[]> => {
    const rows = await open.owner
      .selectFrom('roleGrant as g')
      .innerJoin('account as a', 'a.id', 'g.accountId')
      .select('g.role')
      .where('a.username', '=', username)
      .where('g.endsAt', 'is', null)
      .orderBy('g.role')
      .execute();
    return rows.map(({ role }) => role);
  };

  it('are given to a new account and follow the groups at every sign-in', async () => {
    service.person({ sub: 'q-1', preferred_username: 'Chi.Le', name: 'Lê Chi', groups: ['tham-dinh', 'la'] });
    expect(await signOn(openBrowser(open.app))).toBe('/');
    expect(await rolesOf('chi.le')).toEqual(['appraiser']);
    service.person({ sub: 'q-1', preferred_username: 'chi.le', groups: ['xem'] });
    await signOn(openBrowser(open.app));
    expect(await rolesOf('chi.le')).toEqual(['viewer']);
  });

  it('never make an administrator, give no role in a unit without one, and leave what was given here', async () => {
    service.person({ sub: 'q-2', preferred_username: 'ke-gian', groups: ['administrator', 'chuyen-vien'] });
    expect(await signOn(openBrowser(open.app))).toBe('/sign-in?problem=no-account');
    await open.addAccount('dung', 'council');
    service.person({ sub: 'q-3', preferred_username: 'dung', groups: ['xem'] });
    await signOn(openBrowser(open.app));
    service.person({ sub: 'q-3', preferred_username: 'dung', groups: [] });
    await signOn(openBrowser(open.app));
    expect(await rolesOf('dung')).toEqual(['council']);
  });

  it('do not break what excludes each other', async () => {
    await open.addAccount('em', 'administrator');
    service.person({ sub: 'q-4', preferred_username: 'em', groups: ['tham-dinh', 'xem'] });
    await signOn(openBrowser(open.app));
    expect(await rolesOf('em')).toEqual(['administrator', 'viewer']);
  });

  it('give no account to a name that somebody here has', async () => {
    const byMail = await createTestApp(
      {},
      { signOn: settings({ create: true, roles: new Map([['xem', 'viewer']]) }) },
    );
    byMail.clock.set(new Date().toISOString());
    await byMail.addAccount('quantri', 'administrator');
    service.person({ sub: 'q-5', preferred_username: 'quantri', groups: ['xem'] });
    expect(await signOn(openBrowser(byMail.app))).toBe('/sign-in?problem=no-account');
    await byMail.close();
  });
});

describe('a second factor', () => {
  it('is asked for here unless the service says it has asked for two', async () => {
    await open.addAccount('thuongtruc', 'standing-body');
    service.person({ sub: 'q-6', preferred_username: 'thuongtruc' });
    const browser = openBrowser(open.app);
    await signOn(browser);
    expect((await browser.get('/session')).json()).toMatchObject({ state: 'enrolment' });
    service.proved(['pwd', 'mfa']);
    const other = openBrowser(open.app);
    await signOn(other);
    expect((await other.get('/session')).json()).toMatchObject({ state: 'open' });
    service.proved(['pwd']);
    const third = openBrowser(open.app);
    await signOn(third);
    expect((await third.get('/session')).json()).toMatchObject({ state: 'enrolment' });
    service.proved([]);
  });

  it('or a locked screen is answered by proving anew at the service, by the same person in the same session', async () => {
    service.person({ sub: 'p-1' });
    const browser = openBrowser(test.app);
    await signOn(browser);
    await browser.get('/session');
    await browser.send('POST', '/session/lock');
    service.person({ sub: 'p-9' });
    expect(await signOn(browser, '/sign-in/oidc/start?again=1&next=/units')).toBe(
      '/sign-in?problem=other-person',
    );
    expect((await browser.get('/rounds')).statusCode).toBe(401);
    service.person({ sub: 'p-1' });
    expect(await signOn(browser, '/sign-in/oidc/start?again=1&next=/units')).toBe('/units');
    expect((await browser.get('/rounds')).statusCode).toBe(200);
  });
});

describe('the way back leads nowhere else', () => {
  it.each([
    ['https://evil.example/', '/'],
    ['//evil.example/', '/'],
    ['/\\evil.example', '/'],
    ['/rounds\r\nSet-Cookie: x=1', '/'],
    ['/rounds?x=%0d%0a', '/rounds?x=%0d%0a'],
    ['javascript:alert(1)', '/'],
  ])('%j', async (next, expected) => {
    service.person({ sub: 'p-1' });
    const start = `/sign-in/oidc/start?next=${encodeURIComponent(next)}`;
    expect(await signOn(openBrowser(test.app), start)).toBe(expected);
  });
});
