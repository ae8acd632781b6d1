import { describe, expect, it } from 'vitest';
import { describeSignature } from './describe-signature.ts';
import { SIGNATURE_REASONS, SIGNATURE_STATUSES, type PdfSignature } from './pdf-signature.ts';

const NAME = { short: 'Nguyễn Thị Hữu Ặng', full: 'CN=Nguyễn Thị Hữu Ặng' };
const VALID: PdfSignature = {
  status: 'valid',
  reason: null,
  kind: 'signature',
  format: 'ETSI.CAdES.detached',
  covers: 'whole-file',
  bytesAfter: 0,
  laterSignatureCoversAll: false,
  certificate: {
    subject: NAME,
    issuer: { short: 'Nơi cấp', full: 'CN=Nơi cấp' },
    serial: '0A',
    validFrom: '2025-12-31T17:00:00.000Z',
    validTo: '2030-12-31T16:59:59.000Z',
  },
  claimedTime: '2026-02-05T07:03:22.000Z',
  timestamp: null,
};
const text = (changes: Partial<PdfSignature>, locale: 'vi' | 'en' = 'vi'): string =>
  describeSignature({ ...VALID, ...changes }, locale).join(' ');

describe('the words for a signature', () => {
  it('say who, when and what was not checked', () => {
    expect(text({})).toBe(
      'Chữ ký hợp lệ: nội dung không thay đổi sau khi ký và chứng thư số được xác minh. ' +
        'Chứng thư số của Nguyễn Thị Hữu Ặng, do Nơi cấp cấp, số 0A, hiệu lực từ 00:00:00 ngày 01/01/2026 đến 23:59:59 ngày 31/12/2030. ' +
        'Thời điểm ký do người ký khai: 14:03:22 ngày 05/02/2026, không có dấu thời gian xác nhận. ' +
        'Chưa kiểm tra chứng thư số có bị thu hồi hay không.',
    );
    expect(text({}, 'en')).toContain(
      'stated by the signer: 14:03:22 on 05/02/2026; no time stamp confirms it.',
    );
  });

  it('warn of what was added after signing right after the status', () => {
    const [, warning] = describeSignature({ ...VALID, covers: 'earlier-revision', bytesAfter: 9 }, 'vi');
    expect(warning).toBe('Chú ý: tệp được bổ sung sau khi ký; nội dung hiển thị có thể khác nội dung đã ký.');
    expect(text({ covers: 'earlier-revision', laterSignatureCoversAll: true })).toContain('một chữ ký sau');
  });

  it('name the time stamp and whether it can be trusted', () => {
    const timestamp = { time: '2026-02-05T07:03:25.000Z', authority: NAME, trusted: true };
    expect(text({ timestamp })).toContain('Dấu thời gian của Nguyễn Thị Hữu Ặng: 14:03:25 ngày 05/02/2026.');
    expect(text({ timestamp: { ...timestamp, trusted: false } })).toContain('chưa xác minh được nơi cấp dấu');
  });

  it('exist for every status and reason in both languages, each with an end', () => {
    for (const locale of ['vi', 'en'] as const) {
      for (const status of SIGNATURE_STATUSES) {
        for (const reason of [null, ...SIGNATURE_REASONS]) {
          const sentences = describeSignature({ ...VALID, status, reason, certificate: null }, locale);
          expect(sentences.length).toBeGreaterThan(reason === null ? 0 : 1);
          for (const sentence of sentences) expect(sentence).toMatch(/^\S.{15,}\.$/);
        }
      }
    }
  });

  it('can be written for dates beyond all calendars', () => {
    const certificate = { ...VALID.certificate!, validTo: '+010000-01-01T05:00:00.000Z' };
    expect(text({ certificate })).toContain('ngày 01/01/10000');
  });
});
