/**
 * Evidence from the file on somebody's disk to the eyes of who judges it: sent over a network that breaks, judged by its
 * content, found by its words, linked at its page, used again a year later, opened by the appraiser, by nobody else.
 */
import { createHash } from 'node:crypto';
import type { Browser, Locator, Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { encryptedPdf } from '../../packages/file-inspection/src/testing/pdf-bytes.ts';
import { HOSTILE_FILES } from '../../packages/file-inspection/src/testing/hostile-files.ts';
import { launchBrowser } from '../browser.ts';
import { look } from '../pages/look.ts';
import { printPdf, screenshotOf } from '../pages/real-files.ts';
import { moveRound, open, read, signIn, type Person } from '../pages/workspace.ts';
import { type RunningServer, startServer } from '../start-server.ts';

const ROUND = 'demo-2022';
const EARLIER = 'demo-2021';
const ITEM = '1.1.3';
const PLAN = 'Kế hoạch cải cách hành chính năm 2022 của Sở Mẫu';
const PASSAGE = 'hoàn thành ba mươi tám nhiệm vụ';

let browser: Browser;
let server: RunningServer;
let contributor: Person;
let unitId = '';
let plan: Buffer;

beforeAll(async () => {
  browser = await launchBrowser();
  server = await startServer(() => ({ PARIX_EVIDENCE_QUOTA_MB: '40' }));
  contributor = await enter('chuyenvien01');
  unitId = (await read<{ account: { unitId: string } }>(contributor, '/session')).account.unitId;
  plan = await printPdf(browser, {
    title: PLAN,
    pages: ['Căn cứ Nghị quyết của Hội đồng nhân dân.', `Đến hết quý IV, đơn vị ${PASSAGE}.`, 'Nơi nhận.'],
    noise: 1100,
  });
});
afterAll(async () => {
  await browser.close();
  await server.stop();
});

const enter = (username: string): Promise<Person> => signIn(browser, username, 1440, server.url);

const sha256 = (bytes: Uint8Array): string => createHash('sha256').update(bytes).digest('hex');
const desk = (page: Page): Promise<void> => page.setViewportSize({ width: 1440, height: 900 });

async function openLibrary(person = contributor): Promise<Page> {
  await desk(person.page);
  return open(person, '/evidence');
}

async function startAdding(page: Page): Promise<Locator> {
  await page.getByRole('button', { name: 'Thêm tài liệu', exact: true }).click();
  return page.getByRole('dialog', { name: 'Thêm tài liệu vào kho' });
}

const choose = (dialog: Locator, name: string, buffer: Buffer): Promise<void> =>
  dialog.locator('input[type=file]').setInputFiles({ name, mimeType: 'application/octet-stream', buffer });

async function addDocument(
  name: string,
  bytes: Buffer,
  fields: Readonly<Record<string, string>>,
): Promise<void> {
  const page = await openLibrary();
  const dialog = await startAdding(page);
  await choose(dialog, name, bytes);
  for (const [label, text] of Object.entries(fields)) await dialog.getByLabel(label).fill(text);
  await dialog.getByText('Đã nhận đủ').waitFor();
  await dialog.getByRole('button', { name: 'Lưu vào kho' }).click();
  await dialog.getByText('Đã lưu tài liệu và tệp').waitFor();
  await dialog.getByRole('button', { name: 'Đóng' }).click();
}

interface Listed {
  readonly id: string;
  readonly abstract: string;
  readonly file: { readonly sha256: string; readonly scan: string; readonly text: string } | null;
}
const library = async (): Promise<readonly Listed[]> =>
  (await read<{ items: readonly Listed[] }>(contributor, `/units/${unitId}/evidence?limit=50`)).items;

async function documentNamed(abstract: string): Promise<Listed> {
  const found = (await library()).find((item) => item.abstract === abstract);
  if (!found) throw new Error(`no document “${abstract}”`);
  return found;
}

/** The page that is drawn has something on it: not one colour all over. */
async function isDrawn(canvas: Locator): Promise<boolean> {
  return canvas.evaluate((element) => {
    if (!(element instanceof HTMLCanvasElement)) return false;
    const { data } = element.getContext('2d')?.getImageData(0, 0, element.width, element.height) ?? {};
    return data?.some((value, at) => at % 4 !== 3 && value < 128) ?? false;
  });
}

describe('a file on its way into the library', () => {
  it('shows how far it is, goes on where the connection was cut, and arrives as it was', async () => {
    const page = await openLibrary();
    await page.getByText('Kho chưa có tài liệu nào').waitFor();
    const dialog = await startAdding(page);
    const offsets: number[] = [];
    let begun = 0;
    page.on('request', (request) => {
      if (request.method() === 'POST' && request.url().endsWith('/uploads')) begun += 1;
      if (request.method() === 'PATCH') offsets.push(Number(request.headers()['upload-offset']));
    });
    const network = await page.context().newCDPSession(page);
    await network.send('Network.enable');
    await network.send('Network.emulateNetworkConditions', {
      offline: false,
      latency: 40,
      downloadThroughput: -1,
      uploadThroughput: 1_500_000,
    });
    await choose(dialog, 'Kế hoạch 12.pdf', plan);
    const progress = dialog.getByRole('progressbar', { name: 'Tiến độ gửi Kế hoạch 12.pdf' });
    await expect
      .poll(async () => Number(await progress.getAttribute('value')), { timeout: 60_000 })
      .toBeGreaterThan(35);
    await look(page, 'upload-sending');
    await page.context().setOffline(true);
    await dialog.getByText('Mất kết nối; sẽ tự gửi tiếp').waitFor();
    const kept = Number(await progress.getAttribute('value'));
    expect(kept).toBeLessThan(100);
    await look(page, 'upload-waiting');
    await page.context().setOffline(false);
    await dialog.getByText('Đã nhận đủ “Kế hoạch 12.pdf”').waitFor({ timeout: 60_000 });
    await network.detach();
    expect(begun).toBe(1);
    expect(Math.max(...offsets)).toBeGreaterThan(0);

    await dialog.getByLabel('Trích yếu').fill(PLAN);
    await dialog.getByLabel('Số, ký hiệu').fill('12/KH-SM');
    await dialog.getByLabel('Ngày ban hành').fill('5/1/2022');
    await dialog.getByLabel('Cơ quan ban hành').fill('Sở Mẫu');
    await dialog.getByLabel('Loại tài liệu').selectOption({ label: 'Kế hoạch' });
    await dialog.getByLabel('Có hiệu lực đến hết ngày').fill('31/12/2022');
    await dialog.getByRole('button', { name: 'Lưu vào kho' }).click();
    await dialog.getByText('Đã lưu tài liệu và tệp').waitFor();
    await look(page, 'document-saved');
    expect((await documentNamed(PLAN)).file?.sha256).toBe(sha256(plan));
    await dialog.getByRole('button', { name: 'Đóng' }).click();
  });

  it('is recognised when the library has it already', async () => {
    const page = await openLibrary();
    const dialog = await startAdding(page);
    await choose(dialog, 'Ke hoach (ban sao).pdf', plan);
    await dialog.getByText('Tệp này đã có trong kho').waitFor();
    await dialog.getByRole('link', { name: PLAN }).waitFor();
    await look(page, 'upload-twin');
    await desk(page);
    await dialog.getByRole('button', { name: 'Hủy', exact: true }).click();
  });

  it.each([
    ['mat-khau.pdf', encryptedPdf('bí mật'), /mật khẩu/],
    ['macro.docx', bytesOf('macro.docx'), /macro/i],
    ['gifar.jpg', bytesOf('gifar.jpg'), /hai/i],
    ['loi.pdf', bytesOf('loi.pdf'), /tải/i],
  ])('%s is refused with what it is and what to do', async (name, bytes, words) => {
    const page = await openLibrary();
    const dialog = await startAdding(page);
    await choose(dialog, name, bytes);
    await dialog.getByText(`Chưa nhận được tệp “${name}”`).waitFor();
    await dialog.getByText(words).first().waitFor();
    // The same bytes would be refused again: nothing offers to send them once more.
    expect(await dialog.getByRole('button', { name: 'Thử lại' }).count()).toBe(0);
    await look(page, `refused-${name}`);
    await desk(page);
    await dialog.getByRole('button', { name: 'Hủy', exact: true }).click();
  });

  it('is refused before it is sent when the library has no room for it', async () => {
    const page = await openLibrary();
    await page.getByText(/1 tệp, đã dùng .* trong 40,0 MB được phép/).waitFor();
    const dialog = await startAdding(page);
    let sent = 0;
    page.on('request', (request) => void (sent += request.method() === 'PATCH' ? 1 : 0));
    await choose(dialog, 'ban-quet.pdf', Buffer.alloc(39 * 1024 * 1024, 'x'));
    await dialog.getByText('không còn đủ chỗ cho tệp này').waitFor();
    expect(sent).toBe(0);
    await look(page, 'no-room');
    await desk(page);
    await dialog.getByRole('button', { name: 'Hủy', exact: true }).click();
  });
});

function bytesOf(name: string): Buffer {
  const found = HOSTILE_FILES.find((file) => file.name === name);
  if (!found) throw new Error(`no file ${name} in the corpus`);
  return Buffer.from(found.bytes());
}

describe('the library', () => {
  it('finds words inside a file without diacritics, and opens it at their page', async () => {
    await expect
      .poll(async () => (await documentNamed(PLAN)).file?.text, { timeout: 60_000 })
      .toBe('indexed');
    const page = await openLibrary();
    await page.getByRole('searchbox', { name: 'Tìm tài liệu' }).fill('hoan thanh ba muoi tam');
    await page.getByText('Trang 2:').waitFor();
    await page.getByText('Chưa quét vi-rút').waitFor();
    await look(page, 'library-found');
    await desk(page);
    await page.getByRole('link', { name: PLAN }).click();
    await page.getByText('Trang 2 / 3').waitFor();
    const canvas = page.getByRole('img', { name: 'Trang 2 của tệp Kế hoạch 12.pdf' });
    await expect.poll(() => isDrawn(canvas), { timeout: 30_000 }).toBe(true);
    await page.getByText('Chưa quét vi-rút').waitFor();
    await page.getByText('Nội dung chữ của trang 2').click();
    await page.getByText(PASSAGE).waitFor();
    await look(page, 'document');
  });

  it('turns pages by the keyboard, and shows an image as an image', async () => {
    const { page } = contributor;
    await desk(page);
    await page.getByRole('region', { name: 'Nội dung tệp Kế hoạch 12.pdf' }).focus();
    await page.keyboard.press('End');
    await page.getByText('Trang 3 / 3').waitFor();
    await page.keyboard.press('PageUp');
    await page.getByText('Trang 2 / 3').waitFor();

    const abstract = 'Ảnh màn hình cổng dịch vụ công';
    const picture = await screenshotOf(browser, 'Cổng dịch vụ công: 38/40 hồ sơ');
    await addDocument('man-hinh.png', picture, { 'Trích yếu': abstract });
    await page.getByRole('link', { name: abstract }).click();
    const shown = page.getByRole('img', { name: 'Ảnh trong tệp man-hinh.png' });
    await shown.waitFor();
    const width = (): Promise<number> =>
      shown.evaluate((image) => (image instanceof HTMLImageElement ? image.naturalWidth : 0));
    await expect.poll(width).toBe(640);
    await look(page, 'document-image');
  });

  it('sends what shows a PDF packed, once for good', async () => {
    const { page } = contributor;
    const worker = page.waitForResponse((answer) => answer.url().endsWith('.mjs'));
    await open(contributor, `/units/${unitId}/evidence/${(await documentNamed(PLAN)).id}`);
    const address = (await worker).url();
    const answer = await fetch(address, { headers: { 'accept-encoding': 'br' } });
    expect(answer.headers.get('content-encoding')).toBe('br');
    expect(answer.headers.get('content-type')).toContain('javascript');
    expect(answer.headers.get('cache-control')).toBe('public, max-age=31536000, immutable');
  });
});

/** The card was opened again and is not sent anew: that is to be known before it is judged. */
async function judge(standing: Person): Promise<void> {
  const page = await open(standing, `/rounds/${EARLIER}`);
  const step = 'Chuyển sang thẩm định';
  await page.getByRole('button', { name: step }).click();
  const dialog = page.getByRole('dialog', { name: step });
  await dialog.getByRole('button', { name: step }).click();
  await dialog.getByRole('checkbox').check();
  await dialog.getByRole('button', { name: step }).click();
  await dialog.waitFor({ state: 'hidden' });
}

describe('an item', () => {
  it('is linked to a page and a passage by the keyboard alone, and the document opens inside the card', async () => {
    const standing = await enter('thuongtruc');
    await moveRound(standing, EARLIER, 'Đưa về Hội đồng', 'Mở lại để thử tài liệu kiểm chứng.');
    await moveRound(standing, EARLIER, 'Đưa về thẩm định', 'Mở lại để thử tài liệu kiểm chứng.');
    await moveRound(standing, EARLIER, 'Mở lại tự chấm điểm', 'Mở lại để thử tài liệu kiểm chứng.');
    const focal = await enter('donvi01');
    const page = await open(focal, `/rounds/${EARLIER}/cards/${unitId}?item=${ITEM}`);
    await page.getByRole('button', { name: 'Chọn từ kho' }).focus();
    await page.keyboard.press('Enter');
    const picker = page.getByRole('dialog', { name: 'Chọn tài liệu từ kho' });
    await picker.waitFor();
    await page.keyboard.type('ba muoi tam nhiem vu');
    await picker.getByText('Trang 2:').waitFor();
    await look(page, 'picker');
    await desk(page);
    await page.keyboard.press('Tab');
    await page.keyboard.press('Enter');
    await picker.waitFor({ state: 'detached' });
    const list = page.getByRole('group', { name: 'Tài liệu 1' });
    expect(await list.getByRole('textbox', { name: 'Trang', exact: true }).inputValue()).toBe('2');
    const quote = list.getByLabel('Trích dẫn');
    await quote.focus();
    await page.keyboard.type(PASSAGE);
    await page.keyboard.press('Tab');
    await page
      .getByText(/Đã lưu \d/)
      .first()
      .waitFor();

    await page.getByRole('button', { name: `Xem trang 2: ${PLAN}` }).focus();
    await page.keyboard.press('Enter');
    const preview = page.getByRole('dialog', { name: PLAN });
    await preview.getByText('Trang 2 / 3').waitFor();
    await preview.getByText(PASSAGE).first().waitFor();
    const canvas = preview.getByRole('img', { name: 'Trang 2 của tệp Kế hoạch 12.pdf' });
    await expect.poll(() => isDrawn(canvas), { timeout: 30_000 }).toBe(true);
    await look(page, 'preview-dialog');
    await page.keyboard.press('Escape');
    await preview.waitFor({ state: 'detached' });
    expect(new URL(page.url()).pathname).toBe(`/rounds/${EARLIER}/cards/${unitId}`);
    await judge(standing);
    await Promise.all([standing.context.close(), focal.context.close()]);
  });

  it('of a later round takes it again in two presses, told that it has expired and where it was used', async () => {
    await desk(contributor.page);
    const page = await open(contributor, `/rounds/${ROUND}/cards/${unitId}?item=${ITEM}`);
    await page.getByRole('button', { name: 'Dùng lại từ các đợt trước' }).click();
    const earlier = page.getByRole('dialog', { name: 'Dùng lại từ các đợt trước' });
    await earlier.getByText('Đã hết hiệu lực sau ngày 31/12/2022').waitFor();
    await earlier.getByText(/Đã dùng cho Chỉ số CCHC năm 2021.*, trang 2/).waitFor();
    await look(page, 'earlier');
    await page.setViewportSize({ width: 360, height: 900 });
    const wide = await earlier.evaluate((element) => element.scrollWidth - element.clientWidth);
    expect(wide, 'the name of a round is read whole on a phone').toBeLessThanOrEqual(0);
    await desk(page);
    await earlier.getByRole('button', { name: `Chọn tài liệu ${PLAN}` }).click();
    const list = page.getByRole('group', { name: 'Tài liệu 1' });
    await list.getByLabel('Trích dẫn').waitFor();
    expect(await list.getByLabel('Trích dẫn').inputValue()).toBe(PASSAGE);
    await page
      .getByText(/Đã lưu \d/)
      .first()
      .waitFor();
    await look(page, 'card-linked');
  });
});

describe('who may see it', () => {
  it('the appraiser opens the very document at its page, passage beside it', async () => {
    const appraiser = await enter('thamdinh');
    const page = await open(appraiser, `/rounds/${EARLIER}/appraisal?item=${ITEM}`);
    await page.getByRole('button', { name: `Xem trang 2: ${PLAN}` }).click();
    const preview = page.getByRole('dialog', { name: PLAN });
    const canvas = preview.getByRole('img', { name: 'Trang 2 của tệp Kế hoạch 12.pdf' });
    await expect.poll(() => isDrawn(canvas), { timeout: 30_000 }).toBe(true);
    await preview.getByText(PASSAGE).first().waitFor();
    // Keys of the grid stay out of the document that lies over it: these would leave it and decide on the row.
    let decided = 0;
    page.on('request', (request) => void (decided += request.method() === 'PUT' ? 1 : 0));
    const frame = preview.getByRole('region', { name: 'Nội dung tệp Kế hoạch 12.pdf' });
    await frame.focus();
    await page.keyboard.press('ArrowDown');
    await page.keyboard.press('Control+Enter');
    expect(await frame.evaluate((element) => element === document.activeElement)).toBe(true);
    await look(page, 'appraiser-preview');
    expect(decided).toBe(0);
    await page.keyboard.press('Escape');
    await look(page, 'appraiser-grid');
    expect(appraiser.errors).toEqual([]);
    await appraiser.context.close();
  });

  it('another unit learns nothing, by page, by operation or by file', async () => {
    const stranger = await enter('donvi02');
    const { id } = await documentNamed(PLAN);
    for (const path of [
      `/units/${unitId}/evidence`,
      `/units/${unitId}/evidence-usage`,
      `/units/${unitId}/evidence/${id}`,
      `/units/${unitId}/evidence/${id}/versions/1/file`,
      `/units/${unitId}/evidence/${id}/versions/1/text`,
    ]) {
      const answer = await stranger.context.request.get(`${server.url}/api/v1${path}`);
      expect([path, answer.status()]).toEqual([path, 403]);
      expect(await answer.text()).not.toContain('12/KH-SM');
    }
    const page = await open(stranger, `/units/${unitId}/evidence/${id}`);
    await page.getByText('không có quyền').first().waitFor();
    expect(await page.getByText(PLAN).count()).toBe(0);
    await look(page, 'stranger');
    await stranger.context.close();
  });

  it('no script failed on the way', () => {
    expect(contributor.errors).toEqual([]);
  });
});
