import { describe, expect, it } from 'vitest';
import { checkMeasures, type KnownMeasure } from './check-measures.ts';
import { describeSourceProblem } from './describe-problem.ts';
import { fingerprint } from './fingerprint.ts';
import { loadCriteriaSet } from './load.ts';
import { itemsOf } from './tree.ts';

const setWith = (tong: string, xong = '', years = '{ from: 2022, to: 2023 }') => `format: parix.criteria-set/1
id: thu
title: Bộ thử
sample: true
index-years: ${years}
unit-kinds: { so: Sở }
total: { max: "2" }
areas:
  - code: "1"
    name: Hồ sơ
    max: "2"
    source: mẫu
    criteria:
      - code: "1.1"
        name: Đúng hạn
        max: "2"
        figures:
          xong: { type: integer, label: Đúng hạn, max: 1000000${xong} }
          tong: { type: ${tong} }
        rule: { ratio-linear: { numerator: xong, denominator: tong, zero-denominator: no-data } }
`;
const MEASURES: readonly KnownMeasure[] = [
  { id: 'x.count', unit: 'dossier', computed: { kind: 'count' }, from: null, until: null },
  { id: 'x.share', unit: 'percent', computed: { kind: 'ratio' }, from: '2022-08-01', until: null },
  { id: 'x.old', unit: 'percent', computed: { kind: 'ratio' }, from: null, until: '2022-08-14' },
];

function load(text: string) {
  const loaded = loadCriteriaSet(text, 'thu.yaml');
  if (!loaded.ok) throw new Error(JSON.stringify(loaded.problems));
  return loaded.set;
}
const INTEGER = 'integer, label: Tổng, max: 1000000';
const check = (tong: string, years?: string) =>
  checkMeasures(load(setWith(tong, '', years)), MEASURES, 'thu.yaml');
const codes = (tong: string, years?: string) => check(tong, years).map(({ code }) => code);
const measuredOf = (tong: string) =>
  itemsOf(load(setWith(tong)).areas).flatMap(({ figures }) =>
    figures.flatMap((figure) => ('measured' in figure ? [figure.measured] : [])),
  );

describe('a figure that is taken from a measure', () => {
  it('is written by its name alone, or with part, period and units', () => {
    expect(measuredOf(`${INTEGER}, measure: x.count`)).toEqual([
      { measure: 'x.count', part: 'value', period: { kind: 'index-year' }, units: 'with-below' },
    ]);
    const full = `${INTEGER}, measure: { id: x.share, part: denominator, period: report-six-months, units: own }`;
    expect(measuredOf(full)).toEqual([
      {
        measure: 'x.share',
        part: 'denominator',
        period: { kind: 'report', report: 'six-months' },
        units: 'own',
      },
    ]);
    const days = `${INTEGER}, measure: { id: x.count, period: { from: 2022-01-01, to: 2022-06-30 } }`;
    expect(measuredOf(days)).toMatchObject([
      { period: { kind: 'days', from: '2022-01-01', to: '2022-06-30' } },
    ]);
  });

  it('changes the fingerprint; a set without one has the same content as ever', () => {
    const plain = load(setWith(INTEGER));
    expect(JSON.stringify(plain)).not.toContain('measured');
    expect(fingerprint(load(setWith(`${INTEGER}, measure: x.count`)))).not.toBe(fingerprint(plain));
  });

  it('belongs to numbers only, and its period is one of those that are known', () => {
    const refused = (tong: string): string | undefined => {
      const loaded = loadCriteriaSet(setWith(tong), 'thu.yaml');
      return loaded.ok ? undefined : loaded.problems[0]?.code;
    };
    expect(refused('yes-no, label: Có, measure: x.count')).toBe('unknown-key');
    expect(refused(`${INTEGER}, measure: { id: x.count, period: month }`)).toBe('not-allowed-value');
    expect(refused(`${INTEGER}, measure: { id: x.count, parts: value }`)).toBe('unknown-key');
  });

  it('exists in the dictionary, and says so at the line of the item', () => {
    expect(check(`${INTEGER}, measure: x.count`)).toEqual([]);
    const [problem] = check(`${INTEGER}, measure: x.counts`);
    expect(problem).toMatchObject({ code: 'unknown-measure', line: 14, item: '1.1' });
    for (const locale of ['vi', 'en'] as const)
      expect(problem && describeSourceProblem(problem, locale)).toContain('x.counts');
  });

  it('fits its type: a percentage needs decimals, a count has no numerator', () => {
    expect(codes(`${INTEGER}, measure: x.share`)).toEqual(['measure-type']);
    expect(codes('decimal, label: Tỷ lệ, max: 100, decimals: 1, measure: x.share')).toEqual(['measure-type']);
    expect(codes('decimal, label: Tỷ lệ, max: 100, measure: x.share')).toEqual([]);
    expect(codes(`${INTEGER}, measure: { id: x.share, part: numerator }`)).toEqual([]);
    expect(codes(`${INTEGER}, measure: { id: x.count, part: numerator }`)).toEqual(['measure-part']);
  });

  it('is in use in each of the years, or on some of the days named', () => {
    const old = `${INTEGER}, measure: { id: x.old, part: numerator }`;
    expect(codes(old)).toEqual(['measure-not-in-force']);
    expect(codes(old, '{ from: 2021, to: 2022 }')).toEqual([]);
    expect(
      codes(`${INTEGER}, measure: { id: x.share, part: numerator }`, '{ from: 2021, to: 2022 }'),
    ).toEqual(['measure-not-in-force']);
    const days = (from: string, to: string) =>
      codes(`${INTEGER}, measure: { id: x.old, part: numerator, period: { from: ${from}, to: ${to} } }`);
    expect(days('2022-01-01', '2023-12-31')).toEqual([]);
    expect(days('2022-08-15', '2022-12-31')).toEqual(['measure-not-in-force']);
    expect(days('2022-02-30', '2022-12-31')).toEqual(['measure-period']);
    expect(days('2022-12-31', '2022-01-01')).toEqual(['measure-period']);
  });
});
