import {
  renderItem,
  type CriteriaSet,
  type GroupExplanation,
  type ItemExplanation,
  type Rounding,
  type UnitExplanation,
} from '@parix/scoring';
import { say, visible, type Locale } from '../text.ts';
import { shownMaximum, shownNumber, shownRounded } from './numbers.ts';
import { className } from './standing.ts';

const WORDS = {
  unit: say('Đơn vị', 'Unit'),
  index: say('chỉ số', 'index'),
  rank: say('hạng', 'rank'),
  class: say('xếp loại', 'class'),
  source: say('Căn cứ', 'Source'),
};

/** The tree of one unit: groups with their points; items only where points were lost or the item is not scored. */
export function unitText(set: CriteriaSet, unit: UnitExplanation, locale: Locale): string {
  const rounding = set.rounding.printedPoints;
  const facts = [
    `${WORDS.unit[locale]} ${visible(unit.unit)}: ${ofMaximum(unit, rounding, locale)}`,
    `${WORDS.index[locale]} ${shownNumber(unit.printedIndex, locale)}%`,
    `${WORDS.class[locale]} ${visible(className(set, unit.classId))}`,
    `${WORDS.rank[locale]} ${unit.rank ?? '–'}`,
  ];
  return `${facts.join(', ')}\n${unit.areas.map((area) => groupText(area, rounding, locale, '')).join('')}`;
}

function groupText(group: GroupExplanation, rounding: Rounding, locale: Locale, indent: string): string {
  const head = `${indent}${group.code} ${visible(group.name)}: ${ofMaximum(group, rounding, locale)}\n`;
  const inside = `${indent}  `;
  const children = group.children.map((child) => {
    if ('children' in child) return groupText(child, rounding, locale, inside);
    return child.lost === '0' && child.status === 'scored' ? '' : itemText(child, locale, inside);
  });
  return `${head}${children.join('')}`;
}

function ofMaximum(
  { points, maximum }: { readonly points: string; readonly maximum: string },
  rounding: Rounding,
  locale: Locale,
): string {
  return `${shownRounded(points, rounding, locale)} / ${shownMaximum(maximum, rounding, locale)}`;
}

/** One item: its name, what was reached and lost and why, and the legal source. */
export function itemText(item: ItemExplanation, locale: Locale, indent: string): string {
  const source = item.source === '' ? [] : [`${WORDS.source[locale]}: ${item.source}`];
  const lines = [...renderItem(item, locale), ...source].map((line) => `${indent}  ${visible(line)}`);
  return `${[`${indent}${item.item.code} ${visible(item.item.name)}`, ...lines].join('\n')}\n`;
}
