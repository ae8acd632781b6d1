import { type Kysely, sql } from 'kysely';
import type { Database } from '../../apps/server/src/db/schema.ts';

type Owner = Kysely<Database>;

export const ROUND = 'thong-bao';
const ROLES = ['focal-point', 'contributor', 'unit-leader'] as const;

/**
 * A round that closes in a day, with so many units and three people in each, all with an address; each card has the
 * first items of the demo declared, every tenth all of them, every twentieth is submitted.
 */
export async function seedRound(owner: Owner, units: number, closesAt: Date): Promise<void> {
  await sql`
    insert into unit (id, code, name, kind, valid_from)
    select gen_random_uuid(), 'TB-' || n, 'Đơn vị nhận thông báo ' || n || ' (mẫu)', 'department', '2015-01-01'
    from generate_series(1, ${units}::int) n`.execute(owner);
  await sql`
    insert into round (id, title, index_year, set_version_id, block_id, state, self_scoring_opens_at, self_scoring_closes_at)
    select ${ROUND}, 'Thông báo thử tải (mẫu)', index_year, set_version_id, block_id, 'self-scoring',
      ${closesAt}::timestamptz - interval '20 days', ${closesAt}
    from round where id = 'demo-2022'`.execute(owner);
  await sql`
    insert into round_unit (round_id, unit_id, unit_name, unit_kind)
    select ${ROUND}, id, name, kind from unit where code like 'TB-%'`.execute(owner);
  await sql`
    insert into account (id, username, display_name, password_hash, unit_id, email)
    select gen_random_uuid(), r.role || '.' || lower(u.code), 'Người ' || r.role || ' ' || u.code, 'none', u.id,
      r.role || '.' || lower(u.code) || '@thu-tai.example.vn'
    from unit u cross join unnest(${[...ROLES]}::text[]) r (role) where u.code like 'TB-%'`.execute(owner);
  await sql`
    insert into role_grant (account_id, id, role, starts_at, granted_at)
    select id, gen_random_uuid(), split_part(username, '.', 1), now() - interval '1 day', now() - interval '1 day'
    from account where username like '%.tb-%'`.execute(owner);
  await sql`
    insert into item_entry (unit_id, round_id, item_id, version, figures, evidence, origin, recorded_at)
    select u.id, ${ROUND}, e.item_id, 1, e.figures, '[]', 'imported', ${closesAt}::timestamptz - interval '3 days'
    from (select *, row_number() over (order by item_id) as place from item_entry
      where round_id = 'demo-2022' and unit_id = (select id from unit where code = 'MAU-S01')) e
    cross join unit u
    where u.code like 'TB-%' and (e.place <= 20 or substr(u.code, 4)::int % 10 = 0)`.execute(owner);
  await sql`
    insert into card_event (unit_id, round_id, sequence, kind, at)
    select id, ${ROUND}, 1, 'approved', now() - interval '1 hour' from unit
    where code like 'TB-%' and substr(code, 4)::int % 20 = 0`.execute(owner);
  await sql`vacuum analyze`.execute(owner);
}

/** Everybody's dates are moved, as by a decision for the whole round, and known since yesterday. */
export async function extendAll(owner: Owner, closesAt: Date): Promise<void> {
  await sql`
    insert into card_event (unit_id, round_id, sequence, kind, at, reason, closes_at)
    select id, ${ROUND}, 2, 'extended', now() - interval '2 days', 'thử tải', ${closesAt} from unit
    where code like 'TB-%' and substr(code, 4)::int % 20 <> 0`.execute(owner);
}
