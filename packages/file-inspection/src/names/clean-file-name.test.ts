import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { isDangerousExtension } from '../evidence-kinds.ts';
import { cleanFileName, joinFileName } from './clean-file-name.ts';

/** Pieces that make names dangerous, odd or long. */
const PIECES = [
  'Quyết định',
  'a',
  'ế'.normalize('NFD'),
  '.',
  '..',
  '/',
  '\\',
  ' ',
  '\u00a0',
  '\0',
  '\r\n',
  '\u202e',
  '\u200b',
  '\ufeff',
  '\ud800',
  '.exe',
  '.pdf',
  '.docx',
  'CON',
  'nul.',
  'C:',
  '<b>',
  '"',
  '|',
  '?',
  '*',
  'ChØ sè c¶i c¸ch',
  'Baùo caùo',
  'Ã¡',
  '👨‍👩‍👧',
  'x'.repeat(120),
  'ặ'.repeat(90),
  '\u0301'.repeat(300),
  '2025',
  '\u2028',
  '­',
];
const anyName = fc.oneof(
  fc.array(fc.constantFrom(...PIECES), { maxLength: 8 }).map((pieces) => pieces.join('')),
  fc.string({ unit: 'binary' }),
);
const named = (raw: string): string => joinFileName(cleanFileName(raw).stem, 'pdf');

describe('a name made safe', () => {
  it('is one readable segment that every system takes, whatever was sent', () => {
    fc.assert(
      fc.property(anyName, (raw) => {
        const name = named(raw);
        expect(Buffer.byteLength(name)).toBeLessThanOrEqual(255);
        expect(name).toBe(name.normalize('NFC'));
        expect(name).not.toMatch(/[\p{Cc}\p{Cf}\p{Cs}/\\:*?"<>|]/u);
        expect(name).toMatch(/^[^. ].*\.pdf$/u);
        const stem = name.slice(0, -'.pdf'.length);
        expect(stem).not.toMatch(/^(?:con|prn|aux|nul|com\d|lpt\d)(?:$|\.)|[. ]$/i);
        expect(stem.includes('.') && isDangerousExtension(stem.split('.').at(-1)?.toLowerCase() ?? '')).toBe(
          false,
        );
      }),
      { numRuns: 3000, seed: 2025 },
    );
  });

  it('stays the same when it is made safe again, unless it was cut', () => {
    fc.assert(
      fc.property(anyName, (raw) => {
        const name = named(raw);
        fc.pre(Buffer.byteLength(cleanFileName(raw).stem) < 240);
        expect(named(name)).toBe(name);
      }),
      { numRuns: 3000, seed: 2025 },
    );
  });

  it('keeps a name that needs nothing', () => {
    for (const name of ['Tờ trình 12-TTr-SNV.pdf', 'Báo cáo (bản cuối), tháng 12.pdf', 'KPI_2025 v1.2.pdf']) {
      expect(named(name)).toBe(name);
    }
  });

  it('takes no longer for a name of a million dots and blanks', () => {
    expect(named(`${'. '.repeat(500_000)}x`)).toBe('x.pdf');
  });
});
