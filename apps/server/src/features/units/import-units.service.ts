import { type ImportReport, slug, unitCode } from '@parix/api-contract';
import { type Table, type UnitRow, unitsFromTable } from '@parix/sheets';
import { recordAudit } from '../../platform/audit-log.ts';
import type { Context } from '../../platform/context.ts';
import { cellFinding, type ImportProblem, readImport, reportImport } from '../../platform/import-report.ts';
import type { Locale } from '../../platform/locale.ts';
import { inTransaction } from '../../platform/transaction.ts';
import type { Upload } from '../../platform/uploads.ts';
import { storedUnitKinds } from '../criteria-sets/set-library.read-model.ts';
import { planUnits, type UnitPlan } from './plan-units.ts';
import {
  findMemberships,
  findUnitsByCode,
  insertBlock,
  insertMemberships,
  insertUnits,
  listBlockRows,
  updateUnit,
} from './units.queries.ts';

/** Imports units and their blocks: a trial tells what would change; the real run does all of it or nothing. */
export async function importUnits(
  context: Context,
  file: Upload,
  { dryRun }: { readonly dryRun: boolean },
): Promise<ImportReport> {
  context.permit('units.manage');
  const read = await readImport(file, context.locale);
  if ('problems' in read) return reportImport(file, dryRun, counted(read.problems));
  return inTransaction(context.db, async (db) => {
    const { units, problems } = await readUnits({ ...context, db }, read.table);
    if (problems.length > 0) return reportImport(file, dryRun, counted(problems), emptyOutcome(units.length));
    const plan = await planImport({ ...context, db }, read.table, units);
    const report = reportImport(file, dryRun, counted([]), plan.outcome);
    if (!dryRun) await applyPlan({ ...context, db }, plan, file);
    return report;
  });
}

const counted = (problems: readonly ImportProblem[]) => ({ problems, problemCount: problems.length });
const emptyOutcome = (rows: number) => ({ rows, added: 0, changed: 0, unchanged: 0, sample: [] });

async function readUnits({ db, locale }: Context, table: Table) {
  const kinds = await storedUnitKinds(db);
  const parents = parentCodes(table);
  const known = await findUnitsByCode(db, parents);
  const knownCodes = known.map((unit) => unit.code);
  const { units, problems } = unitsFromTable(table, { knownCodes, ...(kinds.length > 0 && { kinds }) });
  const own = units.flatMap((unit) => checkIds(table, unit, locale));
  return { units, problems: [...problems.map((problem) => cellFinding(problem, locale)), ...own] };
}

/** Every text of the table that could be a code: which of them are units already is for the database to say. */
const parentCodes = (table: Table): string[] => [
  ...new Set(
    table.rows.flatMap(({ cells }) =>
      cells.flatMap((cell) => (cell.kind === 'text' ? [cell.text.trim()] : [])),
    ),
  ),
];

function checkIds(table: Table, unit: UnitRow, locale: Locale): ImportProblem[] {
  const place = [table.file, table.sheet, String(unit.row)].filter((part) => part).join('!');
  const report = (code: string, vi: string, en: string, value: string): ImportProblem[] => [
    { place, code, message: locale === 'en' ? en : vi, value },
  ];
  if (!unitCode.safeParse(unit.code).success) {
    return report(
      'unit-code',
      'Mã đơn vị chỉ gồm chữ, số, dấu chấm, gạch nối, gạch dưới; bắt đầu bằng chữ hoặc số.',
      'A unit code has letters, digits, dots, hyphens and underscores only and starts with a letter or digit.',
      unit.code,
    );
  }
  if (unit.block !== null && !slug.safeParse(blockIdOf(unit.block)).success) {
    return report('block', 'Tên khối không dùng được.', 'The name of the block cannot be used.', unit.block);
  }
  return [];
}

/** A block may be written by id or by name; the id of a new one comes from its name. */
export function blockIdOf(text: string): string {
  const plain = text.normalize('NFD').replace(/\p{M}/gu, '').toLowerCase().replaceAll('đ', 'd');
  return plain
    .replace(/[^a-z0-9]+/g, '-')
    .replace(/^-+|-+$/g, '')
    .slice(0, 64);
}

async function planImport({ db }: Context, table: Table, units: readonly UnitRow[]): Promise<UnitPlan> {
  const codes = units.flatMap((unit) => (unit.parent === null ? [unit.code] : [unit.code, unit.parent]));
  const stored = await findUnitsByCode(db, [...new Set(codes)]);
  const memberships = await findMemberships(
    db,
    stored.map((unit) => unit.id),
  );
  return planUnits({ table, units, stored, memberships, blocks: await listBlockRows(db), blockIdOf });
}

async function applyPlan(context: Context, plan: UnitPlan, file: Upload): Promise<void> {
  const { db } = context;
  for (const block of plan.newBlocks) await insertBlock(db, block);
  await insertUnits(db, plan.inserts);
  for (const change of plan.updates) await updateUnit(db, change);
  await insertMemberships(db, plan.memberships);
  const { sample: _sample, ...counts } = plan.outcome;
  const detail = { file: file.name, sha256: file.hash, ...counts };
  await recordAudit(db, context, { action: 'units.imported', subject: 'units:register', detail });
}
