import type { CounterSums, HourCount, PeriodSums } from '@parix/one-stop';
import { type DayNumber, formatDate, parseDate } from '@parix/working-days';
import { type RawBuilder, sql } from 'kysely';
import type { Db } from '../../platform/context.ts';
import { COUNTER_PLACES } from './counter-places.ts';
import { type Span, splitSpan } from './half-months.ts';

/** Before this day nothing is counted: stocks are sums over all days since. */
const BEGINNING: DayNumber = parseDate('1990-01-01') ?? 0;

const SUMMED = sql.raw(
  `array[${COUNTER_PLACES.map((_, place) => `coalesce(sum(counts[${place + 1}]), 0)::bigint`).join(', ')}]`,
);
const date = (day: DayNumber) => sql`${formatDate(day)}::date`;

function partsOf(span: Span, within: boolean, units: RawBuilder<unknown>): readonly RawBuilder<unknown>[] {
  const { halves, days } = splitSpan(span);
  const flag = sql.lit(within);
  const ofHalves = halves
    ? [
        sql`select unit_id, ${flag} as within, counts from dossier_half
          where half between ${date(halves.first)} and ${date(halves.last)} and ${units}`,
      ]
    : [];
  const ofDays = days.map(
    ({ first, last }) => sql`select unit_id, ${flag} as within, counts from dossier_day
      where day between ${date(first)} and ${date(last)} and ${units}`,
  );
  return [...ofHalves, ...ofDays];
}

interface SumRow {
  readonly unitId: string;
  readonly within: boolean;
  readonly sums: readonly (number | null)[];
}

/**
 * All that any measure of a period needs, by unit; only of units that have any. One statement, so that what is counted
 * before the period and within it is of one instant, whatever arrives meanwhile.
 */
export async function sumsOfPeriod(
  db: Db,
  period: Span,
  unitIds: readonly string[],
): Promise<ReadonlyMap<string, PeriodSums>> {
  const units = sql`unit_id = any(${unitIds}::uuid[])`;
  const before = { first: BEGINNING, last: period.first - 1 };
  const parts = [...partsOf(before, false, units), ...partsOf(period, true, units)];
  const { rows } = await sql<SumRow>`
    select unit_id, within, ${SUMMED} as sums from (${sql.join(parts, sql` union all `)}) as part
    group by unit_id, within`.execute(db);
  const found = new Map<string, PeriodSums>();
  for (const { unitId, within, sums } of rows) {
    const known = found.get(unitId) ?? { before: {}, within: {} };
    found.set(unitId, { ...known, [within ? 'within' : 'before']: toSums(sums) });
  }
  return found;
}

function toSums(sums: SumRow['sums']): CounterSums {
  const named: Partial<Record<(typeof COUNTER_PLACES)[number], number>> = {};
  for (const [place, counter] of COUNTER_PLACES.entries()) {
    const sum = Number(sums[place] ?? 0);
    if (sum !== 0) named[counter] = sum;
  }
  return named;
}

/** Settled dossiers of the period by the whole working hours they took, by unit. */
export async function hoursOfPeriod(
  db: Db,
  { first, last }: Span,
  unitIds: readonly string[],
): Promise<ReadonlyMap<string, readonly HourCount[]>> {
  const { rows } = await sql<{ unitId: string } & HourCount>`
    select unit_id, hours, sum(dossiers)::bigint as count from dossier_hours
    where unit_id = any(${unitIds}::uuid[]) and day between ${date(first)} and ${date(last)}
    group by unit_id, hours`.execute(db);
  const found = new Map<string, HourCount[]>();
  for (const { unitId, hours, count } of rows) {
    const known = found.get(unitId) ?? [];
    known.push({ hours, count });
    found.set(unitId, known);
  }
  return found;
}

export interface SourceOfUnit {
  readonly unitId: string;
  readonly code: string;
  readonly name: string;
  readonly lastEventAt: Date;
}

/** Which systems have sent dossiers of the units, and when each of them was heard of a unit the last time. */
export async function sourcesOfUnits(db: Db, unitIds: readonly string[]): Promise<readonly SourceOfUnit[]> {
  const { rows } = await sql<SourceOfUnit>`
    select d.unit_id, s.code, s.name, d.last_event_at
    from (
      select unit_id, source_id, max(changed_at) as last_event_at from dossier
      where unit_id = any(${unitIds}::uuid[]) group by unit_id, source_id
    ) d
    join dossier_source s on s.id = d.source_id order by s.code, d.unit_id`.execute(db);
  return rows;
}
