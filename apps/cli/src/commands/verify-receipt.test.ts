import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import {
  canonicalRecord,
  checkpointText,
  inclusionProof,
  leafHash,
  newSigner,
  receiptEntry,
  receiptProof,
  rootOf,
  type SaveRecord,
  signReceipt,
  treeOf,
} from '@parix/publication';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { runHere, runParix, type Run } from '../testing/run-parix.ts';

const signer = newSigner(new Uint8Array(32).fill(7), 'parix.example/log');
const receivedAt = new Date('2026-12-31T16:59:58.123Z');
const receipt = signReceipt(
  {
    kind: 'submission',
    unit: 'so-noi-vu',
    round: 'nam-2026',
    sequence: 3,
    version: 2,
    sha256: 'ab'.repeat(32),
  },
  receivedAt,
  signer,
);
const save: SaveRecord = {
  ...{
    kind: 'save',
    unit: 'so-noi-vu',
    round: 'nam-2026',
    item: '3.2.1',
    version: 4,
    figures: { tong: '100' },
  },
  ...{ notApplicableReason: null, explanation: null, evidence: [] },
};
let folder = '';

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'parix-receipt-'));
  const entries = ['a', 'b', 'c'].map((text) => new TextEncoder().encode(text));
  const tree = treeOf([...entries, receiptEntry(receipt.hash)].map(leafHash));
  const checkpoint = signer.sign(checkpointText('parix.example/log', tree.size, rootOf(tree)));
  const proof = receiptProof(receipt.note, 3, inclusionProof(tree, 3), checkpoint);
  const files = {
    'bien-nhan.txt': receipt.note,
    'bien-nhan.tlog-proof': proof,
    'windows.txt': `\ufeff${receipt.note.replaceAll('\n', '\r\n')}`,
    'sua.txt': receipt.note.replace('unit so-noi-vu', 'unit so-tai-chinh'),
    'sai-dang.txt': receipt.note.replace('version 2', 'version hai'),
    'sua.tlog-proof': proof.replace('index 3', 'index 2'),
    'luu.txt': signReceipt(save, receivedAt, signer).note,
    'muc.json': JSON.stringify(JSON.parse(canonicalRecord(save)), null, 2),
    'muc-sua.json': canonicalRecord({ ...save, figures: { tong: '200' } }),
    'verifier-key.txt': `${signer.vkey}\n`,
    'la.txt': 'xin chào\n',
  };
  for (const [name, text] of Object.entries(files)) await writeFile(join(folder, name), text);
});
afterAll(() => rm(folder, { recursive: true }));

const verify = (name: string, ...more: readonly string[]): Promise<Run> =>
  runHere(['verify', join(folder, name), ...more]);
const withKey = (name: string, ...more: readonly string[]) => verify(name, '--key', signer.vkey, ...more);

describe('parix verify, of a receipt', () => {
  it('says who, what and when, as a process and offline', async () => {
    const run = await runParix(['verify', join(folder, 'bien-nhan.tlog-proof'), '--key', signer.vkey]);
    expect([run.code, run.err]).toEqual([0, '']);
    expect(run.out).toBe(
      [
        '✓ Biên nhận đúng dạng, đủ chín dòng',
        '✓ Chữ ký đúng với khóa xác minh',
        '✓ Bằng chứng dẫn đúng tới gốc của nhật ký: 3 / 4',
        '✓ Điểm chốt của nhật ký có chữ ký đúng',
        '  Đã nhận: nộp phiếu chấm điểm',
        '  Đơn vị: so-noi-vu',
        '  Đợt đánh giá: nam-2026',
        '  Số hiệu bản nộp: 3',
        '  Nộp lần thứ: 2',
        '  Thời điểm nhận: 23:59:58,123 ngày 31/12/2026, giờ Việt Nam (2026-12-31T16:59:58.123Z)',
        `  SHA-256 của nội dung: ${'ab'.repeat(32)}`,
        '  Nơi cấp: parix.example/log',
        'ĐÚNG: biên nhận nguyên vẹn, do khóa đã cho ký.',
        '',
      ].join('\n'),
    );
  });

  it('takes the key from a file, the proof beside the receipt, and files that an editor saved', async () => {
    const key = ['--key', join(folder, 'verifier-key.txt')];
    const run = await verify('bien-nhan.txt', ...key, '--proof', join(folder, 'bien-nhan.tlog-proof'));
    expect([run.code, run.err]).toEqual([0, '']);
    const alone = await verify('windows.txt', ...key, '--lang', 'en');
    expect([alone.code, alone.err]).toEqual([0, expect.stringContaining('.tlog-proof')]);
  });

  it('confirms nothing without a key, and says where to get one', async () => {
    const run = await verify('bien-nhan.tlog-proof');
    expect(run.code).toBe(1);
    expect(run.out).toContain('CHƯA XÁC NHẬN');
    expect(run.err).toContain('https://parix.example/log/verifier-key.txt');
  });

  it('names the line that was changed', async () => {
    const form = await withKey('sai-dang.txt');
    expect([form.code, form.out]).toEqual([1, expect.stringMatching(/✗ Biên nhận, dòng 7: .*version hai/)]);
    const forged = await withKey('sua.txt');
    expect([forged.code, forged.out]).toEqual([
      1,
      expect.stringMatching(/✗ Biên nhận, dòng 1–11: chữ ký không khớp/),
    ]);
    expect(forged.out).not.toContain('so-tai-chinh');
    const beside = await withKey('sua.txt', '--proof', join(folder, 'bien-nhan.tlog-proof'));
    expect(beside.out).toMatch(/✗ Biên nhận, dòng 4: .*phải là: unit so-noi-vu; tìm thấy: unit so-tai-chinh/);
    const proof = await withKey('sua.tlog-proof');
    expect([proof.code, proof.out]).toEqual([1, expect.stringMatching(/✗ Tệp bằng chứng, dòng 3–9/)]);
  });

  it('compares the item that the person kept', async () => {
    const same = await withKey('luu.txt', '--record', join(folder, 'muc.json'));
    expect([same.code, same.out]).toEqual([0, expect.stringContaining('đúng là nội dung đã nhận')]);
    const other = await withKey('luu.txt', '--record', join(folder, 'muc-sua.json'));
    expect([other.code, other.out]).toEqual([1, expect.stringContaining('không phải nội dung đã nhận')]);
  });

  it('refuses another key and files that are no receipts', async () => {
    const other = newSigner(new Uint8Array(32).fill(8), 'parix.example/log');
    expect((await verify('bien-nhan.txt', '--key', other.vkey)).code).toBe(1);
    expect((await withKey('la.txt')).code).toBe(3);
    expect((await withKey('bien-nhan.txt', '--proof', join(folder, 'khong-co'))).code).toBe(3);
    expect((await withKey('khong-co.txt')).code).toBe(3);
  });
});
