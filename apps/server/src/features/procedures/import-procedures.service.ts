import type { ImportReport } from '@parix/api-contract';
import { cellAddress, formatPlace, proceduresFromTable, type Table } from '@parix/sheets';
import { recordAudit } from '../../platform/audit-log.ts';
import type { Context } from '../../platform/context.ts';
import { cellFinding, type ImportOutcome, readImport, reportImport } from '../../platform/import-report.ts';
import { inTransaction } from '../../platform/transaction.ts';
import type { Upload } from '../../platform/uploads.ts';
import { orderRecountOfProcedures } from '../dossiers/recount-orders.read-model.ts';
import { type PlannedProcedure, planImport } from './plan-import.ts';
import { changeInWords, movesDossiers, searchTextOf, showDay } from './procedure-words.ts';
import { listRowsOf, lockCatalogue, writeRows } from './procedures.queries.ts';
import { writtenBy } from './procedures.service.ts';

/** Imports rows of the catalogue: a trial tells what would change; the real run writes all or nothing. */
export async function importProcedures(
  context: Context,
  file: Upload,
  { dryRun }: { readonly dryRun: boolean },
): Promise<ImportReport> {
  context.permit('procedures.manage');
  const read = await readImport(file, context.locale);
  if ('problems' in read)
    return reportImport(file, dryRun, { problems: read.problems, problemCount: read.problems.length });
  return inTransaction(context.db, (db) => importTable({ ...context, db }, file, read.table, dryRun));
}

async function importTable(
  context: Context,
  file: Upload,
  table: Table,
  dryRun: boolean,
): Promise<ImportReport> {
  const { db, locale } = context;
  const { procedures, problems, warnings, columns } = proceduresFromTable(table);
  const findings = problems.map((problem) => cellFinding(problem, locale));
  const nothing = { rows: procedures.length, added: 0, changed: 0, unchanged: 0, sample: [] };
  if (findings.length > 0)
    return reportImport(file, dryRun, { problems: findings, problemCount: findings.length }, nothing);
  if (!dryRun) await lockCatalogue(db);
  const plan = planImport(procedures, await listRowsOf(db, [...new Set(procedures.map(({ code }) => code))]));
  const outcome = outcomeOf(plan, locale, (row) =>
    formatPlace({
      file: table.file,
      sheet: table.sheet,
      cell: cellAddress(columns.get('procedure') ?? 0, row),
    }),
  );
  const report = reportImport(file, dryRun, { problems: [], problemCount: 0 }, outcome);
  if (!dryRun) await write(context, file, plan, outcome);
  return { ...report, warnings: warnings.map((warning) => cellFinding(warning, locale)).slice(0, LISTED) };
}

const LISTED = 200;

async function write(
  context: Context,
  file: Upload,
  plan: readonly PlannedProcedure[],
  { sample: _sample, ...counts }: ImportOutcome,
): Promise<void> {
  const { db } = context;
  const touched = plan.filter(({ changed }) => changed === null || changed.length > 0);
  if (touched.length === 0) return;
  const by = writtenBy(context);
  const rows = touched.map(({ code, validFrom, fields }) => {
    return { code, validFrom, ...fields, ...by, searchText: searchTextOf(code, fields) };
  });
  await writeRows(db, rows);
  const detail = { file: file.name, sha256: file.hash, ...counts };
  await recordAudit(db, context, { action: 'procedures.imported', subject: 'procedures:catalogue', detail });
  const moved = touched.filter(({ changed }) => changed === null || movesDossiers(changed));
  await orderRecountOfProcedures(db, context, [...new Set(moved.map(({ code }) => code))]);
}

function outcomeOf(
  plan: readonly PlannedProcedure[],
  locale: Context['locale'],
  placeOf: (row: number) => string,
): ImportOutcome {
  const added = plan.filter(({ changed }) => changed === null).length;
  const unchanged = plan.filter(({ changed }) => changed?.length === 0).length;
  const sample = plan
    .filter(({ changed }) => changed === null || changed.length > 0)
    .map((each) => ({
      place: placeOf(each.row),
      what:
        each.changed === null
          ? `+ ${each.code} (${showDay(each.validFrom)}) ${each.fields.name}`
          : changeInWords(each, each.changed, locale),
    }));
  return { rows: plan.length, added, changed: plan.length - added - unchanged, unchanged, sample };
}
