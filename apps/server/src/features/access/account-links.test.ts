import { sql } from 'kysely';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import '../jobs.ts';
import { DEFAULT_ACCESS } from '../../platform/access-settings.ts';
import { openBrowser, type TestBrowser } from '../../testing/browser.ts';
import { runWaiting } from '../../testing/job-runs.ts';
import { createTestApp, PASSWORD, type TestApp } from '../../testing/test-app.ts';

const access = { ...DEFAULT_ACCESS, secondFactor: 'optional' } as const;
const MAIL = {
  host: '127.0.0.1',
  port: 1,
  implicitTls: false,
  tls: 'off',
  caFile: undefined,
  user: undefined,
  password: undefined,
  from: { name: '', address: 'parix@example.vn' },
} as const;
const NEW_PASSWORD = 'sáng ra bờ suối, tối vào hang';

/** One installation with a mail server, one without. */
let mailed: TestApp;
let byHand: TestApp;
let admin: TestBrowser;
beforeAll(async () => {
  mailed = await createTestApp({}, { access, mail: MAIL });
  byHand = await createTestApp({}, { access });
  for (const test of [mailed, byHand]) await test.addAccount('quantri', 'administrator');
  admin = await signedIn(byHand);
});
afterAll(() => Promise.all([mailed.close(), byHand.close()]));

async function signedIn(test: TestApp, username = 'quantri', password = PASSWORD): Promise<TestBrowser> {
  const browser = openBrowser(test.app);
  expect((await browser.signIn(username, password)).statusCode).toBe(200);
  return browser;
}
const codeOf = (answer: { json: () => unknown }): string => (answer.json() as { code: string }).code;

const invitation = (username: string, more: object = {}) => ({
  username,
  displayName: `Người ${username}`,
  email: null,
  unitId: null,
  roles: [{ role: 'viewer' }],
  ...more,
});

/** Invites somebody where there is no mail. @returns the token of the link that the inviter is shown */
async function invite(username: string, more: object = {}): Promise<{ id: string; token: string }> {
  const made = await admin.send('POST', '/accounts/invitations', invitation(username, more));
  expect(made.statusCode, made.body).toBe(200);
  const { id } = made.json<{ id: string }>();
  return { id, token: await linkFor(id) };
}

async function linkFor(id: string): Promise<string> {
  const link = await admin.send('POST', `/accounts/${id}/link`);
  const { url } = link.json<{ url: string }>();
  expect(url).toMatch(/^http:\/\/parix\.test\/account-link#[\w-]{43}$/);
  return url.split('#')[1] ?? '';
}

const accept = (token: string, password = NEW_PASSWORD, browser = openBrowser(byHand.app)) =>
  browser.send('POST', '/account-links/invitation', { token, password });
const reset = (token: string, password = NEW_PASSWORD) =>
  openBrowser(byHand.app).send('POST', '/account-links/password-reset', { token, password });

describe('an invitation', () => {
  it('lets the person alone choose the password, and signs them in', async () => {
    const { token } = await invite('duoc-moi');
    const browser = openBrowser(byHand.app);
    expect((await browser.signIn('duoc-moi', NEW_PASSWORD)).statusCode).toBe(401);
    const shown = await browser.send('POST', '/account-links/read', { token });
    expect(shown.json()).toMatchObject({ kind: 'invitation', username: 'duoc-moi', minLength: 15 });
    expect((await accept(token, NEW_PASSWORD, browser)).json()).toMatchObject({
      state: 'open',
      account: { username: 'duoc-moi', roles: ['viewer'] },
    });
    expect((await browser.get('/rounds')).statusCode).toBe(200);
    expect((await openBrowser(byHand.app).signIn('duoc-moi', NEW_PASSWORD)).statusCode).toBe(200);
  });

  it('works once, even when two browsers use it at the same moment', async () => {
    const { token } = await invite('mot-lan');
    const answers = await Promise.all([accept(token), accept(token, 'một câu khác hẳn câu kia')]);
    expect(answers.map((answer) => answer.statusCode).sort()).toEqual([200, 410]);
    expect(codeOf(await accept(token))).toBe('link-invalid');
  });

  it('runs out after seven days, to the instant', async () => {
    byHand.clock.set('2022-03-01T08:00:00Z');
    const { token } = await invite('qua-han');
    const late = (await invite('qua-han-2')).token;
    byHand.clock.set('2022-03-08T07:59:59.999Z');
    expect((await accept(token)).statusCode).toBe(200);
    byHand.clock.set('2022-03-08T08:00:00.000Z');
    expect(codeOf(await accept(late))).toBe('link-invalid');
    byHand.clock.set('2022-03-01T08:00:00Z');
    admin = await signedIn(byHand);
  });

  it('is replaced by a newer one, and gone with the account', async () => {
    const { id, token } = await invite('cap-lai');
    const newer = await linkFor(id);
    expect(codeOf(await accept(token))).toBe('link-invalid');
    await admin.send('DELETE', `/accounts/${id}`);
    expect(codeOf(await accept(newer))).toBe('link-invalid');
  });

  it('is not used up by a password that is refused, nor by looking at it', async () => {
    const { token } = await invite('thu-lai');
    const short = await accept(token, 'ngắn');
    expect(short.json()).toMatchObject({ code: 'password-refused', errors: [{ place: '/password' }] });
    expect((await accept(token)).statusCode).toBe(200);
  });

  it('takes a password of five hundred characters as it is: nothing is cut off, trimmed or changed', async () => {
    const { token } = await invite('dai');
    const long = ` ${'câu này dài, có dấu và khoảng trắng; '.repeat(20)}`.slice(0, 500);
    expect((await accept(token, `${long}x`)).statusCode).toBe(400);
    expect((await accept(token, long)).statusCode).toBe(200);
    const enter = async (password: string) =>
      (await openBrowser(byHand.app).signIn('dai', password)).statusCode;
    expect(await enter(long)).toBe(200);
    expect(await enter(long.slice(0, -1))).toBe(401);
    expect(await enter(`${long.slice(0, -1)}#`)).toBe(401);
    expect(await enter(long.trim())).toBe(401);
  });

  it('is stored as a hash, and stands in no log and no stored answer', async () => {
    const { token } = await invite('khong-lo');
    await accept(token);
    const stored = JSON.stringify([
      await byHand.owner.selectFrom('accountLink').selectAll().execute(),
      await byHand.owner.selectFrom('auditEvent').selectAll().execute(),
      await byHand.owner.selectFrom('idempotencyKey').selectAll().execute(),
      byHand.logLines(),
    ]);
    expect(stored).not.toContain(token);
    expect(stored).not.toContain(NEW_PASSWORD);
  });

  it('leads whoever needs a second factor to its enrolment, where eight characters are enough', async () => {
    const strict = await createTestApp({}, { access: DEFAULT_ACCESS });
    await strict.addAccount('quantri', 'viewer');
    const id = await strict.addAccount('moi', 'standing-body', { passwordHash: null });
    const token = 'k'.repeat(43);
    const { createHash } = await import('node:crypto');
    const tokenHash = createHash('sha256').update(token).digest();
    const [createdAt, expiresAt] = ['2022-03-01T07:00:00Z', '2022-03-02T07:00:00Z'];
    const link = { tokenHash, accountId: id, kind: 'invitation', createdAt, expiresAt } as const;
    await strict.owner.insertInto('accountLink').values(link).execute();
    const browser = openBrowser(strict.app);
    expect((await browser.send('POST', '/account-links/read', { token })).json()).toMatchObject({
      minLength: 8,
    });
    const accepted = await accept(token, 'chim sẻ 9', browser);
    expect(accepted.json()).toMatchObject({ state: 'enrolment' });
    expect(codeOf(await browser.get('/rounds'))).toBe('second-factor-required');
    await strict.close();
  });
});

describe('a token wider than its scope', () => {
  it('does not exist: each link is good for its own act, gives no session but that of an invitation', async () => {
    const { id, token } = await invite('pham-vi');
    expect(codeOf(await reset(token))).toBe('link-invalid');
    const email = await openBrowser(byHand.app).send('POST', '/account-links/email', { token });
    expect(codeOf(email)).toBe('link-invalid');
    await accept(token);
    const resetToken = await linkFor(id);
    expect(codeOf(await accept(resetToken))).toBe('link-invalid');
    const browser = openBrowser(byHand.app);
    const done = await browser.send('POST', '/account-links/password-reset', {
      token: resetToken,
      password: NEW_PASSWORD,
    });
    expect([done.statusCode, done.cookies, done.json()]).toEqual([200, [], {}]);
    expect((await browser.get('/session')).statusCode).toBe(401);
  });
});

describe('a forgotten password', () => {
  it('is reset by a link of one hour; sessions end, the second factor stays', async () => {
    const { id, token } = await invite('quen');
    await accept(token);
    const before = await signedIn(byHand, 'quen', NEW_PASSWORD);
    const resetToken = await linkFor(id);
    const next = 'trăng sáng quá, soi rõ mọi ngả';
    expect((await reset(resetToken, next)).statusCode).toBe(200);
    expect((await before.get('/session')).statusCode).toBe(401);
    expect((await openBrowser(byHand.app).signIn('quen', NEW_PASSWORD)).statusCode).toBe(401);
    expect((await openBrowser(byHand.app).signIn('quen', next)).statusCode).toBe(200);
    const late = await linkFor(id);
    byHand.clock.set('2022-03-01T09:00:00Z');
    expect(codeOf(await reset(late))).toBe('link-invalid');
    byHand.clock.set('2022-03-01T08:00:00Z');
  });

  it('is answered alike for everybody; the mail goes to those who have an address', async () => {
    await mailed.addAccount('co-thu', 'viewer', { email: 'co.thu@example.vn' });
    await mailed.addAccount('khong-thu', 'viewer');
    const ask = (name: string) => openBrowser(mailed.app).send('POST', '/password-resets', { name });
    const answers = await Promise.all(['co-thu', 'CO.THU@example.vn', 'khong-thu', 'khong-ai'].map(ask));
    expect(new Set(answers.map((answer) => `${answer.statusCode} ${answer.body}`)).size).toBe(1);
    expect(await runWaiting(mailed, 'access.mail-password-reset')).toBe(3);
    const mails = await mailed.owner.selectFrom('mail').select(['recipient', 'kind', 'subject']).execute();
    expect(mails).toEqual([
      { recipient: 'co.thu@example.vn', kind: 'password-reset', subject: 'Đặt lại mật khẩu Parix' },
    ]);
    const { rows } = await sql<{ blocks: unknown }>`select blocks from mail_content`.execute(mailed.owner);
    expect(JSON.stringify(rows)).toMatch(/http:\/\/parix\.test\/account-link#[\w-]{43}/);
  });

  it('without a mail server tells to ask the administrator', async () => {
    const answer = await openBrowser(byHand.app).send('POST', '/password-resets', { name: 'quantri' });
    expect(answer.json()).toEqual({ mail: false });
  });
});

describe('where mail is configured', () => {
  it('the link goes to the person only: the inviter never sees it', async () => {
    const browser = await signedIn(mailed);
    const body = invitation('qua-thu', { email: 'qua.thu@example.vn' });
    const { id } = (await browser.send('POST', '/accounts/invitations', body)).json<{ id: string }>();
    const link = await browser.send('POST', `/accounts/${id}/link`);
    expect(link.json()).toMatchObject({ mail: 'queued', url: null });
    const taken = await browser.send(
      'POST',
      '/accounts/invitations',
      invitation('khac', { email: body.email }),
    );
    expect(codeOf(taken)).toBe('email-taken');
  });

  it('a new address holds only after its mailbox has confirmed it, and the old one is told', async () => {
    const id = await mailed.addAccount('doi-thu', 'viewer', { email: 'cu@example.vn' });
    const browser = await signedIn(mailed, 'doi-thu');
    expect((await browser.send('POST', '/account/email', { email: 'MOI@example.vn' })).statusCode).toBe(200);
    expect((await browser.get('/account')).json()).toMatchObject({ email: 'cu@example.vn' });
    const { rows } = await sql<{ blocks: unknown }>`select c.blocks from mail_content c join mail m
      on m.id = c.mail_id where m.recipient = 'moi@example.vn'`.execute(mailed.owner);
    const token = /account-link#([\w-]{43})/.exec(JSON.stringify(rows))?.[1] ?? '';
    const stranger = openBrowser(mailed.app);
    expect((await stranger.send('POST', '/account-links/email', { token })).json()).toEqual({
      email: 'moi@example.vn',
    });
    expect((await browser.get('/account')).json()).toMatchObject({ email: 'moi@example.vn' });
    const told = await mailed.owner
      .selectFrom('mail')
      .select(['recipient', 'kind'])
      .where('accountId', '=', id)
      .orderBy('createdAt')
      .execute();
    expect(told).toContainEqual({ recipient: 'cu@example.vn', kind: 'account-changed' });
  });
});

describe('somebody who has lost the second factor', () => {
  it('starts anew: no factor, no password, no session is left, so that a password alone never becomes enough', async () => {
    const { id, token } = await invite('mat-het');
    const browser = openBrowser(byHand.app);
    await accept(token, NEW_PASSWORD, browser);
    await browser.send('POST', '/account/totp');
    expect((await admin.send('POST', `/accounts/${id}/factors/reset`)).statusCode).toBe(200);
    expect((await browser.get('/session')).statusCode).toBe(401);
    expect((await openBrowser(byHand.app).signIn('mat-het', NEW_PASSWORD)).statusCode).toBe(401);
    const again = await linkFor(id);
    expect((await accept(again, 'làm lại từ đầu cho chắc chắn')).statusCode).toBe(200);
  });

  it('is not the administrator themselves', async () => {
    const me = (await admin.get('/session')).json<{ account: { id: string } }>().account.id;
    expect(codeOf(await admin.send('POST', `/accounts/${me}/factors/reset`))).toBe('forbidden');
  });
});
