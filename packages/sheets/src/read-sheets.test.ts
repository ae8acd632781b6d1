import { describe, expect, it } from 'vitest';
import { readSheets } from './read-sheets.ts';
import { TWO_ROWS, book, bookEntries, sheetXml, textCell } from './testing/workbooks.ts';
import { zipOf } from './testing/zip-writer.ts';

const OFFICE = 'http://schemas.openxmlformats.org/officeDocument/2006/relationships';

/** A workbook with these `<sheet>` elements; `rId9` is a second sheet, hidden by the caller if wanted. */
function bookOf(sheets: string, second = sheetXml(TWO_ROWS)): Uint8Array {
  const link = `<Relationship Id="rId9" Type="${OFFICE}/worksheet" Target="worksheets/sheet2.xml"/>`;
  const entries = bookEntries().map((entry) => {
    if (entry.name === 'xl/workbook.xml')
      return { ...entry, data: `<workbook><sheets>${sheets}</sheets></workbook>` };
    if (entry.name !== 'xl/_rels/workbook.xml.rels') return entry;
    return { ...entry, data: String(entry.data).replace('</Relationships>', `${link}</Relationships>`) };
  });
  return zipOf([...entries, { name: 'xl/worksheets/sheet2.xml', data: second }]);
}
const BOTH = '<sheet name="A" id="rId1"/><sheet name="B" state="hidden" id="rId9"/>';

describe('readSheets', () => {
  it('gives every sheet with its rows, whether it is hidden, and how far down cells are merged', async () => {
    const merged = sheetXml(
      TWO_ROWS,
      '<mergeCells><mergeCell ref="A1:C7"/><mergeCell ref="A3"/></mergeCells>',
    );
    const read = await readSheets({ bytes: bookOf(BOTH, merged), name: 'a.xlsx' });
    expect(read).toMatchObject({
      ok: true,
      sheets: [
        { name: 'A', hidden: false, lowestMerge: null },
        { name: 'B', hidden: true, lowestMerge: { range: 'A1:C7', lastRow: 7 } },
      ],
    });
    const rows = read.ok ? read.sheets.map((sheet) => sheet.rows.map((row) => row.cells.length)) : [];
    expect(rows).toEqual([
      [2, 2],
      [2, 2],
    ]);
  });

  it('keeps an empty sheet', async () => {
    const read = await readSheets({ bytes: bookOf(BOTH, sheetXml('')), name: 'a.xlsx' });
    expect(read).toMatchObject({ ok: true, sheets: [{ name: 'A' }, { name: 'B', rows: [] }] });
  });

  it.each([
    ['rows', { rows: 3 }, 'too-many-rows'],
    ['cells', { cells: 7 }, 'too-many-cells'],
    ['text', { textLength: 20 }, 'too-much-text'],
    ['sheets', { sheets: 1 }, 'too-many-sheets'],
    ['unpacked bytes', { unpackedBytes: 1500 }, 'zip-bomb'],
  ] as const)('holds the limit on %s for all sheets together', async (_name, limits, code) => {
    const read = await readSheets({ bytes: bookOf(BOTH), name: 'a.xlsx' }, limits);
    expect(read).toMatchObject({ ok: false, problems: [{ code }] });
  });

  it('reads one part that many sheets name within the limits of all of them', async () => {
    const many = Array.from({ length: 40 }, (_, index) => `<sheet name="S${index}" id="rId9"/>`).join('');
    const rows = Array.from(
      { length: 9000 },
      (_, row) => `<row r="${row + 1}">${textCell(`A${row + 1}`, 'x')}</row>`,
    );
    const read = await readSheets({ bytes: bookOf(many, sheetXml(rows.join(''))), name: 'a.xlsx' });
    expect(read).toMatchObject({ ok: false, problems: [{ code: 'too-many-rows' }] });
  });

  it.each([
    ['text', Buffer.from('unit,a\nX,1\n')],
    ['a workbook without sheets', bookOf('')],
    ['a workbook whose sheet is somewhere else', bookOf('<sheet name="A" id="rId77"/>')],
  ])('refuses %s', async (_name, bytes) => {
    const read = await readSheets({ bytes, name: 'a' });
    expect(read).toMatchObject({ ok: false, problems: [{ code: 'not-a-workbook' }] });
  });

  it('reads a workbook of one sheet', async () => {
    expect(await readSheets({ bytes: book(), name: 'a.xlsx' })).toMatchObject({
      ok: true,
      sheets: [{ name: 'Sheet1' }],
    });
  });
});
