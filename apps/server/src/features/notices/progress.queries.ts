import { type RawBuilder, sql } from 'kysely';
import type { NoticeKind } from '@parix/workflow';
import type { Db } from '../../platform/context.ts';
import { inTransaction } from '../../platform/transaction.ts';

/** What a card of the set asks for, as the counting statement takes it. */
export interface CountedItem {
  readonly id: string;
  /** Figures without which the item has no score. */
  readonly keys: readonly string[];
  /** Kinds of units for which it counts as filled without anything declared. */
  readonly exempt: readonly string[];
}

/** How far one unit's card has come. */
export interface CountRow {
  readonly unitId: string;
  readonly unitCode: string;
  readonly unitName: string;
  readonly unitKind: string;
  /** Self-scored items that have all their figures, a claim, or nothing to declare. */
  readonly filled: number;
  /** Items marked ready on the entry that stands. */
  readonly ready: number;
  /** Items saved for the first time since the instant asked for. */
  readonly begun: number;
  readonly lastActivityAt: Date | null;
}

const amongst = (column: RawBuilder<unknown>, unitIds: readonly string[] | undefined) =>
  unitIds === undefined ? sql`` : sql`and ${column} = any(${sql.val([...unitIds])}::uuid[])`;

/** Memory for counting a whole round by hashing instead of walking its rows in the order of an index. */
const COUNTING_MEMORY = '64MB';

/** Counts for all units of the round, by name. */
export function countWholeRound(
  db: Db,
  roundId: string,
  items: readonly CountedItem[],
  begunSince: Date,
): Promise<CountRow[]> {
  return inTransaction(db, async (tx) => {
    await sql`set local work_mem = ${sql.lit(COUNTING_MEMORY)}`.execute(tx);
    return countProgress(tx, roundId, items, begunSince);
  });
}

/** Counts for the named units of the round, or for all of them, by name: one statement. */
export async function countProgress(
  db: Db,
  roundId: string,
  items: readonly CountedItem[],
  begunSince: Date,
  unitIds?: readonly string[],
): Promise<CountRow[]> {
  const { rows } = await sql<CountRow>`
    with item as materialized (
      select id, keys, exempt from jsonb_to_recordset(${JSON.stringify(items)}::jsonb) as i (id text, keys text[], exempt text[])
    ), entry as (
      select e.unit_id, e.item_id, max(e.version) as version, max(e.recorded_at) as last,
        max(e.version) filter (where e.not_applicable_reason is not null or e.older_points is not null
          or jsonb_strip_nulls(e.figures) ?& item.keys) as filled_version,
        count(*) filter (where e.version = 1 and e.recorded_at >= ${begunSince}) as begun
      from item_entry e join item on item.id = e.item_id
      where e.round_id = ${roundId} ${amongst(sql`e.unit_id`, unitIds)}
      group by e.unit_id, e.item_id
    ), mark as (
      select distinct on (unit_id, item_id) unit_id, item_id, ready, entry_version from item_mark
      where round_id = ${roundId} ${amongst(sql`unit_id`, unitIds)}
      order by unit_id, item_id, sequence desc
    ), entered as (
      select e.unit_id, max(e.last) as last, sum(e.begun) as begun,
        count(*) filter (where e.filled_version = e.version and not ru.unit_kind = any(item.exempt)) as filled,
        count(*) filter (where m.ready and m.entry_version = e.version) as ready
      from entry e
      join item on item.id = e.item_id
      join round_unit ru on ru.unit_id = e.unit_id and ru.round_id = ${roundId}
      left join mark m on m.unit_id = e.unit_id and m.item_id = e.item_id
      group by e.unit_id
    )
    select ru.unit_id as "unitId", u.code as "unitCode", ru.unit_name as "unitName", ru.unit_kind as "unitKind",
      coalesce(n.filled, 0) + (select count(*) from item where ru.unit_kind = any(item.exempt)) as filled,
      coalesce(n.ready, 0) as ready, coalesce(n.begun, 0)::int as begun, n.last as "lastActivityAt"
    from round_unit ru
    join unit u on u.id = ru.unit_id
    left join entered n on n.unit_id = ru.unit_id
    where ru.round_id = ${roundId} ${amongst(sql`ru.unit_id`, unitIds)}
    order by ru.unit_name, ru.unit_id`.execute(db);
  return rows;
}

export interface PeopleRow {
  readonly unitId: string;
  /** Names of the people and divisions that items are given to. */
  readonly names: readonly string[];
  readonly assigned: number;
}

/** Who fills the cards of these units, as assigned at the instant. */
export async function peopleOnCards(
  db: Db,
  roundId: string,
  unitIds: readonly string[],
  now: Date,
): Promise<ReadonlyMap<string, PeopleRow>> {
  const { rows } = await sql<PeopleRow>`
    select s.unit_id as "unitId", array_agg(distinct coalesce(a.display_name, d.name)) as names,
      count(distinct s.item_id) as assigned
    from item_assignment s
    left join account a on a.id = s.account_id
    left join division d on d.unit_id = s.unit_id and d.id = s.division_id
    where s.round_id = ${roundId} and s.unit_id = any(${sql.val([...unitIds])}::uuid[])
      and s.starts_at <= ${now} and (s.ends_at is null or s.ends_at > ${now})
    group by s.unit_id`.execute(db);
  return new Map(rows.map((row) => [row.unitId, row]));
}

export interface LastNoticeRow {
  readonly unitId: string;
  readonly kind: NoticeKind;
  readonly at: Date;
  readonly told: number;
  readonly seen: number;
}

/** What the units were last told about the round, to how many people and how many of them have seen it. */
export async function lastNotices(
  db: Db,
  roundId: string,
  unitIds: readonly string[],
): Promise<ReadonlyMap<string, LastNoticeRow>> {
  const { rows } = await sql<LastNoticeRow>`
    with last as (
      select distinct on (unit_id) unit_id, kind, created_at from notice
      where round_id = ${roundId} and unit_id = any(${sql.val([...unitIds])}::uuid[])
      order by unit_id, id desc
    )
    select n.unit_id as "unitId", n.kind, n.created_at as at, count(*) as told, count(d.id) as seen
    from last
    join notice n on n.unit_id = last.unit_id and n.round_id = ${roundId} and n.kind = last.kind
      and n.created_at = last.created_at
    left join notice_delivery d on d.unit_id = n.unit_id and d.notice_id = n.id and d.channel = 'in-app'
    group by n.unit_id, n.kind, n.created_at`.execute(db);
  return new Map(rows.map((row) => [row.unitId, row]));
}

/** When each of these units was last chased in the round; units that never were are left out. */
export async function lastChases(
  db: Db,
  roundId: string,
  unitIds: readonly string[],
): Promise<ReadonlyMap<string, Date>> {
  const { rows } = await sql<{ unitId: string; at: Date }>`
    select unit_id as "unitId", max(created_at) as at from notice
    where round_id = ${roundId} and unit_id = any(${sql.val([...unitIds])}::uuid[]) and kind = 'chased'
    group by unit_id`.execute(db);
  return new Map(rows.map(({ unitId, at }) => [unitId, at]));
}

/** Chases of a round are made one after the other, so that two clicks at once are one chase. */
export async function lockChases(db: Db, roundId: string): Promise<void> {
  await sql`select pg_advisory_xact_lock(hashtext('parix chase'), hashtext(${roundId}))`.execute(db);
}
