import { describeSetProblem } from '@parix/scoring';
import type { SourceProblem, SourceProblemCode } from './problems.ts';

export type Locale = 'vi' | 'en';
type Detail = Readonly<Record<string, string>>;
type Words = { readonly vi: string; readonly en: string };
type Sentence = (d: Detail) => Words;

const say =
  (vi: string, en: string): Sentence =>
  (detail) => ({ vi: fill(vi, detail), en: fill(en, detail) });
const fill = (text: string, detail: Detail) =>
  text.replace(/\{(\w+)\}/g, (_, name: string) => detail[name] ?? '?');

const TYPE_WORDS: Readonly<Record<string, Words>> = {
  string: { vi: 'chữ', en: 'text' },
  number: { vi: 'số', en: 'a number' },
  int: { vi: 'số nguyên', en: 'a whole number' },
  boolean: { vi: 'true hoặc false', en: 'true or false' },
  array: { vi: 'danh sách', en: 'a list' },
  object: { vi: 'bảng "khóa: giá trị"', en: 'a mapping' },
  record: { vi: 'bảng "khóa: giá trị"', en: 'a mapping' },
  null: { vi: 'để trống', en: 'empty' },
};
const typeWord = (type: string, locale: Locale) => TYPE_WORDS[type]?.[locale] ?? type;

/** What is wrong, why, and the next step; one entry per code. */
const SENTENCES: { readonly [K in SourceProblemCode]: Sentence } = {
  'too-large': say(
    'Tệp lớn hơn {limit}. Một bộ tiêu chí không cần lớn như vậy: kiểm tra lại tệp, hoặc tách dữ liệu khác ra ngoài.',
    'The file is larger than {limit}. No criteria set needs that: check the file, or move other data out of it.',
  ),
  'too-deep': say(
    'Dữ liệu lồng nhau quá sâu (tối đa {limit} cấp). Kiểm tra dấu ngoặc và thụt dòng.',
    'The data nests too deep (at most {limit} levels). Check brackets and indentation.',
  ),
  'too-many-values': say(
    'Tệp có quá nhiều giá trị (tối đa {limit}). Kiểm tra các bí danh (*) lặp lại.',
    'The file holds too many values (at most {limit}). Check repeated aliases (*).',
  ),
  'not-yaml': say(
    'Không đọc được YAML: {reason}. Kiểm tra thụt dòng, dấu hai chấm và dấu nháy ở dòng này.',
    'This is not valid YAML: {reason}. Check indentation, colons and quotes on this line.',
  ),
  'duplicate-key': say(
    'Khóa này đã có ở trên trong cùng một mục. Xóa hoặc đổi tên một trong hai.',
    'This key already stands above in the same mapping. Remove or rename one of the two.',
  ),
  'unknown-tag': say(
    'Thẻ kiểu (!…) không được dùng trong bộ tiêu chí. Xóa thẻ đi.',
    'Type tags (!…) are not used in criteria sets. Remove the tag.',
  ),
  'too-many-aliases': say(
    'Quá nhiều bí danh (*) trong một tệp (tối đa {limit}). Viết thẳng nội dung ra.',
    'Too many aliases (*) in one file (at most {limit}). Write the content out.',
  ),
  'alias-cycle': say(
    'Bí danh (*) này trỏ tới chính nó hoặc tới chỗ không có. Viết thẳng nội dung ra.',
    'This alias (*) points to itself or to nothing. Write the content out.',
  ),
  'several-documents': say(
    'Tệp chứa nhiều tài liệu YAML (---). Mỗi tệp chỉ một bộ tiêu chí hoặc một bản sửa đổi.',
    'The file holds several YAML documents (---). Keep one set or amendment per file.',
  ),
  'key-not-text': say('Khóa phải là chữ. Viết lại khóa này.', 'A key must be text. Rewrite this key.'),
  'not-a-mapping': say(
    'Tệp rỗng hoặc không phải một bảng "khóa: giá trị". Bắt đầu bằng dòng format: parix.criteria-set/1.',
    'The file is empty or not a mapping. Start with the line format: parix.criteria-set/1.',
  ),
  'bare-number': say(
    '"{key}" là số viết trần {value}; điểm, tỷ lệ và mã phải viết trong ngoặc kép để không bị làm tròn hay mất số 0. Viết "{value}".',
    '"{key}" is the bare number {value}; points, percentages and codes are quoted so that nothing rounds them or drops a zero. Write "{value}".',
  ),
  'not-a-decimal': ({ value = '', key = '', suggestion }) => ({
    vi: `"${key}" không phải số thập phân: ${value}. Dùng dấu chấm, không số mũ, không khoảng trắng${suggestion === undefined ? '' : `; viết ${suggestion}`}.`,
    en: `"${key}" is not a decimal: ${value}. Use a point, no exponent, no spaces${suggestion === undefined ? '' : `; write ${suggestion}`}.`,
  }),
  'not-a-date': say(
    '"{key}" không phải ngày: {value}. Viết theo dạng năm-tháng-ngày, ví dụ 2021-05-18.',
    '"{key}" is not a date: {value}. Write year-month-day, for example 2021-05-18.',
  ),
  'not-a-key': say(
    'Mã {value} ("{key}") không hợp lệ. Mã bắt đầu bằng chữ, chỉ gồm chữ, số và gạch dưới (mã tiêu chí được dùng thêm dấu chấm, gạch ngang).',
    'The id {value} ("{key}") is not valid. Start with a letter; letters, digits and underscores only (node ids may also hold points and hyphens).',
  ),
  'not-a-quantity': say(
    '"{key}" phải là mã số liệu, hoặc các mã nối bằng + và -, ví dụ tong - qua_han. Đang là {value}.',
    '"{key}" must be a figure key, or keys joined by + and -, such as tong - qua_han. It is {value}.',
  ),
  'missing-key': say('Thiếu "{key}". Thêm khóa này vào mục.', '"{key}" is missing. Add this key here.'),
  'unknown-key': say(
    'Không có khóa "{key}" ở đây. Kiểm tra chính tả (chữ có dấu phẩy trong { } phải đặt trong ngoặc kép), hoặc xem khóa được phép trong docs/criteria-sets.md.',
    'There is no key "{key}" here. Check the spelling (text with a comma inside { } needs quotes), or see docs/criteria-sets.md for the keys allowed.',
  ),
  'wrong-type': ({ key = '', expected = '', found = '' }) => ({
    vi: `"${key}" phải là ${typeWord(expected, 'vi')}, đang là ${typeWord(found, 'vi')}. Viết lại giá trị này.`,
    en: `"${key}" must be ${typeWord(expected, 'en')} but is ${typeWord(found, 'en')}. Rewrite the value.`,
  }),
  'not-allowed-value': say(
    'Giá trị {value} của "{key}" không được phép. Chọn một trong: {allowed}.',
    'The value {value} of "{key}" is not allowed. Choose one of: {allowed}.',
  ),
  'too-long': say(
    '"{key}" quá lớn hoặc quá dài (tối đa {limit}). Rút gọn lại.',
    '"{key}" is too large or too long (at most {limit}). Shorten it.',
  ),
  'too-short': say(
    '"{key}" quá nhỏ hoặc để trống (tối thiểu {limit}). Bổ sung.',
    '"{key}" is too small or empty (at least {limit}). Add to it.',
  ),
  'one-rule': ({ found = '', kinds = '' }) => ({
    vi: `Mỗi tiêu chí có đúng một loại quy tắc; đang có: ${found === '' ? 'không có' : found}. Chọn một trong: ${kinds}.`,
    en: `An item has exactly one kind of rule; found: ${found === '' ? 'none' : found}. Choose one of: ${kinds}.`,
  }),
  'rule-and-sub-criteria': say(
    'Tiêu chí có tiêu chí thành phần thì không được chấm trực tiếp: chuyển "{key}" xuống tiêu chí thành phần.',
    'A criterion with sub-criteria is not scored itself: move "{key}" down to a sub-criterion.',
  ),
  'option-without-label': say(
    'Mức "{option}" chưa có tên (label). Thêm label, hoặc khai báo số liệu kiểu choice.',
    'The option "{option}" has no label. Add one, or declare a figure of type choice.',
  ),
  'undeclared-figure': say(
    'Số liệu "{figure}" chưa được khai báo trong figures (đã có: {declared}). Khai báo nó hoặc sửa mã.',
    'The figure "{figure}" is not declared under figures (declared: {declared}). Declare it or correct the key.',
  ),
  'figure-declared-twice': say(
    'Số liệu "{figure}" đã khai báo trong figures. Dùng khóa figures của quy tắc để nhắc tới, hoặc bỏ khai báo trên.',
    'The figure "{figure}" is declared under figures already. Refer to it by the rule\'s figures, or drop the declaration.',
  ),
  'zero-denominator-undeclared': say(
    'Mẫu số có thể bằng 0 nhưng chưa nói khi đó tính thế nào. Thêm zero-denominator: zero | full-points | not-applicable | no-data, hoặc cho mẫu số min từ 1.',
    'The denominator can be zero and nothing says what then holds. Add zero-denominator: zero | full-points | not-applicable | no-data, or give the denominator a min of 1.',
  ),
  'step-limit': say(
    'Mỗi bậc có đúng một giới hạn và điểm: from | above | late-up-to, cùng points, bậc cuối chỉ có otherwise. Sửa bậc này.',
    'A step has exactly one limit and its points: from | above | late-up-to with points, and the last one only otherwise. Correct this step.',
  ),
  'floor-limit': say(
    'Sàn phải ghi đúng một trong hai: below (dưới mức thì 0) hoặc up-to (bằng cũng 0).',
    'The floor takes exactly one of below (zero under the limit) and up-to (zero at the limit too).',
  ),
  'one-of': say('Ghi đúng một trong các khóa: {keys}.', 'Write exactly one of these keys: {keys}.'),
  'only-with': say(
    '"{key}" chỉ dùng cùng {with}. Bỏ khóa này hoặc sửa khóa kia.',
    '"{key}" is only used with {with}. Remove it or change the other key.',
  ),
  'duplicate-id': say(
    'Mã "{id}" đã dùng ở dòng {firstLine}. Mỗi lĩnh vực, tiêu chí có một mã riêng: đổi code, hoặc thêm id.',
    'The id "{id}" is already used on line {firstLine}. Every node has its own: change the code, or add an id.',
  ),
  'unknown-appraiser': say(
    'Cơ quan thẩm định "{appraiser}" chưa có trong appraisers ({appraisers}). Khai báo hoặc sửa mã.',
    'The appraiser "{appraiser}" is not among appraisers ({appraisers}). Declare it or correct the id.',
  ),
  'unknown-kind': say(
    'Loại đơn vị "{kind}" chưa có trong unit-kinds ({kinds}). Khai báo hoặc sửa mã.',
    'The unit kind "{kind}" is not among unit-kinds ({kinds}). Declare it or correct the id.',
  ),
  'incomplete-without-reason': say(
    'Bộ chưa đủ (incomplete) phải nói rõ thiếu gì. Thêm incomplete-reason.',
    'An incomplete set must say what is missing. Add incomplete-reason.',
  ),
  'years-reversed': say(
    'Năm bắt đầu sau năm kết thúc. Sửa index-years.',
    'The first year is after the last. Correct index-years.',
  ),
  'one-operation': say(
    'Mỗi sửa đổi ghi đúng một trong: add, replace, remove, re-weigh, change. Tách ra hoặc bỏ bớt.',
    'An operation is exactly one of: add, replace, remove, re-weigh, change. Split it or remove the others.',
  ),
  'wrong-base': say(
    'Bản sửa đổi này sửa {wanted}, không phải {found}. Chọn đúng bộ tiêu chí hoặc phiên bản gốc.',
    'This amendment amends {wanted}, not {found}. Choose that set or version as its base.',
  ),
  'base-years': say(
    'Năm áp dụng của bản sửa đổi ({years}) nằm ngoài năm của bộ gốc ({base}). Sửa index-years.',
    'The years of the amendment ({years}) lie outside those of the set ({base}). Correct index-years.',
  ),
  'same-version': say(
    'Phiên bản "{version}" đã là phiên bản gốc. Đặt version mới.',
    'The version "{version}" is the base already. Give a new version.',
  ),
  'unknown-target': say(
    'Không có tiêu chí "{id}" trong bộ được sửa. Kiểm tra mã; nếu vừa bị bãi bỏ ở trên thì đổi thứ tự.',
    'There is no node "{id}" in the amended set. Check the id, or the order if it was removed above.',
  ),
  'wrong-parent': say(
    '"{id}" không thể đứng ở đây: {reason}. Chọn mục cha khác hoặc sửa nội dung.',
    '"{id}" cannot stand here: {reason}. Choose another parent or change the node.',
  ),
  'cannot-scale': say(
    'Điểm {points} của "{id}" không chia đúng tỷ lệ từ {from} sang {to}. Dùng points: replace và viết lại quy tắc, ví dụ.',
    'The points {points} of "{id}" do not scale exactly from {from} to {to}. Use points: replace and write rule and cases anew.',
  ),
  'points-undeclared': say(
    'Đổi điểm tối đa của "{id}" phải nói điểm trong quy tắc đổi thế nào: points: scale (chia tỷ lệ) hoặc replace (viết lại rule).',
    'A new maximum for "{id}" must say what becomes of the points in its rule: points: scale, or replace with a new rule.',
  ),
  'unknown-measure': say(
    'Số liệu "{figure}" lấy từ chỉ tiêu {measure}, nhưng không có chỉ tiêu nào tên như vậy. Xem tên các chỉ tiêu ở trang số liệu hồ sơ hoặc docs/one-stop.md.',
    'The figure "{figure}" is taken from the measure {measure}, but there is none of that name. See the measures on the page of dossier figures or in docs/one-stop.md.',
  ),
  'measure-part': say(
    'Số liệu "{figure}": chỉ tiêu {measure} không phải tỷ lệ nên không có tử số, mẫu số. Bỏ "part" để lấy giá trị.',
    'The figure "{figure}": the measure {measure} is no ratio and has neither numerator nor denominator. Leave out "part" to take its value.',
  ),
  'measure-type': say(
    'Số liệu "{figure}" lấy giá trị của {measure} là tỷ lệ phần trăm. Khai báo kiểu decimal với ít nhất {decimals} chữ số thập phân, hoặc lấy tử số và mẫu số.',
    'The figure "{figure}" takes the value of {measure}, a percentage. Declare it as decimal with at least {decimals} decimals, or take numerator and denominator.',
  ),
  'measure-period': say(
    'Kỳ lấy số liệu "{figure}" từ {measure} không đúng: ngày không có thật, hoặc ngày đầu sau ngày cuối. Viết lại from và to.',
    'The period of the figure "{figure}" from {measure} is wrong: a date that does not exist, or the first after the last. Rewrite from and to.',
  ),
  'measure-not-in-force': say(
    'Số liệu "{figure}": chỉ tiêu {measure} được dùng {inUse}, không dùng trong {period}. Chọn chỉ tiêu khác hoặc đổi năm áp dụng.',
    'The figure "{figure}": the measure {measure} is in use {inUse}, not in {period}. Choose another measure or other years.',
  ),
};

/** One problem in words: place, what is wrong, what to do next. */
export function describeSourceProblem(problem: SourceProblem, locale: Locale): string {
  const where = `${problem.file}:${problem.line}:${problem.column}`;
  const item = problem.item === null ? '' : ` [${problem.item}]`;
  return `${where}${item}: ${wording(problem, locale)}`;
}

function wording(problem: SourceProblem, locale: Locale): string {
  if (problem.code !== 'set-problem') return SENTENCES[problem.code](problem.detail)[locale];
  const { cause } = problem;
  // The reason of an incomplete set is the author's own and is given whole.
  if (cause?.code === 'set-incomplete') return INCOMPLETE(cause.detail)[locale];
  return cause === undefined ? problem.code : describeSetProblem(cause, locale);
}

const INCOMPLETE = say(
  'Bộ tiêu chí chưa đủ nên không dùng để mở đợt đánh giá. {reason}',
  'The criteria set is incomplete and cannot be used for a round. {reason}',
);
