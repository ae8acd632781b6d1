import type { Context } from '../../platform/context.ts';
import { refuse } from '../../platform/refusal.ts';
import { findStoredSet, type StoredSet } from '../criteria-sets/set-library.read-model.ts';

/** The set when it may judge the year: complete, accepted by the engine, issued for that index year. */
export async function requireUsableSet(
  { db, locale }: Pick<Context, 'db' | 'locale'>,
  versionId: string,
  indexYear: number,
): Promise<StoredSet> {
  const stored = (await findStoredSet(db, versionId)) ?? refuse('not-found');
  const { set, plan } = stored;
  if (set.status === 'incomplete') refuse('set-not-usable', { because: set.incompleteReason });
  if (plan === null) refuse('set-not-usable');
  const { from, to } = set.indexYears;
  if (indexYear < from || indexYear > to) {
    const vi = `Bộ tiêu chí áp dụng cho năm ${from}–${to}, không áp dụng cho năm ${indexYear}.`;
    const en = `The set is for index years ${from}–${to}, not for ${indexYear}.`;
    refuse('set-not-usable', { because: locale === 'en' ? en : vi });
  }
  return stored;
}
