import { parseDate } from '@parix/working-days';
import { describe, expect, it } from 'vitest';
import { nearestRank } from './durations.ts';
import { evaluateMeasure, type Figure } from './evaluate-measure.ts';
import { findMeasure, MEASURES } from './measures.ts';
import { percentText } from './percent.ts';
import { addSums, type PeriodSums } from './period-sums.ts';

const EMPTY: PeriodSums = { before: {}, within: {} };

function figure(name: string, sums: PeriodSums, hours = [] as { hours: number; count: number }[]): Figure {
  const measure = findMeasure(`one-stop.${name}`);
  if (measure === undefined) throw new RangeError(name);
  return evaluateMeasure(measure, sums, hours);
}

describe('the dictionary', () => {
  it('names each measure once, with words, a source and dates that exist', () => {
    expect(new Set(MEASURES.map(({ id }) => id)).size).toBe(MEASURES.length);
    for (const { id, name, formula, source, from, until } of MEASURES) {
      expect(id).toMatch(/^one-stop\.[a-z0-9-]+(@[a-z0-9-]+)?$/);
      for (const text of [name.vi, name.en, formula.vi, formula.en, source]) expect(text.trim()).not.toBe('');
      for (const date of [from, until]) if (date !== null) expect(parseDate(date)).not.toBeNull();
    }
  });

  it('holds the names that criteria sets read', () => {
    const names =
      'received carried-over to-process settled-early settled-on-time settled-late settled-without-deadline withdrawn stopped open-in-time open-near-due open-overdue on-time-ratio@gia-lai on-time-ratio@qd766 online-share online-share@level-3 online-share@level-4 online-share@partial online-share@full postal-share digitised-share online-payment-share satisfaction-ratio satisfaction-ratio@qd766 duration-median duration-p90';
    for (const name of names.split(' ')) expect(findMeasure(`one-stop.${name}`), name).toBeDefined();
    expect(findMeasure('one-stop.late')).toBeUndefined();
  });

  it('keeps the labels of levels to their dates', () => {
    expect(findMeasure('one-stop.online-share@level-4')).toMatchObject({ from: null, until: '2022-08-14' });
    expect(findMeasure('one-stop.online-share@full')).toMatchObject({ from: '2022-08-15', until: null });
  });
});

describe('a figure', () => {
  it('reads stocks at the start and at the end, flows within', () => {
    const sums = { before: { open: 7, overdue: 2 }, within: { open: -3, overdue: 1, received: 10 } };
    expect(figure('carried-over', sums).value).toBe('7');
    expect(figure('open', sums).value).toBe('4');
    expect(figure('open-overdue', sums).value).toBe('3');
    expect(figure('to-process', sums).value).toBe('17');
  });

  it('takes the complained of and the late, each once, from the satisfied of Decision 766', () => {
    const within = {
      ...{ 'settled-early': 5, 'settled-on-time': 10, 'settled-late': 4, 'settled-without-deadline': 1 },
      ...{ 'settled-late-766': 4, 'settled-rated': 8, 'settled-satisfied': 6, 'settled-complained-766': 1 },
    };
    const sums = { before: {}, within };
    expect(figure('satisfaction-ratio@qd766', sums)).toMatchObject({
      numerator: 15,
      denominator: 20,
      value: '75.00',
    });
    expect(figure('satisfaction-ratio', sums)).toMatchObject({
      numerator: 6,
      denominator: 8,
      value: '75.00',
    });
  });

  it('without anything below the line has no value, and says why', () => {
    expect(figure('on-time-ratio@qd766', EMPTY)).toEqual({
      measure: 'one-stop.on-time-ratio@qd766',
      numerator: 0,
      denominator: 0,
      value: null,
      reason: 'denominator-is-zero',
    });
    expect(figure('duration-median', EMPTY)).toMatchObject({ value: null, reason: 'no-settled-dossier' });
    expect(figure('received', { before: {}, within: { received: 0.5 } })).toMatchObject({
      reason: 'sums-not-counts',
    });
  });

  it('late and on time add up to 100 as printed, at a tie too', () => {
    const sums = { before: {}, within: { received: 800, 'settled-late': 1 } };
    expect(figure('late-ratio@gia-lai', sums).value).toBe('0.13');
    expect(figure('on-time-ratio@gia-lai', sums)).toMatchObject({
      value: '99.87',
      numerator: 799,
      denominator: 800,
    });
  });

  it('the two ratios of "on time" differ where their definitions do', () => {
    const within = {
      received: 100,
      open: 20,
      overdue: 4,
      'late-766': 6,
      'settled-early': 70,
      'settled-late': 5,
    };
    const sums = {
      before: {},
      within: { ...within, withdrawn: 5, 'settled-on-time-766': 72, 'settled-late-766': 3 },
    };
    expect(figure('on-time-ratio@gia-lai', sums)).toMatchObject({
      numerator: 91,
      denominator: 100,
      value: '91.00',
    });
    expect(figure('on-time-ratio@qd766', sums)).toMatchObject({
      numerator: 86,
      denominator: 95,
      value: '90.53',
    });
  });

  it('sums of units add up', () => {
    const one = { before: { open: 1 }, within: { received: 2 } };
    const two = { before: { open: 3 }, within: { received: 4, open: -1 } };
    expect(addSums(one, two)).toEqual({ before: { open: 4 }, within: { received: 6, open: -1 } });
  });

  it.each([
    [1, 3, '33.33'],
    [2, 3, '66.67'],
    [1, 1, '100.00'],
    [1, 20_000, '0.01'],
    [1, 20_001, '0.00'],
    [-1, 800, '-0.13'],
    [9_007_199_254_740_990, 9_007_199_254_740_991, '100.00'],
  ])('%i / %i is printed as %s', (numerator, denominator, text) => {
    expect(percentText(numerator, denominator)).toBe(text);
  });
});

describe('percentiles by nearest rank', () => {
  const hours = [
    { hours: 30, count: 1 },
    { hours: 1, count: 4 },
    { hours: 8, count: 5 },
  ];

  it.each([
    [50, 8, 5],
    [40, 1, 4],
    [90, 8, 9],
    [91, 30, 10],
    [1, 1, 1],
    [100, 30, 10],
  ])('%i %% of ten', (percent, value, rank) => {
    expect(nearestRank(hours, percent)).toEqual({ hours: value, rank, of: 10 });
  });

  it('is a figure with the rank and the number beside it', () => {
    expect(figure('duration-p90', EMPTY, hours)).toMatchObject({ value: '8', numerator: 9, denominator: 10 });
  });
});
