import { describe, expect, it } from 'vitest';
import { describeCellProblem } from './cell-problems.ts';
import { proceduresFromTable } from './procedures-from-table.ts';
import { readTable } from './read-table.ts';
import { type StoredProcedure, tableFromProcedures } from './table-from-procedures.ts';
import { writeCsv, writeXlsx } from './write-table.ts';

async function tableOf(bytes: Uint8Array, name = 'tthc.csv') {
  const result = await readTable({ bytes, name });
  if (!result.ok) throw new Error(JSON.stringify(result.problems));
  return result.table;
}
const read = async (text: string) => proceduresFromTable(await tableOf(Buffer.from(text)));
const HEAD = 'code,name,sector,valid_from,hours,counting,online_level,fee,ended_on\n';
const faults = async (rows: string): Promise<readonly string[]> =>
  (await read(HEAD + rows)).problems.map((problem) => `${problem.place.cell} ${problem.code}`);
const minutes = async (hours: string) => {
  const { procedures, problems } = await read(`${HEAD}1.01,A,B,2020-01-01,"${hours}",,,,\n`);
  return problems[0]?.code ?? procedures[0]?.processingMinutes;
};

describe('proceduresFromTable', () => {
  it('reads Vietnamese headers and words', async () => {
    const { procedures, problems, warnings } = await read(
      'Mã thủ tục;Tên thủ tục;Lĩnh vực;Hiệu lực từ;Thời hạn giải quyết (giờ);Cách tính hạn;Mức độ DVC;Phí, lệ phí;Bãi bỏ từ\n' +
        '1.000689.H14;Đăng ký khai sinh;Hộ tịch;31/12/2021;8;giờ;Mức độ 4;có;31/12/2023\n' +
        '2.000635.H14;Cấp bản sao trích lục;Hộ tịch;2023-01-01;0,5;Theo ngày;toàn trình;không;\n',
    );
    expect([problems, warnings]).toEqual([[], []]);
    const unsaid = {
      lateness: undefined,
      paymentStopsClock: undefined,
      supplementLimit: undefined,
      nearDueDays: undefined,
    };
    expect(procedures).toEqual([
      {
        ...unsaid,
        code: '1.000689.H14',
        name: 'Đăng ký khai sinh',
        sector: 'Hộ tịch',
        validFrom: '2021-12-31',
        processingMinutes: 480,
        counting: 'hours',
        onlineLevel: 'level-4',
        hasFee: true,
        endedOn: '2023-12-31',
        row: 2,
      },
      {
        ...unsaid,
        code: '2.000635.H14',
        name: 'Cấp bản sao trích lục',
        sector: 'Hộ tịch',
        validFrom: '2023-01-01',
        processingMinutes: 30,
        counting: 'days',
        onlineLevel: 'full',
        hasFee: false,
        endedOn: null,
        row: 3,
      },
    ]);
  });

  it('takes hours exactly to the minute and refuses what is none', async () => {
    expect(await minutes('')).toBeNull();
    expect(await minutes('0')).toBe(0);
    expect(await minutes('0,05')).toBe(3);
    expect(await minutes('4.15')).toBe(249);
    expect(await minutes('120')).toBe(7200);
    expect(await minutes('0.33')).toBe('part-of-minute');
    expect(await minutes('0.3333')).toBe('too-many-decimals');
    expect(await minutes('1.234')).toBe('ambiguous-number');
    expect(await minutes('-8')).toBe('out-of-range');
    expect(await minutes('20000.05')).toBe('out-of-range');
    expect(await minutes('5 ngày')).toBe('not-a-number');
  });

  it('says nothing where the table says nothing, and none where a cell is empty', async () => {
    const [short] = (await read('code,name,sector,valid from\n1.01,A,B,2020-01-01\n')).procedures;
    expect(short).toMatchObject({
      processingMinutes: undefined,
      onlineLevel: undefined,
      endedOn: undefined,
      counting: undefined,
      hasFee: undefined,
    });
    const [full] = (await read(`${HEAD}1.01,A,B,2020-01-01,,,,,\n`)).procedures;
    expect(full).toMatchObject({
      processingMinutes: null,
      onlineLevel: null,
      endedOn: null,
      counting: undefined,
    });
  });

  it('reports every fault by its cell', async () => {
    expect(
      await faults(
        ',A,B,2020-01-01,,,,,\n' +
          '1 2,A,B,2020-01-01,,,,,\n' +
          '1.02,,,2020-01-01,,,,,\n' +
          '1.03,A,B,,,,,,\n' +
          '1.04,A,B,30/02/2020,,,,,\n' +
          '1.05,A,B,2020-01-01,,phút,mức độ 5,có thể,2020-01-01\n' +
          '1.06,A,B,2020-01-01,,,,,\n1.06,A,B,01/01/2020,,,,,\n',
      ),
    ).toEqual([
      'A2 missing-procedure',
      'A3 procedure-code',
      'B4 missing-procedure-name',
      'C4 missing-sector',
      'D5 missing-date',
      'D6 not-a-date',
      'I7 date-order',
      'F7 not-a-choice',
      'G7 not-a-choice',
      'H7 not-a-boolean',
      'A9 duplicate-procedure',
    ]);
    expect((await read('code,name\n1,A\n')).problems.map(({ code }) => code)).toEqual([
      'missing-column',
      'missing-column',
    ]);
  });

  it('names the choices there are', async () => {
    const { problems } = await read(`${HEAD}1.01,A,B,2020-01-01,,,mức độ 5,,\n`);
    expect(problems.map((problem) => describeCellProblem(problem, 'vi'))).toEqual([
      '"mức độ 5" không phải một lựa chọn. Chọn một trong: Mức độ 1, Mức độ 2, Mức độ 3, Mức độ 4, Cung cấp thông tin, Một phần, Toàn trình.',
    ]);
  });

  it.each([
    ['2022-08-14', 'mức độ 4', []],
    ['2022-08-15', 'mức độ 3', ['G2 level-too-late']],
    ['2022-08-14', 'một phần', ['G2 level-too-early']],
    ['2022-08-15', 'toàn trình', []],
    ['2022-08-14', 'cung cấp thông tin', ['G2 level-too-early']],
    ['2022-08-15', '', []],
  ])('warns of a label that did not exist yet or any more: %s %s', async (day, level, expected) => {
    const { procedures, problems, warnings } = await read(`${HEAD}1.01,A,B,${day},,,${level},,\n`);
    expect(problems).toEqual([]);
    expect(warnings.map(({ place, code }) => `${place.cell} ${code}`)).toEqual(expected);
    expect(procedures).toHaveLength(1);
  });
});

describe('tableFromProcedures', () => {
  const stored: readonly StoredProcedure[] = [
    {
      code: '1.000689.H14',
      name: '=HYPERLINK("http://x")',
      sector: "'+Hộ tịch",
      validFrom: '2021-07-01',
      processingMinutes: 249,
      counting: 'hours',
      lateness: 'by-minute',
      paymentStopsClock: false,
      supplementLimit: 2,
      nearDueDays: 3,
      onlineLevel: 'level-3',
      hasFee: true,
      endedOn: '2022-08-15',
    },
    {
      code: '2.01',
      name: 'Tên, có "dấu"\nhai dòng',
      sector: 'Đất đai',
      validFrom: '2023-01-01',
      processingMinutes: null,
      counting: 'days',
      lateness: 'by-day',
      paymentStopsClock: true,
      supplementLimit: 1,
      nearDueDays: 0,
      onlineLevel: null,
      hasFee: false,
      endedOn: null,
    },
  ];
  const back = async (bytes: Uint8Array, name: string) => {
    const { procedures, problems, warnings } = proceduresFromTable(await tableOf(bytes, name));
    expect([problems, warnings]).toEqual([[], []]);
    return procedures.map(({ row: _row, ...rest }) => rest);
  };

  it('is read back to the same rows in both languages and formats, with nothing a spreadsheet would run', async () => {
    for (const locale of ['vi', 'en'] as const) {
      const table = tableFromProcedures(stored, locale);
      const csv = writeCsv(table);
      expect(Buffer.from(csv).toString('utf8')).toContain(`"'=HYPERLINK(""http://x"")"`);
      expect(await back(csv, 'a.csv')).toEqual(stored);
      expect(await back(await writeXlsx(table), 'a.xlsx')).toEqual(stored);
    }
  });
});
