import { randomUUID } from 'node:crypto';
import { rename, rm, writeFile } from 'node:fs/promises';
import { basename, dirname, join } from 'node:path';
import { EXIT } from '../exit-codes.ts';
import { Failure } from '../failure.ts';
import { say } from '../text.ts';

/** Writes a file whole or not at all: to a temporary name beside it, then renamed. Throws `Failure` (environment). */
export async function saveFile(path: string, content: string | Uint8Array): Promise<void> {
  const temporary = join(dirname(path), `.${basename(path)}.${randomUUID()}.tmp`);
  try {
    await writeFile(temporary, content, { flag: 'wx' });
    await rename(temporary, path);
  } catch (error) {
    await rm(temporary, { force: true });
    const code = error instanceof Error && 'code' in error ? String(error.code) : 'EIO';
    throw new Failure(EXIT.environment, [
      say(
        `${path}: không ghi được (${code}). Kiểm tra thư mục và quyền ghi.`,
        `${path}: cannot be written (${code}). Check the folder and its permissions.`,
      ),
    ]);
  }
}
