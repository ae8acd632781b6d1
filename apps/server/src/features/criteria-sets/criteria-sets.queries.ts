import type { NewRow, Row } from '../../db/schema.ts';
import type { Db } from '../../platform/context.ts';

export type SetRow = Row<'criteriaSetVersion'>;
/** A version without its documents, which may be large. */
export type SetSummaryRow = Omit<SetRow, 'document'>;

const SUMMARY = [
  'id',
  'setId',
  'version',
  'fingerprint',
  'amendments',
  'title',
  'status',
  'sample',
  'decisionNumber',
  'decisionDate',
  'indexYearFrom',
  'indexYearTo',
  'createdBy',
  'createdAt',
] as const;

export function listSetRows(db: Db): Promise<SetSummaryRow[]> {
  return db
    .selectFrom('criteriaSetVersion')
    .select(SUMMARY)
    .orderBy('indexYearFrom', 'desc')
    .orderBy('setId')
    .orderBy('createdAt', 'desc')
    .orderBy('id')
    .execute();
}

export function findSetRow(db: Db, versionId: string): Promise<SetRow | undefined> {
  return db.selectFrom('criteriaSetVersion').selectAll().where('id', '=', versionId).executeTakeFirst();
}

/** False when the version exists already. */
export async function insertSet(db: Db, row: NewRow<'criteriaSetVersion'>): Promise<boolean> {
  const inserted = await db
    .insertInto('criteriaSetVersion')
    .values(row)
    .onConflict((conflict) => conflict.doNothing())
    .executeTakeFirst();
  return inserted.numInsertedOrUpdatedRows === 1n;
}
