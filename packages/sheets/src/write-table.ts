import { stringify } from 'csv-stringify/sync';
import writeXlsxFile, { type Cell as XlsxCell } from 'write-excel-file/node';
import { escapeFormula } from './formula-injection.ts';
import { isHeldExactly } from './number.ts';
import type { Cell, Table } from './table.ts';

export interface CsvOptions {
  /** `;` suits spreadsheet programs set to Vietnamese, which use the comma in numbers. Default `,`. */
  readonly separator?: ',' | ';' | '\t';
  /** Sign before decimals. Default `.`. */
  readonly decimal?: '.' | ',';
}

/** What a table needs to be written; `Table` fits. */
export type WritableTable = Pick<Table, 'header' | 'rows' | 'sheet'>;

/** RFC 4180 text in UTF-8 with a byte order mark (spreadsheet programs need it for Vietnamese). */
export function writeCsv(table: WritableTable, options: CsvOptions = {}): Uint8Array {
  const records = [
    table.header.map(escapeFormula),
    ...table.rows.map((row) => row.cells.map((cell) => csvText(cell, options.decimal ?? '.'))),
  ];
  return Buffer.from(
    stringify(records, {
      bom: true,
      delimiter: options.separator ?? ',',
      record_delimiter: '\r\n',
      quoted_match: /[\r\n]/,
    }),
    'utf8',
  );
}

function csvText(cell: Cell, decimal: '.' | ','): string {
  switch (cell.kind) {
    case 'empty':
      return '';
    case 'text':
      return escapeFormula(cell.text);
    case 'number':
      return cell.text.replace('.', decimal);
    case 'boolean':
      return cell.value ? 'TRUE' : 'FALSE';
    case 'date':
      return cell.iso;
    case 'error':
      return cell.code;
  }
}

/** A workbook of one sheet. Numbers that a spreadsheet cannot hold exactly are written as text. */
export async function writeXlsx(table: WritableTable): Promise<Uint8Array> {
  const header = table.header.map((name): XlsxCell => ({
    value: escapeFormula(name),
    type: String,
    fontWeight: 'bold',
  }));
  const rows = table.rows.map((row) => row.cells.map(xlsxCell));
  const width = Math.max(header.length, ...rows.map((row) => row.length));
  const columns = Array.from({ length: width }, (_, column) => ({ width: column < 2 ? 24 : 14 }));
  const sheet = sheetName(table.sheet ?? 'Parix');
  return writeXlsxFile([header, ...rows], { sheet, columns, stickyRowsCount: 1 }).toBuffer();
}

function xlsxCell(cell: Cell): XlsxCell {
  switch (cell.kind) {
    case 'empty':
      return null;
    case 'text':
      return cell.text === '' ? null : { value: escapeFormula(cell.text), type: String };
    case 'number':
      return isHeldExactly(cell.text)
        ? { value: Number(cell.text), type: Number }
        : { value: cell.text, type: String };
    case 'boolean':
      return { value: cell.value, type: Boolean };
    case 'date':
      return xlsxDate(cell.iso);
    case 'error':
      return { value: cell.code, type: String };
  }
}

function xlsxDate(iso: string): XlsxCell {
  const time = Date.parse(iso.length === 10 ? `${iso}T00:00:00Z` : `${iso}Z`);
  if (Number.isNaN(time) || iso < '1900-03-01') return { value: iso, type: String };
  return {
    value: new Date(time),
    type: Date,
    format: iso.length === 10 ? 'yyyy-mm-dd' : 'yyyy-mm-dd hh:mm:ss',
  };
}

/** At most 31 characters, without the signs that a sheet's name may not hold. */
function sheetName(name: string): string {
  const bare = name
    .replace(/[\\/?*[\]:]/g, ' ')
    .replace(/^'+|'+$/g, '')
    .trim()
    .slice(0, 31);
  return bare === '' ? 'Parix' : bare;
}
