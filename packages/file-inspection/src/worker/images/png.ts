import { crc32 } from 'node:zlib';
import { imageDamaged, type ImageShape } from './image-shape.ts';

const FIRST_CHUNK = 8;
const PIXELS = ['IDAT', 'fdAT'];

/** Walks the chunks of a PNG to the last; each sum is checked. */
export function readPng(bytes: Buffer): ImageShape {
  const unseen: Buffer[] = [];
  let [width, height] = [0, 0];
  for (let at = FIRST_CHUNK; ;) {
    if (at + 12 > bytes.length) throw imageDamaged('truncated');
    const end = at + 12 + bytes.readUInt32BE(at);
    if (end > bytes.length) throw imageDamaged('truncated');
    const named = bytes.subarray(at + 4, end - 4);
    const name = named.toString('latin1', 0, 4);
    if ((name === 'IHDR') !== (at === FIRST_CHUNK) || crc32(named) !== bytes.readUInt32BE(end - 4)) {
      throw imageDamaged(name === 'IHDR' ? 'header' : 'sum');
    }
    if (name === 'IHDR') [width, height] = [named.readUInt32BE(4), named.readUInt32BE(8)];
    else if (!PIXELS.includes(name)) unseen.push(named.subarray(4));
    if (name === 'IEND') return { width, height, end, images: 1, unseen: Buffer.concat(unseen) };
    at = end;
  }
}
