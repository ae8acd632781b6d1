import type { FactTable } from '../fact-table.ts';
import type { Plan } from '../plan.ts';
import type { Scores } from '../scores.ts';
import { openState, requireUnit, whatIfIn, type ItemChange, type LiveState } from './live-round.ts';
import type { Standing } from './standing.ts';

/** Boards of scores already looked at; gone with the scores. */
const states = new WeakMap<Scores, LiveState>();

/** The prepared board of a scored round. The table and its scores must not be changed afterwards. */
export function stateOf(plan: Plan, table: FactTable, scores: Scores): LiveState {
  const known = states.get(scores);
  if (known !== undefined) return known;
  const state = openState(plan, table, scores);
  states.set(scores, state);
  return state;
}

/**
 * Where a unit would stand with other facts for some of its items: points, index, class and rank. Nothing is kept.
 * Facts that do not fit are in `problems` of the answer and leave their item without data. The first call for some
 * scores prepares them (as `openLiveRound` does), the next ones are cheap.
 */
export function whatIf(
  plan: Plan,
  table: FactTable,
  scores: Scores,
  unit: number,
  changes: readonly ItemChange[],
): Standing {
  const state = stateOf(plan, table, scores);
  return whatIfIn(state, requireUnit(state, unit), changes);
}
