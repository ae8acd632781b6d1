import type { DayNumber } from '@parix/working-days';
import {
  dateArray,
  int4Array,
  packedInt4Array,
  textArray,
  uuidArray,
} from '../../platform/postgres/binary-arrays.ts';

/** Sums to add, column by column. */
export interface SumRows {
  readonly unitIds: readonly string[];
  /** First days of what is summed. */
  readonly days: readonly DayNumber[];
  /** By place of the counter, one row behind the other. */
  readonly counts: Int32Array;
}
export interface ProcedureRows extends SumRows {
  readonly procedureCodes: readonly string[];
}
export interface HourRows {
  readonly unitIds: readonly string[];
  readonly days: readonly DayNumber[];
  readonly hours: readonly number[];
  readonly dossiers: readonly number[];
}

/** The same as the database takes them: arrays in its binary format. null: no sum changes. */
export interface DayColumns {
  readonly unitIds: Buffer;
  readonly days: Buffer;
  readonly counts: Buffer;
}
export interface ProcedureColumns extends DayColumns {
  readonly procedureCodes: Buffer;
}
export interface HourColumns {
  readonly unitIds: Buffer;
  readonly days: Buffer;
  readonly hours: Buffer;
  readonly dossiers: Buffer;
}

export function dayColumns({ unitIds, days, counts }: SumRows): DayColumns | null {
  if (days.length === 0) return null;
  return { unitIds: uuidArray(unitIds), days: dateArray(days), counts: packedInt4Array(counts) };
}

export function procedureColumns(rows: ProcedureRows): ProcedureColumns | null {
  const columns = dayColumns(rows);
  return columns && { ...columns, procedureCodes: textArray(rows.procedureCodes) };
}

export function hourColumns({ unitIds, days, hours, dossiers }: HourRows): HourColumns | null {
  if (days.length === 0) return null;
  return {
    unitIds: uuidArray(unitIds),
    days: dateArray(days),
    hours: int4Array(hours),
    dossiers: int4Array(dossiers),
  };
}
