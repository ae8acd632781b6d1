import type { ImportReport } from '@parix/api-contract';
import { codesIn, type SuccessionRow, successionsFromTable, type Table } from '@parix/sheets';
import { sql } from 'kysely';
import { recordAudit } from '../../platform/audit-log.ts';
import type { Context, Db } from '../../platform/context.ts';
import { cellFinding } from '../../platform/import-report.ts';
import type { Upload } from '../../platform/uploads.ts';
import { applyEdit } from './apply-edit.ts';
import { childrenOn } from './change-facts.ts';
import { openGroups } from './change-groups.ts';
import { cellOf, faultsInCells, runImport, type Trial } from './import-register.ts';
import { planProblemInWords } from './import-words.ts';
import { loadStored } from './load-stored.ts';
import { planSuccessions, type StoredLink, type Subordinate } from './plan-successions.ts';
import type { StoredUnit } from './plan-unit-row.ts';
import { unitsOf } from './register-edit.ts';
import { findChanges } from './unit-page.queries.ts';

/** Imports predecessors and successors: units that end are ended, those below them go with what they go into. */
export async function importSuccessions(
  context: Context,
  file: Upload,
  { dryRun }: { readonly dryRun: boolean },
): Promise<ImportReport> {
  context.permit('units.manage');
  return runImport(context, file, dryRun, (inside, table) => importTable(inside, file, table));
}

async function importTable(context: Context, file: Upload, table: Table): Promise<Trial> {
  const { db, locale } = context;
  const units = await loadStored(db, codesIn(table, ['predecessor', 'successor']));
  const {
    successions: rows,
    problems: unread,
    columns,
  } = successionsFromTable(table, { knownCodes: [...units.keys()] });
  const refuseWith = (problems: Trial['problems']): Trial => ({ problems, rows: rows.length });
  if (unread.length > 0) return refuseWith(unread.map((problem) => cellFinding(problem, locale)));
  const groups = openGroups(context);
  const links = await loadLinks(db, units);
  const plan = planSuccessions({ rows, units, links, below: await loadBelow(db, rows, units), groups });
  const place = (column: Parameters<typeof columns.get>[0], row: number): string =>
    cellOf(table, columns.get(column) ?? 0, row);
  if (plan.problems.length > 0) {
    return refuseWith(
      plan.problems.map(({ row, column, code, parts }) => ({
        place: place(column, row),
        code,
        message: planProblemInWords(code, parts, locale),
        value: parts['unit'] ?? null,
      })),
    );
  }
  await applyEdit(db, { ...plan.edit, changes: groups.changes() });
  const rowsByCode = new Map(rows.flatMap((row) => codesOf(row).map((code) => [code, row.row] as const)));
  const places = {
    table,
    column: columns.get('predecessor') ?? 0,
    rowOf: (code: string) => rowsByCode.get(code),
  };
  const faults = await faultsInCells(context, unitsOf({ ...plan.edit, changes: [] }), places);
  if (faults.length > 0) return refuseWith(faults);
  const added = plan.added.length;
  const sample = plan.added.map((row) => ({ place: place('predecessor', row.row), what: whatOf(row) }));
  const counts = { rows: rows.length, added, changed: 0, unchanged: rows.length - added };
  const detail = { file: file.name, sha256: file.hash, ...counts };
  await recordAudit(db, context, { action: 'unit-successions.imported', subject: 'units:register', detail });
  return { problems: [], outcome: { ...counts, sample } };
}

const codesOf = ({ predecessor, successor }: SuccessionRow): string[] =>
  successor === null ? [predecessor] : [successor, predecessor];

const whatOf = ({ predecessor, successor, share, on }: SuccessionRow): string =>
  successor === null ? `${on}: ${predecessor} → ∅` : `${on}: ${predecessor} → ${successor} (${share})`;

async function loadLinks(db: Db, units: ReadonlyMap<string, StoredUnit>): Promise<StoredLink[]> {
  const ids = [...units.values()].map(({ row }) => row.id);
  const links = await db
    .selectFrom('unitSuccession')
    .select(['predecessorId', 'successorId', 'share', 'changeId'])
    .where('predecessorId', '=', sql<string>`any(${ids}::uuid[])`)
    .execute();
  const changes = await findChanges(db, [...new Set(links.map(({ changeId }) => changeId))]);
  const byId = new Map(changes.map((change) => [change.id, change]));
  return links.flatMap(({ changeId, ...link }) => {
    const change = byId.get(changeId);
    return change ? [{ ...link, change }] : [];
  });
}

/** Units below those that end, day by day. */
async function loadBelow(
  db: Db,
  rows: readonly SuccessionRow[],
  units: ReadonlyMap<string, StoredUnit>,
): Promise<Subordinate[]> {
  const ending = rows.filter(({ kind }) => kind !== 'transfer');
  const found: Subordinate[] = [];
  for (const day of new Set(ending.map(({ on }) => on))) {
    const codes = ending.filter(({ on }) => on === day).map(({ predecessor }) => predecessor);
    const ids = [...new Set(codes)].flatMap((code) => units.get(code)?.row.id ?? []);
    found.push(...(await childrenOn(db, ids, day)).map((child) => ({ ...child, day })));
  }
  return found;
}
