import { type CardState, type Forecast, forecastOf, PACE_DAYS } from '@parix/workflow';
import type { Db } from '../../platform/context.ts';
import { requirePlan, type StoredSet } from '../criteria-sets/set-library.read-model.ts';
import { scoreFacts } from '../ranking/round-facts.read-model.ts';
import { composeUnit } from '../ranking/stored-facts.read-model.ts';
import type { Round } from '../rounds/rounds.read-model.ts';
import { cardStandings } from '../sign-off/card-standing.read-model.ts';
import { type CountedItem, countProgress, type CountRow, countWholeRound } from './progress.queries.ts';

/** Where one unit stands on its way to a submitted card. */
export interface UnitProgress extends Omit<CountRow, 'begun'> {
  /** Self-scored items of the set; `filled` of them are done. */
  readonly items: number;
  readonly missing: number;
  readonly begun: number;
  readonly state: CardState;
  readonly closesAt: Date | null;
  /** The unit has a later date of its own. */
  readonly extended: boolean;
  readonly forecast: Forecast;
  /** Days that what is missing takes at the present pace; null: nothing moves. */
  readonly daysNeeded: number | null;
}

const DAY_MS = 86_400_000;

/** Progress of the named units, or of all units of the round, by name. */
export async function progressOf(
  db: Db,
  round: Round,
  now: Date,
  unitIds?: readonly string[],
): Promise<UnitProgress[]> {
  const stored = await requirePlan(db, round.setVersionId);
  const items = countedItems(stored);
  const opensAt = round.selfScoringOpensAt?.getTime() ?? null;
  const begunSince = new Date(now.getTime() - PACE_DAYS * DAY_MS);
  const rows = unitIds
    ? await countProgress(db, round.id, items, begunSince, unitIds)
    : await countWholeRound(db, round.id, items, begunSince);
  const standings = await cardStandings(
    db,
    round,
    rows.map((row) => row.unitId),
    now,
  );
  return rows.flatMap((row) => {
    const standing = standings.get(row.unitId);
    if (!standing) return [];
    const { state, closesAt } = standing;
    const missing = items.length - row.filled;
    const clock = { opensAt, closesAt: closesAt?.getTime() ?? null, now: now.getTime() };
    const answer = forecastOf({ submitted: state === 'submitted', missing, begun: row.begun, ...clock });
    const extended = closesAt !== null && closesAt.getTime() !== round.selfScoringClosesAt?.getTime();
    return [{ ...row, items: items.length, missing, state, closesAt, extended, ...answer }];
  });
}

/** By fingerprint of the set, whose content never changes. */
const counted = new WeakMap<object, readonly CountedItem[]>();

/**
 * What to count of each self-scored item. Whether nothing need be declared is asked of the engine itself: it scores a
 * unit of each kind that has entered nothing, and what it takes for done counts as filled.
 */
function countedItems(
  stored: StoredSet & { readonly plan: NonNullable<StoredSet['plan']> },
): readonly CountedItem[] {
  const known = counted.get(stored.set);
  if (known) return known;
  const kinds = stored.set.unitKinds.map(({ id }) => id);
  const units = kinds.map((kind) => ({ id: kind, code: kind, name: kind, kind, unranked: false }));
  const blank = units.map((unit) => composeUnit(unit, 'khoi', stored.items, undefined, 'self'));
  const { result } = scoreFacts(stored.plan, blank);
  const done = result.units.map(
    (unit) => new Set(unit.items.flatMap(({ id, status }) => (isDone(status) ? [id] : []))),
  );
  const items = [...stored.items.values()].flatMap(({ item }) => {
    if (!item.selfScored) return [];
    const keys = item.figures.flatMap(({ key, optional }) => (optional ? [] : [key]));
    return [{ id: item.id, keys, exempt: kinds.filter((_, index) => done[index]?.has(item.id)) }];
  });
  counted.set(stored.set, items);
  return items;
}

const isDone = (status: string): boolean => status === 'scored' || status === 'not-applicable';
