import type { ComparedUnit, Comparison } from '@parix/api-contract';
import {
  carryFacts,
  explainChange,
  type MappingEntry,
  ordinaryItems,
  type UnitChange,
  type UnitResult,
} from '@parix/scoring';
import type { ScoredRound } from '../ranking/scored-round.read-model.ts';
import type { RelatedUnit } from '../units/units.read-model.ts';
import { remembered, unitRef } from './analysed-round.ts';
import { toSummary } from './describe-change.ts';

/** Two rounds with all that is needed to compare any of their units. */
export interface RoundPair {
  readonly earlier: ScoredRound;
  readonly later: ScoredRound;
  /** null: nobody has confirmed which items can be compared. */
  readonly mapping: readonly MappingEntry[] | null;
  /** Names the mapping: results of the carried facts are kept under it. */
  readonly mappingKey: string;
  /** Unit id -> units of the earlier day with their shares. */
  readonly predecessors: ReadonlyMap<string, readonly RelatedUnit[]>;
  /** Unit id -> its place among the units of the earlier round. */
  readonly earlierPlaces: ReadonlyMap<string, number>;
}
export interface ComparedUnitWithChange {
  readonly compared: ComparedUnit;
  readonly change: UnitChange | null;
}
type Incomparable = NonNullable<ComparedUnit['incomparable']>;

/** One unit of the later round against what it consists of in the earlier one. */
export function compareUnit(pair: RoundPair, at: number): ComparedUnitWithChange {
  const { later, mapping } = pair;
  const unit = later.units[at];
  const result = later.layer('final').result.units[at];
  if (!unit || !result) throw new Error('the unit was not scored');
  const parts = partsOf(pair, unit.id);
  const incomparable = whyNot(pair, at, parts, result);
  const change = incomparable || !mapping ? null : explain(pair, parts, result, mapping);
  const compared: ComparedUnit = {
    ...unitRef(unit),
    earlier: parts.map(({ related, found }) => ({
      ...unitRef(related),
      share: related.share,
      index: found?.result.printedIndex ?? null,
      rank: found?.result.rank ?? null,
    })),
    index: result.printedIndex,
    rank: result.rank,
    incomparable,
    change: change && toSummary(change),
  };
  return { compared, change };
}

interface Part {
  readonly related: RelatedUnit;
  /** Where it stands in the earlier round; undefined when it took no part. */
  readonly found: { readonly at: number; readonly result: UnitResult } | undefined;
}

function partsOf({ earlier, predecessors, earlierPlaces }: RoundPair, unitId: string): readonly Part[] {
  const results = earlier.layer('final').result.units;
  return (predecessors.get(unitId) ?? []).map((related) => {
    const at = earlierPlaces.get(related.id) ?? -1;
    const result = results[at];
    return { related, found: result && { at, result } };
  });
}

function whyNot(
  pair: RoundPair,
  at: number,
  parts: readonly Part[],
  result: UnitResult,
): Incomparable | null {
  const { earlier, later, mapping } = pair;
  const because = (code: Incomparable['code'], of: readonly Part[] = []): Incomparable => ({
    code,
    units: of.map(({ related }) => related.name),
  });
  if (parts.length === 0) return because('unit-new');
  const absent = parts.filter(({ found }) => !found);
  if (absent.length > 0) return because('not-in-earlier-round', absent);
  const kind = later.units[at]?.kind ?? '';
  const other = parts.filter(
    ({ found }) => !judgesAlike(earlier, later, earlier.units[found?.at ?? -1]?.kind, kind),
  );
  if (other.length > 0) return because('kind-changed', other);
  const empty = parts.filter(({ found }) => found?.result.maximum === '0');
  if (empty.length > 0 || result.maximum === '0') return because('no-index', empty);
  return mapping === null ? because('mapping-missing') : null;
}

/** Units of one kind, or of one block: communes and wards are judged beside each other, a district and a commune are not. */
const judgesAlike = (
  earlier: ScoredRound,
  later: ScoredRound,
  before: string | undefined,
  after: string,
): boolean => before !== undefined && (before === after || earlier.round.blockId === later.round.blockId);

function explain(
  pair: RoundPair,
  parts: readonly Part[],
  result: UnitResult,
  mapping: readonly MappingEntry[],
) {
  const carried = carriedResults(pair, mapping);
  return explainChange(
    parts.flatMap(({ related, found }) => {
      const own = found && carried[found.at];
      return own ? [{ share: related.share, result: found.result, carried: own }] : [];
    }),
    result,
    mapping,
    ordinaryItems(pair.later.stored.set),
  );
}

/** The earlier round's facts judged by the later version. */
function carriedResults({ earlier, later, mappingKey }: RoundPair, mapping: readonly MappingEntry[]) {
  const scored = earlier.layer('final');
  const { plan, fingerprint } = later.stored;
  return remembered(scored, `carried ${fingerprint} ${mappingKey}`, () =>
    carryFacts(plan, scored.facts, mapping),
  );
}

/** Units of the earlier round of which nothing is in the later one, and where they went. */
export function goneUnits(
  pair: RoundPair,
  successors: ReadonlyMap<string, readonly RelatedUnit[]>,
): Comparison['gone'] {
  const used = new Set(
    pair.later.units.flatMap(({ id }) => (pair.predecessors.get(id) ?? []).map((related) => related.id)),
  );
  const results = pair.earlier.layer('final').result.units;
  return pair.earlier.units.flatMap((unit, at): Comparison['gone'] => {
    const result = results[at];
    if (used.has(unit.id) || !result) return [];
    const heirs = successors.get(unit.id) ?? [];
    return [
      {
        ...unitRef(unit),
        index: result.printedIndex,
        successors: heirs.map((heir) => ({ ...unitRef(heir), share: heir.share })),
        incomparable: {
          code: heirs.length === 0 ? 'unit-abolished' : 'not-in-later-round',
          units: heirs.map(({ name }) => name),
        },
      },
    ];
  });
}
