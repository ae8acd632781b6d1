/**
 * Every way in, in a real browser against servers of its own: invitation by mail, authenticator app, passkey, reset,
 * lock-out, single sign-on, locked screen, weighty acts, sessions ended from elsewhere. Each screen is looked at on a
 * phone and on a desk.
 */
import type { Browser, BrowserContext, Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type MailServer, startMailServer } from '../../apps/server/src/testing/mail-server.ts';
import { CLIENT, type OidcService, startOidcService } from '../../apps/server/src/testing/oidc-service.ts';
import { totpCode } from '../../apps/server/src/testing/totp-code.ts';
import { launchBrowser } from '../browser.ts';
import { look } from '../pages/look.ts';
import { type RunningServer, startServer } from '../start-server.ts';

const CHI = {
  username: 'chi.le',
  name: 'Lê Thị Chi',
  email: 'chi.le@noivu.example.vn',
  password: 'đò ngang 9',
};
const NEW_PASSWORD = 'đò dọc 10 mái chèo';

let browser: Browser;
let mail: MailServer;
let server: RunningServer;
let admin: { page: Page; secret: string; since: number };
let chiSecret = '';
/** Of the person, each good once: they stand in for the app where the test is not about it. */
let recoveryCodes: string[] = [];

beforeAll(async () => {
  browser = await launchBrowser();
  mail = await startMailServer();
  server = await startServer(
    () => ({
      PARIX_DEMO: 'off',
      PARIX_CONFIRM_MINUTES: '1',
      PARIX_ADMIN_IDLE_MINUTES: '15',
      SMTP_URL: `smtp://127.0.0.1:${mail.port}`,
      SMTP_TLS: 'off',
      MAIL_FROM: 'Sở Nội vụ tỉnh Mẫu <cchc@mau.example.vn>',
    }),
    'localhost',
  );
});
afterAll(async () => {
  await browser.close();
  await Promise.all([server.stop(), mail.close()]);
});

const open = async (path = '/', target = server): Promise<Page> => {
  const context = await browser.newContext({ viewport: { width: 1440, height: 900 }, locale: 'vi-VN' });
  const page = await context.newPage();
  await page.goto(`${target.url}${path}`);
  return page;
};

const INVITATION = 'Mời sử dụng hệ thống chấm điểm cải cách hành chính Parix';
const RESET = 'Đặt lại mật khẩu Parix';
const mailsAbout = (subject: string) => mail.mails.filter((each) => each.subject === subject);

/** The link in the latest mail of that subject to an address, once it has come; notices of other acts come between. */
async function mailedLink(address: string, subject: string): Promise<string> {
  let link: string | undefined;
  await expect
    .poll(
      () => {
        const texts = mailsAbout(subject)
          .filter(({ to_ }) => to_.includes(address))
          .map(({ text = '' }) => text);
        link = texts.flatMap((text) => /http:\/\/localhost:\d+\/account-link#[\w-]+/.exec(text) ?? []).at(-1);
        return link;
      },
      { timeout: 120_000 },
    )
    .toBeDefined();
  return link ?? '';
}

async function fillPassword(page: Page, username: string, password: string): Promise<void> {
  await page.getByLabel('Tên đăng nhập').fill(username);
  await page.getByLabel('Mật khẩu', { exact: true }).fill(password);
  await page.getByRole('button', { name: 'Đăng nhập', exact: true }).click();
}

/** Sets up an app with the secret that is shown for typing. @returns the secret */
async function setUpApp(page: Page): Promise<string> {
  await page.getByText('Không quét được?').click();
  const secret = (await page.locator('.pw-steps code').innerText()).replace(/\s/g, '');
  await page.getByLabel('Mã trong ứng dụng').fill(totpCode(secret, new Date()));
  await page.getByRole('button', { name: 'Kích hoạt' }).click();
  await page.getByText('Cất các mã dự phòng này').waitFor();
  return secret;
}

/** A code of a half minute that was not used yet: the same one is accepted once. */
async function freshCode(secret: string, used: Set<string>): Promise<string> {
  for (;;) {
    const code = totpCode(secret, new Date());
    if (!used.has(`${secret}${code}`)) {
      used.add(`${secret}${code}`);
      return code;
    }
    await new Promise((resolve) => setTimeout(resolve, 1000));
  }
}
const used = new Set<string>();

async function inWorkspace(page: Page): Promise<void> {
  await page.getByRole('navigation', { name: 'Các phần của hệ thống' }).waitFor();
}

async function signOut(page: Page): Promise<void> {
  await page.setViewportSize({ width: 1440, height: 900 });
  await page.getByRole('button', { name: 'Đăng xuất' }).click();
  await page.getByRole('heading', { level: 1, name: 'Đăng nhập' }).waitFor();
}

describe('the first administrator', () => {
  it('reaches nothing before a second factor is set up, and everything after', async () => {
    const password = /quantri \/ (\S+)/.exec(server.said())?.[1] ?? '';
    expect(server.said()).toContain('Xác thực hai bước: bắt buộc');
    const page = await open();
    await page.getByRole('heading', { level: 1, name: 'Đăng nhập' }).waitFor();
    await look(page, 'sign-in');
    await fillPassword(page, 'quantri', password);
    await page.getByRole('heading', { level: 1, name: 'Thiết lập xác thực hai bước' }).waitFor();
    await look(page, 'enrol-app');
    await page.goto(`${server.url}/accounts`);
    await page.getByRole('heading', { level: 1, name: 'Thiết lập xác thực hai bước' }).waitFor();
    const secret = await setUpApp(page);
    used.add(`${secret}${totpCode(secret, new Date())}`);
    await look(page, 'recovery-codes');
    expect(await page.getByRole('list', { name: 'Mã dự phòng' }).getByRole('listitem').count()).toBe(10);
    await page.getByRole('button', { name: 'Đã cất mã, vào hệ thống' }).click();
    await inWorkspace(page);
    admin = { page, secret, since: Date.now() };
  });
});

describe('an invitation', () => {
  it('is sent by mail, and the person chooses the password and sets up the app', async () => {
    const { page } = admin;
    await page.setViewportSize({ width: 1440, height: 900 });
    await page.goto(`${server.url}/accounts`);
    await page.getByRole('button', { name: 'Mời người dùng mới' }).click();
    const dialog = page.getByRole('dialog');
    await dialog.getByRole('button', { name: 'Mời' }).click();
    await dialog.getByText('Nhập họ tên.').waitFor();
    await look(page, 'invite');
    await page.setViewportSize({ width: 1440, height: 900 });
    await dialog.getByLabel('Tên đăng nhập').fill(CHI.username);
    await dialog.getByLabel('Họ tên').fill(CHI.name);
    await dialog.getByLabel('Địa chỉ thư').fill(CHI.email);
    await dialog.getByLabel('Đầu mối CCHC đơn vị').uncheck();
    await dialog.getByLabel('Cơ quan thường trực').check();
    await dialog.getByRole('button', { name: 'Mời' }).click();
    await confirmIfAsked(page, `đã được gửi tới ${CHI.email}`);
    await dialog.getByRole('button', { name: 'Đóng' }).click();
    await page.getByRole('link', { name: CHI.username }).waitFor();

    const person = await open((await mailedLink(CHI.email, INVITATION)).slice(server.url.length));
    await person.getByText('tên đăng nhập của bạn là chi.le').waitFor();
    expect(person.url()).toBe(`${server.url}/account-link`);
    await look(person, 'invitation');
    await person.getByLabel('Mật khẩu mới').fill('chi');
    await person.getByRole('button', { name: 'Đặt mật khẩu và đăng nhập' }).click();
    await person.getByText('Cần ít nhất 8 ký tự; hiện có 3.').waitFor();
    await person.getByLabel('Mật khẩu mới').fill('Chi Le 2026');
    await person.getByRole('button', { name: 'Đặt mật khẩu và đăng nhập' }).click();
    await person.getByText('Mật khẩu mới chưa đạt').waitFor();
    await person.getByLabel('Mật khẩu mới').fill(CHI.password);
    await person.getByRole('button', { name: 'Đặt mật khẩu và đăng nhập' }).click();
    chiSecret = await setUpApp(person);
    used.add(`${chiSecret}${totpCode(chiSecret, new Date())}`);
    recoveryCodes = await person
      .getByRole('list', { name: 'Mã dự phòng' })
      .getByRole('listitem')
      .allInnerTexts();
    await person.getByRole('button', { name: 'Đã cất mã, vào hệ thống' }).click();
    await inWorkspace(person);
    await signOut(person);
    await fillPassword(person, CHI.username, CHI.password);
    await person.getByText('Lê Thị Chi: còn một bước xác thực nữa.').waitFor();
    await look(person, 'second-factor');
    await person.getByLabel('Mã xác thực').fill('000000');
    await person.getByRole('button', { name: 'Xác nhận', exact: true }).click();
    await person.getByText('không đúng').first().waitFor();
    await person.getByLabel('Mã xác thực').fill(await freshCode(chiSecret, used));
    await person.getByRole('button', { name: 'Xác nhận', exact: true }).click();
    await inWorkspace(person);
    await person.context().close();
  });

  it('whose link was used says so', async () => {
    const page = await open((await mailedLink(CHI.email, INVITATION)).slice(server.url.length));
    await page.getByText('Liên kết không còn dùng được').first().waitFor();
    await look(page, 'link-used');
    await page.context().close();
  });
});

describe('a passkey', () => {
  it('is registered on the own account’s page and then signs in without a name', async () => {
    const page = await open();
    const device = await page.context().newCDPSession(page);
    await device.send('WebAuthn.enable');
    await device.send('WebAuthn.addVirtualAuthenticator', {
      options: {
        protocol: 'ctap2',
        transport: 'internal',
        hasResidentKey: true,
        hasUserVerification: true,
        isUserVerified: true,
        automaticPresenceSimulation: true,
      },
    });
    await fillPassword(page, CHI.username, CHI.password);
    await page.getByLabel('Mã xác thực').fill(await freshCode(chiSecret, used));
    await page.getByRole('button', { name: 'Xác nhận', exact: true }).click();
    await inWorkspace(page);
    await page.getByRole('link', { name: `${CHI.name} – tài khoản của tôi` }).click();
    await page.getByRole('heading', { level: 1, name: 'Tài khoản của tôi' }).waitFor();
    await page.getByRole('button', { name: 'Thêm khóa truy cập' }).click();
    const dialog = page.getByRole('dialog');
    await dialog.getByLabel('Tên của khóa').fill('Máy ở cơ quan');
    await look(page, 'add-passkey');
    await dialog.getByRole('button', { name: 'Tạo khóa truy cập' }).click();
    await page.getByText('Máy ở cơ quan').waitFor();
    await look(page, 'own-account');
    await signOut(page);
    await page.getByRole('button', { name: 'Đăng nhập bằng khóa truy cập' }).click();
    await inWorkspace(page);
    await page.goto(`${server.url}/account`);
    await page.getByText('dùng lần cuối').waitFor();
    await page.getByRole('button', { name: 'Gỡ khóa Máy ở cơ quan' }).click();
    await page.getByRole('dialog').getByRole('button', { name: 'Gỡ' }).click();
    await page.getByText('Máy ở cơ quan', { exact: true }).waitFor({ state: 'detached' });
    await page.context().close();
  });
});

describe('a forgotten password', () => {
  it('is reset through a mailed link; the second factor is still asked for', async () => {
    const page = await open('/sign-in');
    await page.getByRole('link', { name: 'Quên mật khẩu?' }).click();
    await page.getByRole('heading', { level: 1, name: 'Đặt lại mật khẩu' }).waitFor();
    await look(page, 'forgot');
    await page.setViewportSize({ width: 1440, height: 900 });
    await page.getByLabel('Tên đăng nhập hoặc địa chỉ thư').fill('khong.ai@example.vn');
    await page.getByRole('button', { name: 'Gửi liên kết' }).click();
    const answer = await page.getByRole('status').innerText();
    await page.reload();
    await page.getByLabel('Tên đăng nhập hoặc địa chỉ thư').fill(CHI.username);
    await page.getByRole('button', { name: 'Gửi liên kết' }).click();
    expect(await page.getByRole('status').innerText()).toBe(answer);
    await page.goto(await mailedLink(CHI.email, RESET));
    // The name that nobody has was asked for first: its mail would have come before this one.
    expect(mailsAbout(RESET)).toHaveLength(1);
    await page.reload();
    await page.goto('about:blank');
    await page.goto(await mailedLink(CHI.email, RESET));
    await page.getByRole('heading', { level: 1, name: 'Đặt mật khẩu mới' }).waitFor();
    await look(page, 'reset');
    await page.getByLabel('Mật khẩu mới').fill(NEW_PASSWORD);
    await page.getByRole('button', { name: 'Đặt mật khẩu mới' }).click();
    await page.getByText('Đã đặt mật khẩu mới.').waitFor();
    await fillPassword(page, CHI.username, NEW_PASSWORD);
    await page.getByLabel('Mã xác thực').fill(recoveryCodes.pop() ?? '');
    await page.getByRole('button', { name: 'Xác nhận', exact: true }).click();
    await inWorkspace(page);
    await page.context().close();
  });
});

describe('guessing', () => {
  it('is told to wait, in the same words for a name that nobody has', async () => {
    const page = await open('/sign-in');
    for (const username of ['khong-co-ai', CHI.username]) {
      for (let attempt = 0; attempt < 5; attempt += 1) {
        await fillPassword(page, username, `đoán bừa ${attempt}`);
        await page.getByRole('alert').waitFor();
      }
      await page.getByText('Tài khoản tạm khóa do nhập sai nhiều lần.').waitFor();
    }
    await look(page, 'locked-out');
    await page.context().close();
  });
});

describe('an administrator', () => {
  it('sees the lock, ends it, and is asked who they are before giving a role', async () => {
    const { page, secret } = admin;
    await page.setViewportSize({ width: 1440, height: 900 });
    await page.goto(`${server.url}/accounts`);
    await page.getByRole('link', { name: CHI.username }).waitFor();
    await look(page, 'accounts');
    await page.setViewportSize({ width: 1440, height: 900 });
    await page.getByRole('link', { name: CHI.username }).click();
    await page.getByText('Tạm khóa đến').waitFor();
    await look(page, 'account');
    await page.setViewportSize({ width: 1440, height: 900 });
    await page.getByRole('button', { name: 'Bỏ tạm khóa' }).click();
    await page.getByText('Tạm khóa đến').waitFor({ state: 'detached' });
    // Weighty acts ask anew once a minute has passed since the last proof.
    await new Promise((resolve) => setTimeout(resolve, Math.max(0, admin.since + 61_000 - Date.now())));
    await page.getByRole('button', { name: 'Giao vai trò' }).click();
    const giving = page.getByRole('dialog', { name: 'Giao vai trò' });
    await giving.getByLabel('Vai trò').selectOption('council');
    await giving.getByLabel('Kết thúc').fill('31/12/2030 17:00');
    await giving.getByRole('button', { name: 'Giao vai trò' }).click();
    const asking = page.getByRole('dialog', { name: 'Xác nhận người thực hiện' });
    await asking.getByLabel('Mã xác thực').waitFor();
    await look(page, 'step-up');
    await page.setViewportSize({ width: 1440, height: 900 });
    await asking.getByLabel('Mã xác thực').fill(await freshCode(secret, used));
    await asking.getByRole('button', { name: 'Xác nhận và tiếp tục' }).click();
    await giving.waitFor({ state: 'detached' });
    await page.getByRole('rowheader', { name: 'Hội đồng đánh giá' }).waitFor();
  });

  it('ends the sessions of somebody, whose open page then asks them to sign in again', async () => {
    const person = await open();
    await fillPassword(person, CHI.username, NEW_PASSWORD);
    await person.getByLabel('Mã xác thực').fill(recoveryCodes.pop() ?? '');
    await person.getByRole('button', { name: 'Xác nhận', exact: true }).click();
    await inWorkspace(person);
    await admin.page.getByRole('button', { name: 'Kết thúc mọi phiên' }).click();
    await admin.page.getByText('Đã thực hiện.').waitFor();
    // Whatever the page asks next is answered by the question; it may have asked by itself already.
    const link = person.getByRole('link', { name: 'Đợt đánh giá' }).first();
    await link.click({ timeout: 2000 }).catch(() => undefined);
    await person.getByRole('dialog', { name: 'Phiên làm việc đã hết' }).waitFor();
    await look(person, 'signed-out');
    await person.context().close();
  });
});

describe('a session', () => {
  it('is ended from another browser of the same person', async () => {
    const [here, there] = await Promise.all([enterAs(CHI.username), enterAs(CHI.username)]);
    await here.goto(`${server.url}/account`);
    await here.getByRole('button', { name: 'Kết thúc mọi phiên khác' }).click();
    await here.getByText('Đã kết thúc 1 phiên khác.').waitFor();
    await there.goto(`${server.url}/rounds`);
    await there.getByRole('heading', { level: 1, name: 'Đăng nhập' }).waitFor();
    await Promise.all([here.context().close(), there.context().close()]);
  });

  it('is locked when nobody touches the page, keeps what was typed, and goes on after one proof', async () => {
    const page = await enterAs(CHI.username, async (context) => context.clock().install());
    await page.goto(`${server.url}/account`);
    const name = page.getByLabel('Họ tên');
    await name.fill('Lê Thị Chi (đang sửa dở)');
    await page.clock.fastForward('14:20');
    await page.getByText('màn hình sẽ khóa trong vòng một phút').waitFor();
    await page.clock.fastForward('01:00');
    const locked = page.getByRole('dialog', { name: 'Màn hình đã khóa' });
    await locked.waitFor();
    await look(page, 'locked');
    const refused = await page.context().request.get(`${server.url}/api/v1/rounds`);
    expect([refused.status(), (await refused.json()) as unknown]).toMatchObject([
      401,
      { code: 'session-locked' },
    ]);
    await locked.getByLabel('Mật khẩu').fill(NEW_PASSWORD);
    await locked.getByRole('button', { name: 'Mở khóa' }).click();
    await locked.waitFor({ state: 'detached' });
    expect(await name.inputValue()).toBe('Lê Thị Chi (đang sửa dở)');
    await page.context().close();
  });
});

/** Signed in with password and app, in a browser of its own. */
async function enterAs(
  username: string,
  prepare: (context: { clock: () => BrowserContext['clock'] }) => Promise<void> = async () => undefined,
): Promise<Page> {
  const context = await browser.newContext({ viewport: { width: 1440, height: 900 }, locale: 'vi-VN' });
  const page = await context.newPage();
  await page.goto(`${server.url}/`);
  await fillPassword(page, username, NEW_PASSWORD);
  await page.getByLabel('Mã xác thực').fill(recoveryCodes.pop() ?? '');
  await page.getByRole('button', { name: 'Xác nhận', exact: true }).click();
  await inWorkspace(page);
  await prepare({ clock: () => context.clock });
  return page;
}

describe('people of a unit', () => {
  const UNITS = 'unit,name,kind,block,valid from\nso-mau,Sở Mẫu,department,Khối sở,2015-01-01\n';

  it('are invited by their focal point, who was handed a link because nobody had an address', async () => {
    const standing = await enterAs(CHI.username);
    await importUnits(standing, UNITS);
    await standing.context().close();
    const { page } = admin;
    await page.setViewportSize({ width: 1440, height: 900 });
    await page.goto(`${server.url}/accounts`);
    await page.getByRole('button', { name: 'Mời người dùng mới' }).click();
    const inviting = page.getByRole('dialog');
    await inviting.getByLabel('Tên đăng nhập').fill('dau.moi');
    await inviting.getByLabel('Họ tên').fill('Trần Đầu Mối');
    await inviting.getByLabel('Đơn vị', { exact: true }).selectOption({ label: 'Sở Mẫu (so-mau)' });
    await inviting.getByRole('button', { name: 'Mời' }).click();
    await confirmIfAsked(page, 'Trao liên kết này cho đúng người');
    await look(page, 'handed-link');
    const link = await page.getByRole('dialog').locator('code').innerText();

    const focal = await open(link.slice(server.url.length));
    await focal.getByLabel('Mật khẩu mới').fill('ngõ nhỏ phố nhỏ nhà tôi ở đó');
    await focal.getByRole('button', { name: 'Đặt mật khẩu và đăng nhập' }).click();
    await inWorkspace(focal);
    await focal.getByRole('link', { name: 'Người của đơn vị' }).click();
    await focal.getByRole('button', { name: 'Mời chuyên viên' }).click();
    const dialog = focal.getByRole('dialog');
    await dialog.getByLabel('Tên đăng nhập').fill('chuyen.vien');
    await dialog.getByLabel('Họ tên').fill('Đỗ Chuyên Viên');
    await dialog.getByRole('button', { name: 'Mời', exact: true }).click();
    await dialog.getByText('Trao liên kết này cho đúng người').waitFor();
    await dialog.getByRole('button', { name: 'Đóng' }).click();
    await focal.getByRole('rowheader', { name: 'Đỗ Chuyên Viên' }).waitFor();
    await look(focal, 'unit-people');
    await focal.setViewportSize({ width: 1440, height: 900 });
    await focal.getByRole('link', { name: 'Trần Đầu Mối – tài khoản của tôi' }).click();
    await focal.getByRole('button', { name: 'Ủy quyền việc của tôi' }).click();
    const lending = focal.getByRole('dialog');
    await lending.getByLabel('Người làm thay').selectOption({ label: 'Đỗ Chuyên Viên' });
    await lending.getByLabel('Kết thúc').fill('31/12/2030 17:00');
    await lending.getByLabel('Lý do').fill('Đi công tác');
    await look(focal, 'delegate');
    await focal.setViewportSize({ width: 1440, height: 900 });
    await lending.getByRole('button', { name: 'Ủy quyền', exact: true }).click();
    await focal.getByText('Trần Đầu Mối → Đỗ Chuyên Viên').waitFor();
    await focal.context().close();
  });
});

/** Units through the same import as everybody’s, with the session of the page. */
async function importUnits(page: Page, csv: string): Promise<void> {
  const { request } = page.context();
  const me = (await (await request.get(`${server.url}/api/v1/session`)).json()) as { csrfToken: string };
  const answer = await request.post(`${server.url}/api/v1/units/import?dryRun=false`, {
    headers: { 'x-csrf-token': me.csrfToken },
    multipart: { file: { name: 'don-vi.csv', mimeType: 'text/csv', buffer: Buffer.from(csv) } },
  });
  expect(answer.status(), await answer.text()).toBe(200);
}

/** The last proof may be older than the minute that this server allows. */
async function confirmIfAsked(page: Page, outcome: string): Promise<void> {
  const asking = page.getByRole('dialog', { name: 'Xác nhận người thực hiện' });
  const done = page.getByText(outcome);
  await asking.or(done).first().waitFor();
  if (await asking.isVisible()) {
    await asking.getByLabel('Mã xác thực').fill(await freshCode(admin.secret, used));
    await asking.getByRole('button', { name: 'Xác nhận và tiếp tục' }).click();
    admin.since = Date.now();
  }
  await done.waitFor();
}

describe('single sign-on', () => {
  let other: RunningServer;
  let service: OidcService;
  beforeAll(async () => {
    other = await startServer(async (url) => {
      service = await startOidcService([`${url}/sign-in/oidc/callback`], { withPage: true });
      return {
        PARIX_DEMO: 'off',
        OIDC_ISSUER: service.issuer,
        OIDC_CLIENT_ID: CLIENT.id,
        OIDC_CLIENT_SECRET: CLIENT.secret,
        OIDC_LABEL: 'Tài khoản công vụ tỉnh Mẫu',
        OIDC_SCOPE: 'openid profile email groups',
        OIDC_MATCH: 'username',
        OIDC_ROLES: 'xem-ket-qua=viewer',
        OIDC_CREATE: 'on',
      };
    }, 'localhost');
  });
  afterAll(() => Promise.all([other.stop(), service.close()]));

  it('leads through the service and back into the page that was asked for, and out again', async () => {
    service.person({
      sub: 'dung',
      preferred_username: 'dung.pham',
      name: 'Phạm Dũng',
      groups: ['xem-ket-qua'],
    });
    const page = await open('/units', other);
    await page.getByRole('link', { name: 'Tài khoản công vụ tỉnh Mẫu' }).waitFor();
    await look(page, 'sign-in-with-service');
    await page.getByRole('link', { name: 'Tài khoản công vụ tỉnh Mẫu' }).click();
    await page.getByRole('button', { name: 'Tiếp tục với Phạm Dũng' }).click();
    await inWorkspace(page);
    expect(new URL(page.url()).pathname).toBe('/units');
    await page.setViewportSize({ width: 1440, height: 900 });
    await page.getByRole('link', { name: 'Phạm Dũng – tài khoản của tôi' }).waitFor();
    await page.getByRole('button', { name: 'Đăng xuất' }).click();
    await page.waitForURL((url) => url.origin === service.issuer);
    await page.context().close();
  });

  it('tells somebody without an account why, and leaves the other ways open', async () => {
    service.person({ sub: 'la', preferred_username: 'nguoi-la', groups: [] });
    const page = await open('/sign-in', other);
    await page.getByRole('link', { name: 'Tài khoản công vụ tỉnh Mẫu' }).click();
    await page.getByRole('button', { name: 'Tiếp tục' }).click();
    await page.getByText('hệ thống này chưa có tài khoản của bạn').waitFor();
    await look(page, 'sign-on-refused');
    await page.getByLabel('Tên đăng nhập').waitFor();
    await page.context().close();
  });
});
