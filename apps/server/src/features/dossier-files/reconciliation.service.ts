import type { DossierDifference, Reconciliation, ROUTES } from '@parix/api-contract';
import { cellText, EMPTY_CELL, guessDossierMapping, type Table, writeCsv } from '@parix/sheets';
import { z } from 'zod';
import { recordAudit } from '../../platform/audit-log.ts';
import type { Context, PublicContext } from '../../platform/context.ts';
import type { FileAnswer } from '../../platform/handlers.ts';
import { newId } from '../../platform/ids.ts';
import { readImport } from '../../platform/import-report.ts';
import { decodeCursor, toPage } from '../../platform/pagination.ts';
import type { Person } from '../../platform/person.ts';
import { refuse } from '../../platform/refusal.ts';
import { inTransaction } from '../../platform/transaction.ts';
import type { Upload } from '../../platform/uploads.ts';
import { compareLists, type ListedDossier } from './compare-lists.ts';
import { savedMapping } from './dossier-files.queries.ts';
import { requireSource, textCell } from './files.service.ts';
import { storedMapping } from './mappings.ts';
import {
  type DifferenceRow,
  findReconciliation,
  heldDossiers,
  insertReconciliation,
  listDifferences,
  listReconciliationRows,
  type ReconciliationRow,
} from './reconciliation.queries.ts';

interface Days {
  readonly from: string;
  readonly to: string;
}
const SHOWN = 1000;
const EVERY = 1_000_000;

/** The list that somebody brings as a file. */
export async function compareFile(
  context: Context,
  sourceId: string,
  days: Days,
  file: Upload,
): Promise<Reconciliation> {
  context.permit('dossier-files.manage');
  await requireSource(context.db, sourceId);
  const read = await readImport(file, context.locale);
  if ('problems' in read)
    refuse('import-invalid', { errors: read.problems.map(({ value: _value, ...problem }) => problem) });
  const saved = await savedMapping(context.db, sourceId);
  const { words } = saved === undefined ? guessDossierMapping([], [], null).mapping : storedMapping(saved);
  return toReconciliation(
    await compare(context, sourceId, days, listOf(read.table), words.state, context.person),
  );
}

/** The list that the source sends itself; it is told the differences at once. */
export async function compareSent(
  context: PublicContext,
  sourceId: string,
  { from, to, dossiers }: z.output<typeof ROUTES.sendDossierList.body>,
) {
  const listed = dossiers.map(({ code, state }) => ({ code, state: state ?? null }));
  const row = await compare(context, sourceId, { from, to }, listed, null, null);
  return withDifferences(row, await listDifferences(context.db, row.id, SHOWN));
}

/** Codes, and states where a column has them. */
function listOf(table: Table): readonly ListedDossier[] {
  const { columns } = guessDossierMapping(table.header, [], null).mapping;
  const place = (name: string | undefined) => (name === undefined ? -1 : table.header.indexOf(name));
  const only = table.header.length === 1 ? 0 : -1;
  const [code, state] = [Math.max(place(columns.dossier), only), place(columns.state)];
  if (code < 0) refuse('dossier-list-columns');
  return table.rows.flatMap(({ cells }) => {
    const text = cellText(cells[code] ?? EMPTY_CELL).trim();
    const said = state < 0 ? '' : cellText(cells[state] ?? EMPTY_CELL).trim();
    return text === '' ? [] : [{ code: text, state: said === '' ? null : said }];
  });
}

async function compare(
  context: PublicContext,
  sourceId: string,
  days: Days,
  listed: readonly ListedDossier[],
  words: Readonly<Record<string, string | null>> | null,
  person: Person | null,
): Promise<ReconciliationRow> {
  if (days.to < days.from) refuse('dossier-period');
  return inTransaction(context.db, async (db) => {
    const held = await heldDossiers(
      db,
      sourceId,
      days,
      listed.map(({ code }) => code),
    );
    const { counts, differences } = compareLists(listed, held, words);
    const id = newId();
    const made = { madeBy: person?.accountId ?? null, madeAt: context.now, requestId: context.requestId };
    const period = { firstDay: days.from, lastDay: days.to };
    await recordAudit(
      db,
      { ...context, person },
      {
        action: 'dossier-list.compared',
        subject: `dossier-source:${sourceId}`,
        detail: { ...period, ...counts },
      },
    );
    return insertReconciliation(db, { id, sourceId, ...period, ...counts, ...made }, differences);
  });
}

const cursorKey = z.tuple([z.iso.datetime(), z.uuid()]);

export async function listReconciliations(
  context: Context,
  sourceId: string,
  { limit, cursor }: z.output<typeof ROUTES.listReconciliations.query>,
) {
  context.permit('dossier-files.manage');
  await requireSource(context.db, sourceId);
  const rows = await listReconciliationRows(context.db, sourceId, decodeCursor(cursor, cursorKey), limit + 1);
  return toPage(rows, limit, ({ madeAt, id }) => [madeAt.toISOString(), id], toReconciliation);
}

export async function getReconciliation(context: Context, sourceId: string, id: string) {
  const row = await requireReconciliation(context, sourceId, id);
  return withDifferences(row, await listDifferences(context.db, id, SHOWN));
}

async function requireReconciliation(
  context: Context,
  sourceId: string,
  id: string,
): Promise<ReconciliationRow> {
  context.permit('dossier-files.manage');
  return (await findReconciliation(context.db, sourceId, id)) ?? refuse('not-found');
}

const HEADS = {
  vi: ['Khác nhau', 'Mã hồ sơ', 'Trạng thái ở nguồn', 'Trạng thái ở Parix'],
  en: ['Difference', 'Dossier', 'State in the source', 'State in Parix'],
} as const;
const FINDINGS = {
  missing: { vi: 'Parix thiếu', en: 'Missing in Parix' },
  extra: { vi: 'Parix thừa', en: 'Only in Parix' },
  'other-day': { vi: 'Parix ghi ngày tiếp nhận ngoài kỳ', en: 'Received outside the period by Parix' },
  'state-differs': { vi: 'Khác trạng thái', en: 'Another state' },
} as const;

export async function reconciliationFile(
  context: Context,
  sourceId: string,
  id: string,
): Promise<FileAnswer> {
  const row = await requireReconciliation(context, sourceId, id);
  const rows = await listDifferences(context.db, id, EVERY);
  const content = writeCsv({
    sheet: null,
    header: [...HEADS[context.locale]],
    rows: rows.map(({ finding, code, sourceState, heldState }, at) => ({
      row: at + 2,
      cells: [FINDINGS[finding][context.locale], code, sourceState ?? '', heldState ?? ''].map(textCell),
    })),
  });
  const fileName = `doi-soat-${row.firstDay}-${row.lastDay}.csv`;
  return { fileName, contentType: 'text/csv; charset=utf-8', content };
}

const toReconciliation = ({
  madeBy,
  madeAt,
  requestId: _request,
  ...row
}: ReconciliationRow): Reconciliation => ({
  ...row,
  bySource: madeBy === null,
  madeAt: madeAt.toISOString(),
});

const withDifferences = (row: ReconciliationRow, differences: readonly DifferenceRow[]) => ({
  ...toReconciliation(row),
  differences: differences.map(({ finding, code, sourceState, heldState }): DossierDifference => ({
    finding,
    code,
    sourceState,
    heldState,
  })),
});
