import { describe, expect, it } from 'vitest';
import { countdown, skewMinutes } from './card-clock.ts';

const shut = '2026-06-30T10:00:00.000Z';
const before = (milliseconds: number) => Date.parse(shut) - milliseconds;

describe('the time left on a card', () => {
  it.each([
    [86_400_000 * 2 + 3_600_000, { kind: 'days', days: 2, hours: 1 }],
    [86_400_000, { kind: 'days', days: 1, hours: 0 }],
    [86_399_000, { kind: 'hours', hours: 23, minutes: 59 }],
    [3_600_000, { kind: 'hours', hours: 1, minutes: 0 }],
    [61_000, { kind: 'minutes', minutes: 1, seconds: 1 }],
    [1, { kind: 'minutes', minutes: 0, seconds: 1 }],
    [0, { kind: 'passed' }],
    [-1, { kind: 'passed' }],
  ])('%i ms before the end', (left, expected) =>
    expect(countdown(shut, 'open', before(left))).toEqual(expected),
  );
  it('is none without a date or before the opening, and over once the server says so', () => {
    expect(countdown(null, 'open', before(1000))).toEqual({ kind: 'none' });
    expect(countdown(shut, 'before', before(1000))).toEqual({ kind: 'none' });
    expect(countdown(shut, 'closed', before(1000))).toEqual({ kind: 'passed' });
  });
});

describe('the clock of the device', () => {
  it('is told when it is more than a minute off, either way', () => {
    expect(skewMinutes(60_000, 0)).toBeNull();
    expect(skewMinutes(60_001, 0)).toBe(1);
    expect(skewMinutes(0, 300_000)).toBe(-5);
  });
});
