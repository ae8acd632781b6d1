import { describe, expect, it } from 'vitest';
import { readTable } from './read-table.ts';
import { successionsFromTable } from './successions-from-table.ts';

const knownCodes = ['A', 'B', 'C', 'M', 'N'];
async function read(text: string) {
  const result = await readTable({ bytes: Buffer.from(text), name: 'kt.csv' });
  if (!result.ok) throw new Error(JSON.stringify(result.problems));
  return successionsFromTable(result.table, { knownCodes });
}
const faults = async (text: string): Promise<readonly string[]> =>
  (await read(text)).problems.map((problem) => `${problem.place.cell} ${problem.code}`);
const HEAD = 'Mã đơn vị trước,Mã đơn vị sau,Hình thức,Ngày hiệu lực,Tỷ lệ,Số quyết định,Ngày quyết định\n';

describe('successionsFromTable', () => {
  it('reads mergers, splits, transfers and abolitions, in words of either language', async () => {
    const { successions, problems } = await read(
      `${HEAD}A,M,sáp nhập,2025-07-01,,1/NQ,2025-06-12\nB,M,split,2025-07-01,"0,4",,\nB,N,Chia tách,2025-07-01,"0,6",,\nC,,Giải thể,31/12/2025,,,\nN,M,chuyển giao,2026-01-31,"0,0000000001",,\n`,
    );
    expect(problems).toEqual([]);
    expect(
      successions.map(({ predecessor, successor, kind, on, share }) => [
        predecessor,
        successor,
        kind,
        on,
        share,
      ]),
    ).toEqual([
      ['A', 'M', 'merge', '2025-07-01', '1'],
      ['B', 'M', 'split', '2025-07-01', '0.4'],
      ['B', 'N', 'split', '2025-07-01', '0.6'],
      ['C', null, 'abolish', '2025-12-31', '1'],
      ['N', 'M', 'transfer', '2026-01-31', '0.0000000001'],
    ]);
    expect(successions[0]).toMatchObject({ decisionNumber: '1/NQ', decisionDate: '2025-06-12', row: 2 });
  });

  it('reports every fault by its cell', async () => {
    expect(
      await faults(
        `${HEAD}X,M,sáp nhập,2025-07-01,,,\nA,,sáp nhập,2025-07-01,,,\nA,M,giải thể,2025-07-01,,,\nA,A,sáp nhập,2025-07-01,,,\n` +
          'A,M,gộp,2025-07-01,,,\nA,M,sáp nhập,,,,\nB,M,chia,2025-07-01,,,\nB,N,chia,2025-07-01,"1,5",,\nC,N,chia,2025-07-01,0,,\nC,M,chia,2025-07-01,"0,12345678901",,\n,M,sáp nhập,2025-07-01,,,\n',
      ),
    ).toEqual([
      'A2 unknown-unit',
      'B3 missing-successor',
      'B4 needless-successor',
      'B5 own-successor',
      'C6 not-a-choice',
      'D7 missing-date',
      'E8 missing-share',
      'E9 out-of-range',
      'E10 out-of-range',
      'E11 too-many-decimals',
      'A12 missing-unit',
    ]);
  });

  it('refuses the same pair twice on one day, and a table without the needed columns', async () => {
    expect(await faults(`${HEAD}A,M,sáp nhập,2025-07-01,,,\nA,M,sáp nhập,2025-07-01,,,\n`)).toEqual([
      'A3 duplicate-value',
    ]);
    expect(await faults('đơn vị trước,tỷ lệ\nA,1\n')).toEqual([
      'A1 missing-column',
      'A1 missing-column',
      'A1 missing-column',
    ]);
  });

  it('takes a cell formatted as a percentage for the part that it is', () => {
    const cell = (text: string) => ({ kind: 'text', text }) as const;
    const cells = [
      cell('B'),
      cell('M'),
      cell('tách'),
      cell('2025-07-01'),
      { kind: 'number', text: '0.4', percent: true },
    ] as const;
    const table = {
      file: 'kt.xlsx',
      sheet: 'Sheet1',
      headerRow: 1,
      header: ['predecessor', 'successor', 'change', 'effective on', 'share'],
      rows: [{ row: 2, cells }],
    };
    const { successions, problems } = successionsFromTable(table, { knownCodes });
    expect(problems).toEqual([]);
    expect(successions[0]?.share).toBe('0.4');
  });
});
