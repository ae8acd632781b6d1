import { Readable } from 'node:stream';
import { createInflate } from 'node:zlib';
import type { InspectionLimits } from '../../limits.ts';
import { FileRefusal } from '../file-refusal.ts';
import { namesIn, type PdfDictionary } from './pdf-values.ts';

/** Filters that make few bytes many. */
const EXPANDING = /^(?:FlateDecode|Fl|LZWDecode|LZW|RunLengthDecode|RL)$/;
/** Deflate cannot do better; smaller streams need not be unpacked to be judged. */
const HIGHEST_RATIO = 1032;
const PIECE = 64 * 1024;

/**
 * Holds a stream to the bounds on what it unpacks to, by unpacking it into nothing. Images are judged by their
 * size in pixels; two expanding filters in a row serve no purpose but a bomb's.
 */
export async function judgeStream(
  dictionary: PdfDictionary,
  stream: Buffer,
  isImage: boolean,
  limits: InspectionLimits,
): Promise<void> {
  if (isImage) return;
  const filter = dictionary.get('Filter');
  const expanding = namesIn(filter).filter((name) => EXPANDING.test(name));
  if (expanding.length > 1) throw new FileRefusal('pdf-bomb', { found: expanding.join(' ') });
  // A filter that is named elsewhere in the file is tried as the usual one.
  const elsewhere = filter !== undefined && namesIn(filter).length === 0;
  const flate = elsewhere || /^Fl/.test(expanding[0] ?? '');
  if (!flate || stream.length * HIGHEST_RATIO <= limits.streamBytes) return;
  const size = await unpackedSize(stream, limits.streamBytes);
  if (size > limits.streamBytes) throw new FileRefusal('pdf-bomb', { found: `> ${limits.streamBytes}` });
}

/** Counts until `most` is passed. What breaks off counts as far as it goes: viewers show that much. */
async function unpackedSize(packed: Buffer, most: number): Promise<number> {
  const inflate = createInflate();
  const pieces = Array.from({ length: Math.ceil(packed.length / PIECE) }, (_, index) =>
    packed.subarray(index * PIECE, (index + 1) * PIECE),
  );
  let size = 0;
  try {
    for await (const piece of Readable.from(pieces).pipe(inflate)) {
      size += (piece as Buffer).length;
      if (size > most) break;
    }
  } catch {
    // Damaged or without end: the bound holds for what came out.
  }
  return size;
}
