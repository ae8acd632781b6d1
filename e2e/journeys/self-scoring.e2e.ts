/**
 * A card from many hands to its receipt, in a real browser against a server of its own: items given out, two
 * contributors at once, a lost network, a conflict, an Excel workbook, the leader, the official report, a signed file,
 * and a deadline that passes while a form is open. Each screen is looked at on a phone and on a desk.
 */
import { readFile } from 'node:fs/promises';
import { fileURLToPath } from 'node:url';
import { strFromU8, unzipSync } from 'fflate';
import type { Browser, Locator, Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { launchBrowser } from '../browser.ts';
import {
  cardOf,
  type CardPlace,
  downloaded,
  itemOf,
  openItem,
  saved,
  tabTo,
  valueCell,
  withCells,
} from '../pages/card.ts';
import { look } from '../pages/look.ts';
import { open, read, signIn, type Person } from '../pages/workspace.ts';
import { type RunningServer, startServer } from '../start-server.ts';

const ROUND = 'demo-2022';
const ITEM = '1.1.3';
const PLANNED = 'Số nhiệm vụ trong kế hoạch';
const DONE = 'Số nhiệm vụ hoàn thành';
const samples = new URL('../../apps/server/src/features/reports/samples/', import.meta.url);

let browser: Browser;
let server: RunningServer;
let focal: Person;
let lan: Person;
let minh: Person;
let leader: Person;
let standing: Person;
let place: CardPlace;

const enter = (username: string) => signIn(browser, username, 1440, server.url);
const unitOf = async (person: Person): Promise<string> =>
  (await read<{ account: { unitId: string } }>(person, '/session')).account.unitId;
const path = (rest = '') => `/rounds/${ROUND}/cards/${place.unitId}${rest}`;

beforeAll(async () => {
  browser = await launchBrowser();
  server = await startServer(() => ({ SIGNATURE_ROOTS_FILE: fileURLToPath(new URL('root.pem', samples)) }));
  focal = await enter('donvi01');
  lan = await enter('chuyenvien01');
  minh = await enter('chuyenvien02');
  leader = await enter('lanhdao01');
  standing = await enter('thuongtruc');
  place = { roundId: ROUND, unitId: await unitOf(focal) };
});
afterAll(async () => {
  await browser.close();
  await server.stop();
});

/** Choices of the filter stand as “name (number)”. */
async function filterBy(page: Page, name: string): Promise<number> {
  const filter = page.getByLabel('Hiện', { exact: true });
  const option = filter.locator('option').filter({ hasText: `${name} (` });
  const words = (await option.textContent()) ?? '';
  await filter.selectOption({ label: words });
  return Number(/\((\d+)\)$/.exec(words)?.[1]);
}

describe('the focal point', () => {
  it('gives items to a division and to persons', async () => {
    const page = await open(focal, path('/assignments'));
    await page.getByText('Phòng/ban của đơn vị').click();
    await page.getByLabel('Tên phòng/ban mới').fill('Phòng Tổng hợp (mẫu)');
    await page.getByRole('button', { name: 'Thêm', exact: true }).click();
    await page.getByText('Phòng Tổng hợp (mẫu) – 0 người').waitFor();
    await page
      .getByLabel('Chuyên viên B, đơn vị 1 (mẫu) làm ở')
      .selectOption({ label: 'Phòng Tổng hợp (mẫu)' });
    await page.getByText('Phòng Tổng hợp (mẫu) – 1 người').waitFor();
    await page.getByLabel(new RegExp(`^${ITEM} `)).check();
    await page
      .getByLabel('Giao 1 mục đã chọn cho')
      .selectOption({ label: 'Phòng/ban: Phòng Tổng hợp (mẫu)' });
    await look(page, 'assignments');
    await page.getByRole('button', { name: 'Giao', exact: true }).click();
    await page.getByText('Đã giao 1, kết thúc 0, giữ nguyên 0.').waitFor();
    const { assignees } = await itemOf(focal, place, ITEM);
    expect(assignees.map(({ name }) => name).sort()).toEqual([
      'Chuyên viên A, đơn vị 1 (mẫu)',
      'Phòng Tổng hợp (mẫu)',
    ]);
    expect((await itemOf(minh, place, ITEM)).editable).toBe(true);
  });
});

describe('two contributors on one card at once', () => {
  it('see each other and at which item', async () => {
    const page = await openItem(minh, place, ITEM);
    await page.getByLabel(PLANNED).waitFor();
    const other = await openItem(lan, place, ITEM);
    await other.getByText(`Chuyên viên B, đơn vị 1 (mẫu) đang ở mục ${ITEM}`).waitFor();
    await other.getByText('Cũng đang mở mục này: Chuyên viên B, đơn vị 1 (mẫu).').waitFor();
    await page.getByText(`Chuyên viên A, đơn vị 1 (mẫu) đang ở mục ${ITEM}`).waitFor();
    await look(other, 'card');
  });

  it('keep what was typed without the network, in sight, and never send it over a newer value', async () => {
    const { page } = minh;
    await minh.context.setOffline(true);
    await page.getByLabel(PLANNED).fill('50');
    await page.getByLabel(DONE).fill('45');
    await page.getByLabel(DONE).blur();
    await page
      .getByText(/giữ trên máy này/)
      .first()
      .waitFor();
    await look(page, 'card-offline');
    await lan.page.getByLabel(PLANNED).fill('40');
    await lan.page.getByLabel(DONE).fill('38');
    await lan.page.getByLabel(DONE).blur();
    await saved(lan.page);
    await minh.context.setOffline(false);
    const dialog = page.getByRole('dialog', { name: `Mục ${ITEM} vừa được người khác sửa` });
    await dialog.getByText('Chuyên viên A, đơn vị 1 (mẫu) đã lưu mục này').waitFor();
    const row = dialog.getByRole('row').filter({ hasText: DONE });
    expect(await cellsOf(row)).toEqual(['45', '38']);
    expect((await itemOf(focal, place, ITEM)).figures).toMatchObject({ hoan_thanh: '38' });
    await look(page, 'conflict');
  });

  it('solve the conflict: the one chosen is saved, and both see it', async () => {
    const { page } = minh;
    await page.getByRole('button', { name: 'Để sau' }).click();
    await page.getByRole('button', { name: 'Xem hai bản và chọn' }).click();
    await page.getByRole('button', { name: 'Lưu bản của tôi' }).click();
    await saved(page);
    expect(await itemOf(focal, place, ITEM)).toMatchObject({
      figures: { hoan_thanh: '45', ke_hoach: '50' },
      recordedBy: 'Chuyên viên B, đơn vị 1 (mẫu)',
    });
    await expect.poll(() => lan.page.getByLabel(DONE).inputValue(), { timeout: 30_000 }).toBe('45');
    await lan.page.getByText('Lịch sử mục này').click();
    await lan.page.getByText('45', { exact: true }).first().waitFor();
    await look(lan.page, 'timeline');
  });

  it('send what was typed offline when the network is back, where nobody else wrote', async () => {
    const page = await openItem(lan, place, '1.2.1');
    await lan.context.setOffline(true);
    await page.getByLabel('Số báo cáo định kỳ gửi đúng hạn').fill('3');
    await page.getByLabel('Số báo cáo định kỳ gửi đúng hạn').blur();
    await page
      .getByText(/giữ trên máy này/)
      .first()
      .waitFor();
    await lan.context.setOffline(false);
    await saved(page);
    expect((await itemOf(focal, place, '1.2.1')).figures).toEqual({ bao_cao: '3' });
  });
});

describe('a contributor', () => {
  it('fills one item with the keyboard alone, to the mark that it is ready', async () => {
    const page = await openItem(minh, place, '2.1.1');
    const tree = page.getByRole('navigation', { name: 'Các mục chấm điểm' });
    await tabTo(page, tree.getByRole('button', { name: /^2\.1\.1/ }));
    await page.keyboard.press('ArrowDown');
    await page.keyboard.press('ArrowUp');
    await page.keyboard.press('Enter');
    await page.locator('#item-title:focus').waitFor();
    const figures = page.locator('article input[inputmode]');
    for (const [at, text] of ['9', '10'].entries()) {
      await tabTo(page, figures.nth(at));
      await page.keyboard.press('Control+A');
      await page.keyboard.type(text);
    }
    await tabTo(page, page.getByLabel('Giải trình'));
    await page.keyboard.type('Một văn bản chuyển sang năm sau.');
    await page.keyboard.press('Tab');
    await expect
      .poll(() => itemOf(focal, place, '2.1.1'))
      .toMatchObject({
        figures: { dung_tien_do: '9', duoc_giao: '10' },
        explanation: 'Một văn bản chuyển sang năm sau.',
      });
    await page.keyboard.press('Shift+Tab');
    await tabTo(page, page.getByRole('button', { name: 'Đánh dấu sẵn sàng' }), 'Shift+Tab');
    await page.keyboard.press('Enter');
    await page.getByText(/Sẵn sàng – Chuyên viên B/).waitFor();
    expect((await itemOf(focal, place, '2.1.1')).ready).toMatchObject({
      by: 'Chuyên viên B, đơn vị 1 (mẫu)',
    });
  });

  it('finds the mark gone after the next change', async () => {
    const { page } = minh;
    await page.locator('article input[inputmode]').first().fill('8');
    await page.locator('article input[inputmode]').first().blur();
    await saved(page);
    await page.getByText('Chưa đánh dấu sẵn sàng').waitFor();
    expect((await itemOf(focal, place, '2.1.1')).ready).toBeNull();
  });

  it('filters what is missing and what is below its maximum', async () => {
    const page = await openItem(lan, place, ITEM);
    const tree = page.getByRole('navigation', { name: 'Các mục chấm điểm' });
    const { items } = await cardOf(lan, place);
    const below = await filterBy(page, 'Chưa đạt điểm tối đa');
    expect(below).toBe(items.filter(({ self }) => self.status === 'scored' && Number(self.lost) > 0).length);
    expect(await tree.getByRole('button').count()).toBe(below);
    await look(page, 'filter-below');
    const missing = await filterBy(page, 'Chưa có số liệu');
    expect(missing).toBeGreaterThan(0);
    // The item on the page stays in the tree, whatever the filter.
    expect(await tree.getByRole('button').count()).toBe(missing + 1);
  });

  it('sees last year’s figures, and takes one over as a draft of their own', async () => {
    const page = await openItem(lan, place, '1.3.1');
    await page.getByText('Số liệu và kết quả đợt trước').click();
    await page.getByText('Chỉ số CCHC năm 2020 – tỉnh Mẫu (dữ liệu mẫu)').waitFor();
    await page.getByText(/Tự chấm .* điểm, kết quả cuối .* điểm/).waitFor();
    await look(page, 'last-year');
    expect((await itemOf(focal, place, '1.3.1')).version).toBe(0);
    const field = page.getByLabel('Số phòng, đơn vị trực thuộc được kiểm tra', { exact: true });
    expect(await field.inputValue()).toBe('');
    await page.getByRole('button', { name: /^Dùng lại số đợt trước của: Số phòng/ }).click();
    expect(Number(await field.inputValue())).toBeGreaterThan(0);
    await saved(page);
    expect((await itemOf(focal, place, '1.3.1')).self.status).toBe('no-data');
  });
});

describe('the workbook of the card', () => {
  let book: Buffer;
  const report = async (page: Page, file: Buffer) => {
    await page
      .getByLabel('Tệp phiếu đã điền')
      .setInputFiles({ name: 'phieu.xlsx', mimeType: 'application/octet-stream', buffer: file });
  };

  it('names each faulty cell by its address and writes nothing', async () => {
    const page = await open(focal, path('/workbook'));
    book = await downloaded(focal, page.getByRole('link', { name: 'Tải phiếu (.xlsx)' }));
    const cell = await valueCell(book, DONE);
    await report(page, await withCells(book, { [cell]: { text: 'bốn mươi' } }));
    await page.getByText('phieu.xlsx: 1 lỗi. Chưa có gì được ghi.').waitFor();
    await page.getByText(`Phiếu!${cell}`).waitFor();
    await look(page, 'workbook-faulty');
  });

  it('shows a conflict cell by cell, and what is chosen is written', async () => {
    const { page } = focal;
    const cell = await valueCell(book, DONE);
    const editing = await openItem(lan, place, ITEM);
    await editing.getByLabel(DONE).fill('46');
    await editing.getByLabel(DONE).blur();
    await saved(editing);
    await report(page, await withCells(book, { [cell]: { number: '47' } }));
    const conflicts = page.getByRole('table', { name: /vừa sửa trong tệp/ });
    const row = conflicts.getByRole('row').filter({ hasText: cell });
    expect(await cellsOf(row)).toEqual(['45', '47', '46']);
    await look(page, 'workbook-conflict');
    await page.getByLabel('Với các ô xung đột').selectOption({ label: 'Lấy giá trị trong tệp' });
    await page.getByRole('button', { name: /^Ghi \d+ mục/ }).click();
    await page.getByText('Đã ghi phieu.xlsx.').waitFor();
    expect((await itemOf(focal, place, ITEM)).figures).toMatchObject({ hoan_thanh: '47', ke_hoach: '50' });
  });
});

describe('sign-off', () => {
  it('starts with the words of the report, saved as they are typed', async () => {
    const page = await openItem(focal, place, ITEM);
    await page.getByRole('button', { name: 'Trình lãnh đạo' }).click();
    await page.getByRole('dialog').getByText('Chưa nhập phần đầu báo cáo').waitFor();
    await look(page, 'send-without-report');
    await page.getByRole('dialog').getByRole('link', { name: 'Nhập phần đầu báo cáo' }).click();
    await page.getByText('Chưa lưu nội dung nào cho báo cáo này').waitFor();
    await look(page, 'report-empty');
    const words = {
      'Cơ quan chủ quản': 'UBND TỈNH MẪU',
      'Ký hiệu': 'BC-DV1',
      'Địa danh': 'Tỉnh Mẫu',
      'Kính gửi': 'Sở Nội vụ tỉnh Mẫu',
      'Căn cứ': 'Căn cứ Kế hoạch số 01/KH-UBND của UBND tỉnh Mẫu;',
      'Khó khăn, vướng mắc': 'Thiếu máy quét tại Bộ phận Một cửa\nĐường truyền chậm vào cuối tháng',
      'Kiến nghị, đề xuất': 'Trang bị thêm 02 máy quét',
      'Chức vụ người ký': 'GIÁM ĐỐC',
      'Họ tên người ký': 'Trần Văn Ký',
      'Nơi nhận': 'Như trên\nLãnh đạo đơn vị',
    };
    for (const [label, text] of Object.entries(words)) await page.getByLabel(label).fill(text);
    await page.getByLabel('Ngày ban hành').fill('31/02/2023');
    await page.getByLabel('Ngày ban hành').blur();
    await page.getByText('Nhập ngày theo dạng ngày/tháng/năm').waitFor();
    await page.getByLabel('Ngày ban hành').fill('');
    await page.getByLabel('Ngày ban hành').blur();
    await saved(page);
    await look(page, 'report');
    const draft = await downloaded(focal, page.getByRole('link', { name: 'Tải bản thảo (.docx)' }));
    expect(wordsOf(draft)).toContain('Thiếu máy quét tại Bộ phận Một cửa');
    expect(wordsOf(draft)).toContain('DỰ THẢO');
  });

  it('lets the focal point send the card with its gaps acknowledged', async () => {
    const page = await openItem(focal, place, ITEM);
    await page.getByRole('button', { name: 'Trình lãnh đạo' }).click();
    const dialog = page.getByRole('dialog', { name: 'Trình lãnh đạo duyệt phiếu' });
    await look(page, 'send');
    expect(await dialog.getByText('Chưa nhập phần đầu báo cáo').count()).toBe(0);
    expect(await dialog.getByRole('button', { name: 'Trình', exact: true }).isDisabled()).toBe(true);
    await dialog.getByLabel(/Tôi biết phiếu còn/).check();
    await dialog.getByRole('button', { name: 'Trình', exact: true }).click();
    await page.getByText('Chờ lãnh đạo duyệt', { exact: true }).waitFor();
    await expect
      .poll(() => lan.page.getByText('Chờ lãnh đạo duyệt', { exact: true }).count(), { timeout: 30_000 })
      .toBe(1);
  });

  it('lets the leader return it with a reason and a remark, which the unit finds at the item', async () => {
    const page = await openItem(leader, place, ITEM);
    await page.getByRole('button', { name: 'Trả lại', exact: true }).click();
    const dialog = page.getByRole('dialog', { name: 'Trả lại phiếu cho đầu mối' });
    await dialog.getByRole('button', { name: 'Trả lại phiếu' }).click();
    await dialog.getByText('Ghi lý do.').waitFor();
    await dialog.getByLabel('Lý do trả lại').fill('Số nhiệm vụ chưa khớp báo cáo năm.');
    await dialog.getByLabel('Thêm ý kiến về từng mục').selectOption(ITEM);
    await dialog.getByLabel(`Ý kiến về mục ${ITEM}`).fill('Đối chiếu phụ lục 2.');
    await look(page, 'return');
    await dialog.getByRole('button', { name: 'Trả lại phiếu' }).click();
    await dialog.waitFor({ state: 'hidden' });
    const back = await openItem(lan, place, '1.2.1');
    await back.getByText('Số nhiệm vụ chưa khớp báo cáo năm.').waitFor();
    expect(await filterBy(back, 'Bị trả lại, có ý kiến')).toBe(1);
    await back.getByRole('navigation', { name: 'Các mục chấm điểm' }).getByRole('button').first().click();
    await back.getByText('Đối chiếu phụ lục 2.').waitFor();
    await look(back, 'returned');
    await back.getByLabel(DONE).fill('48');
    await back.getByLabel(DONE).blur();
    await saved(back);
  });

  it('gives the leader everything on one page, and a receipt when the card is approved', async () => {
    await send(focal);
    const page = await openItem(leader, place, ITEM);
    await page.getByRole('button', { name: 'Kiểm tra và duyệt' }).click();
    await page.getByRole('table', { name: 'Nội dung sẽ được chốt' }).waitFor();
    await look(page, 'approve');
    await page.getByLabel('Tôi đã kiểm tra và chịu trách nhiệm').check();
    await page.getByRole('button', { name: 'Duyệt, chốt phiếu' }).click();
    await page.getByRole('heading', { level: 1, name: 'Đã nhận phiếu' }).waitFor();
    await page.getByText(/Bản nộp số 1, người duyệt: Lãnh đạo đơn vị 1/).waitFor();
    const note = await downloaded(leader, page.getByRole('link', { name: 'Tải biên nhận (.txt)' }));
    expect(note.toString('utf8')).toContain('parix');
    await look(page, 'received');
  });
});

describe('the official report', () => {
  it('of the submission is downloaded in both forms and carries what the unit wrote', async () => {
    const { page } = leader;
    await page.getByRole('link', { name: 'Tải báo cáo, gắn bản đã ký số' }).click();
    const docx = await downloaded(leader, page.getByRole('link', { name: 'Tải báo cáo (.docx)' }));
    for (const text of ['UBND TỈNH MẪU', 'Trần Văn Ký', 'Trang bị thêm 02 máy quét', 'Cơ quan khác cho điểm'])
      expect(wordsOf(docx)).toContain(text);
    expect(wordsOf(docx)).not.toContain('DỰ THẢO');
    const pdf = await downloaded(leader, page.getByRole('link', { name: 'Tải báo cáo (.pdf)' }));
    expect(pdf.subarray(0, 5).toString('latin1')).toBe('%PDF-');
  });

  it('is handed in signed, and the page says honestly what can be said of each signature', async () => {
    const { page } = leader;
    await addSigned(page, 'signed');
    await page.getByText('Hợp lệ', { exact: true }).waitFor();
    await page.getByText('Chữ ký hợp lệ: nội dung không thay đổi sau khi ký').waitFor();
    await page.getByText('Chưa kiểm tra chứng thư số có bị thu hồi hay không.').waitFor();
    await addSigned(page, 'signed-by-stranger');
    await page.getByText('Chưa xác minh được', { exact: true }).waitFor();
    await look(page, 'signed-files');
    await choose(page, 'unsigned');
    await page.getByRole('button', { name: 'Nộp bản ký số này' }).click();
    await page.getByRole('alert').waitFor();
    await look(page, 'signed-refused');
  });

  it('shows the appraiser’s side nothing of drafts', async () => {
    const appraiser = await enter('thamdinh');
    await open(appraiser, path('/report'));
    expect(await appraiser.page.getByRole('link', { name: /bản thảo/ }).count()).toBe(0);
    await appraiser.context.close();
  });

  const choose = async (page: Page, name: string) =>
    page.getByLabel('Nộp bản đã ký số (PDF)').setInputFiles({
      name: `${name}.pdf`,
      mimeType: 'application/pdf',
      buffer: await readFile(new URL(`${name}.pdf`, samples)),
    });
  async function addSigned(page: Page, name: string): Promise<void> {
    await choose(page, name);
    await page.getByRole('button', { name: 'Nộp bản ký số này' }).click();
    await page.getByText(`Đã nhận bản ký số “${name}.pdf”`).waitFor();
  }
});

describe('a submitted card', () => {
  it('is opened again by the standing body with a reason, changed, and submitted again', async () => {
    const page = await openItem(standing, place, ITEM);
    await page.getByRole('button', { name: 'Mở lại phiếu' }).click();
    const dialog = page.getByRole('dialog');
    await dialog.getByLabel('Hạn mới').fill('hôm nào đó');
    await dialog.getByRole('button', { name: 'Mở lại', exact: true }).click();
    await dialog.getByText('Nhập giờ và ngày').waitFor();
    await look(page, 'reopen');
    await dialog.getByLabel('Hạn mới').fill('17:00 31/12/2090');
    await dialog.getByLabel('Lý do (đơn vị sẽ thấy)').fill('Đính chính số nhiệm vụ.');
    await dialog.getByRole('button', { name: 'Mở lại', exact: true }).click();
    await dialog.waitFor({ state: 'hidden' });
    const editing = await openItem(focal, place, ITEM);
    await editing.getByLabel(DONE).fill('49');
    await editing.getByLabel(DONE).blur();
    await saved(editing);
    await send(focal);
    await approve(leader);
  });

  it('tells what the second submission changed against the first', async () => {
    const page = await open(focal, path('/submissions'));
    await page.getByRole('button', { name: 'Bản 2 khác gì' }).click();
    const changes = page.getByRole('table', { name: 'Các chỗ khác nhau' });
    const row = changes.getByRole('row').filter({ hasText: DONE });
    expect(await cellsOf(row)).toEqual([DONE, '48', '49']);
    await look(page, 'submissions');
  });
});

describe('a deadline that passes while a form is open', () => {
  let other: Person;
  let there: CardPlace;

  it('tells the person which side they fell on and keeps what was typed', async () => {
    other = await enter('donvi02');
    there = { roundId: ROUND, unitId: await unitOf(other) };
    const page = await openItem(other, there, ITEM);
    const before = await itemOf(other, there, ITEM);
    const closesAt = await closeIn(12_000);
    await page.reload();
    await page.getByText(/Còn 0 phút \d+ giây/).waitFor();
    await new Promise((resolve) => setTimeout(resolve, closesAt - Date.now() - 1_000));
    await page.getByLabel(PLANNED).fill('130');
    await page.getByText('Máy chủ nhận sau hạn nên không ghi; nội dung vẫn giữ trên máy này').waitFor();
    await page.getByText('Đã hết hạn').first().waitFor();
    expect(await page.getByLabel('Nội dung đã gõ').inputValue()).toContain(`${PLANNED}: 130`);
    expect((await itemOf(other, there, ITEM)).version).toBe(before.version);
    await look(page, 'deadline-passed');
  });

  it('takes what was kept once the standing body gives more time', async () => {
    const page = await openItem(standing, there, ITEM);
    await page.getByRole('button', { name: 'Gia hạn' }).click();
    const dialog = page.getByRole('dialog');
    await dialog.getByLabel('Hạn mới').fill('17:00 31/12/2090');
    await dialog.getByLabel('Lý do (đơn vị sẽ thấy)').fill('Mất điện ngày cuối.');
    await look(page, 'extend');
    await dialog.getByRole('button', { name: 'Gia hạn', exact: true }).click();
    await dialog.waitFor({ state: 'hidden' });
    await saved(other.page);
    await other.page.getByText('Đã gia hạn').waitFor();
    expect((await itemOf(other, there, ITEM)).figures).toMatchObject({ ke_hoach: '130' });
  });

  /** The round shuts in so many milliseconds from now. @returns the instant */
  async function closeIn(milliseconds: number): Promise<number> {
    const { request } = standing.context;
    const { csrfToken } = await read<{ csrfToken: string }>(standing, '/session');
    const { version } = await read<{ version: number }>(standing, `/rounds/${ROUND}`);
    const closesAt = Date.now() + milliseconds;
    const answer = await request.patch(`${server.url}/api/v1/rounds/${ROUND}`, {
      headers: { 'x-csrf-token': csrfToken, 'if-match': `"${version}"` },
      data: { selfScoringClosesAt: new Date(closesAt).toISOString() },
    });
    expect(answer.status(), await answer.text()).toBe(200);
    return closesAt;
  }
});

it('met no script error on the way', () => {
  expect([focal, lan, minh, leader, standing].flatMap(({ errors }) => errors)).toEqual([]);
});

async function send(person: Person): Promise<void> {
  const page = await openItem(person, place, ITEM);
  await page.getByRole('button', { name: 'Trình lãnh đạo' }).click();
  const dialog = page.getByRole('dialog', { name: 'Trình lãnh đạo duyệt phiếu' });
  await dialog.getByLabel(/Tôi biết phiếu còn/).check();
  await dialog.getByRole('button', { name: 'Trình', exact: true }).click();
  await page.getByText('Chờ lãnh đạo duyệt', { exact: true }).waitFor();
}

async function approve(person: Person): Promise<void> {
  const page = await open(person, path('/approve'));
  await page.getByLabel('Tôi đã kiểm tra và chịu trách nhiệm').check();
  await page.getByRole('button', { name: 'Duyệt, chốt phiếu' }).click();
  await page.getByRole('heading', { level: 1, name: 'Đã nhận phiếu' }).waitFor();
}

/** Texts of a row, once it is there. */
async function cellsOf(row: Locator): Promise<readonly string[]> {
  await row.waitFor();
  return row.getByRole('cell').allInnerTexts();
}

/** Words of a .docx with its headers and footers, tags taken away. */
function wordsOf(docx: Buffer): string {
  return Object.entries(unzipSync(new Uint8Array(docx)))
    .filter(([name]) => /^word\/(document|header|footer)\d*\.xml$/.test(name))
    .map(([, part]) => strFromU8(part))
    .join(' ')
    .replace(/<[^>]*>/g, ' ')
    .replace(/\s+/g, ' ');
}
