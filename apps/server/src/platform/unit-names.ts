import { type RawBuilder, sql } from 'kysely';

/**
 * Name of the unit whose id stands in `column`, on a day ('YYYY-MM-DD'); before the unit existed its first name,
 * after its end its last. `column` is an identifier of ours, never input.
 */
export function unitNameOn(column: string, day: string): RawBuilder<string> {
  return sql<string>`(
    select unit_period.name from unit_period join unit as named on named.id = unit_period.unit_id
    where unit_period.unit_id = ${sql.ref(column)}
      and unit_period.valid_from <= greatest(${day}::date, named.valid_from)
    order by unit_period.valid_from desc limit 1
  )`;
}
