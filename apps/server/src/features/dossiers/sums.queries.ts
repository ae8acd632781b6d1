import { sql } from 'kysely';
import type { Db } from '../../platform/context.ts';
import { plainArray, textArray } from './array-literals.ts';
import { COUNTER_PLACES } from './counter-places.ts';

/** Sums to add, by place of the counter. */
export interface DaySums {
  readonly unitId: string;
  /** First day of what is summed: 'YYYY-MM-DD'. */
  readonly day: string;
  readonly counts: readonly number[];
}
export interface ProcedureSums extends DaySums {
  readonly procedureCode: string;
}
export interface HourSums {
  readonly unitId: string;
  readonly day: string;
  readonly hours: number;
  readonly dossiers: number;
}

interface OfDay {
  readonly unitId: string;
  readonly day: string;
}
const unitsOf = (sums: readonly OfDay[]): string => plainArray(sums.map(({ unitId }) => unitId));
const daysOf = (sums: readonly OfDay[]): string => plainArray(sums.map(({ day }) => day));
const countsOf = (sums: readonly DaySums[]): string =>
  textArray(sums.map(({ counts }) => `{${counts.join(',')}}`));

const added = (table: string) =>
  sql.raw(
    `array[${COUNTER_PLACES.map((_, place) => `coalesce(${table}.counts[${place + 1}], 0) + coalesce(excluded.counts[${place + 1}], 0)`).join(', ')}]`,
  );

/* Rows are written in the order of their keys: two transactions that meet on some of them wait, and none locks the other. */

export async function addToDays(db: Db, sums: readonly DaySums[]): Promise<void> {
  await sql`
    insert into dossier_day (unit_id, day, counts)
    select unit_id, day, counts::int[] from unnest(${unitsOf(sums)}::uuid[], ${daysOf(sums)}::date[],
      ${countsOf(sums)}::text[]) as r (unit_id, day, counts) order by unit_id, day
    on conflict (unit_id, day) do update set counts = ${added('dossier_day')}`.execute(db);
}

export async function addToHalves(db: Db, sums: readonly DaySums[]): Promise<void> {
  await sql`
    insert into dossier_half (unit_id, half, counts)
    select unit_id, day, counts::int[] from unnest(${unitsOf(sums)}::uuid[], ${daysOf(sums)}::date[],
      ${countsOf(sums)}::text[]) as r (unit_id, day, counts) order by unit_id, day
    on conflict (unit_id, half) do update set counts = ${added('dossier_half')}`.execute(db);
}

export async function addToProcedures(db: Db, sums: readonly ProcedureSums[]): Promise<void> {
  await sql`
    insert into dossier_procedure_half (unit_id, procedure_code, half, counts)
    select unit_id, code, day, counts::int[] from unnest(${unitsOf(sums)}::uuid[],
      ${textArray(sums.map(({ procedureCode }) => procedureCode))}::text[], ${daysOf(sums)}::date[],
      ${countsOf(sums)}::text[]) as r (unit_id, code, day, counts) order by unit_id, code, day
    on conflict (unit_id, procedure_code, half) do update
      set counts = ${added('dossier_procedure_half')}`.execute(db);
}

export async function addToHours(db: Db, sums: readonly HourSums[]): Promise<void> {
  await sql`
    insert into dossier_hours (unit_id, day, hours, dossiers)
    select unit_id, day, hours, dossiers from unnest(${unitsOf(sums)}::uuid[], ${daysOf(sums)}::date[],
      ${plainArray(sums.map(({ hours }) => String(hours)))}::int[],
      ${plainArray(sums.map(({ dossiers }) => String(dossiers)))}::int[]) as r (unit_id, day, hours, dossiers)
    order by unit_id, day, hours
    on conflict (unit_id, day, hours) do update set dossiers = dossier_hours.dossiers + excluded.dossiers`.execute(
    db,
  );
}
