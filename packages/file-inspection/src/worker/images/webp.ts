import { imageDamaged, type ImageShape } from './image-shape.ts';

/** Reads the size of a WebP from its first chunk: canvas, lossy or lossless. */
export function readWebp(bytes: Buffer): ImageShape {
  if (bytes.length < 30) throw imageDamaged('truncated');
  const end = 8 + bytes.readUInt32LE(4);
  // Chunks are padded to an even length, and some writers do not count the last byte.
  if (end > bytes.length + 1) throw imageDamaged('truncated');
  const [width, height] = sizeOf(bytes.toString('latin1', 12, 16), bytes);
  return { width, height, end: Math.min(bytes.length, end), images: 1, unseen: Buffer.alloc(0) };
}

function sizeOf(chunk: string, bytes: Buffer): readonly [number, number] {
  if (chunk === 'VP8X') return [bytes.readUIntLE(24, 3) + 1, bytes.readUIntLE(27, 3) + 1];
  if (chunk === 'VP8 ') return [bytes.readUInt16LE(26) & 0x3fff, bytes.readUInt16LE(28) & 0x3fff];
  if (chunk !== 'VP8L') throw imageDamaged('header');
  const packed = bytes.readUInt32LE(21);
  return [(packed & 0x3fff) + 1, ((packed >>> 14) & 0x3fff) + 1];
}
