import { sql } from 'kysely';
import type { Db } from '../../platform/context.ts';
import { holdsOn } from './anchor.ts';
import type { Link } from './lineage.ts';
import { shareOf } from './shares.ts';

interface LinkRow {
  readonly predecessorId: string;
  readonly successorId: string;
  readonly on: string;
  readonly share: string;
}
const toLink = ({ share, ...row }: LinkRow): Link => ({ ...row, share: shareOf(share) });

/** Links out of the unit and of everything that went into it, however far back. */
export async function linksBehind(db: Db, unitId: string): Promise<Link[]> {
  const { rows } = await sql<LinkRow>`
    with recursive reached as (
      select ${unitId}::uuid as id
      union
      select s.predecessor_id from unit_succession s join reached on s.successor_id = reached.id
    )
    select s.predecessor_id, s.successor_id, s.effective_on as "on", s.share
    from unit_succession s join reached on reached.id = s.predecessor_id`.execute(db);
  return rows.map(toLink);
}

/** The unit and everything that went into it, in whole or in part, however far back. */
export async function idsBehind(db: Db, unitId: string): Promise<string[]> {
  const { rows } = await sql<{ id: string }>`
    with recursive reached as (
      select ${unitId}::uuid as id
      union
      select s.predecessor_id from unit_succession s join reached on s.successor_id = reached.id
    )
    select id from reached`.execute(db);
  return rows.map(({ id }) => id);
}

/** Links out of the unit and of everything it went into, however far ahead. */
export async function linksAhead(db: Db, unitId: string): Promise<Link[]> {
  const { rows } = await sql<LinkRow>`
    with recursive reached as (
      select ${unitId}::uuid as id
      union
      select s.successor_id from unit_succession s join reached on s.predecessor_id = reached.id
    )
    select s.predecessor_id, s.successor_id, s.effective_on as "on", s.share
    from unit_succession s join reached on reached.id = s.predecessor_id`.execute(db);
  return rows.map(toLink);
}

/** All links that came to hold after the earlier day, up to the later one. */
export async function linksBetween(db: Db, earlier: string, later: string): Promise<Link[]> {
  const rows = await db
    .selectFrom('unitSuccession')
    .select(['predecessorId', 'successorId', 'effectiveOn as on', 'share'])
    .where('effectiveOn', '>', earlier)
    .where('effectiveOn', '<=', later)
    .execute();
  return rows.map(toLink);
}

/** Those of the units that exist on the day, under their names of that day. */
export function existingOn(db: Db, unitIds: readonly string[], day: string) {
  return db
    .selectFrom('unitPeriod as p')
    .innerJoin('unit as u', 'u.id', 'p.unitId')
    .select(['u.id', 'u.code', 'p.name'])
    .where('u.id', '=', sql<string>`any(${unitIds}::uuid[])`)
    .where(holdsOn(day))
    .orderBy('p.name')
    .orderBy('u.id')
    .execute();
}
