import { mkdtemp, open, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { readTable } from './read-table.ts';
import { cellText, type Table } from './table.ts';
import { TABLE_PROBLEM_CODES, describeTableProblem, tableProblemPlace } from './table-problems.ts';
import { HOSTILE_FILES } from './testing/hostile-corpus.ts';
import { HEADER_ROW, book, textCell } from './testing/workbooks.ts';

async function tableOf(bytes: Uint8Array, name = 'a'): Promise<Table> {
  const read = await readTable({ bytes, name });
  if (!read.ok) throw new Error(JSON.stringify(read.problems));
  return read.table;
}
const csv = (text: string): Promise<Table> => tableOf(Buffer.from(text, 'utf8'));

describe('the hostile corpus', () => {
  it.each(HOSTILE_FILES)('$title: $expect', async ({ bytes, name, options, expect: expected }) => {
    const read = await readTable({ bytes: bytes(), name }, options);
    expect(read.ok ? 'ok' : read.problems.map((problem) => problem.code).join()).toBe(expected);
  });

  it('says what, why and the next step in both languages for every code', () => {
    for (const code of TABLE_PROBLEM_CODES) {
      const problem = { code, file: 'a', sheet: null, cell: null, line: null, detail: {} };
      expect(describeTableProblem(problem, 'vi').length).toBeGreaterThan(30);
      expect(describeTableProblem(problem, 'en')).not.toBe(describeTableProblem(problem, 'vi'));
    }
  });

  it('stops a reader that takes too long or too much memory', async () => {
    const bytes = Buffer.from('unit,a\n' + 'x,1\n'.repeat(150_000));
    const slow = await readTable({ bytes, name: 'slow.csv' }, { milliseconds: 1 });
    expect(slow).toMatchObject({ ok: false, problems: [{ code: 'too-slow' }] });
    const strings = Array.from({ length: 400_000 }, (_, index) => `<si><t>string ${index}</t></si>`).join('');
    const heavy = await readTable({ bytes: book({ strings }), name: 'heavy.xlsx' }, { heapMegabytes: 24 });
    expect(heavy).toMatchObject({ ok: false, problems: [{ code: 'too-much-memory' }] });
  });
});

describe('reading processes', () => {
  it('answer each of many files at once with its own result, good and bad mixed', async () => {
    const files = Array.from({ length: 12 }, (_, index) =>
      index % 3 === 0 ? `unit,a\nX,"${index}\n` : `unit,a\nX,${index}\n`,
    );
    const reads = await Promise.all(
      files.map((text) => readTable({ bytes: Buffer.from(text), name: 'a.csv' })),
    );
    const found = reads.map((read) =>
      read.ok ? cellText(read.table.rows[0]?.cells[1] ?? { kind: 'empty' }) : 'refused',
    );
    expect(found).toEqual(files.map((_, index) => (index % 3 === 0 ? 'refused' : String(index))));
  });

  it('go on after one of them was stopped', async () => {
    const bytes = Buffer.from('unit,a\nX,1\n');
    const stopped = await readTable(
      { bytes: Buffer.from('unit,a\n' + 'x,1\n'.repeat(150_000)), name: 'a.csv' },
      { milliseconds: 1 },
    );
    expect([stopped.ok, (await readTable({ bytes, name: 'a.csv' })).ok]).toEqual([false, true]);
  });
});

describe('files', () => {
  let folder = '';
  beforeAll(async () => {
    folder = await mkdtemp(join(tmpdir(), 'parix-sheets-'));
  });
  afterAll(() => rm(folder, { recursive: true }));

  it('refuses a file of 100 MB by its size, without reading it', async () => {
    const path = join(folder, 'large.csv');
    const file = await open(path, 'w');
    await file.truncate(100 * 1024 * 1024);
    await file.close();
    const before = process.memoryUsage().rss;
    const read = await readTable({ path });
    expect(read).toMatchObject({ ok: false, problems: [{ code: 'too-many-bytes', file: 'large.csv' }] });
    expect(process.memoryUsage().rss - before).toBeLessThan(50 * 1024 * 1024);
  });

  it('reads CSV and XLSX from a path, and names what is missing', async () => {
    const [text, workbook] = [join(folder, 'a.csv'), join(folder, 'a.xlsx')];
    await writeFile(text, 'unit,tk\nX,85.5\n');
    await writeFile(workbook, book());
    const tables = await Promise.all([text, workbook].map((path) => readTable({ path })));
    for (const read of tables) expect(read).toMatchObject({ ok: true, table: { header: ['unit', 'tk'] } });
    expect(await readTable({ path: join(folder, 'none.csv') })).toMatchObject({
      problems: [{ code: 'not-found' }],
    });
    expect(await readTable({ path: folder })).toMatchObject({ problems: [{ code: 'not-readable' }] });
  });
});

describe('CSV', () => {
  it.each([',', ';', '\t'])('detects the separator %j', async (separator) => {
    const table = await csv(`unit${separator}"a${separator}b"\nX${separator}"8,5; ""x"""\n`);
    expect(table.header).toEqual(['unit', `a${separator}b`]);
    expect(table.rows[0]?.cells[1]).toEqual({ kind: 'text', text: '8,5; "x"' });
  });

  it('keeps row numbers over blank rows and line breaks in cells', async () => {
    const table = await csv('\ufeffunit,a\r\n\r\nX,"one\ntwo"\r\nY,1\r\n');
    expect([table.headerRow, ...table.rows.map((row) => row.row)]).toEqual([1, 3, 4]);
  });

  it('leaves text in old Vietnamese encodings as it is and brings other text to NFC', async () => {
    const table = await csv(`unit,name\nX,ChØ sè c¶i c¸ch\nY,${'Đà Nẵng'.normalize('NFD')}\n`);
    expect(table.rows.map((row) => cellText(row.cells[1] ?? { kind: 'empty' }))).toEqual([
      'ChØ sè c¶i c¸ch',
      'Đà Nẵng',
    ]);
  });

  it('names the line of a broken quote', async () => {
    const read = await readTable({ bytes: Buffer.from('unit,a\nX,1\nY,"1"2\n'), name: 'q.csv' });
    const problem = read.ok ? undefined : read.problems[0];
    expect(problem === undefined ? '' : tableProblemPlace(problem)).toBe('q.csv:3');
  });
});

describe('XLSX', () => {
  const cell = async (xml: string, extra: Parameters<typeof book>[0] = {}): Promise<unknown> => {
    const rows = `${HEADER_ROW}<row r="2">${textCell('A2', 'X')}${xml}</row>`;
    return (await tableOf(book({ rows, ...extra }))).rows[0]?.cells[1];
  };

  it.each([
    ['85.5', '85.5'],
    ['8.6999999999999993', '8.7'],
    ['0.30000000000000004', '0.30000000000000004'],
    ['12345678901234567890', '12345678901234567890'],
    ['1E-4', '0.0001'],
    ['1.5E+3', '1500'],
    ['-0', '0'],
    ['007.50', '7.5'],
  ])('reads the stored number %s as %s', async (stored, exact) => {
    expect(await cell(`<c r="B2"><v>${stored}</v></c>`)).toEqual({ kind: 'number', text: exact });
  });

  it.each([
    ['a date', '<c r="B2" s="1"><v>44256</v></c>', { kind: 'date', iso: '2021-03-01' }],
    ['a date with time', '<c r="B2" s="1"><v>44256.5</v></c>', { kind: 'date', iso: '2021-03-01T12:00:00' }],
    ['day 59 of 1900', '<c r="B2" s="1"><v>59</v></c>', { kind: 'date', iso: '1900-02-28' }],
    ['a percentage', '<c r="B2" s="2"><v>0.85</v></c>', { kind: 'number', text: '0.85', percent: true }],
    ['a truth value', '<c r="B2" t="b"><v>1</v></c>', { kind: 'boolean', value: true }],
    [
      'an error',
      '<c r="B2" t="e"><f>1/0</f><v>#DIV/0!</v></c>',
      { kind: 'error', code: '#DIV/0!', formula: true },
    ],
    ['a computed number', '<c r="B2"><f>1+1</f><v>2</v></c>', { kind: 'number', text: '2', formula: true }],
    ['a formula never computed', '<c r="B2"><f>1+1</f></c>', { kind: 'empty', formula: true }],
    [
      'a computed text',
      '<c r="B2" t="str"><f>"a"</f><v>a&amp;b</v></c>',
      { kind: 'text', text: 'a&b', formula: true },
    ],
    ['rich text without phonetic hints', '<c r="B2" t="s"><v>0</v></c>', { kind: 'text', text: 'Sở Nội vụ' }],
    [
      'escaped characters',
      '<c r="B2" t="inlineStr"><is><t>a_x0009_b</t></is></c>',
      { kind: 'text', text: 'a\tb' },
    ],
    ['CDATA', '<c r="B2" t="inlineStr"><is><t><![CDATA[<b>]]></t></is></c>', { kind: 'text', text: '<b>' }],
  ])('reads %s', async (_title, xml, expected) => {
    const styles =
      '<numFmts><numFmt numFmtId="164" formatCode="[$-42A]dd/mm/yyyy;@"/></numFmts><cellXfs><xf numFmtId="0"/><xf numFmtId="164"/><xf numFmtId="9"/></cellXfs>';
    const strings = '<si><r><t>Sở </t></r><r><t>Nội vụ</t></r><rPh><t>x</t></rPh></si>';
    expect(await cell(xml, { styles, strings })).toEqual(expected);
  });

  it('counts days from 1904 where the workbook says so', async () => {
    const styles = '<cellXfs><xf numFmtId="14"/></cellXfs>';
    const workbookProperties = '<workbookPr date1904="1"/>';
    expect(await cell('<c r="B2" s="0"><v>0</v></c>', { styles, workbookProperties })).toEqual({
      kind: 'date',
      iso: '1904-01-01',
    });
  });

  it('reads the sheet asked for and lists the sheets when it is not there', async () => {
    const bytes = book({ sheetName: 'Số liệu' });
    expect(await readTable({ bytes, name: 'a' }, { sheet: 'Số liệu' })).toMatchObject({ ok: true });
    const read = await readTable({ bytes, name: 'a' }, { sheet: 'Khác' });
    expect(read).toMatchObject({ problems: [{ code: 'no-such-sheet', detail: { found: 'Số liệu' } }] });
  });

  it('accepts merged cells above the header only', async () => {
    const rows = '<row r="3"><c r="A3"><v>1</v></c></row>';
    const merged = (ref: string): Uint8Array =>
      book({ rows, after: `<mergeCells><mergeCell ref="${ref}"/></mergeCells>` });
    expect(await readTable({ bytes: merged('A1:D2'), name: 'a' })).toMatchObject({ ok: true });
    expect(await readTable({ bytes: merged('A4:A5'), name: 'a' })).toMatchObject({
      problems: [{ code: 'merged-cells', cell: 'A4' }],
    });
  });
});
