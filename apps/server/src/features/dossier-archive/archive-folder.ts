import { createHash } from 'node:crypto';
import { createReadStream } from 'node:fs';
import { mkdir, open, readFile, rename, rm, stat } from 'node:fs/promises';
import { join } from 'node:path';
import { pipeline } from 'node:stream/promises';
import { z } from 'zod';
import type { Db } from '../../platform/context.ts';
import { OperatorError } from '../../platform/operator-error.ts';
import { type Column, DOSSIER_COLUMNS, EVENT_COLUMNS } from './archive-columns.ts';
import {
  type ArchiveRow,
  dossiersOf,
  eventsOfAll,
  type Place,
  sourcesAndUnits,
} from './dossier-archive.queries.ts';
import { type Content, newParquetFile, storedContent } from './parquet-file.ts';

const FORMAT = 'parix.dossier-archive/1';
export const EVENT_FILE = 'events.parquet';
const DOSSIER_FILE = 'dossiers.parquet';
const MANIFEST = 'manifest.json';
/** Dossiers that are read at once. */
export const PAGE = 2000;

const sha256 = z.string().regex(/^[0-9a-f]{64}$/);
const named = z.object({ id: z.uuid(), code: z.string(), name: z.string() });
const manifest = z.object({
  format: z.literal(FORMAT),
  id: z.uuid(),
  name: z.string(),
  month: z.string(),
  claimedAt: z.iso.datetime(),
  dossiers: z.int(),
  events: z.int(),
  sources: z.array(named),
  units: z.array(named),
  files: z.array(
    z.object({
      name: z.enum([EVENT_FILE, DOSSIER_FILE]),
      bytes: z.int(),
      sha256,
      rows: z.int(),
      columns: z.array(
        z.object({ name: z.string(), type: z.string(), optional: z.boolean(), meaning: z.string() }),
      ),
    }),
  ),
});
type Manifest = z.output<typeof manifest>;

export interface WrittenFolder {
  readonly location: string;
  readonly manifestSha256: string;
  readonly dossiers: number;
  readonly events: number;
}

/** All dossiers of an archive with their events, in the order of their keys. */
async function* pagesOf(db: Db, archiveId: string) {
  let after: Place | null = null;
  for (;;) {
    const dossiers = await dossiersOf(db, archiveId, after, PAGE);
    const last = dossiers.at(-1);
    if (!last) return;
    yield { dossiers, events: await eventsOfAll(db, dossiers) };
    after = last;
  }
}

/**
 * Writes the folder of an archive beside its place, reads it back, compares it with what the database gave, and moves
 * it there in one step: a folder of that name is whole. What an earlier try left behind is replaced.
 * @throws OperatorError `ARCHIVE_FOLDER_USED`, `ARCHIVE_NOT_WRITTEN`
 */
export async function writeFolder(db: Db, archive: ArchiveRow, parent: string): Promise<WrittenFolder> {
  const location = join(parent, archive.name);
  const stage = `${location}.dang-ghi`;
  await refuseForeign(location, archive.id);
  try {
    await rm(stage, { recursive: true, force: true });
    await mkdir(stage, { recursive: true, mode: 0o700 });
    const { dossiers, events, units, sources } = await writeFiles(db, archive.id, stage);
    const head = { id: archive.id, name: archive.name, month: archive.month.slice(0, 7) };
    const files = [
      await describeFile(stage, EVENT_FILE, events.rows, EVENT_COLUMNS),
      await describeFile(stage, DOSSIER_FILE, dossiers.rows, DOSSIER_COLUMNS),
    ];
    const said: Manifest = {
      ...{ format: FORMAT, ...head, claimedAt: archive.claimedAt.toISOString() },
      ...{ dossiers: dossiers.rows, events: events.rows, sources, units, files },
    };
    const text = `${JSON.stringify(said, null, 2)}\n`;
    await writeLasting(join(stage, MANIFEST), text);
    await rm(location, { recursive: true, force: true });
    await rename(stage, location);
    await syncFolder(parent);
    const manifestSha256 = createHash('sha256').update(text).digest('hex');
    return { location, manifestSha256, dossiers: dossiers.rows, events: events.rows };
  } catch (error) {
    await rm(stage, { recursive: true, force: true }).catch(() => undefined);
    throw failureOf(error, location);
  }
}

async function writeFiles(db: Db, archiveId: string, stage: string) {
  const known = await sourcesAndUnits(db);
  const unitById = new Map(known.units.map((unit) => [unit.id, unit]));
  const sourceById = new Map(known.sources.map((source) => [source.id, source]));
  const [units, sources] = [new Set<string>(), new Set<string>()];
  const named = <Row extends Pick<Place, 'unitId' | 'sourceId'>>(row: Row) => ({
    ...row,
    unitCode: unitById.get(row.unitId)?.code ?? '',
    sourceCode: sourceById.get(row.sourceId)?.code ?? '',
  });
  const eventFile = newParquetFile(join(stage, EVENT_FILE), EVENT_COLUMNS);
  const dossierFile = newParquetFile(join(stage, DOSSIER_FILE), DOSSIER_COLUMNS);
  for await (const page of pagesOf(db, archiveId)) {
    dossierFile.add(page.dossiers.map(named));
    eventFile.add(page.events.map(named));
    for (const { unitId, sourceId } of page.dossiers) {
      units.add(unitId);
      sources.add(sourceId);
    }
  }
  const [events, dossiers] = [await eventFile.close(), await dossierFile.close()];
  requireSame(events, await storedContent(join(stage, EVENT_FILE), EVENT_COLUMNS));
  requireSame(dossiers, await storedContent(join(stage, DOSSIER_FILE), DOSSIER_COLUMNS));
  return {
    dossiers,
    events,
    units: known.units.filter(({ id }) => units.has(id)),
    sources: known.sources.filter(({ id }) => sources.has(id)),
  };
}

function requireSame(given: Content, read: Content): void {
  if (given.rows !== read.rows || given.digest !== read.digest)
    throw new Error(`read back, the file holds ${read.rows} rows that are not the ${given.rows} written`);
}

async function describeFile(
  folder: string,
  name: Manifest['files'][number]['name'],
  rows: number,
  columns: readonly Column<never>[],
): Promise<Manifest['files'][number]> {
  const path = join(folder, name);
  const { size: bytes } = await stat(path);
  const described = columns.map(({ of: _of, ...column }) => column);
  return { name, bytes, sha256: await hashOf(path), rows, columns: described };
}

async function hashOf(path: string): Promise<string> {
  const hash = createHash('sha256');
  await pipeline(createReadStream(path), hash);
  return hash.digest('hex');
}

async function writeLasting(path: string, text: string): Promise<void> {
  const file = await open(path, 'w', 0o600);
  try {
    await file.writeFile(text);
    await file.sync();
  } finally {
    await file.close();
  }
}

async function syncFolder(path: string): Promise<void> {
  const folder = await open(path, 'r');
  try {
    await folder.sync();
  } finally {
    await folder.close();
  }
}

/** A folder of the same name that belongs to something else is never written over. */
async function refuseForeign(location: string, id: string): Promise<void> {
  const found = await stat(location).catch(() => undefined);
  if (!found) return;
  const text = await readFile(join(location, MANIFEST), 'utf8').catch(() => '');
  if (readManifest(text)?.id === id) return;
  throw new OperatorError('ARCHIVE_FOLDER_USED', {
    vi: `Thư mục ${location} đã có và không thuộc lần lưu kho này. Chọn thư mục khác bằng --out.`,
    en: `The folder ${location} is there already and does not belong to this archive. Choose another one with --out.`,
  });
}

function readManifest(text: string): Manifest | undefined {
  try {
    return manifest.safeParse(JSON.parse(text)).data;
  } catch {
    return undefined;
  }
}

/** The machine's refusals are the operator's to mend; anything else is a fault of ours and stays one. */
function failureOf(error: unknown, location: string): unknown {
  const code = error instanceof Error && 'syscall' in error && 'code' in error ? String(error.code) : '';
  if (code === '') return error;
  return new OperatorError('ARCHIVE_NOT_WRITTEN', {
    vi: `Chưa ghi được ${location} (${code}); chưa có gì rời cơ sở dữ liệu. Kiểm tra chỗ trống và quyền ghi rồi chạy lại.`,
    en: `${location} could not be written (${code}); nothing has left the database. Check space and rights and run again.`,
  });
}

/** Id of the archive that a folder says it is. @throws OperatorError `ARCHIVE_MISSING` */
export async function idOfFolder(location: string): Promise<string> {
  const text = await readFile(join(location, MANIFEST), 'utf8').catch(() => '');
  return readManifest(text)?.id ?? missing(location);
}

/**
 * That the folder is the one that was written, byte by byte.
 * @throws OperatorError `ARCHIVE_MISSING`, `ARCHIVE_DAMAGED`
 */
export async function requireIntact(location: string, manifestSha256: string): Promise<void> {
  const text = await readFile(join(location, MANIFEST), 'utf8').catch(() => '');
  const said = readManifest(text) ?? missing(location);
  if (createHash('sha256').update(text).digest('hex') !== manifestSha256) damaged(join(location, MANIFEST));
  for (const file of said.files) {
    const path = join(location, file.name);
    if ((await hashOf(path).catch(() => '')) !== file.sha256) damaged(path);
  }
}

function missing(location: string): never {
  throw new OperatorError('ARCHIVE_MISSING', {
    vi: `Không thấy bản lưu kho ở ${location} (thiếu hoặc hỏng ${MANIFEST}). Gắn lại ổ đĩa, hoặc chép thư mục từ bản sao lưu rồi chạy lại.`,
    en: `There is no archive at ${location} (${MANIFEST} is missing or damaged). Mount the disk, or copy the folder from a backup, and run again.`,
  });
}

function damaged(path: string): never {
  throw new OperatorError('ARCHIVE_DAMAGED', {
    vi: `${path} không còn như lúc ghi (sai SHA-256). Không làm gì thêm; lấy thư mục từ bản sao lưu rồi chạy lại.`,
    en: `${path} is not as it was written (SHA-256 differs). Nothing was done; take the folder from a backup and run again.`,
  });
}
