import type { ItemScore } from '@parix/api-contract';
import {
  explainItem,
  type FactTable,
  type Plan,
  renderItem,
  type RoundResult,
  type Scores,
} from '@parix/scoring';
import type { Locale } from '../../platform/locale.ts';

/** What explanations are derived from. */
export interface Scored {
  readonly plan: Plan;
  readonly table: FactTable;
  readonly scores: Scores;
  readonly result: RoundResult;
}

/** Score and explanation of one item of one unit, in words of the language. */
export function itemScoreOf(
  { plan, table, scores, result }: Scored,
  unitIndex: number,
  itemId: string,
  locale: Locale,
): ItemScore {
  const explanation = explainItem(plan, table, scores, unitIndex, itemId);
  const item = result.units[unitIndex]?.items.find((each) => each.id === itemId);
  return {
    status: explanation.status,
    points: explanation.points,
    printedPoints: item?.printedPoints ?? null,
    maximum: explanation.maximum,
    lost: explanation.lost,
    explanation: [...renderItem(explanation, locale)],
  };
}
