import type { NewRow, Row } from '../../db/schema.ts';
import type { Db } from '../../platform/context.ts';
import type { VisitKey } from './visits.queries.ts';

export type RecordRow = Row<'inspectionRecord'> & { readonly authorName: string };
export type SignatureRow = Row<'inspectionSignature'> & { readonly by: string };

/** Records and addenda, oldest first. */
export function listRecordRows(db: Db, { unitId, visitId }: VisitKey): Promise<RecordRow[]> {
  return db
    .selectFrom('inspectionRecord as r')
    .innerJoin('account as a', 'a.id', 'r.authorId')
    .selectAll('r')
    .select('a.displayName as authorName')
    .where('r.unitId', '=', unitId)
    .where('r.visitId', '=', visitId)
    .orderBy('r.version')
    .execute();
}

export function listSignatures(db: Db, { unitId, visitId }: VisitKey): Promise<SignatureRow[]> {
  return db
    .selectFrom('inspectionSignature as s')
    .innerJoin('account as a', 'a.id', 's.accountId')
    .selectAll('s')
    .select('a.displayName as by')
    .where('s.unitId', '=', unitId)
    .where('s.visitId', '=', visitId)
    .orderBy('s.version')
    .orderBy('s.side')
    .execute();
}

export async function insertRecord(db: Db, row: NewRow<'inspectionRecord'>): Promise<void> {
  await db.insertInto('inspectionRecord').values(row).execute();
}

/** Signing twice is signing once. */
export async function insertSignature(db: Db, row: NewRow<'inspectionSignature'>): Promise<void> {
  await db
    .insertInto('inspectionSignature')
    .values(row)
    .onConflict((conflict) => conflict.doNothing())
    .execute();
}
