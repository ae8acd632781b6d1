import fc from 'fast-check';
import { expect, it } from 'vitest';
import { canonicalJson } from './canonical-json.ts';

const SEED = 20_261_123;

/** The same data with the keys of every record the other way round. */
function turned(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(turned);
  if (typeof value !== 'object' || value === null) return value;
  return Object.fromEntries(
    Object.entries(value)
      .map(([key, field]) => [key, turned(field)])
      .reverse(),
  );
}

it('writes the same text whatever order the keys came in, and text that says the same', () => {
  const data = fc
    .jsonValue({ depthSize: 'medium' })
    .filter((value) => !JSON.stringify(value).includes('__proto__'));
  fc.assert(
    fc.property(data, (value) => {
      const text = canonicalJson(value);
      expect(canonicalJson(turned(value))).toBe(text);
      expect(JSON.parse(text)).toEqual(JSON.parse(JSON.stringify(value)));
    }),
    { seed: SEED, numRuns: 2000 },
  );
});

it('sorts by UTF-16 code units, at every depth, and leaves out what is undefined', () => {
  expect(canonicalJson({ b: [{ y: 1, x: undefined }], a: { '10': 'ă', '9': null } })).toBe(
    '{"a":{"10":"ă","9":null},"b":[{"y":1}]}',
  );
  expect(canonicalJson({ a: 1, b: undefined, c: [undefined] })).toBe('{"a":1,"c":[null]}');
  // U+1F600 is written with the surrogates D83D DE00, which come before U+FF21.
  expect(canonicalJson({ Ａ: 1, '😀': 2 })).toBe('{"😀":2,"Ａ":1}');
});
