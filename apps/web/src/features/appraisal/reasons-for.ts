import type { ReasonText, SetItem } from '@parix/api-contract';

/** Reasons kept for the item or for its whole area, in the order in which they came. */
export const reasonsFor = (
  reasons: readonly ReasonText[],
  { id, areaId }: Pick<SetItem, 'id' | 'areaId'>,
): readonly ReasonText[] =>
  reasons.filter((reason) => reason.areaId === areaId && (reason.itemId === null || reason.itemId === id));
