import { type CounterSums, type HourCount, STOCKS } from '@parix/one-stop';
import { formatDate } from '@parix/working-days';
import { type RawBuilder, sql } from 'kysely';
import type { Db } from '../../platform/context.ts';
import { COUNTER_PLACES } from './counter-places.ts';
import { type Span, splitSpan } from './half-months.ts';

/** Sums of one unit or procedure in one span. */
export interface SumsOf {
  readonly key: string;
  readonly sums: CounterSums;
}

interface SumRow {
  readonly key: string;
  readonly sums: readonly (number | null)[];
}

/** `all`: every counter. `stocks`: only those of which the days before a period matter; the others are left at 0. */
type Summed = 'all' | 'stocks';

const IS_STOCK: ReadonlySet<string> = new Set(STOCKS);
const summed = (isSummed: (counter: string) => boolean) =>
  sql.raw(
    `array[${COUNTER_PLACES.map((counter, place) =>
      isSummed(counter) ? `coalesce(sum(counts[${place + 1}]), 0)::bigint` : '0::bigint',
    ).join(', ')}]`,
  );
const SUMS = { all: summed(() => true), stocks: summed((counter) => IS_STOCK.has(counter)) } as const;

function toSums({ key, sums }: SumRow): SumsOf {
  const named: Partial<Record<(typeof COUNTER_PLACES)[number], number>> = {};
  for (const [place, counter] of COUNTER_PLACES.entries()) {
    const sum = Number(sums[place] ?? 0);
    if (sum !== 0) named[counter] = sum;
  }
  return { key, sums: named };
}

const within = (column: RawBuilder<unknown>, { first, last }: Span): RawBuilder<boolean> =>
  sql<boolean>`${column} between ${formatDate(first)}::date and ${formatDate(last)}::date`;
const ofUnits = (unitIds: readonly string[] | null): RawBuilder<boolean> =>
  unitIds === null ? sql<boolean>`true` : sql<boolean>`unit_id = any(${unitIds}::uuid[])`;

/** Whole half months from their own sums, the days besides from theirs: any span reads few rows. */
function rowsOf(span: Span, unitIds: readonly string[] | null): RawBuilder<unknown> {
  const { halves, days } = splitSpan(span);
  const parts = [
    ...(halves
      ? [
          sql`select unit_id, counts from dossier_half where ${within(sql`half`, halves)} and ${ofUnits(unitIds)}`,
        ]
      : []),
    ...days.map(
      (some) =>
        sql`select unit_id, counts from dossier_day where ${within(sql`day`, some)} and ${ofUnits(unitIds)}`,
    ),
  ];
  return parts.length === 0
    ? sql`select unit_id, counts from dossier_day where false`
    : sql.join(parts, sql` union all `);
}

/** By unit; only of units that have any. `unitIds` null: of all. */
export async function sumsByUnit(
  db: Db,
  span: Span,
  unitIds: readonly string[] | null,
  kind: Summed = 'all',
): Promise<SumsOf[]> {
  const { rows } = await sql<SumRow>`
    select unit_id as key, ${SUMS[kind]} as sums from (${rowsOf(span, unitIds)}) as part group by unit_id`.execute(
    db,
  );
  return rows.map(toSums);
}

/** By half month, of all the units together. */
export async function sumsByHalf(db: Db, span: Span, unitIds: readonly string[] | null): Promise<SumsOf[]> {
  const { rows } = await sql<SumRow>`
    select half::text as key, ${SUMS.all} as sums from dossier_half
    where ${within(sql`half`, span)} and ${ofUnits(unitIds)} group by half order by half`.execute(db);
  return rows.map(toSums);
}

/** By procedure ('' for none), over whole half months. */
export async function sumsByProcedure(
  db: Db,
  span: Span,
  unitIds: readonly string[] | null,
  kind: Summed = 'all',
): Promise<SumsOf[]> {
  const { rows } = await sql<SumRow>`
    select procedure_code as key, ${SUMS[kind]} as sums from dossier_procedure_half
    where ${within(sql`half`, span)} and ${ofUnits(unitIds)} group by procedure_code`.execute(db);
  return rows.map(toSums);
}

/** Settled dossiers of the period by the whole working hours they took, all the units together. */
export async function hoursOf(
  db: Db,
  span: Span,
  unitIds: readonly string[] | null,
): Promise<readonly HourCount[]> {
  const { rows } = await sql<HourCount>`
    select hours, sum(dossiers)::bigint as count from dossier_hours
    where ${within(sql`day`, span)} and ${ofUnits(unitIds)} group by hours`.execute(db);
  return rows;
}

/**
 * What open dossiers will add on days that are still to come, by procedure: a due date that lies ahead. Only open ones
 * have such days, for nothing is taken that is said to happen tomorrow.
 */
export async function laterByProcedure(
  db: Db,
  span: Span,
  unitIds: readonly string[] | null,
): Promise<SumsOf[]> {
  const { rows } = await sql<{ key: string; place: number; by: number }>`
    select coalesce(procedure_code, '') as key, counts[at + 1] as place, sum(counts[at + 2])::bigint as by
    from dossier, generate_series(1, cardinality(counts), 3) as at
    where ended_at is null and counts[at] between ${span.first} and ${span.last} and ${ofUnits(unitIds)}
    group by 1, 2`.execute(db);
  const sums = new Map<string, (number | null)[]>();
  for (const { key, place, by } of rows) {
    const known = sums.get(key) ?? COUNTER_PLACES.map(() => 0);
    known[place] = by;
    sums.set(key, known);
  }
  return [...sums].map(([key, each]) => toSums({ key, sums: each }));
}
