import { cleanLine } from '../clean-text.ts';
import { writeInstant } from '../written-values.ts';
import type { PdfSignature, SignatureReason, SignatureStatus } from './pdf-signature.ts';

type Locale = 'vi' | 'en';

const STATUS: Readonly<Record<Locale, Readonly<Record<SignatureStatus, string>>>> = {
  vi: {
    valid: 'Chữ ký hợp lệ: nội dung không thay đổi sau khi ký và chứng thư số được xác minh.',
    'intact-untrusted': 'Nội dung không thay đổi sau khi ký, nhưng chưa xác minh được người ký.',
    broken: 'Chữ ký không còn đúng: nội dung hoặc chữ ký đã bị thay đổi.',
    unreadable: 'Không đọc được chữ ký, nên không kết luận được gì.',
  },
  en: {
    valid: 'The signature is valid: nothing was changed since signing, and the certificate is verified.',
    'intact-untrusted': 'Nothing was changed since signing, but who signed cannot be verified.',
    broken: 'The signature no longer holds: the document or the signature was changed.',
    unreadable: 'The signature cannot be read, so nothing can be said of it.',
  },
};

const REASON: Readonly<Record<Locale, Readonly<Record<SignatureReason, string>>>> = {
  vi: {
    'dictionary-damaged': 'Phần mô tả chữ ký trong tệp bị hỏng. Yêu cầu ký lại.',
    'byte-range-wrong':
      'Phạm vi ký ghi trong tệp sai hoặc bị sửa, có thể che giấu nội dung. Không dùng tệp này.',
    'format-not-supported': 'Dạng chữ ký này chưa được hỗ trợ. Kiểm tra bằng phần mềm ký số của cơ quan.',
    'contents-damaged': 'Dữ liệu chữ ký bị hỏng. Yêu cầu ký lại.',
    'certificate-missing': 'Chữ ký không kèm chứng thư số của người ký. Yêu cầu ký lại, kèm chứng thư số.',
    'algorithm-not-supported': 'Thuật toán ký chưa được hỗ trợ. Kiểm tra bằng phần mềm ký số của cơ quan.',
    'digest-mismatch': 'Nội dung tệp khác với nội dung đã ký. Lấy lại bản gốc từ người ký.',
    'signature-wrong': 'Chữ ký không do khóa trong chứng thư số tạo ra. Không tin cậy tệp này.',
    'certificate-substituted':
      'Chứng thư số kèm theo không phải chứng thư số đã dùng để ký. Không tin cậy tệp này.',
    'no-trust-roots': 'Hệ thống chưa được cài chứng thư số gốc tin cậy. Báo người quản trị bổ sung.',
    'issuer-not-trusted':
      'Nơi cấp chứng thư số không thuộc danh sách tin cậy của hệ thống. Hỏi người quản trị.',
    'certificate-expired':
      'Chứng thư số đã hết hạn và không có dấu thời gian tin cậy chứng minh ký khi còn hạn.',
    'certificate-not-yet-valid': 'Chứng thư số chưa có hiệu lực.',
    'certificate-not-for-signing': 'Chứng thư số không được cấp để ký văn bản.',
    'certificate-not-supported':
      'Chứng thư số hoặc nơi cấp có quy định hệ thống chưa xử lý được hoặc không cho phép.',
    'weak-algorithm': 'Thuật toán hoặc khóa quá yếu, không đủ bảo đảm. Yêu cầu ký lại bằng thuật toán mới.',
  },
  en: {
    'dictionary-damaged': 'The description of the signature is damaged. Ask for a new signature.',
    'byte-range-wrong':
      'The signed range is wrong or was altered and may hide content. Do not use this file.',
    'format-not-supported': 'This form of signature is not supported. Check it with your signing software.',
    'contents-damaged': 'The data of the signature are damaged. Ask for a new signature.',
    'certificate-missing': "The signer's certificate is missing. Ask for a new signature that includes it.",
    'algorithm-not-supported': 'The signing algorithm is not supported. Check it with your signing software.',
    'digest-mismatch': 'The file differs from what was signed. Get the original from the signer.',
    'signature-wrong': 'The signature was not made by the key of the certificate. Do not trust this file.',
    'certificate-substituted': 'The certificate is not the one that signed. Do not trust this file.',
    'no-trust-roots': 'The system has no trusted root certificates. Tell the administrator.',
    'issuer-not-trusted': "The issuer of the certificate is not on the system's list. Ask the administrator.",
    'certificate-expired': 'The certificate has expired and no trusted time stamp proves an earlier signing.',
    'certificate-not-yet-valid': 'The certificate is not valid yet.',
    'certificate-not-for-signing': 'The certificate was not issued for signing documents.',
    'certificate-not-supported': 'The certificate or its issuer has rules that are not met or not supported.',
    'weak-algorithm': 'The algorithm or key is too weak. Ask for a new signature with a current one.',
  },
};

/** All there is to say of a signature, most important first; each sentence stands for itself. */
export function describeSignature(signature: PdfSignature, locale: Locale): readonly string[] {
  return [
    STATUS[locale][signature.status],
    ...changedAfter(signature, locale),
    ...(signature.reason === null ? [] : [REASON[locale][signature.reason]]),
    ...whoAndWhen(signature, locale),
    ...(signature.status === 'valid' ? [NO_REVOCATION[locale]] : []),
  ];
}

const NO_REVOCATION: Readonly<Record<Locale, string>> = {
  vi: 'Chưa kiểm tra chứng thư số có bị thu hồi hay không.',
  en: 'Whether the certificate was revoked was not checked.',
};

function changedAfter(signature: PdfSignature, locale: Locale): readonly string[] {
  if (signature.covers !== 'earlier-revision') return [];
  if (signature.laterSignatureCoversAll) {
    return [
      locale === 'vi'
        ? 'Tệp được bổ sung sau chữ ký này; phần bổ sung thuộc phạm vi của một chữ ký sau.'
        : 'The file was added to after this signature; the additions are covered by a later signature.',
    ];
  }
  return [
    locale === 'vi'
      ? 'Chú ý: tệp được bổ sung sau khi ký; nội dung hiển thị có thể khác nội dung đã ký.'
      : 'Note: the file was added to after signing; what is shown may differ from what was signed.',
  ];
}

function whoAndWhen(signature: PdfSignature, locale: Locale): readonly string[] {
  const vi = locale === 'vi';
  const word = vi ? 'ngày' : 'on';
  const { certificate, timestamp, claimedTime } = signature;
  const sentences: string[] = [];
  if (certificate !== null) {
    const [subject, issuer] = [cleanLine(certificate.subject.short), cleanLine(certificate.issuer.short)];
    const [from, to] = [writeInstant(certificate.validFrom, word), writeInstant(certificate.validTo, word)];
    sentences.push(
      vi
        ? `Chứng thư số của ${subject}, do ${issuer} cấp, số ${certificate.serial}, hiệu lực từ ${from} đến ${to}.`
        : `Certificate of ${subject}, issued by ${issuer}, number ${certificate.serial}, valid from ${from} to ${to}.`,
    );
  }
  if (timestamp !== null) sentences.push(stampSentence(timestamp, vi));
  else if (claimedTime !== null) {
    const time = writeInstant(claimedTime, word);
    sentences.push(
      vi
        ? `Thời điểm ký do người ký khai: ${time}, không có dấu thời gian xác nhận.`
        : `Time of signing as stated by the signer: ${time}; no time stamp confirms it.`,
    );
  }
  return sentences;
}

function stampSentence(timestamp: NonNullable<PdfSignature['timestamp']>, vi: boolean): string {
  const time = writeInstant(timestamp.time, vi ? 'ngày' : 'on');
  const authority = cleanLine(timestamp.authority.short);
  if (timestamp.trusted)
    return vi ? `Dấu thời gian của ${authority}: ${time}.` : `Time stamp by ${authority}: ${time}.`;
  return vi
    ? `Dấu thời gian của ${authority}: ${time}, chưa xác minh được nơi cấp dấu.`
    : `Time stamp by ${authority}: ${time}; its issuer cannot be verified.`;
}
