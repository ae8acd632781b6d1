import { open } from 'node:fs/promises';
import { EXIT } from './exit-codes.ts';
import { Failure } from './failure.ts';
import { say } from './text.ts';

/** Reads a text file of at most `limit` bytes in UTF-8. Throws `Failure` (bad input) with the reason. */
export async function readText(path: string, limit: number): Promise<string> {
  const bytes = await readBytes(path, limit);
  try {
    return new TextDecoder('utf-8', { fatal: true }).decode(bytes);
  } catch {
    throw badFile(
      path,
      'không phải văn bản UTF-8; lưu lại ở bảng mã UTF-8',
      'is not UTF-8 text; save it as UTF-8',
    );
  }
}

async function readBytes(path: string, limit: number): Promise<Uint8Array> {
  try {
    const file = await open(path, 'r');
    try {
      const { size } = await file.stat();
      if (size > limit) throw tooLarge(path, size, limit);
      return await file.readFile();
    } finally {
      await file.close();
    }
  } catch (error) {
    throw error instanceof Failure ? error : unreadable(path, error);
  }
}

function tooLarge(path: string, size: number, limit: number): Failure {
  return badFile(
    path,
    `lớn ${size} byte, quá mức ${limit} byte; chia nhỏ tệp`,
    `has ${size} bytes, the limit is ${limit}; split the file`,
  );
}

function unreadable(path: string, error: unknown): Failure {
  const code = error instanceof Error && 'code' in error ? String(error.code) : '';
  if (code === 'ENOENT')
    return badFile(path, 'không có tệp này; kiểm tra đường dẫn', 'does not exist; check the path');
  if (code === 'EISDIR') return badFile(path, 'là thư mục; chỉ ra một tệp', 'is a folder; name a file');
  return badFile(
    path,
    `không đọc được (${code}); kiểm tra quyền đọc`,
    `cannot be read (${code}); check the permissions`,
  );
}

export function badFile(path: string, vi: string, en: string): Failure {
  return new Failure(EXIT.badInput, [say(`${path}: ${vi}.`, `${path}: ${en}.`)]);
}
