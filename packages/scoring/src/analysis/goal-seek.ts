import type { Decimal } from '../criteria-set.ts';
import { explainItem } from '../explain/explain-item.ts';
import { marksOf, type FactTable } from '../fact-table.ts';
import {
  cmpFraction,
  compareRatio,
  formatRatio,
  parseRatio,
  printFraction,
  scaledFraction,
  subFraction,
  type Fraction,
} from '../fraction.ts';
import { NO_INDEX } from '../index-keys.ts';
import { MARK } from '../marks.ts';
import type { ItemPlan, Plan } from '../plan.ts';
import { pow10, roundDiv, mulInt } from '../points.ts';
import type { WinBack } from '../results.ts';
import type { Scores } from '../scores.ts';
import { viewUnit, type UnitView } from '../unit-view.ts';
import type { Board } from './board.ts';
import { bandIndex, isRanked, setKey } from './board-index.ts';
import { exactOf, indexFraction, setExact } from './board-totals.ts';
import { rescoreItem } from './rescore-item.ts';
import { cheapestAlternatives, cheapestSelections, type Selection } from './cheapest.ts';
import { imagine, rankOf, requireUnit, standingOf, type LiveState } from './live-round.ts';
import { missingPoints, type MissingPoints } from './missing-points.ts';
import { mirrorTotals, restoreItem } from './spare-row.ts';
import type { Standing } from './standing.ts';
import { stateOf } from './what-if.ts';

/** What the unit wants: so many ranks better, a rank, a class (or a better one), an index in %. */
export type Goal =
  | { readonly ranks: number }
  | { readonly rank: number }
  | { readonly classId: string }
  | { readonly index: Decimal };

export interface GoalOptions {
  /**
   * Effort of winning back all missing points of an item; 1 where not stated. Counted in millionths, up to a million;
   * an item whose cost is negative, larger or no number is never used.
   */
  readonly costs?: Readonly<Record<string, number>>;
  /** Items that cannot be changed. */
  readonly fixed?: readonly string[];
  /** Most answers wanted (1 to 50); 3 where not stated. */
  readonly alternatives?: number;
}

export interface GoalItem {
  readonly itemId: string;
  /** Points won by bringing the item to its full points; printed where they are no finite decimal. */
  readonly gain: Decimal;
  /** The change of one figure that wins most of it; null when the rule knows none. */
  readonly winBack: WinBack | null;
}
export interface GoalAlternative {
  readonly items: readonly GoalItem[];
  readonly cost: number;
  /** Where the unit then stands, all others unchanged. */
  readonly reaches: Standing;
}
export interface GoalAnswer {
  readonly reachable: boolean;
  /** Cheapest first, none containing another. One answer without items when the goal is met already. */
  readonly alternatives: readonly GoalAlternative[];
}

/** Selections looked at; more than a few are needed only while tie-breaks on parts of the score decide. */
const TRIED = 500;
const MOST_ANSWERS = 50;
const MILLION = 1_000_000;

/**
 * Which items, brought to their full points, reach the goal at least cost: an exact knapsack over the missing points
 * in the scale of the scores, through every cap, bound and rounding point of the set and on the unit's own maximum.
 * Items not judged yet and items that do not apply win nothing. Each answer is checked by scoring it.
 */
export function goalSeek(
  plan: Plan,
  table: FactTable,
  scores: Scores,
  unit: number,
  goal: Goal,
  options: GoalOptions = {},
): GoalAnswer {
  const state = stateOf(plan, table, scores);
  imagine(state, requireUnit(state, unit));
  const view = viewUnit(table, scores, unit);
  const wanted = wantedBy(state, unit, goal);
  if (wanted === null) return { reachable: false, alternatives: [] };
  const missing = missingPoints(plan, view, { costOf: costs(options) });
  const found = search({ state, unit, view, wanted, missing }, answersWanted(options));
  const alternatives = found.map(({ picks, cost, reaches }) => ({
    items: picks.map((at) => describe(plan, table, scores, unit, view, plan.items[at] as ItemPlan)),
    cost: cost / MILLION,
    reaches,
  }));
  return { reachable: alternatives.length > 0, alternatives };
}

function answersWanted({ alternatives = 3 }: GoalOptions): number {
  return alternatives >= 1 ? Math.min(MOST_ANSWERS, Math.floor(alternatives)) : 1;
}

function costs(options: GoalOptions): (item: ItemPlan) => number | null {
  const fixed = new Set(options.fixed);
  const stated = options.costs ?? {};
  return ({ item: { id } }) => {
    const cost = Object.hasOwn(stated, id) ? (stated[id] ?? 1) : 1;
    return fixed.has(id) || !(cost >= 0 && cost <= MILLION) ? null : Math.round(cost * MILLION);
  };
}

/** How level places are counted while the spare row is looked at: as they fall, all won, or all lost. */
type Ties = Board['now']['ties'];

/** Whether the spare row, as it stands, has what is wanted. null = a goal that nothing can reach. */
type Wanted = () => boolean;

function wantedBy(state: LiveState, unit: number, goal: Goal): Wanted | null {
  const { board } = state;
  const { spare, plan } = board;
  if ('classId' in goal) {
    const bands = plan.bands[board.table.units.kinds[unit] as number] ?? [];
    const target = bands.findIndex(({ band }) => band.id === goal.classId);
    const reaches = (band: number): boolean => band >= 0 && band <= target;
    return target < 0 ? null : () => reaches(bandIndex(board, spare));
  }
  if ('index' in goal) {
    const target = parseRatio(goal.index);
    return (
      target &&
      (() => board.keys[spare] !== NO_INDEX && cmpFraction(indexFraction(board, spare), target) >= 0)
    );
  }
  if (!isRanked(board, unit)) return null;
  const target = 'rank' in goal ? goal.rank : Math.max(1, rankOf(state, unit, unit) - goal.ranks);
  return target >= 1 ? () => isRanked(board, spare) && rankOf(state, spare, unit) <= target : null;
}

interface Seek {
  readonly state: LiveState;
  readonly unit: number;
  readonly view: UnitView;
  readonly wanted: Wanted;
  readonly missing: MissingPoints;
}
interface Found {
  readonly picks: readonly number[];
  readonly cost: number;
  readonly reaches: Standing;
}

function search(seek: Seek, wanted: number): readonly Found[] {
  const { elements } = seek.missing;
  if (!hangsOnParts(seek.state.board.plan)) {
    const least = leastGain(seek, 'decided');
    return least === null ? [] : collect(seek, cheapestAlternatives(elements, least), wanted);
  }
  const least = leastGain(seek, 'won');
  const found = least === null ? [] : collect(seek, cheapestSelections(elements, least), wanted);
  if (found.length > 0) return found;
  const sure = leastGain(seek, 'lost');
  return sure === null ? [] : collect(seek, cheapestAlternatives(elements, sure), wanted);
}

/** True when level units are parted by points of areas or items, which depend on what is selected. */
const hangsOnParts = (plan: Plan): boolean =>
  plan.tieBreaks.some((rule) => rule.by === 'group' || rule.by === 'item');

/** The smallest gain (in parts of a point) with which the goal is met; null when all that is missing is not enough. */
function leastGain(seek: Seek, ties: Ties): number | null {
  const { missing } = seek;
  let low = 0;
  let high = missing.elements.reduce((sum, options) => sum + Math.max(...options.map(({ gain }) => gain)), 0);
  const { now } = seek.state.board;
  now.ties = ties;
  const meets = (gain: number): boolean => meetsWith(seek, missing.total(missing.sum + gain));
  if (!meets(high)) high = -1;
  while (low < high) {
    const middle = Math.floor((low + high) / 2);
    if (meets(middle)) high = middle;
    else low = middle + 1;
  }
  now.ties = 'decided';
  mirrorTotals(seek.state.board, seek.unit);
  return high < 0 ? null : low;
}

/** Whether the goal is met with this total and the unit's own maximum. */
function meetsWith({ state, unit, view, wanted }: Seek, points: Fraction): boolean {
  const { board } = state;
  const { spare, plan } = board;
  const units = mulInt(points.n, pow10(plan.decimals));
  const whole = roundDiv(units, points.d, 'down');
  board.totals[spare] = Number(whole);
  const isWhole = exactOf(board, unit) === undefined && mulInt(whole, points.d) === units;
  setExact(board, spare, isWhole ? undefined : { points, maximum: view.maximum });
  setKey(board, spare);
  return wanted();
}

function collect(
  seek: Seek,
  selections: Iterable<Selection<readonly number[]>>,
  wanted: number,
): readonly Found[] {
  const found: Found[] = [];
  let tried = 0;
  for (const selection of selections) {
    if (tried++ === TRIED) break;
    const picks = selection.picks.flat().sort((a, b) => a - b);
    if (found.some((other) => other.picks.every((pick) => picks.includes(pick)))) continue;
    const reaches = tryOut(seek, picks);
    if (reaches !== null) found.push({ picks, cost: selection.cost, reaches });
    if (found.length === wanted) break;
  }
  return found;
}

/** Scores the unit with these items at full points; null when that does not meet the goal. */
function tryOut({ state, unit, wanted }: Seek, picks: readonly number[]): Standing | null {
  const { board } = state;
  const items = picks.map((at) => board.plan.items[at] as ItemPlan);
  for (const item of items) {
    award(board, item);
    rescoreItem(board, item, board.spare);
  }
  setKey(board, board.spare);
  const reaches = wanted() ? standingOf(state, board.spare, unit, []) : null;
  for (const item of items) restoreItem(board, item, unit);
  mirrorTotals(board, unit);
  return reaches;
}

/** Full points by award; the figures stay, as they may decide ties. */
function award({ table, plan, spare }: Board, item: ItemPlan): void {
  marksOf(table, item.index)[spare] = MARK.awarded;
  (table.given[item.index] ??= new Map()).set(spare, {
    points: scaledFraction(item.max, plan.decimals),
    reason: '',
  });
}

function describe(
  plan: Plan,
  table: FactTable,
  scores: Scores,
  unit: number,
  view: UnitView,
  item: ItemPlan,
): GoalItem {
  const { points, maximum } = view.item(item.index);
  const gain = subFraction(maximum, points);
  const exact = formatRatio(gain);
  const wins = explainItem(plan, table, scores, unit, item.item.id).toWin;
  const best = wins.reduce<WinBack | null>(
    (most, win) => (most === null || compareRatio(win.points, most.points) > 0 ? win : most),
    null,
  );
  return {
    itemId: item.item.id,
    gain: exact.includes('/') ? printFraction(gain, plan.set.rounding.printedPoints) : exact,
    winBack: best,
  };
}
