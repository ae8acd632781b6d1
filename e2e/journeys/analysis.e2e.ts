/**
 * What can be asked of results, in a real browser against a server of its own: lost points down to the unit, self-scores
 * against appraisal, firmness of ranks, tiles by keyboard, years under one set and under two with a mapping to be
 * confirmed, the printed page, and what the leader of one unit sees. Each screen is looked at on a phone and on a desk.
 */
import type { Browser } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { launchBrowser } from '../browser.ts';
import { look } from '../pages/look.ts';
import { open, read, signIn, type Person } from '../pages/workspace.ts';
import { type RunningServer, startServer } from '../start-server.ts';

let browser: Browser;
let server: RunningServer;
let standing: Person;
let leader: Person;

beforeAll(async () => {
  browser = await launchBrowser();
  server = await startServer();
  standing = await signIn(browser, 'thuongtruc', 1440, server.url);
  leader = await signIn(browser, 'lanhdao01', 1440, server.url);
});
afterAll(async () => {
  await browser.close();
  await server.stop();
});

const view = (round: string, name = '') =>
  open(standing, `/rounds/${round}/analysis${name === '' ? '' : `?view=${name}`}`);

describe('the results of a round', () => {
  it('are asked where the points went, down to the unit', async () => {
    const page = await view('demo-2021');
    await page.getByRole('heading', { name: 'Mục nhiều đơn vị mất điểm nhất' }).waitFor();
    await page.getByRole('button', { name: 'Mở lĩnh vực 1' }).click();
    await page.getByRole('button', { name: 'Đóng lĩnh vực 1' }).waitFor();
    await look(page, 'losses');
    const most = page.getByRole('region', { name: 'Mục nhiều đơn vị mất điểm nhất' }).getByRole('row');
    await most.nth(1).getByRole('link').click();
    await page.getByRole('region', { name: 'Từng đơn vị' }).waitFor();
    await look(page, 'part');
    const rows = page.getByRole('region', { name: 'Từng đơn vị' }).getByRole('row');
    expect(await rows.count()).toBe(31);
    await rows.nth(30).getByRole('link').click();
    await page.getByRole('heading', { name: 'Từ tự chấm đến kết quả' }).waitFor();
  });

  it('show who scored themselves too high, ties, and how firm ranks are', async () => {
    const gaps = await view('demo-2021', 'gaps');
    await gaps.getByRole('heading', { name: 'Theo đơn vị' }).waitFor();
    await look(gaps, 'gaps');
    const ties = await view('demo-2021', 'ties');
    await ties.getByRole('heading', { name: 'Các đơn vị bằng nhau' }).waitFor();
    const firm = await view('demo-2021', 'stability');
    await firm.getByRole('heading', { name: 'Các cặp sát nhau nhất' }).waitFor();
    const count = async () => Number.parseInt((await firm.locator('dd').first().textContent()) ?? '', 10);
    const before = await count();
    await firm.getByLabel('Nếu một mục được chấm cao hơn hoặc thấp hơn').selectOption('1');
    await expect.poll(count).toBeLessThan(before);
    await look(firm, 'stability');
  });

  it('stand on tiles that a keyboard reaches, with a table beside them, and print without menus', async () => {
    const page = await view('demo-2021', 'tiles');
    const tiles = page.getByRole('list', { name: 'Các đơn vị theo xếp loại' });
    await tiles.waitFor();
    expect(await tiles.getByRole('listitem').count()).toBe(30);
    await look(page, 'tiles');
    await page.getByText('Xem bảng số liệu').click();
    expect(
      await page.getByRole('region', { name: 'Các đơn vị theo xếp loại' }).getByRole('row').count(),
    ).toBe(31);
    await page.emulateMedia({ media: 'print' });
    expect(await page.getByRole('navigation', { name: 'Câu hỏi phân tích' }).isVisible()).toBe(false);
    expect(await tiles.isVisible()).toBe(true);
    await look(page, 'tiles-printed');
    await page.emulateMedia({ media: 'screen' });
    await page.getByLabel('Sắp xếp').focus();
    await page.keyboard.press('Tab');
    const name = await page.evaluate(
      () => document.activeElement?.querySelector('.px-tile-name')?.textContent,
    );
    await page.keyboard.press('Enter');
    await page.getByRole('heading', { level: 1, name: name ?? '?' }).waitFor();
  });
});

describe('years', () => {
  it('under one set are compared at once', async () => {
    const page = await view('demo-2021', 'years');
    await page.getByLabel('So với đợt').selectOption('demo-2020');
    await page.getByText('thước đo không đổi').waitFor();
    await page.getByRole('heading', { name: 'Từng đơn vị (chỉ số, %)' }).waitFor();
    await look(page, 'years');
    await page.getByRole('region', { name: 'Từng đơn vị (chỉ số, %)' }).getByRole('link').first().click();
    await page.getByText('Trên phần so sánh được').waitFor();
    await look(page, 'unit-years');
  });

  it('under two sets wait for a mapping that the standing body confirms', async () => {
    const page = await view('demo-2022', 'years');
    await page.getByLabel('So với đợt').selectOption('demo-2021');
    await page.getByText('chưa có bảng đối chiếu mục được xác nhận').waitFor();
    expect(await page.getByText('Chưa có bảng đối chiếu mục giữa hai bộ tiêu chí.').count()).toBe(30);
    await page.getByRole('link', { name: 'Mở bảng đối chiếu mục' }).click();
    await page.getByRole('heading', { level: 1, name: 'Bảng đối chiếu mục' }).waitFor();
    await page.getByLabel('Hiện cả các mục giữ nguyên').check();
    await page.getByLabel('Cách đối chiếu dòng 1', { exact: true }).selectOption('not-comparable');
    await page.getByLabel('Hiện cả các mục giữ nguyên').uncheck();
    await page.getByText('Còn 1 dòng chưa ghi lý do.').waitFor();
    await look(page, 'mapping');
    await page.getByLabel('Lý do dòng 1', { exact: true }).fill('Cách đo khác hẳn');
    await page.getByRole('button', { name: 'Xác nhận bảng đối chiếu' }).click();
    await page.getByText('Lần xác nhận 1').waitFor();
    const again = await open(standing, '/rounds/demo-2022/analysis?view=years&earlier=demo-2021');
    await again.getByText('đã xác nhận, lần 1').waitFor();
    await again.getByRole('heading', { name: 'Từng đơn vị (chỉ số, %)' }).waitFor();
  });
});

describe('the leader of a unit', () => {
  it('sees why the own unit stands where it stands, and no other unit', async () => {
    const me = await read<{ account: { unitId: string } }>(leader, '/session');
    const own = `/rounds/demo-2020/results/${me.account.unitId}`;
    const page = await open(leader, own);
    await page.getByRole('link', { name: /Vì sao đứng ở vị trí này/ }).click();
    await page.getByRole('heading', { name: 'Giữ vững và tăng bậc' }).waitFor();
    await look(page, 'unit-of-leader');
    await page.getByRole('link', { name: 'Tìm cách tăng bậc ít công sức nhất' }).click();
    await page.getByRole('button', { name: 'Tìm cách' }).waitFor();
    const ranking = await read<{ rows: { unitId: string }[] }>(leader, '/rounds/demo-2020/ranking');
    const other = ranking.rows.find(({ unitId }) => unitId !== me.account.unitId)?.unitId ?? '';
    const refused = await open(leader, `/rounds/demo-2020/analysis/units/${other}`);
    await refused.getByText(/Bạn không có quyền/).waitFor();
    expect([...standing.errors, ...leader.errors]).toEqual([]);
  });
});
