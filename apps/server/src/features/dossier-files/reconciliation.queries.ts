import { sql } from 'kysely';
import type { NewRow, Row } from '../../db/schema.ts';
import type { Db } from '../../platform/context.ts';

export type ReconciliationRow = Row<'dossierReconciliation'>;
export type DifferenceRow = Row<'dossierDifference'>;
export interface HeldDossier {
  readonly code: string;
  readonly state: string | null;
  readonly inPeriod: boolean;
}

/** Of the source: every dossier received on these days, and those with the codes whenever they were received. */
export async function heldDossiers(
  db: Db,
  sourceId: string,
  { from, to }: { readonly from: string; readonly to: string },
  codes: readonly string[],
): Promise<HeldDossier[]> {
  const { rows } = await sql<HeldDossier>`
    select d.code, d.state, coalesce(d.received_at >= ${`${from}T00:00:00+07:00`}::timestamptz
      and d.received_at < ${`${to}T00:00:00+07:00`}::timestamptz + interval '1 day', false) as in_period
    from dossier d where d.source_id = ${sourceId} and (
      (d.received_at >= ${`${from}T00:00:00+07:00`}::timestamptz
        and d.received_at < ${`${to}T00:00:00+07:00`}::timestamptz + interval '1 day')
      or d.code in (select jsonb_array_elements_text(${JSON.stringify(codes)}::jsonb)))`.execute(db);
  return rows;
}

export async function insertReconciliation(
  db: Db,
  row: NewRow<'dossierReconciliation'>,
  differences: readonly Omit<DifferenceRow, 'reconciliationId' | 'place'>[],
): Promise<ReconciliationRow> {
  const stored = await db
    .insertInto('dossierReconciliation')
    .values(row)
    .returningAll()
    .executeTakeFirstOrThrow();
  await sql`
    insert into dossier_difference (reconciliation_id, place, finding, code, source_state, held_state)
    select ${row.id}::uuid, place, finding, code, "sourceState", "heldState"
    from jsonb_to_recordset(${JSON.stringify(differences.map((each, place) => ({ ...each, place })))}::jsonb)
      as r (place int, finding text, code text, "sourceState" text, "heldState" text)`.execute(db);
  return stored;
}

export function listReconciliationRows(
  db: Db,
  sourceId: string,
  after: readonly [at: string, id: string] | null,
  limit: number,
): Promise<ReconciliationRow[]> {
  let query = db.selectFrom('dossierReconciliation').selectAll().where('sourceId', '=', sourceId);
  if (after) query = query.where(sql<boolean>`(made_at, id) < (${after[0]}::timestamptz, ${after[1]}::uuid)`);
  return query.orderBy('madeAt', 'desc').orderBy('id', 'desc').limit(limit).execute();
}

export function findReconciliation(
  db: Db,
  sourceId: string,
  id: string,
): Promise<ReconciliationRow | undefined> {
  return db
    .selectFrom('dossierReconciliation')
    .selectAll()
    .where('sourceId', '=', sourceId)
    .where('id', '=', id)
    .executeTakeFirst();
}

export function listDifferences(db: Db, id: string, limit: number): Promise<DifferenceRow[]> {
  return db
    .selectFrom('dossierDifference')
    .selectAll()
    .where('reconciliationId', '=', id)
    .orderBy('place')
    .limit(limit)
    .execute();
}
