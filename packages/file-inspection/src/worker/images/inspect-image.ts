import type { InspectionLimits } from '../../limits.ts';
import type { FileBytes } from '../file-bytes.ts';
import { FileRefusal } from '../file-refusal.ts';
import type { Notes } from '../notes.ts';
import { holdsPage, secondFormat } from '../signature.ts';
import { imageDamaged, type ImageShape } from './image-shape.ts';
import { readJpeg } from './jpeg.ts';
import { readPng } from './png.ts';
import { readTiff } from './tiff.ts';
import { readWebp } from './webp.ts';

const READERS = { jpeg: readJpeg, png: readPng, webp: readWebp, tiff: readTiff };
export type ImageKind = keyof typeof READERS;

/** Judges an image by its headers: size when unpacked, wholeness, and what hides in or behind it. */
export async function inspectImage(
  kind: ImageKind,
  bytes: FileBytes,
  limits: InspectionLimits,
  notes: Notes,
): Promise<number> {
  const shape = shapeOf(kind, await bytes.read(0, bytes.size));
  const { width, height, images } = shape;
  if (width === 0 || height === 0) throw imageDamaged('size');
  if (width * height > limits.pixels) {
    const detail = { width: String(width), height: String(height), limit: String(limits.pixels) };
    throw new FileRefusal('image-too-large', detail);
  }
  if (images > limits.pages) {
    throw new FileRefusal('too-many-pages', { found: String(images), limit: String(limits.pages) });
  }
  if (holdsPage(shape.unseen)) throw new FileRefusal('polyglot', { found: 'active-content' });
  if (shape.end !== null && shape.end < bytes.size) {
    judgeTrailing(await bytes.read(shape.end, bytes.size - shape.end), notes);
  }
  return images;
}

function shapeOf(kind: ImageKind, bytes: Buffer): ImageShape {
  try {
    return READERS[kind](bytes);
  } catch (error) {
    // A number that lies beyond the end of the bytes.
    throw error instanceof RangeError ? imageDamaged('truncated') : error;
  }
}

/** Phones append previews and short films to photographs; another format or a page does not belong there. */
function judgeTrailing(tail: Buffer, notes: Notes): void {
  const found = secondFormat(tail);
  if (found !== null) throw new FileRefusal('polyglot', { found });
  if (tail.some((byte) => byte !== 0)) notes.add('trailing-data', { bytes: String(tail.length) });
}
