import fc from 'fast-check';
import { expect, it } from 'vitest';
import { softBreaks } from './soft-breaks.ts';

it('leaves words and document numbers alone', () => {
  const text = 'Kế hoạch 1234/KH-UBND-KSTTHC ngày 05/02/2026';
  expect(softBreaks(text)).toBe(text);
});

it('gives a hash places to break, and changes no letter', () => {
  const hash = '9f86d081884c7d659a2feaa0c55ad015a3bf4f1b2b0b822cd15d6c15b0f00a08';
  expect(
    softBreaks(hash)
      .split('\u200b')
      .map((piece) => piece.length),
  ).toEqual([10, 10, 10, 10, 10, 10, 4]);
  fc.assert(
    fc.property(fc.string({ maxLength: 200, unit: 'grapheme' }), (text) => {
      expect(softBreaks(text).replaceAll('\u200b', '')).toBe(text.replaceAll('\u200b', ''));
    }),
  );
});
