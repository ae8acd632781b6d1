import { open } from 'node:fs/promises';

/** Random access to the bytes of a file or of memory. */
export interface ByteSource {
  readonly size: number;
  readonly path: string | null;
  readonly bytes: Uint8Array | null;
  readonly head: Uint8Array;
}

const HEAD_BYTES = 64 * 1024;
const CHUNK_BYTES = 256 * 1024;

/** Opens a path or bytes; reads only the head. */
export async function byteSource(
  input: { readonly path: string } | { readonly bytes: Uint8Array },
): Promise<ByteSource> {
  if ('bytes' in input) {
    return {
      size: input.bytes.length,
      path: null,
      bytes: input.bytes,
      head: input.bytes.subarray(0, HEAD_BYTES),
    };
  }
  const file = await open(input.path, 'r');
  try {
    const { size } = await file.stat();
    const { bytesRead, buffer } = await file.read(
      Buffer.alloc(Math.min(HEAD_BYTES, size)),
      0,
      Math.min(HEAD_BYTES, size),
      0,
    );
    return { size, path: input.path, bytes: null, head: buffer.subarray(0, bytesRead) };
  } finally {
    await file.close();
  }
}

/** The bytes in order, in pieces. */
export async function* chunksOf(source: ByteSource): AsyncGenerator<Uint8Array> {
  if (source.bytes !== null) {
    for (let at = 0; at < source.size; at += CHUNK_BYTES) yield source.bytes.subarray(at, at + CHUNK_BYTES);
    return;
  }
  const file = await open(source.path ?? '', 'r');
  try {
    let at = 0;
    for (;;) {
      const { bytesRead, buffer } = await file.read(Buffer.allocUnsafe(CHUNK_BYTES), 0, CHUNK_BYTES, at);
      if (bytesRead === 0) return;
      at += bytesRead;
      yield buffer.subarray(0, bytesRead);
    }
  } finally {
    await file.close();
  }
}
