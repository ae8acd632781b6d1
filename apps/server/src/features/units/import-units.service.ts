import { type ImportReport, slug, unitCode } from '@parix/api-contract';
import { codesIn, type Table, type UnitColumnName, type UnitRow, unitsFromTable } from '@parix/sheets';
import { recordAudit } from '../../platform/audit-log.ts';
import type { Context, Db } from '../../platform/context.ts';
import { cellFinding, type ImportProblem } from '../../platform/import-report.ts';
import type { Locale } from '../../platform/locale.ts';
import type { Upload } from '../../platform/uploads.ts';
import { storedUnitKinds } from '../criteria-sets/set-library.read-model.ts';
import { applyEdit } from './apply-edit.ts';
import { blockIdOf } from './block-id.ts';
import { openGroups } from './change-groups.ts';
import { cellOf, faultsInCells, runImport, type Trial } from './import-register.ts';
import { changeInWords, planProblemInWords } from './import-words.ts';
import { loadStored } from './load-stored.ts';
import type { PlannedProblem, StoredUnit } from './plan-unit-row.ts';
import { type PlannedRow, planUnits, type UnitPlan } from './plan-units.ts';
import { findMemberships } from './register.queries.ts';
import { unitsOf } from './register-edit.ts';
import { findChanges } from './unit-page.queries.ts';
import { insertBlock, listBlockRows } from './units.queries.ts';

/** Imports units, their history and their blocks: a trial tells what would change; the real run does all or nothing. */
export async function importUnits(
  context: Context,
  file: Upload,
  { dryRun }: { readonly dryRun: boolean },
): Promise<ImportReport> {
  context.permit('units.manage');
  return runImport(context, file, dryRun, (inside, table) => importTable(inside, file, table));
}

async function importTable(context: Context, file: Upload, table: Table): Promise<Trial> {
  const { db, locale } = context;
  const stored = await loadStored(db, codesIn(table, ['unit', 'parent']));
  const kinds = await storedUnitKinds(db);
  const reading = unitsFromTable(table, {
    knownCodes: [...stored.keys()],
    ...(kinds.length > 0 && { kinds }),
  });
  const { units, columns } = reading;
  const unreadable = [
    ...reading.problems.map((problem) => cellFinding(problem, locale)),
    ...units.flatMap((unit) => checkIds(table, columns, unit, locale)),
  ];
  if (unreadable.length > 0) return { problems: unreadable, rows: units.length };
  const groups = openGroups(context);
  const plan = await planImport(db, units, stored, groups);
  const planned = plan.problems.map((problem) => inCell(table, columns, problem, locale));
  if (planned.length > 0) return { problems: planned, rows: units.length };
  for (const block of plan.newBlocks) await insertBlock(db, block);
  await applyEdit(db, { ...plan.edit, changes: groups.changes() });
  const places = {
    table,
    column: columns.get('parent') ?? columns.get('unit') ?? 0,
    rowOf: rowFinder(units),
  };
  const problems = await faultsInCells(context, unitsOf({ ...plan.edit, changes: [] }), places);
  const outcome = outcomeOf(table, columns, plan.steps, locale);
  if (problems.length > 0) return { problems, rows: units.length };
  const { sample: _sample, ...counts } = outcome;
  const detail = { file: file.name, sha256: file.hash, ...counts };
  await recordAudit(db, context, { action: 'units.imported', subject: 'units:register', detail });
  return { problems: [], outcome };
}

async function planImport(
  db: Db,
  units: readonly UnitRow[],
  stored: ReadonlyMap<string, StoredUnit>,
  groups: ReturnType<typeof openGroups>,
): Promise<UnitPlan> {
  const known = [...stored.values()];
  const memberships = await findMemberships(
    db,
    known.map(({ row }) => row.id),
  );
  const naming = known.flatMap(({ periods }) => periods.flatMap(({ namedBy }) => namedBy ?? []));
  const changes = new Map((await findChanges(db, [...new Set(naming)])).map((change) => [change.id, change]));
  const blocks = await listBlockRows(db);
  const decisionOf = (id: string) => changes.get(id);
  return planUnits({ units, stored, memberships, blocks, blockIdOf, groups, decisionOf });
}

type Columns = ReadonlyMap<UnitColumnName, number>;

function checkIds(table: Table, columns: Columns, unit: UnitRow, locale: Locale): ImportProblem[] {
  const report = (
    column: UnitColumnName,
    code: string,
    vi: string,
    en: string,
    value: string,
  ): ImportProblem[] => [
    {
      place: cellOf(table, columns.get(column) ?? 0, unit.row),
      code,
      message: locale === 'en' ? en : vi,
      value,
    },
  ];
  if (!unitCode.safeParse(unit.code).success) {
    return report(
      'unit',
      'unit-code',
      'Mã đơn vị chỉ gồm chữ, số, dấu chấm, gạch nối, gạch dưới; bắt đầu bằng chữ hoặc số.',
      'A unit code has letters, digits, dots, hyphens and underscores only and starts with a letter or digit.',
      unit.code,
    );
  }
  if (unit.block !== null && !slug.safeParse(blockIdOf(unit.block)).success) {
    return report(
      'block',
      'block',
      'Tên khối không dùng được.',
      'The name of the block cannot be used.',
      unit.block,
    );
  }
  return [];
}

const inCell = (
  table: Table,
  columns: Columns,
  { row, column, code, parts }: PlannedProblem,
  locale: Locale,
): ImportProblem => ({
  place: cellOf(table, columns.get(column) ?? 0, row),
  code,
  message: planProblemInWords(code, parts, locale),
  value: null,
});

/** Row in which a unit stands, by its code; the last one where it has several. */
function rowFinder(units: readonly UnitRow[]): (code: string) => number | undefined {
  const rows = new Map(units.map((unit) => [unit.code, unit.row]));
  return (code) => rows.get(code);
}

function outcomeOf(table: Table, columns: Columns, steps: readonly PlannedRow[], locale: Locale) {
  const added = steps.filter((step) => step.added).length;
  const changed = steps.filter((step) => !step.added && step.fields.length > 0).length;
  const sample = steps
    .filter((step) => step.added || step.fields.length > 0)
    .map(({ row, code, name, added: isNew, fields }) => ({
      place: cellOf(table, columns.get('unit') ?? 0, row),
      what: isNew ? `+ ${code} ${name}` : changeInWords(code, fields, locale),
    }));
  return { rows: steps.length, added, changed, unchanged: steps.length - added - changed, sample };
}
