import { readFile } from 'node:fs/promises';
import { describe, expect, it } from 'vitest';
import { SAMPLE_CARD } from '../testing/sample-card.ts';
import { readCardWorkbook } from './read-card-workbook.ts';

/** Workbooks made by LibreOffice from the sample card; `testing/card-fixtures/make-fixtures.sh` makes them again. */
const fixture = (name: string): Promise<Uint8Array> =>
  readFile(new URL(`../testing/card-fixtures/libreoffice-${name}.xlsx`, import.meta.url));

describe('a workbook saved by LibreOffice', () => {
  it.each(['untouched', 'by-way-of-ods'])('changes nothing when it is %s', async (name) => {
    const reading = await readCardWorkbook(await fixture(name), SAMPLE_CARD);
    expect(reading).toMatchObject({ ok: true, changes: [], conflicts: [], problems: [] });
    expect(reading).toMatchObject({ unchanged: SAMPLE_CARD.items.length });
  });

  it('gives exactly what was typed, and refuses the formula by its cell', async () => {
    const reading = await readCardWorkbook(await fixture('edited'), SAMPLE_CARD);
    if (!reading.ok) throw new Error(JSON.stringify(reading.problems));
    expect(reading.problems.map(({ place, code, itemId }) => [place, code, itemId])).toEqual([
      ['Phiếu!E15', 'formula', '1.10'],
    ]);
    const cells = reading.changes.flatMap((change) =>
      change.cells.map(({ cell, before, after }) => [change.itemId, cell, before, after]),
    );
    const plan = 'Kế hoạch cải cách hành chính năm 2026 · 12/KH-SNV';
    expect(cells).toEqual([
      ['1.1', 'Phiếu!E8', '1206', '1250'],
      [
        '1.1',
        'Minh chứng!A8',
        '#N/A · +84 · trang 5–7 · “_x0041_ "trích"” · https://example.vn/a?b=1&c=2',
        '',
      ],
      ['1.2', 'Phiếu!E10', '85,5', '90,25'],
      ['1.2', 'Phiếu!G10', '', '- Đã khảo sát 120 người\n+ Kết quả kèm theo'],
      ['1.2', 'Minh chứng!A10', '', '=Báo cáo khảo sát · 3-5 · https://example.vn/bao-cao'],
      ['1.3', 'Phiếu!E11', 'Có', 'Không'],
      ['1.4', 'Phiếu!E12', 'Khá, có hạn chế', '- Yếu'],
      ['1.5', 'Phiếu!E14', '04/03/2026', '31/12/2026'],
      ['1.5', 'Minh chứng!D9', `${plan} · trang 1`, `${plan} · trang 1, 2`],
    ]);
    expect(reading.changes.map(({ figures }) => figures)).toEqual([
      { 'dung-han': '1250', tong: '1300' },
      { 'ty-le': '90.25' },
      { 'ke-hoach': false },
      { 'muc-do': 'yeu' },
      { ngay: '2026-12-31' },
    ]);
    expect(reading.changes[0]?.explanation).toBe(SAMPLE_CARD.items[0]?.explanation);
    expect(reading.changes[4]?.evidence).toEqual([{ ...SAMPLE_CARD.items[4]?.evidence[0], page: '1, 2' }]);
    expect(reading.unchanged).toBe(3);
  });
});
