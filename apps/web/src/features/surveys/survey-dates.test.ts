import { describe, expect, it } from 'vitest';
import { bodyOf, EMPTY, faultsOf } from './survey-dates.ts';

const typed = { title: 'Đợt 1', opens: '01/11/2026 08:00', closes: '30/11/2026 17:00' };

describe('the form of a survey round', () => {
  it('reads dates as Vietnam time, and none as none', () => {
    expect(faultsOf(typed)).toEqual(new Set());
    expect(bodyOf(typed)).toEqual({
      title: 'Đợt 1',
      opensAt: '2026-11-01T08:00:00+07:00',
      closesAt: '2026-11-30T17:00:00+07:00',
    });
    expect(bodyOf({ ...EMPTY, title: ' a ' })).toEqual({ title: 'a', opensAt: null, closesAt: null });
  });

  it('names what cannot be read or does not follow', () => {
    expect(faultsOf(EMPTY)).toEqual(new Set(['title']));
    expect(faultsOf({ ...typed, opens: '32/13/2026 08:00' })).toEqual(new Set(['opens']));
    expect(faultsOf({ ...typed, closes: '01/11/2026 08:00' })).toEqual(new Set(['closes']));
  });
});
