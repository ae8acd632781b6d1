import type { CriteriaSet, Figure, Item, MeasuredFrom } from '@parix/scoring';
import type { SourceProblem, SourceProblemCode } from './problems.ts';
import { itemsOf } from './tree.ts';

/** Of a measure in the dictionary, what decides whether a figure may be taken from it. */
export interface KnownMeasure {
  readonly id: string;
  readonly unit: 'dossier' | 'percent' | 'working-hour';
  readonly computed: { readonly kind: 'count' | 'ratio' | 'percentile' };
  /** First and last date (ISO) on which the definition is in use; null: not limited. */
  readonly from: string | null;
  readonly until: string | null;
}

type Measured = Extract<Figure, { type: 'integer' | 'decimal' }>;
type Fault = { readonly code: SourceProblemCode; readonly detail: Readonly<Record<string, string>> };

/**
 * Whether every figure that a set takes from a measure can be taken: the measure is in the dictionary, its unit fits the
 * figure, it is in use in the years of the set. Apart from reading a set, so that a publication can be verified whatever
 * has become of the dictionary since.
 */
export function checkMeasures(
  set: CriteriaSet,
  measures: readonly KnownMeasure[],
  file: string,
): readonly SourceProblem[] {
  const known = new Map(measures.map((measure) => [measure.id, measure]));
  return itemsOf(set.areas).flatMap((item) =>
    item.figures.flatMap((figure) => {
      if ((figure.type !== 'integer' && figure.type !== 'decimal') || !figure.measured) return [];
      const { measured } = figure;
      return faultsOf(figure, measured, known.get(measured.measure), set).map(({ code, detail }) =>
        problemOf(item, file, code, { figure: figure.key, measure: measured.measure, ...detail }),
      );
    }),
  );
}

function problemOf(
  item: Item,
  file: string,
  code: SourceProblemCode,
  detail: Fault['detail'],
): SourceProblem {
  const { file: place, line } = item.place ?? { file, line: 1 };
  return { code, severity: 'error', file: place, line, column: 1, item: item.id, detail };
}

function faultsOf(
  figure: Measured,
  from: MeasuredFrom,
  measure: KnownMeasure | undefined,
  set: CriteriaSet,
): readonly Fault[] {
  if (!measure) return [{ code: 'unknown-measure', detail: {} }];
  const isPart = from.part !== 'value';
  if (isPart && measure.computed.kind !== 'ratio') return [{ code: 'measure-part', detail: {} }];
  const needed = measure.unit === 'percent' && !isPart ? PERCENT_DECIMALS : 0;
  const faults: Fault[] = [];
  if (figure.decimals < needed) faults.push({ code: 'measure-type', detail: { decimals: String(needed) } });
  if (!isPeriod(from)) return [...faults, { code: 'measure-period', detail: {} }];
  const outside = spansOf(from, set).find((span) => !meets(measure, span));
  if (outside) {
    const inUse = `${measure.from ?? '…'} – ${measure.until ?? '…'}`;
    faults.push({ code: 'measure-not-in-force', detail: { inUse, period: outside.join(' – ') } });
  }
  return faults;
}

/** Decimals with which percentages are given. */
const PERCENT_DECIMALS = 2;

function isPeriod({ period }: MeasuredFrom): boolean {
  if (period.kind !== 'days') return true;
  return isDate(period.from) && isDate(period.to) && period.from <= period.to;
}

function isDate(text: string): boolean {
  const parsed = new Date(`${text}T00:00:00Z`);
  return !Number.isNaN(parsed.getTime()) && parsed.toISOString().startsWith(text);
}

type Dates = readonly [from: string, to: string];

/** Years for which it is taken, or the days named: in each of them the definition must be in use at least for a part. */
function spansOf({ period }: MeasuredFrom, { indexYears }: CriteriaSet): readonly Dates[] {
  if (period.kind === 'days') return [[period.from, period.to]];
  const years = indexYears.to - indexYears.from + 1;
  // A set for all time to come is looked at in its first and last year.
  const looked =
    years <= 100
      ? Array.from({ length: years }, (_, at) => indexYears.from + at)
      : [indexYears.from, indexYears.to];
  return looked.map((year) => [`${year}-01-01`, `${year}-12-31`]);
}

const meets = ({ from, until }: KnownMeasure, [first, last]: Dates): boolean =>
  (from === null || from <= last) && (until === null || until >= first);
