import type { DossierFile, ROUTES } from '@parix/api-contract';
import { type Cell, describeDossierProblem, DOSSIER_PROBLEM_CODES, writeCsv } from '@parix/sheets';
import { z } from 'zod';
import { recordAudit } from '../../platform/audit-log.ts';
import type { Context, Db } from '../../platform/context.ts';
import type { FileAnswer } from '../../platform/handlers.ts';
import { newId } from '../../platform/ids.ts';
import { decodeCursor, toPage } from '../../platform/pagination.ts';
import { refuse } from '../../platform/refusal.ts';
import { inTransaction } from '../../platform/transaction.ts';
import type { Upload } from '../../platform/uploads.ts';
import {
  changeFile,
  type FileRow,
  findFile,
  findSource,
  hasRunning,
  insertFile,
  lastRevision,
  listFileProblems,
  listFileRows,
  lockFile,
  saveMapping,
} from './dossier-files.queries.ts';
import { arrivedBytes, pathOf, removeContent, writePiece } from './file-content.ts';
import { takeDossierFile } from './take-dossier-file.job.ts';

const cursorKey = z.tuple([z.iso.datetime(), z.uuid()]);

export async function requireSource(db: Db, id: string): Promise<{ id: string; name: string }> {
  return (await findSource(db, id)) ?? refuse('not-found');
}

export async function listFiles(
  context: Context,
  sourceId: string,
  { limit, cursor }: z.output<typeof ROUTES.listDossierFiles.query>,
) {
  context.permit('dossier-files.manage');
  await requireSource(context.db, sourceId);
  const rows = await listFileRows(context.db, sourceId, decodeCursor(cursor, cursorKey), limit + 1);
  return toPage(rows, limit, ({ createdAt, id }) => [createdAt.toISOString(), id], toFile);
}

export async function announceFile(
  context: Context,
  sourceId: string,
  { name, size }: z.output<typeof ROUTES.announceDossierFile.body>,
): Promise<DossierFile> {
  context.permit('dossier-files.manage');
  const { db, person, now, requestId } = context;
  await requireSource(db, sourceId);
  const head = { id: newId(), sourceId, name, size, state: 'uploading' as const };
  return toFile(await insertFile(db, { ...head, createdBy: person.accountId, createdAt: now, requestId }));
}

/** The file, and that it belongs to the source. */
export async function requireFile(context: Context, sourceId: string, id: string): Promise<FileRow> {
  context.permit('dossier-files.manage');
  return (await findFile(context.db, sourceId, id)) ?? refuse('not-found');
}

export async function getFile(context: Context, sourceId: string, id: string): Promise<DossierFile> {
  return toFile(await requireFile(context, sourceId, id));
}

/** A piece that begins after what has arrived is not taken: the answer says where to go on. */
export async function sendPiece(
  context: Context,
  sourceId: string,
  id: string,
  at: number,
  { bytes }: Upload,
): Promise<{ arrived: number }> {
  const file = await requireFile(context, sourceId, id);
  if (file.state !== 'uploading') refuse('dossier-file-state');
  const path = pathOf(context.config, id);
  const arrived = await arrivedBytes(path);
  if (at > arrived) return { arrived };
  if (at + bytes.length > file.size) refuse('dossier-file-size');
  await writePiece(context.config, id, at, bytes);
  return { arrived: await arrivedBytes(path) };
}

/** All of it has arrived and nothing of it has been taken yet. */
export async function requireWhole(context: Context, file: FileRow): Promise<string> {
  if (file.state !== 'uploading') refuse('dossier-file-state');
  const path = pathOf(context.config, file.id);
  if ((await arrivedBytes(path)) !== file.size) refuse('dossier-file-size');
  return path;
}

/** Revisions count seconds from here on, so that they rise from file to file and fit for a lifetime. */
const REVISIONS_FROM = Date.parse('2020-01-01T00:00:00Z');

export async function startFile(
  context: Context,
  sourceId: string,
  id: string,
  { mapping, asOf }: z.output<typeof ROUTES.startDossierFile.body>,
): Promise<DossierFile> {
  const { now, person } = context;
  await requireWhole(context, await requireFile(context, sourceId, id));
  if (mapping.columns.dossier === undefined || (mapping.columns.unit === undefined && mapping.unit === null))
    refuse('dossier-file-columns');
  if (new Date(asOf) > now) refuse('dossier-file-as-of');
  return inTransaction(context.db, async (db) => {
    const file = await lockFile(db, id);
    if (file?.state !== 'uploading') refuse('dossier-file-state');
    if (await hasRunning(db, sourceId)) refuse('dossier-file-running');
    const seconds = Math.floor((now.getTime() - REVISIONS_FROM) / 1000);
    const revision = Math.max(1, seconds, (await lastRevision(db, sourceId)) + 1);
    const stored = JSON.stringify(mapping);
    await saveMapping(db, { sourceId, mapping: stored, changedBy: person.accountId, changedAt: now });
    const order = { asOf: new Date(asOf), mapping: stored, revision, startedAt: now };
    const started = await changeFile(db, id, { ...order, state: 'waiting' });
    await takeDossierFile.enqueue(db, { fileId: id });
    await recordAudit(db, context, {
      action: 'dossier-file.started',
      subject: `dossier-source:${sourceId}`,
      detail: { file: id, name: file.name, size: file.size, asOf },
    });
    return toFile(started);
  });
}

/** The job finds out at its next batch; what was taken by then stays. */
export async function cancelFile(context: Context, sourceId: string, id: string): Promise<DossierFile> {
  await requireFile(context, sourceId, id);
  const cancelled = await inTransaction(context.db, async (db) => {
    const file = await lockFile(db, id);
    if (file?.state !== 'uploading' && file?.state !== 'waiting' && file?.state !== 'running')
      refuse('dossier-file-state');
    await recordAudit(db, context, {
      action: 'dossier-file.cancelled',
      subject: `dossier-source:${sourceId}`,
      detail: { file: id, name: file.name, lastRow: file.lastRow },
    });
    return changeFile(db, id, { state: 'cancelled', endedAt: context.now });
  });
  await removeContent(context.config, id);
  return toFile(cancelled);
}

const HEADS = {
  vi: ['Dòng', 'Cột', 'Mã lỗi', 'Giá trị', 'Lỗi và cách sửa'],
  en: ['Row', 'Column', 'Code', 'Value', 'What is wrong and what to do'],
} as const;

/** Rows that were not taken, as a file. Text that a spreadsheet program would take for a formula is written as text. */
export async function problemsOfFile(context: Context, sourceId: string, id: string): Promise<FileAnswer> {
  const file = await requireFile(context, sourceId, id);
  const rows = await listFileProblems(context.db, id);
  const content = writeCsv({
    sheet: null,
    header: [...HEADS[context.locale]],
    rows: rows.map(({ atRow, columnName, code, value }, at) => ({
      row: at + 2,
      cells: [
        { kind: 'number', text: String(atRow) },
        ...[columnName, code, value, problemWords(code, value, context.locale)].map(textCell),
      ],
    })),
  });
  return { fileName: `loi-${file.name}.csv`, contentType: 'text/csv; charset=utf-8', content };
}

export const textCell = (text: string): Cell => ({ kind: 'text', text });

export function problemWords(code: string, value: string, locale: 'vi' | 'en'): string {
  const known = DOSSIER_PROBLEM_CODES.find((each) => each === code);
  return known === undefined ? code : describeDossierProblem(known, value, locale);
}

export const toFile = ({
  mapping: _mapping,
  revision: _revision,
  createdBy: _by,
  requestId: _request,
  ...file
}: FileRow): DossierFile => ({
  ...file,
  asOf: file.asOf?.toISOString() ?? null,
  createdAt: file.createdAt.toISOString(),
  startedAt: file.startedAt?.toISOString() ?? null,
  endedAt: file.endedAt?.toISOString() ?? null,
});
