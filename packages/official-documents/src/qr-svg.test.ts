import jsQR from 'jsqr';
import { expect, it } from 'vitest';
import { qrSvg } from './qr-svg.ts';

/** Draws the one path of the code, four dots a square, as a scanner's camera sees it. */
function pixels(svg: string): { readonly data: Uint8ClampedArray; readonly side: number } {
  const squares = Number(/viewBox="0 0 (\d+)/.exec(svg)?.[1]);
  const side = squares * 4;
  const data = new Uint8ClampedArray(side * side * 4).fill(255);
  for (const [, x, y, width] of svg.matchAll(/M(\d+) (\d+)h(\d+)/g)) {
    for (let row = Number(y) * 4; row < (Number(y) + 1) * 4; row++) {
      for (let column = Number(x) * 4; column < (Number(x) + Number(width)) * 4; column++) {
        data.fill(0, (row * side + column) * 4, (row * side + column) * 4 + 3);
      }
    }
  }
  return { data, side };
}

it.each([
  'https://cchc.mau.gov.vn/bien-nhan/9f86d081884c7d659a2feaa0c55ad015a3bf4f1b2b0b822cd15d6c15b0f00a08',
  'Biên nhận của Ủy ban nhân dân xã Ẫ: <đã chốt> & "ký"',
  Array.from({ length: 60 }, (_, index) => `dòng ${index}`).join(' '),
])('a scanner reads %s back', (text) => {
  const { data, side } = pixels(qrSvg(text));
  expect(jsQR(data, side, side)?.data).toBe(text);
});

it('is SVG without scripts, styles or links, the same for the same text', () => {
  const svg = qrSvg('<script>"&');
  expect(svg).toMatch(/^<svg [^<>]+><rect [^<>]+\/><path d="[Mhvz\d -]+" [^<>]+\/><\/svg>$/);
  expect(qrSvg('<script>"&')).toBe(svg);
});

it('refuses a text that is empty or too long to be scanned', () => {
  expect(() => qrSvg('')).toThrow(RangeError);
  expect(() => qrSvg('Ẫ'.repeat(400))).toThrow(RangeError);
});
