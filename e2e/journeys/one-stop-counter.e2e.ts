/**
 * A dossier at the built-in counter: received, its receipt printed and its QR code read, supplement asked for, apology
 * handed out, a mistake taken back, returned; the citizen looks it up on a phone. Each screen is looked at.
 */
import type { Browser, Locator, Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { launchBrowser } from '../browser.ts';
import { send, upload } from '../pages/api.ts';
import { look } from '../pages/look.ts';
import { readQr } from '../pages/read-qr.ts';
import { open, read, signIn, type Person } from '../pages/workspace.ts';
import { type RunningServer, startServer } from '../start-server.ts';

const APPLICANT = 'Nguyễn Thị Mẫu';
const PROCEDURES = `code,name,sector,valid_from,hours,counting,online_level,fee,ended_on
9.000001,Đăng ký khai sinh tại quầy (mẫu),Hộ tịch (mẫu),2020-01-01,40,,,,
9.000002,Hỏi thông tin quy hoạch (mẫu),Xây dựng (mẫu),2020-01-01,,,,,
`;

let browser: Browser;
let server: RunningServer;
let clerk: Person;
let code = '';
let link = '';

beforeAll(async () => {
  browser = await launchBrowser();
  server = await startServer();
  const standing = await signIn(browser, 'thuongtruc', 1440, server.url);
  await upload(standing, '/procedure-catalogue/import?dryRun=false', 'thu-tuc.csv', PROCEDURES);
  await standing.context.close();
  clerk = await signIn(browser, 'motcua01', 1440, server.url);
});
afterAll(async () => {
  await browser.close();
  await server.stop();
});

const act = (page: Page, name: string) => page.getByRole('button', { name, exact: true }).click();
const desk = (page: Page) => page.setViewportSize({ width: 1440, height: 900 });
const paper = (page: Page) => page.getByRole('article');
const savedState = (page: Page, state: string) =>
  page.locator('.pw-facts').getByText(state, { exact: true }).waitFor();
async function closePaper(page: Page): Promise<void> {
  await act(page, 'Đóng');
  await page.getByRole('dialog').waitFor({ state: 'hidden' });
}

/** A screen that locks while a paper is open shows nobody's name; unlocked, the paper is there as it was. */
async function lockAndUnlock(page: Page, receipt: Locator): Promise<void> {
  await send(clerk, 'POST', '/session/lock', {});
  // Something on the page asks the server meanwhile, and is told that the screen is locked.
  await page.locator('button', { hasText: 'Chuyển giải quyết' }).dispatchEvent('click');
  const lock = page.getByRole('dialog', { name: 'Màn hình đã khóa' });
  await lock.waitFor();
  await receipt.waitFor({ state: 'hidden' });
  await lock.getByLabel('Mật khẩu', { exact: true }).fill('parix-tinh-mau-2022');
  await page.keyboard.press('Enter');
  await receipt.getByText(APPLICANT).waitFor();
}

describe('the clerk', () => {
  it('receives a dossier, by keyboard, and prints its receipt with a QR code', async () => {
    const page = await open(clerk, '/counter');
    await page.getByText('Không có hồ sơ nào trong danh sách này.').waitFor();
    await look(page, 'counter-empty');
    await desk(page);
    await page.getByRole('link', { name: 'Tiếp nhận hồ sơ' }).press('Enter');
    await page.getByLabel('Tìm thủ tục').fill('khai sinh tai quay');
    await page.getByRole('radio', { name: /Đăng ký khai sinh tại quầy/ }).focus();
    await page.keyboard.press('Space');
    await page
      .getByText(/nhận bây giờ thì hẹn trả/)
      .first()
      .waitFor();
    await page.getByLabel('Người nộp hồ sơ').fill(APPLICANT);
    await page.getByLabel('Thành phần hồ sơ nộp').fill('Tờ khai đăng ký\nGiấy chứng sinh');
    await page.getByText(/không gửi lên máy chủ và không lưu lại/).waitFor();
    await look(page, 'counter-receive');
    await desk(page);
    const sent: string[] = [];
    page.on('request', (request) => void sent.push(request.postData() ?? ''));
    await page.getByRole('button', { name: 'Tiếp nhận và in giấy hẹn' }).press('Enter');
    const receipt = paper(page);
    await receipt.getByText(APPLICANT).waitFor();
    expect(sent.join()).toContain('9.000001');
    expect(sent.join()).not.toContain('Mẫu');
    await receipt.getByText('Giấy chứng sinh').waitFor();
    await receipt.getByText('5 ngày làm việc').waitFor();
    await look(page, 'counter-receipt');
    await desk(page);
    await page.emulateMedia({ media: 'print' });
    expect(await page.getByRole('button', { name: 'In', exact: true }).isVisible()).toBe(false);
    link = (await readQr(browser, receipt.locator('img'))) ?? '';
    expect(link).toMatch(new RegExp(`^${server.url}/tra-cuu/[0-9A-HJKMNP-TV-Z]{16}$`));
    const pdf = await page.pdf({ preferCSSPageSize: true });
    // A5 upright, in points, and one sheet.
    expect(pdf.toString('latin1')).toMatch(/\/MediaBox ?\[0 0 (419|420)[\d.]* 59[456][\d.]*\]/);
    expect(pdf.toString('latin1').match(/\/Type ?\/Page\b/g)).toHaveLength(1);
    await page.emulateMedia({ media: 'screen' });
    await lockAndUnlock(page, receipt);
    await closePaper(page);
    code = (await page.getByRole('heading', { level: 1 }).innerText()).trim();
    await look(page, 'counter-dossier');
    await desk(page);
    expect(clerk.errors).toEqual([]);
  });

  it('asks for supplement and hands out the request, with dotted lines for what is not typed', async () => {
    const page = clerk.page;
    await act(page, 'Chuyển giải quyết');
    await savedState(page, 'Đang giải quyết');
    await page.getByText(/^Đã lưu lúc /).waitFor();
    await act(page, 'Yêu cầu bổ sung');
    await paper(page).getByRole('heading', { name: 'Phiếu yêu cầu bổ sung, hoàn thiện hồ sơ' }).waitFor();
    expect(await paper(page).locator('.oc-dots').count()).toBeGreaterThan(4);
    await page.getByLabel('Nội dung cần bổ sung').fill('Giấy chứng nhận kết hôn');
    await paper(page).getByText('Giấy chứng nhận kết hôn').waitFor();
    await look(page, 'counter-supplement');
    await desk(page);
    await page.keyboard.press('Escape');
    await page.getByRole('dialog').waitFor({ state: 'hidden' });
    await savedState(page, 'Chờ bổ sung');
  });

  it('is told what a citizen is told, on a phone without an account', async () => {
    const context = await browser.newContext({ viewport: { width: 360, height: 740 }, locale: 'vi-VN' });
    const phone = await context.newPage();
    await phone.goto(link);
    await phone.getByText('Cần bạn bổ sung hồ sơ').waitFor();
    await phone.getByRole('heading', { name: 'Đăng ký khai sinh tại quầy (mẫu)' }).waitFor();
    const text = await phone.locator('main').innerText();
    for (const inside of [APPLICANT, code, 'motcua', '9.000001']) expect(text).not.toContain(inside);
    await look(phone, 'lookup-supplement');
    await phone.setViewportSize({ width: 360, height: 740 });
    await phone.getByLabel('Mã tra cứu').fill('0000-0000-0000-0000');
    await phone.keyboard.press('Enter');
    await phone.getByText('Không có hồ sơ nào mang mã này').waitFor();
    await look(phone, 'lookup-unknown');
    await context.close();
  });

  it('apologises before the due day, and the slip names both appointments', async () => {
    const page = await open(clerk, `/counter/${code}`);
    await act(page, 'Đã nhận bổ sung');
    await savedState(page, 'Đang giải quyết');
    await act(page, 'Xin lỗi và hẹn lại');
    const dialog = page.getByRole('dialog');
    await look(page, 'counter-apologise');
    await desk(page);
    await dialog.getByLabel('Ngày hẹn mới').fill('mai');
    await dialog.getByRole('button', { name: 'Xin lỗi và hẹn lại' }).click();
    await dialog.getByText(/Ghi ngày theo dạng/).waitFor();
    await dialog.getByLabel('Ngày hẹn mới').fill('01/01/2020');
    await dialog.getByRole('button', { name: 'Xin lỗi và hẹn lại' }).click();
    await dialog.getByText(/Ngày hẹn chưa dùng được/).waitFor();
    const { newDueFrom } = await read<{ newDueFrom: string }>(clerk, await ofDossier());
    await dialog.getByLabel('Ngày hẹn mới').fill(newDueFrom);
    await dialog.getByRole('button', { name: 'Xin lỗi và hẹn lại' }).click();
    const slip = paper(page);
    await slip.getByRole('heading', { name: 'Phiếu xin lỗi và hẹn lại ngày trả kết quả' }).waitFor();
    const [year, month, day] = newDueFrom.split('-');
    await slip.getByText(`${day}/${month}/${year}`).waitFor();
    await page.getByLabel('Lý do chậm trả kết quả').fill('Chờ ý kiến cơ quan phối hợp');
    await look(page, 'counter-apology');
    await desk(page);
    await page.emulateMedia({ media: 'print' });
    expect(await slip.isVisible()).toBe(true);
    await page.emulateMedia({ media: 'screen' });
    await closePaper(page);
  });

  it('takes a mistake back with a reason, then returns the result', async () => {
    const page = clerk.page;
    await act(page, 'Đã có kết quả');
    await savedState(page, 'Đã có kết quả');
    await act(page, 'Sửa việc vừa làm');
    const dialog = page.getByRole('dialog');
    await dialog.getByLabel('Lý do').fill('Bấm nhầm hồ sơ');
    await look(page, 'counter-correct');
    await desk(page);
    await dialog.getByRole('button', { name: 'Rút lại việc này' }).click();
    await savedState(page, 'Đang giải quyết');
    await page.getByText('Lý do: Bấm nhầm hồ sơ').waitFor();
    await act(page, 'Đã có kết quả');
    await savedState(page, 'Đã có kết quả');
    await act(page, 'Trả kết quả');
    await page.getByRole('dialog').getByRole('button', { name: 'Trả kết quả' }).click();
    await savedState(page, 'Đã trả kết quả');
    await look(page, 'counter-done');
    await desk(page);
    expect(clerk.errors).toEqual([]);
  });

  it('says on a phone how satisfied they are, and the clerk sees it', async () => {
    const context = await browser.newContext({ viewport: { width: 360, height: 740 }, locale: 'vi-VN' });
    const phone = await context.newPage();
    await phone.goto(link);
    await phone.getByRole('button', { name: 'Không hài lòng' }).click();
    await phone.getByText('Đã ghi nhận: Không hài lòng').waitFor();
    await phone.getByRole('button', { name: 'Hài lòng', exact: true }).press('Enter');
    await phone.getByText('Đã ghi nhận: Hài lòng').waitFor();
    await look(phone, 'lookup-rating');
    await context.close();
    const page = await open(clerk, `/counter/${code}`);
    await page
      .getByRole('row', { name: /Người nộp đánh giá .*Hài lòng/ })
      .last()
      .waitFor();
    expect(await page.getByRole('row', { name: /Người nộp đánh giá/ }).count()).toBe(2);
    await look(page, 'counter-rated');
    await desk(page);
  });

  it('finds it again by the text of the scanned receipt, and is told when a colleague was faster', async () => {
    const page = await open(clerk, '/counter');
    await page.getByLabel('Tìm hồ sơ').fill(link);
    await page.keyboard.press('Enter');
    await page.getByRole('link', { name: code }).waitFor();
    await look(page, 'counter-found');
    await desk(page);
    const path = (await ofDossier()).replace(`/${code}`, '');
    const other = await send<{ code: string; version: number }>(clerk, 'POST', path, {
      procedureCode: '9.000002',
    });
    await open(clerk, `/counter/${other.code}`);
    await savedState(page, 'Đã tiếp nhận');
    await send(clerk, 'POST', `${path}/${other.code}/acts`, { act: 'transferred' }, { 'if-match': '"1"' });
    await act(page, 'Đã có kết quả');
    await page.getByText('Chưa lưu được.').waitFor();
    await page.getByText(/vừa được người khác sửa/).waitFor();
    await savedState(page, 'Đang giải quyết');
    await look(page, 'counter-conflict');
    await open(clerk, '/counter');
    await page.getByRole('link', { name: other.code }).waitFor();
    await look(page, 'counter-queue');
  });
});

async function ofDossier(): Promise<string> {
  const { account } = await read<{ account: { unitId: string } }>(clerk, '/session');
  return `/units/${account.unitId}/counter/dossiers/${code}`;
}
