/**
 * A publication in a real browser: ordered, cancelled, ordered again with an embargo; nothing is there before the
 * instant and everything after it, without anybody doing anything; then corrected; and checked by a stranger in the
 * browser, who is told which file was changed.
 */
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { unzipSync, zipSync } from 'fflate';
import type { Browser, Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { launchBrowser } from '../browser.ts';
import { look } from '../pages/look.ts';
import { open, type Person, signIn } from '../pages/workspace.ts';
import { type RunningServer, startServer } from '../start-server.ts';

const ROUND = 'demo-2021';
const MINUTE = 60_000;
let browser: Browser;
let server: RunningServer;
let body: Person;
let folder = '';

beforeAll(async () => {
  browser = await launchBrowser();
  server = await startServer();
  body = await signIn(browser, 'thuongtruc', 1440, server.url);
  folder = await mkdtemp(join(tmpdir(), 'parix-publication-'));
});
afterAll(async () => {
  await browser.close();
  await server.stop();
  await rm(folder, { recursive: true, force: true });
});

async function fill(page: Page, number: string, more: Readonly<Record<string, string>> = {}): Promise<void> {
  await page.getByLabel('Số, ký hiệu quyết định').fill(number);
  await page.getByLabel('Ngày quyết định').fill('15/04/2022');
  for (const [label, text] of Object.entries(more)) await page.getByLabel(label).fill(text);
  await page.getByLabel(/Tôi xác nhận công bố/).check();
  await page.getByRole('button', { name: 'Công bố', exact: true }).click();
}
const statusOf = async (path: string): Promise<number> =>
  (await fetch(`${server.url}${path}`, { headers: { accept: 'application/json' } })).status;
/** "31/12/2025 17:00" in Vietnam. */
function inVietnam(at: number): string {
  const [day, time] = new Date(at + 7 * 60 * MINUTE).toISOString().split('T');
  return `${day?.split('-').reverse().join('/')} ${time?.slice(0, 5)}`;
}

describe('a publication', () => {
  it('is built with its progress on the screen and can be cancelled', async () => {
    const page = await open(body, `/rounds/${ROUND}`);
    await fill(page, '01/QĐ-MẪU');
    await page.getByRole('progressbar').waitFor();
    await look(page, 'publication-progress');
    await page.getByRole('button', { name: 'Hủy công bố' }).click();
    await page.getByText('Lần dựng gần nhất đã bị hủy').waitFor();
    expect(await statusOf(`/cong-bo/${ROUND}/`)).toBe(404);
  });

  it('under embargo is not there before the instant, and is there after it by itself', async () => {
    const opens = Math.ceil((Date.now() + 75_000) / MINUTE) * MINUTE;
    const page = await open(body, `/rounds/${ROUND}`);
    await fill(page, '02/QĐ-MẪU', { 'Cấm công bố đến (không bắt buộc)': inVietnam(opens) });
    await page.getByText(/công khai từ/).waitFor({ timeout: 75_000 });
    await look(page, 'publication-embargo');
    if (Date.now() < opens) expect(await statusOf(`/cong-bo/${ROUND}/`)).toBe(404);
    await expect.poll(() => statusOf(`/cong-bo/${ROUND}/`), { timeout: 140_000, interval: 500 }).toBe(200);
    expect(Date.now()).toBeGreaterThanOrEqual(opens);
  });

  it('is corrected by a new decision; the old one says so', async () => {
    const page = await open(body, `/rounds/${ROUND}`);
    await fill(page, '03/QĐ-MẪU', { 'Lý do đính chính': 'Sửa lỗi in tên quyết định' });
    await page
      .getByText('lần 2')
      .or(page.getByRole('link', { name: 'Mở trang công khai' }))
      .first()
      .waitFor();
    await expect.poll(() => statusOf(`/cong-bo/${ROUND}/correction.html`), { timeout: 60_000 }).toBe(200);
    await page.goto(`${server.url}/cong-bo/${ROUND}/lan-1/`);
    await page.getByText('Bản công bố này đã được thay thế').waitFor();
    await look(page, 'publication-replaced');
  });

  it('is checked in the browser of a stranger, who is told which file was changed', async () => {
    const page = await (await browser.newContext({ viewport: { width: 360, height: 740 } })).newPage();
    const zip = new Uint8Array(
      await (await fetch(`${server.url}/cong-bo/${ROUND}/${ROUND}-2.zip`)).arrayBuffer(),
    );
    const files = unzipSync(zip);
    const path = 'data/results.csv';
    const bytes = files[path] ?? new Uint8Array();
    bytes[200] = (bytes[200] ?? 0) ^ 1;
    const [good, bad] = [join(folder, 'good.zip'), join(folder, 'bad.zip')];
    await writeFile(good, zip);
    await writeFile(bad, zipSync(files));
    await page.goto(`${server.url}/kiem-chung/`);
    const check = async (file: string): Promise<string> => {
      await page.getByLabel(/Tệp ZIP/).setInputFiles(file);
      await page.getByRole('button', { name: 'Kiểm chứng' }).click();
      await page.locator('#outcome[data-tone="good"], #outcome[data-tone="bad"]').waitFor();
      return (await page.getByRole('status').textContent()) ?? '';
    };
    expect(await check(good)).toContain('Mọi thứ khớp');
    await look(page, 'publication-verified');
    expect(await check(bad)).toContain(path);
    expect(body.errors).toEqual([]);
  });
});
