import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { ConnectionConfig } from './db/database.ts';
import { DEFAULT_ACCESS } from './platform/access-settings.ts';
import { printSignInLink } from './sign-in-link.ts';
import { openBrowser } from './testing/browser.ts';
import { createTestApp, PASSWORD, type TestApp } from './testing/test-app.ts';

const NEW_PASSWORD = 'sáng ra bờ suối, tối vào hang';

let test: TestApp;
let env: Record<string, string>;

const urlOf = ({ user, password, host, port, database }: ConnectionConfig): string =>
  `postgres://${user}:${String(password)}@${encodeURIComponent(String(host))}:${port}/${database}`;

beforeAll(async () => {
  test = await createTestApp({}, { access: { ...DEFAULT_ACCESS, secondFactor: 'optional' } });
  await test.addAccount('quantri', 'administrator');
  const urls = { DATABASE_URL: urlOf(test.ownerConnection), DATABASE_APP_URL: urlOf(test.connection) };
  // The link is followed on this server, whose clock stands still; the command takes the time of the machine.
  env = { ...urls, PARIX_DATA: test.dataDir, PUBLIC_URL: 'http://parix.test' };
});
afterAll(() => test.close());

const tokenIn = (said: string): string =>
  /http:\/\/parix\.test\/account-link#([\w-]{43})/.exec(said)?.[1] ?? '';
const follow = (kind: 'invitation' | 'password-reset', token: string) =>
  openBrowser(test.app).send('POST', `/account-links/${kind}`, { token, password: NEW_PASSWORD });
const enter = async (password: string) =>
  (await openBrowser(test.app).signIn('quantri', password)).statusCode;

describe('a link of the operator of the machine', () => {
  it('lets the last administrator choose a password once, and is recorded without its token', async () => {
    const said = await printSignInLink({ username: 'QuanTri', reset: false, env });
    expect(said).toContain('Liên kết dùng một lần cho QuanTri');
    const token = tokenIn(said);
    expect(await enter(PASSWORD)).toBe(200);
    expect((await follow('password-reset', token)).statusCode).toBe(200);
    expect((await follow('password-reset', token)).json()).toMatchObject({ code: 'link-invalid' });
    expect([await enter(PASSWORD), await enter(NEW_PASSWORD)]).toEqual([401, 200]);
    const audit = await test.owner.selectFrom('auditEvent').selectAll().execute();
    const made = audit.filter(({ action }) => action === 'account.link-made');
    expect(made).toMatchObject([{ actorId: null }]);
    expect(JSON.stringify(audit)).not.toContain(token);
  });

  it('takes password, second factor and sessions away first when it is asked to reset', async () => {
    const inside = openBrowser(test.app);
    expect((await inside.signIn('quantri', NEW_PASSWORD)).statusCode).toBe(200);
    const said = await printSignInLink({ username: 'quantri', reset: true, env, locale: 'en' });
    expect(said).toContain('Single-use link for quantri');
    expect((await inside.get('/accounts')).statusCode).toBe(401);
    expect(await enter(NEW_PASSWORD)).toBe(401);
    expect((await follow('invitation', tokenIn(said))).statusCode).toBe(200);
    expect(await enter(NEW_PASSWORD)).toBe(200);
  });

  it('names an account that is not there or is disabled, and makes nothing', async () => {
    const id = await test.addAccount('da-khoa', 'viewer');
    await test.owner
      .updateTable('account')
      .set({ disabledAt: test.clock.now() })
      .where('id', '=', id)
      .execute();
    for (const username of ['khong-co', 'da-khoa']) {
      await expect(printSignInLink({ username, reset: true, env })).rejects.toMatchObject({
        code: 'ACCOUNT_NOT_FOUND',
      });
    }
    const links = await test.owner
      .selectFrom('accountLink')
      .where('accountId', '=', id)
      .selectAll()
      .execute();
    expect(links).toEqual([]);
  });
});
