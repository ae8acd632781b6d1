import type { ItemReply } from '@parix/api-contract';
import type { ReplyEvent } from '@parix/workflow';
import { sql } from 'kysely';
import type { Row } from '../../db/schema.ts';
import type { Db } from '../../platform/context.ts';
import type { RowFilter } from '../ranking/round-rows.read-model.ts';
import { evidenceOf } from '../self-scoring/card.read-model.ts';
import {
  ANSWERABLE_DECISION,
  newestDecisions,
  newestEvents,
  repliesInForce,
} from './answerable-decisions.ts';

export type ReplyRow = Row<'itemReply'> & { readonly authorName: string | null };

/** Why an item waits to be decided a second time: an explanation was asked for, or the unit disagrees. */
export type OpenFor = 'flagged' | 'contested';

export interface OpenItem {
  readonly unitId: string;
  readonly itemId: string;
  readonly openFor: OpenFor;
}

/**
 * Items whose standing decision asks for an explanation, or was answered with "disagree" by replies that the unit's
 * leader has approved. A new decision closes both.
 */
export async function openItems(db: Db, filter: RowFilter): Promise<readonly OpenItem[]> {
  const { rows } = await sql<OpenItem>`
    select d.unit_id as "unitId", d.item_id as "itemId",
      case when d.decision = 'needs-explanation' then 'flagged' else 'contested' end as "openFor"
    from (${newestDecisions(filter)}) d
    left join (${repliesInForce(filter)}) r on r.unit_id = d.unit_id and r.item_id = d.item_id
      and r.appraisal_version = d.version and r.stance = 'disagree'
    where d.decision = 'needs-explanation' or r.item_id is not null`.execute(db);
  return rows;
}

/** Newest reply of each item: unit id -> item id -> reply. */
export type RepliesOfItems = ReadonlyMap<string, ReadonlyMap<string, ReplyRow>>;

export async function latestReplies(db: Db, filter: RowFilter): Promise<RepliesOfItems> {
  return byUnitAndItem(await replyRows(db, filter).execute());
}

/** What those who judge read: of each item the newest answer that the unit's leader has approved. */
export async function approvedReplies(db: Db, filter: RowFilter): Promise<RepliesOfItems> {
  const inForce = sql<boolean>`(r.unit_id, r.item_id, r.version) in (
    select unit_id, item_id, version from (${repliesInForce(filter)}) f)`;
  return byUnitAndItem(await replyRows(db, filter).where(inForce).execute());
}

function replyRows(db: Db, { roundId, unitIds, itemId, itemIds }: RowFilter) {
  let query = db
    .selectFrom('itemReply as r')
    .leftJoin('account as a', 'a.id', 'r.authorId')
    .distinctOn(['r.unitId', 'r.itemId'])
    .selectAll('r')
    .select('a.displayName as authorName')
    .where('r.roundId', '=', roundId);
  if (unitIds) query = query.where('r.unitId', '=', sql<string>`any(${unitIds}::uuid[])`);
  if (itemId !== undefined) query = query.where('r.itemId', '=', itemId);
  if (itemIds) query = query.where('r.itemId', '=', sql<string>`any(${itemIds}::text[])`);
  return query.orderBy('r.unitId').orderBy('r.itemId').orderBy('r.version', 'desc');
}

function byUnitAndItem(rows: readonly ReplyRow[]): RepliesOfItems {
  const units = new Map<string, Map<string, ReplyRow>>();
  for (const row of rows) {
    units.set(row.unitId, (units.get(row.unitId) ?? new Map<string, ReplyRow>()).set(row.itemId, row));
  }
  return units;
}

export interface LastReplyEvent {
  readonly kind: ReplyEvent;
  readonly sequence: number;
  readonly at: Date;
  /** Number of the last approval; null: nothing was ever approved. */
  readonly approved: number | null;
}

/** The newest event of each unit; a unit without one is left out. */
export async function lastReplyEvents(
  db: Db,
  roundId: string,
  unitIds: readonly string[],
): Promise<ReadonlyMap<string, LastReplyEvent>> {
  if (unitIds.length === 0) return new Map();
  const rows = await db
    .selectFrom('replyEvent')
    .distinctOn('unitId')
    .select(['unitId', 'kind', 'sequence', 'at'])
    .select(
      sql<number | null>`max(sequence) filter (where kind = 'approved') over (partition by unit_id)`.as(
        'approved',
      ),
    )
    .where('roundId', '=', roundId)
    .where('unitId', '=', sql<string>`any(${[...unitIds]}::uuid[])`)
    .orderBy('unitId')
    .orderBy('sequence', 'desc')
    .execute();
  return new Map(rows.map(({ unitId, ...event }) => [unitId, event]));
}

export interface UnansweredUnit {
  readonly id: string;
  readonly code: string;
  readonly name: string;
  /** Items that it may answer. */
  readonly items: number;
}

/** Units that may answer something and have not approved their answers: what keeps the window open. */
export async function unitsWithoutAnswer(db: Db, roundId: string): Promise<readonly UnansweredUnit[]> {
  const { rows } = await sql<UnansweredUnit>`
    select u.id, u.code, ru.unit_name as name, count(*)::int as items
    from (${newestDecisions({ roundId })}) d
    join round_unit ru on ru.unit_id = d.unit_id and ru.round_id = ${roundId}
    join unit u on u.id = d.unit_id
    left join (${newestEvents({ roundId })}) e on e.unit_id = d.unit_id
    where ${ANSWERABLE_DECISION} and e.kind is distinct from 'approved'
    group by u.id, u.code, ru.unit_name order by ru.unit_name, u.code`.execute(db);
  return rows;
}

export const toItemReply = (row: ReplyRow): ItemReply => ({
  version: row.version,
  appraisalVersion: row.appraisalVersion,
  stance: row.stance,
  reason: row.reason,
  evidence: evidenceOf(row),
  recordedAt: row.recordedAt.toISOString(),
  recordedBy: row.authorName,
});
