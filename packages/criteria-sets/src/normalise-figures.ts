import type { Figure, MeasuredFrom, MeasuredPeriod } from '@parix/scoring';
import type { FigureSource, MeasureSource } from './schema-figures.ts';

const number = (value: string | number): string => String(value);

/** A declared figure in the engine's shape; every default is written out. */
export function normaliseFigure(key: string, source: FigureSource): Figure {
  const common = { key, label: source.label, optional: source.optional ?? false };
  switch (source.type) {
    case 'integer':
    case 'decimal':
      return {
        type: source.type,
        ...common,
        unit: source.unit ?? '',
        min: number(source.min ?? '0'),
        max: number(source.max),
        decimals: source.type === 'integer' ? 0 : (source.decimals ?? 2),
        // Left out where it is not given: sets written before there were measures keep their fingerprint.
        ...(source.measure === undefined ? {} : { measured: normaliseMeasure(source.measure) }),
      };
    case 'yes-no':
      return { type: 'boolean', ...common };
    case 'choice':
      return {
        type: 'choice',
        ...common,
        options: Object.entries(source.options).map(([id, label]) => ({ id, label })),
      };
    case 'date':
      return { type: 'date', ...common, min: source.min, max: source.max };
  }
}

function normaliseMeasure(source: MeasureSource): MeasuredFrom {
  const { id, part, period, units } = typeof source === 'string' ? { id: source } : source;
  return {
    measure: id,
    part: part ?? 'value',
    period: normalisePeriod(period ?? 'index-year'),
    units: units ?? 'with-below',
  };
}

type PeriodSource = NonNullable<Exclude<MeasureSource, string>['period']>;

const REPORT_OF = {
  'report-quarter-1': 'quarter-1',
  'report-six-months': 'six-months',
  'report-quarter-3': 'quarter-3',
  'report-year': 'year',
} as const;

function normalisePeriod(source: PeriodSource): MeasuredPeriod {
  if (typeof source === 'object') return { kind: 'days', from: source.from, to: source.to };
  return source === 'index-year' ? { kind: source } : { kind: 'report', report: REPORT_OF[source] };
}

export const normaliseFigures = (source: Readonly<Record<string, FigureSource>> | undefined): Figure[] =>
  Object.entries(source ?? {}).map(([key, figure]) => normaliseFigure(key, figure));
