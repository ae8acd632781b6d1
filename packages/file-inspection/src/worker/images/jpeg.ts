import { FileRefusal } from '../file-refusal.ts';
import { imageDamaged, type ImageShape } from './image-shape.ts';

const END = 0xd9;
const SCAN = 0xda;
const COMMENT = 0xfe;
/** Lengths of a first segment that read as the beginning of a comment, and the usual ending of such a comment. */
const SCRIPT_COMMENTS = [0x2f2a, 0x2f2f, 0x3c21];
const COMMENT_ENDS = '*/=';

/** Walks the segments of a JPEG to its end mark. */
export function readJpeg(bytes: Buffer): ImageShape {
  if (readsAsScript(bytes)) throw new FileRefusal('polyglot', { found: 'active-content' });
  let [width, height] = [0, 0];
  const unseen: Buffer[] = [];
  for (let at = 2; ;) {
    const { marker, start } = nextMarker(bytes, at);
    if (marker === END) {
      return { width, height, end: start, images: 1, unseen: Buffer.concat(unseen) };
    }
    if (start + 2 > bytes.length) throw imageDamaged('truncated');
    const end = start + bytes.readUInt16BE(start);
    if (end > bytes.length || end < start + 2) throw imageDamaged('truncated');
    if (isFrame(marker) && end >= start + 7) {
      [height, width] = [bytes.readUInt16BE(start + 3), bytes.readUInt16BE(start + 5)];
    }
    if (marker === COMMENT || (marker >= 0xe0 && marker <= 0xef)) unseen.push(bytes.subarray(start + 2, end));
    at = marker === SCAN ? endOfScan(bytes, end) : end;
  }
}

/** A camera may write a segment of just that length, but never as JFIF header. */
function readsAsScript(bytes: Buffer): boolean {
  if (bytes.length < 6 || !SCRIPT_COMMENTS.includes(bytes.readUInt16BE(4))) return false;
  return bytes[3] === 0xe0 || bytes.includes(COMMENT_ENDS);
}

/** Frame headers; C4, C8 and CC are tables. */
function isFrame(marker: number): boolean {
  return marker >= 0xc0 && marker <= 0xcf && ![0xc4, 0xc8, 0xcc].includes(marker);
}

function nextMarker(bytes: Buffer, from: number): { readonly marker: number; readonly start: number } {
  let at = from;
  if (bytes[at] !== 0xff) throw imageDamaged(at >= bytes.length ? 'truncated' : 'marker');
  while (bytes[at] === 0xff) at++;
  return { marker: bytes[at] ?? 0, start: at + 1 };
}

/** Packed pixels go on over stuffed bytes (FF 00) and restart marks (FF D0–D7). */
function endOfScan(bytes: Buffer, from: number): number {
  for (let at = bytes.indexOf(0xff, from); at >= 0; at = bytes.indexOf(0xff, at + 1)) {
    const next = bytes[at + 1] ?? 0;
    if (next !== 0 && next !== 0xff && (next < 0xd0 || next > 0xd7)) return at;
  }
  throw imageDamaged('truncated');
}
