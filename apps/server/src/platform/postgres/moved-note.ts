import { existsSync, readFileSync, renameSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { z } from 'zod';
import { OperatorError } from '../operator-error.ts';

const noteSchema = z.object({ movedAt: z.iso.datetime(), server: z.string() });

/** Says in the data folder that the rows of its embedded server live elsewhere now. */
export type MovedNote = z.infer<typeof noteSchema>;

const pathIn = (dataDir: string): string => join(dataDir, 'database-moved.json');

export function readMovedNote(dataDir: string): MovedNote | undefined {
  const path = pathIn(dataDir);
  return existsSync(path) ? noteSchema.parse(JSON.parse(readFileSync(path, 'utf8'))) : undefined;
}

/** Written whole or not at all: from then on nobody opens what was left behind by mistake. */
export function writeMovedNote(dataDir: string, note: MovedNote): void {
  const path = pathIn(dataDir);
  writeFileSync(`${path}.new`, JSON.stringify(note), { mode: 0o600 });
  renameSync(`${path}.new`, path);
}

/** @throws OperatorError `DATABASE_MOVED`: what is written to the old rows would be missing in the new ones. */
export function refuseMoved(dataDir: string): void {
  const note = readMovedNote(dataDir);
  if (note === undefined) return;
  throw new OperatorError('DATABASE_MOVED', {
    vi: `Cơ sở dữ liệu nhúng của thư mục này đã chuyển sang ${note.server} lúc ${note.movedAt}. Hãy đặt DATABASE_URL tới máy chủ đó. Chỉ khi chắc chắn muốn bỏ mọi điều đã ghi ở máy chủ mới và quay về dữ liệu cũ: xóa tệp ${pathIn(dataDir)}.`,
    en: `The embedded database of this folder moved to ${note.server} at ${note.movedAt}. Set DATABASE_URL to that server. Only to give up what was written there since, and to return to the old data: remove ${pathIn(dataDir)}.`,
  });
}
