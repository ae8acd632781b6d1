import { describe, expect, it } from 'vitest';
import readSheetNames, { readSheet } from 'read-excel-file/node';
import { readTable } from './read-table.ts';
import type { Cell, Table } from './table.ts';
import { writeCsv, writeXlsx } from './write-table.ts';

const texts = [
  '=1+1',
  '+1',
  '-1',
  '@x',
  '\tx',
  '\rx',
  '＝1',
  '＋1',
  '－1',
  '＠1',
  "'=1",
  "''=1",
  "'x",
  'a"b',
  'a,b',
  'a\nb',
  'Đắk Lắk',
];
const table: Table = {
  file: 'a',
  sheet: 'Kết quả',
  headerRow: 1,
  header: ['unit', '=danger'],
  rows: texts.map((text, index) => ({
    row: index + 2,
    cells: [
      { kind: 'text', text },
      { kind: 'number', text: '-85.5' },
    ],
  })),
};

describe('written files', () => {
  it('hold no text that a spreadsheet program would take for a formula', async () => {
    const lines = Buffer.from(writeCsv(table)).toString('utf8').slice(1).split(/\r\n/);
    for (const line of lines) expect(line).not.toMatch(/^"?[=+\-@\t\r＝＋－＠]/);
    const sheet = await readSheet(Buffer.from(await writeXlsx(table)), { trim: false });
    for (const row of sheet) expect(String(row[0])).not.toMatch(/^[=+\-@\t\r＝＋－＠]/);
    expect(sheet[1]?.[1]).toBe(-85.5);
  });

  it('give the same texts and numbers when read again', async () => {
    for (const bytes of [writeCsv(table), await writeXlsx(table)]) {
      const read = await readTable({ bytes, name: 'a' });
      if (!read.ok) throw new Error(JSON.stringify(read.problems));
      expect(read.table.header).toEqual(table.header);
      expect(read.table.rows.map((row) => row.cells[0])).toEqual(
        texts.map((text) => ({ kind: 'text', text })),
      );
    }
  });

  it('write what a double cannot hold as text, digit by digit', async () => {
    const cells: readonly Cell[] = ['12345678901234567890', '0.1234567890123456789', '999999999999999'].map(
      (text) => ({ kind: 'number', text }),
    );
    const bytes = await writeXlsx({ ...table, header: ['a', 'b', 'c'], rows: [{ row: 2, cells }] });
    const read = await readTable({ bytes, name: 'a' });
    expect(read).toMatchObject({
      table: {
        sheet: 'Kết quả',
        rows: [
          {
            cells: [
              { kind: 'text', text: '12345678901234567890' },
              { kind: 'text' },
              { kind: 'number', text: '999999999999999' },
            ],
          },
        ],
      },
    });
  });

  it('are read alike by an independent reader', async () => {
    const bytes = Buffer.from(await writeXlsx(table));
    const [ours, theirs] = [await readTable({ bytes, name: 'a' }), await readSheetNames(bytes)];
    expect(theirs.map((sheet) => sheet.sheet)).toEqual(['Kết quả']);
    expect(ours.ok ? ours.table.rows.length + 1 : 0).toBe(theirs[0]?.data.length);
  });
});
