import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { oldEncodingOf, rowsFromText, type TextRow } from './dossiers-from-text.ts';

async function* pieces(bytes: Uint8Array, size: number): AsyncGenerator<Uint8Array> {
  for (let at = 0; at < bytes.length; at += size) yield await Promise.resolve(bytes.subarray(at, at + size));
}
async function read(content: string | Uint8Array, size = 7, batch = 3): Promise<TextRow[]> {
  const bytes = typeof content === 'string' ? Buffer.from(content) : content;
  const all: TextRow[] = [];
  for await (const rows of rowsFromText(pieces(bytes, size), batch)) {
    expect(rows.length).toBeLessThanOrEqual(batch);
    all.push(...rows);
  }
  return all;
}
const cellsOf = (rows: readonly TextRow[]) => rows.map(({ cells }) => cells);
const faults = (rows: readonly TextRow[]) => rows.flatMap(({ row, fault }) => (fault ? [[row, fault]] : []));

describe('text of any encoding and separator', () => {
  const table = 'Mã hồ sơ;Đơn vị\r\nH1;Sở Á\r\n';
  const expected = [
    ['Mã hồ sơ', 'Đơn vị'],
    ['H1', 'Sở Á'],
  ];
  const utf16be = Buffer.from(`\uFEFF${table}`, 'utf16le').swap16();
  it.each([
    ['UTF-8', Buffer.from(table)],
    ['UTF-8 with a byte order mark', Buffer.from(`\uFEFF${table}`)],
    ['UTF-16 LE', Buffer.from(`\uFEFF${table}`, 'utf16le')],
    ['UTF-16 BE', utf16be],
    ['commas', Buffer.from(table.replaceAll(';', ','))],
    ['tabs', Buffer.from(table.replaceAll(';', '\t'))],
    ['line breaks of old Macs', Buffer.from(table.replaceAll('\r\n', '\r'))],
    ['no line break at the end', Buffer.from(table.trimEnd())],
  ])('%s, in pieces of one byte as in one piece', async (_, bytes) => {
    expect(cellsOf(await read(bytes, 1))).toEqual(expected);
    expect(cellsOf(await read(bytes, 10_000))).toEqual(expected);
  });

  it('keeps quotes, separators and line breaks within quotes', async () => {
    const rows = await read('a,b,c\n"x,1","y\r\nz","""q"""\nlast,,\n');
    expect(cellsOf(rows)).toEqual([
      ['a', 'b', 'c'],
      ['x,1', 'y\r\nz', '"q"'],
      ['last', '', ''],
    ]);
  });

  it('numbers rows as a spreadsheet program does and passes over empty ones', async () => {
    expect((await read('a,b\n\n,\nx,y\n')).map(({ row }) => row)).toEqual([1, 4]);
  });

  it('reads back whatever is written by RFC 4180, however it is cut into pieces', async () => {
    const cell = fc.string({ unit: fc.constantFrom('a', 'ơ', '"', ',', '\n', ' ', '1') });
    await fc.assert(
      fc.asyncProperty(
        fc.array(fc.array(cell, { minLength: 2, maxLength: 4 }), { minLength: 1, maxLength: 8 }),
        fc.integer({ min: 1, max: 40 }),
        async (table, size) => {
          const text = table
            .map((row) => row.map((each) => `"${each.replaceAll('"', '""')}"`).join(','))
            .join('\n');
          const filled = table.filter((row) => row.some((each) => each !== ''));
          expect(cellsOf(await read(`h,h,h,h,h\n${text}\n`, size)).slice(1)).toEqual(filled);
        },
      ),
      { numRuns: 200 },
    );
  });
});

describe('what is wrong with a row is told with that row', () => {
  it('a quote that is never closed takes no other row with it', async () => {
    const rows = await read('a,b\n1,x\n2,"open\n3,y\n4,"closed"\n');
    expect(faults(rows)).toEqual([[3, 'csv-quotes']]);
    expect(cellsOf(rows).filter((cells) => cells.length > 0)).toEqual([
      ['a', 'b'],
      ['1', 'x'],
      ['3', 'y'],
      ['4', 'closed'],
    ]);
  });

  it('nor does one that is not closed within any length that a record may have', async () => {
    const body = Array.from({ length: 20_000 }, (_, n) => `${n},dòng ${n}`).join('\n');
    const rows = await read(`a,b\n"mở,1\n${body}\n`, 4096, 1000);
    expect(faults(rows)).toEqual([[2, 'csv-quotes']]);
    expect(rows.length).toBe(20_002);
  });

  it('a line without end is passed over, and the next line is read', async () => {
    const rows = await read(`a,b\n${'x'.repeat(300_000)}\n1,2\n`, 4096);
    expect(faults(rows)).toEqual([[2, 'row-too-long']]);
    expect(rows.at(-1)?.cells).toEqual(['1', '2']);
  });

  it('damaged characters and zero bytes refuse their row only', async () => {
    const bytes = Buffer.concat([
      Buffer.from('a,b\n1,'),
      Buffer.from([0xc3, 0x28]),
      Buffer.from('\n2,y\n3,\u0000\n4,z\n'),
    ]);
    expect(faults(await read(bytes))).toEqual([
      [2, 'not-utf8'],
      [4, 'not-utf8'],
    ]);
  });
});

describe('encodings from before Unicode', () => {
  it.each([
    ['TCVN3', 'M\u00b7 h\u00e5 s\u00ac,Ng\u00b5y'],
    ['VNI', 'Ma\u00f5 ho\u00e0 s\u00f4,Nga\u00f8y'],
  ])('are named: %s, as bytes and as the signs these look like', (name, header) => {
    expect(oldEncodingOf(Buffer.from(header, 'latin1'))).toBe(name);
    expect(oldEncodingOf(Buffer.from(header))).toBe(name);
  });
  it('and Unicode is not taken for one', () => {
    expect(oldEncodingOf(Buffer.from('Mã hồ sơ,Ngày tiếp nhận,Đơn vị,Trạng thái'))).toBeNull();
  });
});
