import type { Figure, Measure, NO_VALUE_REASONS, Period } from '@parix/one-stop';
import type { MeasuredFrom } from '@parix/scoring';
import { type DayNumber, formatDate } from '@parix/working-days';
import type { Db } from '../../platform/context.ts';
import {
  countMeasures,
  type Groups,
  type SourceNews,
  sourcesOfGroups,
} from '../dossiers/counted-measures.read-model.ts';
import { unitsWithBelow } from '../units/units.read-model.ts';
import { type MeasuredFigure, periodOf } from './measured-figures.ts';

/**
 * Why there is no figure: the measure has no value, no system has ever sent a dossier, the period has not begun, or the
 * set takes no such number.
 */
export const NO_FIGURE_REASONS = ['no-source', 'not-begun', 'out-of-range'] as const;
export type NoFigureReason = (typeof NO_FIGURE_REASONS)[number] | (typeof NO_VALUE_REASONS)[number];

/** One figure as it was counted. */
export interface CountedValue {
  /** Exact decimal text; null: no data, for the reason beside. */
  readonly value: string | null;
  readonly reason: NoFigureReason | null;
  /** The measure's own value as printed. */
  readonly printed: string | null;
  readonly numerator: number;
  readonly denominator: number;
  readonly period: Period;
  /** Last day counted; null: the period has not begun. */
  readonly last: DayNumber | null;
  readonly sources: readonly SourceNews[];
}

export type CountedOf = (unitId: string, measured: MeasuredFigure) => CountedValue;

/** What several figures are counted from together. */
interface Span {
  readonly first: DayNumber;
  readonly last: DayNumber;
  readonly withBelow: boolean;
}

const nameOf = ({ first, last, withBelow }: Span): string => `${first} ${last} ${withBelow}`;

/** Only whole days are counted: a figure of today would be another one tonight, with nothing corrected. */
function spanOf({ from }: MeasuredFigure, indexYear: number, today: DayNumber): Span | null {
  const { first, last } = periodOf(from, indexYear);
  const until = Math.min(last, today - 1);
  return until < first ? null : { first, last: until, withBelow: from.units === 'with-below' };
}

/** Counts the figures of the units for an index year, as things stand at the beginning of today. */
export async function countFigures(
  db: Db,
  measured: readonly MeasuredFigure[],
  unitIds: readonly string[],
  { indexYear, today }: { readonly indexYear: number; readonly today: DayNumber },
): Promise<CountedOf> {
  const wanted = new Map<string, { span: Span; measures: Measure[] }>();
  for (const one of measured) {
    const span = spanOf(one, indexYear, today);
    if (span === null) continue;
    const known = wanted.get(nameOf(span)) ?? { span, measures: [] };
    known.measures.push(one.measure);
    wanted.set(nameOf(span), known);
  }
  const counted = new Map<string, Awaited<ReturnType<typeof countSpan>>>();
  for (const [name, { span, measures }] of wanted)
    counted.set(name, await countSpan(db, span, unitIds, measures));
  return (unitId, one) => {
    const period = periodOf(one.from, indexYear);
    const span = spanOf(one, indexYear, today);
    const found = span && counted.get(nameOf(span))?.(unitId);
    if (!span || !found) return { ...NOTHING, reason: 'not-begun', period, last: null };
    const { sources } = found;
    if (sources.length === 0) return { ...NOTHING, reason: 'no-source', period, last: span.last };
    const figure = found.figures.get(one.measure.id);
    if (!figure) throw new Error(`${one.measure.id} was not counted`);
    return { ...numbersOf(figure, one.from.part), period, last: span.last, sources };
  };
}

const NOTHING = { value: null, printed: null, numerator: 0, denominator: 0, sources: [] } as const;

export type Numbers = Pick<CountedValue, 'value' | 'reason' | 'printed' | 'numerator' | 'denominator'>;

/** The part of a measure that is the figure. Numerator and denominator are known also where their ratio is not. */
export function numbersOf(figure: Figure, part: MeasuredFrom['part']): Numbers {
  const { value: printed, numerator, denominator, reason } = figure;
  const numbers = { printed, numerator, denominator };
  if (part === 'value' || reason === 'sums-not-counts') return { ...numbers, value: printed, reason };
  return { ...numbers, value: String(part === 'numerator' ? numerator : denominator), reason: null };
}

/** Measures of each unit, or of the unit and all that stood below it on the last day, with the systems they come from. */
export async function countSpan(
  db: Db,
  { first, last, withBelow }: Span,
  unitIds: readonly string[],
  measures: readonly Measure[],
) {
  const groups: Groups = withBelow
    ? await unitsWithBelow(db, unitIds, formatDate(last))
    : new Map(unitIds.map((id) => [id, [id]]));
  const figures = await countMeasures(db, { first, last }, groups, measures);
  const sources = await sourcesOfGroups(db, groups);
  return (unitId: string) => ({
    figures: figures.get(unitId) ?? new Map<string, Figure>(),
    sources: sources.get(unitId) ?? [],
    units: groups.get(unitId) ?? [],
  });
}
