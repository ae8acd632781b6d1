import type { CriteriaSet, RoundResult, UnitFacts, UnitResult } from '@parix/scoring';
import { printedMean } from './mean.ts';

/** One block of a result in the order of rank; units without a rank stand last. */
export interface BlockSummary {
  readonly block: string;
  readonly units: readonly NamedResult[];
  /** Mean index (%) of the ranked units, exact and rounded once as the set prints an index; null without any. */
  readonly mean: string | null;
  readonly ranked: number;
  readonly classes: readonly ClassCount[];
}
export interface NamedResult {
  readonly name: string;
  readonly className: string;
  readonly result: UnitResult;
}
export interface ClassCount {
  readonly id: string;
  readonly name: string;
  readonly count: number;
}

/** Result by block, with class counts in the order of the set's bands (classes nobody reached included). */
export function summarise(
  set: CriteriaSet,
  facts: readonly UnitFacts[],
  result: RoundResult,
): readonly BlockSummary[] {
  const names = new Map(facts.map((unit) => [unit.unit, unit.name ?? unit.unit]));
  const bands = new Map(
    set.classification.schemes.flatMap((scheme) => scheme.bands).map((band) => [band.id, band.name]),
  );
  const blocks = new Map<string, UnitResult[]>();
  for (const unit of result.units) blocks.set(unit.block, [...(blocks.get(unit.block) ?? []), unit]);
  return [...blocks].map(([block, units]) => {
    const ranked = units.filter((unit) => unit.rank !== null);
    return {
      block,
      units: inOrder(units).map((unit) => ({
        name: names.get(unit.unit) ?? unit.unit,
        className: unit.classId === null ? '' : (bands.get(unit.classId) ?? unit.classId),
        result: unit,
      })),
      mean: printedMean(
        ranked.map((unit) => unit.index),
        set.rounding.printedIndex,
      ),
      ranked: ranked.length,
      classes: [...bands].map(([id, name]) => ({
        id,
        name,
        count: units.filter((unit) => unit.classId === id).length,
      })),
    };
  });
}

function inOrder(units: readonly UnitResult[]): readonly UnitResult[] {
  const last = Number.MAX_SAFE_INTEGER;
  return units.toSorted((a, b) => (a.rank ?? last) - (b.rank ?? last) || (a.unit < b.unit ? -1 : 1));
}
