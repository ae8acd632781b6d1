import { isUtf8 } from 'node:buffer';
import iconv from 'iconv-lite';
import { recogniseLegacyText } from '../../names/recognise-legacy-text.ts';
import { isVietnameseSyllable } from '../../names/vietnamese-syllable.ts';

export type TextEncodingName =
  'utf-8' | 'utf-16le' | 'utf-16be' | 'tcvn3' | 'vni' | 'windows-1258' | 'unknown';

export interface DecodedText {
  readonly encoding: TextEncodingName;
  /** NFC, without byte order mark. Cut at the length asked for. */
  readonly text: string;
  readonly truncated: boolean;
}

/** Enough words to tell an encoding by. */
const SAMPLE = 64 * 1024;

/**
 * Reads a text file as whatever Vietnamese offices write: UTF-8, UTF-16, Windows-1258, or the codes of TCVN3 and VNI
 * fonts, also where those were stored as if they were Unicode. Answers null when the bytes are no text.
 */
export function decodeText(bytes: Buffer, most: number): DecodedText | null {
  const wide = wideEncoding(bytes);
  if (wide === null && !isText(bytes)) return null;
  const plain = wide ?? (isUtf8(bytes) ? 'utf-8' : null);
  // One character takes at most four bytes, so this much is enough whatever the encoding.
  const part = bytes.subarray(0, most * 4 + 4);
  const unicode = iconv.decode(part, plain ?? 'win1252');
  const legacy = recogniseLegacyText(unicode.slice(0, SAMPLE)).encoding;
  if (legacy !== null)
    return cut(legacy, recogniseLegacyText(unicode.slice(0, most)).converted, unicode, most);
  if (plain !== null) return cut(plain, unicode, unicode, most);
  const windows = iconv.decode(part, 'windows-1258');
  if (isVietnamese(windows.slice(0, SAMPLE))) return cut('windows-1258', windows, windows, most);
  return cut('unknown', unicode, unicode, most);
}

function cut(encoding: TextEncodingName, text: string, whole: string, most: number): DecodedText {
  return { encoding, text: text.slice(0, most).normalize('NFC'), truncated: whole.length > most };
}

function wideEncoding(bytes: Buffer): 'utf-16le' | 'utf-16be' | null {
  const [first, second] = bytes;
  if (first === 0xff && second === 0xfe) return 'utf-16le';
  if (first === 0xfe && second === 0xff) return 'utf-16be';
  const head = bytes.subarray(0, 1024 & ~1);
  const zeros = head.filter((byte, index) => index % 2 === 1 && byte === 0).length;
  const others = head.filter((byte, index) => index % 2 === 0 && byte < 9).length;
  return zeros > head.length / 4 && others === 0 ? 'utf-16le' : null;
}

/** No zero byte, and next to no control characters but tabs and line ends. */
function isText(bytes: Buffer): boolean {
  if (bytes.includes(0)) return false;
  let odd = 0;
  for (const byte of bytes) if (byte < 32 && (byte < 9 || byte > 13)) odd += 1;
  return odd <= 1 + bytes.length / 1000;
}

function isVietnamese(text: string): boolean {
  const words = (text.normalize('NFC').match(/[\p{L}\p{M}]+/gu) ?? []).filter((word) =>
    /[^\u0000-\u007f]/.test(word),
  );
  return words.length > 0 && words.filter(isVietnameseSyllable).length >= 0.9 * words.length;
}
