/**
 * One-stop dossiers: a source is set up in the browser, sends with its token, and what it sent is figures, a queue and
 * the story of one dossier. Each screen on a phone and on a desk.
 */
import type { DossierStatistics } from '@parix/api-contract';
import type { Browser } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { launchBrowser } from '../browser.ts';
import { look } from '../pages/look.ts';
import { baseUrl, open, read, signIn, type Person } from '../pages/workspace.ts';

let browser: Browser;
let standing: Person;
let token: string;
let unit: { readonly id: string; readonly code: string; readonly name: string };

beforeAll(async () => {
  browser = await launchBrowser();
  standing = await signIn(browser, 'thuongtruc');
  const { items } = await read<{ items: (typeof unit)[] }>(standing, '/units?q=y te&limit=1');
  const [first] = items;
  if (first === undefined) throw new Error('the demo province has no such unit');
  unit = first;
});
afterAll(() => browser.close());

const DAY = 86_400_000;
const ago = (days: number): string => new Date(Date.now() - days * DAY).toISOString();

/** Dossiers as the source would report them today: one late already, one in time, the others settled. */
function records(): readonly object[] {
  const head = { unit: unit.code, id: 'ban-ghi', kind: 'reported', at: ago(0.01), channel: 'online' };
  const settled = Array.from({ length: 8 }, (_, n) => ({
    ...{
      ...head,
      dossier: `E2E-xong-${n}`,
      received: ago(20),
      due: ago(10),
      finished: ago(n === 0 ? 7 : 12),
    },
    state: 'returned',
  }));
  return [
    ...settled,
    { ...head, dossier: 'E2E-tre', received: ago(20), due: ago(6), state: 'processing' },
    {
      ...head,
      dossier: 'E2E-con-han',
      received: ago(1),
      due: new Date(Date.now() + 20 * DAY).toISOString(),
      state: 'processing',
    },
  ];
}

describe('one-stop dossiers', () => {
  it('begin with a source, whose token is shown once', async () => {
    const page = await open(standing, '/dossier-sources');
    await page.getByRole('button', { name: 'Thêm nguồn' }).click();
    const dialog = page.getByRole('dialog');
    await dialog.getByRole('button', { name: 'Thêm và lấy mã truy cập' }).click();
    await dialog.getByText('Chưa ghi tên hệ thống.').waitFor();
    await dialog.getByLabel('Tên hệ thống').fill('Một cửa tỉnh (mẫu)');
    await dialog.getByLabel('Mã ngắn').fill('mot-cua-e2e');
    await page.keyboard.press('Enter');
    await page.getByRole('heading', { name: 'Mã truy cập của Một cửa tỉnh (mẫu)' }).waitFor();
    token = (await page.locator('.ds-token').textContent()) ?? '';
    expect(token).toMatch(/^parix_/);
    await look(page, 'dossier-token');
    await page.getByRole('button', { name: 'Tôi đã cất mã' }).click();
    await page.getByRole('row', { name: /Một cửa tỉnh \(mẫu\).*Đang nhận/ }).waitFor();
    expect(await page.content()).not.toContain(token);
    await look(page, 'dossier-sources');
  });

  /** What the demo province has of the unit already. */
  const counted = async (): Promise<readonly number[]> => {
    const query = `from=${ago(60).slice(0, 10)}&to=${ago(0).slice(0, 10)}&unitId=${unit.id}`;
    const { total } = await read<DossierStatistics>(standing, `/dossier-figures?${query}`);
    return ['received', 'open'].map((name) => Number(total[`one-stop.${name}`]?.value));
  };

  it('are sent with the token', async () => {
    const send = async () => {
      const answer = await fetch(`${baseUrl()}/api/v1/dossier-events`, {
        method: 'POST',
        headers: { authorization: `Bearer ${token}`, 'content-type': 'application/json' },
        body: JSON.stringify({ events: records() }),
      });
      return (await answer.json()) as object;
    };
    const [received = 0, open = 0] = await counted();
    expect(await send()).toMatchObject({ taken: 10, rejected: [] });
    expect(await counted()).toEqual([received + 10, open + 2]);
  });

  it('become figures of a period, of units and procedures, and of one unit', async () => {
    const page = await open(standing, `/dossiers?from=${ago(60).slice(0, 10)}&to=${ago(0).slice(0, 10)}`);
    const row = page.getByRole('row', { name: new RegExp(unit.name) });
    await row.waitFor();
    await look(page, 'dossiers');
    await row.getByRole('link').click();
    await page.getByText(`Đang xem: ${unit.name}`).waitFor();
    const figure = (name: string) =>
      page.locator('.ds-figure', { hasText: name }).locator('strong').textContent();
    await expect.poll(() => figure('Tiếp nhận trong kỳ')).toBe(String((await counted())[0]));
    await page.getByRole('button', { name: 'Đang trễ hạn' }).click();
    await page
      .getByRole('columnheader', { name: /Đang trễ hạn/ })
      .and(page.locator('[aria-sort]'))
      .waitFor();
    const [download] = await Promise.all([
      page.waitForEvent('download'),
      page.getByRole('link', { name: 'Tải bảng (CSV)' }).click(),
    ]);
    expect(download.suggestedFilename()).toMatch(/^ho-so-mot-cua-.*\.csv$/);
    await page.locator('summary', { hasText: /^Tất cả \d+ chỉ tiêu$/ }).click();
    await look(page, 'dossiers-unit');
  });

  it('are reminded of with one press, once a day', async () => {
    const page = await open(standing, `/dossiers/queue?unit=${unit.id}`);
    const remind = page.getByRole('button', { name: 'Nhắc đơn vị này' });
    await remind.click();
    await page.getByText('Đã nhắc 1 đơn vị').waitFor();
    await look(page, 'dossier-reminder');
    await remind.click();
    await page.getByText('Hôm nay đã nhắc trước đó: 1.').waitFor();
  });

  it('wait in a queue, each with its story', async () => {
    const page = await open(standing, '/dossiers/queue');
    const row = page.getByRole('row', { name: /E2E-tre/ });
    await row.getByText(/trễ \d+ ngày/).waitFor();
    await look(page, 'dossier-queue');
    await row.getByRole('link', { name: 'E2E-tre' }).click();
    await page.getByRole('heading', { name: 'Hồ sơ E2E-tre' }).waitFor();
    await page.getByText('Theo hệ thống gửi').waitFor();
    await look(page, 'dossier-story');
  });

  it('show what does not fit, and what anybody may read', async () => {
    const page = await open(standing, '/dossiers/quality');
    await page.getByRole('heading', { name: 'Nguồn gửi hồ sơ' }).waitFor();
    await look(page, 'dossier-quality');
    await page.goto(`${baseUrl()}/tinh-hinh-ho-so/`);
    await page.getByRole('heading', { level: 1, name: /^Tình hình giải quyết hồ sơ tháng/ }).waitFor();
    await look(page, 'public-dossiers');
    await page.getByRole('link', { name: /^← Tháng/ }).click();
    await page.waitForURL(/thang=\d{4}-\d{2}/);
  });

  it('are counted by measures that anybody can look up, and stop with the source', async () => {
    const page = await open(standing, '/dossiers/measures');
    await page.getByText('one-stop.on-time-ratio@qd766').waitFor();
    await look(page, 'dossier-measures');
    await open(standing, '/dossier-sources');
    await page
      .getByRole('row', { name: /mot-cua-e2e/ })
      .getByRole('button', { name: 'Ngừng nhận' })
      .click();
    await page.getByRole('dialog').getByRole('button', { name: 'Ngừng nhận' }).click();
    await page.getByRole('row', { name: /Một cửa tỉnh \(mẫu\).*Ngừng từ/ }).waitFor();
    const refused = await fetch(`${baseUrl()}/api/v1/dossier-events`, {
      method: 'POST',
      headers: { authorization: `Bearer ${token}`, 'content-type': 'application/json' },
      body: JSON.stringify({ events: records() }),
    });
    expect(refused.status).toBe(401);
    expect(standing.errors).toEqual([]);
  });
});
