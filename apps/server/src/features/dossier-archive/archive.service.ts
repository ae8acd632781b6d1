import { formatDate, parseDate } from '@parix/working-days';
import { instantInVietnam } from '@parix/workflow';
import { recordAudit } from '../../platform/audit-log.ts';
import type { Db } from '../../platform/context.ts';
import { newId } from '../../platform/ids.ts';
import { OperatorError } from '../../platform/operator-error.ts';
import { inTransaction } from '../../platform/transaction.ts';
import { lockSource } from '../dossiers/archiving.read-model.ts';
import { PAGE, requireIntact, writeFolder } from './archive-folder.ts';
import {
  archivesOfMonth,
  type ArchiveRow,
  changeArchive,
  type Claim,
  claimSome,
  deleteArchive,
  deleteEvents,
  dossiersOf,
  insertArchive,
  isRecounting,
  monthsToArchive,
  type Place,
  releaseDossiers,
  sourcesAndUnits,
  unfinishedArchives,
  withArchiveLock,
} from './dossier-archive.queries.ts';

export interface ArchiveOrder {
  /** The first month that stays, 'YYYY-MM'. */
  readonly before: string;
  /** Folder of the archives. */
  readonly folder: string;
  readonly now: Date;
  /** Hears of each archive that is finished. */
  readonly onArchive: (archive: FinishedArchive) => void;
}
export interface FinishedArchive {
  readonly name: string;
  readonly location: string;
  readonly dossiers: number;
  readonly events: number;
}

/** Months of which dossiers would be archived, and how many of each. */
export function previewArchive(db: Db, before: string, now: Date) {
  return monthsToArchive(db, endOf(before, now));
}

/**
 * Archives whole dossiers by the month in which they ended. In this order, each step made up for by the next call when
 * it was cut off: the dossiers are chosen, from when on nothing more is taken for them; their events and facts are
 * written, read back and compared; only then do the events leave the database, page by page.
 * @param db as the owner of the schema: the application's role may not remove an event
 * @throws OperatorError `ARCHIVE_MONTH`, `ARCHIVE_RECOUNTING`, `ARCHIVE_RUNNING`, and those of the folder
 */
export async function archiveDossiers(db: Db, order: ArchiveOrder): Promise<void> {
  const before = endOf(order.before, order.now);
  if (await isRecounting(db)) recounting();
  const done = await withArchiveLock(db, async () => {
    await claim(db, before, order.now);
    for (const archive of await unfinishedArchives(db)) await finish(db, archive, order);
    return true;
  });
  if (done === undefined) running();
}

const MONTH = /^\d{4}-(0[1-9]|1[0-2])$/;

/** The instant at which the months before begin to stay. */
function endOf(month: string, now: Date): Date {
  const first = MONTH.test(month) ? parseDate(`${month}-01`) : null;
  const at = first === null ? null : new Date(instantInVietnam(first, 0));
  if (at !== null && at <= now) return at;
  throw new OperatorError('ARCHIVE_MONTH', {
    vi: `"${month}" không phải tháng đã bắt đầu, dạng NNNN-TT, ví dụ 2024-01 (lưu kho các hồ sơ kết thúc trước tháng ấy).`,
    en: `"${month}" is no month that has begun, as in 2024-01 (dossiers that ended before it are archived).`,
  });
}

/** Chooses dossiers for the archives of their months. Takers of events hear of it with their next batch. */
async function claim(db: Db, before: Date, now: Date): Promise<void> {
  const claims: Claim[] = [];
  for (const { month } of await monthsToArchive(db, before))
    claims.push(claimOf(month, await openArchive(db, month, now)));
  if (claims.length === 0) return;
  const { sources, units } = await sourcesAndUnits(db);
  for (const { id: sourceId } of sources)
    for (const { id: unitId } of units) {
      let after: string | null = '';
      while (after !== null) {
        const from: string = after;
        after = await inTransaction(db, async (tx) => {
          await lockSource(tx, sourceId);
          return claimSome(tx, unitId, sourceId, claims, from, PAGE);
        });
      }
    }
}

function claimOf(month: string, archiveId: string): Claim {
  const first = parseDate(`${month}-01`) ?? 0;
  const next = parseDate(`${formatDate(first + 31).slice(0, 7)}-01`) ?? 0;
  return {
    archiveId,
    first: new Date(instantInVietnam(first, 0)),
    until: new Date(instantInVietnam(next, 0)),
  };
}

/** The archive of the month that is not written yet, or a new one beside those that are. */
async function openArchive(db: Db, month: string, now: Date): Promise<string> {
  const known = await archivesOfMonth(db, month);
  const open = known.find(({ writtenAt }) => writtenAt === null);
  if (open) return open.id;
  const name = known.length === 0 ? month : `${month}-${known.length + 1}`;
  return (await insertArchive(db, { id: newId(), name, month: `${month}-01`, claimedAt: now })).id;
}

async function finish(db: Db, archive: ArchiveRow, order: ArchiveOrder): Promise<void> {
  // What was to be chosen for it was opened again meanwhile, or an earlier call gave up.
  if (archive.writtenAt === null && (await dossiersOf(db, archive.id, null, 1)).length === 0)
    return giveUp(db, archive.id);
  const written = archive.writtenAt === null ? await write(db, archive, order) : archive;
  const { location, manifestSha256 } = written;
  if (location === null || manifestSha256 === null)
    throw new Error(`archive ${archive.name} was not written`);
  // What is about to leave the database must be there, today too.
  await requireIntact(location, manifestSha256);
  await removeEvents(db, archive.id);
  const { name, dossiers, events } = await inTransaction(db, async (tx) => {
    const done = await changeArchive(tx, archive.id, { removedAt: order.now });
    await recordAudit(
      tx,
      { now: order.now, requestId: null, person: null },
      {
        action: 'dossiers.archived',
        subject: `dossier-archive:${archive.id}`,
        detail: { name: done.name, dossiers: done.dossiers, events: done.events, location, manifestSha256 },
      },
    );
    return done;
  });
  order.onArchive({ name, location, dossiers: dossiers ?? 0, events: events ?? 0 });
}

/** An archive that cannot be written gives its dossiers back, so that their sources may go on speaking of them. */
async function write(db: Db, archive: ArchiveRow, { folder, now }: ArchiveOrder): Promise<ArchiveRow> {
  const written = await writeFolder(db, archive, folder).catch(async (error: unknown) => {
    await giveUp(db, archive.id);
    throw error;
  });
  return changeArchive(db, archive.id, { ...written, writtenAt: now });
}

async function giveUp(db: Db, archiveId: string): Promise<void> {
  for (;;) {
    const some: readonly Place[] = await dossiersOf(db, archiveId, null, PAGE);
    if (some.length === 0) break;
    await releaseDossiers(db, archiveId, some);
  }
  await deleteArchive(db, archiveId);
}

async function removeEvents(db: Db, archiveId: string): Promise<void> {
  let after: Place | null = null;
  for (;;) {
    const some: readonly Place[] = await dossiersOf(db, archiveId, after, PAGE);
    const last = some.at(-1);
    if (!last) return;
    await deleteEvents(db, some);
    after = last;
  }
}

function recounting(): never {
  throw new OperatorError('ARCHIVE_RECOUNTING', {
    vi: 'Hồ sơ đang được tính lại do thủ tục hoặc lịch thay đổi. Chờ việc nền ấy xong (trang Hồ sơ một cửa báo) rồi chạy lại.',
    en: 'Dossiers are being counted again because a procedure or the calendar changed. Wait for that job to end, then run again.',
  });
}

export function running(): never {
  throw new OperatorError('ARCHIVE_RUNNING', {
    vi: 'Một lệnh lưu kho hoặc khôi phục khác đang chạy. Chờ lệnh ấy xong.',
    en: 'Another command archives or restores dossiers. Wait for it to end.',
  });
}
