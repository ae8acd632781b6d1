import type { FactTable } from '../fact-table.ts';
import { formatRatio } from '../fraction.ts';
import { NO_INDEX } from '../index-keys.ts';
import type { Plan } from '../plan.ts';
import { partPoints, tieComparators, type RankInput } from '../rank-units.ts';
import type { Scores } from '../scores.ts';
import { viewUnit } from '../unit-view.ts';
import type { TieBreak } from '../criteria-set.ts';

/** Two neighbours with the same index: what put one before the other. */
export interface TieStep {
  readonly above: string;
  readonly below: string;
  /** The rule of the set that parted them; null = they share the rank. */
  readonly by: TieBreak | null;
  /** What the rule compared, exact; null for figures and codes. */
  readonly values: { readonly above: string; readonly below: string } | null;
}
export interface Tie {
  readonly block: string;
  /** In the order of their ranks. */
  readonly units: readonly { readonly unit: string; readonly rank: number }[];
  /** One for each two neighbours. */
  readonly steps: readonly TieStep[];
}

/** Units of a block that are equal on the ranking's basis, and how the set's rules put them in order. */
export function explainTies(plan: Plan, table: FactTable, scores: Scores): readonly Tie[] {
  const input: RankInput = { plan, table, sheet: scores, exact: scores.exact, keys: scores.keys };
  const compare = tieComparators(input);
  const { blocks, blockNames, codes } = table.units;
  const runs = new Map<string, number[]>();
  scores.ranks.forEach((rank, unit) => {
    const key = scores.keys[unit] as number;
    if (rank === 0 || key === NO_INDEX) return;
    const run = `${blocks[unit] ?? 0} ${key}`;
    runs.set(run, [...(runs.get(run) ?? []), unit]);
  });
  const rank = (unit: number): number => scores.ranks[unit] ?? 0;
  return [...runs.values()]
    .filter((units) => units.length > 1)
    .map((units) => units.sort((a, b) => rank(a) - rank(b)))
    .sort(([a = 0], [b = 0]) => (blocks[a] ?? 0) - (blocks[b] ?? 0) || rank(a) - rank(b))
    .map((units) => ({
      block: blockNames[blocks[units[0] ?? 0] ?? 0] ?? '',
      units: units.map((unit) => ({ unit: codes[unit] ?? '', rank: rank(unit) })),
      steps: units.slice(1).map((below, at) => {
        const above = units[at] ?? below;
        const rule = compare.findIndex((each) => each(above, below) !== 0);
        return {
          above: codes[above] ?? '',
          below: codes[below] ?? '',
          by: plan.set.ranking.tieBreak[rule] ?? null,
          values: valuesOf(input, scores, rule, above, below),
        };
      }),
    }));
}

function valuesOf(
  input: RankInput,
  scores: Scores,
  rule: number,
  above: number,
  below: number,
): TieStep['values'] {
  const by = input.plan.tieBreaks[rule];
  if (by === undefined || by.by === 'slot' || by.by === 'unit-code') return null;
  const value = (unit: number): string =>
    formatRatio(
      by.by === 'points' ? viewUnit(input.table, scores, unit).points : partPoints(input, by, unit),
    );
  return { above: value(above), below: value(below) };
}
