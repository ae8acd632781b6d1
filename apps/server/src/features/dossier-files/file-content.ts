import { createReadStream } from 'node:fs';
import { mkdir, open, readdir, rm, stat } from 'node:fs/promises';
import { join } from 'node:path';
import {
  type Cell,
  cellText,
  describeTableProblem,
  readTable,
  rowsFromText,
  type TableProblem,
  type TextRow,
} from '@parix/sheets';
import type { UseCaseConfig } from '../../platform/context.ts';
import type { Locale } from '../../platform/locale.ts';

/* Files lie in the data folder while they arrive and are taken, under names of ours; then they are removed. */

const folderOf = ({ dataDir }: UseCaseConfig): string => join(dataDir, 'dossier-files');
export const pathOf = (config: UseCaseConfig, id: string): string => join(folderOf(config), id);

/** Bytes that have arrived. */
export const arrivedBytes = (path: string): Promise<number> =>
  stat(path).then(
    ({ size }) => size,
    () => 0,
  );

/** Writes a piece at its place and makes it last; the same piece again changes nothing. */
export async function writePiece(
  config: UseCaseConfig,
  id: string,
  at: number,
  bytes: Uint8Array,
): Promise<void> {
  await mkdir(folderOf(config), { recursive: true, mode: 0o700 });
  const path = pathOf(config, id);
  const file = await open(path, at === 0 && (await arrivedBytes(path)) === 0 ? 'w' : 'r+', 0o600);
  try {
    await file.write(bytes, 0, bytes.length, at);
    await file.datasync();
  } finally {
    await file.close();
  }
}

export const removeContent = (config: UseCaseConfig, id: string): Promise<void> =>
  rm(pathOf(config, id), { force: true });

const ID = /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/;

/** Ids of the files of which bytes lie here. */
export const heldContents = (config: UseCaseConfig): Promise<readonly string[]> =>
  readdir(folderOf(config)).then(
    (names) => names.filter((name) => ID.test(name)),
    () => [],
  );

/** The first bytes of the file. */
export async function headOf(path: string, bytes: number): Promise<Uint8Array> {
  const file = await open(path, 'r');
  try {
    const { bytesRead, buffer } = await file.read(Buffer.alloc(bytes), 0, bytes, 0);
    return buffer.subarray(0, bytesRead);
  } finally {
    await file.close();
  }
}

export interface Reading {
  /** Batches in order; a CSV of any size takes the memory of one. */
  readonly batches: AsyncIterable<readonly TextRow[]>;
  /** Bytes read by now. */
  readonly bytesRead: () => number;
}

/** A workbook that cannot be read: limits, damage, another format. */
export class UnreadableFile extends Error {
  readonly problems: readonly TableProblem[];
  constructor(problems: readonly TableProblem[]) {
    super(problems.map(({ code }) => code).join(', '));
    this.problems = problems;
  }
  words(locale: Locale): string {
    return this.problems.map((problem) => describeTableProblem(problem, locale)).join(' ');
  }
}

/** Opens a CSV of any size, or a workbook within the limits that hold for workbooks. */
export async function openRows(path: string, name: string, batch: number): Promise<Reading> {
  const head = Buffer.from(await headOf(path, 8));
  const isText = !/^(PK\x03\x04|PK\x05\x06|\xd0\xcf\x11\xe0|%PDF|\x1f\x8b|Rar!|7z)/.test(
    head.toString('latin1'),
  );
  if (!isText) return openWorkbook(path, name, batch);
  let read = 0;
  const chunks = async function* () {
    for await (const chunk of createReadStream(path, {
      highWaterMark: 64 * 1024,
    }) as AsyncIterable<Buffer>) {
      read += chunk.length;
      yield chunk;
    }
  };
  return { batches: rowsFromText(chunks(), batch), bytesRead: () => read };
}

async function openWorkbook(path: string, name: string, batch: number): Promise<Reading> {
  const reading = await readTable({ path, name });
  if (!reading.ok) throw new UnreadableFile(reading.problems);
  const { header, headerRow, rows } = reading.table;
  const size = await arrivedBytes(path);
  let done = 0;
  const batches = async function* () {
    yield await Promise.resolve([{ row: headerRow, cells: header }]);
    for (let at = 0; at < rows.length; at += batch) {
      const some = rows.slice(at, at + batch);
      done = (at + some.length) / rows.length;
      yield some.map(({ row, cells }) => ({ row, cells: cells.map(textOf) }));
    }
  };
  return { batches: batches(), bytesRead: () => Math.floor(size * done) };
}

/** Errors of formulas stay visible as what they are: no value of any column looks like them. */
const textOf = (cell: Cell): string => cellText(cell);
