import { sql } from 'kysely';
import type { Row } from '../../db/schema.ts';
import type { Db } from '../../platform/context.ts';
import { existingOn, linksAhead, idsBehind, linksBehind, linksBetween } from './lineage.queries.ts';
import { type Parts, predecessorsOf, successorsOf } from './lineage.ts';
import { printShare } from './shares.ts';
import { type KindUnit, listBelow, listBelowEach, listOfKinds, standsBelow } from './tree.queries.ts';

/*
 * What other features ask about units. A day is 'YYYY-MM-DD' in Vietnam (platform/legal-day.ts).
 */

export async function unitExists(db: Db, unitId: string): Promise<boolean> {
  const row = await db.selectFrom('unit').select('id').where('id', '=', unitId).executeTakeFirst();
  return row !== undefined;
}

/** The code of a unit that is known to exist. */
export async function unitCodeOf(db: Db, unitId: string): Promise<string> {
  const row = await db.selectFrom('unit').select('code').where('id', '=', unitId).executeTakeFirstOrThrow();
  return row.code;
}

/** True when the unit exists on the day and stands somewhere below the other one. Never below itself. */
export const isBelow = (db: Db, unitId: string, ancestorId: string, day: string): Promise<boolean> =>
  standsBelow(db, unitId, ancestorId, day);

/** Every unit that stands somewhere below the given one on the day, without itself. */
export const idsBelow = (db: Db, unitId: string, day: string): Promise<string[]> =>
  listBelow(db, unitId, day);

export type { KindUnit };

/** Units of the kinds that exist on the day, as they are called then, by code. */
export const unitsOfKinds = (db: Db, kinds: readonly string[], day: string): Promise<KindUnit[]> =>
  listOfKinds(db, kinds, day);

/** Of each of the units itself and every unit that stands somewhere below it on the day. */
export async function unitsWithBelow(
  db: Db,
  unitIds: readonly string[],
  day: string,
): Promise<ReadonlyMap<string, readonly string[]>> {
  const found = new Map<string, string[]>(unitIds.map((id) => [id, []]));
  for (const { above, id } of await listBelowEach(db, unitIds, day)) found.get(above)?.push(id);
  return found;
}

/** A unit of another day, and which part of the older unit is in the younger one: exact decimal text, "1" for all. */
export interface RelatedUnit {
  readonly id: string;
  readonly code: string;
  /** Its name on that day. */
  readonly name: string;
  readonly share: string;
}

/** The unit and everything that went into it, in whole or in part, however far back. */
export const unitsBehind = (db: Db, unitId: string): Promise<string[]> => idsBehind(db, unitId);

/**
 * Of which units of the earlier day the unit, as it is on `from`, consists. The unit itself is among them if it
 * existed then. Nothing for a unit that was established anew.
 */
export async function predecessorsAt(
  db: Db,
  unitId: string,
  day: string,
  from: string,
): Promise<RelatedUnit[]> {
  return relatedUnits(db, predecessorsOf(unitId, from, day, await linksBehind(db, unitId)), day);
}

/** What became of the unit, as it is on `from`, by the later day. Nothing for a unit that was abolished. */
export async function successorsAt(
  db: Db,
  unitId: string,
  day: string,
  from: string,
): Promise<RelatedUnit[]> {
  return relatedUnits(db, successorsOf(unitId, from, day, await linksAhead(db, unitId)), day);
}

/** `predecessorsAt` for many units at once, by unit id: of which units of the earlier day they consist on the later. */
export async function allPredecessors(
  db: Db,
  unitIds: readonly string[],
  earlier: string,
  later: string,
): Promise<ReadonlyMap<string, readonly RelatedUnit[]>> {
  const links = await linksBetween(db, earlier, later);
  return relatedOfAll(
    db,
    earlier,
    new Map(unitIds.map((id) => [id, predecessorsOf(id, later, earlier, links)])),
  );
}

/** `successorsAt` for many units at once, by unit id. */
export async function allSuccessors(
  db: Db,
  unitIds: readonly string[],
  later: string,
  earlier: string,
): Promise<ReadonlyMap<string, readonly RelatedUnit[]>> {
  const links = await linksBetween(db, earlier, later);
  return relatedOfAll(db, later, new Map(unitIds.map((id) => [id, successorsOf(id, earlier, later, links)])));
}

async function relatedOfAll(db: Db, day: string, all: ReadonlyMap<string, Parts>) {
  const ids = [...new Set([...all.values()].flatMap((parts) => [...parts.keys()]))];
  const units = new Map((await existingOn(db, ids, day)).map((unit) => [unit.id, unit]));
  return new Map(
    [...all].map(([id, parts]): [string, RelatedUnit[]] => [
      id,
      [...parts].flatMap(([other, share]) => {
        const unit = units.get(other);
        return unit ? [{ ...unit, share: printShare(share) }] : [];
      }),
    ]),
  );
}

async function relatedUnits(db: Db, parts: Parts, day: string): Promise<RelatedUnit[]> {
  const units = await existingOn(db, [...parts.keys()], day);
  return units.flatMap((unit) => {
    const share = parts.get(unit.id);
    return share ? [{ ...unit, share: printShare(share) }] : [];
  });
}

export async function findBlock(
  db: Db,
  blockId: string,
): Promise<Pick<Row<'block'>, 'id' | 'name'> | undefined> {
  return db.selectFrom('block').select(['id', 'name']).where('id', '=', blockId).executeTakeFirst();
}

/**
 * Units of a block that existed on some day of the year, as they were called on its last day, or on their own last
 * day in it: a unit that ended in June is still judged for the year.
 */
export function unitsOfBlockInYear(db: Db, blockId: string, year: number) {
  const end = `${year}-12-31`;
  const day = sql`least(${end}::date, coalesce(u.valid_to - 1, 'infinity'::date))`;
  return db
    .selectFrom('unit as u')
    .innerJoin('blockUnit as bu', 'bu.unitId', 'u.id')
    .innerJoin('unitPeriod as p', 'p.unitId', 'u.id')
    .select(['u.id', 'u.code', 'p.name', 'p.kind'])
    .where('bu.blockId', '=', blockId)
    .where('u.validFrom', '<=', end)
    .where(sql<boolean>`(u.valid_to is null or u.valid_to > ${`${year}-01-01`}::date)`)
    .where(sql<boolean>`p.valid_from <= ${day} and (p.replaced_on is null or p.replaced_on > ${day})`)
    .orderBy('u.code')
    .execute();
}
