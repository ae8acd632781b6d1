import type { FormulaProblem, FormulaProblemCode } from './formula.ts';

type Locale = 'vi' | 'en';
type Texts = Readonly<Record<FormulaProblemCode, Readonly<Record<Locale, string>>>>;

/** `{name}` takes the detail of that name. */
const TEXTS: Texts = {
  empty: {
    vi: 'Công thức trống. Hãy viết một biểu thức, ví dụ: a / b * max_points.',
    en: 'The formula is empty. Write an expression, for example: a / b * max_points.',
  },
  'too-long': {
    vi: 'Công thức dài {length} ký tự, tối đa {limit}. Hãy tách thành nhiều tiêu chí thành phần.',
    en: 'The formula has {length} characters, at most {limit}. Split it into several sub-criteria.',
  },
  'too-many-parts': {
    vi: 'Công thức có hơn {limit} phần tử. Hãy rút gọn hoặc tách ra.',
    en: 'The formula has more than {limit} parts. Shorten or split it.',
  },
  'too-deep': {
    vi: 'Công thức lồng nhau quá {limit} lớp. Hãy bớt ngoặc hoặc bớt điều kiện lồng nhau.',
    en: 'The formula is nested deeper than {limit} levels. Use fewer parentheses or nested conditions.',
  },
  'number-too-long': {
    vi: 'Số có {digits} chữ số, tối đa {limit}.',
    en: 'The number has {digits} digits, at most {limit}.',
  },
  'forbidden-character': {
    vi: 'Ký tự ẩn hoặc không hợp lệ {point}. Hãy xóa và gõ lại.',
    en: 'Invisible or invalid character {point}. Delete it and type again.',
  },
  'unexpected-character': {
    vi: 'Không dùng được ký tự "{character}" ({point}) ở đây. Tên có dấu cách phải đặt trong dấu `…`.',
    en: 'The character "{character}" ({point}) cannot stand here. Put names with spaces between `…`.',
  },
  unterminated: {
    vi: 'Thiếu dấu {quote} đóng.',
    en: 'The closing {quote} is missing.',
  },
  'unexpected-token': {
    vi: 'Gặp "{found}", cần {expected} ở đây.',
    en: 'Found "{found}"; {expected} is needed here.',
  },
  'decimal-comma': {
    vi: 'Trong công thức, phần thập phân viết sau dấu chấm: {number}.',
    en: 'In formulas decimals follow a point: {number}.',
  },
  'chained-comparison': {
    vi: 'Không so sánh nối tiếp được. Hãy viết: a < b and b < c.',
    en: 'Comparisons cannot be chained. Write: a < b and b < c.',
  },
  'member-access': {
    vi: 'Không có phép truy cập bằng dấu chấm. Chỉ dùng tên các số liệu đã khai báo.',
    en: 'There is no access by a point. Use the names of declared figures only.',
  },
  'unknown-name': {
    vi: 'Chưa khai báo số liệu "{name}". Các số liệu có: {known}.',
    en: 'No figure "{name}" is declared. Declared figures: {known}.',
  },
  'unknown-function': {
    vi: 'Không có hàm "{name}". Các hàm có: {known}.',
    en: 'There is no function "{name}". Functions: {known}.',
  },
  'wrong-argument-count': {
    vi: 'Hàm {name} cần {expected} giá trị, đang có {found}.',
    en: 'The function {name} takes {expected} values, found {found}.',
  },
  'decimals-not-literal': {
    vi: 'Số chữ số thập phân của round phải là số nguyên viết sẵn từ 0 đến {most}.',
    en: 'The decimals of round must be a whole number written out, 0 to {most}.',
  },
  'wrong-type': {
    vi: 'Cần {expected} ở đây, đang là {found}.',
    en: 'A {expected} is needed here, found a {found}.',
  },
  'unknown-option': {
    vi: 'Số liệu "{figure}" không có lựa chọn "{option}". Các lựa chọn: {known}.',
    en: 'The figure "{figure}" has no option "{option}". Options: {known}.',
  },
  'choice-needs-literal': {
    vi: 'Lựa chọn chỉ so sánh được (= hoặc !=) với một lựa chọn viết trong ngoặc kép.',
    en: 'A choice can only be compared (= or !=) with one of its options in double quotes.',
  },
  'date-figure': {
    vi: 'Số liệu ngày "{figure}" không dùng được trong công thức. Hãy dùng quy tắc thời hạn.',
    en: 'The date "{figure}" cannot be used in a formula. Use the deadline rule.',
  },
  'figure-name': {
    vi: 'Tên số liệu "{figure}" bị trùng hoặc là tên dành riêng. Hãy đổi tên.',
    en: 'The figure name "{figure}" is declared twice or reserved. Rename it.',
  },
  'figure-range': {
    vi: 'Khoảng giá trị của "{figure}" ({range}) không hợp lệ: cần hai số, nhỏ trước lớn sau, mỗi số tối đa 30 chữ số.',
    en: 'The range of "{figure}" ({range}) is not valid: two numbers, the lower first, at most 30 digits each.',
  },
  'always-division-by-zero': {
    vi: 'Mẫu số này luôn bằng 0.',
    en: 'This denominator is always zero.',
  },
  'values-too-large': {
    vi: 'Giá trị trung gian quá lớn. Hãy thu hẹp khoảng giá trị của các số liệu hoặc rút gọn công thức.',
    en: 'Intermediate values become too large. Narrow the ranges of the figures or shorten the formula.',
  },
  'out-of-range': {
    vi: 'Kết quả có thể từ {lowest} đến {highest}, nhưng tiêu chí chỉ cho từ {min} đến {max} điểm. Hãy bọc công thức: max({min}, min({max}, …)).',
    en: 'The result can run from {lowest} to {highest}, but the item allows {min} to {max} points. Wrap the formula: max({min}, min({max}, …)).',
  },
};

/** Words for the types and the parts of the grammar that stand in details. */
const WORDS: Readonly<Record<string, Readonly<Record<Locale, string>>>> = {
  number: { vi: 'số', en: 'number' },
  boolean: { vi: 'giá trị có/không', en: 'yes/no value' },
  choice: { vi: 'lựa chọn', en: 'choice' },
  value: { vi: 'một giá trị', en: 'a value' },
  operator: { vi: 'một phép tính', en: 'an operator' },
};
const TYPED: ReadonlySet<string> = new Set(['expected', 'found']);

/** What is wrong and what to do, in one or two sentences; the place is the problem's `offset`. */
export function describeFormulaProblem(problem: FormulaProblem, locale: Locale): string {
  return TEXTS[problem.code][locale].replace(/\{(\w+)\}/g, (_, name: string) => {
    const value = Object.hasOwn(problem.detail, name) ? (problem.detail[name] ?? '') : '';
    const isWord =
      TYPED.has(name) &&
      (problem.code === 'wrong-type' || name === 'expected') &&
      Object.hasOwn(WORDS, value);
    return isWord ? (WORDS[value]?.[locale] ?? value) : value;
  });
}
