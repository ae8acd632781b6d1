import type { Decimal } from '../criteria-set.ts';
import type { FactTable } from '../fact-table.ts';
import {
  cmpFraction,
  type Fraction,
  addFraction,
  formatRatio,
  maxFraction,
  minFraction,
  requireRatio,
  subFraction,
} from '../fraction.ts';
import { indexOf } from '../evaluate-unit.ts';
import { STATUS_OF_MARK } from '../marks.ts';
import type { ItemPlan, Plan } from '../plan.ts';
import type { Scores } from '../scores.ts';
import { viewUnit, type UnitView } from '../unit-view.ts';
import { whatIf } from './what-if.ts';

/** What a small change of one item of one unit would do, all else held. */
export interface ItemStability {
  readonly id: string;
  /** Units whose rank, or class, another judgement of this item alone would change. */
  readonly rankMoves: number;
  readonly classMoves: number;
}
export interface UnitStability {
  readonly unit: string;
  readonly rank: number | null;
  readonly classId: string | null;
  /** Ranks and classes that one item alone could lead to. */
  readonly best: number | null;
  readonly worst: number | null;
  readonly classes: readonly (string | null)[];
  /** Items that alone would change rank or class. */
  readonly items: readonly string[];
}
export interface NeighbourPair {
  readonly block: string;
  readonly above: string;
  readonly below: string;
  /** Difference of their indices (%), exact; 0 for units that a tie-break parts or that share a rank. */
  readonly gap: string;
}
export interface RoundStability {
  readonly step: Decimal;
  /** In the order of the set. */
  readonly items: readonly ItemStability[];
  /** In the order of the facts. */
  readonly units: readonly UnitStability[];
  /** Neighbours in rank, the closest first. */
  readonly pairs: readonly NeighbourPair[];
}

/**
 * How firmly ranks and classes stand if each item of each unit, one at a time, were judged `step` points higher or
 * lower (inside the item's bounds). Every answer is the engine's, caps and rounding included.
 */
export function itemStability(plan: Plan, table: FactTable, scores: Scores, step: Decimal): RoundStability {
  const by = requireRatio(step);
  const units = Array.from({ length: table.count }, (_, unit) => lookAt(plan, table, scores, unit, by));
  return {
    step,
    items: plan.items.map(({ item: { id } }) => ({
      id,
      rankMoves: units.filter(({ moves }) => moves.get(id)?.rank === true).length,
      classMoves: units.filter(({ moves }) => moves.get(id)?.class === true).length,
    })),
    units: units.map(({ stability }) => stability),
    pairs: neighbours(table, scores),
  };
}

interface Move {
  readonly rank: boolean;
  readonly class: boolean;
}

function lookAt(plan: Plan, table: FactTable, scores: Scores, unit: number, by: Fraction) {
  const now = whatIf(plan, table, scores, unit, []);
  const view = viewUnit(table, scores, unit);
  const moves = new Map<string, Move>();
  const ranks: number[] = now.rank === null ? [] : [now.rank];
  const classes = new Set([now.classId]);
  for (const item of plan.items) {
    for (const points of otherPoints(item, view, by)) {
      const facts = { awarded: { points, reason: '' } };
      const then = whatIf(plan, table, scores, unit, [{ itemId: item.item.id, facts }]);
      if (then.problems.length > 0) continue;
      const known = moves.get(item.item.id);
      const [rank, other] = [then.rank !== now.rank, then.classId !== now.classId];
      if (then.rank !== null) ranks.push(then.rank);
      classes.add(then.classId);
      if (rank || other)
        moves.set(item.item.id, {
          rank: rank || known?.rank === true,
          class: other || known?.class === true,
        });
    }
  }
  const stability: UnitStability = {
    unit: table.units.codes[unit] ?? '',
    rank: now.rank,
    classId: now.classId,
    best: ranks.length === 0 ? null : Math.min(...ranks),
    worst: ranks.length === 0 ? null : Math.max(...ranks),
    classes: [...classes],
    items: [...moves.keys()],
  };
  return { stability, moves };
}

/** Points one step below and above, as far as the item's bounds allow; none for an item that has no points to judge. */
function otherPoints(item: ItemPlan, view: UnitView, by: Fraction): readonly Decimal[] {
  const { mark, points, maximum } = view.item(item.index);
  if (STATUS_OF_MARK[mark] !== 'scored' || item.item.rule === null) return [];
  // A maximum that took over a share is larger than what may be awarded.
  const top = minFraction(maximum, item.maximum);
  const down = maxFraction(subFraction(points, by), requireRatio(item.item.min));
  const up = minFraction(addFraction(points, by), top);
  return [down, up]
    .filter((each) => cmpFraction(each, points) !== 0)
    .map(formatRatio)
    .filter((text) => !text.includes('/'));
}

function neighbours(table: FactTable, scores: Scores): readonly NeighbourPair[] {
  const { blocks, blockNames, codes } = table.units;
  const index = (unit: number): Fraction => {
    const { points, maximum } = viewUnit(table, scores, unit);
    return indexOf(points, maximum);
  };
  const ranked = [...scores.ranks.keys()].filter((unit) => (scores.ranks[unit] ?? 0) > 0);
  const order = ranked.sort(
    (a, b) => (blocks[a] ?? 0) - (blocks[b] ?? 0) || (scores.ranks[a] ?? 0) - (scores.ranks[b] ?? 0),
  );
  const pairs = order.slice(1).flatMap((below, at) => {
    const above = order[at] ?? below;
    if (blocks[above] !== blocks[below]) return [];
    return [{ above, below, gap: subFraction(index(above), index(below)) }];
  });
  return pairs
    .sort((a, b) => cmpFraction(a.gap, b.gap))
    .map(({ above, below, gap }) => ({
      block: blockNames[blocks[above] ?? 0] ?? '',
      above: codes[above] ?? '',
      below: codes[below] ?? '',
      gap: formatRatio(gap),
    }));
}
