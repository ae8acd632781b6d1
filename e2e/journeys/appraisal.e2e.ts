/**
 * Who judges, and how: a group by decision, interests declared before anything is judged, the grid of one item with
 * keys, several units at once with one reason, the card of one unit, the queue, an area signed, in a real browser.
 */
import type { AppraisalRow } from '@parix/api-contract';
import type { Browser, Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { launchBrowser } from '../browser.ts';
import { send } from '../pages/api.ts';
import { look } from '../pages/look.ts';
import { open, read, signIn, type Person } from '../pages/workspace.ts';
import { type RunningServer, startServer } from '../start-server.ts';

const ROUND = 'demo-2022';
const PASSWORD = 'parix-tinh-mau-2022';
const APPRAISAL = `/rounds/${ROUND}/appraisal`;
const REASON = 'Báo cáo gửi sau ngày 20 tháng cuối quý';
let browser: Browser;
let server: RunningServer;
let standing: Person;
let appraiser: Person;

beforeAll(async () => {
  browser = await launchBrowser();
  server = await startServer();
  standing = await signIn(browser, 'thuongtruc', 1440, server.url);
  appraiser = await signIn(browser, 'thamdinh', 1440, server.url);
});
afterAll(async () => {
  await browser.close();
  await server.stop();
});

const rowsOf = async (item: string): Promise<readonly AppraisalRow[]> =>
  (await read<{ items: AppraisalRow[] }>(appraiser, `/rounds/${ROUND}/items/${item}/appraisals?limit=200`))
    .items;
/** Somebody who judges every area and has decided nothing yet. */
async function anotherAppraiser(): Promise<Person> {
  const admin = await signIn(browser, 'quantri', 1440, server.url);
  await send(admin, 'POST', '/accounts', {
    ...{ username: 'thamdinhhai', displayName: 'Người thẩm định thứ hai (mẫu)', password: PASSWORD },
    ...{ roles: ['appraiser'], unitId: null, areas: [] },
  });
  await admin.context.close();
  return signIn(browser, 'thamdinhhai', 1440, server.url);
}
/** The item whose grid is open. */
const itemOf = (page: Page): string => new URL(page.url()).searchParams.get('item') ?? '';

describe('the standing body', () => {
  it('enters the group with its decision, its members and who leads an area', async () => {
    const page = await open(standing, `/rounds/${ROUND}`);
    await page.getByRole('button', { name: 'Chuyển sang thẩm định' }).click();
    const move = page.getByRole('dialog').getByRole('button', { name: 'Chuyển sang thẩm định' });
    await move.click();
    await page.getByRole('dialog').getByLabel('Tôi đã xem các điều trên').check();
    await move.click();
    await page.getByRole('dialog').waitFor({ state: 'hidden' });
    await page.getByRole('link', { name: 'Tổ chức thẩm định' }).click();
    await page.getByRole('button', { name: 'Lập hội đồng hoặc tổ' }).click();
    const dialog = page.getByRole('dialog');
    await dialog.getByLabel('Tên gọi theo quyết định').fill('Tổ thẩm định năm 2022 (mẫu)');
    await dialog.getByLabel('Số, ký hiệu quyết định').fill('15/QĐ-MẪU');
    await dialog.getByLabel('Cơ quan ban hành').fill('UBND tỉnh Mẫu');
    await dialog.getByLabel('Ngày ban hành').fill('10/01/2023');
    await dialog.getByRole('button', { name: 'Lưu' }).click();
    await dialog.waitFor({ state: 'hidden' });
    const form = page.getByRole('form', { name: /^Thêm thành viên vào/ });
    await form.getByLabel('Người', { exact: true }).selectOption({ label: 'Người thẩm định (mẫu)' });
    await form.getByLabel('Cơ quan').fill('Sở Nội vụ (mẫu)');
    await form.getByRole('button', { name: 'Thêm thành viên' }).click();
    await page.getByRole('rowheader', { name: 'Người thẩm định (mẫu)' }).first().waitFor();
    await page
      .getByRole('button', { name: /^Cơ quan chủ trì: / })
      .first()
      .click();
    await page.getByRole('dialog').getByLabel('Cơ quan chủ trì').fill('Sở Nội vụ (mẫu)');
    await page.getByRole('dialog').getByRole('button', { name: 'Lưu' }).click();
    await page
      .getByRole('cell', { name: /Sở Nội vụ \(mẫu\)/ })
      .first()
      .waitFor();
    await look(page, 'appraisers');
  });

  it('names the unit of a lead agency, which stays the one that is seen when another name is typed', async () => {
    const { page } = standing;
    await page
      .getByRole('button', { name: /^Cơ quan chủ trì: / })
      .nth(1)
      .click();
    const dialog = page.getByRole('dialog');
    const unit = dialog.getByRole('combobox');
    const shown = () => unit.locator('option:checked').textContent();
    await dialog.getByRole('textbox').fill('Sở Nội vụ');
    const option = unit.locator('option', { hasText: 'Sở Nội vụ tỉnh Mẫu' });
    await unit.selectOption((await option.getAttribute('value')) ?? '');
    const chosen = await shown();
    expect(chosen).toContain('Sở Nội vụ');
    await dialog.getByRole('textbox').fill('Sở Y tế');
    await unit.locator('option', { hasText: 'Sở Y tế tỉnh Mẫu' }).waitFor({ state: 'attached' });
    expect(await shown()).toBe(chosen);
    await look(page, 'lead-unit');
    await dialog.getByRole('button', { name: 'Hủy' }).click();
  });
});

describe('the appraiser', () => {
  it('declares interests before anything can be judged', async () => {
    const page = await open(appraiser, APPRAISAL);
    await page.getByText('Bạn chưa khai báo xung đột lợi ích của đợt này.').waitFor();
    expect(await page.locator('[data-control="accept"]').count()).toBe(0);
    await look(page, 'undeclared');
    await page.getByRole('button', { name: 'Khai báo xung đột lợi ích' }).click();
    const dialog = page.getByRole('dialog');
    await dialog.getByLabel('Đơn vị có xung đột').selectOption({ index: 1 });
    await dialog.getByLabel('Lý do').fill('Người thân là lãnh đạo đơn vị');
    await look(page, 'declare');
    await dialog.getByRole('button', { name: 'Tôi cam kết và gửi khai báo' }).click();
    await dialog.waitFor({ state: 'hidden' });
    await page.locator('[data-control="accept"]').first().waitFor();
    await page.getByText('Có xung đột lợi ích').first().waitFor();
  });

  it('walks the grid with keys alone, and the queue leads on', async () => {
    const page = await open(appraiser, APPRAISAL);
    await page.getByRole('button', { name: 'Mục tiếp theo chưa chấm' }).focus();
    await page.keyboard.press('Enter');
    const focused = page.locator('[data-control="accept"]:focus');
    await focused.waitFor();
    const item = itemOf(page);
    const before = (await rowsOf(item)).filter(({ decision }) => decision !== null).length;
    await page.keyboard.press('Enter');
    await page.keyboard.press('ArrowDown');
    await page.keyboard.press('Control+Enter');
    await expect
      .poll(async () => (await rowsOf(item)).filter(({ decision }) => decision === 'accept').length)
      .toBe(before + 2);
    await look(page, 'grid');
  });

  it('decides several units at once, each with its own reasoned row, and keeps the reason for the group', async () => {
    const page = appraiser.page;
    const item = itemOf(page);
    await page.getByLabel('Lọc đơn vị').selectOption('open');
    const boxes = page.getByRole('checkbox', { name: /^Chọn / });
    for (const at of [0, 1, 2]) await boxes.nth(at).check();
    await page.getByRole('button', { name: 'Quyết định 3 đơn vị đã chọn' }).click();
    const dialog = page.getByRole('dialog');
    await dialog.getByLabel('Quyết định', { exact: true }).selectOption({ label: 'Yêu cầu giải trình' });
    await dialog.getByLabel('Phân loại').selectOption({ label: 'Thực hiện hoặc nộp chậm' });
    await dialog.getByLabel('Lý do', { exact: true }).fill(REASON);
    await dialog.getByLabel('Yêu cầu không đạt (nếu có)').fill('Nộp trước ngày 20');
    await dialog.getByLabel(/^Lưu làm mẫu lý do/).check();
    await look(page, 'bulk');
    await dialog.getByRole('button', { name: 'Ghi cho 3 đơn vị' }).click();
    await dialog.waitFor({ state: 'hidden' });
    const asked = (await rowsOf(item)).filter(({ decision }) => decision === 'needs-explanation');
    expect(asked.map(({ reason, reasonCode, requirement }) => [reason, reasonCode, requirement])).toEqual(
      Array.from({ length: 3 }, () => [REASON, 'late', 'Nộp trước ngày 20']),
    );
  });

  it('reads the whole card of one unit, with last year beside, and uses the kept reason there', async () => {
    const page = appraiser.page;
    const item = itemOf(page);
    const unit = (await rowsOf(item)).find(({ editable, decision }) => editable && decision === null);
    await open(appraiser, `${APPRAISAL}?by=unit&unit=${unit?.unitId ?? ''}&item=${item}`);
    const row = page.locator(`[id="row-${item}"]`);
    await row.getByRole('button', { name: 'Yêu cầu giải trình' }).click();
    await row.getByLabel('Mẫu có sẵn').selectOption({ label: REASON });
    await row.getByLabel('Lý do', { exact: true }).blur();
    await expect
      .poll(async () => (await rowsOf(item)).find(({ unitId }) => unitId === unit?.unitId)?.reason)
      .toBe(REASON);
    await page
      .getByText(/^Năm 20\d\d: tự chấm/)
      .first()
      .waitFor();
    await look(page, 'unit');
    expect(appraiser.errors).toEqual([]);
  });
});

describe('the blind second appraisal', () => {
  const READINGS = `/rounds/${ROUND}/second-readings`;

  it('is drawn with a seed, told to the appraiser without the first decision, and measured', async () => {
    const page = await open(standing, READINGS);
    await page.getByLabel('Số mục × đơn vị').fill('12');
    await page.getByLabel(/^Hạt giống/).fill('bốc thăm 12/11');
    await page.getByRole('button', { name: 'Rút thăm' }).click();
    await page.getByText(/bốc thăm 12\/11/).waitFor();
    await look(page, 'second-readings-drawn');
    const second = await anotherAppraiser();
    const tasks = await open(second, READINGS);
    await tasks.getByText('Bạn chưa khai báo xung đột lợi ích của đợt này.').waitFor();
    await look(tasks, 'second-readings-undeclared');
    await tasks.getByRole('button', { name: 'Khai báo xung đột lợi ích' }).click();
    await tasks.getByRole('button', { name: 'Tôi cam kết và gửi khai báo' }).click();
    const task = tasks.getByRole('article').first();
    await task.waitFor();
    await look(tasks, 'second-readings-tasks');
    const before = await tasks.getByRole('article').count();
    await task.getByLabel('Quyết định').selectOption({ label: 'Giảm' });
    await task.getByLabel('Lý do').fill('Thiếu tài liệu kiểm chứng');
    await look(tasks, 'second-readings-judging');
    await task.getByLabel('Quyết định').selectOption({ label: 'Chấp nhận' });
    await task.getByRole('button', { name: 'Ghi', exact: true }).click();
    await expect.poll(() => tasks.getByRole('article').count()).toBe(before - 1);
    expect(second.errors).toEqual([]);
    await second.context.close();
    const council = await signIn(browser, 'hoidong', 1440, server.url);
    await look(await open(council, READINGS), 'second-readings-council');
    await council.context.close();
  });
});
