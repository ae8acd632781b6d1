import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { fromBase64, utf8 } from '../log/bytes.ts';
import { checkpointText, parseCheckpoint } from '../log/checkpoint.ts';
import { inclusionProof, leafHash, rootOf, treeOf } from '../log/merkle.ts';
import { newSigner } from '../log/signed-note.ts';
import { canonicalRecord, recordHash, type SaveRecord } from './canonical-record.ts';
import { describeReceiptProblem, describeStatement, receivedWords } from './describe-receipt.ts';
import { receiptEntry, receiptProof } from './receipt-entry.ts';
import { parseReceiptText, RECEIPT_KINDS, receiptText, type ReceiptStatement } from './receipt-text.ts';
import { signReceipt } from './sign-receipt.ts';
import { verifyReceipt } from './verify-receipt.ts';

const signer = newSigner(new Uint8Array(32).fill(7), 'parix.example/log');
const save: SaveRecord = {
  kind: 'save',
  unit: 'so-noi-vu',
  round: 'nam-2026',
  item: '3.2.1',
  version: 4,
  figures: { tong: '100', dung_han: '95.5', niem_yet: true },
  notApplicableReason: null,
  explanation: 'Số liệu do Văn phòng cung cấp.',
  evidence: [{ title: 'Báo cáo', reference: '12/BC-SNV', url: '', page: '3' }],
};
const receivedAt = new Date('2026-12-31T16:59:58.123Z');
const receipt = signReceipt(save, receivedAt, signer);

/** The receipt logged as entry 5 of a log of 12, as its `.tlog-proof`. */
function proofOf(note = receipt.note, hash = receipt.hash, origin = 'parix.example/log'): string {
  const leaves = Array.from({ length: 12 }, (_, i) =>
    leafHash(i === 5 ? receiptEntry(hash) : utf8(`mục ${i}`)),
  );
  const tree = treeOf(leaves);
  const checkpoint = signer.sign(checkpointText(origin, 12, rootOf(tree)));
  return receiptProof(note, 5, inclusionProof(tree, 5), checkpoint);
}

const check = (file: string, more: { key?: string | undefined; proof?: string; record?: string } = {}) =>
  verifyReceipt({
    file: utf8(file),
    key: 'key' in more ? more.key : signer.vkey,
    proof: more.proof === undefined ? undefined : utf8(more.proof),
    record: more.record === undefined ? undefined : utf8(more.record),
  });

describe('a record', () => {
  it('has one byte form, the one that docs/receipts.md writes out', () => {
    expect(canonicalRecord(save)).toBe(
      '{"evidence":[{"page":"3","reference":"12/BC-SNV","title":"Báo cáo","url":""}],' +
        '"explanation":"Số liệu do Văn phòng cung cấp.","figures":{"dung_han":"95.5","niem_yet":true,"tong":"100"},' +
        '"format":"parix.record/1","item":"3.2.1","kind":"save","notApplicableReason":null,"round":"nam-2026",' +
        '"unit":"so-noi-vu","version":4}',
    );
    expect(receipt.statement.sha256).toBe('1cbfebe9c7e655269a7c2ba5018bf4693597b5209e3a622e4fbd6edf34e13ca6');
  });

  it('does not depend on the order of keys, on null figures or on what stands beside the fields', () => {
    const { figures, ...rest } = save;
    const other = { author: 'Lê Thị Lan', ...rest, figures: { con_thieu: null, niem_yet: true, ...figures } };
    expect(recordHash(other)).toBe(recordHash(save));
  });

  it('changes its hash with every field', () => {
    const changes: Partial<SaveRecord>[] = [
      { unit: 'so-noi-vu2' },
      { round: 'nam-2025' },
      { item: '3.2.2' },
      { version: 5 },
      { figures: { ...save.figures, tong: '101' } },
      { figures: { ...save.figures, niem_yet: false } },
      { notApplicableReason: '' },
      { explanation: null },
      { evidence: [] },
      { evidence: [...save.evidence, ...save.evidence] },
    ];
    const hashes = new Set(changes.map((change) => recordHash({ ...save, ...change })));
    expect(hashes.size).toBe(changes.length);
    expect(hashes.has(recordHash(save))).toBe(false);
  });

  it('refuses what JSON would change in silence', () => {
    for (const odd of [new Date(0), undefined, Number.NaN, 1n, new Map()])
      expect(() => canonicalRecord({ ...save, evidence: [odd] })).toThrow(RangeError);
  });
});

describe('the text of a receipt', () => {
  it('has nine lines without names of people or free words', () => {
    expect(receipt.note.split('\n\n')[0]).toBe(
      [
        'parix.example/log',
        'parix.receipt/1',
        'kind save',
        'unit so-noi-vu',
        'round nam-2026',
        'item 3.2.1',
        'version 4',
        `sha256 ${receipt.statement.sha256}`,
        'received 2026-12-31T16:59:58.123Z',
      ].join('\n'),
    );
    const upload = { kind: 'upload', unit: 'so-a', fileName: 'Hồ sơ bà Lan.pdf', version: 1 } as const;
    const other = signReceipt({ ...upload, size: 10, sha256: '0'.repeat(64) }, receivedAt, signer);
    expect(other.note).not.toContain('Lan');
    expect(other.note).toMatch(/\nround -\nfile [0-9a-f]{64}\n/);
  });

  it('is read back as it was written, and in no other spelling', () => {
    const hash = fc.stringMatching(/^[0-9a-f]{64}$/);
    const code = fc.stringMatching(/^[a-zđơưáàêô][a-z0-9._-]{0,20}$/u);
    const statement = fc
      .record({
        origin: fc.stringMatching(/^[a-z0-9.:]{1,20}\/log$/),
        kind: fc.constantFrom(...RECEIPT_KINDS),
        unit: code,
        round: fc.stringMatching(/^[a-z0-9]{1,9}(-[a-z0-9]{1,9}){0,2}$/),
        item: code,
        hash,
        version: fc.integer({ min: 1, max: 999_999_999 }),
        at: fc.date({ min: new Date(0), max: new Date('2200-01-01'), noInvalidDate: true }),
      })
      .map(({ item, at, hash: sha256, ...rest }): ReceiptStatement => {
        const subject = { save: item, upload: sha256, submission: String(rest.version) }[rest.kind];
        const round = rest.kind === 'upload' ? null : rest.round;
        return { ...rest, round, subject, sha256, receivedAt: at.toISOString() };
      });
    fc.assert(
      fc.property(statement, (said) => {
        expect(parseReceiptText(receiptText(said))).toEqual({ ok: true, statement: said });
      }),
    );
  });

  it('is never a checkpoint, nor a checkpoint a receipt: one key signs both', () => {
    expect(parseCheckpoint(receiptText(receipt.statement))).toBeUndefined();
    expect(parseReceiptText(checkpointText('parix.example/log', 12, new Uint8Array(32))).ok).toBe(false);
  });

  it('refuses values that would need more than one line or one spelling', () => {
    const odd: Partial<ReceiptStatement>[] = [
      { unit: 'so a' },
      { unit: 'a\nround x' },
      { round: null },
      { subject: '' },
      { version: 0 },
      { version: 1.5 },
      { sha256: 'A'.repeat(64) },
      { receivedAt: '2026-12-31T16:59:58Z' },
      { receivedAt: '2026-02-30T16:59:58.000Z' },
      { origin: 'parix example' },
    ];
    for (const change of odd)
      expect(() => receiptText({ ...receipt.statement, ...change })).toThrow(RangeError);
  });
});

describe('checking a receipt', () => {
  it('confirms what the installation signed, with who, what and when', () => {
    const report = check(receipt.note);
    expect(report).toMatchObject({ verdict: 'valid', problem: null, hash: receipt.hash, logged: null });
    const words = describeStatement(receipt.statement, 'vi').map(([, value]) => value);
    expect(words).toEqual(expect.arrayContaining(['lưu mục chấm điểm', 'so-noi-vu', '3.2.1', '4']));
    expect(receivedWords('2026-12-31T16:59:58.123Z', 'vi')).toBe(
      '23:59:58,123 ngày 31/12/2026, giờ Việt Nam (2026-12-31T16:59:58.123Z)',
    );
  });

  it('says that nobody’s signature was checked when no key was given', () => {
    expect(check(receipt.note, { key: undefined }).verdict).toBe('unconfirmed');
    expect(check(proofOf(), { key: undefined })).toMatchObject({
      verdict: 'unconfirmed',
      logged: { index: 5, size: 12 },
    });
  });

  it('confirms the logged receipt from the proof file alone, or from both files', () => {
    const logged = { verdict: 'valid', logged: { index: 5, size: 12 }, hash: receipt.hash };
    expect(check(proofOf())).toMatchObject(logged);
    expect(check(receipt.note, { proof: proofOf() })).toMatchObject(logged);
    const bare = proofOf().replace(/^extra .*\n/m, '');
    expect(check(receipt.note, { proof: bare })).toMatchObject(logged);
    expect(check(bare)).toMatchObject({ verdict: 'false', problem: { code: 'proof-without-receipt' } });
  });

  it('does not mind what an editor, a form or mail does to a text file', () => {
    for (const kept of [
      `\ufeff${receipt.note}`,
      receipt.note.replaceAll('\n', '\r\n'),
      receipt.note.trimEnd(),
    ])
      expect(check(kept).verdict).toBe('valid');
    expect(check(`${proofOf().replaceAll('\n', '\r\n')}\r\n\r\n`).verdict).toBe('valid');
  });

  it('compares the content that the person kept', () => {
    expect(
      check(receipt.note, { record: JSON.stringify(JSON.parse(canonicalRecord(save)), null, 2) }),
    ).toMatchObject({
      verdict: 'valid',
      steps: ['receipt', 'record', 'signature'],
    });
    const forged = canonicalRecord({ ...save, figures: { ...save.figures, tong: '200' } });
    expect(check(receipt.note, { record: forged }).problem).toMatchObject({
      code: 'record-differs',
      part: 'record',
    });
    expect(check(receipt.note, { record: '{' }).problem?.code).toBe('record-unreadable');
  });

  it('refuses every receipt and every proof with one flipped bit', () => {
    for (const whole of [receipt.note, proofOf()]) {
      const bytes = utf8(whole);
      const missed: number[] = [];
      for (let bit = 0; bit < bytes.length * 8; bit += 7) {
        const changed = bytes.map((byte, i) => (i === bit >> 3 ? byte ^ (1 << (bit & 7)) : byte));
        const { verdict, problem } = verifyReceipt({ file: changed, key: signer.vkey });
        if (verdict !== 'false' || problem === null) missed.push(bit);
      }
      expect(missed).toEqual([]);
    }
  }, 60_000);

  it('refuses another key and another installation', () => {
    const other = newSigner(new Uint8Array(32).fill(8), 'parix.example/log');
    expect(check(receipt.note, { key: other.vkey }).problem).toMatchObject({
      code: 'key-differs',
      lines: [11, 11],
    });
    const elsewhere = newSigner(new Uint8Array(32).fill(7), 'khac.example/log');
    expect(check(receipt.note, { key: elsewhere.vkey }).problem).toMatchObject({
      code: 'key-differs',
      lines: [1, 1],
    });
    expect(check(receipt.note, { key: 'abc' }).problem?.code).toBe('key-malformed');
  });

  it('refuses a proof of another receipt, another log, and of a forged one', () => {
    expect(check(receipt.note, { proof: proofOf(receipt.note, 'f'.repeat(64)) }).problem?.code).toBe(
      'inclusion-wrong',
    );
    expect(check(proofOf(receipt.note, receipt.hash, 'khac.example/log')).problem?.code).toBe(
      'checkpoint-other-log',
    );
  });
});

describe('tampering is named', () => {
  const line = (from: string, to: string, text = receipt.note) => check(text.replace(from, to)).problem;

  it.each([
    ['kind save', 'kind saved', 3, 'value-wrong'],
    ['unit so-noi-vu', 'unit so noi vu', 4, 'value-wrong'],
    ['round nam-2026', 'round -', 5, 'value-wrong'],
    ['item 3.2.1', 'file 3.2.1', 6, 'line-wrong'],
    ['version 4', 'version 04', 7, 'value-wrong'],
    ['received 2026-12-31', 'received 2026-13-31', 9, 'value-wrong'],
    ['parix.receipt/1', 'parix.receipt/2', 2, 'value-wrong'],
    ['version 4\n', '', 7, 'line-wrong'],
    ['\n\n', '\nghi chú thêm\n\n', 10, 'line-extra'],
    ['x', '\u0001', 1, 'line-wrong'],
  ])('%j → %j: line %i', (from, to, at, code) => {
    expect(line(from, to)).toMatchObject({ code, part: 'receipt', lines: [at, at] });
  });

  it('names the lines under the signature when the values are well spelled', () => {
    const problem = line('version 4', 'version 5');
    expect(problem).toMatchObject({ code: 'signature-wrong', lines: [1, 11] });
    expect(problem && describeReceiptProblem(problem, 'vi')).toMatch(
      /^Biên nhận, dòng 1–11: chữ ký không khớp/,
    );
  });

  it('names the one line that differs from the copy in the proof', () => {
    const changed = receipt.note.replace('version 4', 'version 5');
    expect(check(changed, { proof: proofOf() }).problem).toMatchObject({
      code: 'receipts-differ',
      lines: [7, 7],
      expected: 'version 4',
      found: 'version 5',
    });
  });

  it('names the part of a proof', () => {
    const proof = proofOf();
    const rows = proof.split('\n');
    const replaced = (at: number, text: string) =>
      rows.map((row, i) => (i === at - 1 ? text : row)).join('\n');
    const problem = (text: string) => check(text).problem;
    expect(problem(replaced(3, 'index 05'))).toMatchObject({ code: 'proof-malformed', lines: [3, 3] });
    expect(problem(replaced(5, 'abc'))).toMatchObject({ code: 'proof-malformed', lines: [5, 5] });
    expect(problem(replaced(2, 'extra !'))).toMatchObject({ code: 'proof-malformed', lines: [2, 2] });
    expect(problem(replaced(3, 'index 6'))).toMatchObject({ code: 'inclusion-wrong', lines: [3, 11] });
    expect(problem(replaced(5, rows[3] ?? ''))).toMatchObject({ code: 'inclusion-wrong' });
    expect(problem(replaced(10, '011'))).toMatchObject({ code: 'checkpoint-malformed', lines: [9, 11] });
    const last = rows[12] ?? '';
    const signature = fromBase64(last.split(' ')[2] ?? '') ?? new Uint8Array();
    signature[20] = (signature[20] ?? 0) ^ 1;
    const forged = `— parix.example/log ${Buffer.from(signature).toString('base64')}`;
    expect(problem(replaced(13, forged))).toMatchObject({
      code: 'checkpoint-signature-wrong',
      lines: [9, 13],
    });
  });
});
