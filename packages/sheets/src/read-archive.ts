import { basename } from 'node:path';
import type { TableProblem } from './table-problems.ts';
import { DEFAULT_LIMITS, type TableLimits } from './limits.ts';
import { Refusal } from './worker/refusal.ts';
import { byteSource } from './worker/source.ts';
import { openParts } from './worker/zip.ts';

export type ArchiveResult =
  | { readonly ok: true; readonly files: ReadonlyMap<string, Uint8Array> }
  | { readonly ok: false; readonly problem: TableProblem };

/**
 * Unpacks a ZIP file into memory after judging its directory the way workbooks are judged: number and size of
 * entries, ratios, overlaps, unsafe names, encryption. Folders are left out; an archive inside is given as its bytes.
 * Never writes to disk.
 */
export async function readArchive(path: string, limits: Partial<TableLimits> = {}): Promise<ArchiveResult> {
  const file = basename(path);
  const refused = (code: TableProblem['code'], detail: TableProblem['detail']): ArchiveResult => ({
    ok: false,
    problem: { code, file, sheet: null, cell: null, line: null, detail },
  });
  try {
    const source = await byteSource({ path });
    const bounds = { ...DEFAULT_LIMITS, ...limits };
    if (source.size > bounds.bytes) {
      return refused('too-many-bytes', { found: String(source.size), limit: String(bounds.bytes) });
    }
    const parts = await openParts(source, bounds, 'keep');
    const files = new Map<string, Uint8Array>();
    try {
      for (const name of parts.names) if (!name.endsWith('/')) files.set(name, await parts.readBytes(name));
    } finally {
      parts.close();
    }
    return { ok: true, files };
  } catch (error) {
    if (error instanceof Refusal) return refused(error.code, error.detail);
    const code = error instanceof Error && 'code' in error ? String(error.code) : 'EIO';
    return refused(code === 'ENOENT' ? 'not-found' : 'not-readable', { reason: code });
  }
}
