/** The main road once: a unit fills, an appraiser lowers with a reason, the standing body publishes, anyone verifies. */
import { spawnSync } from 'node:child_process';
import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import type { Browser } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { launchBrowser } from '../browser.ts';
import { signMinutes } from '../pages/council.ts';
import { baseUrl, moveRound, open, read, signIn, type Person } from '../pages/workspace.ts';

const ROUND = 'demo-2021';
const ITEM = '1.1.3';
const root = fileURLToPath(new URL('../..', import.meta.url));

interface Card {
  readonly unitName: string;
  readonly items: readonly {
    readonly itemId: string;
    readonly self: { readonly printedPoints: string | null };
  }[];
}

let browser: Browser;
let folder: string;
let unit: Person;
let standing: Person;
let appraiser: Person;
let chair: Person;

beforeAll(async () => {
  browser = await launchBrowser();
  folder = await mkdtemp(join(tmpdir(), 'parix-published-'));
  unit = await signIn(browser, 'donvi01');
  standing = await signIn(browser, 'thuongtruc');
  appraiser = await signIn(browser, 'thamdinh');
  chair = await signIn(browser, 'hoidong');
});
afterAll(async () => {
  await browser.close();
  await rm(folder, { recursive: true, force: true });
});

async function ownCard(): Promise<{ unitId: string; card: Card }> {
  const me = await read<{ account: { unitId: string } }>(unit, '/session');
  const unitId = me.account.unitId;
  return { unitId, card: await read<Card>(unit, `/rounds/${ROUND}/units/${unitId}/card`) };
}
const selfPoints = (card: Card): string | null =>
  card.items.find((one) => one.itemId === ITEM)?.self.printedPoints ?? null;

function parix(...args: readonly string[]): { status: number | null; output: string } {
  const run = spawnSync(process.execPath, [join(root, 'apps/cli/bin/parix.mjs'), ...args], {
    encoding: 'utf8',
  });
  return { status: run.status, output: run.stdout + run.stderr };
}

describe('from the scorecard to a publication that a stranger verifies', () => {
  it('lets a unit fill an item and shows its points and reasons as it types', async () => {
    await moveRound(standing, ROUND, 'Đưa về Hội đồng', 'Mở lại để thử toàn bộ đường đi.');
    await moveRound(standing, ROUND, 'Đưa về thẩm định', 'Mở lại để thử toàn bộ đường đi.');
    await moveRound(standing, ROUND, 'Mở lại tự chấm điểm', 'Mở lại để thử toàn bộ đường đi.');
    const { unitId } = await ownCard();
    const page = await open(unit, `/rounds/${ROUND}/cards/${unitId}?item=${ITEM}`);
    const planned = page.getByLabel('Số nhiệm vụ trong kế hoạch');
    const done = page.getByLabel('Số nhiệm vụ hoàn thành');
    await planned.fill('40');
    await done.fill('38');
    await done.blur();
    await page.getByText(/Đã lưu \d/).waitFor();
    await page
      .getByText(/38\/40 = 95/)
      .first()
      .waitFor();
    const points = selfPoints((await ownCard()).card);
    expect(Number(points)).toBeGreaterThan(0);
  });

  it('keeps what was saved after the page is opened again, and refuses what is no number', async () => {
    const { unitId, card } = await ownCard();
    const before = selfPoints(card);
    const page = await open(unit, `/rounds/${ROUND}/cards/${unitId}?item=${ITEM}`);
    const done = page.getByLabel('Số nhiệm vụ hoàn thành');
    expect(await done.inputValue()).toBe('38');
    await done.fill('ba mươi');
    await done.blur();
    await page
      .getByText(/chưa lưu được|Chưa gửi mục này/)
      .first()
      .waitFor();
    expect(selfPoints((await ownCard()).card)).toBe(before);
    await done.fill('38');
    await done.blur();
    await page.getByText(/Đã lưu \d|Mọi nội dung đã ở trên máy chủ/).waitFor();
  });

  it('warns of cards that are not submitted before self-scoring ends', async () => {
    const page = await open(standing, `/rounds/${ROUND}`);
    await page.getByRole('button', { name: 'Chuyển sang thẩm định' }).click();
    const dialog = page.getByRole('dialog');
    const move = dialog.getByRole('button', { name: 'Chuyển sang thẩm định' });
    await move.click();
    await dialog.getByText(/\d+ phiếu đang nhập\./).waitFor();
    expect(await move.isDisabled()).toBe(true);
    await dialog.getByLabel('Tôi đã xem các điều trên').check();
    await move.click();
    await dialog.waitFor({ state: 'hidden' });
  });

  it('lets an appraiser lower it only with a reason', async () => {
    const { card } = await ownCard();
    const page = await open(appraiser, `/rounds/${ROUND}/appraisal?item=${ITEM}`);
    const row = page
      .getByRole('row')
      .filter({ has: page.getByRole('link', { name: card.unitName, exact: true }) });
    await row.getByRole('button', { name: 'Giảm', exact: true }).click();
    await row.getByLabel('Điểm thẩm định').fill('0,5');
    await row.getByLabel('Điểm thẩm định').blur();
    await row.getByText('Ghi lý do; đơn vị sẽ đọc được.').waitFor();
    await row.getByLabel('Lý do').fill('Phụ lục báo cáo chỉ chứng minh 20 nhiệm vụ.');
    await row.getByLabel('Lý do').blur();
    await page
      .getByText(/Đã lưu \d/)
      .first()
      .waitFor();
  });

  it('publishes with a decision, and the public page reads well on a phone', async () => {
    await moveRound(standing, ROUND, 'Trình Hội đồng');
    await signMinutes(standing, chair, ROUND);
    await moveRound(standing, ROUND, 'Phê duyệt kết quả');
    const page = await open(standing, `/rounds/${ROUND}`);
    await page.getByLabel('Số, ký hiệu quyết định').fill('03/QĐ-MẪU');
    await page.getByLabel('Ngày quyết định').fill('15/04/2022');
    await page.getByLabel(/Tôi xác nhận công bố/).check();
    await page.getByRole('button', { name: 'Công bố', exact: true }).click();
    await page.getByRole('link', { name: 'Mở trang công khai' }).first().waitFor();

    const phone = await browser.newContext({
      viewport: { width: 360, height: 740 },
      javaScriptEnabled: false,
    });
    const reader = await phone.newPage();
    const answer = await reader.goto(`${baseUrl()}/cong-bo/${ROUND}/`);
    expect(answer?.status()).toBe(200);
    await reader.getByText('03/QĐ-MẪU').first().waitFor();
    const table = reader.getByRole('table').first();
    expect(await table.getByRole('row').count()).toBeGreaterThan(30);
    const overflow = await reader
      .evaluate(() => document.documentElement.scrollWidth - window.innerWidth)
      .catch(() => 0);
    expect(overflow).toBeLessThanOrEqual(0);
    await phone.close();
  });

  it('gives a download that verifies, and names the file in which one byte was changed', async () => {
    const { items } = await read<{ items: { roundId: string; zipUrl: string }[] }>(standing, '/publications');
    const zipUrl = items.find((one) => one.roundId === ROUND)?.zipUrl ?? '';
    const zip = Buffer.from(await (await fetch(zipUrl)).arrayBuffer());
    const zipPath = join(folder, 'published.zip');
    await writeFile(zipPath, zip);
    expect(parix('verify', zipPath).status).toBe(0);

    const published = join(folder, 'published');
    expect(parix('publish', ROUND, '--out', published)).toMatchObject({ status: 0 });
    expect(parix('verify', published).status).toBe(0);
    const changed = join(published, 'data', 'results.csv');
    const bytes = await readFile(changed);
    const at = bytes.indexOf('Huyện');
    bytes[at] = (bytes[at] ?? 0) ^ 1;
    await writeFile(changed, bytes);
    const verdict = parix('verify', published);
    expect(verdict.status).toBe(1);
    expect(verdict.output).toContain('data/results.csv');
  });

  it('met no script error on the way', () => {
    expect([...unit.errors, ...standing.errors, ...appraiser.errors]).toEqual([]);
  });
});
