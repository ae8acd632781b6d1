import { changeOfSums } from './change-of-sums.ts';
import type { ComputedRecords } from './compute-records.read-model.ts';
import {
  type DayColumns,
  dayColumns,
  type HourColumns,
  hourColumns,
  type ProcedureColumns,
  procedureColumns,
} from './sum-columns.ts';

/** What many dossiers that were not known change in the sums. */
export interface SumsOfRecords {
  readonly days: DayColumns | null;
  readonly halves: DayColumns | null;
  readonly procedures: ProcedureColumns | null;
  readonly hours: HourColumns | null;
}

/** Gathers them from one batch after the other. */
export function sumsOfRecords() {
  const change = changeOfSums();
  return {
    add: ({ computed, counts }: Pick<ComputedRecords, 'computed' | 'counts'>): void => {
      for (const { unitId, procedureCode, took, from, to } of computed) {
        change.add(unitId, procedureCode, counts, 1, from, to);
        change.addHours(unitId, took, 1);
      }
    },
    all: (): SumsOfRecords => ({
      days: dayColumns(change.days()),
      halves: dayColumns(change.halves()),
      procedures: procedureColumns(change.procedures()),
      hours: hourColumns(change.hours()),
    }),
  };
}
