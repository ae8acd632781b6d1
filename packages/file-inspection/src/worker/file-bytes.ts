import { open } from 'node:fs/promises';
import { FileRefusal } from './file-refusal.ts';

/** Random access to a file on disk or to bytes in memory. */
export interface FileBytes {
  /** Null when the bytes are in memory, as those of a document inside a document are. */
  readonly path: string | null;
  readonly size: number;
  /** Fewer bytes than asked for at the end of the file. */
  readonly read: (at: number, length: number) => Promise<Buffer>;
  readonly close: () => Promise<void>;
}

/** Throws `FileRefusal` when the file is gone or may not be read. */
export async function openFileBytes(path: string): Promise<FileBytes> {
  const file = await open(path, 'r').catch((error: NodeJS.ErrnoException) => {
    throw new FileRefusal('not-readable', { reason: error.code ?? 'EIO' });
  });
  const { size } = await file.stat();
  return {
    path,
    size,
    read: async (at, length) => {
      const buffer = Buffer.alloc(Math.max(0, Math.min(length, size - at)));
      let filled = 0;
      while (filled < buffer.length) {
        const { bytesRead } = await file.read(buffer, filled, buffer.length - filled, at + filled);
        if (bytesRead === 0) break;
        filled += bytesRead;
      }
      return buffer.subarray(0, filled);
    },
    close: () => file.close(),
  };
}

export function fileBytesOf(bytes: Buffer): FileBytes {
  return {
    path: null,
    size: bytes.length,
    read: async (at, length) => bytes.subarray(Math.max(0, at), Math.max(0, at) + Math.max(0, length)),
    close: async () => undefined,
  };
}
