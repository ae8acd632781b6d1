import { describe, expect, it } from 'vitest';
import { csvLine } from '../csv.ts';
import { csvDiffers, firstDifference, resultsDiffer } from './value-difference.ts';

const result = {
  engine: '1',
  units: [
    { unit: 'a', points: '1', items: [{ id: '1.1', points: '1' }] },
    {
      unit: 'b',
      points: '2',
      items: [
        { id: '1.1', points: '1' },
        { id: '1.2', points: '1/3' },
      ],
    },
  ],
};

describe('the first difference of two values', () => {
  it('is where they differ', () => {
    expect(firstDifference(result, structuredClone(result))).toBeUndefined();
    expect(firstDifference({ a: [1, { b: 2 }] }, { a: [1, { b: 3 }] })).toEqual({
      path: ['a', 1, 'b'],
      expected: 2,
      found: 3,
    });
    expect(firstDifference({ a: 1 }, { a: 1, b: 2 })).toEqual({ path: ['b'], expected: undefined, found: 2 });
    expect(firstDifference([], {})).toMatchObject({ path: [] });
    expect(firstDifference(null, undefined)).toMatchObject({ path: [] });
  });

  it('names unit, item and field', () => {
    const forged = structuredClone(result);
    const item = forged.units[1]?.items[1];
    if (item !== undefined) item.points = '1';
    expect(resultsDiffer('data/results.json', result, forged)?.difference).toMatchObject({
      what: 'unit b, item 1.2, points',
      expected: '1/3',
      found: '1',
    });
  });

  it('is undefined for equal results', () => {
    expect(resultsDiffer('x', result, structuredClone(result))).toBeUndefined();
  });
});

describe('the first difference of two CSV files', () => {
  const lines = [
    csvLine(['Hạng', 'Đơn vị', 'Điểm']),
    csvLine(['1', 'Sở "A", B', '2']),
    csvLine(['2', 'hai\r\ndòng', '1']),
  ];
  const text = `\ufeff${lines.join('\r\n')}\r\n`;
  const differ = (found: string) => csvDiffers('r.csv', lines, found).difference;

  it('names row and column', () => {
    expect(differ(text.replace(',2\r', ',3\r'))).toMatchObject({
      what: 'row 2 (1, Sở "A", B), Điểm',
      expected: '2',
      found: '3',
    });
  });

  it('finds a line too many and a line too few', () => {
    expect(differ(`${text}3,C,0\r\n`)).toMatchObject({ what: 'row 4', found: '3,C,0\r\n' });
    expect(differ(text.slice(0, text.indexOf('\r\n') + 2))).toMatchObject({
      what: 'row 2 (1, Sở "A", B), Hạng',
      expected: '1',
      found: '',
    });
  });

  it('finds a changed cell with a line end inside', () => {
    expect(differ(text.replace('dòng', 'xxxx'))).toMatchObject({ what: 'row 3 (2, hai\r\ndòng), Đơn vị' });
  });
});
