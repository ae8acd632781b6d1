import type { SetDetail, SetDiff } from '@parix/api-contract';
import { diffSets } from '@parix/scoring';
import type { Context } from '../../platform/context.ts';
import { refuse } from '../../platform/refusal.ts';
import { findSetRow, listSetRows } from './criteria-sets.queries.ts';
import { toSetDetail, toSetVersion } from './describe-set.ts';
import { toSetDiff } from './describe-diff.ts';
import { findStoredSet, type StoredSet } from './set-library.read-model.ts';

export async function listSets(context: Context) {
  context.permit('criteria-sets.read');
  return { items: (await listSetRows(context.db)).map(toSetVersion) };
}

export async function getSet(context: Context, versionId: string): Promise<SetDetail> {
  context.permit('criteria-sets.read');
  const row = await findSetRow(context.db, versionId);
  const stored = await findStoredSet(context.db, versionId);
  return row && stored ? toSetDetail(row, stored, context.locale) : refuse('not-found');
}

export async function getSetDocument(context: Context, versionId: string) {
  context.permit('criteria-sets.read');
  const row = await findSetRow(context.db, versionId);
  return row ? { document: row.document, amendments: [...row.amendments] } : refuse('not-found');
}

export async function compareSets(context: Context, fromId: string, toId: string): Promise<SetDiff> {
  context.permit('criteria-sets.read');
  const [from, to] = [await requireStored(context, fromId), await requireStored(context, toId)];
  return toSetDiff(from.versionId, to.versionId, diffSets(from.set, to.set));
}

async function requireStored({ db }: Context, versionId: string): Promise<StoredSet> {
  return (await findStoredSet(db, versionId)) ?? refuse('not-found');
}
