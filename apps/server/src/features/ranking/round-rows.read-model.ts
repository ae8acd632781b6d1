import { sql } from 'kysely';
import type { Row } from '../../db/schema.ts';
import type { Db } from '../../platform/context.ts';
import type { StoredFacts } from './stored-facts.read-model.ts';

export type EntryRow = Row<'itemEntry'> & { readonly authorName: string | null };
export type AppraisalRow = Row<'itemAppraisal'> & { readonly authorName: string | null };

export interface RowFilter {
  readonly roundId: string;
  /** undefined: every unit of the round. */
  readonly unitIds?: readonly string[] | undefined;
  readonly itemId?: string | undefined;
  /** undefined: every item. */
  readonly itemIds?: readonly string[] | undefined;
}

/** The standing version of every entry: one statement for all units. */
export function latestEntries(db: Db, { roundId, unitIds, itemId, itemIds }: RowFilter): Promise<EntryRow[]> {
  let query = db
    .selectFrom('itemEntry as e')
    .leftJoin('account as a', 'a.id', 'e.authorId')
    .distinctOn(['e.unitId', 'e.itemId'])
    .selectAll('e')
    .select('a.displayName as authorName')
    .where('e.roundId', '=', roundId);
  if (unitIds) query = query.where('e.unitId', '=', sql<string>`any(${unitIds}::uuid[])`);
  if (itemId !== undefined) query = query.where('e.itemId', '=', itemId);
  if (itemIds) query = query.where('e.itemId', '=', sql<string>`any(${itemIds}::text[])`);
  return query.orderBy('e.unitId').orderBy('e.itemId').orderBy('e.version', 'desc').execute();
}

/** The standing version of every appraisal decision. */
export function latestAppraisals(
  db: Db,
  { roundId, unitIds, itemId, itemIds }: RowFilter,
): Promise<AppraisalRow[]> {
  let query = db
    .selectFrom('itemAppraisal as p')
    .leftJoin('account as a', 'a.id', 'p.authorId')
    .distinctOn(['p.unitId', 'p.itemId'])
    .selectAll('p')
    .select('a.displayName as authorName')
    .where('p.roundId', '=', roundId);
  if (unitIds) query = query.where('p.unitId', '=', sql<string>`any(${unitIds}::uuid[])`);
  if (itemId !== undefined) query = query.where('p.itemId', '=', itemId);
  if (itemIds) query = query.where('p.itemId', '=', sql<string>`any(${itemIds}::text[])`);
  return query.orderBy('p.unitId').orderBy('p.itemId').orderBy('p.version', 'desc').execute();
}

type Keyed<T> = T & { readonly unitId: string; readonly itemId: string };
/** Of the standing rows of a round what the engine reads: no documents, no words but reasons, nobody's name. */
export interface ScoringRows {
  readonly entries: readonly Keyed<NonNullable<StoredFacts['entry']>>[];
  readonly appraisals: readonly Keyed<NonNullable<StoredFacts['appraisal']>>[];
}

/** Two statements for all units of a round, each in the order of the index that it reads. */
export async function scoringRows(db: Db, roundId: string): Promise<ScoringRows> {
  const entries = await db
    .selectFrom('itemEntry')
    .distinctOn(['itemId', 'unitId'])
    .select(['unitId', 'itemId', 'version', 'recordedAt', 'figures', 'notApplicableReason', 'olderPoints'])
    .where('roundId', '=', roundId)
    .orderBy('itemId')
    .orderBy('unitId')
    .orderBy('version', 'desc')
    .execute();
  const appraisals = await db
    .selectFrom('itemAppraisal')
    .distinctOn(['itemId', 'unitId'])
    .selectAll()
    .where('roundId', '=', roundId)
    .orderBy('itemId')
    .orderBy('unitId')
    .orderBy('version', 'desc')
    .execute();
  return { entries, appraisals };
}
