import { sql } from 'kysely';
import type { InspectionState, NewRow, Row, RowUpdate } from '../../db/schema.ts';
import type { Db } from '../../platform/context.ts';
import { containsPattern, foldedColumn } from '../../platform/search-text.ts';

export interface VisitKey {
  readonly unitId: string;
  readonly visitId: string;
}

export type PlanRow = Row<'inspectionPlan'> & { readonly visits: number };
export type MemberRow = Row<'inspectionTeamMember'> & { readonly displayName: string };

/** A visit with its plan and how far it is. */
export type VisitRow = Row<'inspectionVisit'> & {
  readonly unitName: string;
  readonly planTitle: string;
  readonly roundId: string;
  readonly checks: number;
  readonly answered: number;
  readonly findings: number;
};

const planRows = (db: Db) =>
  db
    .selectFrom('inspectionPlan as p')
    .selectAll('p')
    .select(
      sql<number>`(select count(*)::int from inspection_visit v
        where v.plan_id = p.id and v.state <> 'cancelled')`.as('visits'),
    );

export const listPlanRows = (db: Db, roundId: string): Promise<PlanRow[]> =>
  planRows(db).where('p.roundId', '=', roundId).orderBy('p.id').execute();

export const findPlanRow = (db: Db, planId: string): Promise<PlanRow | undefined> =>
  planRows(db).where('p.id', '=', planId).executeTakeFirst();

export async function insertPlan(db: Db, row: NewRow<'inspectionPlan'>): Promise<void> {
  await db.insertInto('inspectionPlan').values(row).execute();
}

/** False when somebody else changed the plan first. */
export async function updatePlan(
  db: Db,
  planId: string,
  version: number,
  change: RowUpdate<'inspectionPlan'>,
): Promise<boolean> {
  const updated = await db
    .updateTable('inspectionPlan')
    .set({ ...change, version: version + 1 })
    .where('id', '=', planId)
    .where('version', '=', version)
    .executeTakeFirst();
  return updated.numUpdatedRows === 1n;
}

export interface VisitFilter {
  readonly roundId?: string | undefined;
  readonly unitId?: string | undefined;
  readonly states?: readonly InspectionState[] | undefined;
  /** Only those with this person on the team. */
  readonly accountId?: string | undefined;
  readonly from?: Date | undefined;
  /** Exclusive. */
  readonly until?: Date | undefined;
  readonly after?: readonly [startsAt: string, id: string] | null;
  readonly limit: number;
}

const visitRows = (db: Db) =>
  db
    .selectFrom('inspectionVisit as v')
    .innerJoin('inspectionPlan as p', 'p.id', 'v.planId')
    .innerJoin('unit as u', 'u.id', 'v.unitId')
    .selectAll('v')
    .select(['u.name as unitName', 'p.title as planTitle', 'p.roundId'])
    .select([
      sql<number>`(select count(*)::int from inspection_check c
        where c.unit_id = v.unit_id and c.visit_id = v.id)`.as('checks'),
      sql<number>`(select count(*)::int from (select distinct on (check_id) answer from inspection_answer a
        where a.unit_id = v.unit_id and a.visit_id = v.id order by check_id, version desc) last
        where last.answer <> 'open')`.as('answered'),
      sql<number>`(select count(*)::int from inspection_finding f where f.unit_id = v.unit_id and f.visit_id = v.id
        and not coalesce((select withdrawn from inspection_finding_version s
          where s.unit_id = f.unit_id and s.finding_id = f.id order by version desc limit 1), true))`.as(
        'findings',
      ),
    ]);

/** Visits by time of arrival. */
export function listVisitRows(db: Db, filter: VisitFilter): Promise<VisitRow[]> {
  const { roundId, unitId, states, accountId, from, until, after, limit } = filter;
  let query = visitRows(db);
  if (roundId !== undefined) query = query.where('p.roundId', '=', roundId);
  if (unitId !== undefined) query = query.where('v.unitId', '=', unitId);
  if (states !== undefined) query = query.where('v.state', 'in', states);
  if (from !== undefined) query = query.where('v.startsAt', '>=', from);
  if (until !== undefined) query = query.where('v.startsAt', '<', until);
  if (accountId !== undefined)
    query = query.where(
      sql<boolean>`exists (select from inspection_team_member m
        where m.unit_id = v.unit_id and m.visit_id = v.id and m.account_id = ${accountId})`,
    );
  if (after)
    query = query.where(sql<boolean>`(v.starts_at, v.id) > (${after[0]}::timestamptz, ${after[1]}::uuid)`);
  return query.orderBy('v.startsAt').orderBy('v.id').limit(limit).execute();
}

/** `hold`: nobody else changes the visit, or writes of it, until the transaction ends. */
export async function findVisitRow(
  db: Db,
  { unitId, visitId }: VisitKey,
  hold = false,
): Promise<VisitRow | undefined> {
  if (hold)
    await db
      .selectFrom('inspectionVisit')
      .select('id')
      .where('unitId', '=', unitId)
      .where('id', '=', visitId)
      .forUpdate()
      .execute();
  return visitRows(db).where('v.unitId', '=', unitId).where('v.id', '=', visitId).executeTakeFirst();
}

export async function insertVisit(db: Db, row: NewRow<'inspectionVisit'>): Promise<void> {
  await db.insertInto('inspectionVisit').values(row).execute();
}

/** False when somebody else changed the visit first. */
export async function updateVisit(
  db: Db,
  { unitId, visitId }: VisitKey,
  version: number,
  change: RowUpdate<'inspectionVisit'>,
): Promise<boolean> {
  const updated = await db
    .updateTable('inspectionVisit')
    .set({ ...change, version: version + 1 })
    .where('unitId', '=', unitId)
    .where('id', '=', visitId)
    .where('version', '=', version)
    .executeTakeFirst();
  return updated.numUpdatedRows === 1n;
}

/** Teams of these visits, leader first. */
export async function listMembers(db: Db, visitIds: readonly string[]): Promise<MemberRow[]> {
  if (visitIds.length === 0) return [];
  return db
    .selectFrom('inspectionTeamMember as m')
    .innerJoin('account as a', 'a.id', 'm.accountId')
    .selectAll('m')
    .select('a.displayName')
    .where('m.visitId', '=', sql<string>`any(${sql.val([...visitIds])}::uuid[])`)
    .orderBy(sql`array_position(array['leader', 'secretary', 'member'], m.part)`)
    .orderBy('a.displayName')
    .orderBy('a.id')
    .execute();
}

export async function replaceTeam(
  db: Db,
  { unitId, visitId }: VisitKey,
  members: readonly Pick<MemberRow, 'accountId' | 'part' | 'capacity'>[],
): Promise<void> {
  await db
    .deleteFrom('inspectionTeamMember')
    .where('unitId', '=', unitId)
    .where('visitId', '=', visitId)
    .execute();
  const rows = members.map(({ accountId, part, capacity }) => ({
    ...{ unitId, visitId, accountId, part, capacity },
  }));
  await db.insertInto('inspectionTeamMember').values(rows).execute();
}

/** Other visits that somebody of the team has at the same time. */
export function overlapsOf(db: Db, { unitId, id, startsAt, endsAt }: VisitRow) {
  return db
    .selectFrom('inspectionTeamMember as mine')
    .innerJoin('inspectionTeamMember as theirs', 'theirs.accountId', 'mine.accountId')
    .innerJoin('inspectionVisit as v', (join) =>
      join.onRef('v.unitId', '=', 'theirs.unitId').onRef('v.id', '=', 'theirs.visitId'),
    )
    .innerJoin('unit as u', 'u.id', 'v.unitId')
    .innerJoin('account as a', 'a.id', 'mine.accountId')
    .select(['a.displayName', 'u.name as unitName', 'v.startsAt', 'v.endsAt'])
    .where('mine.unitId', '=', unitId)
    .where('mine.visitId', '=', id)
    .where('v.id', '<>', id)
    .where('v.state', '<>', 'cancelled')
    .where('v.startsAt', '<', endsAt)
    .where('v.endsAt', '>', startsAt)
    .orderBy('v.startsAt')
    .orderBy('a.displayName')
    .limit(50)
    .execute();
}

/** Roles whose people can be on a team. */
const INSPECTING = ['inspector', 'standing-body', 'lead-appraiser', 'appraiser'] as const;

export interface InspectorFilter {
  readonly q?: string | undefined;
  readonly ids?: readonly string[] | undefined;
  readonly after?: readonly [name: string, id: string] | null;
  readonly limit: number;
}

/** People who hold such a role now, by name. */
export async function listInspectorRows(db: Db, now: Date, { q, ids, after, limit }: InspectorFilter) {
  const { rows } = await sql<{
    id: string;
    displayName: string;
    unitId: string | null;
    unitName: string | null;
  }>`
    select a.id, a.display_name, a.unit_id, u.name as unit_name
    from account a left join unit u on u.id = a.unit_id
    where a.disabled_at is null
      and exists (select from role_grant g where g.account_id = a.id and g.role = any(${sql.val([...INSPECTING])}::text[])
        and g.starts_at <= ${now} and (g.ends_at is null or g.ends_at > ${now}))
      and ${ids === undefined ? sql`true` : sql`a.id = any(${sql.val([...ids])}::uuid[])`}
      and ${q === undefined ? sql`true` : sql`${foldedColumn('a.display_name')} like ${containsPattern(q)}`}
      and ${after ? sql`(a.display_name, a.id) > (${after[0]}, ${after[1]}::uuid)` : sql`true`}
    order by a.display_name, a.id limit ${limit}`.execute(db);
  return rows;
}
