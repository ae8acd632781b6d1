/** The catalogue of procedures and the working calendar by hand: a file tried out, a row ended, a storm, a deadline. */
import type { Browser, Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { launchBrowser } from '../browser.ts';
import { look } from '../pages/look.ts';
import { open, read, signIn, type Person } from '../pages/workspace.ts';

const CATALOGUE = `Mã thủ tục,Tên thủ tục,Lĩnh vực,Hiệu lực từ,Số giờ làm việc,Mức độ DVC
THU.9.001,Cấp phép trông xe (mẫu),Giao thông (mẫu),2021-01-01,40,Toàn trình
THU.9.002,Cấp phép treo biển (mẫu),Văn hóa (mẫu),2021-01-01,24,
`;

let browser: Browser;
let body: Person;
let page: Page;
beforeAll(async () => {
  browser = await launchBrowser();
  body = await signIn(browser, 'thuongtruc');
});
afterAll(() => browser.close());

describe('the catalogue of procedures', () => {
  const choose = (text: string): Promise<void> =>
    page
      .getByLabel('Tệp danh mục thủ tục')
      .setInputFiles({ name: 'thu-tuc.csv', mimeType: 'text/csv', buffer: Buffer.from(text) });

  it('is on the way from the menu, and found without diacritics', async () => {
    page = await open(body, '/');
    await page.getByRole('link', { name: 'Thủ tục hành chính' }).click();
    await page.getByRole('heading', { level: 1, name: 'Thủ tục hành chính' }).waitFor();
    await page.getByRole('link', { name: 'Đăng ký kết hôn (mẫu)' }).waitFor();
    await look(page, 'procedures');
    await page.getByLabel('Tìm thủ tục').fill('giay phep xay');
    await page.getByText('1 thủ tục', { exact: true }).waitFor();
    await page.getByLabel('Tìm thủ tục').fill('khong co gi nhu the');
    await page.getByText('Không có thủ tục nào khớp.').waitFor();
    await look(page, 'procedures-no-match');
  });

  it('names the cells of a file that cannot be taken, and takes one that was tried out', async () => {
    await open(body, '/procedure-catalogue/import');
    await choose(CATALOGUE.replace('2021-01-01,24', '2021-02-30,24'));
    await page.getByText(/thu-tuc\.csv!D3/).waitFor();
    await look(page, 'procedures-import-faults');
    await choose(CATALOGUE);
    await page.getByText('Nên xem lại (vẫn được nhận)').waitFor();
    await look(page, 'procedures-import-tried');
    await page.getByRole('button', { name: 'Ghi 2 thay đổi' }).click();
    await page.getByText('Đã ghi thu-tuc.csv.').waitFor();
  });

  it('shows one procedure through the years; a row is added and ended by keyboard, with a reason', async () => {
    await open(body, '/procedures/MAU.1.001/rows');
    expect(await page.getByRole('heading', { level: 2 }).allTextContents()).toEqual([
      'Từ 15/08/2022',
      'Từ 01/01/2020 đến trước 15/08/2022',
    ]);
    await look(page, 'procedure');
    await open(body, '/procedures/THU.9.002/rows');
    await page.getByRole('button', { name: 'Sửa hoặc chấm dứt' }).focus();
    await page.keyboard.press('Enter');
    const dialog = page.getByRole('dialog');
    await dialog.getByLabel('Hết hiệu lực từ ngày').fill('1/1/2020');
    await dialog.getByRole('button', { name: 'Lưu' }).press('Enter');
    await dialog.getByText('Ghi ngày có thật, sau ngày bắt đầu hiệu lực').waitFor();
    await dialog.getByText('Ghi lý do.').waitFor();
    await look(page, 'procedure-form-faults');
    await dialog.getByLabel('Hết hiệu lực từ ngày').fill('1/7/2025');
    await dialog.getByLabel('Lý do sửa').fill('Bãi bỏ (mẫu)');
    await page.keyboard.press('Tab');
    await page.keyboard.press('Enter');
    await dialog.waitFor({ state: 'hidden' });
    await page.getByRole('heading', { name: 'Từ 01/01/2021 đến trước 01/07/2025' }).waitFor();
  });

  it('is read, not written, by others', async () => {
    const viewer = await signIn(browser, 'donvi01');
    const other = await open(viewer, '/procedures');
    await other.getByRole('link', { name: 'Đăng ký kết hôn (mẫu)' }).waitFor();
    expect(await other.getByRole('button', { name: 'Thêm thủ tục' }).count()).toBe(0);
    await viewer.context.close();
  });
});

describe('the working calendar', () => {
  it('shows a year in months and every special day by name', async () => {
    page = await open(body, '/working-calendar?year=2025');
    await page.getByRole('row', { name: /Thứ Bảy 26\/04\/2025.*Làm bù cho ngày 02\/05\/2025/ }).waitFor();
    await page.getByText('Đã thông báo').waitFor();
    await look(page, 'calendar-2025');
    await page.getByRole('button', { name: 'Năm 2026' }).click();
    await page.getByRole('heading', { level: 1, name: 'Lịch làm việc năm 2026' }).waitFor();
    await open(body, '/working-calendar?year=2040');
    await page.getByText('Dự kiến theo luật', { exact: true }).waitFor();
  });

  it('is closed for a storm by a document, and opened again', async () => {
    await open(body, '/working-calendar?year=2025');
    await page.getByRole('button', { name: 'Thêm ngày riêng của cơ quan' }).click();
    const dialog = page.getByRole('dialog');
    await dialog.getByRole('button', { name: 'Lưu' }).click();
    await dialog.getByText('Không được để trống.').first().waitFor();
    await look(page, 'calendar-exception-faults');
    await dialog.getByLabel('Ngày', { exact: true }).fill('9/9/2025');
    await dialog.getByLabel('Lý do').fill('Nghỉ do bão (mẫu)');
    await dialog.getByLabel('Cơ quan ban hành văn bản').fill('UBND tỉnh Mẫu');
    await dialog.getByLabel('Số, ký hiệu văn bản').fill('9/QĐ-MẪU');
    await dialog.getByLabel('Ngày văn bản').fill('8/9/2025');
    await dialog.getByRole('button', { name: 'Lưu' }).click();
    await dialog.waitFor({ state: 'hidden' });
    const own = page.getByRole('row', { name: /Thứ Ba 09\/09\/2025.*Nghỉ do bão/ });
    await own.waitFor();
    await page.getByText('Lần 1 (đang dùng)').waitFor();
    await look(page, 'calendar-with-own-day');
    await own.getByRole('button', { name: 'Bỏ ngày riêng' }).click();
    await dialog.getByLabel('Lý do bỏ').fill('Bão tan (mẫu)');
    await dialog.getByRole('button', { name: 'Bỏ ngày riêng' }).click();
    await own.waitFor({ state: 'detached' });
    await page.getByText('Lần 2 (đang dùng)').waitFor();
  });

  it('takes a yearly decision from a file after showing what it changes', async () => {
    const { decision } = await read<{ decision: { localExceptions: object[] } }>(
      body,
      '/working-calendar/2024',
    );
    const choose = (content: unknown): Promise<void> =>
      page.getByLabel('Tệp quyết định năm').setInputFiles({
        name: '2024.json',
        mimeType: 'application/json',
        buffer: Buffer.from(JSON.stringify(content)),
      });
    await open(body, '/working-calendar?year=2024');
    await choose({ ...decision, daysOff: [{ date: '2024-02-30', kind: 'holiday', name: 'Sai' }] });
    await page.getByText('/daysOff/0/date').waitFor();
    await look(page, 'calendar-decision-faults');
    await choose({
      ...decision,
      localExceptions: [{ date: '2024-09-09', works: false, reason: 'Bão (mẫu)' }],
    });
    await page.getByText('1 ngày sẽ thay đổi').waitFor();
    await page.getByRole('button', { name: 'Ghi quyết định năm 2024' }).click();
    await page.getByText('Đã nhập quyết định năm 2024, lần 1.').waitFor();
    await page.getByRole('row', { name: /09\/09\/2024.*Bão/ }).waitFor();
  });

  it('counts a deadline day by day, by keyboard', async () => {
    await open(body, '/working-calendar?year=2025');
    await page.getByLabel('Thời điểm tiếp nhận').fill('29/4/2025 10:00');
    await page.getByLabel('Thời hạn', { exact: true }).fill('1');
    await page.keyboard.press('Enter');
    await page.getByText('Hạn giải quyết: 17:30 05/05/2025').waitFor();
    await page
      .getByRole('row', { name: /30\/04\/2025.*Ngày Chiến thắng/ })
      .last()
      .waitFor();
    await look(page, 'calendar-deadline');
    expect(body.errors).toEqual([]);
  });
});
