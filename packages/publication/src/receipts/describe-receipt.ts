import type { ReceiptProblem, ReceiptProblemCode } from './receipt-problem.ts';
import type { ReceiptKind, ReceiptStatement } from './receipt-text.ts';
import type { ReceiptReport, ReceiptStepName } from './verify-receipt.ts';

type Locale = 'vi' | 'en';
type Words<K extends string> = Readonly<Record<Locale, Readonly<Record<K, string>>>>;

const KINDS: Words<ReceiptKind> = {
  vi: { save: 'lưu mục chấm điểm', upload: 'tải tệp lên', submission: 'nộp phiếu chấm điểm' },
  en: { save: 'an item saved', upload: 'a file uploaded', submission: 'a scorecard submitted' },
};

const LABELS = {
  vi: {
    origin: 'Nơi cấp',
    kind: 'Đã nhận',
    unit: 'Đơn vị',
    round: 'Đợt đánh giá',
    save: 'Mục',
    upload: 'SHA-256 của tên tệp',
    submission: 'Số hiệu bản nộp',
    version: 'Phiên bản',
    number: 'Nộp lần thứ',
    receivedAt: 'Thời điểm nhận',
    sha256: 'SHA-256 của nội dung',
  },
  en: {
    origin: 'Issued by',
    kind: 'Received',
    unit: 'Unit',
    round: 'Round',
    save: 'Item',
    upload: 'SHA-256 of the file name',
    submission: 'Submission',
    version: 'Version',
    number: 'Submitted for the time number',
    receivedAt: 'Received at',
    sha256: 'SHA-256 of the content',
  },
} as const;

/** What the receipt says, as label and value, in the order in which people ask: what, who, which, when. */
export function describeStatement(
  statement: ReceiptStatement,
  locale: Locale,
): readonly (readonly [label: string, value: string])[] {
  const labels = LABELS[locale];
  const { kind, unit, round, subject, version, sha256, receivedAt, origin } = statement;
  return [
    [labels.kind, KINDS[locale][kind]],
    [labels.unit, unit],
    ...(round === null ? [] : [[labels.round, round] as const]),
    [labels[kind], subject],
    [kind === 'submission' ? labels.number : labels.version, String(version)],
    [labels.receivedAt, receivedWords(receivedAt, locale)],
    [labels.sha256, sha256],
    [labels.origin, origin],
  ];
}

/** `23:59:58,123 ngày 31/12/2026 (giờ Việt Nam)`, with the UTC instant as the receipt spells it. */
export function receivedWords(instant: string, locale: Locale): string {
  const parts = new Intl.DateTimeFormat('en-GB', {
    timeZone: 'Asia/Ho_Chi_Minh',
    hourCycle: 'h23',
    ...{ year: 'numeric', month: '2-digit', day: '2-digit' },
    ...{ hour: '2-digit', minute: '2-digit', second: '2-digit', fractionalSecondDigits: 3 },
  }).formatToParts(new Date(instant));
  const of = (type: Intl.DateTimeFormatPartTypes): string =>
    parts.find((part) => part.type === type)?.value ?? '';
  const date = `${of('day')}/${of('month')}/${of('year')}`;
  const time = `${of('hour')}:${of('minute')}:${of('second')}`;
  const fraction = of('fractionalSecond');
  return locale === 'vi'
    ? `${time},${fraction} ngày ${date}, giờ Việt Nam (${instant})`
    : `${date} ${time}.${fraction}, Vietnam time (${instant})`;
}

const STEPS: Words<ReceiptStepName> = {
  vi: {
    receipt: 'Biên nhận đúng dạng, đủ chín dòng',
    record: 'Nội dung kèm theo đúng là nội dung đã nhận',
    signature: 'Chữ ký đúng với khóa xác minh',
    inclusion: 'Bằng chứng dẫn đúng tới gốc của nhật ký: {}',
    checkpoint: 'Điểm chốt của nhật ký có chữ ký đúng',
  },
  en: {
    receipt: 'The receipt has its form and all nine lines',
    record: 'The content beside it is what was received',
    signature: 'The signature fits the verifier key',
    inclusion: 'The proof leads to the root of the log: {}',
    checkpoint: 'The checkpoint of the log is properly signed',
  },
};

/** One line for a step that passed. */
export function describeReceiptStep(step: ReceiptStepName, report: ReceiptReport, locale: Locale): string {
  const { logged } = report;
  const place = logged === null ? '' : `${logged.index} / ${logged.size}`;
  return STEPS[locale][step].replace('{}', place).replace(/: $/, '');
}

const PROBLEMS: Words<ReceiptProblemCode> = {
  vi: {
    'not-a-receipt': 'không phải biên nhận của Parix',
    'line-missing': 'thiếu dòng này',
    'line-extra': 'thừa dòng này',
    'line-wrong': 'dòng này không phải dòng phải có ở đây',
    'value-wrong': 'giá trị trên dòng này sai cách ghi',
    'record-unreadable': 'nội dung kèm theo không phải JSON',
    'record-differs': 'nội dung kèm theo không phải nội dung đã nhận',
    'key-malformed': 'khóa xác minh đã cho không đúng dạng',
    'key-differs': 'không phải do khóa xác minh đã cho ký',
    'signature-wrong':
      'chữ ký không khớp: một trong các dòng này đã bị sửa (dòng nào thì chỉ bản gốc mới cho biết)',
    'proof-malformed': 'dòng này của tệp bằng chứng sai dạng',
    'proof-without-receipt': 'tệp bằng chứng không kèm biên nhận; đưa cả tệp biên nhận',
    'receipts-differ': 'dòng này khác với bản biên nhận trong tệp bằng chứng',
    'inclusion-wrong':
      'các dòng này không chứng minh được biên nhận nằm trong nhật ký: biên nhận, đường băm hoặc điểm chốt đã bị sửa',
    'checkpoint-malformed': 'điểm chốt của nhật ký sai dạng ở dòng này',
    'checkpoint-other-log': 'điểm chốt là của nhật ký khác',
    'checkpoint-signature-wrong': 'chữ ký của điểm chốt không khớp: một trong các dòng này đã bị sửa',
  },
  en: {
    'not-a-receipt': 'not a receipt of Parix',
    'line-missing': 'this line is missing',
    'line-extra': 'this line does not belong here',
    'line-wrong': 'this is not the line that belongs here',
    'value-wrong': 'the value on this line is not spelled as it must be',
    'record-unreadable': 'the content beside it is not JSON',
    'record-differs': 'the content beside it is not what was received',
    'key-malformed': 'the given verifier key is malformed',
    'key-differs': 'not signed by the given verifier key',
    'signature-wrong':
      'the signature does not fit: one of these lines was changed (only the original tells which)',
    'proof-malformed': 'this line of the proof is malformed',
    'proof-without-receipt': 'the proof carries no receipt; give the receipt too',
    'receipts-differ': 'this line is not as in the receipt inside the proof',
    'inclusion-wrong':
      'these lines do not show that the receipt is in the log: receipt, path or checkpoint was changed',
    'checkpoint-malformed': 'the checkpoint of the log is malformed on this line',
    'checkpoint-other-log': 'the checkpoint is that of another log',
    'checkpoint-signature-wrong':
      'the signature of the checkpoint does not fit: one of these lines was changed',
  },
};

const PARTS: Words<ReceiptProblem['part']> = {
  vi: { receipt: 'Biên nhận', proof: 'Tệp bằng chứng', record: 'Nội dung', key: 'Khóa xác minh' },
  en: { receipt: 'Receipt', proof: 'Proof', record: 'Content', key: 'Verifier key' },
};

/** The first fault in one line: part, lines, what is wrong, the value expected and the one found. */
export function describeReceiptProblem(problem: ReceiptProblem, locale: Locale): string {
  const { part, code, lines, expected, found } = problem;
  const [line, must, is] = locale === 'vi' ? ['dòng', 'phải là', 'tìm thấy'] : ['line', 'expected', 'found'];
  const place =
    lines === null ? '' : `, ${line} ${lines[0] === lines[1] ? lines[0] : `${lines[0]}–${lines[1]}`}`;
  const values = [expected && `${must}: ${expected}`, found && `${is}: ${found.slice(0, 200)}`];
  return [
    `${PARTS[locale][part]}${place}: ${PROBLEMS[locale][code]}`,
    ...values.filter((text) => text !== ''),
  ].join('; ');
}
