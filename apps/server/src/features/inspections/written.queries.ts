import { sql } from 'kysely';
import type { NewRow, Row } from '../../db/schema.ts';
import type { Db } from '../../platform/context.ts';
import type { VisitKey } from './visits.queries.ts';

type Signed<T> = T & { readonly authorName: string | null };
export type CheckRow = Row<'inspectionCheck'>;
export type AnswerRow = Signed<Row<'inspectionAnswer'>>;
export type FindingRow = Signed<Row<'inspectionFindingVersion'>>;
export type PhotoRow = Signed<Row<'inspectionPhoto'>>;
export type ProceedingsRow = Row<'inspectionProceedings'>;
export type OperationRow = Signed<Row<'inspectionOperation'>>;

/** Lines of the checklist in the order in which they were drawn or added. */
export function listChecks(db: Db, { unitId, visitId }: VisitKey): Promise<CheckRow[]> {
  return db
    .selectFrom('inspectionCheck')
    .selectAll()
    .where('unitId', '=', unitId)
    .where('visitId', '=', visitId)
    .orderBy('recordedAt')
    .orderBy(sql`array_position(array['earlier-finding', 'open-item', 'last-year', 'added'], source)`)
    .orderBy('itemCode')
    .orderBy('id')
    .execute();
}

/** @returns how many were new */
export async function insertChecks(db: Db, rows: readonly NewRow<'inspectionCheck'>[]): Promise<number> {
  if (rows.length === 0) return 0;
  const inserted = await db
    .insertInto('inspectionCheck')
    .values(rows)
    .onConflict((conflict) => conflict.doNothing())
    .returning('id')
    .execute();
  return inserted.length;
}

/** The standing answer of each line; one line when named. */
export function listAnswers(db: Db, { unitId, visitId }: VisitKey, checkId?: string): Promise<AnswerRow[]> {
  let query = db
    .selectFrom('inspectionAnswer as w')
    .leftJoin('account as a', 'a.id', 'w.authorId')
    .distinctOn('w.checkId')
    .selectAll('w')
    .select('a.displayName as authorName')
    .where('w.unitId', '=', unitId)
    .where('w.visitId', '=', visitId);
  if (checkId !== undefined) query = query.where('w.checkId', '=', checkId);
  return query.orderBy('w.checkId').orderBy('w.version', 'desc').execute();
}

export async function insertAnswer(db: Db, row: NewRow<'inspectionAnswer'>): Promise<void> {
  await db.insertInto('inspectionAnswer').values(row).execute();
}

/** The standing version of each finding; of one when named. */
export async function listFindings(
  db: Db,
  { unitId, visitId }: VisitKey,
  findingId?: string,
): Promise<FindingRow[]> {
  let query = db
    .selectFrom('inspectionFinding as f')
    .innerJoin('inspectionFindingVersion as w', (join) =>
      join.onRef('w.unitId', '=', 'f.unitId').onRef('w.findingId', '=', 'f.id'),
    )
    .leftJoin('account as a', 'a.id', 'w.authorId')
    .distinctOn('w.findingId')
    .selectAll('w')
    .select('a.displayName as authorName')
    .where('f.unitId', '=', unitId)
    .where('f.visitId', '=', visitId);
  if (findingId !== undefined) query = query.where('f.id', '=', findingId);
  const rows = await query.orderBy('w.findingId').orderBy('w.version', 'desc').execute();
  return rows.sort(
    (a, b) => a.notedAt.getTime() - b.notedAt.getTime() || (a.findingId < b.findingId ? -1 : 1),
  );
}

/** Makes the finding known; false when the id belongs to another visit. */
export async function claimFinding(db: Db, { unitId, visitId }: VisitKey, id: string): Promise<boolean> {
  await db
    .insertInto('inspectionFinding')
    .values({ unitId, visitId, id })
    .onConflict((conflict) => conflict.doNothing())
    .execute();
  const row = await db
    .selectFrom('inspectionFinding')
    .select('visitId')
    .where('unitId', '=', unitId)
    .where('id', '=', id)
    .executeTakeFirst();
  return row?.visitId === visitId;
}

export async function findingExists(db: Db, unitIds: readonly string[], id: string): Promise<boolean> {
  const row = await db
    .selectFrom('inspectionFinding')
    .select('id')
    .where('unitId', '=', sql<string>`any(${sql.val([...unitIds])}::uuid[])`)
    .where('id', '=', id)
    .executeTakeFirst();
  return row !== undefined;
}

export async function insertFindingVersion(db: Db, row: NewRow<'inspectionFindingVersion'>): Promise<void> {
  await db.insertInto('inspectionFindingVersion').values(row).execute();
}

/** Photos that stand, in the order in which they were taken. */
export function listPhotos(db: Db, { unitId, visitId }: VisitKey): Promise<PhotoRow[]> {
  return db
    .selectFrom('inspectionPhoto as w')
    .innerJoin('inspectionFinding as f', (join) =>
      join.onRef('f.unitId', '=', 'w.unitId').onRef('f.id', '=', 'w.findingId'),
    )
    .leftJoin('account as a', 'a.id', 'w.authorId')
    .selectAll('w')
    .select('a.displayName as authorName')
    .where('f.unitId', '=', unitId)
    .where('f.visitId', '=', visitId)
    .where('w.removedAt', 'is', null)
    .orderBy('w.notedAt')
    .orderBy('w.id')
    .execute();
}

/** False when a photo of this id is there already. */
export async function insertPhoto(db: Db, row: NewRow<'inspectionPhoto'>): Promise<boolean> {
  const inserted = await db
    .insertInto('inspectionPhoto')
    .values(row)
    .onConflict((conflict) => conflict.doNothing())
    .executeTakeFirst();
  return inserted.numInsertedOrUpdatedRows === 1n;
}

export async function removePhoto(db: Db, unitId: string, id: string, by: string, at: Date): Promise<void> {
  await db
    .updateTable('inspectionPhoto')
    .set({ removedAt: at, removedBy: by })
    .where('unitId', '=', unitId)
    .where('id', '=', id)
    .where('removedAt', 'is', null)
    .execute();
}

export function lastProceedings(db: Db, { unitId, visitId }: VisitKey): Promise<ProceedingsRow | undefined> {
  return db
    .selectFrom('inspectionProceedings')
    .selectAll()
    .where('unitId', '=', unitId)
    .where('visitId', '=', visitId)
    .orderBy('version', 'desc')
    .limit(1)
    .executeTakeFirst();
}

export async function insertProceedings(db: Db, row: NewRow<'inspectionProceedings'>): Promise<void> {
  await db.insertInto('inspectionProceedings').values(row).execute();
}

export function findOperation(
  db: Db,
  { unitId, visitId }: VisitKey,
  id: string,
): Promise<Row<'inspectionOperation'> | undefined> {
  return db
    .selectFrom('inspectionOperation')
    .selectAll()
    .where('unitId', '=', unitId)
    .where('visitId', '=', visitId)
    .where('id', '=', id)
    .executeTakeFirst();
}

export async function insertOperation(db: Db, row: NewRow<'inspectionOperation'>): Promise<void> {
  await db.insertInto('inspectionOperation').values(row).execute();
}

/** Words kept aside that nobody has settled yet. */
export function openConflicts(db: Db, { unitId, visitId }: VisitKey): Promise<OperationRow[]> {
  return db
    .selectFrom('inspectionOperation as w')
    .leftJoin('account as a', 'a.id', 'w.authorId')
    .selectAll('w')
    .select('a.displayName as authorName')
    .where('w.unitId', '=', unitId)
    .where('w.visitId', '=', visitId)
    .where('w.outcome', '=', 'conflict')
    .where((eb) =>
      eb.not(
        eb.exists(
          eb
            .selectFrom('inspectionOperation as r')
            .select('r.id')
            .whereRef('r.unitId', '=', 'w.unitId')
            .whereRef('r.visitId', '=', 'w.visitId')
            .whereRef('r.resolvesId', '=', 'w.id')
            .where('r.outcome', '=', 'applied'),
        ),
      ),
    )
    .orderBy('w.recordedAt')
    .orderBy('w.id')
    .execute();
}
