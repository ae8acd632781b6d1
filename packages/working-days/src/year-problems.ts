export const YEAR_PROBLEM_CODES = [
  'not-an-object',
  'key-missing',
  'key-unknown',
  'not-a-list',
  'list-too-long',
  'source-missing',
  'not-a-text',
  'text-too-long',
  'not-a-boolean',
  'kind-unknown',
  'year-invalid',
  'not-a-date',
  'date-outside-year',
  'date-twice',
  'off-and-worked',
  'worked-day-on-working-day',
  'worked-day-without-swap',
  'swap-without-worked-day',
  'day-off-by-law-missing',
  'day-off-not-by-law',
] as const;
export type YearProblemCode = (typeof YEAR_PROBLEM_CODES)[number];

export interface YearProblem {
  readonly code: YearProblemCode;
  /** An error keeps the decision out; a warning asks somebody to look, since a decision may differ from the law. */
  readonly severity: 'error' | 'warning';
  /** JSON pointer into the document, '' for the whole of it. */
  readonly place: string;
  readonly detail: Readonly<Record<string, string>>;
}

type Words = Readonly<Record<'vi' | 'en', string>>;
/** What, why and next step; names in braces come from `detail`. */
const WORDS: Readonly<Record<YearProblemCode, Words>> = {
  'not-an-object': {
    vi: 'Chỗ này phải là một nhóm thông tin { … }. Xem mẫu quyết định năm.',
    en: 'This must be an object { … }. See the template of a yearly decision.',
  },
  'key-missing': { vi: 'Thiếu mục "{key}". Thêm mục này.', en: '"{key}" is missing. Add it.' },
  'key-unknown': {
    vi: 'Không hiểu mục "{key}". Sửa tên mục hoặc bỏ đi.',
    en: '"{key}" is unknown. Correct the name or remove it.',
  },
  'not-a-list': { vi: 'Chỗ này phải là danh sách [ … ].', en: 'This must be a list [ … ].' },
  'list-too-long': {
    vi: 'Danh sách dài hơn {limit} mục. Một quyết định chỉ cho một năm.',
    en: 'The list has more than {limit} entries. A decision is for one year.',
  },
  'source-missing': {
    vi: 'Chưa có văn bản làm căn cứ. Ghi ít nhất một văn bản: cơ quan, số, ngày.',
    en: 'No source document. Name at least one: issuer, number, date.',
  },
  'not-a-text': { vi: 'Chỗ này phải là chữ và không để trống.', en: 'This must be text, and not empty.' },
  'text-too-long': {
    vi: 'Dài hơn {limit} ký tự. Viết gọn lại.',
    en: 'Longer than {limit} characters. Shorten it.',
  },
  'not-a-boolean': { vi: 'Chỗ này phải là true hoặc false.', en: 'This must be true or false.' },
  'kind-unknown': {
    vi: 'Loại ngày nghỉ phải là một trong: {options}.',
    en: 'The kind of day off must be one of: {options}.',
  },
  'year-invalid': {
    vi: 'Năm phải là số nguyên từ 1900 đến 2199.',
    en: 'The year must be a whole number from 1900 to 2199.',
  },
  'not-a-date': {
    vi: '"{value}" không phải ngày có thật. Viết dạng 2026-01-31.',
    en: '"{value}" is no real date. Write it as 2026-01-31.',
  },
  'date-outside-year': {
    vi: 'Ngày {date} không thuộc năm {year}. Sửa ngày, hoặc đưa vào quyết định của năm đó.',
    en: '{date} does not lie in {year}. Correct it, or put it into the decision of its year.',
  },
  'date-twice': {
    vi: 'Ngày {date} đã có ở trên. Giữ lại một dòng.',
    en: '{date} already stands above. Keep one of them.',
  },
  'off-and-worked': {
    vi: 'Ngày {date} vừa nghỉ vừa làm bù. Bỏ ở một trong hai danh sách.',
    en: '{date} is both off and worked. Remove it from one of the two lists.',
  },
  'worked-day-on-working-day': {
    vi: 'Ngày làm bù {date} vốn là ngày làm việc, không phải thứ Bảy, Chủ nhật. Xem lại văn bản.',
    en: '{date} is a working day anyway, not a Saturday or Sunday. Check the document.',
  },
  'worked-day-without-swap': {
    vi: 'Ngày làm bù {date} thay cho {insteadOf}, nhưng ngày ấy không có trong ngày nghỉ hoán đổi. Xem lại văn bản.',
    en: '{date} is worked instead of {insteadOf}, which is no swapped day off. Check the document.',
  },
  'swap-without-worked-day': {
    vi: 'Ngày nghỉ hoán đổi {date} không có ngày làm bù. Xem lại văn bản.',
    en: 'No day is worked instead of the swapped day off {date}. Check the document.',
  },
  'day-off-by-law-missing': {
    vi: 'Theo Bộ luật Lao động, ngày {date} ({name}) được nghỉ nhưng không có ở đây. Xem lại văn bản.',
    en: 'By the Labour Code {date} ({name}) is off, but it is not here. Check the document.',
  },
  'day-off-not-by-law': {
    vi: 'Ngày {date} ({name}) không phải ngày nghỉ, nghỉ bù theo Bộ luật Lao động. Xem lại văn bản.',
    en: '{date} ({name}) is no day off by the Labour Code. Check the document.',
  },
};

/** What is wrong, why, and what to do; the place is left to the caller. */
export function describeYearProblem({ code, detail }: YearProblem, locale: 'vi' | 'en'): string {
  return WORDS[code][locale].replace(/\{(\w+)\}/g, (_, name: string) =>
    Object.hasOwn(detail, name) ? (detail[name] ?? '') : '',
  );
}
