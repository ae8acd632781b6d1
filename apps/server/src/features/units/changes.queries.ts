import { sql } from 'kysely';
import type { Row } from '../../db/schema.ts';
import type { Db } from '../../platform/context.ts';

/** Latest effective date first, then the latest recorded; `after` is the last row of the page before. */
export function listChangeRows(
  db: Db,
  after: readonly [day: string, id: string] | null,
  limit: number,
): Promise<Row<'unitChange'>[]> {
  let query = db.selectFrom('unitChange as c').selectAll('c');
  if (after) {
    query = query.where(sql<boolean>`(c.effective_on, c.id) < (${after[0]}::date, ${after[1]}::uuid)`);
  }
  return query.orderBy('c.effectiveOn', 'desc').orderBy('c.id', 'desc').limit(limit).execute();
}

export interface UnitOfChange {
  readonly changeId: string;
  readonly id: string;
  /** As it is called on the day of the change; of one that ends, its last name. */
  readonly name: string;
  /** Units that the change is about in all. */
  readonly unitCount: number;
}
const NAMED = 4;

/** The units each change is about: those that end or begin first, those that only got another superior last. */
export async function listUnitsOfChanges(db: Db, changeIds: readonly string[]): Promise<UnitOfChange[]> {
  const ids = sql`any(${changeIds}::uuid[])`;
  const { rows } = await sql<UnitOfChange>`
    with touched as (
      select ended_by as change_id, id as unit_id, 0 as rank from unit where ended_by = ${ids}
      union all select begun_by, id, 1 from unit where begun_by = ${ids}
      union all select change_id, predecessor_id, 2 from unit_succession where change_id = ${ids}
      union all select change_id, successor_id, 3 from unit_succession where change_id = ${ids}
      union all select named_by, unit_id, 4 from unit_period where named_by = ${ids}
      union all select placed_by, unit_id, 5 from unit_period where placed_by = ${ids}
    ), ranked as (
      select change_id, unit_id, row_number() over (partition by change_id order by min(rank), unit_id) as place,
             count(*) over (partition by change_id) as unit_count
      from touched group by change_id, unit_id
    )
    select r.change_id, u.id, p.name, r.unit_count
    from ranked r join unit u on u.id = r.unit_id join unit_change c on c.id = r.change_id
    cross join lateral (
      select p.name from unit_period p
      where p.unit_id = u.id and p.valid_from <= greatest(u.valid_from, c.effective_on)
      order by p.valid_from desc limit 1
    ) p
    where r.place <= ${NAMED}
    order by r.change_id, r.place`.execute(db);
  return rows;
}
