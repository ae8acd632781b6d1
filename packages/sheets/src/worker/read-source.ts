import type { TableLimits } from '../limits.ts';
import { readCsv } from './csv.ts';
import type { ReadPart } from './messages.ts';
import { Refusal } from './refusal.ts';
import { rowSink } from './row-sink.ts';
import { sheetReading } from './sheet.ts';
import { byteSource, type ByteSource } from './source.ts';
import { readWorkbook, type Workbook } from './workbook.ts';
import { openParts, type Parts } from './zip.ts';

/** What the reading process is given. */
export interface ReadRequest {
  readonly input: { readonly path: string } | { readonly bytes: Uint8Array };
  /** One table: the sheet of that name, null = the first visible one; or every sheet of a workbook. */
  readonly wanted: { readonly sheet: string | null } | 'all-sheets';
  readonly limits: TableLimits;
}
export type Post = (part: ReadPart) => void;

/** Reads a table of any accepted kind and posts its rows in batches. Throws `Refusal`. */
export async function readSource(request: ReadRequest, post: Post): Promise<void> {
  const source = await byteSource(request.input);
  if (source.size > request.limits.bytes) {
    throw new Refusal('too-many-bytes', { found: String(source.size), limit: String(request.limits.bytes) });
  }
  if (kindOf(source) === 'zip') return readXlsx(source, request, post);
  if (request.wanted === 'all-sheets') throw new Refusal('not-a-workbook');
  const sink = rowSink(request.limits, null, (rows) => post({ type: 'rows', sheet: null, rows }));
  await readCsv(source, request.limits, sink);
  if (sink.finish() === 0) throw new Refusal('empty');
}

/** Tells the kind of a file by its content; what its name says does not matter. */
function kindOf(source: ByteSource): 'zip' | 'text' {
  const head = Buffer.from(source.head.buffer, source.head.byteOffset, source.head.byteLength);
  const start = head.subarray(0, 512).toString('latin1');
  if (start.startsWith('PK\x03\x04') || start.startsWith('PK\x05\x06')) return 'zip';
  if (start.startsWith('\xd0\xcf\x11\xe0')) {
    const whole =
      source.bytes === null ? head : Buffer.from(source.bytes.buffer, source.bytes.byteOffset, source.size);
    throw new Refusal(
      whole.includes(Buffer.from('EncryptedPackage', 'utf16le')) ? 'encrypted' : 'xls-not-supported',
    );
  }
  if (/^(\xef\xbb\xbf)?\s*<(\?xml|!doctype|html|table|workbook)/i.test(start))
    throw new Refusal('not-a-table', { found: 'HTML/XML' });
  const binary = /^(%PDF|\x89PNG|\xff\xd8\xff|GIF8|Rar!|7z\xbc\xaf|\x1f\x8b|MZ|\x7fELF|\{\\rtf)/.exec(start);
  if (binary !== null) throw new Refusal('not-a-table', { found: MAGIC[binary[1] ?? ''] ?? 'binary' });
  return 'text';
}

const MAGIC: Readonly<Record<string, string>> = {
  '%PDF': 'PDF',
  '\x89PNG': 'PNG',
  GIF8: 'GIF',
  '\xff\xd8\xff': 'JPEG',
};

async function readXlsx(source: ByteSource, request: ReadRequest, post: Post): Promise<void> {
  const parts = await openParts(source, request.limits);
  try {
    await refuseOtherFormats(parts);
    const book = await readWorkbook(parts, request.limits);
    if (request.wanted === 'all-sheets') await readAllSheets(parts, book, request.limits, post);
    else await readOneSheet(parts, book, { limits: request.limits, sheet: request.wanted.sheet }, post);
  } finally {
    parts.close();
  }
}

/** Every sheet in order, hidden ones too; the limits hold for all of them together. */
async function readAllSheets(parts: Parts, book: Workbook, limits: TableLimits, post: Post): Promise<void> {
  const found = book.sheets.length;
  if (found === 0) throw new Refusal('not-a-workbook');
  if (found > limits.sheets)
    throw new Refusal('too-many-sheets', { found: String(found), limit: String(limits.sheets) });
  const counts = { rows: 0, cells: 0, text: 0 };
  for (const { name, path, hidden } of book.sheets) {
    const sink = rowSink(limits, name, (rows) => post({ type: 'rows', sheet: name, rows }), counts);
    const reading = sheetReading(book, name, path, sink);
    await parts.readXml(path, reading.handlers);
    sink.finish();
    post({ type: 'sheet', name, hidden, lowestMerge: reading.lowestMerge() });
  }
}

async function readOneSheet(
  parts: Parts,
  book: Workbook,
  wanted: { readonly limits: TableLimits; readonly sheet: string | null },
  post: Post,
): Promise<void> {
  const sheet = chooseSheet(book, wanted.sheet);
  let headerRow = 0;
  const sink = rowSink(wanted.limits, sheet.name, (rows) => {
    headerRow ||= rows[0]?.row ?? 0;
    post({ type: 'rows', sheet: sheet.name, rows });
  });
  const reading = sheetReading(book, sheet.name, sheet.path, sink);
  await parts.readXml(sheet.path, reading.handlers);
  const rows = sink.finish();
  const range = reading.mergedFrom(Math.max(1, headerRow));
  if (range !== null) {
    throw new Refusal('merged-cells', { range }, { sheet: sheet.name, cell: range.split(':')[0] ?? range });
  }
  if (rows === 0) throw new Refusal('empty', {}, { sheet: sheet.name });
}

async function refuseOtherFormats(parts: Parts): Promise<void> {
  if (parts.has('mimetype') && (await parts.readText('mimetype', 60)).includes('opendocument'))
    throw new Refusal('ods-not-supported');
  if (parts.names.some((name) => /(^|\/)vbaProject\.bin$|(^|\/)(macrosheets|dialogsheets)\//i.test(name)))
    throw new Refusal('macros');
  if (parts.names.some((name) => /workbook\.bin$/i.test(name))) throw new Refusal('xlsb-not-supported');
}

function chooseSheet(book: Workbook, wanted: string | null): Workbook['sheets'][number] {
  const sheet =
    wanted === null
      ? (book.sheets.find((one) => !one.hidden) ?? book.sheets[0])
      : book.sheets.find((one) => one.name === wanted.normalize('NFC'));
  if (sheet !== undefined) return sheet;
  if (book.sheets.length === 0) throw new Refusal('not-a-workbook');
  throw new Refusal('no-such-sheet', {
    wanted: wanted ?? '',
    found: book.sheets
      .map((one) => one.name)
      .join(', ')
      .slice(0, 500),
  });
}
