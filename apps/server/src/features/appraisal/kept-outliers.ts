import type { Db } from '../../platform/context.ts';
import type { Locale } from '../../platform/locale.ts';
import type { IndexedItem } from '../criteria-sets/set-library.read-model.ts';
import { type Round, roundUnits } from '../rounds/rounds.read-model.ts';
import { declaredFigures, figuresStamp } from './appraisal.queries.ts';
import { markOutliers, type Outliers } from './mark-outliers.ts';

interface Kept {
  readonly stamp: string;
  readonly outliers: Promise<Outliers>;
}

/**
 * Outliers of single items reckoned lately, oldest use first: every page of a grid needs all units of the round to tell
 * them, and its next page needs the same. Only what is far is held, which is little.
 */
const kept = new Map<string, Kept>();
/** Items of rounds in a language: what a few groups of appraisers have open at a time. */
const KEPT = 500;

/**
 * Figures of the item far from those of all units of their kind, as committed when the call began or later. Read only:
 * shared between requests. Inside a transaction nothing is kept: its own rows may never be committed.
 */
export async function outliersOf(
  db: Db,
  round: Round,
  { item }: IndexedItem,
  locale: Locale,
): Promise<Outliers> {
  const reckon = async (): Promise<Outliers> => {
    const kinds = new Map((await roundUnits(db, round.id)).map(({ id, kind }) => [id, kind]));
    const declared = (await declaredFigures(db, round.id, item.id)).flatMap(({ unitId, figures }) => {
      const kind = kinds.get(unitId);
      return kind === undefined ? [] : [{ unitId, kind, figures }];
    });
    return markOutliers(item, declared, locale);
  };
  if (db.isTransaction) return reckon();
  const key = [round.id, item.id, locale].join(' ');
  // Read before the figures: those that come in between are read again by the next request, which sees a newer stamp.
  const stamp = [round.setVersionId, await figuresStamp(db, round.id, item.id)].join(' ');
  const known = kept.get(key);
  const entry = known?.stamp === stamp ? known : { stamp, outliers: reckon() };
  keep(key, entry);
  try {
    return await entry.outliers;
  } catch (error) {
    if (kept.get(key) === entry) kept.delete(key);
    throw error;
  }
}

function keep(key: string, entry: Kept): void {
  kept.delete(key);
  kept.set(key, entry);
  const oldest = kept.keys().next().value;
  if (kept.size > KEPT && oldest !== undefined) kept.delete(oldest);
}
