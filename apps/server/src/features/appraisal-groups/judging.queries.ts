import { sql } from 'kysely';
import type { Db } from '../../platform/context.ts';

export interface Standing {
  /** Somebody was set to judge: a group stands, or a unit is given to somebody. */
  readonly organised: boolean;
  readonly declared: boolean;
  readonly conflicts: readonly string[];
}

/** How the person stands to the appraisal of the round. Units of conflicts among those named only. */
export async function readStanding(
  db: Db,
  roundId: string,
  accountId: string,
  unitIds: readonly string[],
): Promise<Standing> {
  const { rows } = await sql<Standing>`
    select
      exists (select from appraisal_group where round_id = ${roundId} and dissolved_at is null)
        or exists (select from appraiser_assignment where round_id = ${roundId} and ends_at is null) as organised,
      exists (select from interest_declaration where round_id = ${roundId} and account_id = ${accountId}) as declared,
      array(select unit_id from interest_conflict where round_id = ${roundId} and account_id = ${accountId}
        and ended_at is null and unit_id = any(${sql.val([...unitIds])}::uuid[])) as conflicts`.execute(db);
  const [row] = rows;
  if (!row) throw new Error('a select without a table has one row');
  return row;
}

/** Who judges the units, where somebody in particular does. */
export async function readHolders(
  db: Db,
  roundId: string,
  unitIds: readonly string[],
): Promise<readonly { readonly unitId: string; readonly areaId: string; readonly accountId: string }[]> {
  return db
    .selectFrom('appraiserAssignment')
    .select(['unitId', 'areaId', 'accountId'])
    .where('roundId', '=', roundId)
    .where('unitId', '=', sql<string>`any(${sql.val([...unitIds])}::uuid[])`)
    .where('endsAt', 'is', null)
    .execute();
}
