import { type RawBuilder, sql } from 'kysely';

/**
 * Name of the unit whose id stands in `column`, on a day ('YYYY-MM-DD'); before the unit existed its first name,
 * after its end its last; null where the column is. `column` is an identifier of ours, never input.
 */
export function unitNameOn(column: string, day: string): RawBuilder<string | null> {
  return sql<string | null>`(
    select unit_period.name from unit_period
    where unit_period.unit_id = ${sql.ref(column)} and (unit_period.valid_from <= ${day}::date or unit_period.is_first)
    order by unit_period.valid_from desc limit 1
  )`;
}
