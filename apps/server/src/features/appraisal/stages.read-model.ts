import type { Judgement } from '@parix/api-contract';
import { sql } from 'kysely';
import type { Db } from '../../platform/context.ts';
import type { AppraisalRow, RowFilter } from '../ranking/round-rows.read-model.ts';
import { plainDecimal } from '../ranking/stored-facts.read-model.ts';

/** Latest decision of each stage: unit id -> item id -> in the order in which they were taken. */
export type StagesOfItems = ReadonlyMap<string, ReadonlyMap<string, readonly AppraisalRow[]>>;

/** What was decided at each stage, as it stands; one statement for all units. */
export async function latestOfStages(
  db: Db,
  { roundId, unitIds, itemId, itemIds }: RowFilter,
): Promise<StagesOfItems> {
  let query = db
    .selectFrom('itemAppraisal as p')
    .leftJoin('account as a', 'a.id', 'p.authorId')
    .distinctOn(['p.unitId', 'p.itemId', 'p.stage'])
    .selectAll('p')
    .select('a.displayName as authorName')
    .where('p.roundId', '=', roundId);
  if (unitIds) query = query.where('p.unitId', '=', sql<string>`any(${unitIds}::uuid[])`);
  if (itemId !== undefined) query = query.where('p.itemId', '=', itemId);
  if (itemIds) query = query.where('p.itemId', '=', sql<string>`any(${itemIds}::text[])`);
  const rows = await query
    .orderBy('p.unitId')
    .orderBy('p.itemId')
    .orderBy('p.stage')
    .orderBy('p.version', 'desc')
    .execute();
  const units = new Map<string, Map<string, AppraisalRow[]>>();
  for (const row of rows.sort((a, b) => a.version - b.version)) {
    const items = units.get(row.unitId) ?? new Map<string, AppraisalRow[]>();
    units.set(row.unitId, items.set(row.itemId, [...(items.get(row.itemId) ?? []), row]));
  }
  return units;
}

export const toJudgement = (row: AppraisalRow): Judgement => ({
  stage: row.stage,
  version: row.version,
  decision: row.decision,
  kept: row.kept,
  points: row.points === null ? null : plainDecimal(row.points),
  reason: row.reason,
  reasonCode: row.reasonCode,
  requirement: row.requirement,
  recordedAt: row.recordedAt.toISOString(),
  recordedBy: row.authorName,
});
