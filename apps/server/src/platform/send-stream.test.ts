import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { contentDisposition } from './content-disposition.ts';
import { rangeOf } from './send-stream.ts';

describe('the range of a request', () => {
  it('is read as RFC 9110 says', () => {
    expect(rangeOf('bytes=0-4', 10)).toEqual({ start: 0, end: 4 });
    expect(rangeOf('bytes=4-', 10)).toEqual({ start: 4, end: 9 });
    expect(rangeOf('bytes=-3', 10)).toEqual({ start: 7, end: 9 });
    expect(rangeOf('bytes=-30', 10)).toEqual({ start: 0, end: 9 });
    expect(rangeOf('bytes=8-99', 10)).toEqual({ start: 8, end: 9 });
    expect(rangeOf('bytes=10-', 10)).toBe('unsatisfiable');
    for (const header of [undefined, '', 'bytes=', 'bytes=5-2', 'bytes=0-1,3-4', 'lines=1-2', 'bytes=a-b'])
      expect(rangeOf(header, 10)).toBeUndefined();
  });

  it('never leaves the file, whatever was asked', () => {
    fc.assert(
      fc.property(fc.string(), fc.nat(), fc.nat(), fc.nat(1000), (noise, from, to, size) => {
        for (const header of [noise, `bytes=${from}-${to}`, `bytes=-${to}`, `bytes=${from}-`]) {
          const range = rangeOf(header, size);
          if (typeof range !== 'object') continue;
          expect(range.start >= 0 && range.start <= range.end && range.end < size).toBe(true);
        }
      }),
    );
  });
});

it('names a download with every sign, and nothing that ends the header', () => {
  const name = 'Quyết định "số 1"\r\nX: y (đã ký).pdf';
  const header = contentDisposition(name);
  expect(header).toContain("filename*=UTF-8''Quy%E1%BA%BFt%20%C4%91%E1%BB%8Bnh");
  expect(header).toContain('filename="Quyet dinh so 1X: y (da ky).pdf"');
  expect(header).not.toMatch(/[\r\n]/);
});
