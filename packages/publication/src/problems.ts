import { describeSourceProblem, type SourceProblem } from '@parix/criteria-sets';
import { describeFactProblem, type FactProblem } from '@parix/scoring';

/** Why a round cannot be published. Nothing is written then. */
export const PUBLICATION_PROBLEM_CODES = [
  'set-refused',
  'facts-refused',
  'set-incomplete',
  'year-outside-set',
  'no-units',
  'same-page-name',
  'unknown-unit',
  'unknown-item',
  'not-an-instant',
  'not-appraised',
] as const;
export type PublicationProblemCode = (typeof PUBLICATION_PROBLEM_CODES)[number];

export interface PublicationProblem {
  readonly code: PublicationProblemCode;
  readonly detail: Readonly<Record<string, string>>;
  /** The loader's or the engine's own problem, with its place. */
  readonly source?: SourceProblem;
  readonly fact?: FactProblem;
}

type Words = Readonly<Record<PublicationProblemCode, string>>;
const VI: Words = {
  'set-refused': 'Bộ tiêu chí không dùng được.',
  'facts-refused': 'Số liệu của đơn vị {unit} không hợp lệ.',
  'set-incomplete': 'Bộ tiêu chí {set} chưa đầy đủ nên không được dùng để công bố: {reason}',
  'year-outside-set':
    'Bộ tiêu chí {set} áp dụng cho các năm {years}, không áp dụng cho năm {year}. Hãy chọn phiên bản của đúng năm đánh giá.',
  'no-units': 'Đợt đánh giá chưa có đơn vị nào. Hãy thêm đơn vị trước khi công bố.',
  'same-page-name':
    'Mã đơn vị {first} và {second} chỉ khác nhau chữ hoa, chữ thường nên sẽ trùng tên tệp. Hãy đổi một mã.',
  'unknown-unit': 'Dữ liệu {what} nhắc tới đơn vị {unit} không có trong đợt đánh giá.',
  'unknown-item': 'Dữ liệu {what} của đơn vị {unit} nhắc tới tiêu chí {item} không có trong bộ tiêu chí.',
  'not-an-instant': 'Thời điểm công bố "{value}" không phải là thời điểm ISO 8601 có múi giờ.',
  'not-appraised': 'Tiêu chí {item} của đơn vị {unit} chưa có kết luận thẩm định hoặc số liệu.',
};
const EN: Words = {
  'set-refused': 'The criteria set cannot be used.',
  'facts-refused': 'The figures of unit {unit} are not valid.',
  'set-incomplete': 'Criteria set {set} is incomplete and may not judge a published round: {reason}',
  'year-outside-set':
    'Criteria set {set} applies to {years}, not to {year}. Choose the version for the year judged.',
  'no-units': 'The round has no units. Add units before publishing.',
  'same-page-name':
    'Unit codes {first} and {second} differ only in case and would share a file name. Change one.',
  'unknown-unit': 'The {what} name unit {unit}, which is not in the round.',
  'unknown-item': 'The {what} of unit {unit} name item {item}, which is not in the criteria set.',
  'not-an-instant': 'The time of publication "{value}" is not an ISO 8601 instant with an offset.',
  'not-appraised': 'Item {item} of unit {unit} is not appraised, or its figures are missing.',
};

/** What is wrong and what to do next, in one or two sentences. */
export function describePublicationProblem(problem: PublicationProblem, locale: 'vi' | 'en'): string {
  const words = (locale === 'vi' ? VI : EN)[problem.code];
  const own = words.replace(/\{(\w+)\}/g, (_, key: string) => problem.detail[key] ?? '');
  if (problem.source !== undefined) return `${own} ${describeSourceProblem(problem.source, locale)}`;
  if (problem.fact !== undefined) return `${own} ${describeFactProblem(problem.fact, locale)}`;
  return own;
}
