import { isDeepStrictEqual } from 'node:util';
import type { FigureValue, Item } from '@parix/scoring';
import { formatDate } from '@parix/working-days';
import type { NewRow } from '../../db/schema.ts';
import type { PublicContext } from '../../platform/context.ts';
import type { Person } from '../../platform/person.ts';
import type { EntryRow } from '../ranking/round-rows.read-model.ts';
import { entryFacts } from '../ranking/stored-facts.read-model.ts';
import type { RoundUnit } from '../rounds/rounds.read-model.ts';
import type { CountedValue } from './count-figures.ts';
import type { CountedRow } from './counted-figures.queries.ts';
import type { MeasuredFigure } from './measured-figures.ts';

/** A figure, what was counted for it, and the counting that stands so far. */
export type TakenValue = readonly [MeasuredFigure, CountedValue, CountedRow | undefined];

/** One item of one unit, with the figures that it is to have. */
export interface ItemTake {
  readonly unit: RoundUnit;
  readonly item: Item;
  readonly entry: EntryRow | undefined;
  readonly values: readonly TakenValue[];
  /** What was declared stays; what has no value is left out, for it is no data. */
  readonly figures: Readonly<Record<string, FigureValue>>;
  /** The figures are others than those that stand. */
  readonly changed: boolean;
}

export function takeOfItem(
  unit: RoundUnit,
  item: Item,
  entry: EntryRow | undefined,
  values: readonly TakenValue[],
): ItemTake {
  const before = (entry && entryFacts(item, entry).figures) ?? {};
  const figures: Record<string, FigureValue> = {};
  for (const [key, value] of Object.entries(before)) if (value !== null) figures[key] = value;
  for (const [{ figure }, { value }] of values) {
    if (value === null) delete figures[figure.key];
    else figures[figure.key] = value;
  }
  return { unit, item, entry, values, figures, changed: !isDeepStrictEqual(before, figures) };
}

interface TakenBy extends Pick<PublicContext, 'now' | 'requestId'> {
  readonly person: Person | null;
  readonly takeId: string;
}

const versionOf = ({ entry, changed }: ItemTake): number => (entry?.version ?? 0) + (changed ? 1 : 0);

/** The next version: counted figures over what stands; a claim, explanation and evidence remain the unit's. */
export function toEntry(take: ItemTake, roundId: string, by: TakenBy): NewRow<'itemEntry'> {
  const { unit, item, entry, values } = take;
  const measures = [...new Set(values.map(([{ measure }]) => measure.id))].join(', ');
  return {
    unitId: unit.id,
    roundId,
    itemId: item.id,
    version: versionOf(take),
    figures: JSON.stringify(take.figures),
    notApplicableReason: entry?.notApplicableReason ?? null,
    olderPoints: entry?.olderPoints ?? null,
    explanation: entry?.explanation ?? null,
    evidence: JSON.stringify(entry?.evidence ?? []),
    origin: 'imported',
    importRef: `${measures} (${by.takeId})`.slice(0, 500),
    authorId: by.person?.accountId ?? null,
    recordedAt: by.now,
    requestId: by.requestId,
  };
}

/** A row for every figure that was counted otherwise than before. */
export function toCountedRow(
  take: ItemTake,
  roundId: string,
  { takeId, now }: { readonly takeId: string; readonly now: Date },
): readonly NewRow<'countedFigure'>[] {
  return take.values.flatMap(([{ figure, from, measure }, value, last]) => {
    const content = {
      measure: measure.id,
      part: from.part,
      withBelow: from.units === 'with-below',
      periodFrom: formatDate(value.period.first),
      periodTo: formatDate(value.period.last),
      asOf: value.last === null ? null : formatDate(value.last),
      value: value.value,
      printed: value.printed,
      numerator: value.numerator,
      denominator: value.denominator,
      reason: value.reason,
    };
    if (last && isSame(last, content)) return [];
    return [
      {
        ...content,
        unitId: take.unit.id,
        roundId,
        itemId: take.item.id,
        figureKey: figure.key,
        sequence: (last?.sequence ?? 0) + 1,
        sources: JSON.stringify(value.sources),
        entryVersion: versionOf(take),
        takeId,
        computedAt: now,
      },
    ];
  });
}

const isSame = (row: CountedRow, content: Readonly<Record<string, unknown>>): boolean =>
  Object.entries(content).every(([key, value]) => row[key as keyof CountedRow] === value);
