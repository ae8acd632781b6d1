import { describe, expect, it } from 'vitest';
import { type Branch, rowsOf, TOP } from './tree-rows.ts';

const unit = (id: string, children = 0) => ({
  id,
  code: id,
  name: `Đơn vị ${id}`,
  kind: 'commune',
  children,
});
const ready = (items: Branch['items'], next: string | null = null): Branch => ({
  items,
  next,
  state: 'ready',
});
const shown = (rows: ReturnType<typeof rowsOf>) =>
  rows.map(({ id, level, place, siblings, open }) => [id, level, place, siblings, open]);

describe('rows of the tree of units', () => {
  it('are the top alone while nothing is open', () => {
    const branches = new Map([[TOP, ready([unit('a', 2), unit('b')])]]);
    expect(shown(rowsOf(branches, new Set()))).toEqual([
      ['a', 1, 1, 2, false],
      ['b', 1, 2, 2, null],
    ]);
  });
  it('show what is being fetched, what failed and what there is more of, where it belongs', () => {
    const branches = new Map<string, Branch>([
      [TOP, ready([unit('a', 250), unit('b', 1), unit('c', 1)])],
      ['a', ready([unit('a1'), unit('a2')], 'cursor')],
      ['c', { items: [], next: null, state: 'failed', error: 'x' }],
    ]);
    expect(shown(rowsOf(branches, new Set(['a', 'b', 'c'])))).toEqual([
      ['a', 1, 1, 3, true],
      ['a1', 2, 1, 250, null],
      ['a2', 2, 2, 250, null],
      ['more:a', 2, 3, 250, null],
      ['b', 1, 2, 3, true],
      ['loading:b', 2, 1, 1, null],
      ['c', 1, 3, 3, true],
      ['failed:c', 2, 1, 1, null],
    ]);
  });
  it('keep earlier rows when a later page fails', () => {
    const branches = new Map<string, Branch>([[TOP, { items: [unit('a')], next: 'c', state: 'failed' }]]);
    expect(shown(rowsOf(branches, new Set()))).toEqual([
      ['a', 1, 1, -1, null],
      ['failed:', 1, 2, -1, null],
    ]);
  });
});
