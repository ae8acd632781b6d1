import { sql } from 'kysely';
import type { Row } from '../../db/schema.ts';
import type { Db } from '../../platform/context.ts';

export type EntryRow = Row<'itemEntry'> & { readonly authorName: string | null };
export type AppraisalRow = Row<'itemAppraisal'> & { readonly authorName: string | null };

export interface RowFilter {
  readonly roundId: string;
  /** undefined: every unit of the round. */
  readonly unitIds?: readonly string[] | undefined;
  readonly itemId?: string | undefined;
}

/** The standing version of every entry: one statement for all units. */
export function latestEntries(db: Db, { roundId, unitIds, itemId }: RowFilter): Promise<EntryRow[]> {
  let query = db
    .selectFrom('itemEntry as e')
    .leftJoin('account as a', 'a.id', 'e.authorId')
    .distinctOn(['e.unitId', 'e.itemId'])
    .selectAll('e')
    .select('a.displayName as authorName')
    .where('e.roundId', '=', roundId);
  if (unitIds) query = query.where('e.unitId', '=', sql<string>`any(${unitIds}::uuid[])`);
  if (itemId !== undefined) query = query.where('e.itemId', '=', itemId);
  return query.orderBy('e.unitId').orderBy('e.itemId').orderBy('e.version', 'desc').execute();
}

/** The standing version of every appraisal decision. */
export function latestAppraisals(db: Db, { roundId, unitIds, itemId }: RowFilter): Promise<AppraisalRow[]> {
  let query = db
    .selectFrom('itemAppraisal as p')
    .leftJoin('account as a', 'a.id', 'p.authorId')
    .distinctOn(['p.unitId', 'p.itemId'])
    .selectAll('p')
    .select('a.displayName as authorName')
    .where('p.roundId', '=', roundId);
  if (unitIds) query = query.where('p.unitId', '=', sql<string>`any(${unitIds}::uuid[])`);
  if (itemId !== undefined) query = query.where('p.itemId', '=', itemId);
  return query.orderBy('p.unitId').orderBy('p.itemId').orderBy('p.version', 'desc').execute();
}
