import type { PdfDictionary, PdfValue } from './pdf-value.ts';

/** The bytes a signature is about: everything up to the gap that holds it, and everything after, up to `end`. */
export interface SignedRanges {
  readonly gapStart: number;
  readonly gapEnd: number;
  readonly end: number;
}

const WHOLE_NUMBER = /^\d{1,15}$/;

/**
 * The ranges, when they are what they must be: from the file's first byte to the "<" of this dictionary's /Contents,
 * and from right after its ">" on. Anything else (a wider gap, overlapping or empty ranges, a range past the end) can
 * hide content from the digest, and gives null.
 */
export function signedRanges(dictionary: PdfDictionary, fileLength: number): SignedRanges | null {
  if (dictionary.repeated.has('ByteRange') || dictionary.repeated.has('Contents')) return null;
  const contents = dictionary.entries.get('Contents');
  const numbers = numbersOf(dictionary.entries.get('ByteRange'));
  if (contents?.type !== 'hex' || numbers === null) return null;
  const [first, firstLength, second, secondLength] = numbers;
  if (first !== 0 || firstLength !== contents.start || second !== contents.end) return null;
  const end = second + secondLength;
  return secondLength > 0 && end <= fileLength
    ? { gapStart: contents.start, gapEnd: contents.end, end }
    : null;
}

function numbersOf(value: PdfValue | undefined): readonly [number, number, number, number] | null {
  if (value?.type !== 'array' || value.items.length !== 4) return null;
  const numbers = value.items.map((item) =>
    item.type === 'word' && WHOLE_NUMBER.test(item.text) ? Number(item.text) : -1,
  );
  const [a = -1, b = -1, c = -1, d = -1] = numbers;
  return numbers.every((one) => one >= 0) ? [a, b, c, d] : null;
}

export function signedBytes(bytes: Uint8Array, ranges: SignedRanges): Uint8Array<ArrayBuffer> {
  const signed = new Uint8Array(ranges.gapStart + ranges.end - ranges.gapEnd);
  signed.set(bytes.subarray(0, ranges.gapStart));
  signed.set(bytes.subarray(ranges.gapEnd, ranges.end), ranges.gapStart);
  return signed;
}

/** The decoded /Contents; null when the digits do not pair up or it is larger than any signature. */
export function signatureBytes(bytes: Uint8Array, ranges: SignedRanges): Uint8Array<ArrayBuffer> | null {
  const length = ranges.gapEnd - ranges.gapStart - 2;
  if (length > MAX_CONTENTS) return null;
  const hex = Buffer.from(bytes.buffer, bytes.byteOffset + ranges.gapStart + 1, length)
    .toString('latin1')
    .replace(/\s/g, '');
  return hex.length === 0 || hex.length % 2 !== 0 ? null : Uint8Array.from(Buffer.from(hex, 'hex'));
}

/** Hexadecimal digits: 2 MiB of signature with all certificates and revocation lists. */
const MAX_CONTENTS = 4 * 1024 * 1024;

/** Bytes after the signed ones that are more than the line end some programs put last. */
export function bytesAfter(bytes: Uint8Array, ranges: SignedRanges): number {
  const rest = bytes.subarray(ranges.end);
  return rest.every((byte) => byte === 10 || byte === 13 || byte === 32) ? 0 : rest.length;
}
