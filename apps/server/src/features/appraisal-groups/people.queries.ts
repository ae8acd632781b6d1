import { AREA_ROLES, type Role } from '@parix/workflow';
import { sql } from 'kysely';
import type { Db } from '../../platform/context.ts';
import { refuse } from '../../platform/refusal.ts';
import { containsPattern, foldedColumn } from '../../platform/search-text.ts';

/** Roles whose people can be in a group. */
const ROLES_OF_APPRAISAL = [...AREA_ROLES, 'council', 'standing-body', 'inspector', 'approver'] as const;

export interface AppraiserRow {
  readonly id: string;
  readonly displayName: string;
  readonly roles: readonly Role[];
  readonly areas: readonly string[];
  readonly unitId: string | null;
  readonly unitName: string | null;
}

export interface AppraiserFilter {
  readonly ids?: readonly string[] | undefined;
  readonly q?: string | undefined;
  /** Only those who appraise this area. */
  readonly area?: string | undefined;
  readonly after?: readonly [name: string, id: string] | null;
  readonly limit?: number;
}

/** People who hold a role of the appraisal now, by name. */
export async function listAppraiserRows(
  db: Db,
  now: Date,
  filter: AppraiserFilter = {},
): Promise<readonly AppraiserRow[]> {
  const { ids, q, area, after, limit } = filter;
  const roles = area === undefined ? ROLES_OF_APPRAISAL : AREA_ROLES;
  const { rows } = await sql<AppraiserRow>`
    select a.id, a.display_name, a.areas, a.unit_id, u.name as unit_name, array_agg(distinct g.role) as roles
    from account a
    join role_grant g on g.account_id = a.id and g.role = any(${sql.val([...roles])}::text[])
      and g.starts_at <= ${now} and (g.ends_at is null or g.ends_at > ${now})
    left join unit u on u.id = a.unit_id
    where a.disabled_at is null
      and ${ids === undefined ? sql`true` : sql`a.id = any(${sql.val([...ids])}::uuid[])`}
      and ${q === undefined ? sql`true` : sql`${foldedColumn('a.display_name')} like ${containsPattern(q)}`}
      and ${area === undefined ? sql`true` : sql`(a.areas = '{}' or ${area} = any(a.areas))`}
      and ${after ? sql`(a.display_name, a.id) > (${after[0]}, ${after[1]}::uuid)` : sql`true`}
    group by a.id, u.name
    order by a.display_name, a.id
    ${limit === undefined ? sql`` : sql`limit ${limit}`}`.execute(db);
  return rows;
}

/** Refuses unless each of them holds a role of the appraisal now. */
export async function requireAppraisers(
  db: Db,
  now: Date,
  ids: readonly string[],
  area?: string,
): Promise<readonly AppraiserRow[]> {
  const wanted = [...new Set(ids)];
  const rows = await listAppraiserRows(db, now, { ids: wanted, area });
  return rows.length === wanted.length ? rows : refuse('not-found');
}
