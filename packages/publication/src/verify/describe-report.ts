import type { Difference, DifferenceCode } from './difference.ts';
import type { VerifyStepName } from './verify-publication.ts';

type Locale = 'vi' | 'en';

const DIFFERENCES: Readonly<Record<Locale, Readonly<Record<DifferenceCode, string>>>> = {
  vi: {
    missing: 'thiếu tệp này',
    'not-listed': 'tệp này không có trong bản kê',
    'not-a-manifest': 'không phải bản kê hợp lệ ở dạng chuẩn',
    'manifest-not-logged': 'bản kê không phải bản đã ghi vào nhật ký công bố',
    'key-malformed': 'không phải khóa xác minh hợp lệ',
    'key-not-trusted': 'khóa trong thư mục khác với khóa được tin cậy',
    'checkpoint-malformed': 'điểm chốt của nhật ký sai dạng',
    'checkpoint-not-signed': 'điểm chốt không có chữ ký hợp lệ của khóa này',
    'bundle-malformed': 'gói mục nhật ký bị cắt hoặc sai dạng',
    'bundle-not-signed': 'gói mục nhật ký không khớp với điểm chốt đã ký',
    'tile-differs': 'ô băm của nhật ký không khớp với các mục',
    'entry-differs': 'mục nhật ký không ghi đúng bản kê này',
    'entry-not-in-log': 'mục này không có trong nhật ký đã ký',
    'proof-differs': 'bằng chứng không chứng minh được mục nằm trong nhật ký',
    'size-differs': 'kích thước khác với bản kê',
    'hash-differs': 'mã băm SHA-256 khác với bản kê',
    unreadable: 'không đọc được nội dung',
    'set-refused': 'bộ tiêu chí không dùng được',
    'set-differs': 'không phải bộ tiêu chí mà bản kê nêu',
    'facts-refused': 'số liệu không hợp lệ',
    'not-canonical': 'nội dung đúng nhưng không ở dạng chuẩn',
    'value-differs': 'giá trị đã công bố khác với giá trị tính lại',
    'page-differs': 'trang khác với trang dựng lại từ dữ liệu',
    'not-reproduced': 'tệp này không dựng lại được từ dữ liệu',
  },
  en: {
    missing: 'the file is missing',
    'not-listed': 'the file is not in the manifest',
    'not-a-manifest': 'not a valid manifest in canonical form',
    'manifest-not-logged': 'the manifest is not the one recorded in the log',
    'key-malformed': 'not a valid verifier key',
    'key-not-trusted': 'the key in the folder is not the trusted one',
    'checkpoint-malformed': 'the checkpoint of the log is malformed',
    'checkpoint-not-signed': 'the checkpoint has no valid signature of this key',
    'bundle-malformed': 'the bundle of log entries is truncated or malformed',
    'bundle-not-signed': 'the bundle of log entries does not fit the signed checkpoint',
    'tile-differs': 'the hash tile does not fit the entries',
    'entry-differs': 'the log entry does not record this manifest',
    'entry-not-in-log': 'the entry is not in the signed log',
    'proof-differs': 'the proof does not show that the entry is in the log',
    'size-differs': 'the size is not the one in the manifest',
    'hash-differs': 'the SHA-256 is not the one in the manifest',
    unreadable: 'the content cannot be read',
    'set-refused': 'the criteria set cannot be used',
    'set-differs': 'not the criteria set that the manifest names',
    'facts-refused': 'the figures are not valid',
    'not-canonical': 'the content is right but not in canonical form',
    'value-differs': 'the published value is not the recomputed one',
    'page-differs': 'the page is not the one made again from the data',
    'not-reproduced': 'the file cannot be made again from the data',
  },
};

/** The first difference in one line: file, place, what is wrong, the value expected and the one found. */
export function describeDifference(difference: Difference, locale: Locale): string {
  const { path, code, what, expected, found } = difference;
  const place = what === '' ? path : `${path} (${what})`;
  const [must, is] = locale === 'vi' ? ['phải là', 'tìm thấy'] : ['expected', 'found'];
  const values = [expected && `${must}: ${expected}`, found && `${is}: ${found}`].filter(
    (text) => text !== '',
  );
  return [`${place}: ${DIFFERENCES[locale][code]}`, ...values].join('; ');
}

const PASSED: Readonly<Record<Locale, Readonly<Record<VerifyStepName, string>>>> = {
  vi: {
    manifest: 'Bản kê đọc được: {}',
    key: 'Khóa xác minh: {}',
    checkpoint: 'Điểm chốt của nhật ký có chữ ký đúng: {} mục',
    log: 'Mọi mục và ô băm khớp với điểm chốt: {} mục',
    entry: 'Nhật ký ghi đúng bản kê này, mục số {}',
    inclusion: 'Bằng chứng nằm trong nhật ký đúng: mục {}',
    files: '{} tệp đúng kích thước và mã băm, không có tệp thừa',
    set: 'Bộ tiêu chí qua mọi ví dụ, đúng dấu vân: {}',
    numbers: 'Tính lại và khớp mọi con số, số đơn vị: {}',
    pages: '{} trang dựng lại giống từng byte',
  },
  en: {
    manifest: 'Manifest read: {}',
    key: 'Verifier key: {}',
    checkpoint: 'The checkpoint of the log is properly signed: {} entries',
    log: 'All entries and tiles fit the checkpoint: {} entries',
    entry: 'The log records this manifest as entry {}',
    inclusion: 'The proof of inclusion holds: entry {}',
    files: '{} files with the right size and hash, none besides',
    set: 'The criteria set passes its worked cases and has the right fingerprint: {}',
    numbers: 'Every number recomputed and equal, units: {}',
    pages: '{} pages made again, equal byte by byte',
  },
};

/** One line for a step that passed. */
export function passed(name: VerifyStepName, detail: string, locale: Locale): string {
  return PASSED[locale][name].replace('{}', () => detail);
}
