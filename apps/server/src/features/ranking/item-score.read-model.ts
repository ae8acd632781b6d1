import type { ItemScore } from '@parix/api-contract';
import {
  explainItem,
  type FactTable,
  type Plan,
  renderItem,
  type Scores,
  toResultOfItem,
} from '@parix/scoring';
import type { Locale } from '../../platform/locale.ts';

/** What explanations are derived from. */
export interface Scored {
  readonly plan: Plan;
  readonly table: FactTable;
  readonly scores: Scores;
}

/** Score and explanation of one item of one unit, in words of the language. */
export function itemScoreOf(
  { plan, table, scores }: Scored,
  unitIndex: number,
  itemId: string,
  locale: Locale,
): ItemScore {
  const explanation = explainItem(plan, table, scores, unitIndex, itemId);
  const item = toResultOfItem(plan, table, scores, unitIndex, itemId);
  return {
    status: explanation.status,
    points: explanation.points,
    printedPoints: item?.printedPoints ?? null,
    maximum: explanation.maximum,
    lost: explanation.lost,
    explanation: [...renderItem(explanation, locale)],
  };
}
