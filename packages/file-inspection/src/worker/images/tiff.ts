import { imageDamaged, type ImageShape } from './image-shape.ts';

const WIDTH = 256;
const HEIGHT = 257;
const SHORT = 3;
const FIELD = 12;

/** Follows the directories of a TIFF, one per page of a scan; answers the largest page. */
export function readTiff(bytes: Buffer): ImageShape {
  const little = bytes[0] === 0x49;
  const short = (at: number): number => (little ? bytes.readUInt16LE(at) : bytes.readUInt16BE(at));
  const long = (at: number): number => (little ? bytes.readUInt32LE(at) : bytes.readUInt32BE(at));
  let [width, height] = [0, 0];
  const seen = new Set<number>();
  for (let at = long(4); at !== 0;) {
    if (seen.has(at)) throw imageDamaged('loop');
    seen.add(at);
    const count = at + 2 <= bytes.length ? short(at) : 0;
    const next = at + 2 + count * FIELD;
    if (count === 0 || next + 4 > bytes.length) throw imageDamaged('truncated');
    const field = (tag: number): number => {
      for (let place = at + 2; place < next; place += FIELD) {
        if (short(place) === tag) return short(place + 2) === SHORT ? short(place + 8) : long(place + 8);
      }
      return 0;
    };
    const [pageWidth, pageHeight] = [field(WIDTH), field(HEIGHT)];
    if (pageWidth === 0 || pageHeight === 0) throw imageDamaged('size');
    if (pageWidth * pageHeight > width * height) [width, height] = [pageWidth, pageHeight];
    at = long(next);
  }
  return { width, height, end: null, images: seen.size, unseen: Buffer.alloc(0) };
}
