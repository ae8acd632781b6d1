import type { Card, CardItem, SetItem } from '@parix/api-contract';

export type WhyClosed =
  SetItem['pointsFrom'] | 'other-unit' | 'sent' | 'submitted' | 'before' | 'deadline' | 'not-given';

/** Why an item cannot be written now, the first reason that a person can do something about; null: it can be. */
export function whyClosed(
  item: Pick<SetItem, 'selfScored' | 'pointsFrom'>,
  stored: Pick<CardItem, 'editable'>,
  card: Pick<Card, 'state' | 'window'>,
  ownUnit: boolean,
): WhyClosed | null {
  if (stored.editable) return null;
  if (!item.selfScored) return item.pointsFrom;
  if (!ownUnit) return 'other-unit';
  if (card.state === 'submitted') return 'submitted';
  if (card.window === 'before') return 'before';
  if (card.window === 'closed') return 'deadline';
  return card.state === 'unit-review' ? 'sent' : 'not-given';
}
