import { describe, expect, it } from 'vitest';
import { describeCellProblem } from './cell-problems.ts';
import { readTable } from './read-table.ts';
import { codesIn, registerHeader } from './register-table.ts';
import { unitsFromTable, type UnitsOptions } from './units-from-table.ts';

const kinds = [
  { id: 'so', name: 'Sở' },
  { id: 'xa', name: 'Xã, phường' },
];

async function tableOf(text: string) {
  const result = await readTable({ bytes: Buffer.from(text), name: 'dv.csv' });
  if (!result.ok) throw new Error(JSON.stringify(result.problems));
  return result.table;
}
const read = async (text: string, options: UnitsOptions = { kinds }) =>
  unitsFromTable(await tableOf(text), options);
const faults = async (text: string, options?: UnitsOptions): Promise<readonly string[]> =>
  (await read(text, options)).problems.map((problem) => `${problem.place.cell} ${problem.code}`);

const SILENT = { block: null, validTo: null, changedOn: null, decisionNumber: null, decisionDate: null };

describe('unitsFromTable', () => {
  it('reads a register with Vietnamese headers', async () => {
    const { units, problems } = await read(
      'Mã đơn vị;Tên đơn vị;Loại;Khối;Trực thuộc;Hiệu lực từ\nSNV;Sở Nội vụ;Sở;k1;;2021-01-01\nX1;Xã Một;xa;;SNV;31/12/2021\n',
    );
    expect(problems).toEqual([]);
    expect(units).toEqual([
      {
        ...SILENT,
        code: 'SNV',
        name: 'Sở Nội vụ',
        kind: 'so',
        block: 'k1',
        parent: null,
        validFrom: '2021-01-01',
        row: 2,
      },
      {
        ...SILENT,
        code: 'X1',
        name: 'Xã Một',
        kind: 'xa',
        parent: 'SNV',
        validFrom: '2021-12-31',
        row: 3,
      },
    ]);
  });

  it('reads a row for each day on which a unit changed, with the decision', async () => {
    const { units, problems } = await read(
      'mã,tên,loại,thay đổi từ ngày,số quyết định,ngày quyết định,kết thúc từ\n' +
        'X1,Xã Một,xa,,,,\n' +
        'X1,Phường Một,xa,2025-07-01,1/NQ,2025-06-12,\n' +
        'X2,Xã Hai,xa,,,,2025-07-01\n',
    );
    expect(problems).toEqual([]);
    expect(
      units.map(({ name, changedOn, decisionNumber, validTo }) => [name, changedOn, decisionNumber, validTo]),
    ).toEqual([
      ['Xã Một', null, null, null],
      ['Phường Một', '2025-07-01', '1/NQ', null],
      ['Xã Hai', null, null, '2025-07-01'],
    ]);
    expect(units[0]?.parent).toBeUndefined();
  });

  it('reports every fault by its cell', async () => {
    expect(
      await faults(
        'unit,name,kind,parent,valid from,lạ\nA,,so,,,\n,B,so,,,\nA,C,so,,,\nD,D,sao,,,\nE,E,,Z,,\nF,F,so,,5/6/2021,\n',
      ),
    ).toEqual([
      'F1 unknown-column',
      'B2 missing-name',
      'A3 missing-unit',
      'A4 duplicate-unit',
      'C5 unknown-kind',
      'C6 missing-kind',
      'E7 ambiguous-date',
      'D6 unknown-parent',
    ]);
  });

  it('says which kinds there are, as they may be written', async () => {
    const { problems } = await read('unit,name,kind\nA,A,lâu đài\n');
    expect(problems.map((problem) => describeCellProblem(problem, 'vi'))).toEqual([
      'Bộ tiêu chí không có loại đơn vị "lâu đài". Các loại: so (Sở), xa (Xã, phường).',
    ]);
  });

  it('reports an end before the beginning, a day named twice and a change of a unit that nothing describes', async () => {
    expect(
      await faults(
        'unit,name,kind,valid from,valid to,changed on\nA,A,so,2021-01-01,2021-01-01,\nA,B,so,,,2022-01-01\nA,C,so,,,2022-01-01\nZ,Z,so,,,2022-01-01\n',
      ),
    ).toEqual(['E2 date-order', 'A4 duplicate-unit', 'A5 undescribed-unit']);
    expect(
      await faults('unit,name,kind,changed on\nZ,Z,so,2022-01-01\n', { kinds, knownCodes: ['Z'] }),
    ).toEqual([]);
  });

  it('names missing columns', async () => {
    expect(await faults('unit,block\nA,k\n')).toEqual([
      'A1 missing-column',
      'A1 missing-column',
      'A2 missing-name',
      'A2 missing-kind',
    ]);
    expect(await faults('name,kind\nA,so\n')).toEqual(['A1 missing-column']);
  });

  it('finds cycles of superiors and accepts known superiors', async () => {
    const rows = 'unit,name,kind,parent\nA,A,so,B\nB,B,so,A\nC,C,so,A\nD,D,so,TOP\n';
    expect(await faults(rows, { kinds, knownCodes: ['TOP'] })).toEqual([
      'D2 parent-cycle',
      'D3 parent-cycle',
    ]);
  });
});

describe('the columns of a register', () => {
  it('give the codes that stand in them, once each', async () => {
    const table = await tableOf('Mã,tên,loại,cấp trên\nA,x,so,T\nB,y,so,T\n');
    expect(codesIn(table, ['unit', 'parent'])).toEqual(['A', 'T', 'B']);
    expect(codesIn(table, ['successor'])).toEqual([]);
  });

  it('have a name that is read back as the same column', async () => {
    const columns = ['unit', 'name', 'kind', 'parent', 'valid-from', 'valid-to', 'changed-on'] as const;
    const table = await tableOf(`${columns.map(registerHeader).join(',')}\nA,A,so,,2020-01-01,,\n`);
    expect([...unitsFromTable(table, { kinds }).columns.keys()]).toEqual(columns);
  });
});
