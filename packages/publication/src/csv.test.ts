import { describe, expect, it } from 'vitest';
import { csvFile, csvLine, joinChunks } from './csv.ts';
import { fromUtf8 } from './log/bytes.ts';

describe('a CSV line', () => {
  it('quotes commas, quotes and line ends, doubling quotes', () => {
    expect(csvLine(['a,b', 'say "hi"', 'two\r\nlines', 'plain'])).toBe(
      '"a,b","say ""hi""","two\r\nlines",plain',
    );
  });

  it('keeps numbers as numbers, negative ones too', () => {
    expect(csvLine(['-1.25', '85.5', 3, -2, null, true])).toBe('-1.25,85.5,3,-2,,true');
  });

  it.each(['=1+1', '+84', '-x', '@SUM(A1)', '\tx', '\rx', '＝1', '＋1', '－1', '＠x', '-1/3', '--1'])(
    'lets no spreadsheet take %j for a formula',
    (text) => {
      expect(csvLine([text]).replace(/^"/, '')).toMatch(/^'/);
    },
  );
});

describe('a CSV file', () => {
  it('begins with a byte-order mark and ends its lines with CRLF', () => {
    const bytes = csvFile(['Hạng,Đơn vị', '1,Sở Nội vụ']);
    expect([...bytes.subarray(0, 3)]).toEqual([0xef, 0xbb, 0xbf]);
    expect(fromUtf8(bytes)).toBe('\ufeffHạng,Đơn vị\r\n1,Sở Nội vụ\r\n');
  });

  it('is the same joined in chunks as at once', () => {
    const lines = Array.from({ length: 10_000 }, (_, i) => `dòng ${i}`);
    expect(fromUtf8(joinChunks(lines, '[', ',', ']'))).toBe(`[${lines.join(',')}]`);
    expect(fromUtf8(joinChunks([], '[', ',', ']'))).toBe('[]');
  });
});
