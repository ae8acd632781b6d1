import { stat } from 'node:fs/promises';
import { basename } from 'node:path';
import { DEFAULT_LIMITS, type TableLimits } from './limits.ts';
import { EMPTY_CELL, type Cell, type TableRow } from './table.ts';
import type { TableProblem, TableProblemCode } from './table-problems.ts';
import { takeThread } from './reading-threads.ts';
import type { ThreadMessage } from './worker/messages.ts';
import type { PackedCell, PackedRow } from './worker/row-sink.ts';
import type { ReadRequest } from './worker/read-source.ts';

/** A file on disk or in memory. `name` stands in messages; for a path its base name is taken when left out. */
export type TableSource =
  { readonly path: string; readonly name?: string } | { readonly bytes: Uint8Array; readonly name: string };

/** What came of a file: every message but the last word, in order, or why it is refused. */
export type ThreadReading<T> =
  | { readonly ok: true; readonly file: string; readonly read: T }
  | { readonly ok: false; readonly problems: readonly TableProblem[] };

/** Takes what a thread passes on while it reads; `finish` is asked once, after the whole file. */
export interface Collector<T> {
  readonly take: (message: Extract<ThreadMessage, { type: 'rows' | 'sheet' }>) => void;
  readonly finish: () => T;
}

/** At most this many files are parsed at once: each may use its full heap. */
const AT_ONCE = 2;

/**
 * Sizes are judged first, parsing runs in a thread with a heap and a time cap, formulas are not evaluated.
 * Never throws for what a file contains: a refused file is a coded problem.
 */
export async function readInThread<T>(
  source: TableSource,
  bounds: Partial<TableLimits>,
  wanted: ReadRequest['wanted'],
  collector: Collector<T>,
): Promise<ThreadReading<T>> {
  const limits: TableLimits = { ...DEFAULT_LIMITS, ...bounds };
  const file = source.name ?? ('path' in source ? basename(source.path) : '');
  const size = await sizeOf(source);
  if (typeof size === 'string')
    return refused(file, size === 'ENOENT' ? 'not-found' : 'not-readable', { reason: size });
  if (size > limits.bytes)
    return refused(file, 'too-many-bytes', { found: String(size), limit: String(limits.bytes) });
  if (size === 0) return refused(file, 'empty');
  await takeTurn();
  try {
    const input = 'path' in source ? { path: source.path } : { bytes: source.bytes };
    return await runThread(file, { input, limits, wanted }, collector);
  } finally {
    passTurn();
  }
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

const waiting: (() => void)[] = [];
let running = 0;

async function takeTurn(): Promise<void> {
  if (running >= AT_ONCE) await new Promise<void>((resolve) => waiting.push(resolve));
  else running += 1;
}

function passTurn(): void {
  const next = waiting.shift();
  if (next === undefined) running -= 1;
  else next();
}

function runThread<T>(
  file: string,
  request: ReadRequest,
  collector: Collector<T>,
): Promise<ThreadReading<T>> {
  const { heapMegabytes, milliseconds } = request.limits;
  return new Promise((resolve) => {
    const thread = takeThread(heapMegabytes);
    const finish = (result: ThreadReading<T>, usable: boolean): void => {
      clearTimeout(timer);
      if (usable) thread.giveBack();
      else thread.stop();
      resolve(result);
    };
    const timer = setTimeout(
      () => finish(refused(file, 'too-slow', { limit: String(milliseconds) }), false),
      milliseconds,
    );
    thread.read(request, (event) => {
      if (event.type === 'rows' || event.type === 'sheet') collector.take(event);
      else if (event.type === 'done') finish({ ok: true, file, read: collector.finish() }, true);
      else if (event.type === 'refused') finish({ ok: false, problems: [problem(file, event)] }, true);
      else if (event.type === 'ended' && event.outOfMemory)
        finish(refused(file, 'too-much-memory', { limit: String(heapMegabytes) }), false);
      else finish(refused(file, 'not-readable', { reason: event.reason }), false);
    });
  });
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
  what: Pick<Extract<ThreadMessage, { type: 'refused' }>, 'code' | 'detail' | 'place'>,
): TableProblem {
  const { sheet = null, cell = null, line = null } = what.place;
  return { code: what.code, file, sheet, cell, line, detail: what.detail };
}
