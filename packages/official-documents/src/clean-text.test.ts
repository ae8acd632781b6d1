import fc from 'fast-check';
import { expect, it } from 'vitest';
import { cleanLine, cleanText } from './clean-text.ts';

it('keeps letters of every script and composes Vietnamese ones', () => {
  expect(cleanText('Nguyễn Thị Hữu Ặng'.normalize('NFD'))).toBe('Nguyễn Thị Hữu Ặng');
  expect(cleanText('Ê Đê: Êđê; العربية; 漢字 🙂')).toBe('Ê Đê: Êđê; العربية; 漢字 🙂');
});

it('takes out what turns or breaks text', () => {
  expect(cleanText('9\u202e51\u202c điểm\u0000\u0007\u200f')).toBe('951 điểm');
  expect(cleanText('a\ud800b\ufffe\u{1ffff}c')).toBe('a\ufffdb\ufffd\ufffdc');
  expect(cleanText(' một\r\nhai\rba\u2028bốn \n')).toBe('một\nhai\nba\nbốn');
  expect(cleanLine('một\t hai\n\nba')).toBe('một hai ba');
});

it('gives text that XML can hold, and cleaning it again changes nothing', () => {
  fc.assert(
    fc.property(fc.string({ unit: 'binary' }), (text) => {
      const clean = cleanText(text);
      expect(clean).not.toMatch(/[^\t\n\u0020-\ud7ff\ue000-\ufffd\u{10000}-\u{10ffff}]/u);
      expect(cleanText(clean)).toBe(clean);
    }),
    { numRuns: 100 },
  );
});
