import {
  addSums,
  evaluateMeasure,
  type Figure,
  type HourCount,
  type Measure,
  type PeriodSums,
} from '@parix/one-stop';
import type { Db } from '../../platform/context.ts';
import type { Span } from './half-months.ts';
import { hoursOfPeriod, type SourceOfUnit, sourcesOfUnits, sumsOfPeriod } from './period-sums.queries.ts';

/** Units that are counted together, by the name of the whole. */
export type Groups = ReadonlyMap<string, readonly string[]>;
export type SourceNews = Pick<SourceOfUnit, 'code' | 'name' | 'lastEventAt'>;

const NOTHING: PeriodSums = { before: {}, within: {} };

/** Measures of each group in a period, by id of the measure. */
export async function countMeasures(
  db: Db,
  period: Span,
  groups: Groups,
  measures: readonly Measure[],
): Promise<ReadonlyMap<string, ReadonlyMap<string, Figure>>> {
  const unitIds = unitsOf(groups);
  const sums = await sumsOfPeriod(db, period, unitIds);
  const timed = measures.some(({ computed }) => computed.kind === 'percentile');
  const hours = timed ? await hoursOfPeriod(db, period, unitIds) : new Map<string, readonly HourCount[]>();
  return new Map(
    [...groups].map(([name, units]) => {
      const all = units.map((id) => sums.get(id) ?? NOTHING).reduce(addSums, NOTHING);
      const took = units.flatMap((id) => hours.get(id) ?? []);
      return [name, new Map(measures.map((measure) => [measure.id, evaluateMeasure(measure, all, took)]))];
    }),
  );
}

/** Systems that have ever sent dossiers of each group, by code; empty where nobody has. */
export async function sourcesOfGroups(
  db: Db,
  groups: Groups,
): Promise<ReadonlyMap<string, readonly SourceNews[]>> {
  const byUnit = new Map<string, SourceOfUnit[]>();
  for (const source of await sourcesOfUnits(db, unitsOf(groups))) {
    const known = byUnit.get(source.unitId);
    if (known) known.push(source);
    else byUnit.set(source.unitId, [source]);
  }
  return new Map(
    [...groups].map(([name, units]) => [name, newest(units.flatMap((id) => byUnit.get(id) ?? []))]),
  );
}

function newest(sources: readonly SourceOfUnit[]): readonly SourceNews[] {
  const found = new Map<string, SourceNews>();
  for (const { code, name, lastEventAt } of sources) {
    const known = found.get(code);
    if (!known || known.lastEventAt < lastEventAt) found.set(code, { code, name, lastEventAt });
  }
  return [...found.values()].sort((a, b) => (a.code < b.code ? -1 : 1));
}

const unitsOf = (groups: Groups): readonly string[] => [...new Set([...groups.values()].flat())];
