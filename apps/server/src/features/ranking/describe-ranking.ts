import type { Ranking, RankingRow } from '@parix/api-contract';
import { describeFactProblem, ENGINE_VERSION, type ResultWarning, type UnitResult } from '@parix/scoring';
import type { Locale } from '../../platform/locale.ts';
import { classNameOf } from '../criteria-sets/set-library.read-model.ts';
import type { RoundUnit } from '../rounds/rounds.read-model.ts';
import { decimalOf, printedMean } from '../../platform/exact-decimal.ts';
import type { Layer } from './stored-facts.read-model.ts';
import type { ScoredLayer } from './round-facts.read-model.ts';
import type { ScoredRound } from './scored-round.read-model.ts';

/** Where each unit stood in the round before. */
export interface PreviousRound {
  readonly id: string;
  readonly title: string;
  readonly indexYear: number;
  readonly setVersionId: string;
  readonly units: ReadonlyMap<
    string,
    { readonly index: string; readonly rank: number | null; readonly classId: string | null }
  >;
}

export function toRanking(
  rows: ScoredRound,
  layer: Layer,
  previous: PreviousRound | null,
  locale: Locale,
): Ranking {
  const { set } = rows.stored;
  const scored: ScoredLayer = rows.layer(layer);
  const { units } = scored.result;
  const ranked = rows.units.flatMap((unit, index) => {
    const result = units[index];
    return result ? [toRankingRow(unit, result, rows, previous)] : [];
  });
  return {
    roundId: rows.round.id,
    layer,
    engine: ENGINE_VERSION,
    setVersionId: rows.round.setVersionId,
    provisional: ranked.some((row) => row.provisional),
    mean: printedMean(
      units.map((unit) => unit.index),
      set.rounding.printedIndex.decimals,
    ),
    classes: classesOf(rows, units),
    areas: set.areas.map(({ id, code, name, max, role }) => ({ id, code, name, max, role })),
    previousRound: previous && { id: previous.id, title: previous.title, indexYear: previous.indexYear },
    rows: ranked.toSorted(byRank),
    warnings: [
      ...scored.result.warnings.flatMap((warning) => warningWords(warning, locale)),
      ...scored.problems.map((problem) => `${problem.unit}: ${describeFactProblem(problem, locale)}`),
    ],
  };
}

/** Ranked units first, best first; units without rank after them, by name. */
function byRank(a: RankingRow, b: RankingRow): number {
  if (a.rank !== null && b.rank !== null && a.rank !== b.rank) return a.rank - b.rank;
  if ((a.rank === null) !== (b.rank === null)) return a.rank === null ? 1 : -1;
  return NAMES.compare(a.unitName, b.unitName);
}
const NAMES = new Intl.Collator('vi-VN');

export function toRankingRow(
  unit: RoundUnit,
  result: UnitResult,
  { stored }: Pick<ScoredRound, 'stored'>,
  previous: PreviousRound | null,
): RankingRow {
  const before = previous?.units.get(unit.code);
  const areaIds = new Set(stored.set.areas.map((area) => area.id));
  return {
    unitId: unit.id,
    unitCode: unit.code,
    unitName: unit.name,
    unitKind: unit.kind,
    rank: result.rank,
    points: result.printedPoints,
    maximum: decimalOf(result.maximum),
    index: result.printedIndex,
    classId: result.classId,
    className: classNameOf(stored.set, result.classId),
    provisional: isProvisional(result),
    previous: previous && before ? { roundId: previous.id, index: before.index, rank: before.rank } : null,
    areas: result.groups
      .filter((group) => group.level === 'area' && areaIds.has(group.id))
      .map(({ id, printedPoints, maximum, printedIndex }) => ({
        areaId: id,
        points: printedPoints,
        maximum,
        index: printedIndex,
      })),
  };
}

/** A result that lacks data or judgement somewhere may still move. */
const isProvisional = ({ counts }: UnitResult): boolean =>
  counts['no-data'] > 0 || counts['not-appraised'] > 0;

/** Classes of the set in its order, with those that nobody has; units of several schemes are counted together. */
function classesOf(
  { stored }: Pick<ScoredRound, 'stored'>,
  units: readonly UnitResult[],
): Ranking['classes'] {
  const bands = new Map(
    stored.set.classification.schemes.flatMap((scheme) => scheme.bands.map((band) => [band.id, band.name])),
  );
  return [...bands].map(([id, name]) => ({
    id,
    name,
    count: units.filter((unit) => unit.classId === id).length,
  }));
}

/**
 * What whoever reads the ranking must know. That appraised points differ from the rule's is everyday here: it stands
 * with the item, where its reason is.
 */
function warningWords(warning: ResultWarning, locale: Locale): readonly string[] {
  if (warning.code !== 'tie-not-broken') return [];
  const units = warning.units.join(', ');
  return locale === 'en'
    ? [`${units} are equal by every tie-break of the set and share a rank.`]
    : [`${units} bằng nhau theo mọi tiêu chí phân định của bộ tiêu chí nên đồng hạng.`];
}
