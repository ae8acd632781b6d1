import { describe, expect, it } from 'vitest';
import { decimalFigure, sampleGroup, sampleItem, sampleSet } from '../testing/sample-sets.ts';
import { checkMapping, type MappingEntry, suggestMapping } from './item-mapping.ts';
import { likeness } from './likeness.ts';

const item = (id: string, name: string, max = '2') =>
  sampleItem(id, max, { kind: 'given', figure: 'p', step: null }, [decimalFigure('p', 2, '10')], { name });
const before = sampleSet([
  sampleGroup('a', [
    item('1.1', 'Ban hành kế hoạch cải cách hành chính'),
    item('1.2', 'Tỷ lệ hồ sơ giải quyết đúng hạn'),
    item('1.3', 'Công tác tuyên truyền'),
    item('1.4', 'Sáng kiến cải cách hành chính'),
  ]),
]);
const after = sampleSet(
  [
    sampleGroup('a', [
      item('1.1', 'Ban hành kế hoạch cải cách hành chính'),
      item('1.2', 'Công tác tuyên truyền cải cách hành chính năm'),
      item('1.3', 'Tỷ lệ hồ sơ được giải quyết đúng hạn', '3'),
      item('1.4', 'Sáng kiến trong cải cách hành chính'),
      item('1.5', 'Chuyển đổi số'),
    ]),
  ],
  { version: '2' },
);
const words = { dropped: 'bỏ', added: 'mới' };

describe('suggestMapping', () => {
  const suggested = suggestMapping(before, after, words);

  it('goes by names where codes were given anew', () => {
    expect(suggested.map(({ kind, from, to }) => [kind, from.join(), to.join()])).toEqual([
      ['same', '1.1', '1.1'],
      ['not-comparable', '', '1.2'],
      ['rescaled', '1.2', '1.3'],
      ['renamed', '1.4', '1.4'],
      ['not-comparable', '', '1.5'],
      ['not-comparable', '1.3', ''],
    ]);
  });

  it('is a mapping that can be confirmed as it stands', () => {
    expect(checkMapping(before, after, suggested)).toEqual([]);
    expect(suggestMapping(before, before, words).every(({ kind }) => kind === 'same')).toBe(true);
  });
});

describe('checkMapping', () => {
  const [first, ...rest] = suggestMapping(before, after, words) as [MappingEntry, ...MappingEntry[]];
  const codes = (entries: readonly MappingEntry[]) =>
    checkMapping(before, after, entries).map(({ code }) => code);

  it('names every item that is missing, unknown or there twice', () => {
    expect(checkMapping(before, after, rest)).toEqual([
      { code: 'missing-item', entry: null, side: 'from', item: '1.1' },
      { code: 'missing-item', entry: null, side: 'to', item: '1.1' },
    ]);
    expect(codes([first, first, ...rest])).toEqual(['item-twice', 'item-twice']);
    expect(codes([first, ...rest, { kind: 'same', from: ['9'], to: ['9'], reason: null }])).toEqual([
      'unknown-item',
      'unknown-item',
    ]);
  });

  it('refuses numbers that do not fit the kind, and no reason', () => {
    expect(codes([{ ...first, kind: 'split' }, ...rest])).toEqual(['wrong-number']);
    expect(codes([{ ...first, kind: 'not-comparable' }, ...rest])).toEqual(['no-reason']);
    expect(codes([...[first, ...rest], { kind: 'not-comparable', from: [], to: [], reason: 'x' }])).toEqual([
      'wrong-number',
    ]);
  });
});

describe('likeness', () => {
  it('does not mind case, marks and order, and tells different names apart', () => {
    expect(likeness('Tuyên truyền', 'TUYEN TRUYEN')).toBe(1);
    expect(likeness('đúng hạn hồ sơ', 'hồ sơ đúng hạn')).toBe(1);
    expect(likeness('Chuyển đổi số', 'Công tác tuyên truyền')).toBeLessThan(0.4);
    expect(likeness('', '')).toBe(1);
  });
});
