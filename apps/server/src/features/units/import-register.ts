import type { ImportReport } from '@parix/api-contract';
import { cellAddress, formatPlace, type Table } from '@parix/sheets';
import type { Context } from '../../platform/context.ts';
import {
  type ImportOutcome,
  type ImportProblem,
  readImport,
  reportImport,
} from '../../platform/import-report.ts';
import { inTransaction } from '../../platform/transaction.ts';
import type { Upload } from '../../platform/uploads.ts';
import { faultInWords } from './fault-words.ts';
import { findFaults } from './faults.queries.ts';
import { lockRegister } from './register.queries.ts';
import { rollBack } from './roll-back.ts';

/** What came of writing a file to the register: findings, after which everything is taken back, or the outcome. */
export type Trial =
  | { readonly problems: readonly ImportProblem[]; readonly rows: number }
  | { readonly problems: readonly []; readonly outcome: ImportOutcome };

/**
 * Writes a file to the register. A trial is the real run with everything taken back, so that it finds what the real
 * run would find.
 */
export async function runImport(
  context: Context,
  file: Upload,
  dryRun: boolean,
  write: (inside: Context, table: Table) => Promise<Trial>,
): Promise<ImportReport> {
  const read = await readImport(file, context.locale);
  if ('problems' in read) return report(file, dryRun, { problems: read.problems, rows: 0 });
  const run = async (db: Context['db']): Promise<ImportReport> => {
    await lockRegister(db);
    return report(file, dryRun, await write({ ...context, db }, read.table));
  };
  return dryRun ? rollBack(context.db, run) : inTransaction(context.db, run);
}

/** A real run with findings is refused, and its transaction with it. */
function report(file: Upload, dryRun: boolean, trial: Trial): ImportReport {
  const { problems } = trial;
  const nothing = { added: 0, changed: 0, unchanged: 0, sample: [] };
  const outcome = 'outcome' in trial ? trial.outcome : { rows: trial.rows, ...nothing };
  return reportImport(file, dryRun, { problems, problemCount: problems.length }, outcome);
}

export const cellOf = (table: Table, column: number, row: number): string =>
  formatPlace({ file: table.file, sheet: table.sheet, cell: cellAddress(column, row) });

/** Where in the file to show what does not hold together in the register. */
export interface FaultPlaces {
  readonly table: Table;
  readonly column: number;
  /** Row of a unit, by its code; undefined when it does not stand in the file. */
  readonly rowOf: (code: string) => number | undefined;
}

/** Rules of the register that the file has broken, each at a row of one of the units concerned. */
export async function faultsInCells(
  { db, locale }: Context,
  unitIds: readonly string[],
  { table, column, rowOf }: FaultPlaces,
): Promise<ImportProblem[]> {
  const faults = await findFaults(db, unitIds);
  return faults.map((fault) => {
    const row = rowOf(fault.unitCode) ?? (fault.otherCode === null ? undefined : rowOf(fault.otherCode));
    const { code, message } = faultInWords(fault, locale);
    return { place: cellOf(table, column, row ?? table.headerRow), code, message, value: fault.unitCode };
  });
}
