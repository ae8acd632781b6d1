import { describe, expect, it } from 'vitest';
import { evaluateMeasure, type Figure } from './evaluate-measure.ts';
import { findMeasure } from './measures.ts';
import { percentText } from './percent.ts';
import type { PeriodSums } from './period-sums.ts';
import { reconcilePublished } from './reconcile-published.ts';
import { rangePeriod, type Period } from './report-periods.ts';
import { sumsOf } from './testing/published.ts';

function figure(sums: PeriodSums, name: string): Figure {
  const measure = findMeasure(`one-stop.${name}`);
  if (measure === undefined) throw new RangeError(name);
  return evaluateMeasure(measure, sums);
}

function values(sums: PeriodSums, ...names: readonly string[]): readonly (string | null)[] {
  return names.map((name) => figure(sums, name).value);
}

function days(from: string, to: string): Period {
  const period = rangePeriod(from, to);
  if (period === null) throw new RangeError(`${from} ${to}`);
  return period;
}

const COLUMNS = [
  'carried-over',
  'received',
  'to-process',
  'settled-early',
  'settled-on-time',
  'settled-late',
];

describe('published tables, from dossiers that became what they say', () => {
  it('Cao Bằng 2021: 148 000 = 140 500 on time + 4 400 in process + 3 100 late', () => {
    const table = {
      carriedOver: 0,
      early: 60_000,
      onTime: 80_500,
      late: 3_100,
      withdrawn: 0,
      openInTime: 4_400,
    };
    const sums = sumsOf(table, days('2021-01-01', '2021-12-31'));
    expect(values(sums, ...COLUMNS, 'open', 'open-in-time')).toEqual([
      '0',
      '148000',
      '148000',
      '60000',
      '80500',
      '3100',
      '4400',
      '4400',
    ]);
    expect(values(sums, 'late-ratio@gia-lai', 'on-time-ratio@gia-lai', 'on-time-ratio@qd766')).toEqual([
      '2.09',
      '97.91',
      '97.91',
    ]);
    expect(figure(sums, 'on-time-ratio@gia-lai')).toMatchObject({ numerator: 144_900, denominator: 148_000 });
  });

  it('Điện Biên: 25 718 = 18 254 on time + 7 139 early + 94 in process + 231 late', () => {
    const table = { carriedOver: 0, early: 7_139, onTime: 18_254, late: 231, withdrawn: 0, openInTime: 94 };
    const sums = sumsOf(table, days('2021-01-01', '2021-06-30'));
    expect(values(sums, ...COLUMNS, 'open-in-time')).toEqual([
      '0',
      '25718',
      '25718',
      '7139',
      '18254',
      '231',
      '94',
    ]);
    expect(values(sums, 'on-time-ratio@gia-lai')).toEqual(['99.10']);
  });

  it.each([
    ['9/2021', '2021-09-01', '2021-09-30', 2171, 4131, 6302, 4157, 12, 90, '99.71'],
    ['quý III/2021', '2021-07-01', '2021-09-30', 2191, 14043, 16234, 14064, 37, 461, '99.74'],
  ])('Vĩnh Phúc %s', (_, from, to, carriedOver, received, all, inTime, late, withdrawn, percent) => {
    const openInTime = all - inTime - late - withdrawn;
    const sums = sumsOf(
      { carriedOver, early: inTime - 100, onTime: 100, late, withdrawn, openInTime },
      days(from, to),
    );
    expect(values(sums, ...COLUMNS, 'withdrawn', 'open', 'settled-on-time-ratio')).toEqual([
      ...[carriedOver, received, all, inTime - 100, 100, late, withdrawn, openInTime].map(String),
      percent,
    ]);
  });

  it('Bến Tre 5/2021: 5 650 to process, 4 561 settled, 12 of them late', () => {
    const table = {
      carriedOver: 1_070,
      early: 4_000,
      onTime: 549,
      late: 12,
      withdrawn: 0,
      openInTime: 1_089,
    };
    const sums = sumsOf(table, days('2021-05-01', '2021-05-31'));
    expect(values(sums, ...COLUMNS, 'settled', 'open-in-time')).toEqual([
      '1070',
      '4580',
      '5650',
      '4000',
      '549',
      '12',
      '4561',
      '1089',
    ]);
    expect(values(sums, 'settled-on-time-ratio')).toEqual(['99.74']);
    expect(percentText(4561, 5650)).toBe('80.73');
  });
});

describe('published aggregates whose parts do not sum (Huế)', () => {
  it.each([
    ['1-2', 268_763, 257_141, 11_622, [124_907, 102_770, 19_852], 9_612, ['48.58', '39.97', '7.72']],
    ['3', 68_544, 61_827, 6_717, [43_434, 11_795, 4_331], 2_267, ['70.25', '19.08', '7.01']],
    ['4', 1_665, 1_611, 54, [952, 388, 268], 3, ['59.09', '24.08', '16.64']],
  ])('level %s', (_, all, done, open, parts, difference, percents) => {
    const columns = parts.map((count, at) => ({
      name: ['trước hạn', 'đúng hạn', 'trễ hạn'][at] ?? '',
      count,
    }));
    expect(reconcilePublished(columns, { name: 'đã xử lý', count: done })).toEqual({
      sum: done - difference,
      whole: done,
      findings: [{ code: 'parts-less-than-whole', difference }],
    });
    const whole = [
      { name: 'đã xử lý', count: done },
      { name: 'chưa xử lý', count: open },
    ];
    expect(reconcilePublished(whole, { name: 'tổng', count: all }).findings).toEqual([]);
    expect(parts.map((count) => percentText(count, done))).toEqual(percents);
  });

  it('names what is empty or no count, and compares nothing then', () => {
    const parts = [
      { name: 'trễ', count: null },
      { name: 'sớm', count: -1 },
      { name: 'đúng', count: 2 },
    ];
    expect(reconcilePublished(parts, { name: 'tổng', count: 1.5 }).findings).toEqual([
      { code: 'part-missing', name: 'trễ' },
      { code: 'not-a-count', name: 'sớm' },
      { code: 'not-a-count', name: 'tổng' },
    ]);
    expect(reconcilePublished([{ name: 'đúng', count: 3 }], { name: 'tổng', count: 2 }).findings).toEqual([
      { code: 'parts-more-than-whole', difference: -1 },
    ]);
  });
});
