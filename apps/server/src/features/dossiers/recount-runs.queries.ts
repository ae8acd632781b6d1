import { sql } from 'kysely';
import type { NewRow, Row } from '../../db/schema.ts';
import type { Db } from '../../platform/context.ts';
import type { DossierKey } from './take-events.queries.ts';

export type RecountRow = Row<'dossierRecount'>;

export async function insertRecount(db: Db, row: NewRow<'dossierRecount'>): Promise<void> {
  await db.insertInto('dossierRecount').values(row).execute();
}

/** Held until the end of the transaction: one batch of a recount at a time. Undefined when it is finished. */
export function takeRecount(db: Db, id: string): Promise<RecountRow | undefined> {
  return db
    .selectFrom('dossierRecount')
    .selectAll()
    .where('id', '=', id)
    .where('finishedAt', 'is', null)
    .forUpdate()
    .executeTakeFirst();
}

export async function noteRecount(
  db: Db,
  id: string,
  change: Partial<
    Pick<RecountRow, 'atUnit' | 'atSource' | 'atDossier' | 'dossiers' | 'archived' | 'finishedAt'>
  >,
  now: Date,
): Promise<void> {
  await db
    .updateTable('dossierRecount')
    .set({ ...change, changedAt: now })
    .where('id', '=', id)
    .execute();
}

export async function allSources(db: Db): Promise<readonly string[]> {
  const rows = await db.selectFrom('dossierSource').select('id').orderBy('id').execute();
  return rows.map(({ id }) => id);
}

/** The next unit after one (null: the first) that has dossiers which may be concerned. */
export async function nextUnit(
  db: Db,
  { procedureCodes }: Pick<RecountRow, 'procedureCodes'>,
  after: string | null,
): Promise<string | null> {
  const beyond = after === null ? sql`true` : sql`unit_id > ${after}::uuid`;
  const from =
    procedureCodes === null
      ? sql`dossier_half where ${beyond}`
      : sql`dossier_procedure_half where ${beyond} and procedure_code = any(${procedureCodes}::text[])`;
  const { rows } = await sql<{
    id: string;
  }>`select unit_id as id from ${from} order by unit_id limit 1`.execute(db);
  return rows[0]?.id ?? null;
}

/** The next dossiers of the unit that a recount concerns, by source and code. */
export async function nextDossiers(
  db: Db,
  { procedureCodes, firstDay, lastDay, atUnit, atSource, atDossier }: RecountRow,
  limit: number,
): Promise<readonly (DossierKey & { readonly sourceId: string })[]> {
  const beyond =
    atSource === null ? sql`true` : sql`(source_id, code) > (${atSource}::uuid, ${atDossier}::text)`;
  const concerned =
    procedureCodes === null
      ? daysTouch(firstDay, lastDay)
      : sql`procedure_code = any(${procedureCodes}::text[])`;
  const { rows } = await sql<DossierKey & { sourceId: string }>`
    select unit_id, source_id, code from dossier
    where unit_id = ${atUnit}::uuid and ${beyond} and ${concerned}
    order by source_id, code limit ${limit}`.execute(db);
  return rows;
}

/**
 * A dossier has to do with days that changed when it was received before their end, and was open, or its appointment
 * lay, after their beginning. A month is allowed on both sides, for ends on a day off and days that count backwards.
 */
const daysTouch = (firstDay: string | null, lastDay: string | null) => sql`
  (received_at is null or received_at < (${lastDay}::date + 32)::timestamptz)
  and (ended_at is null or greatest(ended_at, due_at) >= (${firstDay}::date - 32)::timestamptz)`;

/** Newest first. */
export function listRecountRows(
  db: Db,
  after: readonly [orderedAt: string, id: string] | null,
  limit: number,
) {
  let query = db
    .selectFrom('dossierRecount as r')
    .leftJoin('account as a', 'a.id', 'r.authorId')
    .select(['r.id', 'r.cause', 'r.firstDay', 'r.lastDay', 'r.orderedAt', 'r.changedAt', 'r.finishedAt'])
    .select(['r.dossiers', 'r.archived', 'a.displayName as orderedBy'])
    .select(sql<number>`coalesce(cardinality(r.procedure_codes), 0)`.as('procedures'));
  if (after)
    query = query.where(sql<boolean>`(r.ordered_at, r.id) < (${after[0]}::timestamptz, ${after[1]}::uuid)`);
  return query.orderBy('r.orderedAt', 'desc').orderBy('r.id', 'desc').limit(limit).execute();
}
