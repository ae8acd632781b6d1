import { sql } from 'kysely';
import type { Db } from '../../platform/context.ts';
import { DEEPEST } from './tree.queries.ts';

export const FAULT_CODES = [
  'period-outside-unit',
  'superior-missing',
  'superior-circle',
  'share-sum',
  'share-left',
  'predecessor-gone',
  'successor-missing',
] as const;
export type FaultCode = (typeof FAULT_CODES)[number];

/** A rule of the register that does not hold. */
export interface Fault {
  readonly code: FaultCode;
  readonly unitId: string;
  readonly unitCode: string;
  readonly unitName: string;
  /** The superior, the successor or the predecessor concerned. */
  readonly otherName: string | null;
  readonly otherCode: string | null;
  /** Day from which it does not hold, 'YYYY-MM-DD'. */
  readonly day: string;
  readonly detail: string | null;
}

/** Enough to mend the cause; one cause may show at thousands of units. */
const LISTED = 200;

/**
 * Rules that the edit of these units may have broken, looked up in what is stored now: a period lies in the life of
 * its unit; a superior exists as long as somebody stands under it; nobody stands above themselves on any day; what
 * goes out of a unit that ends adds up to all of it; a predecessor exists before, a successor after the change.
 */
export async function findFaults(db: Db, unitIds: readonly string[]): Promise<Fault[]> {
  const found: Fault[] = [];
  for (const look of [periodsOutside, missingSuperiors, circles, wrongShares, goneOrMissing]) {
    found.push(...(await look(db, unitIds)));
  }
  return found;
}

const run = async (db: Db, query: ReturnType<typeof sql<Fault>>): Promise<Fault[]> =>
  (await query.execute(db)).rows;

const periodsOutside = (db: Db, ids: readonly string[]): Promise<Fault[]> =>
  run(
    db,
    sql<Fault>`
    select 'period-outside-unit' as code, u.id as unit_id, u.code as unit_code, p.name as unit_name,
           null as other_name, null as other_code, p.valid_from as day, null as detail
    from unit u join unit_period p on p.unit_id = u.id
    where u.id = any(${ids}::uuid[]) and p.valid_from >= u.valid_to
    limit ${LISTED}`,
  );

/** A unit may be younger than its superior and end before it, never the other way round. */
const missingSuperiors = (db: Db, ids: readonly string[]): Promise<Fault[]> =>
  run(
    db,
    sql<Fault>`
    with span as (
      select p.unit_id, p.name, p.parent_id, p.valid_from as starts,
             least(coalesce(p.replaced_on, 'infinity'::date), coalesce(u.valid_to, 'infinity'::date)) as ends
      from unit_period p join unit u on u.id = p.unit_id
      where p.parent_id is not null and (p.unit_id = any(${ids}::uuid[]) or p.parent_id = any(${ids}::uuid[]))
    )
    select 'superior-missing' as code, u.id as unit_id, u.code as unit_code, span.name as unit_name,
           parent.name as other_name, parent.code as other_code,
           case when parent.valid_from > span.starts then span.starts else parent.valid_to end as day, null as detail
    from span join unit u on u.id = span.unit_id join unit parent on parent.id = span.parent_id
    where span.starts < span.ends
      and (parent.valid_from > span.starts or coalesce(parent.valid_to, 'infinity'::date) < span.ends)
    order by u.code limit ${LISTED}`,
  );

/** Walks up from each unit, keeping the days on which every step of the way holds. */
const circles = (db: Db, ids: readonly string[]): Promise<Fault[]> =>
  run(
    db,
    sql<Fault>`
    with recursive way as (
      select p.unit_id as start, p.parent_id as at, p.valid_from as starts,
             coalesce(p.replaced_on, 'infinity'::date) as ends, 1 as step
      from unit_period p where p.unit_id = any(${ids}::uuid[]) and p.parent_id is not null
      union all
      select way.start, p.parent_id, greatest(way.starts, p.valid_from),
             least(way.ends, coalesce(p.replaced_on, 'infinity'::date)), way.step + 1
      from way join unit_period p on p.unit_id = way.at
      where p.parent_id is not null and way.at <> way.start and way.step < ${DEEPEST}::int
        and greatest(way.starts, p.valid_from) < least(way.ends, coalesce(p.replaced_on, 'infinity'::date))
    )
    select 'superior-circle' as code, u.id as unit_id, u.code as unit_code, u.name as unit_name,
           null as other_name, null as other_code, min(way.starts) as day, null as detail
    from way join unit u on u.id = way.start
    where way.at = way.start or way.step >= ${DEEPEST}::int
    group by u.id order by u.code limit ${LISTED}`,
  );

/** All of a unit that ends is somewhere afterwards, if any of it is; of one that goes on something is left. */
const wrongShares = (db: Db, ids: readonly string[]): Promise<Fault[]> =>
  run(
    db,
    sql<Fault>`
    select case when u.valid_to = given.day then 'share-sum' else 'share-left' end as code,
           u.id as unit_id, u.code as unit_code, u.name as unit_name, null as other_name, null as other_code, given.day,
           trim_scale(given.total)::text as detail
    from (
      select s.predecessor_id, s.effective_on as day, sum(s.share) as total
      from unit_succession s where s.predecessor_id = any(${ids}::uuid[]) group by 1, 2
    ) given join unit u on u.id = given.predecessor_id
    where case when u.valid_to = given.day then given.total <> 1 else given.total >= 1 end
    order by u.code limit ${LISTED}`,
  );

const goneOrMissing = (db: Db, ids: readonly string[]): Promise<Fault[]> =>
  run(
    db,
    sql<Fault>`
    select fault.code, u.id as unit_id, u.code as unit_code, u.name as unit_name, other.name as other_name,
           other.code as other_code, s.effective_on as day, null as detail
    from unit_succession s
    join unit before on before.id = s.predecessor_id
    join unit after on after.id = s.successor_id
    cross join lateral (
      select 'predecessor-gone' as code, before.id as unit_id, after.id as other_id
      where before.valid_from >= s.effective_on or before.valid_to < s.effective_on
      union all
      select 'successor-missing', after.id, before.id
      where after.valid_from > s.effective_on or after.valid_to <= s.effective_on
    ) fault
    join unit u on u.id = fault.unit_id join unit other on other.id = fault.other_id
    where s.predecessor_id = any(${ids}::uuid[]) or s.successor_id = any(${ids}::uuid[])
    order by u.code limit ${LISTED}`,
  );
