import type { SurveyFeed } from '@parix/api-contract';
import type { Figure, Item } from '@parix/scoring';
import type { IndexedItem } from '../criteria-sets/set-library.read-model.ts';

/** A scale of more steps than this is not offered step by step; whoever makes the questionnaire names the values. */
const MOST_STEPS = 11;
const LETTERS = 'abcdefghijklmnopqrst';

/**
 * Items whose rule says how answers become points: by grade (numbers of answers) or by the mean of a scale. Points that
 * another body has converted already come by import; nothing here makes answers into those.
 */
export function feedsOf(items: ReadonlyMap<string, IndexedItem>): SurveyFeed[] {
  return [...items.values()].flatMap(({ item }) => {
    const feed = feedOf(item);
    return feed === null ? [] : [feed];
  });
}

export function feedOf(item: Item): SurveyFeed | null {
  const { id: itemId, code, name, rule, selfScored } = item;
  if (selfScored || rule === null) return null;
  const about = { itemId, code, name };
  if (rule.kind === 'survey-mean') {
    const { mean, low, high } = rule;
    return { ...about, mean, low, high, options: steps(low, high) };
  }
  if (rule.kind !== 'survey-grades') return null;
  const options = rule.grades.map(({ figure }, at) => ({
    id: LETTERS[at] ?? String(at),
    label: labelOf(item.figures, figure),
    value: null,
    figure,
  }));
  return { ...about, mean: null, low: null, high: null, options };
}

const labelOf = (figures: readonly Figure[], key: string): string =>
  figures.find((figure) => figure.key === key)?.label ?? key;

/** Whole steps from low to high, where there are few. */
function steps(low: string, high: string): SurveyFeed['options'] {
  const [from, to] = [Number(low), Number(high)];
  if (!Number.isInteger(from) || !Number.isInteger(to) || to - from >= MOST_STEPS) return [];
  return Array.from({ length: to - from + 1 }, (_, at) => {
    const value = String(from + at);
    return {
      id: LETTERS[at] ?? value,
      label: `${value}${endWords(from + at, from, to)}`,
      value,
      figure: null,
    };
  });
}

/** Which end of a scale is the better one is not left to guesses. Words of the form, which is Vietnamese. */
function endWords(value: number, low: number, high: number): string {
  if (value === low) return ' (thấp nhất)';
  return value === high ? ' (cao nhất)' : '';
}
