import { describe, expect, it } from 'vitest';
import {
  instantForField,
  instantOfField,
  readDate,
  showDate,
  showInstant,
  showTime,
  timeLeft,
} from './dates.ts';
import { foldForSearch } from './search-text.ts';

describe('dates in Vietnam', () => {
  it('shows instants in UTC+7 whatever the zone of the machine', () => {
    expect(showInstant('2026-01-31T17:30:00Z')).toBe('00:30 01/02/2026');
    expect(showTime('2026-01-31T23:59:59.900Z')).toBe('06:59:59');
    expect(showDate('2026-01-31T17:00:00Z')).toBe('01/02/2026');
  });
  it('leaves a legal date as it is written', () => expect(showDate('2021-03-05')).toBe('05/03/2021'));
  it('gives back the instant that a field was filled from', () => {
    expect(instantForField('2026-01-31T17:30:00Z')).toBe('01/02/2026 00:30');
    expect(instantOfField('01/02/2026 00:30')).toBe('2026-02-01T00:30:00+07:00');
    expect(instantOfField('')).toBeNull();
    expect(instantForField(null)).toBe('');
  });
  it.each(['17:00 31/12/2025', '31/12/2025 17h00', '31-12-2025 17h', '2025-12-31T17:00'])(
    'reads %s',
    (typed) => expect(instantOfField(typed)).toBe('2025-12-31T17:00:00+07:00'),
  );
  it.each(['31/12/2025', '17:00', '31/12/2025 24:00', '30/02/2025 10:00', 'mai 17:00', '1/1/2025 1/1/2025'])(
    'does not guess %s',
    (typed) => expect(instantOfField(typed)).toBeUndefined(),
  );
  it('reads days as they are typed, day first', () => {
    for (const typed of ['5/3/2021', '05-03-2021', ' 5.3.2021', '2021-03-05', '０５/０３/２０２１'])
      expect(readDate(typed), typed).toBe('2021-03-05');
    for (const typed of ['31/02/2021', '3/15/2021', '5/3/21', '', '5 3 2021'])
      expect(readDate(typed), typed).toBeUndefined();
  });
  it('counts the time left and ends at the instant itself', () => {
    expect(timeLeft(90_060_000 + 5, 5)).toEqual({ largest: 'days', days: 1, hours: 1, minutes: 1 });
    expect(timeLeft(3_600_000, 0)).toEqual({ largest: 'hours', days: 0, hours: 1, minutes: 0 });
    expect(timeLeft(1001, 1000)).toEqual({ largest: 'minutes', days: 0, hours: 0, minutes: 1 });
    expect(timeLeft(1000, 1000)).toBeNull();
  });
});

describe('search without diacritics', () => {
  it('folds tones, case and đ', () => {
    expect(foldForSearch(' Đắk  Lắk ')).toBe('dak lak');
    expect(foldForSearch('Sở Nội vụ'.normalize('NFD'))).toBe('so noi vu');
  });
});
