import type { MappingEntry } from '@parix/api-contract';
import { describe, expect, it } from 'vitest';
import { joinLines, kindsFor, needsReason, partLine } from './mapping-edit.ts';

const line = (
  kind: MappingEntry['kind'],
  from: string[],
  to: string[],
  reason: string | null = null,
): MappingEntry => ({
  kind,
  from,
  to,
  reason,
});
const lines = [
  line('same', ['1'], ['1']),
  line('not-comparable', [], ['2a'], 'mới'),
  line('rescaled', ['2'], ['2b']),
  line('not-comparable', ['3'], [], 'bỏ'),
];

describe('lines of a mapping', () => {
  it('have the kinds that fit their items', () => {
    expect(kindsFor({ from: ['1'], to: ['1'] })).toEqual(['same', 'renamed', 'rescaled', 'not-comparable']);
    expect(kindsFor({ from: ['1'], to: ['1', '2'] })).toEqual(['split', 'not-comparable']);
    expect(kindsFor({ from: ['1', '2'], to: ['1'] })).toEqual(['merged', 'not-comparable']);
    expect(kindsFor({ from: ['1', '2'], to: ['1', '2'] })).toEqual(['not-comparable']);
  });

  it('are joined to a split or a merger, and lose no item', () => {
    expect(joinLines(lines, new Set([1, 2]))).toEqual([
      lines[0],
      line('split', ['2'], ['2a', '2b']),
      lines[3],
    ]);
    expect(joinLines(lines, new Set([2, 3]))[2]).toEqual(line('merged', ['2', '3'], ['2b']));
    expect(joinLines(lines, new Set([1, 3]))[1]).toEqual(line('renamed', ['3'], ['2a']));
    expect(joinLines(lines, new Set([2]))).toBe(lines);
  });

  it('are taken apart into items of their own', () => {
    expect(partLine(lines, 2, 'khác')).toEqual([
      lines[0],
      lines[1],
      line('not-comparable', ['2'], [], 'khác'),
      line('not-comparable', [], ['2b'], 'khác'),
      lines[3],
    ]);
    expect(partLine(lines, 1, 'khác')).toEqual(lines);
  });

  it('want a reason where nothing is compared', () => {
    expect(lines.map(needsReason)).toEqual([false, false, false, false]);
    expect(needsReason(line('not-comparable', ['1'], ['1'], ' '))).toBe(true);
  });
});
