/** What the first bytes say, as far as it decides about a file or about a part of a document. */
export type Signature =
  | 'pdf'
  | 'zip'
  | 'cfb'
  | 'jpeg'
  | 'png'
  | 'webp'
  | 'tiff'
  | 'executable'
  | 'archive'
  | 'active-content'
  | null;

type Magic = readonly [signature: Exclude<Signature, null>, hex: string, at?: number];

const MAGICS: readonly Magic[] = [
  ['zip', '504b0304'],
  ['cfb', 'd0cf11e0a1b11ae1'],
  ['jpeg', 'ffd8ff'],
  ['png', '89504e470d0a1a0a'],
  ['tiff', '49492a00'],
  ['tiff', '4d4d002a'],
  // Windows, Linux and macOS programs, class files, scripts, shortcuts, Android, WebAssembly, compiled help.
  ['executable', '4d5a'],
  ['executable', '7f454c46'],
  ['executable', 'feedface'],
  ['executable', 'feedfacf'],
  ['executable', 'cefaedfe'],
  ['executable', 'cffaedfe'],
  ['executable', 'cafebabe'],
  ['executable', '23212f'],
  ['executable', '2321202f'],
  ['executable', '4c0000000114020000000000c000000000000046'],
  ['executable', '6465780a'],
  ['executable', '0061736d'],
  ['executable', '49545346'],
  // Empty and split ZIP, RAR, 7z, gzip, bzip2, xz, zstd, cabinet, LHA, tar, ISO 9660.
  ['archive', '504b0506'],
  ['archive', '504b0708'],
  ['archive', '526172211a07'],
  ['archive', '377abcaf271c'],
  ['archive', '1f8b08'],
  ['archive', '425a68'],
  ['archive', 'fd377a585a00'],
  ['archive', '28b52ffd'],
  ['archive', '4d534346'],
  ['archive', '2d6c68352d', 2],
  ['archive', '7573746172', 257],
  ['archive', '4344303031', 32_769],
];
const BYTES: readonly (readonly [Exclude<Signature, null>, Buffer, number])[] = MAGICS.map(
  ([signature, hex, at = 0]) => [signature, Buffer.from(hex, 'hex'), at],
);
/** Bytes that the table looks at; the rest of a file does not change the answer. */
export const SIGNATURE_BYTES = 33 * 1024;

/** Tags by which a browser takes a file for a page when they come first. */
const PAGE_START =
  /^(?:<!--[^]{0,2000}?-->\s*|<\?xml[^>]{0,300}\?>\s*)*<(?:!doctype\s+(?:html|svg)|html|head|body|script|iframe|svg|meta|link|style|title|table|object|embed|img|form|hta:|xsl:)[\s>/:]/i;
const MAIL_PAGE =
  /^(?:mime-version|from|date|subject|message-id|content-type):[^]{0,2000}\bcontent-type:\s*(?:multipart|text\/html)/i;
/** Marks of active content wherever they stand in bytes that should hold none. */
const PAGE_INSIDE = /<(?:script|html|iframe|svg|body)[\s>]|<!doctype\s+html|<\?php|<%@/i;

export function signatureOf(head: Buffer): Signature {
  const found = BYTES.find(([, magic, at]) => head.subarray(at, at + magic.length).equals(magic));
  // A text may well begin with the two letters of a Windows program; a program has zero bytes in its header.
  if (found !== undefined && !isTextLike(head, found[1])) return found[0];
  const start = head.subarray(0, 4096).toString('latin1');
  if (start.startsWith('RIFF') && start.startsWith('WEBP', 8)) return 'webp';
  const text = textStart(head);
  if (text.startsWith('%PDF-')) return 'pdf';
  return PAGE_START.test(text) || MAIL_PAGE.test(text) ? 'active-content' : null;
}

function isTextLike(head: Buffer, magic: Buffer): boolean {
  return magic.toString('latin1') === 'MZ' && !head.subarray(0, 64).includes(0);
}

/** The first characters, byte order mark and blanks taken off; UTF-16 read as such. */
function textStart(head: Buffer): string {
  const [first, second] = head;
  const wide = (first === 0xff && second === 0xfe) || (first === 0xfe && second === 0xff);
  const bytes = head.subarray(0, 4096);
  if (!wide)
    return bytes
      .toString('latin1')
      .replace(/^\u00ef\u00bb\u00bf/, '')
      .trimStart();
  const even = Buffer.from(bytes.subarray(0, bytes.length & ~1));
  return (first === 0xff ? even : even.swap16())
    .toString('utf16le')
    .replace(/^\ufeff/, '')
    .trimStart();
}

/** Whether bytes that are not shown (before, behind or between what is) carry something a browser would run. */
export function holdsPage(bytes: Buffer): boolean {
  return PAGE_INSIDE.test(bytes.toString('latin1'));
}

/**
 * What a second format among bytes behind the end of the first is, or null. `tail` ends where the file ends. A ZIP
 * is read from its end, so a directory that leads back to itself suffices.
 */
export function secondFormat(tail: Buffer): string | null {
  const start = Math.max(
    0,
    tail.findIndex((byte) => byte > 32),
  );
  const signature = signatureOf(tail.subarray(start, start + SIGNATURE_BYTES));
  if (signature === 'executable' || signature === 'archive' || signature === 'active-content')
    return signature;
  if (holdsZipDirectory(tail)) return 'zip';
  return holdsPage(tail) ? 'active-content' : null;
}

const END_RECORD = Buffer.from('PK\x05\x06', 'latin1');

/** Whether a ZIP reader would find a directory here; `atEnd` asks for one whose comment ends with the file. */
export function holdsZipDirectory(tail: Buffer, atEnd = false): boolean {
  for (
    let at = tail.lastIndexOf(END_RECORD);
    at >= 0;
    at = at === 0 ? -1 : tail.lastIndexOf(END_RECORD, at - 1)
  ) {
    if (at + 22 > tail.length) continue;
    if (atEnd && at + 22 + tail.readUInt16LE(at + 20) !== tail.length) continue;
    const start = at - tail.readUInt32LE(at + 12);
    if (start >= 0 && start + 4 <= at && tail.readUInt32LE(start) === 0x0201_4b50) return true;
  }
  return false;
}
