/**
 * Notices in a real browser: a milestone passes and everybody concerned hears of it in the workspace, by mail from a
 * real mail server and at the gateway; the board chases with one click; the calendar answers without a session; what
 * was sent can be proved; what may not be switched off cannot.
 *
 * The server leaves background work to another process (`PARIX_JOBS=off`), and that is this one: so that a quarter of
 * an hour of waiting for further events does not have to be waited for.
 */
import { createHmac } from 'node:crypto';
import { createServer, type IncomingHttpHeaders, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { type Kysely } from 'kysely';
import type { Browser, Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import '../../apps/server/src/features/jobs.ts';
import { createDatabase } from '../../apps/server/src/db/database.ts';
import type { Database } from '../../apps/server/src/db/schema.ts';
import { type OpenDatabase, openDatabase } from '../../apps/server/src/platform/postgres/open-database.ts';
import { runJob, runWaiting } from '../../apps/server/src/testing/job-runs.ts';
import { type MailServer, startMailServer } from '../../apps/server/src/testing/mail-server.ts';
import { readIcalendar } from '../../apps/server/src/testing/read-icalendar.ts';
import { launchBrowser } from '../browser.ts';
import { look } from '../pages/look.ts';
import { open, type Person, signIn } from '../pages/workspace.ts';
import { type RunningServer, startServer } from '../start-server.ts';

const ROUND = '/rounds/demo-2022';
const SECRET = 'bí mật của cổng tin nhắn, đủ dài';
const MINUTE = 60_000;
/** Accounts of unit 1, with the addresses they get here. */
const PEOPLE = ['donvi01', 'chuyenvien01', 'lanhdao01'] as const;
const addressOf = (username: string): string => `${username}@so1.example.vn`;

let browser: Browser;
let mail: MailServer;
let gateway: Server;
let server: RunningServer;
let database: OpenDatabase;
let db: Kysely<Database>;
let owner: Kysely<Database>;
let body: Person;
let contributor: Person;
const events: { readonly text: string; readonly headers: IncomingHttpHeaders }[] = [];
/** Half past some minute, so that the screens show it whole. */
const closesAt = new Date(Math.ceil((Date.now() + 90 * MINUTE) / MINUTE) * MINUTE);

beforeAll(async () => {
  browser = await launchBrowser();
  mail = await startMailServer();
  gateway = createServer((request, response) => {
    let text = '';
    request.setEncoding('utf8').on('data', (chunk: string) => (text += chunk));
    request.on('end', () => {
      events.push({ text, headers: request.headers });
      response.writeHead(202).end('đã nhận');
    });
  });
  await new Promise<void>((resolve) => void gateway.listen(0, '127.0.0.1', resolve));
  server = await startServer(() => ({
    PARIX_JOBS: 'off',
    SMTP_URL: `smtp://127.0.0.1:${mail.port}`,
    SMTP_TLS: 'off',
    MAIL_FROM: 'Sở Nội vụ tỉnh Mẫu <cchc@mau.example.vn>',
    NOTICE_WEBHOOK_URL: `http://${gatewayHost()}/su-kien`,
    NOTICE_WEBHOOK_SECRET: SECRET,
    NOTICE_WEBHOOK_ALLOW: gatewayHost(),
  }));
  const settings = { databaseUrl: undefined, databaseAppUrl: undefined };
  database = await openDatabase(
    { ...settings, dataDir: server.dataDir, publicUrl: server.url },
    { shareWithRunning: true },
  );
  db = createDatabase({ ...database.app, max: 4 });
  owner = createDatabase({ ...database.owner, max: 1 });
  // What the demo province itself told people is as old as its seeding: it must not fall due among what is watched.
  await runJob(inMinutes(16), 'notices.collect-mail');
  for (const username of PEOPLE)
    await owner
      .updateTable('account')
      .set({ email: addressOf(username) })
      .where('username', '=', username)
      .execute();
  body = await signIn(browser, 'thuongtruc', 1440, server.url);
  contributor = await signIn(browser, 'chuyenvien01', 1440, server.url);
});
afterAll(async () => {
  await browser.close();
  await Promise.all([db.destroy(), owner.destroy()]);
  await database.close();
  gateway.close();
  await Promise.all([server.stop(), mail.close()]);
});

const gatewayHost = (): string => `127.0.0.1:${(gateway.address() as AddressInfo).port}`;

/** What the process of background jobs has around it, so many minutes from now. */
const inMinutes = (minutes: number) => ({
  db,
  owner,
  clock: { now: () => new Date(Date.now() + minutes * MINUTE) },
  config: {
    dataDir: server.dataDir,
    publicUrl: server.url,
    noticeWebhook: { url: `http://${gatewayHost()}/su-kien`, secret: SECRET, allowPrivate: [gatewayHost()] },
    mail: {
      host: '127.0.0.1',
      port: mail.port,
      implicitTls: false,
      tls: 'off',
      caFile: undefined,
      user: undefined,
      password: undefined,
      from: { name: 'Sở Nội vụ tỉnh Mẫu', address: 'cchc@mau.example.vn' },
    } as const,
  },
});

/** Everything that waits goes out, after the time in which several events become one mail. */
async function sendWhatWaits(minutes = 16): Promise<void> {
  await runJob(inMinutes(minutes), 'notices.collect-mail');
  await runWaiting(inMinutes(minutes), 'mail.deliver');
  await runWaiting(inMinutes(minutes), 'notices.send-to-gateway');
}
const mailsTo = (username: string) => mail.mails.filter(({ to_ }) => to_.includes(addressOf(username)));

/** "31/12/2025 17:00" in Vietnam. */
function inVietnam(at: Date): string {
  const [day, time] = new Date(at.getTime() + 7 * 60 * MINUTE).toISOString().split('T');
  return `${day?.split('-').reverse().join('/')} ${time?.slice(0, 5)}`;
}
const bell = (page: Page) => page.getByRole('link', { name: /^Thông báo: \d+ chưa xem$/ });
const noFaults = (): void => expect([...body.errors, ...contributor.errors]).toEqual([]);

describe('a milestone', () => {
  it('that comes near is told in the workspace, with the way to the card', async () => {
    const round = await open(body, ROUND);
    await round.getByText('Sửa tên, gia hạn hoặc đổi lịch').click();
    await round.getByLabel('Hạn tự chấm điểm').fill(inVietnam(closesAt));
    await round.getByRole('button', { name: 'Lưu' }).click();
    await round
      .getByText(inVietnam(closesAt).split(' ')[0] ?? '')
      .first()
      .waitFor();
    await expect
      .poll(async () => (await storedRound()).selfScoringClosesAt?.getTime())
      .toBe(closesAt.getTime());
    await runJob(inMinutes(0), 'notices.remind');
    const page = await open(contributor, '/');
    await bell(page).click();
    await page.getByRole('heading', { level: 1, name: 'Thông báo' }).waitFor();
    const notice = page.getByRole('listitem').filter({ hasText: 'đến hạn tự chấm điểm' });
    await expect.poll(() => notice.count()).toBe(1);
    expect(await notice.innerText()).toMatch(/Còn 1 giờ/);
    await look(page, 'notices');
    await notice.getByRole('link', { name: /^Mở:/ }).click();
    await page.getByRole('heading', { level: 1 }).waitFor();
    expect(page.url()).toMatch(/\/rounds\/demo-2022\/cards\/[0-9a-f-]{36}$/);
    noFaults();
  });
  const storedRound = () =>
    owner.selectFrom('round').selectAll().where('id', '=', 'demo-2022').executeTakeFirstOrThrow();

  it('leaves units that will be late on the board, and one click chases them all', async () => {
    const page = await open(body, `${ROUND}/progress`);
    await page.getByRole('table').waitFor();
    await look(page, 'board');
    await page.setViewportSize({ width: 1440, height: 900 });
    await page.getByRole('button', { name: /^Nhắc tất cả \d+ đơn vị chậm$/ }).click();
    await page.getByText(/^Đã nhắc \d+ đơn vị, \d+ người$/).waitFor();
    await look(page, 'board-chased');
    await page.setViewportSize({ width: 1440, height: 900 });
    const row = page
      .getByRole('row')
      .filter({ has: page.getByText('Có nguy cơ trễ') })
      .first();
    await row.getByRole('button', { name: /^Nhắc:/ }).click();
    await row.getByText(/Đã nhắc trong vòng một giờ/).waitFor();
    noFaults();
  });

  it('comes by mail, once for everything of a quarter of an hour', async () => {
    await sendWhatWaits(8);
    expect(mail.mails).toHaveLength(0);
    await sendWhatWaits();
    for (const username of PEOPLE) {
      const [one, ...more] = mailsTo(username);
      expect(more).toEqual([]);
      expect(one?.from).toMatchObject({ name: 'Sở Nội vụ tỉnh Mẫu', address: 'cchc@mau.example.vn' });
      expect(one?.text).toMatch(/đến hạn tự chấm điểm/i);
      expect(one?.text).toMatch(/đôn đốc/i);
      expect(one?.text).toContain(`${server.url}/rounds/demo-2022/cards/`);
    }
  });

  it('comes to the gateway with a signature that a receiver can check', async () => {
    const deadline = events.map(({ text, headers }) => ({ event: JSON.parse(text), text, headers }));
    const own = deadline.filter(({ event }) => event.data.recipient.username === 'chuyenvien01');
    expect(own.map(({ event }) => event.type).sort()).toEqual([
      'vn.parix.notice.chased',
      'vn.parix.notice.deadline',
    ]);
    for (const { text, headers } of own) {
      const stamp = String(headers['x-parix-timestamp']);
      const expected = createHmac('sha256', SECRET).update(`${stamp}.${text}`).digest('hex');
      expect(headers['x-parix-signature']).toBe(`sha256=${expected}`);
    }
  });
});

describe('the proof', () => {
  it('says of a notice what it said, which server took it with which words, and when it was seen', async () => {
    const page = await open(body, '/notice-records');
    await page.getByRole('table').first().waitFor();
    await look(page, 'notice-records');
    await page.setViewportSize({ width: 1440, height: 900 });
    await page.getByLabel('Loại thông báo').selectOption({ label: 'Nhắc hạn' });
    const row = page.getByRole('row').filter({ hasText: 'Chuyên viên A' }).filter({ hasText: 'Nhắc hạn' });
    await row.getByRole('link').click();
    await page.getByRole('heading', { level: 1, name: 'Chứng cứ gửi thông báo' }).waitFor();
    await page.getByText('đã xếp hàng thu-1').waitFor();
    const words = await page.getByRole('main').innerText();
    expect(words).toContain(`127.0.0.1:${mail.port}`);
    expect(words).toContain('250');
    expect(words).toContain('đã nhận');
    expect(words).not.toContain('Chưa xem');
    await look(page, 'notice-proof');
    noFaults();
  });

  it('tells the administrator whether mail leaves the installation, by a test', async () => {
    const admin = await signIn(browser, 'quantri', 1440, server.url);
    const page = await open(admin, '/notice-records');
    await page.getByLabel('Gửi thư thử tới').fill('kiem-tra@mau.example.vn');
    await page.getByRole('button', { name: 'Gửi thư thử' }).click();
    await page.getByText(/Đã xếp hàng/).waitFor();
    await runWaiting(inMinutes(0), 'mail.deliver');
    expect(mail.mails.at(-1)?.to_).toEqual(['kiem-tra@mau.example.vn']);
    await page.reload();
    await page.getByText(/thư gần nhất/).click();
    await look(page, 'mail-status');
    await admin.context.close();
    expect(admin.errors).toEqual([]);
  });
});

describe('the calendar', () => {
  let address = '';
  it('is read by a program that has nothing but its address', async () => {
    const page = await open(contributor, '/notices/settings');
    await page.getByRole('button', { name: 'Tạo địa chỉ lịch' }).click();
    address = await page.getByLabel('Địa chỉ lịch', { exact: true }).inputValue();
    await look(page, 'calendar-made');
    const answer = await fetch(address);
    expect([answer.status, answer.headers.get('content-type')]).toEqual([
      200,
      'text/calendar; charset=utf-8',
    ]);
    const { components } = readIcalendar(await answer.text());
    const dates = components
      .filter(({ name }) => name === 'VEVENT')
      .map(({ properties }) => properties.find(({ name }) => name === 'DTEND')?.value);
    const local = new Date(closesAt.getTime() + 7 * 60 * MINUTE).toISOString();
    expect(dates).toContain(local.slice(0, 19).replace(/[-:]/g, ''));
  });

  it('is silent once its address is taken back', async () => {
    const page = await open(contributor, '/notices/settings');
    await page.getByRole('button', { name: 'Thu hồi địa chỉ' }).click();
    await page.getByText('Bạn chưa có địa chỉ lịch.').waitFor();
    expect((await fetch(address)).status).toBe(404);
    noFaults();
  });
});

describe('a person', () => {
  it('switches off what may be switched off, and nothing of duty and date', async () => {
    const page = await open(contributor, '/notices/settings');
    for (const kind of ['Nhắc hạn', 'Trả lại', 'Gia hạn', 'Mở lại phiếu'])
      for (const channel of ['Trong Parix', 'Thư điện tử'])
        expect(await page.getByLabel(`${kind}: ${channel}`).isDisabled(), kind).toBe(true);
    await page.getByLabel('Đôn đốc: Thư điện tử').uncheck();
    await page.getByRole('button', { name: 'Lưu' }).click();
    await page.getByText('Đã lưu cách nhận thông báo.').waitFor();
    await look(page, 'notice-settings');
    noFaults();
  });

  it('is then chased in the workspace only, and the proof says why no mail went out', async () => {
    const before = mailsTo('chuyenvien01').length;
    const colleagues = mailsTo('donvi01').length;
    const board = await open(body, `${ROUND}/progress`);
    await board.setViewportSize({ width: 1440, height: 900 });
    await board.getByRole('button', { name: /^Nhắc tất cả \d+ đơn vị chậm$/ }).click();
    await board.getByText('Đã nhắc 0 đơn vị, 0 người').waitFor();
    await board.getByRole('button', { name: /^Vẫn nhắc lại \d+ đơn vị này$/ }).click();
    await board.getByText(/^Đã nhắc [1-9]\d* đơn vị, \d+ người$/).waitFor();
    await sendWhatWaits();
    expect(mailsTo('donvi01')).toHaveLength(colleagues + 1);
    expect(mailsTo('chuyenvien01')).toHaveLength(before);
    const records = await open(body, '/notice-records?kind=chased');
    await records.getByRole('row').filter({ hasText: 'Chuyên viên A' }).first().getByRole('link').click();
    await records.getByText('Không gửi: người nhận đã tắt').waitFor();
    const page = await open(contributor, '/notices');
    await expect.poll(() => page.getByRole('listitem').filter({ hasText: 'Đôn đốc' }).count()).toBe(2);
    noFaults();
  });
});
