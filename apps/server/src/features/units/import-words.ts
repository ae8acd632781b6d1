import type { Locale } from '../../platform/locale.ts';
import { fillWords, showDay } from './fault-words.ts';
import type { ChangedField, PlannedProblem } from './plan-unit-row.ts';
import type { LinkProblem } from './plan-successions.ts';

type Words = Readonly<Record<Locale, string>>;

const FIELDS: Readonly<Record<ChangedField, Words>> = {
  name: { vi: 'tên', en: 'name' },
  kind: { vi: 'loại', en: 'kind' },
  parent: { vi: 'cấp trên', en: 'superior' },
  validFrom: { vi: 'ngày bắt đầu', en: 'first day' },
  validTo: { vi: 'ngày kết thúc', en: 'end' },
  block: { vi: 'khối', en: 'block' },
  decision: { vi: 'quyết định', en: 'decision' },
};

/** `~ X1: name, kind`. */
export const changeInWords = (code: string, fields: readonly ChangedField[], locale: Locale): string =>
  `~ ${code}: ${fields.map((field) => FIELDS[field][locale]).join(', ')}`;

const PROBLEMS: Readonly<Record<PlannedProblem['code'] | LinkProblem['code'], Words>> = {
  'which-period': {
    vi: 'Đơn vị "{unit}" đã có {detail} thời kỳ và dòng này không khớp thời kỳ nào. Điền cột "thay đổi từ ngày" bằng ngày đầu của thời kỳ cần sửa.',
    en: 'Unit "{unit}" has {detail} periods already and this row matches none of them. Fill in "changed on" with the first day of the period to be corrected.',
  },
  'too-early': {
    vi: 'Ngày này phải sau ngày {day}, ngày đơn vị "{unit}" bắt đầu. Sửa một trong hai ngày.',
    en: 'This day must come after {day}, the first day of unit "{unit}". Correct one of them.',
  },
  'too-late': {
    vi: 'Ngày bắt đầu của đơn vị "{unit}" phải trước ngày {day}, khi đơn vị đổi tên, chuyển cấp trên hoặc kết thúc. Sửa ngày.',
    en: 'The first day of unit "{unit}" must come before {day}, when it changes or ends. Correct the date.',
  },
  'ends-another-day': {
    vi: 'Đơn vị "{unit}" đã được ghi nhận kết thúc ngày {day}. Sửa ngày hiệu lực, hoặc hủy ghi nhận cũ trước.',
    en: 'Unit "{unit}" is recorded as ending on {day}. Correct the effective date, or annul that first.',
  },
  'recorded-otherwise': {
    vi: 'Quan hệ kế thừa này đã được ghi nhận với hình thức, tỷ lệ hoặc quyết định khác ({detail}). Hủy ghi nhận cũ trước, hoặc sửa dòng này cho khớp.',
    en: 'This succession is recorded with another kind, share or decision ({detail}). Annul that first, or make this row agree.',
  },
  'ends-and-stays': {
    vi: 'Cùng ngày {day}, tệp vừa ghi đơn vị "{unit}" kết thúc vừa ghi chuyển giao một phần. Chọn một: chia tách (đơn vị kết thúc) hoặc chuyển giao (đơn vị tiếp tục).',
    en: 'On {day} the file both ends unit "{unit}" and transfers a part of it. Choose one: a split (the unit ends) or a transfer (it goes on).',
  },
};

export const planProblemInWords = (
  code: keyof typeof PROBLEMS,
  { day, ...parts }: Readonly<Record<string, string>>,
  locale: Locale,
): string => fillWords(PROBLEMS[code][locale], { ...parts, ...(day !== undefined && { day: showDay(day) }) });
