import type { CardEvent } from '@parix/workflow';
import { type RawBuilder, sql } from 'kysely';
import type { AppraisalDecision, EntryOrigin, JsonObject } from '../../db/schema.ts';
import type { Db } from '../../platform/context.ts';

export interface ItemKey {
  readonly roundId: string;
  readonly unitId: string;
  readonly itemId: string;
}

/** Place in the timeline: newest first; at one instant by source, then by the source's own order, newest first. */
export type TimelineCursor = readonly [at: string, source: number, place: string];

export interface TimelineSlice {
  readonly after: TimelineCursor | null;
  readonly limit: number;
}

interface Common {
  readonly at: Date;
  readonly place: string;
  readonly by: string | null;
  readonly requestId: string | null;
}
export interface EntryFactRow {
  readonly figures: JsonObject;
  readonly notApplicableReason: string | null;
  readonly explanation: string | null;
  readonly evidence: readonly unknown[];
}
export interface SavedRow extends Common {
  readonly version: number;
  readonly origin: EntryOrigin;
  readonly content: EntryFactRow;
  readonly former: EntryFactRow | null;
}
export interface MarkedRow extends Common {
  readonly ready: boolean;
  readonly version: number;
}
export interface AssignedRow extends Common {
  readonly assignee: string;
}
export interface JudgedRow extends Common {
  readonly version: number;
  readonly decision: AppraisalDecision;
  readonly points: string | null;
  readonly reason: string | null;
  readonly formerDecision: AppraisalDecision | null;
  readonly formerPoints: string | null;
}
export interface EventRow extends Common {
  readonly kind: CardEvent;
  readonly onBehalfOf: string | null;
  readonly reason: string | null;
  readonly closesAt: Date | null;
  readonly remark: string | null;
}

/** Rows of one source that come after the cursor. `at` and `place` are columns (SQL), `place` sorts as it stands. */
function sliceOf(
  source: number,
  at: RawBuilder<unknown>,
  place: RawBuilder<unknown>,
  { after, limit }: TimelineSlice,
): { readonly where: RawBuilder<boolean>; readonly rest: RawBuilder<unknown> } {
  const rest = sql`order by ${at} desc, ${place} desc limit ${limit}`;
  if (after === null) return { where: sql<boolean>`true`, rest };
  const [instant, rank, last] = after;
  if (rank < source) return { where: sql<boolean>`${at} <= ${instant}`, rest };
  if (rank > source) return { where: sql<boolean>`${at} < ${instant}`, rest };
  return { where: sql<boolean>`(${at}, ${place}) < (${instant}::timestamptz, ${last})`, rest };
}

/** Numbers as places: text that sorts as the number does. */
const numbered = (column: RawBuilder<unknown>) => sql`to_char(${column}, 'FM0000000000')`;

const CONTENT = (alias: string) => {
  const table = sql.ref(alias);
  return sql`jsonb_build_object('figures', ${table}.figures, 'notApplicableReason', ${table}.not_applicable_reason,
    'explanation', ${table}.explanation, 'evidence', ${table}.evidence)`;
};

export const SOURCES = { events: 1, ended: 2, judged: 3, marked: 4, saved: 5, assigned: 6 } as const;

export async function savedRows(db: Db, key: ItemKey, slice: TimelineSlice): Promise<SavedRow[]> {
  const { where, rest } = sliceOf(SOURCES.saved, sql`e.recorded_at`, numbered(sql`e.version`), slice);
  const { rows } = await sql<SavedRow>`
    select e.recorded_at as at, ${numbered(sql`e.version`)} as place, a.display_name as by,
      e.request_id as "requestId", e.version, e.origin, ${CONTENT('e')} as content,
      case when p.version is not null then ${CONTENT('p')} end as former
    from item_entry e
    left join account a on a.id = e.author_id
    left join item_entry p on p.unit_id = e.unit_id and p.round_id = e.round_id and p.item_id = e.item_id
      and p.version = e.version - 1
    where e.unit_id = ${key.unitId} and e.round_id = ${key.roundId} and e.item_id = ${key.itemId} and ${where}
    ${rest}`.execute(db);
  return rows;
}

export async function markedRows(db: Db, key: ItemKey, slice: TimelineSlice): Promise<MarkedRow[]> {
  const { where, rest } = sliceOf(SOURCES.marked, sql`m.at`, numbered(sql`m.sequence`), slice);
  const { rows } = await sql<MarkedRow>`
    select m.at, ${numbered(sql`m.sequence`)} as place, a.display_name as by, m.request_id as "requestId",
      m.ready, m.entry_version as version
    from item_mark m left join account a on a.id = m.actor_id
    where m.unit_id = ${key.unitId} and m.round_id = ${key.roundId} and m.item_id = ${key.itemId} and ${where}
    ${rest}`.execute(db);
  return rows;
}

export async function judgedRows(db: Db, key: ItemKey, slice: TimelineSlice): Promise<JudgedRow[]> {
  const { where, rest } = sliceOf(SOURCES.judged, sql`j.recorded_at`, numbered(sql`j.version`), slice);
  const { rows } = await sql<JudgedRow>`
    select j.recorded_at as at, ${numbered(sql`j.version`)} as place, a.display_name as by,
      j.request_id as "requestId", j.version, j.decision, j.points, j.reason,
      p.decision as "formerDecision", p.points as "formerPoints"
    from item_appraisal j
    left join account a on a.id = j.author_id
    left join item_appraisal p on p.unit_id = j.unit_id and p.round_id = j.round_id and p.item_id = j.item_id
      and p.version = j.version - 1
    where j.unit_id = ${key.unitId} and j.round_id = ${key.roundId} and j.item_id = ${key.itemId} and ${where}
    ${rest}`.execute(db);
  return rows;
}

/** Assignments of the item, told when they began (`assigned`) or when they ended. */
export async function assignedRows(
  db: Db,
  key: ItemKey,
  what: 'assigned' | 'ended',
  slice: TimelineSlice,
): Promise<AssignedRow[]> {
  const [at, actor, request] =
    what === 'assigned'
      ? [sql`s.starts_at`, sql`s.assigned_by`, sql`s.request_id`]
      : [sql`s.ends_at`, sql`s.ended_by`, sql`s.end_request_id`];
  const { where, rest } = sliceOf(SOURCES[what], at, sql`s.id::text`, slice);
  const { rows } = await sql<AssignedRow>`
    select ${at} as at, s.id::text as place, a.display_name as by, ${request} as "requestId",
      coalesce(p.display_name, d.name, '') as assignee
    from item_assignment s
    left join account a on a.id = ${actor}
    left join account p on p.id = s.account_id
    left join division d on d.unit_id = s.unit_id and d.id = s.division_id
    where s.unit_id = ${key.unitId} and s.round_id = ${key.roundId} and s.item_id = ${key.itemId}
      and ${at} is not null and ${where}
    ${rest}`.execute(db);
  return rows;
}

/** What was done with the whole card, with what was said of this item. */
export async function eventRows(
  db: Db,
  key: ItemKey,
  kinds: readonly CardEvent[],
  slice: TimelineSlice,
): Promise<EventRow[]> {
  const { where, rest } = sliceOf(SOURCES.events, sql`e.at`, numbered(sql`e.sequence`), slice);
  const { rows } = await sql<EventRow>`
    select e.at, ${numbered(sql`e.sequence`)} as place, a.display_name as by, e.request_id as "requestId", e.kind,
      b.display_name as "onBehalfOf", e.reason, e.closes_at as "closesAt",
      (select r ->> 'remark' from jsonb_array_elements(e.remarks) r where r ->> 'itemId' = ${key.itemId} limit 1) as remark
    from card_event e
    left join account a on a.id = e.actor_id
    left join account b on b.id = e.on_behalf_of
    where e.unit_id = ${key.unitId} and e.round_id = ${key.roundId}
      and e.kind = any(${sql.val([...kinds])}::text[]) and ${where}
    ${rest}`.execute(db);
  return rows;
}
