import { bandOf, classify } from '../classify.ts';
import { indexOf } from '../evaluate-unit.ts';
import type { FactTable } from '../fact-table.ts';
import {
  addFraction,
  formatRatio,
  fraction,
  mulFraction,
  roundFraction,
  scaledFraction,
  subFraction,
  type Fraction,
} from '../fraction.ts';
import { indexKeys } from '../index-keys.ts';
import type { Plan } from '../plan.ts';
import { mulInt, pow10 } from '../points.ts';
import { rankUnits } from '../rank-units.ts';
import type { Scores } from '../scores.ts';
import { isRanked, setKey } from './board-index.ts';
import { setExact, totalsOf } from './board-totals.ts';
import { imagine, rankOf, type LiveState } from './live-round.ts';
import { mirrorTotals } from './spare-row.ts';
import { stateOf } from './what-if.ts';

/** How firmly a unit stands where it stands. */
export interface UnitSensitivity {
  readonly unit: string;
  readonly rank: number | null;
  readonly classId: string | null;
  /** Ranks if this unit's index alone were half a printing step higher or lower; null for units without rank. */
  readonly rankRange: { readonly best: number; readonly worst: number } | null;
  readonly classRange: { readonly best: string | null; readonly worst: string | null };
  /** Rank and class if printed indices decided everything. */
  readonly ifPrinted: { readonly rank: number | null; readonly classId: string | null };
  /** Units of the same block with the same rank, in the order of the facts. */
  readonly tiedWith: readonly string[];
  /** Index (%) missing to the next better class, exact; null in the best class or without classes. */
  readonly marginToNextClass: string | null;
  /** Index (%) above the limit of its own class, exact; null in the last class or without classes. */
  readonly marginInClass: string | null;
  /** True when neither half a step nor printing would change rank or class. */
  readonly stable: boolean;
}

/**
 * What rounding could change: every unit's rank and class if its index moved by half a printing step, if printed
 * values decided, its ties and its distance to the limits of its class. In the order of the facts.
 */
export function sensitivity(plan: Plan, table: FactTable, scores: Scores): readonly UnitSensitivity[] {
  const state = stateOf(plan, table, scores);
  const printed = decidedByPrint(plan, table, scores);
  const ties = tiedUnits(table, scores);
  return Array.from({ length: table.count }, (_, unit) => look(state, scores, printed, ties, unit));
}

interface Decided {
  readonly ranks: Int32Array;
  readonly classes: Int16Array;
}

/** Ranks and classes as they would be if the set said `printed` for both. */
function decidedByPrint(plan: Plan, table: FactTable, scores: Scores): Decided {
  const { ranking, classification } = plan.set;
  const set = {
    ...plan.set,
    ranking: { ...ranking, basis: 'printed' as const },
    classification: { ...classification, basis: 'printed' as const },
  };
  const printing: Plan = { ...plan, set };
  const keys = indexKeys(printing, scores.totals, scores.maxima, scores.exact);
  const classes = classify(printing, table, scores, scores.exact, keys);
  const { ranks } = rankUnits({ plan: printing, table, sheet: scores, exact: scores.exact, keys: keys.keys });
  return { ranks, classes };
}

/** Units by block and rank. */
function tiedUnits({ units }: FactTable, scores: Scores): ReadonlyMap<string, readonly number[]> {
  const ties = new Map<string, number[]>();
  scores.ranks.forEach((rank, unit) => {
    const key = tieKey(units, rank, unit);
    const known = ties.get(key);
    if (known === undefined) ties.set(key, [unit]);
    else known.push(unit);
  });
  return ties;
}
const tieKey = (units: FactTable['units'], rank: number, unit: number): string =>
  `${units.blocks[unit] ?? 0} ${rank}`;

function look(
  state: LiveState,
  scores: Scores,
  printed: Decided,
  ties: ReadonlyMap<string, readonly number[]>,
  unit: number,
): UnitSensitivity {
  const { board } = state;
  const { plan, table } = board;
  const bands = plan.bands[table.units.kinds[unit] as number] ?? [];
  const classAt = (band: number | undefined): string | null => bands[band ?? -1]?.band.id ?? null;
  const rank = rankAt(scores.ranks, unit);
  const classId = classAt(scores.classes[unit]);
  const { points, maximum } = totalsOf(board, unit);
  const index = indexOf(points, maximum);
  const step = halfStep(plan);
  const [low, high] = [subFraction(index, step), addFraction(index, step)];
  const classed = scores.classes[unit] !== -1;
  const classRange = {
    best: classed ? classAt(bandOf(plan, bands, high)) : null,
    worst: classed ? classAt(bandOf(plan, bands, low)) : null,
  };
  const rankRange = isRanked(board, unit)
    ? { best: rankIf(state, unit, high), worst: rankIf(state, unit, low) }
    : null;
  const ifPrinted = { rank: rankAt(printed.ranks, unit), classId: classAt(printed.classes[unit]) };
  const level = rank === null ? [] : (ties.get(tieKey(table.units, rank, unit)) ?? []);
  const stable =
    (rankRange === null || (rankRange.best === rank && rankRange.worst === rank)) &&
    [classRange.best, classRange.worst, ifPrinted.classId].every((id) => id === classId) &&
    ifPrinted.rank === rank;
  return {
    unit: table.units.codes[unit] ?? '',
    rank,
    classId,
    rankRange,
    classRange,
    ifPrinted,
    tiedWith: level.filter((other) => other !== unit).map((other) => table.units.codes[other] ?? ''),
    ...margins(plan, bands, scores.classes[unit] ?? -1, index),
    stable,
  };
}

const rankAt = (ranks: Int32Array, unit: number): number | null => ranks[unit] || null;

/** Half of the last printed place of an index, in %. */
function halfStep(plan: Plan): Fraction {
  return fraction(1, mulInt(2, pow10(plan.set.rounding.printedIndex.decimals)));
}

function rankIf(state: LiveState, unit: number, index: Fraction): number {
  const { board } = state;
  imagine(state, unit);
  const { maximum } = totalsOf(board, unit);
  const points = mulFraction(index, mulFraction(maximum, fraction(1, 100)));
  setExact(board, board.spare, { points, maximum });
  setKey(board, board.spare);
  const rank = rankOf(state, board.spare, unit);
  mirrorTotals(board, unit);
  return rank;
}

function margins(
  plan: Plan,
  bands: Plan['bands'][number],
  band: number,
  index: Fraction,
): Pick<UnitSensitivity, 'marginToNextClass' | 'marginInClass'> {
  const { basis } = plan.set.classification;
  const judged = basis === 'printed' ? roundFraction(index, plan.set.rounding.printedIndex) : index;
  const limit = (at: number): Fraction | null => {
    const own = bands[at];
    return own === undefined || own.from === null ? null : scaledFraction(own.from, own.decimals);
  };
  const [next, own] = band < 0 ? [null, null] : [limit(band - 1), limit(band)];
  return {
    marginToNextClass: next && formatRatio(subFraction(next, judged)),
    marginInClass: own && formatRatio(subFraction(judged, own)),
  };
}
