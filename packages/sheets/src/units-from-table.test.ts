import { describe, expect, it } from 'vitest';
import { readTable } from './read-table.ts';
import { unitsFromTable, type UnitsOptions } from './units-from-table.ts';

const kinds = [
  { id: 'so', name: 'Sở' },
  { id: 'xa', name: 'Xã, phường' },
];

async function read(
  text: string,
  options: UnitsOptions = { kinds },
): Promise<ReturnType<typeof unitsFromTable>> {
  const result = await readTable({ bytes: Buffer.from(text), name: 'dv.csv' });
  if (!result.ok) throw new Error(JSON.stringify(result.problems));
  return unitsFromTable(result.table, options);
}
const faults = async (text: string, options?: UnitsOptions): Promise<readonly string[]> =>
  (await read(text, options)).problems.map((problem) => `${problem.place.cell} ${problem.code}`);

describe('unitsFromTable', () => {
  it('reads a register with Vietnamese headers', async () => {
    const { units, problems } = await read(
      'Mã đơn vị;Tên đơn vị;Loại;Khối;Trực thuộc;Hiệu lực từ\nSNV;Sở Nội vụ;Sở;k1;;2021-01-01\nX1;Xã Một;xa;;SNV;31/12/2021\n',
    );
    expect(problems).toEqual([]);
    expect(units).toEqual([
      {
        code: 'SNV',
        name: 'Sở Nội vụ',
        kind: 'so',
        block: 'k1',
        parent: null,
        validFrom: '2021-01-01',
        row: 2,
      },
      { code: 'X1', name: 'Xã Một', kind: 'xa', block: null, parent: 'SNV', validFrom: '2021-12-31', row: 3 },
    ]);
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
