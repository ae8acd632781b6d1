import type { Comparison, UnitComparison } from '@parix/api-contract';
import { scoredItems } from '@parix/scoring';
import type { Context } from '../../platform/context.ts';
import { relationToUnit } from '../../platform/permissions.ts';
import { refuse } from '../../platform/refusal.ts';
import type { ScoredRound } from '../ranking/scored-round.read-model.ts';
import type { Round } from '../rounds/rounds.read-model.ts';
import { allPredecessors, allSuccessors } from '../units/units.read-model.ts';
import { analysedRound } from './analysed-round.ts';
import { compareUnit, goneUnits, type RoundPair } from './compare-rounds.ts';
import { toEntries } from './describe-change.ts';
import { findMapping } from './item-mapping.queries.ts';
import { storedEntries } from './item-mapping.service.ts';

/** Every unit of a round against the earlier round: comparable figures, or why there are none. */
export async function getComparison(context: Context, roundId: string, otherId: string): Promise<Comparison> {
  const { pair, mapping } = await openPair(context, roundId, otherId, { ownUnit: false });
  const successors = await allSuccessors(
    context.db,
    pair.earlier.units.map(({ id }) => id),
    dayOf(pair.later.round),
    dayOf(pair.earlier.round),
  );
  return {
    earlier: roundRef(pair.earlier.round),
    later: roundRef(pair.later.round),
    mapping,
    units: pair.later.units.map((_, at) => compareUnit(pair, at).compared),
    gone: goneUnits(pair, successors),
  };
}

/** One unit, item by item. */
export async function getUnitComparison(
  context: Context,
  roundId: string,
  otherId: string,
  unitId: string,
): Promise<UnitComparison> {
  const { pair, mapping } = await openPair(context, roundId, otherId, relationToUnit(context.person, unitId));
  const at = pair.later.units.findIndex(({ id }) => id === unitId);
  if (at < 0) refuse('not-found');
  const { compared, change } = compareUnit(pair, at);
  const { earlier, later } = pair;
  return {
    earlier: roundRef(earlier.round),
    later: roundRef(later.round),
    mapping,
    unit: compared,
    entries: change ? toEntries(change, earlier.stored.set, later.stored.set) : [],
  };
}

async function openPair(
  context: Context,
  roundId: string,
  otherId: string,
  relation: { readonly ownUnit?: boolean },
): Promise<{ readonly pair: RoundPair; readonly mapping: Comparison['mapping'] }> {
  const later = await analysedRound(context, roundId, relation);
  const earlier = await analysedRound(context, otherId, relation);
  const { mapping, state, key } = await mappingBetween(context, earlier, later);
  const ids = later.units.map(({ id }) => id);
  const days = [dayOf(earlier.round), dayOf(later.round)] as const;
  const predecessors = await allPredecessors(context.db, ids, ...days);
  const earlierPlaces = new Map(earlier.units.map(({ id }, at) => [id, at]));
  const pair = { earlier, later, mapping, mappingKey: key, predecessors, earlierPlaces };
  return { pair, mapping: state };
}

async function mappingBetween({ db }: Context, earlier: ScoredRound, later: ScoredRound) {
  const [from, to] = [earlier.stored, later.stored];
  if (from.versionId === to.versionId) {
    const same = scoredItems(to.set).map(({ id }) => ({
      kind: 'same' as const,
      from: [id],
      to: [id],
      reason: null,
    }));
    return { mapping: same, state: { state: 'same-version', revision: null } as const, key: 'same' };
  }
  const row = await findMapping(db, from.versionId, to.versionId);
  if (!row) return { mapping: null, state: { state: 'missing', revision: null } as const, key: 'missing' };
  const { revision } = row;
  return {
    mapping: storedEntries.parse(row.entries),
    state: { state: 'confirmed', revision } as const,
    key: String(revision),
  };
}

/** The day whose units the round judged. */
const dayOf = ({ nameAnchorDate, indexYear }: Round): string => nameAnchorDate ?? `${indexYear}-12-31`;

const roundRef = ({ id, title, indexYear, setVersionId }: Round) => ({ id, title, indexYear, setVersionId });
