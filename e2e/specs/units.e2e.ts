/** The register of units by hand: files in, the tree by keyboard, a merger seen before it is recorded, and taken back. */
import type { Browser, Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { launchBrowser } from '../browser.ts';
import { look } from '../pages/look.ts';
import { open, read, signIn, type Person } from '../pages/workspace.ts';

const UNITS = `mã,tên,loại,trực thuộc,hiệu lực từ,thay đổi từ ngày,số quyết định
MAU-T,Tỉnh Mẫu Thử,district,,2000-01-01,,
MAU-HA,Huyện Mẫu Anh,district,MAU-T,2000-01-01,,
MAU-HB,Huyện Mẫu Em,district,MAU-T,2000-01-01,,
MAU-X1,Xã Đắk Mẫu,district,MAU-HA,2000-01-01,,
MAU-X1,Thị trấn Mẫu,district,MAU-HA,,2015-03-01,12/NQ-MẪU
MAU-X2,Xã Mẫu Hai,district,MAU-HB,2000-01-01,,
`;

let browser: Browser;
let body: Person;
let page: Page;
beforeAll(async () => {
  browser = await launchBrowser();
  body = await signIn(browser, 'thuongtruc');
});
afterAll(() => browser.close());

/** Rows of the communes of this test. */
const communes = async (): Promise<string[]> =>
  (await page.getByRole('treeitem').allTextContents()).filter((text) => /MAU-X\d/.test(text));

/** Opens the branch that has the focus, and waits for what is below it. */
async function openBranch(code: string): Promise<void> {
  const row = page.getByRole('treeitem', { name: new RegExp(`${code}\\b`) });
  await row.focus();
  await page.keyboard.press('ArrowRight');
  await page.waitForFunction(
    (wanted) =>
      document.querySelector(`[role=treeitem][tabindex="0"]`)?.getAttribute('aria-expanded') === wanted,
    'true',
  );
}

async function pick(label: string, code: string, name: string): Promise<void> {
  await page.getByLabel(label).fill(code);
  await page.getByRole('button', { name: `Chọn ${name}` }).click();
}

describe('the register of units', () => {
  const choose = (name: string, text: string): Promise<void> =>
    page.getByLabel('Tệp đơn vị').setInputFiles({ name, mimeType: 'text/csv', buffer: Buffer.from(text) });

  it('names the cells of a file that cannot be taken, and takes nothing of it', async () => {
    page = await open(body, '/units/import');
    await choose(
      'hong.csv',
      UNITS.replace(',district,MAU-HB', ',lâu đài,MAU-HB').replace('2015-03-01', '1999-01-01'),
    );
    await page.getByText(/hong\.csv!C7/).waitFor();
    await look(page, 'units-import-faults');
    expect(await page.getByRole('button', { name: /Ghi \d+ thay đổi/ }).count()).toBe(0);
  });

  it('takes a file after it was tried out', async () => {
    await choose('don-vi.csv', UNITS);
    await page.getByRole('button', { name: /Ghi \d+ thay đổi/ }).waitFor();
    await look(page, 'units-import-tried');
    await page.getByRole('button', { name: /Ghi \d+ thay đổi/ }).click();
    await page.getByText('Đã ghi don-vi.csv.').waitFor();
  });

  it('is reached by Tab, walked by its keys, and left by Tab: one stop for the whole tree', async () => {
    await open(body, '/units');
    await page.getByRole('treeitem', { name: /MAU-T\b/ }).waitFor();
    const focused = () => page.evaluate(() => document.activeElement?.getAttribute('role') ?? '');
    await page.getByLabel(/Khi tìm, chỉ lấy/).focus();
    await page.keyboard.press('Tab');
    expect(await focused()).toBe('treeitem');
    await page.keyboard.press('End');
    const last = await page.evaluate(() => document.activeElement?.textContent);
    await page.keyboard.press('ArrowDown');
    expect(await page.evaluate(() => document.activeElement?.textContent)).toBe(last);
    await page.keyboard.press('Home');
    expect(await page.getByRole('treeitem').first().textContent()).toBe(
      await page.evaluate(() => document.activeElement?.textContent),
    );
    await page.keyboard.press('Shift+Tab');
    expect(await focused()).not.toBe('treeitem');
    await page.keyboard.press('Tab');
    await page.keyboard.press('Tab');
    expect(await focused()).not.toBe('treeitem');
  });

  it('is walked by keyboard alone, and comes back to the same row', async () => {
    await open(body, '/units');
    await openBranch('MAU-T');
    await page.getByRole('treeitem', { name: /MAU-HA/ }).waitFor();
    await page.keyboard.press('ArrowRight');
    await openBranch('MAU-HA');
    await page.getByRole('treeitem', { name: /MAU-X1/ }).waitFor();
    await look(page, 'units-tree');
    await page.keyboard.press('ArrowRight');
    await page.keyboard.press('Enter');
    await page.getByRole('heading', { level: 1, name: 'Thị trấn Mẫu' }).waitFor();
    await page.goBack();
    await page.getByRole('treeitem', { name: /MAU-X1/ }).waitFor();
    expect(await page.locator('[role=treeitem][tabindex="0"]').textContent()).toContain('MAU-X1');
  });

  it('finds a unit by the name it had, and shows it as of a day', async () => {
    await open(body, '/units?q=xa%20dak%20mau');
    await page.getByText('Tên khác: Xã Đắk Mẫu').waitFor();
    await look(page, 'units-search');
    await page.getByRole('link', { name: 'Thị trấn Mẫu' }).click();
    await page.getByRole('heading', { level: 1, name: 'Thị trấn Mẫu' }).waitFor();
    await page.getByLabel('Xem theo ngày').fill('1/1/2010');
    await page.keyboard.press('Enter');
    await page.getByRole('heading', { level: 1, name: 'Xã Đắk Mẫu' }).waitFor();
    await look(page, 'unit-page-in-2010');
  });

  it('says what to do when nothing is found', async () => {
    await open(body, '/units?q=khong-co-gi');
    await page.getByText('Không có đơn vị nào khớp.').waitFor();
    await look(page, 'units-none-found');
  });

  it('shows what a merger would do, records it as shown, and takes it back', async () => {
    await open(body, '/units/change?kind=merge');
    await page.getByRole('button', { name: 'Xem trước' }).click();
    await page.getByText(/Còn \d+ ô cần sửa/).waitFor();
    await look(page, 'unit-change-faults');
    await page.getByLabel('Hiệu lực từ ngày').fill('1/7/2025');
    await page.getByLabel('Số, ký hiệu').fill('77/NQ-MẪU');
    await pick('Các đơn vị được sáp nhập', 'MAU-HA', 'Huyện Mẫu Anh');
    await pick('Thêm đơn vị', 'MAU-HB', 'Huyện Mẫu Em');
    await page.getByLabel('Mã đơn vị mới').fill('MAU-TP');
    await page.getByLabel('Tên đơn vị').fill('Thành phố Mẫu Gộp');
    await page.getByRole('button', { name: 'Xem trước' }).click();
    await page.getByText('Sẽ có 5 thay đổi. Chưa có gì được ghi.').waitFor();
    await look(page, 'unit-change-preview');
    const found = await read<{ items: object[] }>(body, '/units?q=MAU-TP');
    expect(found.items).toEqual([]);
    await page.getByRole('button', { name: 'Ghi nhận', exact: true }).click();
    await page.getByText('Đã ghi nhận.').waitFor();
    await open(body, '/units?q=MAU-TP&asOf=2025-07-01');
    await page.getByRole('link', { name: 'Thành phố Mẫu Gộp' }).click();
    await page.getByText('77/NQ-MẪU').first().waitFor();
    await look(page, 'unit-page-merged');
    await open(body, '/units?asOf=2025-07-01');
    await openBranch('MAU-T');
    await openBranch('MAU-TP');
    await page.getByRole('treeitem', { name: /MAU-X2/ }).waitFor();
    expect(await communes()).toHaveLength(2);
    await open(body, '/units/changes');
    await page.getByRole('row', { name: /77\/NQ-MẪU/ }).waitFor();
    await look(page, 'unit-changes');
    const row = page.getByRole('row', { name: /77\/NQ-MẪU/ });
    await row.getByRole('button', { name: 'Hủy ghi nhận' }).click();
    const dialog = page.getByRole('dialog');
    await dialog.getByLabel('Lý do').fill('thử nghiệm');
    await dialog.getByRole('button', { name: 'Hủy ghi nhận' }).click();
    await dialog.waitFor({ state: 'hidden' });
    await row.waitFor({ state: 'detached' });
    expect(body.errors).toEqual([]);
  });
});
