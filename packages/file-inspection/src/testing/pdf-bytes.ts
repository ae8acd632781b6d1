import { createHash } from 'node:crypto';
import { deflateSync } from 'node:zlib';

/** An object of a PDF, without its number; streams are given with `pdfStream`. */
export type PdfObject = string | Buffer;

const latin = (text: string): Buffer => Buffer.from(text, 'latin1');

/** A stream object; `dictionary` goes into it beside the length. */
export function pdfStream(data: Uint8Array | string, dictionary = ''): Buffer {
  const bytes = typeof data === 'string' ? latin(data) : Buffer.from(data);
  return Buffer.concat([
    latin(`<< /Length ${bytes.length} ${dictionary} >>\nstream\n`),
    bytes,
    latin('\nendstream'),
  ]);
}

export function flateStream(data: Uint8Array | string, dictionary = ''): Buffer {
  return pdfStream(deflateSync(data, { level: 9 }), `/Filter /FlateDecode ${dictionary}`);
}

export interface PdfOptions {
  /** Entries of the catalog, such as an action on opening. */
  readonly catalog?: string;
  readonly page?: string;
  readonly content?: PdfObject;
  readonly font?: string;
  readonly pages?: number;
  /** Objects from number 5 on. */
  readonly more?: readonly PdfObject[];
  readonly trailer?: string;
  readonly head?: string;
  /** Instead of the right place of the table. */
  readonly startxref?: number;
}

/** A PDF with a catalog (1), page tree (2), content (3), font (4) and pages behind the objects of the test. */
export function pdf(options: PdfOptions = {}): Buffer {
  const {
    catalog = '',
    page = '',
    pages = 1,
    more = [],
    head = '%PDF-1.7\n%\u00e2\u00e3\u00cf\u00d3\n',
  } = options;
  const first = 5 + more.length;
  const kids = Array.from({ length: pages }, (_, index) => `${first + index} 0 R`).join(' ');
  const onePage = `<< /Type /Page /Parent 2 0 R /MediaBox [0 0 595 842] /Contents 3 0 R /Resources << /Font << /F1 4 0 R >> >> ${page} >>`;
  return assemble(
    head,
    [
      `<< /Type /Catalog /Pages 2 0 R ${catalog} >>`,
      `<< /Type /Pages /Count ${pages} /Kids [${kids}] >>`,
      options.content ?? pdfStream('BT /F1 12 Tf 72 720 Td (Bao cao) Tj ET'),
      `<< /Type /Font /Subtype /Type1 /BaseFont /Helvetica ${options.font ?? ''} >>`,
      ...more,
      ...Array.from({ length: pages }, () => onePage),
    ],
    options,
  );
}

function assemble(
  head: string,
  objects: readonly PdfObject[],
  { trailer = '', startxref }: PdfOptions,
): Buffer {
  const offsets: number[] = [];
  const pieces = [latin(head)];
  let at = pieces[0]?.length ?? 0;
  objects.forEach((object, index) => {
    offsets.push(at);
    const body = typeof object === 'string' ? latin(object) : object;
    const piece = Buffer.concat([latin(`${index + 1} 0 obj\n`), body, latin('\nendobj\n')]);
    pieces.push(piece);
    at += piece.length;
  });
  const rows = offsets.map((offset) => `${String(offset).padStart(10, '0')} 00000 n \n`).join('');
  const size = objects.length + 1;
  return Buffer.concat([
    ...pieces,
    latin(`xref\n0 ${size}\n0000000000 65535 f \n${rows}`),
    latin(`trailer\n<< /Size ${size} /Root 1 0 R ${trailer} >>\nstartxref\n${startxref ?? at}\n%%EOF\n`),
  ]);
}

/** Font and content that show Vietnamese lines, one below the other. */
export function vietnamesePdf(lines: readonly string[], options: PdfOptions = {}): Buffer {
  const letters = [...new Set(lines.join(''))];
  const code = (letter: string): string => (letters.indexOf(letter) + 33).toString(16).padStart(2, '0');
  const unicode = (letter: string): string => Buffer.from(letter, 'utf16le').swap16().toString('hex');
  const map = `begincmap 1 begincodespacerange <00> <ff> endcodespacerange ${letters.length} beginbfchar ${letters
    .map((letter) => `<${code(letter)}> <${unicode(letter)}>`)
    .join(' ')} endbfchar endcmap`;
  const content = lines
    .map((line, index) => `BT /F1 14 Tf 72 ${760 - index * 24} Td <${[...line].map(code).join('')}> Tj ET`)
    .join('\n');
  return pdf({
    ...options,
    content: flateStream(content),
    font: '/ToUnicode 5 0 R',
    more: [pdfStream(map), ...(options.more ?? [])],
  });
}

/** Objects packed in a stream, found by viewers through a cross-reference stream. */
export function packedPdf(
  packed: string,
  dictionary = '/Type /ObjStm',
  filter = '/Filter /FlateDecode',
): Buffer {
  const table = '7 0 ';
  const data = `${table}${packed}`;
  const bytes = filter === '' ? latin(data) : deflateSync(data);
  return pdf({
    catalog: '/OpenAction 7 0 R',
    more: [pdfStream(bytes, `${dictionary} /N 1 /First ${table.length} ${filter}`)],
  });
}

const PADDING = Buffer.from('28bf4e5e4e758a4164004e56fffa01082e2e00b6d0683e802f0ca9fe6453697a', 'hex');

/** A PDF encrypted with RC4 of 40 bits; without a password for opening when none is given. */
export function encryptedPdf(userPassword: string): Buffer {
  const owner = Buffer.alloc(32, 7);
  const id = Buffer.alloc(16, 1);
  const permissions = Buffer.alloc(4);
  permissions.writeInt32LE(-64);
  const padded = Buffer.concat([latin(userPassword), PADDING]).subarray(0, 32);
  const key = createHash('md5')
    .update(Buffer.concat([padded, owner, permissions, id]))
    .digest()
    .subarray(0, 5);
  const user = rc4(key, PADDING).toString('hex');
  return pdf({
    trailer: `/Encrypt << /Filter /Standard /V 1 /R 2 /P -64 /O <${owner.toString('hex')}> /U <${user}> >> /ID [<${id.toString('hex')}> <${id.toString('hex')}>]`,
  });
}

function rc4(key: Buffer, data: Buffer): Buffer {
  const state = Array.from({ length: 256 }, (_, index) => index);
  const swap = (a: number, b: number): void => {
    [state[a], state[b]] = [state[b] ?? 0, state[a] ?? 0];
  };
  for (let at = 0, other = 0; at < 256; at++) {
    other = (other + (state[at] ?? 0) + (key[at % key.length] ?? 0)) % 256;
    swap(at, other);
  }
  let [first, second] = [0, 0];
  return Buffer.from(
    data.map((byte) => {
      first = (first + 1) % 256;
      second = (second + (state[first] ?? 0)) % 256;
      swap(first, second);
      return byte ^ (state[((state[first] ?? 0) + (state[second] ?? 0)) % 256] ?? 0);
    }),
  );
}
