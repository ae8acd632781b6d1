import { itemsOf } from '@parix/criteria-sets';
import type { CriteriaSet, GoalAlternative, GoalItem, Item, WinBack } from '@parix/scoring';
import { say, visible, type Locale } from '../text.ts';
import { shownMaximum, shownNumber } from './numbers.ts';
import { className } from './standing.ts';

const WORDS = {
  way: say('Cách', 'Way'),
  reaches: say('đạt chỉ số', 'reaches index'),
  rank: say('hạng', 'rank'),
  met: say('Mục tiêu này đã đạt rồi', 'This goal is met already'),
  points: say('điểm', 'points'),
  more: say('thêm', '+'),
  less: say('bớt', '-'),
  to: say('thành', 'to'),
};

/** The ways to a goal, cheapest first: which items to bring to full points, and the change that wins most of each. */
export function goalText(set: CriteriaSet, alternatives: readonly GoalAlternative[], locale: Locale): string {
  const items = new Map(itemsOf(set.areas).map((item) => [item.id, item]));
  return alternatives
    .map(({ items: wanted, reaches }, position) => {
      const standing = `${WORDS.reaches[locale]} ${shownNumber(reaches.printedIndex, locale)}%, ${WORDS.rank[locale]} ${reaches.rank ?? '–'}, ${className(set, reaches.classId)}`;
      const head = wanted.length === 0 ? WORDS.met[locale] : `${WORDS.way[locale]} ${position + 1}`;
      return `${head}: ${standing}\n${wanted.map((one) => itemLine(set, items.get(one.itemId), one, locale)).join('')}`;
    })
    .join('');
}

function itemLine(set: CriteriaSet, item: Item | undefined, goal: GoalItem, locale: Locale): string {
  const gain = `+${shownMaximum(goal.gain, set.rounding.printedPoints, locale)} ${WORDS.points[locale]}`;
  const how =
    goal.winBack === null || item === undefined ? '' : `; ${changeText(item, goal.winBack, locale)}`;
  return `  ${goal.itemId} ${visible(item?.name ?? '')}: ${gain}${visible(how)}\n`;
}

function changeText(item: Item, { figure, label, change, to, unit }: WinBack, locale: Locale): string {
  const declared = item.figures.find((one) => one.key === figure);
  if (declared?.type === 'choice') {
    return `${label} → ${declared.options.find((option) => option.id === to)?.label ?? to}`;
  }
  if (change === null) return `${label} → ${to}`;
  const sign = change.startsWith('-') ? WORDS.less[locale] : WORDS.more[locale];
  const amount = shownNumber(change.replace(/^[+-]/, ''), locale);
  const space = locale === 'vi' ? ' ' : '';
  return `${label}: ${sign}${space}${amount} (${WORDS.to[locale]} ${`${shownNumber(to, locale)} ${unit}`.trim()})`;
}
