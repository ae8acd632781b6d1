import type { Locale } from '../../platform/locale.ts';
import type { PlacedError } from '../../platform/refusal.ts';
import type { Fault, FaultCode } from './faults.queries.ts';

type Words = Readonly<Record<Locale, string>>;
/** What, why and the next step; {unit}, {other}, {day}, {detail} are filled in. */
const WORDS: Readonly<Record<FaultCode, Words>> = {
  'period-outside-unit': {
    vi: 'Đơn vị “{unit}” đã kết thúc trước ngày {day} nên không thể thay đổi từ ngày đó. Chọn ngày sớm hơn.',
    en: 'The unit “{unit}” has ended before {day} and cannot change from then on. Choose an earlier day.',
  },
  'superior-missing': {
    vi: '“{unit}” trực thuộc “{other}”, nhưng từ ngày {day} đơn vị cấp trên này không tồn tại. Chuyển đơn vị sang cấp trên khác, hoặc sửa ngày.',
    en: '“{unit}” stands under “{other}”, which does not exist from {day} on. Move the unit to another superior, or correct the date.',
  },
  'superior-circle': {
    vi: 'Từ ngày {day}, “{unit}” trực thuộc chính nó. Chọn đơn vị cấp trên khác.',
    en: 'From {day} on “{unit}” would stand above itself. Choose another superior.',
  },
  'share-sum': {
    vi: '“{unit}” kết thúc ngày {day}, nhưng các phần chuyển đi cộng lại bằng {detail}, phải bằng đúng 1. Sửa tỷ lệ.',
    en: '“{unit}” ends on {day}, but the parts that go over add up to {detail}; they must be exactly 1. Correct the shares.',
  },
  'share-left': {
    vi: '“{unit}” vẫn tồn tại sau ngày {day}, nhưng đã chuyển đi {detail}. Phần chuyển đi phải nhỏ hơn 1; nếu đơn vị kết thúc, hãy ghi nhận sáp nhập hoặc chia tách.',
    en: '“{unit}” goes on after {day}, but {detail} of it goes over. That must be less than 1; if the unit ends, record a merger or a split.',
  },
  'predecessor-gone': {
    vi: '“{unit}” không tồn tại ngay trước ngày {day} nên không thể là đơn vị trước của “{other}”. Kiểm tra ngày bắt đầu và kết thúc.',
    en: '“{unit}” does not exist just before {day} and cannot be a predecessor of “{other}”. Check its first and last day.',
  },
  'successor-missing': {
    vi: '“{unit}” không tồn tại từ ngày {day} nên không thể tiếp nhận “{other}”. Kiểm tra ngày bắt đầu và kết thúc.',
    en: '“{unit}” does not exist on {day} and cannot take over “{other}”. Check its first and last day.',
  },
};

export function faultInWords(fault: Fault, locale: Locale): PlacedError {
  const { code, unitCode, unitName, otherName, day, detail } = fault;
  const parts = {
    unit: unitName,
    other: otherName ?? '',
    day: showDay(day),
    detail: showShare(detail, locale),
  };
  return { place: `unit:${unitCode}`, code, message: fillWords(WORDS[code][locale], parts) };
}

export const fillWords = (words: string, parts: Readonly<Record<string, string>>): string =>
  words.replace(/\{(\w+)\}/g, (whole, name: string) => parts[name] ?? whole);

/** 'YYYY-MM-DD' as people here read it. */
export const showDay = (day: string): string => day.split('-').reverse().join('/');

const showShare = (share: string | null, locale: Locale): string =>
  locale === 'vi' ? (share ?? '').replace('.', ',') : (share ?? '');
