import { join } from 'node:path';
import { z } from 'zod';
import { recordAudit } from '../../platform/audit-log.ts';
import type { Db } from '../../platform/context.ts';
import { OperatorError } from '../../platform/operator-error.ts';
import { inTransaction } from '../../platform/transaction.ts';
import { type EventRow, lockSource, recountDossiers } from '../dossiers/archiving.read-model.ts';
import { EVENT_FILE, idOfFolder, requireIntact } from './archive-folder.ts';
import { running } from './archive.service.ts';
import {
  dossiersOf,
  findArchive,
  insertEventsAgain,
  type Place,
  releaseDossiers,
  withArchiveLock,
} from './dossier-archive.queries.ts';
import { readParquetFile } from './parquet-file.ts';

/** Dossiers of one transaction: events that arrive meanwhile wait for it. */
const BATCH = 500;

export interface RestoreOrder {
  /** The folder of one archive. */
  readonly folder: string;
  /** Codes of dossiers; empty: all. */
  readonly codes: readonly string[];
  readonly now: Date;
}

/**
 * Takes dossiers of an archive back into the database, after the folder has been compared with the hash that was kept
 * when it was written. From then on they are like any other: events are taken, and they count by the rules of today.
 * Cut off, the next call does what is left. The folder stays as it is.
 * @throws OperatorError `ARCHIVE_MISSING`, `ARCHIVE_DAMAGED`, `ARCHIVE_UNKNOWN`, `ARCHIVE_INCOMPLETE`, `ARCHIVE_RUNNING`
 */
export async function restoreDossiers(
  db: Db,
  order: RestoreOrder,
): Promise<{ readonly name: string; readonly dossiers: number }> {
  const archive = await findArchive(db, await idOfFolder(order.folder));
  const { id, name, manifestSha256 } = archive ?? unknown(order.folder);
  if (manifestSha256 === null) unknown(order.folder);
  await requireIntact(order.folder, manifestSha256);
  const dossiers = await withArchiveLock(db, () => takeBack(db, id, order));
  if (dossiers === undefined) return running();
  await requireWhole(db, id, order, dossiers);
  return { name, dossiers };
}

async function takeBack(db: Db, archiveId: string, { folder, codes, now }: RestoreOrder): Promise<number> {
  const wanted = new Set(codes);
  let taken = 0;
  for await (const batch of dossiersIn(join(folder, EVENT_FILE), wanted))
    taken += await inTransaction(db, (tx) => takeBatch(tx, archiveId, batch, now));
  if (taken > 0)
    await recordAudit(
      db,
      { now, requestId: null, person: null },
      {
        action: 'dossiers.restored',
        subject: `dossier-archive:${archiveId}`,
        detail: { dossiers: taken, all: codes.length === 0 },
      },
    );
  return taken;
}

/** Dossiers of one source, each with all of its events. */
type Batch = ReadonlyMap<string, readonly EventRow[]>;

async function takeBatch(db: Db, archiveId: string, batch: Batch, now: Date): Promise<number> {
  const places = [...batch.values()].flatMap(([event]) => (event ? [placeOf(event)] : []));
  const sourceId = places[0]?.sourceId;
  if (sourceId === undefined) return 0;
  await lockSource(db, sourceId);
  // Others were taken back before, or are in a later archive.
  const released = await releaseDossiers(db, archiveId, places);
  if (released.length === 0) return 0;
  const events = released.flatMap((place) => batch.get(nameOf(place)) ?? []);
  await insertEventsAgain(db, events);
  await recountDossiers(db, sourceId, released, now);
  return released.length;
}

const placeOf = ({ unitId, sourceId, dossierCode }: EventRow): Place => ({
  unitId,
  sourceId,
  code: dossierCode,
});
const nameOf = ({ unitId, code }: Place): string => `${unitId}\n${code}`;

/** The events of the file by dossier, in batches of one source each; `wanted` empty: of every dossier. */
async function* dossiersIn(path: string, wanted: ReadonlySet<string>): AsyncGenerator<Batch> {
  let batch = new Map<string, EventRow[]>();
  let sourceId = '';
  for await (const rows of readParquetFile(path)) {
    for (const row of rows) {
      const event = toEvent(row);
      if (wanted.size > 0 && !wanted.has(event.dossierCode)) continue;
      const name = nameOf(placeOf(event));
      const known = batch.get(name);
      if (known && event.sourceId === sourceId) {
        known.push(event);
        continue;
      }
      // Events of a dossier stand together: a new one begins, so all before it are whole.
      if (batch.size >= BATCH || event.sourceId !== sourceId) {
        if (batch.size > 0) yield batch;
        batch = new Map();
        ({ sourceId } = event);
      }
      batch.set(name, [event]);
    }
  }
  if (batch.size > 0) yield batch;
}

const storedEvent = z.object({
  unit_id: z.uuid(),
  source_id: z.uuid(),
  dossier_code: z.string(),
  event_id: z.string(),
  revision: z.int(),
  voided: z.boolean(),
  kind: z.string(),
  at: z.date(),
  procedure_code: z.string().nullish(),
  data: z.record(z.string(), z.unknown()),
  recorded_at: z.date(),
  request_id: z.string().nullish(),
});

function toEvent(row: Record<string, unknown>): EventRow {
  const event = storedEvent.parse(row);
  const { revision, voided, kind, at, data } = event;
  return {
    ...{ revision, voided, kind, at, data },
    unitId: event.unit_id,
    sourceId: event.source_id,
    dossierCode: event.dossier_code,
    eventId: event.event_id,
    procedureCode: event.procedure_code ?? null,
    recordedAt: event.recorded_at,
    requestId: event.request_id ?? null,
  };
}

async function requireWhole(db: Db, id: string, { codes }: RestoreOrder, taken: number): Promise<void> {
  const left = codes.length === 0 ? (await dossiersOf(db, id, null, 1)).length : 0;
  if (left === 0 && (codes.length === 0 || taken > 0)) return;
  throw new OperatorError('ARCHIVE_INCOMPLETE', {
    vi: 'Bản lưu kho này không (còn) giữ hồ sơ cần khôi phục: mã hồ sơ chưa đúng, hoặc hồ sơ đã được khôi phục. Xem trang của hồ sơ để biết nó nằm ở bản nào.',
    en: 'This archive does not hold the dossiers that were asked for: the code is wrong, or they were restored before. The page of the dossier names its archive.',
  });
}

function unknown(folder: string): never {
  throw new OperatorError('ARCHIVE_UNKNOWN', {
    vi: `Cơ sở dữ liệu này không biết bản lưu kho ở ${folder}. Kiểm tra DATABASE_URL hoặc PARIX_DATA, và thư mục đã chọn.`,
    en: `This database does not know the archive at ${folder}. Check DATABASE_URL or PARIX_DATA, and the folder.`,
  });
}
