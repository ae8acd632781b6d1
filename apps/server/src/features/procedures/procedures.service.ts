import type { ProcedureFields, ProcedureHistory, ProcedureRow, ROUTES } from '@parix/api-contract';
import { z } from 'zod';
import type { Row } from '../../db/schema.ts';
import { recordAudit } from '../../platform/audit-log.ts';
import type { Context, Db } from '../../platform/context.ts';
import { decodeCursor, toPage } from '../../platform/pagination.ts';
import { refuse } from '../../platform/refusal.ts';
import { inTransaction } from '../../platform/transaction.ts';
import { orderRecountOfProcedures } from '../dossiers/recount-orders.read-model.ts';
import { changedFields, fieldsOf, movesDossiers, searchTextOf } from './procedure-words.ts';
import {
  countSectors,
  insertRow,
  listFound,
  listHistory,
  listRowsOf,
  lockCatalogue,
  writeRows,
} from './procedures.queries.ts';

const cursorKey = z.tuple([z.string(), z.string()]);

export async function listProcedures(
  context: Context,
  { limit, cursor, ...filter }: z.output<typeof ROUTES.listProcedures.query>,
) {
  context.permit('procedures.read');
  const rows = await listFound(context.db, filter, decodeCursor(cursor, cursorKey), limit + 1);
  return toPage(
    rows,
    limit,
    ({ name, code }) => [name, code],
    ({ nextFrom, ...row }) => toRow(row, nextFrom),
  );
}

export async function listSectors(context: Context) {
  context.permit('procedures.read');
  return { items: await countSectors(context.db) };
}

export async function getProcedure(context: Context, code: string): Promise<ProcedureHistory> {
  context.permit('procedures.read');
  return historyOf(context.db, code);
}

/** A row of a new procedure, or the next one of a known procedure; its dossiers follow. */
export function addProcedureRow(
  context: Context,
  { code, validFrom, ...fields }: z.output<typeof ROUTES.addProcedureRow.body>,
): Promise<ProcedureHistory> {
  context.permit('procedures.manage');
  refuseEarlyEnd(validFrom, fields);
  return inTransaction(context.db, async (db) => {
    await lockCatalogue(db);
    const row = { code, validFrom, ...fields, ...writtenBy(context), searchText: searchTextOf(code, fields) };
    if (!(await insertRow(db, row))) refuse('procedure-row-taken');
    const detail = { validFrom, ...fields };
    await recordAudit(db, context, { action: 'procedure.added', subject: `procedure:${code}`, detail });
    await orderRecountOfProcedures(db, context, [code]);
    return historyOf(db, code);
  });
}

/** Corrects a row or ends it. What stood before is in the audit log; dossiers follow where their time hangs on it. */
export function changeProcedureRow(
  context: Context,
  { code, from }: z.output<typeof ROUTES.changeProcedureRow.params>,
  { reason, ...fields }: z.output<typeof ROUTES.changeProcedureRow.body>,
  version: number,
): Promise<ProcedureHistory> {
  context.permit('procedures.manage');
  refuseEarlyEnd(from, fields);
  return inTransaction(context.db, async (db) => {
    await lockCatalogue(db);
    const row = (await listRowsOf(db, [code])).find(({ validFrom }) => validFrom === from);
    if (!row) refuse('not-found');
    if (row.version !== version) refuse('edit-conflict', { current: await historyOf(db, code) });
    const changed = changedFields(row, fields);
    if (changed.length === 0) return historyOf(db, code);
    const searchText = searchTextOf(code, fields);
    await writeRows(db, [{ code, validFrom: from, ...fields, ...writtenBy(context), searchText }]);
    const detail = { validFrom: from, before: fieldsOf(row), after: fields, reason };
    await recordAudit(db, context, { action: 'procedure.changed', subject: `procedure:${code}`, detail });
    if (movesDossiers(changed)) await orderRecountOfProcedures(db, context, [code]);
    return historyOf(db, code);
  });
}

function refuseEarlyEnd(validFrom: string, { endedOn }: Pick<ProcedureFields, 'endedOn'>): void {
  if (endedOn !== null && endedOn <= validFrom) refuse('procedure-ends-early');
}

export const writtenBy = ({ person, now }: Context) => ({ authorId: person.accountId, recordedAt: now });

async function historyOf(db: Db, code: string): Promise<ProcedureHistory> {
  const rows = await listHistory(db, code);
  if (rows.length === 0) refuse('not-found');
  return { code, rows: rows.map((row, at) => toRow(row, rows[at + 1]?.validFrom ?? null)) };
}

function toRow(
  row: Row<'procedure'> & { readonly recordedBy: string | null },
  nextFrom: string | null,
): ProcedureRow {
  const { code, validFrom, version, recordedAt, recordedBy, endedOn } = row;
  const ends = [endedOn, nextFrom].filter((day) => day !== null).toSorted();
  return {
    code,
    validFrom,
    ...fieldsOf(row),
    countsUntil: ends[0] ?? null,
    version,
    recordedAt: recordedAt.toISOString(),
    recordedBy,
  };
}
