/**
 * Official documents in a real browser: the standing body writes the letterhead, puts in a template of its own (after
 * one that names an unknown field was refused), and fetches minutes and draft decision, which carry both.
 */
import { readFile } from 'node:fs/promises';
import { shippedTemplate } from '@parix/official-documents';
import { strToU8, unzipSync, zipSync } from 'fflate';
import type { Browser, Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { launchBrowser } from '../browser.ts';
import { look } from '../pages/look.ts';
import { open, type Person, signIn } from '../pages/workspace.ts';
import { type RunningServer, startServer } from '../start-server.ts';

const ROUND = 'demo-2021';
const DOCX = 'application/vnd.openxmlformats-officedocument.wordprocessingml.document';
let browser: Browser;
let server: RunningServer;
let body: Person;

beforeAll(async () => {
  browser = await launchBrowser();
  server = await startServer();
  body = await signIn(browser, 'thuongtruc', 1440, server.url);
});
afterAll(async () => {
  await browser.close();
  await server.stop();
});

async function fetched(
  page: Page,
  button: string,
): Promise<{ readonly name: string; readonly bytes: Buffer }> {
  const [download] = await Promise.all([
    page.waitForEvent('download'),
    page.getByRole('button', { name: button, exact: true }).click(),
  ]);
  return { name: download.suggestedFilename(), bytes: await readFile(await download.path()) };
}

const wordsOf = (bytes: Buffer): string =>
  new TextDecoder()
    .decode(unzipSync(new Uint8Array(bytes))['word/document.xml'])
    .replace(/<[^>]*>/g, ' ')
    .replace(/\s+/g, ' ');

/** The shipped template of the decision with a paragraph of the office's own before everything else. */
async function templateWith(text: string) {
  const parts = unzipSync(await shippedTemplate('publication-decision'));
  const source = new TextDecoder().decode(parts['word/document.xml']);
  const paragraph = `<w:body><w:p><w:r><w:t>${text}</w:t></w:r></w:p>`;
  const edited = { ...parts, 'word/document.xml': strToU8(source.replace('<w:body>', paragraph)) };
  return { name: 'quyet-dinh-cua-tinh.docx', mimeType: DOCX, buffer: Buffer.from(zipSync(edited)) };
}

describe('templates and letterheads', () => {
  it('are found in the navigation, by kind of document', async () => {
    const page = await open(body, '/');
    await page.getByRole('link', { name: 'Mẫu văn bản' }).click();
    await page.getByText('Đang dùng mẫu đi kèm Parix.').waitFor();
    await page.getByText('Phần đầu và phần ký của báo cáo này do từng đơn vị ghi').waitFor();
    await look(page, 'templates-report');
    await page.getByRole('link', { name: 'Quyết định công bố' }).click();
    await page.getByLabel('Cơ quan ban hành').waitFor();
    await look(page, 'templates-decision');
  });

  it('keep the letterhead, and say what is missing', async () => {
    const { page } = body;
    await page.setViewportSize({ width: 1440, height: 900 });
    await page.getByLabel('Cơ quan ban hành').fill('');
    await page.getByRole('button', { name: 'Lưu', exact: true }).click();
    await page.getByText('Ghi tên cơ quan ban hành.').waitFor();
    await page.getByLabel('Cơ quan ban hành').fill('Ủy ban nhân dân tỉnh Mẫu');
    await page.getByLabel('Ký hiệu').fill('QĐ-UBND');
    await page.getByLabel('Địa danh').fill('Đắk Mẫu');
    await page.getByLabel(/^Thẩm quyền ban hành/).fill('Chủ tịch Ủy ban nhân dân tỉnh Mẫu');
    await page.getByLabel('Chức vụ người ký').fill('Chủ tịch');
    await page.getByLabel('Nơi nhận').fill('Như Điều 3\nBộ Nội vụ');
    await page.getByRole('button', { name: 'Lưu', exact: true }).click();
    await page.getByText(/^Cơ quan thường trực \(mẫu\) lưu lúc/).waitFor();
    await page.reload();
    expect(await page.getByLabel('Nơi nhận').inputValue()).toBe('Như Điều 3\nBộ Nội vụ');
  });

  it('refuse a template with an unknown field by its name, and take one without', async () => {
    const { page } = body;
    await page.getByLabel('Đưa lên mẫu đã sửa').setInputFiles(await templateWith('{khong_co_truong_nay}'));
    await page.getByText('khong_co_truong_nay').first().waitFor();
    await look(page, 'templates-refused');
    await page.getByText('Đang dùng mẫu đi kèm Parix.').waitFor();
    await page.getByLabel('Đưa lên mẫu đã sửa').setInputFiles(await templateWith('MẪU RIÊNG CỦA TỈNH'));
    await page.getByText('Đang dùng mẫu của cơ quan “quyet-dinh-cua-tinh.docx”').waitFor();
    const sample = await fetched(page, 'Xem thử với số liệu mẫu (.docx)');
    expect(wordsOf(sample.bytes)).toContain('MẪU RIÊNG CỦA TỈNH');
    expect(wordsOf(sample.bytes)).toContain('Ủy ban nhân dân tỉnh Mẫu');
    expect((await fetched(page, 'Xem thử với số liệu mẫu (.pdf)')).name).toBe(
      'mau-thu-publication-decision.pdf',
    );
    await look(page, 'templates-own');
  });
});

describe('documents of the council', () => {
  it('are fetched where the council sits and where the round is published', async () => {
    const page = await open(body, `/rounds/${ROUND}/council`);
    const minutes = await fetched(page, 'Biên bản họp (.docx)');
    expect(minutes.name).toBe(`bien-ban-hop-hoi-dong-${ROUND}.docx`);
    expect(wordsOf(minutes.bytes)).toContain('Thông qua bảng kết quả');
    await look(page, 'council-documents');
    const publishing = await open(body, `/rounds/${ROUND}`);
    const decision = await fetched(publishing, 'Dự thảo Quyết định công bố (.docx)');
    expect(wordsOf(decision.bytes)).toContain('MẪU RIÊNG CỦA TỈNH');
    expect(wordsOf(decision.bytes)).toContain('Chủ tịch Ủy ban nhân dân tỉnh Mẫu');
    await look(publishing, 'publish-with-draft');
  });

  it('go back to the template of Parix, by keyboard, after a question', async () => {
    const page = await open(body, '/document-templates?kind=publication-decision');
    await page.getByRole('button', { name: 'Về mẫu đi kèm Parix' }).focus();
    await page.keyboard.press('Enter');
    const dialog = page.getByRole('dialog');
    await dialog.getByRole('button', { name: 'Về mẫu đi kèm Parix' }).focus();
    await page.keyboard.press('Enter');
    await page.getByText('Đang dùng mẫu đi kèm Parix.').waitFor();
    expect(body.errors).toEqual([]);
  });
});
