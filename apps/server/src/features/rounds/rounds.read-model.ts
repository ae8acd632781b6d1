import { phaseOf, type Relation, type RoundClock, type RoundPhase } from '@parix/workflow';
import { type RawBuilder, sql } from 'kysely';
import type { Row } from '../../db/schema.ts';
import type { Db } from '../../platform/context.ts';
import { refuse } from '../../platform/refusal.ts';

export type Round = Row<'round'> & { readonly phase: RoundPhase };

/** `share`: its state may not change until the transaction ends; `update`: nobody may save meanwhile. */
export type RoundLock = 'none' | 'share' | 'update';

/** The round with its phase at the instant; 404 when there is none. */
export async function requireRound(
  db: Db,
  roundId: string,
  now: Date,
  lock: RoundLock = 'none',
): Promise<Round> {
  let query = db.selectFrom('round').selectAll().where('id', '=', roundId);
  if (lock === 'share') query = query.forShare();
  if (lock === 'update') query = query.forUpdate();
  const row = (await query.executeTakeFirst()) ?? refuse('not-found');
  return { ...row, phase: phaseAt(row, now) };
}

/** Whether units read their own appraised points now; from the publication on they always do. */
const isShownToUnits = ({ shownToUnits, phase, state }: Round): boolean =>
  phase === 'published' || shownToUnits.includes(state === 'published' ? 'approved' : state);

/** What the table of rights asks of a round. */
export const relationToRound = (round: Round): Pick<Relation, 'phase' | 'shown'> => ({
  phase: round.phase,
  shown: isShownToUnits(round),
});

export const phaseAt = (row: Row<'round'>, now: Date): RoundPhase => phaseOf(clockOf(row), now.getTime());

/** State and dates of the round as the pure rules of the clock take them. */
export function clockOf(row: Row<'round'>): RoundClock {
  const { state, selfScoringOpensAt, selfScoringClosesAt, repliesCloseAt, publicFrom } = row;
  return {
    state,
    selfScoringOpensAt: selfScoringOpensAt?.getTime() ?? null,
    selfScoringClosesAt: selfScoringClosesAt?.getTime() ?? null,
    repliesCloseAt: repliesCloseAt?.getTime() ?? null,
    publicFrom: publicFrom?.getTime() ?? null,
  };
}

export interface RoundUnit {
  readonly id: string;
  readonly code: string;
  readonly name: string;
  readonly kind: string;
  readonly unranked: boolean;
}

const unitsOf = (db: Db, roundId: string) =>
  db
    .selectFrom('roundUnit as ru')
    .innerJoin('unit as u', 'u.id', 'ru.unitId')
    .select(['u.id', 'u.code', 'ru.unitName as name', 'ru.unitKind as kind', 'ru.unranked'])
    .where('ru.roundId', '=', roundId);

/** Units of the round by code: the order in which the engine sees them. */
export function roundUnits(db: Db, roundId: string): Promise<RoundUnit[]> {
  return unitsOf(db, roundId).orderBy('u.code').execute();
}

/** All units in the order in which they are paged. */
export function roundUnitsByName(db: Db, roundId: string): Promise<RoundUnit[]> {
  return pageOfRoundUnits(db, roundId, { after: null });
}

/** One unit of the round; 404 when it takes no part. */
export async function requireRoundUnit(db: Db, roundId: string, unitId: string): Promise<RoundUnit> {
  return (await unitsOf(db, roundId).where('u.id', '=', unitId).executeTakeFirst()) ?? refuse('not-found');
}

/** A page of the round's units by name; `after` is the last row of the page before. */
export function pageOfRoundUnits(db: Db, roundId: string, slice: RoundUnitSlice): Promise<RoundUnit[]> {
  const { after, limit, onlyUnitId, where } = slice;
  let query = unitsOf(db, roundId);
  if (onlyUnitId !== undefined) query = query.where('u.id', '=', onlyUnitId);
  if (where !== undefined) query = query.where(where);
  if (after) query = query.where(sql<boolean>`(ru.unit_name, u.id) > (${after[0]}, ${after[1]}::uuid)`);
  if (limit !== undefined) query = query.limit(limit);
  return query.orderBy('ru.unitName').orderBy('u.id').execute();
}
export interface RoundUnitSlice {
  readonly after: readonly [name: string, id: string] | null;
  /** undefined: to the end. */
  readonly limit?: number | undefined;
  readonly onlyUnitId?: string | undefined;
  readonly where?: RawBuilder<boolean> | undefined;
}
