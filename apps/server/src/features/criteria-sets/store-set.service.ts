import { checkSource, fingerprint } from '@parix/criteria-sets';
import type { CriteriaSet } from '@parix/scoring';
import type { NewRow } from '../../db/schema.ts';
import { type AuditAction, recordAudit } from '../../platform/audit-log.ts';
import type { Context } from '../../platform/context.ts';
import { refuse } from '../../platform/refusal.ts';
import { inTransaction } from '../../platform/transaction.ts';
import type { Upload } from '../../platform/uploads.ts';
import { appendRoundEvent } from '../publication/transparency-log.read-model.ts';
import { findSetRow, insertSet, type SetSummaryRow } from './criteria-sets.queries.ts';
import { toSetVersion } from './describe-set.ts';
import { measureProblems } from './measure-problems.ts';
import { findingsOf, textOf } from './source-findings.ts';

/** Checks a criteria set and, unless it is a trial, stores it as a version. Faults are told with their lines. */
export async function uploadSet(context: Context, file: Upload, { dryRun }: { readonly dryRun: boolean }) {
  context.permit('criteria-sets.manage');
  const text = textOf(file);
  const { set, problems: found } = checkSource(text, file.name);
  const measures = set === null ? [] : measureProblems(set, file.name);
  const { problems, warnings } = findingsOf([...found, ...measures], set, context.locale);
  if (problems.length > 0 && !dryRun)
    refuse('set-invalid', { errors: problems.map(({ value: _none, ...rest }) => rest) });
  const empty = { dryRun, stored: null, problems, warnings, diff: null, movements: [] };
  if (set === null || problems.length > 0) return empty;
  const row = setRow(context, set, { document: text, amendments: [] });
  if (!dryRun) await storeVersion(context, row, 'criteria-set.stored', file);
  return { ...empty, stored: toSetVersion(row) };
}

export type PreparedSet = SetSummaryRow & { readonly document: string };
interface Documents {
  readonly document: string;
  readonly amendments: readonly string[];
}

export function setRow(
  { now, person }: Context,
  set: CriteriaSet,
  { document, amendments }: Documents,
): PreparedSet {
  const act = set.amendedBy.at(-1) ?? set.act;
  return {
    id: `${set.id}@${set.version}`,
    setId: set.id,
    version: set.version,
    fingerprint: fingerprint(set),
    document,
    amendments: [...amendments],
    title: set.title,
    status: set.status,
    sample: set.sample,
    decisionNumber: act?.number ?? null,
    decisionDate: act?.date ?? null,
    indexYearFrom: set.indexYears.from,
    indexYearTo: set.indexYears.to,
    createdBy: person.accountId,
    createdAt: now,
  };
}

/** Stores a version once. The same content again changes nothing; other content under the same id is refused. */
export async function storeVersion(
  context: Context,
  row: PreparedSet,
  action: AuditAction,
  file: Upload,
): Promise<void> {
  await inTransaction(context.db, async (db) => {
    const values: NewRow<'criteriaSetVersion'> = { ...row, amendments: JSON.stringify(row.amendments) };
    if (await insertSet(db, values)) {
      const detail = { fingerprint: row.fingerprint, file: file.name, sha256: file.hash };
      await recordAudit(db, context, { action, subject: `criteria-set:${row.id}`, detail });
      await appendRoundEvent(
        { ...context, db },
        { kind: 'set-issued', set: row.id, sha256: row.fingerprint },
      );
      return;
    }
    const stored = await findSetRow(db, row.id);
    if (stored?.fingerprint !== row.fingerprint) refuse('already-exists');
  });
}
