import { describe, expect, it } from 'vitest';
import { choiceOf, datesOf, PERIOD_CHOICES } from './period-choices.ts';

describe('the periods that are offered', () => {
  it.each([
    ['month', '2022-03-01', '2022-03-31'],
    ['last-month', '2022-02-01', '2022-02-28'],
    ['quarter', '2022-01-01', '2022-03-31'],
    ['last-quarter', '2021-10-01', '2021-12-31'],
    ['year', '2022-01-01', '2022-12-31'],
    ['last-year', '2021-01-01', '2021-12-31'],
    ['report-quarter-1', '2021-12-15', '2022-03-14'],
    ['report-six-months', '2021-12-15', '2022-06-14'],
    ['report-year', '2021-12-15', '2022-12-14'],
  ] as const)('%s on 9/3/2022', (choice, from, to) => {
    expect(datesOf(choice, '2022-03-09')).toEqual({ from, to });
    expect(choiceOf({ from, to }, '2022-03-09')).toBe(choice);
  });

  it('leave out a report whose days have not begun', () => {
    expect(datesOf('report-quarter-3', '2022-06-14')).toBeNull();
    expect(datesOf('report-quarter-3', '2022-06-15')).toEqual({ from: '2022-06-15', to: '2022-09-14' });
  });

  it('speak of the next year’s reports from the day on which those begin', () => {
    expect(datesOf('report-quarter-1', '2022-12-14')?.from).toBe('2021-12-15');
    expect(datesOf('report-quarter-1', '2022-12-15')?.from).toBe('2022-12-15');
  });

  it('know a range of its own from theirs', () => {
    expect(choiceOf({ from: '2022-03-02', to: '2022-03-31' }, '2022-03-09')).toBeUndefined();
    expect(PERIOD_CHOICES.every((choice) => datesOf(choice, '2022-09-20') !== null)).toBe(true);
  });
});
