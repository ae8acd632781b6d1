import { describe, expect, it } from 'vitest';
import type { IndexedItem } from '../criteria-sets/set-library.read-model.ts';
import { itemsBehind } from './item-rows.ts';

const item = (id: string, groupId: string, policy: object = { policy: 'remove' }): [string, IndexedItem] => [
  id,
  {
    item: { id, notApplicable: policy, exemptKinds: [] },
    areaId: '1',
    groupId,
    criterionId: groupId,
  } as never,
];
const share = (among: readonly string[] | null) => ({ policy: 'share', among, ifNone: 'zero' });
const behind = (items: readonly [string, IndexedItem][], id: string) =>
  [...itemsBehind({ items: new Map(items) }, id)].sort();

describe('the items that the points of one depend on', () => {
  it('are itself alone where no maximum is shared', () => {
    expect(behind([item('a', 'g'), item('b', 'g')], 'a')).toEqual(['a']);
  });
  it('are its whole group where one of that leaves its maximum to the others', () => {
    const set = [item('a', 'g', share(null)), item('b', 'g'), item('c', 'g'), item('d', 'h')];
    expect(behind(set, 'b')).toEqual(['a', 'b', 'c']);
    expect(behind(set, 'd')).toEqual(['d']);
  });
  it('are those named, in whatever group', () => {
    const set = [item('a', 'g', share(['c', 'd'])), item('b', 'g'), item('c', 'h'), item('d', 'h')];
    expect(behind(set, 'c')).toEqual(['a', 'c', 'd']);
    expect(behind(set, 'b')).toEqual(['b']);
  });
});
