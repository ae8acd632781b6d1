/** What a source gives by hand: a file of dossiers matched and taken, totals that do not add up, and a list compared. */
import type { Browser, Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { launchBrowser } from '../browser.ts';
import { send } from '../pages/api.ts';
import { look } from '../pages/look.ts';
import { open, read, signIn, type Person } from '../pages/workspace.ts';

let browser: Browser;
let body: Person;
let page: Page;
let source: string;
let unit: { readonly code: string; readonly name: string };
beforeAll(async () => {
  browser = await launchBrowser();
  body = await signIn(browser, 'thuongtruc');
  const made = { code: 'tep-thu', name: 'Một cửa gửi bằng tệp' };
  source = (await send<{ id: string }>(body, 'POST', '/dossier-sources', made)).id;
  const units = await read<{ items: { code: string; name: string }[] }>(body, '/units?limit=1');
  unit = units.items[0] ?? { code: '', name: '' };
});
afterAll(() => browser.close());

const choose = (label: RegExp | string, name: string, text: string): Promise<void> =>
  page.getByLabel(label).setInputFiles({ name, mimeType: 'text/csv', buffer: Buffer.from(text) });

describe('a file of dossiers', () => {
  it('is sent, and shown as understood with what is wrong in it', async () => {
    const rows = [
      'Mã hồ sơ;Đơn vị;Trạng thái;Ngày tiếp nhận;Hạn xử lý;Ngày kết thúc xử lý;Hình thức nộp',
      `T1;${unit.name};Đã trả kết quả;13/01/2021 08:00;20/01/2021;18/01/2021;Trực tuyến`,
      `T2;${unit.code};Chờ ký số;14/01/2021;21/01/2021;;Trực tiếp`,
      `T3;${unit.code};Đang xử lý;30/02/2021;21/03/2021;;Trực tiếp`,
    ];
    page = await open(body, `/dossier-sources/${source}/files`);
    await look(page, 'dossier-files-empty');
    await choose(/Tệp hồ sơ/, 'thang-1.csv', `${rows.join('\n')}\n`);
    await page.getByText('3 dòng đầu, 2 dòng có lỗi').waitFor();
    await page.getByText('không phải một ngày có thật').waitFor();
    await look(page, 'dossier-files-matching');
  });

  it('takes a meaning for an unknown word by keyboard, and is taken in the background', async () => {
    const word = page.getByLabel(/“chờ ký số”/);
    await word.focus();
    for (let step = 0; step < 4; step += 1) await page.keyboard.press('ArrowDown');
    expect(await word.inputValue()).toBe('processing');
    await page.getByRole('button', { name: 'Xem lại' }).focus();
    await page.keyboard.press('Enter');
    await page.getByText('3 dòng đầu, 1 dòng có lỗi').waitFor();
    await page.getByRole('button', { name: 'Nhập tệp', exact: true }).focus();
    await page.keyboard.press('Enter');
    await page.getByText('Mới hoặc thay đổi 2, đã biết 0, bị loại 1').waitFor();
    await page.getByText('Đã nhập xong').waitFor();
    await look(page, 'dossier-files-done');
    const download = page.waitForEvent('download');
    await page.getByRole('link', { name: /dòng bị loại/ }).click();
    expect((await download).suggestedFilename()).toBe('loi-thang-1.csv.csv');
  });
});

describe('totals that a source publishes', () => {
  it('are recorded as they are, with the difference of columns that do not add up', async () => {
    page = await open(body, `/dossier-sources/${source}/totals`);
    const table = `Mã đơn vị,Từ ngày,Đến ngày,Mức độ,Tổng,Đã xử lý,Chưa xử lý,Trước hạn,Đúng hạn,Trễ hạn
${unit.code},01/01/2021,31/12/2021,3,68544,61827,6717,43434,11795,4331
`;
    await choose(/Bảng số tổng/, 'hue.csv', table);
    await page.getByText('1 dòng có các cột không cộng bằng tổng').waitFor();
    await page.getByRole('button', { name: 'Ghi số tổng' }).click();
    await page.getByText('số tổng do nguồn cung cấp', { exact: true }).waitFor();
    expect(await page.getByText(/59\.560, ít hơn “Đã xử lý” 2\.267/).count()).toBe(2);
    await look(page, 'dossier-totals');
  });
});

describe('a list of the source', () => {
  it('is compared with what is held, and each difference is named', async () => {
    page = await open(body, `/dossier-sources/${source}/reconciliation`);
    await page.getByLabel('Tiếp nhận từ ngày').fill('01/01/2021');
    await page.getByLabel('Đến ngày').fill('31/01/2021');
    await choose(/Danh sách của nguồn/, 'ds.csv', 'Mã hồ sơ,Trạng thái\nT1,Đang xử lý\nT9,\n');
    await page.getByRole('button', { name: /Xem từng hồ sơ khác nhau/ }).click();
    await page.getByRole('cell', { name: 'Parix thiếu' }).waitFor();
    expect(await page.getByText('Nguồn có 2, Parix có 2. Thiếu 1, thừa 1, khác ngày 0').count()).toBe(2);
    await look(page, 'dossier-reconciliation');
    expect(body.errors).toEqual([]);
  });
});
