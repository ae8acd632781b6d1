import { describe, expect, it } from 'vitest';
import { changeOf } from './area-change.ts';

describe('what an area does to the total', () => {
  it('takes away what an ordinary area lost', () => {
    expect(changeOf({ points: '9.13', lost: '4.62' }, 'ordinary')).toBe('-4.62');
    expect(changeOf({ points: '3', lost: '1/3' }, 'ordinary')).toBe('-1/3');
    expect(changeOf({ points: '3', lost: '0.00' }, 'ordinary')).toBe('0');
  });
  it('adds a bonus and subtracts a deduction, whatever their own maximum', () => {
    expect(changeOf({ points: '2', lost: '0.5' }, 'bonus')).toBe('2');
    expect(changeOf({ points: '-1.5', lost: '1.5' }, 'deduction')).toBe('-1.5');
  });
});
