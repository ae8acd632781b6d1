import type { CriteriaSet } from '@parix/scoring';
import { say, visible, type Locale } from '../text.ts';
import { shownNumber, shownRounded } from './numbers.ts';
import { textTable } from './text-table.ts';

/** Where a unit stands. */
export interface Standing {
  readonly points: string;
  readonly printedIndex: string;
  readonly classId: string | null;
  readonly rank: number | null;
}

const WORDS = {
  unit: say('Đơn vị', 'Unit'),
  points: say('Điểm', 'Points'),
  index: say('Chỉ số (%)', 'Index (%)'),
  class: say('Xếp loại', 'Class'),
  rank: say('Hạng', 'Rank'),
  now: say('Hiện tại', 'Now'),
  then: say('Sau thay đổi', 'After'),
};

/** A small table: now and after the change. */
export function standingText(
  set: CriteriaSet,
  unit: { readonly code: string; readonly name: string },
  now: Standing,
  then: Standing,
  locale: Locale,
): string {
  const points = ({ points: exact }: Standing): string =>
    shownRounded(exact, set.rounding.printedPoints, locale);
  const rows = [
    [WORDS.points[locale], points(now), points(then)],
    [WORDS.index[locale], shownNumber(now.printedIndex, locale), shownNumber(then.printedIndex, locale)],
    [WORDS.class[locale], className(set, now.classId), className(set, then.classId)],
    [WORDS.rank[locale], String(now.rank ?? '–'), String(then.rank ?? '–')],
  ];
  const header = ['', WORDS.now[locale], WORDS.then[locale]];
  const title = `${WORDS.unit[locale]} ${visible(`${unit.code} ${unit.name}`.trim())}`;
  return `${title}\n${textTable(header, rows, ['left', 'right', 'right'])}`;
}

export function className(set: CriteriaSet, id: string | null): string {
  const bands = set.classification.schemes.flatMap((scheme) => scheme.bands);
  return id === null ? '–' : (bands.find((band) => band.id === id)?.name ?? id);
}
