import type { CountedFigure, CountedRow as ApiRow, CountedTake, ROUTES } from '@parix/api-contract';
import type { Measure } from '@parix/one-stop';
import { parseDate } from '@parix/working-days';
import { may } from '@parix/workflow';
import { z } from 'zod';
import type { Context } from '../../platform/context.ts';
import { decodeCursor, toPage } from '../../platform/pagination.ts';
import { requirePlan } from '../criteria-sets/set-library.read-model.ts';
import { correctedDossiers } from '../dossiers/corrected-dossiers.read-model.ts';
import {
  pageOfRoundUnits,
  requireRound,
  requireRoundUnit,
  type RoundUnit,
} from '../rounds/rounds.read-model.ts';
import { cardStandings } from '../sign-off/card-standing.read-model.ts';
import { relationToTree } from '../units/unit-tree.read-model.ts';
import { countSpan, type Numbers, numbersOf } from './count-figures.ts';
import { type CountedRow, lastTakes, latestCounted, type TakeRow } from './counted-figures.queries.ts';
import { isFrozen } from './freeze.ts';
import { measuredFigures, requireMeasure } from './measured-figures.ts';
import { reasonOf, sourcesOf } from './stored-provenance.ts';

type Answer<Name extends 'countedOfUnit' | 'countedOfRound'> = z.output<(typeof ROUTES)[Name]['response']>;

/** What stands on a card from measures, each beside what the same days come to now. */
export async function countedOfUnit(
  context: Context,
  { roundId, unitId }: { readonly roundId: string; readonly unitId: string },
  itemId?: string,
): Promise<Answer<'countedOfUnit'>> {
  const { db, person, now } = context;
  const round = await requireRound(db, roundId, now);
  const relation = await relationToTree(db, person, unitId, now);
  context.permit('scorecard.read', { ...relation, phase: round.phase });
  await requireRoundUnit(db, roundId, unitId);
  const { items } = await requirePlan(db, round.setVersionId);
  const rows = await latestCounted(db, roundId, [unitId], itemId);
  const standing = (await cardStandings(db, round, [unitId], now)).get(unitId);
  const showsDossiers = may(person.roles, 'dossiers.read', relation);
  const today = await countAgain(context, unitId, rows, showsDossiers);
  return {
    frozen: standing !== undefined && isFrozen(round, standing),
    items: rows.map((row) => {
      const figure = items.get(row.itemId)?.item.figures.find(({ key }) => key === row.figureKey);
      return toFigure(context, row, figure?.label ?? row.figureKey, today.get(row) ?? null);
    }),
  };
}

type Now = CountedFigure['now'];

/** The same days of the same units counted now, for every figure that comes out otherwise. */
async function countAgain(
  context: Context,
  unitId: string,
  rows: readonly CountedRow[],
  showsDossiers: boolean,
): Promise<ReadonlyMap<CountedRow, Now>> {
  const spans = new Map<string, CountedRow[]>();
  for (const row of rows) {
    const name = `${row.periodFrom} ${row.asOf} ${row.withBelow}`;
    spans.set(name, [...(spans.get(name) ?? []), row]);
  }
  const found = new Map<CountedRow, Now>();
  for (const same of spans.values())
    for (const [row, now] of await differencesOf(context, unitId, same, showsDossiers)) found.set(row, now);
  return found;
}

async function differencesOf(
  { db }: Context,
  unitId: string,
  rows: readonly CountedRow[],
  showsDossiers: boolean,
): Promise<readonly (readonly [CountedRow, Now])[]> {
  const [first, last] = [parseDate(rows[0]?.periodFrom ?? ''), parseDate(rows[0]?.asOf ?? '')];
  if (first === null || last === null) return [];
  const span = { first, last, withBelow: rows[0]?.withBelow ?? false };
  const measures = [...new Set(rows.map(({ measure }) => measure))].map(requireMeasure);
  const counted = (await countSpan(db, span, [unitId], measures))(unitId);
  const differing = rows.flatMap((row): (readonly [CountedRow, Numbers])[] => {
    const figure = counted.figures.get(row.measure);
    if (!figure || counted.sources.length === 0) return [];
    const numbers = numbersOf(figure, row.part);
    return row.numerator === numbers.numerator && row.denominator === numbers.denominator
      ? []
      : [[row, numbers]];
  });
  const corrected = new Map<number, Awaited<ReturnType<typeof correctedDossiers>>>();
  for (const [{ computedAt }] of differing)
    if (!corrected.has(computedAt.getTime()))
      corrected.set(computedAt.getTime(), await correctedDossiers(db, counted.units, computedAt, last));
  return differing.map(([row, numbers]) => {
    const { dossiers, more } = corrected.get(row.computedAt.getTime()) ?? { dossiers: [], more: false };
    const shown = showsDossiers ? dossiers.slice(0, SHOWN) : [];
    return [row, { ...numbers, corrected: { dossiers: dossiers.length, more, first: [...shown] } }];
  });
}

/** Dossiers that are named; the rest is counted. */
const SHOWN = 20;

function toFigure({ locale }: Context, row: CountedRow, label: string, now: Now): CountedFigure {
  return {
    itemId: row.itemId,
    key: row.figureKey,
    label,
    measure: describeMeasure(requireMeasure(row.measure), locale),
    part: row.part,
    withBelow: row.withBelow,
    period: { from: row.periodFrom, to: row.periodTo, asOf: row.asOf },
    value: row.value,
    printed: row.printed,
    numerator: row.numerator,
    denominator: row.denominator,
    reason: reasonOf(row),
    sources: sourcesOf(row).map(({ name, lastEventAt }) => ({
      name,
      lastEventAt: lastEventAt.toISOString(),
    })),
    computedAt: row.computedAt.toISOString(),
    now,
  };
}

const describeMeasure = (
  { id, name, formula, source, unit }: Measure,
  locale: Context['locale'],
): CountedFigure['measure'] => ({ id, name: name[locale], formula: formula[locale], source, unit });

/** All units of a round by name, with what was taken for them. */
export async function countedOfRound(
  context: Context,
  roundId: string,
  { limit, cursor }: { readonly limit: number; readonly cursor?: string | undefined },
): Promise<Answer<'countedOfRound'>> {
  const { db, now, locale } = context;
  const round = await requireRound(db, roundId, now);
  context.permit('progress.read', { phase: round.phase });
  const { items } = await requirePlan(db, round.setVersionId);
  const after = decodeCursor(cursor, z.tuple([z.string(), z.uuid()]));
  const page = toPage(
    await pageOfRoundUnits(db, roundId, { after, limit: limit + 1 }),
    limit,
    (unit) => [unit.name, unit.id],
    (unit) => unit,
  );
  const ids = page.items.map(({ id }) => id);
  const standings = await cardStandings(db, round, ids, now);
  const rows = await latestCounted(db, roundId, ids);
  return {
    items: page.items.map((unit) => {
      const standing = standings.get(unit.id);
      return toRow(unit, standing !== undefined && isFrozen(round, standing), rows);
    }),
    next: page.next,
    measured: measuredFigures(items).map(({ indexed, figure, measure, from }) => ({
      itemId: indexed.item.id,
      key: figure.key,
      label: figure.label,
      measure: measure.id,
      name: measure.name[locale],
      part: from.part,
    })),
    takes: (await lastTakes(db, roundId, LAST_TAKES)).map(toTake),
  };
}

const LAST_TAKES = 5;

function toRow(unit: RoundUnit, frozen: boolean, rows: readonly CountedRow[]): ApiRow {
  return {
    unitId: unit.id,
    unitName: unit.name,
    frozen,
    figures: rows
      .filter(({ unitId }) => unitId === unit.id)
      .map((row) => ({
        itemId: row.itemId,
        key: row.figureKey,
        value: row.value,
        printed: row.printed,
        reason: reasonOf(row),
        computedAt: row.computedAt.toISOString(),
      })),
  };
}

const toTake = ({ occasion, at, by, units, written, missing, frozen }: TakeRow): CountedTake => ({
  occasion,
  at: at.toISOString(),
  by,
  units,
  written,
  missing,
  frozen,
});
