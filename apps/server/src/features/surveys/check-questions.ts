import type { SurveyQuestion } from '@parix/api-contract';
import type { Locale } from '../../platform/locale.ts';
import type { PlacedError } from '../../platform/refusal.ts';
import { compareExact } from '../../platform/exact-decimal.ts';
import type { IndexedItem } from '../criteria-sets/set-library.read-model.ts';
import { feedOf } from './survey-feeds.ts';

const WORDS = {
  'same-id': ['Mã bị trùng.', 'This id stands twice.'],
  'no-survey-item': [
    'Tiêu chí này không chấm từ phiếu khảo sát theo bộ tiêu chí; chọn tiêu chí khác.',
    'By the set this item does not take its points from survey answers; choose another.',
  ],
  'wrong-scale': [
    'Tiêu chí tính theo điểm trung bình: mỗi mức cần một giá trị trong thang đo của bộ tiêu chí.',
    'The item takes a mean: every step needs a value within the scale of the set.',
  ],
  'wrong-grade': [
    'Tiêu chí đếm phiếu theo mức: mỗi mức cần ghi đúng số liệu của bộ tiêu chí.',
    'The item counts answers by grade: every step needs a figure of the set’s rule.',
  ],
  'too-few-steps': ['Cần ít nhất hai mức được tính điểm.', 'At least two of the steps must count.'],
  'only-words': [
    'Đợt khảo sát đã mở: chỉ sửa được lời văn, không thêm, bớt câu hỏi, mức trả lời hay đổi cách tính.',
    'The survey has opened: only words may change, not questions, steps or what they feed.',
  ],
} as const satisfies Record<string, readonly [vi: string, en: string]>;

type Fault = keyof typeof WORDS;

export function placed(place: string, code: Fault, locale: Locale): PlacedError {
  const [vi, en] = WORDS[code];
  return { place, code, message: locale === 'en' ? en : vi };
}

/** What speaks against the questions, by place: every one must feed its item the way in which the set’s rule reads it. */
export function questionFaults(
  items: ReadonlyMap<string, IndexedItem>,
  questions: readonly SurveyQuestion[],
  locale: Locale,
): readonly PlacedError[] {
  const ids = questions.map(({ id }) => id);
  return questions.flatMap((question, at) => {
    const place = `/questions/${at}`;
    const twice = ids.indexOf(question.id) === at ? [] : [placed(`${place}/id`, 'same-id', locale)];
    return [...twice, ...feedFaults(items, question, place, locale)];
  });
}

function feedFaults(
  items: ReadonlyMap<string, IndexedItem>,
  question: SurveyQuestion,
  place: string,
  locale: Locale,
): readonly PlacedError[] {
  const item = items.get(question.itemId)?.item;
  const feed = item && feedOf(item);
  if (!feed) return [placed(`${place}/itemId`, 'no-survey-item', locale)];
  const wrong = question.options.flatMap((option, at) => {
    const here = `${place}/options/${at}`;
    const same = question.options.findIndex(({ id }) => id === option.id) === at;
    if (!same) return [placed(`${here}/id`, 'same-id', locale)];
    if (feed.mean === null)
      return option.value === null &&
        (option.figure === null || feed.options.some(({ figure }) => figure === option.figure))
        ? []
        : [placed(`${here}/figure`, 'wrong-grade', locale)];
    const inScale = option.value === null || isWithin(option.value, feed.low ?? '', feed.high ?? '');
    return option.figure === null && inScale ? [] : [placed(`${here}/value`, 'wrong-scale', locale)];
  });
  const mean = question.mean === feed.mean ? [] : [placed(`${place}/mean`, 'wrong-scale', locale)];
  const counted = question.options.filter(({ value, figure }) => value !== null || figure !== null);
  const few = counted.length < 2 ? [placed(`${place}/options`, 'too-few-steps', locale)] : [];
  return [...mean, ...wrong, ...few];
}

const isWithin = (value: string, low: string, high: string): boolean =>
  compareExact(value, low) >= 0 && compareExact(value, high) <= 0;

/** What counts of questions: everything but their words. Equal for two versions that people may answer side by side. */
export const skeletonOf = (questions: readonly SurveyQuestion[]): string =>
  JSON.stringify(
    questions.map(({ id, itemId, mean, required, options }) => [
      id,
      itemId,
      mean,
      required,
      options.map((option) => [option.id, option.value, option.figure]),
    ]),
  );
