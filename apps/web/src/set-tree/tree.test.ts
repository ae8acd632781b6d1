import type { SetGroup, SetItem } from '@parix/api-contract';
import { describe, expect, it } from 'vitest';
import { itemsInOrder, treeOf } from './tree.ts';

const group = (id: string, level: SetGroup['level'], parentId: string | null): SetGroup => ({
  id,
  code: id,
  name: id,
  level,
  parentId,
  max: null,
  role: 'ordinary',
});
const item = (code: string, areaId: string, criterionId: string | null) =>
  ({ id: code, code, areaId, criterionId }) as SetItem;

describe('the tree of a set', () => {
  const set = {
    groups: [
      group('1', 'area', null),
      group('1.2', 'criterion', '1'),
      group('1.10', 'criterion', '1'),
      group('2', 'area', null),
    ],
    items: [
      item('1.10.1', '1', '1.10'),
      item('1.2.1', '1', '1.2'),
      item('1.2.2', '1', '1.2'),
      item('1.3', '1', null),
      item('2.1', '2', null),
    ],
  };
  it('follows the numbering, criteria without parts among the others', () => {
    expect(itemsInOrder(treeOf(set)).map(({ code }) => code)).toEqual([
      '1.2.1',
      '1.2.2',
      '1.3',
      '1.10.1',
      '2.1',
    ]);
  });
  it('holds every item once', () => {
    expect(itemsInOrder(treeOf(set))).toHaveLength(set.items.length);
  });
});
