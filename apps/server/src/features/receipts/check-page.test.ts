import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { emptyLog } from '../../testing/empty-log.ts';
import { createRound, openRoad, type Road } from '../../testing/road.ts';
import { createTestApp, multipart, type TestApp } from '../../testing/test-app.ts';
import { loadLogKey } from '../publication/transparency-log.read-model.ts';
import { logPendingReceipts } from './log-receipts.service.ts';
import { issueReceipt, receiptOf } from './receipts.read-model.ts';

let test: TestApp;
let road: Road;
const config = () => ({ dataDir: test.dataDir, publicUrl: 'http://parix.test' });
const submission = (sequence: number) =>
  issueReceipt(
    test.db,
    { config: config(), now: test.clock.now() },
    {
      ...{
        kind: 'submission',
        unit: 'so-a',
        round: 'nam-2021',
        sequence,
        version: 1,
        sha256: 'ab'.repeat(32),
      },
      unitId: road.ids['so-a'],
    },
  );
const save = () =>
  receiptOf(
    config(),
    {
      ...{ kind: 'save', unit: 'so-a', round: 'nam-2021', item: '1.1', version: 1, figures: {} },
      ...{ notApplicableReason: null, explanation: null, evidence: [] },
    },
    test.clock.now(),
  );

beforeAll(async () => {
  test = await createTestApp();
  road = await openRoad(test);
  await emptyLog(test);
  await createRound(road);
});
afterAll(() => test.close());

/** Sends the form as a browser does: CRLF in text areas, a file part even when none was chosen. */
function send(text: string, file = '') {
  const boundary = 'parix-form';
  const part = (head: string, body: string) =>
    `--${boundary}\r\nContent-Disposition: form-data; ${head}\r\n\r\n${body}\r\n`;
  const payload =
    part('name="receipt"', text.replaceAll('\n', '\r\n')) +
    part('name="file"; filename="bien-nhan.txt"\r\nContent-Type: text/plain', file) +
    `--${boundary}--\r\n`;
  const headers = { 'content-type': `multipart/form-data; boundary=${boundary}` };
  return test.app.inject({ method: 'POST', url: '/bien-nhan/', payload, headers });
}
const get = (path = '') => test.app.inject({ url: `/bien-nhan/${path}` });
const title = (body: string): string => /<title>(.*?)<\/title>/.exec(body)?.[1] ?? '';

describe('the page that checks receipts', () => {
  it('is a form that needs no account and no script', async () => {
    const page = await get();
    expect(page.headers['content-type']).toBe('text/html; charset=utf-8');
    expect(page.body).toContain('<html lang="vi">');
    expect(page.body).not.toContain('<script');
    expect(page.body).toContain(loadLogKey(config()).signer.vkey);
    expect((await get('style.css')).headers['content-type']).toBe('text/css; charset=utf-8');
    expect((await test.app.inject({ url: '/bien-nhan' })).headers.location).toBe('/bien-nhan/');
  });

  it('confirms a pasted receipt with who, what and when', async () => {
    const { note } = save();
    const page = await send(note);
    expect(title(page.body)).toContain('Biên nhận đúng');
    for (const words of [
      'so-a',
      '1.1',
      'lưu mục chấm điểm',
      '15:00:00,000 ngày 01/03/2022',
      'không ghi vào nhật ký',
    ])
      expect(page.body).toContain(words);
    expect(page.headers['cache-control']).toBe('no-store');
  });

  it('confirms a file, before and after it was logged, and the proof file', async () => {
    const receipt = await submission(1);
    expect((await send('', receipt.note)).body).toContain('thường trong một phút');
    expect(title((await get(receipt.hash)).body)).toContain('đang chờ ghi vào nhật ký');
    await logPendingReceipts(test.db, test.clock.now(), loadLogKey(config()));
    expect((await send('', receipt.note)).body).toContain('đã ghi vào nhật ký minh bạch');
    const proof = await road.unitA.get(`/receipts/${receipt.id}/proof`);
    const checked = await send('', proof.body);
    expect(title(checked.body)).toContain('Biên nhận đúng');
    expect(checked.body).toContain('Bằng chứng dẫn đúng tới gốc của nhật ký: 0 / 1');
  });

  it('tells from the QR code’s hash that the log has it, and nothing of what it says', async () => {
    const receipt = await submission(1);
    const page = await get(receipt.hash);
    expect([page.statusCode, title(page.body)]).toEqual([200, expect.stringContaining('Có trong nhật ký')]);
    expect(page.body).not.toContain('so-a');
    const unknown = await get('0'.repeat(64));
    expect([unknown.statusCode, title(unknown.body)]).toEqual([404, expect.stringContaining('Không rõ')]);
    expect(title((await get('abc')).body)).toContain('không đúng dạng');
  });

  it('names the line that was changed', async () => {
    const { note } = save();
    const page = await send(note.replace('version 1', 'version 01'));
    expect(title(page.body)).toContain('Không xác nhận được');
    expect(page.body).toContain('dòng 7: giá trị trên dòng này sai cách ghi');
    expect((await send(note.replace('version 1', 'version 2'))).body).toContain('chữ ký không khớp');
  });

  it('says so when a genuine receipt is not in the database, as after a lost backup', async () => {
    let lost = '';
    const failing = test.db.transaction().execute(async (tx) => {
      const unit = { unit: 'so-b', unitId: road.ids['so-b'] };
      const what = {
        kind: 'submission',
        round: 'nam-2021',
        sequence: 1,
        version: 1,
        sha256: 'cd'.repeat(32),
      } as const;
      lost = (await issueReceipt(tx, { config: config(), now: test.clock.now() }, { ...what, ...unit })).note;
      throw new Error('lost');
    });
    await expect(failing).rejects.toThrow('lost');
    const page = await send(lost);
    expect(title(page.body)).toContain('hệ thống không còn bản ghi');
  });

  it('shows what was sent as text, whatever it is', async () => {
    const poison = '</textarea><script>alert(1)</script>\n<img src=x onerror=alert(1)>';
    for (const sent of [poison, `parix.test/log\nparix.receipt/1\nkind ${poison}\n\n— x y\n`]) {
      const page = await send(sent);
      expect(page.statusCode).toBe(200);
      expect(page.body).not.toContain('<script');
      expect(page.body).not.toContain('<img');
    }
  });

  it('bears forms that are empty, too large, cut off or something else', async () => {
    expect(title((await send(' ')).body)).toContain('Chưa có biên nhận');
    expect((await send('', 'x'.repeat(70_000))).statusCode).toBe(413);
    expect((await send('x'.repeat(70_000))).statusCode).toBe(413);
    expect(title((await send('xin chào')).body)).toContain('Không phải biên nhận');
    expect(title((await send('', '\u0000\ufffd')).body)).toContain('Không phải biên nhận');
    const { payload, headers } = multipart('a.txt', 'x');
    const cut = { method: 'POST', url: '/bien-nhan/', headers, payload: payload.subarray(0, 60) } as const;
    expect((await test.app.inject(cut)).statusCode).toBe(400);
    const json = { method: 'POST', url: '/bien-nhan/', payload: { receipt: 'x' } } as const;
    expect((await test.app.inject(json)).statusCode).toBe(400);
  });
});
