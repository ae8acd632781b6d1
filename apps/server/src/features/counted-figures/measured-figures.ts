import { findMeasure, type Measure, type Period, rangePeriod, reportPeriod } from '@parix/one-stop';
import type { Figure, MeasuredFrom } from '@parix/scoring';
import type { IndexedItem } from '../criteria-sets/set-library.read-model.ts';

type NumericFigure = Extract<Figure, { type: 'integer' | 'decimal' }>;

/** A figure of a set that is taken from a measure. */
export interface MeasuredFigure {
  readonly indexed: IndexedItem;
  readonly figure: NumericFigure;
  readonly from: MeasuredFrom;
  readonly measure: Measure;
}

/** In the order of the set; none for most sets. */
export function measuredFigures(items: ReadonlyMap<string, IndexedItem>): readonly MeasuredFigure[] {
  return [...items.values()].flatMap((indexed) =>
    indexed.item.figures.flatMap((figure): MeasuredFigure[] => {
      if ((figure.type !== 'integer' && figure.type !== 'decimal') || !figure.measured) return [];
      return [{ indexed, figure, from: figure.measured, measure: requireMeasure(figure.measured.measure) }];
    }),
  );
}

/** A set that names another was never stored: the dictionary takes nothing back. */
export function requireMeasure(id: string): Measure {
  const measure = findMeasure(id);
  if (!measure) throw new Error(`there is no measure ${id}`);
  return measure;
}

/** The days that a figure is about in the year that is judged. */
export function periodOf({ period }: MeasuredFrom, indexYear: number): Period {
  const found =
    period.kind === 'report'
      ? reportPeriod(period.report, indexYear)
      : period.kind === 'days'
        ? rangePeriod(period.from, period.to)
        : rangePeriod(`${indexYear}-01-01`, `${indexYear}-12-31`);
  if (!found) throw new Error(`no period ${JSON.stringify(period)} in ${indexYear}`);
  return found;
}
