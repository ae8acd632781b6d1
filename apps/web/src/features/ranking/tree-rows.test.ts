import type { UnitResult } from '@parix/api-contract';
import { describe, expect, it } from 'vitest';
import { byArea, inTreeOrder } from './tree-rows.ts';

const group = (code: string, parentId: string | null) =>
  ({ id: code, code, parentId }) as UnitResult['groups'][number];
const item = (code: string, groupId: string, lost: string) =>
  ({ itemId: code, code, groupId, lost }) as UnitResult['items'][number];
const result = {
  groups: [group('1', null), group('1.1', '1'), group('1.10', '1'), group('2', null)],
  items: [
    item('1.10.1', '1.10', '1/3'),
    item('1.1.1', '1.1', '0'),
    item('1.2', '1', '0.5'),
    item('2.1', '2', '0'),
  ],
};
const codes = (onlyLost: boolean) =>
  inTreeOrder(result, onlyLost).map((row) => (row.kind === 'group' ? row.group.code : row.item.code));

describe('the table of a unit', () => {
  it('follows the numbering, items of an area among its criteria', () =>
    expect(codes(false)).toEqual(['1', '1.1', '1.1.1', '1.2', '1.10', '1.10.1', '2', '2.1']));
  it('puts every row under its area', () =>
    expect(byArea(inTreeOrder(result, false)).map(({ area, below }) => [area.code, below.length])).toEqual([
      ['1', 5],
      ['2', 1],
    ]));
  it('keeps the parents of what lost points, and nothing else', () =>
    expect(codes(true)).toEqual(['1', '1.2', '1.10', '1.10.1']));
});
