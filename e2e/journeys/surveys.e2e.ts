/**
 * A survey round in a real browser: written, its codes printed, answered on a phone with and without script, a used code
 * refused, a paper sheet entered by keyboard, closed, frozen below its quotas with a reason, and read beside the points.
 */
import type { SurveyDetail } from '@parix/api-contract';
import type { Browser, Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { launchBrowser } from '../browser.ts';
import { look } from '../pages/look.ts';
import { open, type Person, read, signIn } from '../pages/workspace.ts';
import { type RunningServer, startServer } from '../start-server.ts';

const ROUND = '/rounds/demo-2022';
let browser: Browser;
let server: RunningServer;
let body: Person;
/** Codes of the first unit, as printed. */
let codes: string[] = [];
let unitName = '';
let surveyPath = '';

beforeAll(async () => {
  browser = await launchBrowser();
  server = await startServer(() => ({ PARIX_JOBS: 'off' }));
  body = await signIn(browser, 'thuongtruc', 1440, server.url);
});
afterAll(async () => {
  await browser.close();
  await server.stop();
});

const act = (page: Page, name: string | RegExp) => page.getByRole('button', { name }).click();

/** A phone of its own, as a respondent has it. */
async function phone(javaScriptEnabled = true): Promise<Page> {
  const context = await browser.newContext({
    viewport: { width: 360, height: 740 },
    locale: 'vi-VN',
    javaScriptEnabled,
  });
  return context.newPage();
}
const linkOf = (code: string): string => `${server.url}/ks/${code.replaceAll('-', '')}`;

/** Chooses the option of that number in every question. */
async function choose(page: Page, option: number): Promise<void> {
  const questions = page.locator('fieldset');
  for (let at = 0; at < (await questions.count()); at += 1)
    await questions.nth(at).getByRole('radio').nth(option).check();
}
const send = (page: Page) => page.getByRole('button', { name: 'Gửi phiếu' });

describe('a survey round', () => {
  it('is written: questionnaire, group and quotas', async () => {
    const page = await open(body, ROUND);
    await page.getByRole('link', { name: 'Khảo sát', exact: true }).click();
    await page.getByText('Chưa có đợt khảo sát nào.').waitFor();
    await page.getByLabel('Tên đợt khảo sát').fill('Khảo sát đại biểu HĐND năm 2022 (mẫu)');
    await act(page, 'Tạo đợt');
    await page.getByRole('heading', { level: 1, name: /Khảo sát đại biểu/ }).waitFor();
    surveyPath = new URL(page.url()).pathname;
    await act(page, 'Thêm phiếu hỏi');
    await page.getByLabel('Tên phiếu (người trả lời thấy)').fill('Phiếu hỏi đại biểu Hội đồng nhân dân');
    await page.getByLabel('Lời dẫn').fill('Xin ông/bà cho biết ý kiến về đơn vị nêu trên.');
    for (const item of ['1.6.1', '1.6.2']) {
      const value = await page.locator('option').filter({ hasText: item }).first().getAttribute('value');
      await page.getByLabel('Thêm câu hỏi cho tiêu chí').selectOption(value ?? '');
      await act(page, 'Thêm câu hỏi');
    }
    await look(page, 'survey-questionnaire');
    await page.setViewportSize({ width: 1440, height: 900 });
    await act(page, 'Lưu');
    await page.getByText('Bản 1 · 2 câu hỏi').waitFor();
    await page.getByLabel('Tên nhóm đối tượng').fill('Đại biểu HĐND tỉnh');
    await act(page, 'Thêm nhóm');
    await page.getByLabel('Số phiếu cần thu cho mỗi đơn vị').fill('3');
    await page.getByLabel('Tổng số người của nhóm ở mỗi đơn vị').fill('50');
    await act(page, 'Đặt cho mọi đơn vị');
    await page.getByRole('table', { name: /Chỉ tiêu và số phiếu/ }).waitFor();
    expect(body.errors).toEqual([]);
  });

  it('has its codes shown once, for printing', async () => {
    const page = body.page;
    await page.getByLabel('Số mã cho mỗi đơn vị').fill('4');
    await act(page, 'Tạo lô mã');
    await act(page, 'Hiện mã để in: lô 1');
    const dialog = page.getByRole('dialog', { name: /Mã lô 1/ });
    await dialog.waitFor();
    const slips = dialog.getByRole('article');
    const first = (await slips.first().innerText()).match(/Đơn vị được đánh giá: (.+)/);
    unitName = first?.[1]?.trim() ?? '';
    const texts = await slips.filter({ hasText: unitName }).locator('.sv-code').allInnerTexts();
    codes = texts.slice(0, 4);
    expect(codes).toHaveLength(4);
    for (const code of codes) expect(code).toMatch(/^[2-9A-Z]{4}-[2-9A-Z]{4}-[2-9A-Z]{4}$/);
    await look(page, 'survey-slips');
    await page.getByLabel('In ra').selectOption('papers');
    await page.emulateMedia({ media: 'print' });
    expect(await page.getByRole('navigation', { name: 'Các phần của hệ thống' }).isVisible()).toBe(false);
    expect(await dialog.getByRole('article').first().isVisible()).toBe(true);
    await page.emulateMedia({ media: 'screen' });
    await act(page, 'Đã in xong, đóng');
    await page.getByText('Đã hiện mã', { exact: true }).waitFor();
    expect(await page.getByRole('button', { name: 'Hiện mã để in: lô 1' }).count()).toBe(0);
  });

  it('opens', async () => {
    const guest = await phone();
    await guest.goto(linkOf(codes[0] ?? ''));
    await guest.getByRole('heading', { name: 'Đợt khảo sát chưa mở' }).waitFor();
    const page = body.page;
    await act(page, 'Mở nhận phiếu');
    await page.getByRole('dialog').getByRole('button', { name: 'Mở nhận phiếu' }).click();
    await page.getByText('Đang nhận phiếu', { exact: true }).waitFor();
    await guest.context().close();
  });
});

describe('a respondent with a phone', () => {
  it('answers, is told what is missing, and has it counted once', async () => {
    const [code = ''] = codes;
    const page = await phone();
    await page.goto(linkOf(code));
    await page.getByRole('heading', { name: 'Phiếu hỏi đại biểu Hội đồng nhân dân' }).waitFor();
    await look(page, 'survey-answer');
    await page.setViewportSize({ width: 360, height: 740 });
    await send(page).click();
    await page.getByRole('heading', { name: 'Phiếu chưa gửi được' }).waitFor();
    await choose(page, 0);
    await send(page).click();
    await page.getByRole('heading', { name: 'Đã nhận phiếu của bạn' }).waitFor();
    await look(page, 'survey-answer-received');
    await page.reload();
    await page.getByRole('heading', { name: 'Đã nhận phiếu của bạn' }).waitFor();
    const other = await phone();
    await other.goto(linkOf(code));
    await other.getByRole('heading', { name: 'Mã này đã được dùng' }).waitFor();
    await look(other, 'survey-code-used');
    await page.context().close();
    await other.context().close();
  });

  it('keeps what was chosen when the network fails, and sends it later', async () => {
    const page = await phone();
    await page.goto(linkOf(codes[1] ?? ''));
    await choose(page, 1);
    await page.context().setOffline(true);
    await send(page).click();
    await page.getByText(/Chưa gửi được vì mất mạng/).waitFor();
    await page.context().setOffline(false);
    await page.reload();
    expect(await page.getByRole('radio', { checked: true }).count()).toBe(2);
    await send(page).click();
    await page.getByRole('heading', { name: 'Đã nhận phiếu của bạn' }).waitFor();
    await page.context().close();
  });

  it('needs no script, and may type the code', async () => {
    const page = await phone(false);
    await page.goto(`${server.url}/ks/`);
    await page.getByLabel('Mã phiếu').fill((codes[2] ?? '').toLowerCase());
    await page.keyboard.press('Enter');
    await page.getByRole('heading', { name: 'Phiếu hỏi đại biểu Hội đồng nhân dân' }).waitFor();
    await choose(page, 2);
    await send(page).click();
    await page.getByRole('heading', { name: 'Đã nhận phiếu của bạn' }).waitFor();
    await page.context().close();
  });
});

describe('the standing body', () => {
  it('enters a paper sheet by keyboard alone, and no used code', async () => {
    const page = await open(body, `${surveyPath}/paper`);
    const enter = async (code: string) => {
      await page.getByLabel('Mã phiếu').fill(code);
      await page.keyboard.press('Enter');
    };
    await enter(codes[0] ?? '');
    await page.getByText(/mỗi mã chỉ nhận một phiếu/).waitFor();
    await enter(codes[3] ?? '');
    await page.getByText(unitName).waitFor();
    await look(page, 'survey-paper');
    await page.setViewportSize({ width: 1440, height: 900 });
    await page.getByRole('radio').first().focus();
    await page.keyboard.press('4');
    await page.keyboard.press('2');
    await page.keyboard.press('Enter');
    await page.getByText('Đã lưu 1 phiếu trong lượt này.').waitFor();
    expect(body.errors).toEqual([]);
  });

  it('closes, sees what was counted, and freezes; what is below its quota needs a word and a reason', async () => {
    const page = await open(body, surveyPath);
    await act(page, 'Đóng nhận phiếu');
    await page.getByRole('dialog').getByRole('button', { name: 'Đóng nhận phiếu' }).click();
    await page.getByRole('table', { name: /Kết quả khảo sát/ }).waitFor();
    await look(page, 'survey-closed');
    await page.setViewportSize({ width: 1440, height: 900 });
    await act(page, 'Chốt kết quả khảo sát');
    const dialog = page.getByRole('dialog');
    await dialog.getByRole('button', { name: 'Chốt kết quả khảo sát' }).click();
    await dialog.getByText('Không dùng số liệu của các mục thiếu phiếu').click();
    await dialog.getByLabel('Lý do').fill('Các đơn vị khác chưa thu đủ phiếu');
    await look(page, 'survey-below-quota');
    await page.setViewportSize({ width: 1440, height: 900 });
    await dialog.getByRole('button', { name: 'Chốt kết quả khảo sát' }).click();
    await page.getByText('Đã chốt', { exact: true }).waitFor();
    const survey = await read<SurveyDetail>(body, surveyPath);
    expect([survey.phase, survey.answers]).toEqual(['frozen', 4]);
  });

  it('reads points and margin beside the item in the unit’s result', async () => {
    const page = await open(body, `${ROUND}/results`);
    await page.getByRole('link', { name: unitName }).first().click();
    await page.getByRole('heading', { level: 1, name: unitName }).waitFor();
    await act(page, 'Mở tất cả');
    await page
      .getByText(/Khảo sát: Khảo sát đại biểu HĐND năm 2022 \(mẫu\)\. 4 người trả lời/)
      .first()
      .waitFor();
    expect(await page.getByText(/Sai số ±[\d,]+ điểm/).count()).toBe(2);
    await look(page, 'survey-in-result');
    expect(body.errors).toEqual([]);
  });
});
