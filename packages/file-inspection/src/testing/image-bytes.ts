import { crc32, deflateSync } from 'node:zlib';

const hex = (text: string): Buffer => Buffer.from(text.replace(/\s/g, ''), 'hex');
const ascii = (text: string): Buffer => Buffer.from(text, 'latin1');

function pngChunk(name: string, data: Buffer, sum?: number): Buffer {
  const named = Buffer.concat([ascii(name), data]);
  const frame = Buffer.alloc(8);
  frame.writeUInt32BE(data.length, 0);
  frame.writeUInt32BE(sum ?? crc32(named), 4);
  return Buffer.concat([frame.subarray(0, 4), named, frame.subarray(4)]);
}

/** A PNG of one grey colour; a size may be claimed that the pixels do not have. */
export function png({
  width = 4,
  height = 4,
  comment = '',
  sum,
}: {
  readonly width?: number;
  readonly height?: number;
  readonly comment?: string;
  readonly sum?: number;
} = {}): Buffer {
  const header = Buffer.alloc(13);
  header.writeUInt32BE(width, 0);
  header.writeUInt32BE(height, 4);
  header[8] = 8;
  const rows = Buffer.alloc(Math.min(64, height) * (Math.min(64, width) + 1), 0);
  return Buffer.concat([
    hex('89504e470d0a1a0a'),
    pngChunk('IHDR', header),
    ...(comment === '' ? [] : [pngChunk('tEXt', ascii(`Comment\0${comment}`))]),
    pngChunk('IDAT', deflateSync(rows), sum),
    pngChunk('IEND', Buffer.alloc(0)),
  ]);
}

function jpegSegment(marker: number, data: Buffer, length = data.length + 2): Buffer {
  return Buffer.concat([Buffer.from([0xff, marker, length >> 8, length & 0xff]), data]);
}

/** The segments of a baseline JPEG with a few bytes of packed pixels. */
export function jpeg({
  width = 8,
  height = 8,
  comment = '',
  first = jpegSegment(0xe0, hex('4a46494600010100000100010000')),
} = {}): Buffer {
  const frame = hex('08 0000 0000 01 01 11 00');
  frame.writeUInt16BE(height, 1);
  frame.writeUInt16BE(width, 3);
  return Buffer.concat([
    hex('ffd8'),
    first,
    ...(comment === '' ? [] : [jpegSegment(0xfe, ascii(comment))]),
    jpegSegment(0xdb, Buffer.alloc(65, 1)),
    jpegSegment(0xc0, frame),
    jpegSegment(0xc4, Buffer.concat([Buffer.alloc(17), hex('00')])),
    jpegSegment(0xda, hex('01 01 00 00 3f 00')),
    hex('aa ff00 bb ffd0 cc'),
    hex('ffd9'),
  ]);
}

/** A JPEG that is a script as well: the length of its first segment opens a comment that a later one closes. */
export function scriptJpeg(): Buffer {
  const first = jpegSegment(0xe0, Buffer.alloc(0x2f2a - 2), 0x2f2a);
  return jpeg({ first, comment: '*/=alert(1)/*' });
}

/** A lossless WebP of the size given. */
export function webp({ width = 4, height = 4 } = {}): Buffer {
  const size = Buffer.alloc(4);
  size.writeUInt32LE(((width - 1) | ((height - 1) << 14)) >>> 0, 0);
  const chunk = Buffer.concat([ascii('VP8L'), hex('0a000000 2f'), size, Buffer.alloc(5)]);
  const riff = Buffer.alloc(4);
  riff.writeUInt32LE(chunk.length + 4, 0);
  return Buffer.concat([ascii('RIFF'), riff, ascii('WEBP'), chunk]);
}

/** A TIFF of pages of the size given; `loop` makes the last directory lead to the first. */
export function tiff({ pages = 1, width = 100, height = 100, loop = false } = {}): Buffer {
  const directories = Array.from({ length: pages }, (_, page) => {
    const bytes = Buffer.alloc(30);
    bytes.writeUInt16LE(2, 0);
    [width, height].forEach((value, index) => {
      bytes.writeUInt16LE(256 + index, 2 + index * 12);
      bytes.writeUInt16LE(4, 4 + index * 12);
      bytes.writeUInt32LE(1, 6 + index * 12);
      bytes.writeUInt32LE(value, 10 + index * 12);
    });
    bytes.writeUInt32LE(page + 1 < pages ? 8 + (page + 1) * 30 : loop ? 8 : 0, 26);
    return bytes;
  });
  return Buffer.concat([hex('49492a00 08000000'), ...directories]);
}

export const gif = (): Buffer =>
  Buffer.concat([
    ascii('GIF89a'),
    hex('01000100 80 00 00 000000 ffffff 2c 00000000 01000100 00 02 02 4401 00 3b'),
  ]);
export const heic = (): Buffer =>
  Buffer.concat([hex('00000018'), ascii('ftypheic'), hex('00000000'), ascii('mif1heic'), Buffer.alloc(64)]);
