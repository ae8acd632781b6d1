import { expect, it } from 'vitest';
import { minutesDraftOf, readMinutes, type MinutesDraft } from './minutes-draft.ts';

const draft = (change: Partial<MinutesDraft> = {}): MinutesDraft => ({
  heldAt: '28/02/2022 08:00',
  endedAt: '',
  place: 'Phòng họp',
  chairId: 'a',
  secretaryId: 'b',
  attendance: [
    { name: 'Nguyễn Văn Mẫu', capacity: 'Chủ tịch', present: true },
    { name: ' ', capacity: '', present: true },
  ],
  conclusions: 'Thống nhất.',
  ...change,
});
const faultsOf = (change: Partial<MinutesDraft>) => [...readMinutes(draft(change)).faults];

it('leaves out empty rows and names what is missing', () => {
  const { body, faults } = readMinutes(draft());
  expect([...faults]).toEqual([]);
  expect(body).toMatchObject({ heldAt: '2022-02-28T08:00:00+07:00', endedAt: null });
  expect(body.attendance).toHaveLength(1);
  expect([...readMinutes(minutesDraftOf({ minutes: null })).faults].sort()).toEqual([
    'attendance',
    'chairId',
    'conclusions',
    'heldAt',
    'place',
    'secretaryId',
  ]);
});

it('ends after it began, and is led and written by two people', () => {
  expect(faultsOf({ endedAt: '28/02/2022 08:00' })).toEqual(['endedAt']);
  expect(faultsOf({ secretaryId: 'a' })).toEqual(['secretaryId']);
  expect(faultsOf({ attendance: [{ name: 'A', capacity: '', present: false }] })).toEqual(['attendance']);
});
