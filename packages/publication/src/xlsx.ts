import { zipSync } from 'fflate';
import type { CsvCell } from './csv.ts';
import { utf8 } from './log/bytes.ts';
import type { Column } from './results-csv.ts';

/** A table as a workbook (ECMA-376) of one sheet, the same bytes for the same table. */
export function workbook(
  sheet: string,
  columns: readonly Column[],
  rows: Iterable<readonly CsvCell[]>,
): Uint8Array {
  const lines = [
    rowXml(
      columns.map(({ vi }) => vi),
      1,
      columns.map(() => false),
    ),
  ];
  const numeric = columns.map(({ datatype }) => datatype === 'integer' || datatype === 'decimal');
  for (const cells of rows) lines.push(rowXml(cells, lines.length + 1, numeric));
  const files = {
    '[Content_Types].xml': CONTENT_TYPES,
    '_rels/.rels': relations('officeDocument', 'xl/workbook.xml'),
    'xl/workbook.xml': `${XML}<workbook xmlns="${MAIN}" xmlns:r="${RELATIONS}"><sheets><sheet name="${escaped(sheet)}" sheetId="1" r:id="rId1"/></sheets></workbook>`,
    'xl/_rels/workbook.xml.rels': relations('worksheet', 'worksheets/sheet1.xml'),
    'xl/worksheets/sheet1.xml': `${XML}<worksheet xmlns="${MAIN}"><sheetViews><sheetView workbookViewId="0"><pane ySplit="1" topLeftCell="A2" activePane="bottomLeft" state="frozen"/></sheetView></sheetViews><sheetData>${lines.join('')}</sheetData></worksheet>`,
  };
  const bytes = Object.fromEntries(Object.entries(files).map(([path, text]) => [path, utf8(text)]));
  return zipSync(bytes, { mtime: new Date(1980, 0, 1), level: 6 });
}

const XML = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n';
const MAIN = 'http://schemas.openxmlformats.org/spreadsheetml/2006/main';
const RELATIONS = 'http://schemas.openxmlformats.org/officeDocument/2006/relationships';
const CONTENT_TYPES = `${XML}<Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types"><Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/><Override PartName="/xl/workbook.xml" ContentType="application/vnd.openxmlformats-officedocument.spreadsheetml.sheet.main+xml"/><Override PartName="/xl/worksheets/sheet1.xml" ContentType="application/vnd.openxmlformats-officedocument.spreadsheetml.worksheet+xml"/></Types>`;

const relations = (type: string, target: string): string =>
  `${XML}<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships"><Relationship Id="rId1" Type="${RELATIONS}/${type}" Target="${target}"/></Relationships>`;

function rowXml(cells: readonly CsvCell[], row: number, numeric: readonly boolean[]): string {
  return `<row r="${row}">${cells.map((cell, i) => cellXml(cell, `${letters(i)}${row}`, numeric[i] === true)).join('')}</row>`;
}

/** Text stays text whatever it begins with: a formula would need a cell of another type. */
function cellXml(cell: CsvCell, place: string, isNumber: boolean): string {
  if (cell === null || cell === '') return '';
  if (isNumber && /^-?\d+(\.\d+)?$/.test(String(cell))) return `<c r="${place}"><v>${cell}</v></c>`;
  return `<c r="${place}" t="inlineStr"><is><t xml:space="preserve">${escaped(String(cell))}</t></is></c>`;
}

/** A, B, …, Z, AA, … */
function letters(index: number): string {
  const last = String.fromCharCode(65 + (index % 26));
  return index < 26 ? last : letters(Math.floor(index / 26) - 1) + last;
}

const ENTITIES: Readonly<Record<string, string>> = { '&': '&amp;', '<': '&lt;', '>': '&gt;', '"': '&quot;' };
/** Control characters that XML 1.0 has no place for. */
const FORBIDDEN = /[\u0000-\u0008\u000b\u000c\u000e-\u001f\ufffe\uffff]/g;
const escaped = (text: string): string =>
  text.replace(FORBIDDEN, '').replace(/[&<>"]/g, (char) => ENTITIES[char] ?? char);
