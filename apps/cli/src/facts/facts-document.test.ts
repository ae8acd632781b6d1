import { describe, expect, it } from 'vitest';
import { Failure } from '../failure.ts';
import { readFactsDocument } from './facts-document.ts';

const YAML = `format: parix.facts/1
units:
  - unit: SNV
    kind: so
    block: k1
    items:
      "1.1":
        figures: { dung-han: 180, tong: 200.50, ngay: 2021-03-01, co: true, trong: ~ }
      1.10: { awarded: { points: 0.750, reason: "thiếu hồ sơ" } }
`;

const faults = (text: string): readonly string[] => {
  try {
    readFactsDocument(text, 'f.yaml');
    return [];
  } catch (error) {
    if (!(error instanceof Failure)) throw error;
    return error.lines.map((line) => line.vi.split(': ')[0] ?? '');
  }
};

describe('readFactsDocument', () => {
  it('keeps the digits of numbers and of item ids as they are written', () => {
    expect(readFactsDocument(YAML, 'f.yaml').units[0]?.items).toEqual({
      '1.1': { figures: { 'dung-han': '180', tong: '200.50', ngay: '2021-03-01', co: true, trong: null } },
      '1.10': { awarded: { points: '0.750', reason: 'thiếu hồ sơ' } },
    });
  });

  it('tells line and column of a fact', () => {
    const { locate } = readFactsDocument(YAML, 'f.yaml');
    expect(locate('SNV', '1.1', 'tong')).toBe('f.yaml:8:41');
    expect(locate('SNV', '1.10', null)).toBe('f.yaml:9:7');
    expect(locate('XYZ', null, null)).toBe('f.yaml');
  });

  it('reads JSON, a bare list too, and keeps the digits of its numbers', () => {
    const list =
      '[{"unit":"A","kind":"so","block":"k","items":{"1":{"figures":{"n":12345678901234567890.10}}}}]';
    expect(readFactsDocument(list, 'f.json').units[0]?.items['1']?.figures).toEqual({
      n: '12345678901234567890.10',
    });
  });

  it.each([
    ['malformed YAML', 'units: [a, b', 'f.yaml:1:13'],
    ['an unknown key', YAML.replace('block: k1', 'block: k1\n    blok: k2'), 'f.yaml:6:5'],
    ['a missing key', YAML.replace('    kind: so\n', ''), 'f.yaml:3:5'],
    ['a list for a figure', YAML.replace('180', '[1]'), 'f.yaml:8:20'],
    ['an alias', 'units: &a [*a]', 'f.yaml:1:12'],
    ['a key given twice', YAML.replace('kind: so', 'kind: so\n    kind: xa'), 'f.yaml:5:5'],
    ['something else', 'xin chào', 'f.yaml:1:1'],
  ])('names the place of %s', (_title, text, place) => {
    expect(faults(text)[0]).toBe(place);
  });

  it.each([
    ['brackets', '['.repeat(100_000)],
    ['list dashes', `units:\n${'- '.repeat(50_000)}`],
    ['indents', Array.from({ length: 3000 }, (_, depth) => `${' '.repeat(depth)}a:`).join('\n')],
  ])('refuses documents that nest %s without end', (_title, text) => {
    expect(faults(text)).toHaveLength(1);
  });
});
