import { sql } from 'kysely';
import type { Db } from '../../platform/context.ts';
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

const added = (table: string) =>
  sql.raw(
    `array[${COUNTER_PLACES.map((_, place) => `coalesce(${table}.counts[${place + 1}], 0) + coalesce(excluded.counts[${place + 1}], 0)`).join(', ')}]`,
  );

/* Rows are written in the order of their keys: two transactions that meet on some of them wait, and none locks the other. */

export async function addToDays(db: Db, sums: readonly DaySums[]): Promise<void> {
  await sql`
    insert into dossier_day (unit_id, day, counts)
    select "unitId", day, counts from jsonb_to_recordset(${JSON.stringify(sums)}::jsonb)
      as r ("unitId" uuid, day date, counts int[]) order by "unitId", day
    on conflict (unit_id, day) do update set counts = ${added('dossier_day')}`.execute(db);
}

export async function addToHalves(db: Db, sums: readonly DaySums[]): Promise<void> {
  await sql`
    insert into dossier_half (unit_id, half, counts)
    select "unitId", day, counts from jsonb_to_recordset(${JSON.stringify(sums)}::jsonb)
      as r ("unitId" uuid, day date, counts int[]) order by "unitId", day
    on conflict (unit_id, half) do update set counts = ${added('dossier_half')}`.execute(db);
}

export async function addToProcedures(db: Db, sums: readonly ProcedureSums[]): Promise<void> {
  await sql`
    insert into dossier_procedure_half (unit_id, procedure_code, half, counts)
    select "unitId", "procedureCode", day, counts from jsonb_to_recordset(${JSON.stringify(sums)}::jsonb)
      as r ("unitId" uuid, "procedureCode" text, day date, counts int[]) order by "unitId", "procedureCode", day
    on conflict (unit_id, procedure_code, half) do update
      set counts = ${added('dossier_procedure_half')}`.execute(db);
}

export async function addToHours(db: Db, sums: readonly HourSums[]): Promise<void> {
  await sql`
    insert into dossier_hours (unit_id, day, hours, dossiers)
    select "unitId", day, hours, dossiers from jsonb_to_recordset(${JSON.stringify(sums)}::jsonb)
      as r ("unitId" uuid, day date, hours int, dossiers int) order by "unitId", day, hours
    on conflict (unit_id, day, hours) do update set dossiers = dossier_hours.dossiers + excluded.dossiers`.execute(
    db,
  );
}
