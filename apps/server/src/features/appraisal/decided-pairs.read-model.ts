import { sql } from 'kysely';
import type { AppraisalDecision } from '../../db/schema.ts';
import type { Db } from '../../platform/context.ts';
import type { IndexedItem, StoredSet } from '../criteria-sets/set-library.read-model.ts';
import { isExempt } from '../ranking/stored-facts.read-model.ts';

/** Items that people judge, in the order of the set: survey points and rows that are only watched are not. */
export const judgedItems = ({ items }: Pick<StoredSet, 'items'>): readonly IndexedItem[] =>
  [...items.values()].filter(isJudged);

const isJudged = ({ item }: IndexedItem): boolean => item.pointsFrom === 'appraisal' && item.rule !== null;

/** Whether a decision is due on the item of a unit of this kind. */
export const isJudgedFor = (indexed: IndexedItem, unitKind: string): boolean =>
  isJudged(indexed) && !isExempt(indexed.item, unitKind);

/** A decision taken on the figures as they are now. */
export interface StandingDecision {
  readonly unitId: string;
  readonly itemId: string;
  readonly version: number;
  readonly decision: AppraisalDecision;
  readonly points: string | null;
  readonly reason: string | null;
  readonly authorId: string | null;
}

interface PairFilter {
  readonly roundId: string;
  readonly itemIds: readonly string[];
}

/** Newest decision of each pair; one taken on older figures stands no more and is left out. */
const standing = ({ roundId, itemIds }: PairFilter) => sql`
  (select distinct on (unit_id, item_id) unit_id, item_id, version, decision, points, reason, author_id, recorded_at,
     entry_version
   from item_appraisal where round_id = ${roundId} and item_id = any(${sql.val([...itemIds])}::text[])
   order by unit_id, item_id, version desc) p
  left join (
    select distinct on (unit_id, item_id) unit_id, item_id, version, recorded_at
    from item_entry where round_id = ${roundId} and item_id = any(${sql.val([...itemIds])}::text[])
    order by unit_id, item_id, version desc) e using (unit_id, item_id)
  where e.version is null
    or case when p.entry_version is null then p.recorded_at >= e.recorded_at else p.entry_version >= e.version end`;

export async function standingDecisions(db: Db, filter: PairFilter): Promise<readonly StandingDecision[]> {
  const { rows } = await sql<StandingDecision>`
    select unit_id, item_id, p.version, p.decision, p.points, p.reason, p.author_id
    from ${standing(filter)}`.execute(db);
  return rows;
}

/** Decisions of every unit by area: `unit area` → how many pairs have one that stands. */
export async function decidedPerUnit(
  db: Db,
  roundId: string,
  items: readonly IndexedItem[],
): Promise<ReadonlyMap<string, number>> {
  const itemIds = items.map(({ item }) => item.id);
  const areaIds = items.map(({ areaId }) => areaId);
  const { rows } = await sql<{ unitId: string; areaId: string; decided: number }>`
    select unit_id, area.id as area_id, count(*)::int as decided
    from (select unit_id, item_id from ${standing({ roundId, itemIds })}) decided
    join unnest(${sql.val(itemIds)}::text[], ${sql.val(areaIds)}::text[]) as area (item_id, id) using (item_id)
    group by unit_id, area.id`.execute(db);
  return new Map(rows.map(({ unitId, areaId, decided }) => [pairKey(unitId, areaId), decided]));
}

export const pairKey = (unitId: string, areaId: string): string => `${unitId} ${areaId}`;
