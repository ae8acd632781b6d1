import { stat } from 'node:fs/promises';
import { basename } from 'node:path';
import { createProcessPool, type JobFault } from '@parix/capped-process';
import { DEFAULT_LIMITS, type TableLimits } from './limits.ts';
import { EMPTY_CELL, type Cell, type TableRow } from './table.ts';
import type { TableProblem, TableProblemCode } from './table-problems.ts';
import type { ReadEnd, ReadPart } from './worker/messages.ts';
import type { PackedCell, PackedRow } from './worker/row-sink.ts';
import type { ReadRequest } from './worker/read-source.ts';

/** A file on disk or in memory. `name` stands in messages; for a path its base name is taken when left out. */
export type TableSource =
  { readonly path: string; readonly name?: string } | { readonly bytes: Uint8Array; readonly name: string };

/** What came of a file: every message but the last word, in order, or why it is refused. */
export type Reading<T> =
  | { readonly ok: true; readonly file: string; readonly read: T }
  | { readonly ok: false; readonly problems: readonly TableProblem[] };

/** Takes what is passed on while a file is read; `finish` is asked once, after the whole file. */
export interface Collector<T> {
  readonly take: (part: ReadPart) => void;
  readonly finish: () => T;
}

const pool = createProcessPool<ReadRequest, ReadPart, ReadEnd>({
  script: new URL('./worker/start.mjs', import.meta.url),
  atOnce: 2,
  keptMilliseconds: 3_000,
});

/**
 * Sizes are judged first, parsing runs in a process of its own with caps on memory and time, formulas are not evaluated.
 * Never throws for what a file contains: a refused file is a coded problem.
 */
export async function readApart<T>(
  source: TableSource,
  bounds: Partial<TableLimits>,
  wanted: ReadRequest['wanted'],
  collector: Collector<T>,
): Promise<Reading<T>> {
  const limits: TableLimits = { ...DEFAULT_LIMITS, ...bounds };
  const file = source.name ?? ('path' in source ? basename(source.path) : '');
  const size = await sizeOf(source);
  if (typeof size === 'string')
    return refused(file, size === 'ENOENT' ? 'not-found' : 'not-readable', { reason: size });
  if (size > limits.bytes)
    return refused(file, 'too-many-bytes', { found: String(size), limit: String(limits.bytes) });
  if (size === 0) return refused(file, 'empty');
  const input = 'path' in source ? { path: source.path } : { bytes: source.bytes };
  const result = await pool.run({ input, limits, wanted }, limits, collector.take);
  if (!result.ok) return refused(file, ...faultOf(result.fault, limits));
  if (result.answer.type === 'refused') return { ok: false, problems: [problem(file, result.answer)] };
  return { ok: true, file, read: collector.finish() };
}

/** As a coded problem. What went wrong inside is of no use to whoever sent the file. */
function faultOf(
  fault: JobFault,
  limits: TableLimits,
): readonly [TableProblemCode, Readonly<Record<string, string>>] {
  if (fault === 'too-slow') return ['too-slow', { limit: String(limits.milliseconds) }];
  if (fault === 'too-much-memory') return ['too-much-memory', { limit: String(limits.heapMegabytes) }];
  return ['not-readable', { reason: 'internal' }];
}

/** Size in bytes, or the reason why it cannot be told. */
async function sizeOf(source: TableSource): Promise<number | string> {
  if ('bytes' in source) return source.bytes.length;
  try {
    const found = await stat(source.path);
    return found.isFile() ? found.size : 'EISDIR';
  } catch (error) {
    return error instanceof Error && 'code' in error ? String(error.code) : 'EIO';
  }
}

export function unpackRow(row: PackedRow): TableRow {
  return { row: row.row, cells: row.cells.map(unpackCell) };
}

function unpackCell(packed: PackedCell): Cell {
  if (packed === null) return EMPTY_CELL;
  const letter = packed[0] ?? '';
  const text = packed.slice(1);
  const kind = letter.toLowerCase();
  const formula = letter !== kind || kind === 'f' ? ({ formula: true } as const) : {};
  if (kind === 't') return { kind: 'text', text, ...formula };
  if (kind === 'n') return { kind: 'number', text, ...formula };
  if (kind === 'p') return { kind: 'number', text, percent: true, ...formula };
  if (kind === 'b') return { kind: 'boolean', value: text === '1', ...formula };
  if (kind === 'd') return { kind: 'date', iso: text, ...formula };
  if (kind === 'e') return { kind: 'error', code: text, ...formula };
  return { kind: 'empty', ...formula };
}

export function refused(
  file: string,
  code: TableProblemCode,
  detail: Readonly<Record<string, string>> = {},
): { readonly ok: false; readonly problems: readonly TableProblem[] } {
  return { ok: false, problems: [problem(file, { code, detail, place: {} })] };
}

function problem(
  file: string,
  what: Pick<Extract<ReadEnd, { type: 'refused' }>, 'code' | 'detail' | 'place'>,
): TableProblem {
  const { sheet = null, cell = null, line = null } = what.place;
  return { code: what.code, file, sheet, cell, line, detail: what.detail };
}
