import type { CardItem, SetItem } from '@parix/api-contract';
import { describe, expect, it } from 'vitest';
import { lacksEvidence, nextAfter, progressOf } from './item-progress.ts';

const item = (status: CardItem['self']['status'], points: string | null, lost: string, rest = {}) =>
  ({ self: { status, points, lost }, evidence: [], explanation: null, ...rest }) as unknown as CardItem;
const own = { selfScored: true };

describe('the progress of an item', () => {
  it('tells zero, not applicable, no data and points from elsewhere apart', () => {
    expect(progressOf(item('scored', '0', '2'), own)).toBe('below');
    expect(progressOf(item('not-applicable', '2', '0'), own)).toBe('not-applicable');
    expect(progressOf(item('no-data', '0', '2'), own)).toBe('missing');
    expect(progressOf(undefined, own)).toBe('missing');
    expect(progressOf(item('no-data', '0', '2'), { selfScored: false })).toBe('elsewhere');
    expect(progressOf(item('scored', '2', '0'), own)).toBe('full');
  });
  it('counts the smallest exact loss', () => {
    expect(progressOf(item('scored', '2', '1/3000000000'), own)).toBe('below');
    expect(progressOf(item('scored', '2', '0.000'), own)).toBe('full');
  });
});

describe('evidence that is still to come', () => {
  const needs = (required: SetItem['evidence']['required']) => ({
    selfScored: true,
    evidence: { required, text: '' },
  });
  it('is asked for where points are claimed', () => {
    expect(lacksEvidence(item('scored', '1', '0'), needs('evidence'))).toBe(true);
    expect(lacksEvidence(item('scored', '0', '1'), needs('evidence'))).toBe(false);
    expect(lacksEvidence(item('scored', '1', '0'), needs('none'))).toBe(false);
  });
  it('may be an explanation only where the set says so', () => {
    const explained = item('scored', '1', '0', { explanation: 'vì…' });
    expect(lacksEvidence(explained, needs('evidence-or-explanation'))).toBe(false);
    expect(lacksEvidence(explained, needs('evidence'))).toBe(true);
  });
});

describe('the next item to fill', () => {
  const items = ['a', 'b', 'c'].map((id) => ({ id }));
  it('is the next that passes, going round, never the present one', () => {
    expect(nextAfter(items, 'b', () => true)?.id).toBe('c');
    expect(nextAfter(items, 'c', () => true)?.id).toBe('a');
    expect(nextAfter(items, 'b', ({ id }) => id === 'b')).toBeUndefined();
    expect(nextAfter(items, undefined, () => true)?.id).toBe('a');
  });
});
