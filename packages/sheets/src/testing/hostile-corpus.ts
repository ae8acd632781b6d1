import type { ReadOptions } from '../read-table.ts';
import type { TableProblemCode } from '../table-problems.ts';
import { HEADER_ROW, TWO_ROWS, book, bookEntries, sheetXml, textCell } from './workbooks.ts';
import { zipOf } from './zip-writer.ts';

/** One file that must be refused with this code, or read (`ok`). Files are built when asked for. */
export interface HostileFile {
  readonly title: string;
  readonly name: string;
  readonly bytes: () => Uint8Array;
  readonly expect: TableProblemCode | 'ok';
  readonly options?: ReadOptions;
}

const MEGABYTE = 1024 * 1024;
const text = (content: string): Uint8Array => Buffer.from(content, 'utf8');
const OLE = Buffer.from('d0cf11e0a1b11ae1', 'hex');
const DOCTYPE = '<!DOCTYPE worksheet [<!ENTITY x SYSTEM "file:///etc/passwd">]>';
const LAUGHS = '<!DOCTYPE sst [<!ENTITY a "ha"><!ENTITY b "&a;&a;&a;&a;&a;&a;&a;&a;">]>';

const containers: readonly HostileFile[] = [
  {
    title: 'a zip bomb of 1 000 : 1',
    name: 'bomb.xlsx',
    bytes: () => book({ sheet: sheetXml(TWO_ROWS) + ' '.repeat(64 * MEGABYTE) }),
    expect: 'zip-bomb',
  },
  {
    title: 'parts that are too large together',
    name: 'large.xlsx',
    bytes: () => book(),
    options: { unpackedBytes: 600 },
    expect: 'zip-bomb',
  },
  {
    title: 'a bomb that declares a small size',
    name: 'liar.xlsx',
    bytes: () =>
      book({ sheet: sheetXml(TWO_ROWS) + ' '.repeat(8 * MEGABYTE), sheetEntry: { declaredSize: 900 } }),
    expect: 'zip-damaged',
  },
  {
    title: 'an archive inside',
    name: 'nested.xlsx',
    bytes: () => book({ extra: [{ name: 'xl/embeddings/inner.zip', data: zipOf([]) }] }),
    expect: 'zip-nested',
  },
  {
    title: '65 536 entries',
    name: 'entries.xlsx',
    bytes: () => zipOf(Array.from({ length: 65_536 }, (_, index) => ({ name: `e${index}`, data: '' }))),
    expect: 'zip-too-many-entries',
  },
  {
    title: 'a name that climbs out of the folder',
    name: 'slip.xlsx',
    bytes: () => book({ extra: [{ name: '../../evil.xml', data: 'x' }] }),
    expect: 'zip-unsafe-name',
  },
  {
    title: 'an absolute name',
    name: 'absolute.xlsx',
    bytes: () => book({ extra: [{ name: 'C:/evil.xml', data: 'x' }] }),
    expect: 'zip-unsafe-name',
  },
  {
    title: 'entries that share bytes',
    name: 'overlap.xlsx',
    bytes: () => book({ extra: [{ name: 'xl/again.xml', data: 'x', declaredOffset: 0 }] }),
    expect: 'zip-overlap',
  },
  {
    title: 'the same part twice',
    name: 'twice.xlsx',
    bytes: () => book({ extra: [{ name: 'xl/Worksheets/Sheet1.xml', data: 'x' }] }),
    expect: 'zip-damaged',
  },
  {
    title: 'a truncated workbook',
    name: 'cut.xlsx',
    bytes: () => book().subarray(0, 900),
    expect: 'zip-damaged',
  },
  {
    title: 'the encryption flag',
    name: 'locked.xlsx',
    bytes: () => book({ sheetEntry: { flags: 1 } }),
    expect: 'encrypted',
  },
  {
    title: 'an encrypted workbook in an OLE container',
    name: 'password.xlsx',
    bytes: () => Buffer.concat([OLE, Buffer.alloc(600), Buffer.from('EncryptedPackage', 'utf16le')]),
    expect: 'encrypted',
  },
  {
    title: 'an old .xls renamed',
    name: 'old.xlsx',
    bytes: () => Buffer.concat([OLE, Buffer.alloc(600), Buffer.from('Workbook', 'utf16le')]),
    expect: 'xls-not-supported',
  },
  {
    title: 'macros renamed to .xlsx',
    name: 'macro.xlsx',
    bytes: () => book({ extra: [{ name: 'xl/vbaProject.bin', data: 'x' }] }),
    expect: 'macros',
  },
  {
    title: 'an OpenDocument sheet',
    name: 'table.xlsx',
    bytes: () => zipOf([{ name: 'mimetype', data: 'application/vnd.oasis.opendocument.spreadsheet' }]),
    expect: 'ods-not-supported',
  },
  {
    title: 'a binary workbook',
    name: 'b.xlsx',
    bytes: () => zipOf([{ name: 'xl/workbook.bin', data: 'x' }]),
    expect: 'xlsb-not-supported',
  },
  {
    title: 'a text document renamed',
    name: 'doc.xlsx',
    bytes: () => zipOf([{ name: 'word/document.xml', data: '<d/>' }]),
    expect: 'not-a-workbook',
  },
];

const xml: readonly HostileFile[] = [
  {
    title: 'an external entity',
    name: 'xxe.xlsx',
    bytes: () =>
      book({
        sheet: `<?xml version="1.0"?>${DOCTYPE}<worksheet><sheetData><row r="1">${textCell('A1', '&x;')}</row></sheetData></worksheet>`,
      }),
    expect: 'xml-doctype',
  },
  {
    title: 'expanding entities in the shared strings',
    name: 'laughs.xlsx',
    bytes: () =>
      zipOf(
        bookEntries().map((entry) =>
          entry.name === 'xl/sharedStrings.xml'
            ? { ...entry, data: `${LAUGHS}<sst><si><t>&b;</t></si></sst>` }
            : entry,
        ),
      ),
    expect: 'xml-doctype',
  },
  {
    title: 'an unknown entity',
    name: 'entity.xlsx',
    bytes: () => book({ rows: `<row r="1">${textCell('A1', '&nope;')}</row>` }),
    expect: 'xml-damaged',
  },
  {
    title: 'elements nested 100 000 deep',
    name: 'deep.xlsx',
    bytes: () => book({ sheet: '<a>'.repeat(100_000) }),
    expect: 'xml-damaged',
  },
  {
    title: 'a sheet cut in the middle',
    name: 'half.xlsx',
    bytes: () => book({ sheet: sheetXml(TWO_ROWS).slice(0, -40) }),
    expect: 'xml-damaged',
  },
  {
    title: 'a row number beyond the sheet',
    name: 'row.xlsx',
    bytes: () => book({ rows: '<row r="99999999999"><c r="A1"><v>1</v></c></row>' }),
    expect: 'xml-damaged',
  },
  {
    title: 'a shared string that is not there',
    name: 'index.xlsx',
    bytes: () => book({ rows: '<row r="1"><c r="A1" t="s"><v>7</v></c></row>' }),
    expect: 'xml-damaged',
  },
  {
    title: 'everything merged',
    name: 'merged.xlsx',
    bytes: () => book({ after: '<mergeCells count="1"><mergeCell ref="A1:XFD1048576"/></mergeCells>' }),
    expect: 'merged-cells',
  },
  {
    title: 'a million merged ranges',
    name: 'merges.xlsx',
    bytes: () => book({ after: `<mergeCells>${'<mergeCell ref="A5:B6"/>'.repeat(1_000_000)}</mergeCells>` }),
    options: { ratio: 1000 },
    expect: 'merged-cells',
  },
  {
    title: 'one shared string referred to very often',
    name: 'amplified.xlsx',
    bytes: () =>
      book({
        strings: `<si><t>${'x'.repeat(30_000)}</t></si>`,
        rows: Array.from(
          { length: 3000 },
          (_, row) => `<row r="${row + 1}"><c r="A${row + 1}" t="s"><v>0</v></c></row>`,
        ).join(''),
      }),
    expect: 'too-much-text',
  },
  {
    title: 'a column beyond the limit',
    name: 'wide.xlsx',
    bytes: () => book({ rows: '<row r="1"><c r="XFD1"><v>1</v></c></row>' }),
    expect: 'too-many-columns',
  },
  {
    title: 'a used range of the whole sheet without content',
    name: 'range.xlsx',
    bytes: () => book({ rows: `${TWO_ROWS}<row r="1048576"><c r="XFD1048576" s="0"/></row>` }),
    expect: 'ok',
  },
  {
    title: '300 000 rows',
    name: 'rows.xlsx',
    bytes: () =>
      book({
        rows: Array.from(
          { length: 300_000 },
          (_, row) => `<row r="${row + 1}"><c><v>${row % 7}</v></c></row>`,
        ).join(''),
      }),
    expect: 'too-many-rows',
  },
  {
    title: 'links to other files and a query',
    name: 'links.xlsx',
    bytes: () =>
      book({
        rows: `${HEADER_ROW}<row r="2">${textCell('A2', 'X')}<c r="B2"><f>[1]Sheet1!A1+cmd|'/c calc'!A0</f><v>7</v></c></row>`,
        extra: [{ name: 'xl/externalLinks/externalLink1.xml', data: DOCTYPE }],
      }),
    expect: 'ok',
  },
];

const texts: readonly HostileFile[] = [
  { title: 'nothing', name: 'empty.csv', bytes: () => new Uint8Array(), expect: 'empty' },
  { title: 'only blank lines', name: 'blank.csv', bytes: () => text('\n\n\r\n'), expect: 'empty' },
  {
    title: 'a quote that never closes',
    name: 'quote.csv',
    bytes: () => text('unit,a\nX,"1\nY,2\n'),
    expect: 'csv-quotes',
  },
  {
    title: 'text after a closing quote',
    name: 'after.csv',
    bytes: () => text('unit,a\nX,"1"2\n'),
    expect: 'csv-quotes',
  },
  {
    title: 'Windows-1258 text',
    name: '1258.csv',
    bytes: () => Buffer.from('unit,t\xean\nX,\xd0\xe0 N\xb5ng\n', 'latin1'),
    expect: 'not-utf8',
  },
  {
    title: 'UTF-16 without a byte order mark',
    name: 'u16.csv',
    bytes: () => Buffer.from('unit,a\nX,1\n', 'utf16le'),
    expect: 'not-utf8',
  },
  {
    title: 'UTF-16 LE',
    name: 'le.csv',
    bytes: () => Buffer.from('\ufeffunit\tđiểm\nX\t1\n', 'utf16le'),
    expect: 'ok',
  },
  {
    title: 'UTF-16 BE',
    name: 'be.csv',
    bytes: () => Buffer.from('\ufeffunit\tđiểm\nX\t1\n', 'utf16le').swap16(),
    expect: 'ok',
  },
  { title: 'a workbook named .csv', name: 'wrong.csv', bytes: () => book(), expect: 'ok' },
  { title: 'CSV named .xlsx', name: 'wrong.xlsx', bytes: () => text('unit,a\nX,1\n'), expect: 'ok' },
  { title: 'a PDF', name: 'paper.csv', bytes: () => text('%PDF-1.7\n1 0 obj'), expect: 'not-a-table' },
  {
    title: 'HTML named .xls',
    name: 'page.xls',
    bytes: () => text('<html><table><tr><td>1'),
    expect: 'not-a-table',
  },
  {
    title: 'a million rows',
    name: 'million.csv',
    bytes: () => text(`unit,a\n${'x,1\n'.repeat(1_000_000)}`),
    expect: 'too-many-rows',
  },
  {
    title: 'one line of ten million commas',
    name: 'commas.csv',
    bytes: () => Buffer.alloc(10_000_000, ','),
    expect: 'empty',
  },
  {
    title: 'a cell of a million letters',
    name: 'long.csv',
    bytes: () => text(`unit,a\nX,${'y'.repeat(1_000_000)}\n`),
    expect: 'cell-too-long',
  },
  {
    title: '3 000 columns',
    name: 'columns.csv',
    bytes: () => text('a,'.repeat(3000)),
    expect: 'too-many-columns',
  },
  {
    title: 'more cells than allowed',
    name: 'cells.csv',
    bytes: () => text('a,b\n1,2\n3,4\n'),
    options: { cells: 5 },
    expect: 'too-many-cells',
  },
  {
    title: 'more bytes than allowed',
    name: 'bytes.csv',
    bytes: () => Buffer.alloc(21 * MEGABYTE, 'a,b\n'),
    expect: 'too-many-bytes',
  },
];

export const HOSTILE_FILES: readonly HostileFile[] = [...containers, ...xml, ...texts];
