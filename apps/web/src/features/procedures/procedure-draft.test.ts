import { describe, expect, it } from 'vitest';
import { draftOf, readDraft, timeOf } from './procedure-draft.ts';

const filled = { ...draftOf(null), code: '1.01', validFrom: '1/7/2025', name: ' Tên ', sector: 'Hộ tịch' };

describe('the form of a procedure', () => {
  it('begins with what is usual, and names what is missing', () => {
    expect(readDraft(draftOf(null)).faults.toSorted()).toEqual(['code', 'name', 'sector', 'validFrom']);
    expect(readDraft(filled)).toMatchObject({
      code: '1.01',
      validFrom: '2025-07-01',
      fields: { name: 'Tên', processingMinutes: null, counting: 'days', supplementLimit: 1, endedOn: null },
      faults: [],
    });
  });

  it('reads times in days and hours, to a twentieth of an hour', () => {
    const minutes = (time: string, timeIn: 'days' | 'hours') => {
      const { fields, faults } = readDraft({ ...filled, time, timeIn });
      return faults.length > 0 ? faults : fields.processingMinutes;
    };
    expect(minutes('20', 'days')).toBe(9600);
    expect(minutes('0,5', 'days')).toBe(240);
    expect(minutes('2,35', 'hours')).toBe(141);
    expect(minutes('0.01', 'hours')).toEqual(['time']);
    expect(minutes('-1', 'days')).toEqual(['time']);
    expect(minutes('một', 'days')).toEqual(['time']);
    expect(minutes('99999', 'days')).toEqual(['time']);
  });

  it('shows what is stored as it would be typed', () => {
    expect(timeOf(9600)).toEqual({ time: '20', timeIn: 'days' });
    expect(timeOf(141)).toEqual({ time: '2,35', timeIn: 'hours' });
    expect(timeOf(null)).toEqual({ time: '', timeIn: 'days' });
    for (const stored of [0, 3, 141, 480, 1500]) {
      const draft = { ...filled, ...timeOf(stored) };
      expect(readDraft(draft).fields.processingMinutes).toBe(stored);
    }
  });

  it('ends after it begins', () => {
    expect(readDraft({ ...filled, endedOn: '1/7/2025' }).faults).toEqual(['endedOn']);
    expect(readDraft({ ...filled, endedOn: '2/7/2025' }).faults).toEqual([]);
    expect(readDraft({ ...filled, endedOn: '31/2/2026' }).faults).toEqual(['endedOn']);
    expect(readDraft({ ...filled, validFrom: '', endedOn: '1/1/2024' }, '2024-01-01').faults).toEqual([
      'endedOn',
    ]);
  });
});
