import type { SetItem } from '@parix/api-contract';

/** An item that can take two numbers. */
export interface CountableItem {
  readonly id: string;
  readonly name: string;
  readonly figures: readonly { readonly key: string; readonly label: string }[];
}

const NUMBERS: ReadonlySet<string> = new Set(['integer', 'decimal']);

/** Scored items with at least two figures that are numbers, each with those. */
export function countableItems(items: readonly SetItem[]): readonly CountableItem[] {
  return items.flatMap(({ id, name, figures, ruleKind }) => {
    const numbers = figures.filter(({ type, measure }) => NUMBERS.has(type) && measure === undefined);
    return ruleKind === null || numbers.length < 2
      ? []
      : [{ id, name, figures: numbers.map(({ key, label }) => ({ key, label })) }];
  });
}
