import type { CriteriaSet, UnitFacts } from '@parix/scoring';
import type { CellProblem } from './cell-problems.ts';
import { finishUnit } from './facts-finish.ts';
import { readLong } from './facts-long.ts';
import { namedColumns, placeKey, startReading, type FactsOptions, type Reading } from './facts-reading.ts';
import { readWide } from './facts-wide.ts';
import { placeOf, type CellPlace, type Table } from './table.ts';

export type { FactsOptions, KnownUnit } from './facts-reading.ts';

export interface FactsReading {
  readonly units: readonly UnitFacts[];
  readonly problems: readonly CellProblem[];
  readonly problemCount: number;
  /** Where a fact was read, so that a later fault (of the engine) can name its cell too. */
  readonly cellOf: (unit: string, item: string | null, figure: string | null) => CellPlace | null;
}

/**
 * Reads units' facts from a wide table (one row per unit, one column per figure) or a long one (columns
 * unit, item, figure, value). Every cell is judged by itself, so all faults are reported at once; a table
 * with problems must not be imported in part.
 */
export function factsFromTable(set: CriteriaSet, table: Table, options: FactsOptions = {}): FactsReading {
  const reading = startReading(set, table, options);
  const named = namedColumns(reading);
  if (named.has('item') && named.has('value')) readLong(reading, named);
  else readWide(reading, named);
  const units = [...reading.drafts.values()].map((draft) => finishUnit(reading, draft));
  return {
    units,
    problems: reading.problems,
    problemCount: reading.count,
    cellOf: (...at) => cellOf(reading, ...at),
  };
}

export function cellOf(
  reading: Reading,
  unit: string,
  item: string | null,
  figure: string | null,
): CellPlace | null {
  const own = reading.drafts.get(unit)?.at;
  if (own === undefined) return null;
  if (item === null) return placeOf(reading.table, own.column, own.row);
  const fields = figure === null ? possibleFields(reading, item) : [`=${figure}`];
  for (const field of fields) {
    const long = reading.places.get(placeKey(unit, item, field));
    if (long !== undefined) return placeOf(reading.table, long.column, long.row);
    const wide = reading.places.get(placeKey(null, item, field));
    if (wide !== undefined) return placeOf(reading.table, wide.column, own.row);
  }
  return placeOf(reading.table, own.column, own.row);
}

function possibleFields(reading: Reading, id: string): readonly string[] {
  const figures = reading.columns.itemByName.get(id)?.figures ?? [];
  return [...figures.map((figure) => `=${figure.key}`), 'claim', 'points', 'na', 'older'];
}
