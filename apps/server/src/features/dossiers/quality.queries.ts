import type { Counter } from '@parix/one-stop';
import { type RawBuilder, sql } from 'kysely';
import type { Db } from '../../platform/context.ts';
import { placeOf } from './counter-places.ts';

const ofUnits = (unitIds: readonly string[] | null): RawBuilder<boolean> =>
  unitIds === null ? sql<boolean>`true` : sql<boolean>`unit_id = any(${unitIds}::uuid[])`;

/** Sum of a counter over all days, in the table at hand. */
const all = (...counters: readonly Counter[]): RawBuilder<number> =>
  sql<number>`coalesce(sum(${sql.join(
    counters.map((counter) => sql`coalesce(counts[${placeOf(counter) + 1}::int], 0)`),
    sql` + `,
  )}), 0)::bigint`;

/** Received dossiers of all time, from the sums. */
export async function countDossiers(db: Db, unitIds: readonly string[] | null) {
  const { rows } = await sql<{ dossiers: number; withoutDeadline: number }>`
    select ${all('received')} as dossiers,
      ${all('settled-without-deadline', 'without-deadline')} as without_deadline
    from dossier_half where ${ofUnits(unitIds)}`.execute(db);
  const named = await sql<{ withoutProcedure: number }>`
    select ${all('received')} as without_procedure
    from dossier_procedure_half where procedure_code = '' and ${ofUnits(unitIds)}`.execute(db);
  return {
    dossiers: rows[0]?.dossiers ?? 0,
    withoutDeadline: rows[0]?.withoutDeadline ?? 0,
    withoutProcedure: named.rows[0]?.withoutProcedure ?? 0,
  };
}

/** Received dossiers by the procedure they name, most first. */
export async function countsByProcedure(db: Db, unitIds: readonly string[] | null) {
  const { rows } = await sql<{ code: string; dossiers: number }>`
    select procedure_code as code, ${all('received')} as dossiers
    from dossier_procedure_half where ${ofUnits(unitIds)} group by 1 order by 2 desc, 1`.execute(db);
  return rows;
}

/** Dossiers that carry each warning; read by the index of those that have any. */
export async function warnedByCode(db: Db, unitIds: readonly string[] | null) {
  const { rows } = await sql<{ code: string; dossiers: number }>`
    select code, count(*)::bigint as dossiers from (
      select distinct unit_id, source_id, dossier.code as dossier, warning ->> 'code' as code
      from dossier, jsonb_array_elements(warnings) as warning
      where warnings <> '[]' and ${ofUnits(unitIds)}) as each
    group by 1`.execute(db);
  return rows;
}

/** Units with what they received in all and how many of these carry a warning. */
export async function warnedByUnit(db: Db, unitIds: readonly string[] | null) {
  const { rows } = await sql<{ unitId: string; warned: number; dossiers: number }>`
    select u.unit_id, u.dossiers, coalesce(w.warned, 0)::bigint as warned
    from (select unit_id, ${all('received')} as dossiers from dossier_half where ${ofUnits(unitIds)} group by 1) as u
    left join (select unit_id, count(*) as warned from dossier
      where warnings <> '[]' and ${ofUnits(unitIds)} group by 1) as w using (unit_id)`.execute(db);
  return rows;
}
