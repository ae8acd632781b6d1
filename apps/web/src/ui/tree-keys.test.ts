import { describe, expect, it } from 'vitest';
import { nextRow, type TreeRow } from './tree-keys.ts';

const row = (id: string, level: number, open: boolean | null): TreeRow => ({
  id,
  level,
  open,
  place: 1,
  siblings: -1,
});
/** a (open) ← b (closed), c (open) ← d; e */
const rows = [row('a', 1, true), row('b', 2, false), row('c', 2, true), row('d', 3, null), row('e', 1, null)];
const step = (id: string, key: string) => nextRow(rows, id, key);

describe('keys in a tree', () => {
  it('walk up and down over what is open, and stop at the ends', () => {
    expect(step('a', 'ArrowDown')).toEqual({ go: 'b' });
    expect(step('e', 'ArrowUp')).toEqual({ go: 'd' });
    expect(step('e', 'ArrowDown')).toEqual({ go: undefined });
    expect(step('a', 'ArrowUp')).toEqual({ go: undefined });
    expect(step('d', 'Home')).toEqual({ go: 'a' });
    expect(step('a', 'End')).toEqual({ go: 'e' });
  });
  it('open, go in, close and go out', () => {
    expect(step('b', 'ArrowRight')).toEqual({ toggle: true });
    expect(step('c', 'ArrowRight')).toEqual({ go: 'd' });
    expect(step('d', 'ArrowRight')).toEqual({ go: undefined });
    expect(step('e', 'ArrowRight')).toEqual({ go: undefined });
    expect(step('c', 'ArrowLeft')).toEqual({ toggle: true });
    expect(step('d', 'ArrowLeft')).toEqual({ go: 'c' });
    expect(step('b', 'ArrowLeft')).toEqual({ go: 'a' });
    expect(step('e', 'ArrowLeft')).toEqual({ go: undefined });
  });
  it('act on Enter and space, and leave letters and all else alone', () => {
    expect(step('a', 'Enter')).toEqual({ act: true });
    expect(step('a', ' ')).toEqual({ act: true });
    for (const key of ['s', 'Tab', 'Escape', 'PageDown', '*']) expect(step('a', key)).toBeUndefined();
    expect(step('gone', 'ArrowDown')).toBeUndefined();
  });
});
