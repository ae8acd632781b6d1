import type { AppraisalStage } from '@parix/workflow';
import type { NewRow, Row } from '../../db/schema.ts';
import type { Db } from '../../platform/context.ts';

export type SignOffRow = Row<'areaSignOff'> & { readonly actorName: string | null };

export function listLeads(db: Db, roundId: string): Promise<Row<'areaLead'>[]> {
  return db.selectFrom('areaLead').selectAll().where('roundId', '=', roundId).execute();
}

/** Names the agency of an area, or another one in its place. */
export async function putLead(db: Db, row: NewRow<'areaLead'>): Promise<void> {
  const { agency, unitId, setBy, setAt } = row;
  await db
    .insertInto('areaLead')
    .values(row)
    .onConflict((conflict) =>
      conflict.columns(['roundId', 'areaId']).doUpdateSet({ agency, unitId: unitId ?? null, setBy, setAt }),
    )
    .execute();
}

/** Every act on the areas of a round, newest first. */
export function listSignOffRows(db: Db, roundId: string, areaId?: string): Promise<SignOffRow[]> {
  let query = db
    .selectFrom('areaSignOff as s')
    .leftJoin('account as a', 'a.id', 's.actorId')
    .selectAll('s')
    .select('a.displayName as actorName')
    .where('s.roundId', '=', roundId);
  if (areaId !== undefined) query = query.where('s.areaId', '=', areaId);
  return query.orderBy('s.at', 'desc').orderBy('s.sequence', 'desc').execute();
}

/** Areas whose last act in the stage is a signature, with the hash of what was signed. */
export async function lastSignatures(
  db: Db,
  roundId: string,
  stage: AppraisalStage,
): Promise<ReadonlyMap<string, string>> {
  const rows = await db
    .selectFrom('areaSignOff')
    .distinctOn('areaId')
    .select(['areaId', 'kind', 'rowsSha256'])
    .where('roundId', '=', roundId)
    .where('stage', '=', stage)
    .orderBy('areaId')
    .orderBy('sequence', 'desc')
    .execute();
  return new Map(rows.flatMap((row) => (row.kind === 'signed' ? [[row.areaId, row.rowsSha256]] : [])));
}

/** False when somebody else acted on the area first. */
export async function insertSignOff(db: Db, row: NewRow<'areaSignOff'>): Promise<boolean> {
  const inserted = await db
    .insertInto('areaSignOff')
    .values(row)
    .onConflict((conflict) => conflict.doNothing())
    .executeTakeFirst();
  return inserted.numInsertedOrUpdatedRows === 1n;
}

export async function isUnit(db: Db, unitId: string): Promise<boolean> {
  const row = await db.selectFrom('unit').select('id').where('id', '=', unitId).executeTakeFirst();
  return row !== undefined;
}
