import type { UnitFacts } from '@parix/scoring';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { CELL_PROBLEM_CODES, describeCellProblem } from './cell-problems.ts';
import { factsFromTable, type FactsOptions, type FactsReading } from './facts-from-table.ts';
import { readTable } from './read-table.ts';
import { formatPlace, type Cell, type Table } from './table.ts';
import { tableFromFacts } from './table-from-facts.ts';
import { arbitraryUnits } from './testing/arbitrary-facts.ts';
import { smallSet } from './testing/small-set.ts';
import { writeCsv, writeXlsx } from './write-table.ts';

const set = smallSet();

async function read(bytes: Uint8Array, options: FactsOptions = {}): Promise<FactsReading> {
  const result = await readTable({ bytes, name: 'a.csv' });
  if (!result.ok) throw new Error(JSON.stringify(result.problems));
  return factsFromTable(set, result.table, options);
}
const readText = (text: string, options?: FactsOptions): Promise<FactsReading> =>
  read(Buffer.from(text, 'utf8'), options);
const faults = (reading: FactsReading): readonly string[] =>
  reading.problems.map((problem) => `${formatPlace(problem.place)} ${problem.code}`);

describe('the wide layout', () => {
  it('reads Vietnamese headers, names of kinds and decimal commas', async () => {
    const reading = await readText(
      'Mã đơn vị;Tên đơn vị;Loại;Khối;1.1.dung-han;1.1.tong;1.2\nSNV; Sở Nội vụ ;Sở;k1;180;200;"85,5"\n',
    );
    expect(reading.problems).toEqual([]);
    expect(reading.units).toEqual([
      {
        unit: 'SNV',
        name: 'Sở Nội vụ',
        kind: 'so',
        block: 'k1',
        items: {
          '1.1': { figures: { 'dung-han': '180', tong: '200' } },
          '1.2': { figures: { 'ty-le': '85.5' } },
        },
      },
    ]);
  });

  it('tells no data, not applicable, zero and not yet appraised apart', async () => {
    const reading = await readText(
      'unit,kind,block,1.2,1.2.na-reason,1.3,1.3.pending\nA,so,k,,,,\nB,so,k,KAD,không có,,\nC,so,k,0,,không,x\nD,so,k,n/a,,,\n',
    );
    expect(reading.problems).toEqual([]);
    expect(reading.units.map((unit) => unit.items)).toEqual([
      {},
      { '1.2': { notApplicable: { reason: 'không có' } } },
      { '1.2': { figures: { 'ty-le': '0' } }, '1.3': { figures: { co: false }, pending: true } },
      { '1.2': { notApplicable: { reason: '' } } },
    ]);
  });

  it('reads awarded points with their reason, and earlier points', async () => {
    const reading = await readText(
      'unit,kind,block,1.2.points,1.2.reason,1.4.older\nA,so,k,"0,75",thiếu hồ sơ,1\n',
    );
    expect(reading.units[0]?.items).toEqual({
      '1.2': { awarded: { points: '0.75', reason: 'thiếu hồ sơ' } },
      '1.4': { older: '1' },
    });
  });

  it('keeps a figure named like a suffix and the suffix apart', async () => {
    const reading = await readText('unit,kind,block,1.6.points,1.6.points!\nA,so,k,7,3\n');
    expect(reading.units[0]?.items['1.6']).toEqual({
      figures: { points: '7' },
      awarded: { points: '3', reason: '' },
    });
  });

  it.each([
    ['1.2', '85%', 'not-a-number'],
    ['1.2', '1.234,5', 'ambiguous-number'],
    ['1.2', '８５', 'full-width-digits'],
    ['1.2', '8e1', 'exponent'],
    ['1.2', '85.555', 'ambiguous-number'],
    ['1.2', '0.125', 'too-many-decimals'],
    ['1.2', '100001', 'out-of-range'],
    ['1.1.tong', '1.234', 'ambiguous-number'],
    ['1.1.tong', '12.5', 'too-many-decimals'],
    ['1.3', 'maybe', 'not-a-boolean'],
    ['1.4', 'Xuất sắc', 'not-a-choice'],
    ['1.5', '05/10/2021', 'ambiguous-date'],
    ['1.5', '12/31/2021', 'not-a-date'],
    ['1.5', '31/02/2021', 'not-a-date'],
    ['1.5', '2019-12-31', 'out-of-range'],
    ['1.7', '5', 'not-a-choice'],
    ['1.2.reason', 'vì sao', 'reason-without-points'],
    ['1.2.na-reason', 'vì sao', 'reason-without-claim'],
  ])('reports %s = %s by cell as %s', async (header, value, code) => {
    const reading = await readText(`unit,kind,block,${header}\nA,so,k,"${value}"\n`);
    expect(faults(reading)).toEqual([`a.csv!D2 ${code}`]);
  });

  it.each([
    ['1.1', 'unknown-figure'],
    ['1.1.khac', 'unknown-figure'],
    ['9.9', 'unknown-column'],
    ['2.1', 'ambiguous-column'],
    ['3', 'unknown-column'],
    ['unit', 'duplicate-column'],
  ])('reports the column %s as %s', async (header, code) => {
    const reading = await readText(`unit,kind,block,${header}\nA,so,k,1\n`);
    expect(faults(reading)).toEqual([`a.csv!D1 ${code}`]);
  });

  it('knows an item by its code where only one has it', async () => {
    const reading = await readText('unit,kind,block,4.n\nA,so,k,1\n');
    expect(reading.units[0]?.items).toEqual({ '4a': { figures: { n: '1' } } });
  });

  it('reports broken units by cell', async () => {
    const reading = await readText(
      'unit,kind,block,1.2,\nA,so,k,1,\n,so,k,2,\nA,so,k,3,\nB,sao,k,4,\nC,,k,5,x\nD,so,,6,\n',
    );
    expect(faults(reading)).toEqual([
      'a.csv!A3 missing-unit',
      'a.csv!A4 duplicate-unit',
      'a.csv!E6 column-without-name',
      'a.csv!B5 unknown-kind',
      'a.csv!A6 missing-kind',
      'a.csv!A7 missing-block',
    ]);
  });

  it('takes name, kind and block from the units of the round and refuses other codes', async () => {
    const units = [{ code: 'A', name: 'Đơn vị A', kind: 'so', block: 'k' }];
    const reading = await readText('mã,1.2\nA,1\nZ,2\n', { units });
    expect(faults(reading)).toEqual(['a.csv!A3 unknown-unit']);
    expect(reading.units).toMatchObject([{ unit: 'A', name: 'Đơn vị A', kind: 'so', block: 'k' }]);
  });

  it('accepts only the items asked for', async () => {
    const reading = await readText('unit,kind,block,1.2,1.3\nA,so,k,1,có\n', { onlyItems: ['1.2'] });
    expect(faults(reading)).toEqual(['a.csv!E1 item-not-asked']);
  });

  it('lists a bounded number of problems and counts them all', async () => {
    const rows = Array.from({ length: 500 }, (_, index) => `U${index},so,k,x\n`).join('');
    const reading = await readText(`unit,kind,block,1.2\n${rows}`, { maxProblems: 10 });
    expect([reading.problems.length, reading.problemCount]).toEqual([10, 500]);
  });

  it('tells where a fact was read', async () => {
    const reading = await readText('unit,kind,block,1.2,1.1.tong\nA,so,k,1,2\nB,so,k,1,2\n');
    expect(reading.cellOf('B', '1.1', 'tong')?.cell).toBe('E3');
    expect(reading.cellOf('B', '1.1', null)?.cell).toBe('E3');
    expect(reading.cellOf('B', null, null)?.cell).toBe('A3');
    expect(reading.cellOf('Z', null, null)).toBeNull();
  });
});

describe('cells of a workbook', () => {
  const table = (header: string, cell: Cell): Table => ({
    file: 'a.xlsx',
    sheet: 'S',
    headerRow: 1,
    header: ['unit', 'kind', 'block', header],
    rows: [{ row: 2, cells: [...['A', 'so', 'k'].map((text): Cell => ({ kind: 'text', text })), cell] }],
  });

  it.each<[string, Cell, string]>([
    ['1.2', { kind: 'number', text: '0.85', percent: true }, 'percent-format'],
    ['1.2', { kind: 'date', iso: '2021-10-05' }, 'date-where-number'],
    ['1.2', { kind: 'boolean', value: true }, 'not-a-number'],
    ['1.2', { kind: 'error', code: '#N/A', formula: true }, 'formula-error'],
    ['1.2', { kind: 'empty', formula: true }, 'formula-without-value'],
    ['1.2', { kind: 'number', text: '0.30000000000000004', formula: true }, 'too-many-decimals'],
    ['1.1.tong', { kind: 'number', text: '1.234' }, 'too-many-decimals'],
    ['1.5', { kind: 'number', text: '44256' }, 'not-a-date'],
  ])('reports %s with %j as %s', (header, cell, code) => {
    expect(faults(factsFromTable(set, table(header, cell)))).toEqual([`a.xlsx!S!D2 ${code}`]);
  });

  it('takes the cached value of a formula', () => {
    const reading = factsFromTable(set, table('1.2', { kind: 'number', text: '85.5', formula: true }));
    expect(reading.units[0]?.items).toEqual({ '1.2': { figures: { 'ty-le': '85.5' } } });
  });
});

describe('the long layout', () => {
  it('reads one value per row', async () => {
    const reading = await readText(
      'mã đơn vị,loại,khối,tiêu chí,số liệu,giá trị\nA,so,k,1.1,tong,5\nA,,,1.1,dung-han,4\nA,,,1.2,,KAD\nA,,,1.2,na-reason,vì\nB,xa,k,1.2,points,"0,5"\n',
    );
    expect(reading.problems).toEqual([]);
    expect(reading.units.map((unit) => unit.items)).toEqual([
      { '1.1': { figures: { tong: '5', 'dung-han': '4' } }, '1.2': { notApplicable: { reason: 'vì' } } },
      { '1.2': { awarded: { points: '0.5', reason: '' } } },
    ]);
    expect(reading.cellOf('A', '1.1', 'dung-han')?.cell).toBe('F3');
  });

  it('reports unknown items and figures, repeated values and contradictions by cell', async () => {
    const reading = await readText(
      'unit,kind,block,item,figure,value\nA,so,k,9.9,,1\nA,so,k,1.1,x,1\nA,so,k,1.2,,1\nA,xa,k,1.2,,1\n',
    );
    expect(faults(reading)).toEqual([
      'a.csv!D2 unknown-item',
      'a.csv!E3 unknown-figure',
      'a.csv!B5 conflicting-unit',
      'a.csv!F5 duplicate-value',
    ]);
  });
});

describe('export and import', () => {
  const back = async (bytes: Uint8Array): Promise<readonly UnitFacts[]> => {
    const reading = await read(bytes);
    expect(faults(reading)).toEqual([]);
    return reading.units;
  };

  it('gives the same facts through the table', () => {
    fc.assert(
      fc.property(arbitraryUnits(set), (units) => {
        const reading = factsFromTable(set, tableFromFacts(set, units));
        expect(faults(reading)).toEqual([]);
        expect(reading.units).toEqual(units);
      }),
      { numRuns: 300 },
    );
  });

  it('gives the same facts through CSV and XLSX files', async () => {
    await fc.assert(
      fc.asyncProperty(arbitraryUnits(set), async (units) => {
        const table = tableFromFacts(set, units);
        expect(await back(writeCsv(table))).toEqual(units);
        expect(await back(writeCsv(table, { separator: ';', decimal: ',' }))).toEqual(units);
        expect(await back(await writeXlsx(table))).toEqual(units);
      }),
      { numRuns: 12 },
    );
  }, 120_000);
});

describe('descriptions', () => {
  it('exist for every code in both languages and carry no control signs of the cell', () => {
    const place = { file: 'a', sheet: null, cell: 'A1' };
    for (const code of CELL_PROBLEM_CODES) {
      const problem = { code, place, value: 'x\u202e\ny', unit: 'U', item: '1', figure: null, detail: {} };
      const texts = [describeCellProblem(problem, 'vi'), describeCellProblem(problem, 'en')];
      expect(texts[0]).not.toBe(texts[1]);
      for (const text of texts) expect(text).not.toMatch(/[\u202e\n]/);
    }
  });
});
