import { isDeepStrictEqual } from 'node:util';
import { calendarPeriod, type Period } from '@parix/one-stop';
import type { FigureValue, ItemFacts, UnitFacts } from '@parix/scoring';
import { type DayNumber, formatDate, parseDate } from '@parix/working-days';
import { z } from 'zod';
import type { NewRow } from '../../db/schema.ts';
import type { PublicContext } from '../../platform/context.ts';
import { requirePlan, type StoredSet } from '../criteria-sets/set-library.read-model.ts';
import { scoreFacts } from '../ranking/round-facts.read-model.ts';
import { isExempt } from '../ranking/stored-facts.read-model.ts';
import { type KindUnit, unitsOfKinds } from '../units/units.read-model.ts';
import { countSpan, numbersOf } from './count-figures.ts';
import { type MeasuredFigure, measuredFigures } from './measured-figures.ts';
import { insertMonth, latestOfMonth, type MonthRow } from './month-results.queries.ts';

type Computing = Pick<PublicContext, 'db' | 'now' | 'requestId'>;

/** An item as it is stored with the month. */
export const monthItem = z.object({
  id: z.string(),
  status: z.string(),
  points: z.string().nullable(),
  maximum: z.string(),
  figures: z.array(
    z.object({
      key: z.string(),
      measure: z.string(),
      value: z.string().nullable(),
      printed: z.string().nullable(),
      numerator: z.number(),
      denominator: z.number(),
    }),
  ),
});
type MonthItem = z.output<typeof monthItem>;

export const monthOf = (first: string): Period => {
  const day = parseDate(first);
  const period = day === null ? null : calendarPeriod('month', day);
  if (!period) throw new Error(`${first} is in no month`);
  return period;
};

/**
 * Computes a month for every unit of a kind that the set knows, as of the last whole day, and stores what is new.
 * @returns how many units have another result than before
 */
export async function computeMonth(
  { db, now, requestId }: Computing,
  versionId: string,
  month: string,
  today: DayNumber,
): Promise<number> {
  const stored = await requirePlan(db, versionId);
  const period = monthOf(month);
  const last = Math.min(period.last, today - 1);
  const asOf = formatDate(last);
  const kinds = stored.set.unitKinds.map(({ id }) => id);
  const units = await unitsOfKinds(db, kinds, asOf);
  const results = await resultsOf(db, stored, units, { first: period.first, last });
  const before = new Map(
    (await latestOfMonth(db, month, { after: null, limit: null })).map((row) => [row.unitId, row]),
  );
  const rows = units.flatMap((unit, at): NewRow<'monthlyResult'>[] => {
    const result = results[at];
    if (!result) throw new Error(`no result of ${unit.code}`);
    const content = {
      ...{ setVersionId: versionId, unitName: unit.name, unitKind: unit.kind },
      ...{ asOf, closed: last === period.last, items: result.items },
    };
    const known = before.get(unit.id);
    if (known && isSame(known, content)) return [];
    return [
      {
        ...content,
        unitId: unit.id,
        month,
        sequence: (known?.sequence ?? 0) + 1,
        items: JSON.stringify(result.items),
        sources: JSON.stringify(result.sources),
        computedAt: now,
        requestId,
      },
    ];
  });
  await insertMonth(db, rows);
  return rows.length;
}

function isSame(row: MonthRow, content: Record<string, unknown> & { readonly items: unknown }): boolean {
  const { items, ...rest } = content;
  const same = Object.entries(rest).every(([key, value]) => row[key as keyof MonthRow] === value);
  return same && isDeepStrictEqual(row.items, items);
}

async function resultsOf(
  db: Computing['db'],
  stored: StoredSet & { readonly plan: NonNullable<StoredSet['plan']> },
  units: readonly KindUnit[],
  span: Period,
) {
  const measured = measuredFigures(stored.items);
  const ids = units.map(({ id }) => id);
  const measures = measured.map(({ measure }) => measure);
  const withBelow = await countSpan(db, { ...span, withBelow: true }, ids, measures);
  const own = await countSpan(db, { ...span, withBelow: false }, ids, measures);
  const countedOf = (unit: KindUnit, { from, measure }: MeasuredFigure) => {
    const { figures, sources } = (from.units === 'own' ? own : withBelow)(unit.id);
    const figure = figures.get(measure.id);
    return figure && sources.length > 0 ? numbersOf(figure, from.part) : null;
  };
  const facts = units.map((unit) => factsOf(unit, measured, (one) => countedOf(unit, one)?.value ?? null));
  const { result } = scoreFacts(stored.plan, facts);
  return units.map((unit, at) => {
    const items = new Map(result.units[at]?.items.map((item) => [item.id, item]));
    return {
      sources: withBelow(unit.id).sources,
      items: itemsOf(measured).map(([id, figures]): MonthItem => {
        const scored = items.get(id);
        return {
          id,
          status: scored?.status ?? 'no-data',
          points: scored?.printedPoints ?? null,
          maximum: scored?.maximum ?? '0',
          figures: figures.map((one) => {
            const counted = countedOf(unit, one);
            return {
              ...{ key: one.figure.key, measure: one.measure.id },
              ...{ value: counted?.value ?? null, printed: counted?.printed ?? null },
              ...{ numerator: counted?.numerator ?? 0, denominator: counted?.denominator ?? 0 },
            };
          }),
        };
      }),
    };
  });
}

function itemsOf(measured: readonly MeasuredFigure[]): readonly [string, readonly MeasuredFigure[]][] {
  const items = new Map<string, MeasuredFigure[]>();
  for (const one of measured) {
    const { id } = one.indexed.item;
    items.set(id, [...(items.get(id) ?? []), one]);
  }
  return [...items];
}

function factsOf(
  { code, name, kind }: KindUnit,
  measured: readonly MeasuredFigure[],
  valueOf: (one: MeasuredFigure) => string | null,
): UnitFacts {
  const items: Record<string, ItemFacts> = {};
  for (const [id, figures] of itemsOf(measured)) {
    const [first] = figures;
    if (!first || isExempt(first.indexed.item, kind)) continue;
    const values: Record<string, FigureValue> = {};
    for (const one of figures) {
      const value = valueOf(one);
      if (value !== null) values[one.figure.key] = value;
    }
    items[id] = { figures: values };
  }
  return { unit: code, name, kind, block: '', items };
}
