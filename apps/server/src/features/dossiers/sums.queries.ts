import { type RawBuilder, sql } from 'kysely';
import type { Db } from '../../platform/context.ts';
import { COUNTER_PLACES } from './counter-places.ts';
import type { DayColumns, HourColumns, ProcedureColumns } from './sum-columns.ts';

const WIDTH = sql.lit(COUNTER_PLACES.length);

/** The counts of the row `n` of all. */
const countsOf = ({ counts }: DayColumns) => sql`(${counts}::int[])[(n - 1) * ${WIDTH} + 1 : n * ${WIDTH}]`;

/** Rows of years that were stored before a counter came have no place for it. */
const added = (table: string) =>
  sql.raw(
    `array[${COUNTER_PLACES.map((_, place) => `coalesce(${table}.counts[${place + 1}], 0) + excluded.counts[${place + 1}]`).join(', ')}]`,
  );

/** Moves sums; null: none of them. */
export type Movement = RawBuilder<unknown> | null;

/*
 * Rows come in the order of their keys, everywhere the same: two transactions that meet on some of them wait, and none
 * locks the other.
 */

export function addToDays(sums: DayColumns | null): Movement {
  if (sums === null) return null;
  return sql`
    insert into dossier_day (unit_id, day, counts)
    select unit_id, day, ${countsOf(sums)}
    from unnest(${sums.unitIds}::uuid[], ${sums.days}::date[]) with ordinality as r (unit_id, day, n)
    on conflict (unit_id, day) do update set counts = ${added('dossier_day')}`;
}

export function addToHalves(sums: DayColumns | null): Movement {
  if (sums === null) return null;
  return sql`
    insert into dossier_half (unit_id, half, counts)
    select unit_id, day, ${countsOf(sums)}
    from unnest(${sums.unitIds}::uuid[], ${sums.days}::date[]) with ordinality as r (unit_id, day, n)
    on conflict (unit_id, half) do update set counts = ${added('dossier_half')}`;
}

export function addToProcedures(sums: ProcedureColumns | null): Movement {
  if (sums === null) return null;
  return sql`
    insert into dossier_procedure_half (unit_id, procedure_code, half, counts)
    select unit_id, code, day, ${countsOf(sums)}
    from unnest(${sums.unitIds}::uuid[], ${sums.procedureCodes}::text[], ${sums.days}::date[])
      with ordinality as r (unit_id, code, day, n)
    on conflict (unit_id, procedure_code, half) do update
      set counts = ${added('dossier_procedure_half')}`;
}

export function addToHours(sums: HourColumns | null): Movement {
  if (sums === null) return null;
  return sql`
    insert into dossier_hours (unit_id, day, hours, dossiers)
    select unit_id, day, hours, dossiers
    from unnest(${sums.unitIds}::uuid[], ${sums.days}::date[], ${sums.hours}::int[], ${sums.dossiers}::int[])
      as r (unit_id, day, hours, dossiers)
    on conflict (unit_id, day, hours) do update set dossiers = dossier_hours.dossiers + excluded.dossiers`;
}

/** One after the other: while the database works on one of them, the next is written. */
export async function moveSums(db: Db, movements: readonly (() => Movement)[]): Promise<void> {
  let running: Promise<unknown> = Promise.resolve();
  for (const movement of movements) {
    const next = movement();
    await running;
    running = next?.execute(db) ?? running;
  }
  await running;
}
