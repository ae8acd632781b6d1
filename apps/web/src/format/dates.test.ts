import { describe, expect, it } from 'vitest';
import { instantForField, instantOfField, showDate, showInstant, showTime, timeLeft } from './dates.ts';
import { foldForSearch } from './search-text.ts';

describe('dates in Vietnam', () => {
  it('shows instants in UTC+7 whatever the zone of the machine', () => {
    expect(showInstant('2026-01-31T17:30:00Z')).toBe('00:30 01/02/2026');
    expect(showTime('2026-01-31T23:59:59.900Z')).toBe('06:59:59');
    expect(showDate('2026-01-31T17:00:00Z')).toBe('01/02/2026');
  });
  it('leaves a legal date as it is written', () => expect(showDate('2021-03-05')).toBe('05/03/2021'));
  it('gives back the instant that a field was filled from', () => {
    expect(instantForField('2026-01-31T17:30:00Z')).toBe('2026-02-01T00:30');
    expect(instantOfField('2026-02-01T00:30')).toBe('2026-02-01T00:30:00+07:00');
    expect(instantOfField('')).toBeNull();
    expect(instantForField(null)).toBe('');
  });
  it('counts the time left and ends at the instant itself', () => {
    expect(timeLeft(90_060_000 + 5, 5)).toEqual({ days: 1, hours: 1, minutes: 1 });
    expect(timeLeft(1000, 1000)).toBeNull();
  });
});

describe('search without diacritics', () => {
  it('folds tones, case and đ', () => {
    expect(foldForSearch(' Đắk  Lắk ')).toBe('dak lak');
    expect(foldForSearch('Sở Nội vụ'.normalize('NFD'))).toBe('so noi vu');
  });
});
