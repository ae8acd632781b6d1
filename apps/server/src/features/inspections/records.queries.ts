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

export type ScanRow = Row<'inspectionScan'> & { readonly by: string | null; readonly size: number };

/** Copies that were signed on paper, of all versions, in the order in which they were added. */
export function listScans(db: Db, { unitId, visitId }: VisitKey): Promise<ScanRow[]> {
  return db
    .selectFrom('inspectionScan as s')
    .innerJoin('storedFile as f', 'f.sha256', 's.sha256')
    .leftJoin('account as a', 'a.id', 's.actorId')
    .selectAll('s')
    .select(['a.displayName as by', 'f.size'])
    .where('s.unitId', '=', unitId)
    .where('s.visitId', '=', visitId)
    .orderBy('s.version')
    .orderBy('s.number')
    .execute();
}

export async function insertScan(db: Db, row: NewRow<'inspectionScan'>): Promise<void> {
  await db.insertInto('inspectionScan').values(row).execute();
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
