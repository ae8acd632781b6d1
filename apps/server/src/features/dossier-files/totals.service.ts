import type { DossierTotal, ROUTES, TotalsReport } from '@parix/api-contract';
import { formatPlace, type Table } from '@parix/sheets';
import { z } from 'zod';
import { recordAudit } from '../../platform/audit-log.ts';
import type { Context } from '../../platform/context.ts';
import { readImport } from '../../platform/import-report.ts';
import { decodeCursor, toPage } from '../../platform/pagination.ts';
import { refuse } from '../../platform/refusal.ts';
import { inTransaction } from '../../platform/transaction.ts';
import type { Upload } from '../../platform/uploads.ts';
import { loadUnits } from './dossier-files.queries.ts';
import { requireSource } from './files.service.ts';
import { foldName } from './read-file.ts';
import { readTotals, type ReadTotal } from './read-totals.ts';
import { type Counter, findingsOf } from './total-relations.ts';
import {
  insertTotals,
  listTotalRows,
  standingTotals,
  type TotalKey,
  type TotalRow,
} from './totals.queries.ts';

const MOST_LISTED = 200;

/**
 * Totals of a source that gives nothing else. All of the file or nothing; the same file again changes nothing; another
 * number for the same row is a new revision. Columns that do not add up are taken as published and told.
 */
export async function importTotals(
  context: Context,
  sourceId: string,
  file: Upload,
  dryRun: boolean,
): Promise<TotalsReport> {
  context.permit('dossier-files.manage');
  const { db, locale, now, person, requestId } = context;
  await requireSource(db, sourceId);
  const read = await readImport(file, locale);
  if ('problems' in read)
    return {
      dryRun,
      rows: 0,
      added: 0,
      changed: 0,
      unchanged: 0,
      problems: [...read.problems],
      differing: [],
    };
  const { totals, problems } = readTotals(read.table, await loadUnits(db, foldName), locale);
  if (problems.length > 0 && !dryRun) refuse('import-invalid', { errors: problems.slice(0, MOST_LISTED) });
  const differing = totals.flatMap((total) => {
    const findings = findingsOf(total.counters);
    return findings.length === 0 ? [] : [{ place: placeOf(read.table, total), label: total.label, findings }];
  });
  return inTransaction(db, async (tx) => {
    const standing = new Map((await standingTotals(tx, sourceId, totals)).map((row) => [keyOf(row), row]));
    const isNew = (total: ReadTotal) => !standing.has(keyOf(total));
    const isChanged = (total: ReadTotal) =>
      !sameCounters(standing.get(keyOf(total))?.counters, total.counters);
    const stored = totals.filter(isChanged);
    if (!dryRun) {
      const by = { recordedBy: person.accountId, recordedAt: now, requestId };
      const rows = stored.map(({ row: _row, counters, ...key }) => ({
        ...key,
        ...by,
        sourceId,
        revision: (standing.get(keyOf(key))?.revision ?? 0) + 1,
        counters: JSON.stringify(counters),
        fileName: file.name,
        fileSha256: file.hash,
      }));
      await insertTotals(tx, rows);
      await recordAudit(tx, context, {
        action: 'dossier-totals.imported',
        subject: `dossier-source:${sourceId}`,
        detail: { file: file.name, sha256: file.hash, rows: rows.length },
      });
    }
    const added = stored.filter(isNew).length;
    const counts = { rows: totals.length, added, changed: stored.length - added };
    const unchanged = totals.length - stored.length;
    return { dryRun, ...counts, unchanged, problems: problems.slice(0, MOST_LISTED), differing };
  });
}

const keyOf = ({ unitId, firstDay, lastDay, label }: TotalKey): string =>
  [unitId, firstDay, lastDay, label].join('\n');

const placeOf = ({ file, sheet }: Table, { row }: ReadTotal): string =>
  formatPlace({ file, sheet, cell: `A${row}` });

const sameCounters = (a: readonly Counter[] | undefined, b: readonly Counter[]): boolean =>
  a?.length === b.length && a.every(({ name, count }, at) => b[at]?.name === name && b[at].count === count);

const cursorKey = z.tuple([z.string(), z.uuid(), z.uuid(), z.string(), z.string()]);

export async function listTotals(
  context: Context,
  { limit, cursor, ...filter }: z.output<typeof ROUTES.listDossierTotals.query>,
) {
  context.permit('dossier-figures.read');
  const rows = await listTotalRows(context.db, filter, decodeCursor(cursor, cursorKey), limit + 1);
  return toPage(
    rows,
    limit,
    ({ lastDay, unitId, sourceId, firstDay, label }) => [lastDay, unitId, sourceId, firstDay, label],
    toTotal,
  );
}

const toTotal = ({
  fileSha256: _hash,
  recordedBy: _by,
  requestId: _request,
  recordedAt,
  ...total
}: TotalRow & { readonly unitName: string; readonly sourceName: string }): DossierTotal => ({
  ...total,
  findings: findingsOf(total.counters),
  recordedAt: recordedAt.toISOString(),
});
