import type { DayNumber } from '@parix/working-days';
import { type RawBuilder, sql } from 'kysely';
import {
  dateArray,
  int4Array,
  packedInt4Array,
  textArray,
  uuidArray,
} from '../../platform/postgres/binary-arrays.ts';
import { COUNTER_PLACES } from './counter-places.ts';

/** Sums to add, column by column. */
export interface SumRows {
  readonly unitIds: readonly string[];
  /** First days of what is summed. */
  readonly days: readonly DayNumber[];
  /** By place of the counter, one row behind the other. */
  readonly counts: Int32Array;
}
export interface ProcedureRows extends SumRows {
  readonly procedureCodes: readonly string[];
}
export interface HourRows {
  readonly unitIds: readonly string[];
  readonly days: readonly DayNumber[];
  readonly hours: readonly number[];
  readonly dossiers: readonly number[];
}

const WIDTH = sql.lit(COUNTER_PLACES.length);

/** The counts of the row `n` of all. */
const countsOf = ({ counts }: SumRows) =>
  sql`(${packedInt4Array(counts)}::int[])[(n - 1) * ${WIDTH} + 1 : n * ${WIDTH}]`;

/** Rows of years that were stored before a counter came have no place for it. */
const added = (table: string) =>
  sql.raw(
    `array[${COUNTER_PLACES.map((_, place) => `coalesce(${table}.counts[${place + 1}], 0) + excluded.counts[${place + 1}]`).join(', ')}]`,
  );

/*
 * Statements that move sums; null: nothing moves. Rows come in the order of their keys, everywhere the same: two transactions that meet on some of them wait, and none
 * locks the other.
 */

export function addToDays(sums: SumRows): RawBuilder<unknown> | null {
  if (sums.days.length === 0) return null;
  return sql`
    insert into dossier_day (unit_id, day, counts)
    select unit_id, day, ${countsOf(sums)}
    from unnest(${uuidArray(sums.unitIds)}::uuid[], ${dateArray(sums.days)}::date[])
      with ordinality as r (unit_id, day, n)
    on conflict (unit_id, day) do update set counts = ${added('dossier_day')}`;
}

export function addToHalves(sums: SumRows): RawBuilder<unknown> | null {
  if (sums.days.length === 0) return null;
  return sql`
    insert into dossier_half (unit_id, half, counts)
    select unit_id, day, ${countsOf(sums)}
    from unnest(${uuidArray(sums.unitIds)}::uuid[], ${dateArray(sums.days)}::date[])
      with ordinality as r (unit_id, day, n)
    on conflict (unit_id, half) do update set counts = ${added('dossier_half')}`;
}

export function addToProcedures(sums: ProcedureRows): RawBuilder<unknown> | null {
  if (sums.days.length === 0) return null;
  return sql`
    insert into dossier_procedure_half (unit_id, procedure_code, half, counts)
    select unit_id, code, day, ${countsOf(sums)}
    from unnest(${uuidArray(sums.unitIds)}::uuid[], ${textArray(sums.procedureCodes)}::text[],
      ${dateArray(sums.days)}::date[]) with ordinality as r (unit_id, code, day, n)
    on conflict (unit_id, procedure_code, half) do update
      set counts = ${added('dossier_procedure_half')}`;
}

export function addToHours(sums: HourRows): RawBuilder<unknown> | null {
  if (sums.days.length === 0) return null;
  return sql`
    insert into dossier_hours (unit_id, day, hours, dossiers)
    select unit_id, day, hours, dossiers
    from unnest(${uuidArray(sums.unitIds)}::uuid[], ${dateArray(sums.days)}::date[],
      ${int4Array(sums.hours)}::int[], ${int4Array(sums.dossiers)}::int[]) as r (unit_id, day, hours, dossiers)
    on conflict (unit_id, day, hours) do update set dossiers = dossier_hours.dossiers + excluded.dossiers`;
}
