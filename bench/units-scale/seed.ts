import { type Kysely, sql } from 'kysely';
import type { Database } from '../../apps/server/src/db/schema.ts';

type Db = Kysely<Database>;

/** Syllables of the made-up names; every name ends with "(mẫu)" and every code begins with TAI-. */
const WORDS =
  'An,Bình,Đông,Hòa,Tân,Phú,Vĩnh,Long,Thạnh,Đắk,Ea,Krông,Búk,Lộc,Sơn,Hải,Thủy,Châu,Mỹ,Xuân,Quảng,Nghĩa,Hưng,Yên,Lâm,Giang,Khánh,Ngọc,Thanh,Trường,Kiên,Đức,Trà,Ô,Hà,Bắc,Nam,Tây,Thượng,Hạ';
const name = (kind: string, n: string): ReturnType<typeof sql> =>
  sql.raw(
    `'${kind} ' || w[1 + (${n} * 7) % 40] || ' ' || w[1 + (${n} * 13 + ${n} / 40) % 40] || ' ' || ${n} || ' (mẫu)'`,
  );
const words = sql.raw(`(select string_to_array('${WORDS}', ',') as w) words`);

export const SIZES = {
  provinces: 34,
  departments: 680,
  communes: 3_321,
  schools: 5_000,
  bodies: 33_210,
  /** So that 100 000 units stand today. */
  divisions: 57_755,
  oldDistricts: 696,
  oldCommunes: 10_035,
} as const;
const REFORM = '2025-07-01';

/**
 * A nation made up: 34 provinces with departments and communes, bodies under the communes, divisions under the bodies,
 * one department with 5 000 schools directly below it; 10 035 communes and 696 districts ended with the reform, each
 * commune of today made of about three. One division in twenty was renamed once.
 */
export async function seedUnits(db: Db): Promise<void> {
  await sql`create temporary table made (code text primary key, name text, kind text, parent text, starts date, ends date)`.execute(
    db,
  );
  await tier(db, 'TAI-T', 'Tỉnh', 'province', SIZES.provinces, sql`null`, '2000-01-01');
  await tier(
    db,
    'TAI-S',
    'Sở',
    'department',
    SIZES.departments,
    under('TAI-T', SIZES.provinces),
    '2000-01-01',
  );
  await tier(db, 'TAI-X', 'Xã', 'commune', SIZES.communes, under('TAI-T', SIZES.provinces), REFORM);
  await tier(db, 'TAI-L', 'Trường', 'department', SIZES.schools, sql`'TAI-S1'`, '2000-01-01');
  await tier(db, 'TAI-C', 'Cơ quan', 'department', SIZES.bodies, under('TAI-X', SIZES.communes), REFORM);
  await tier(db, 'TAI-D', 'Phòng', 'department', SIZES.divisions, under('TAI-C', SIZES.bodies), REFORM);
  await tier(
    db,
    'TAI-H',
    'Huyện',
    'district',
    SIZES.oldDistricts,
    under('TAI-T', SIZES.provinces),
    '2000-01-01',
    REFORM,
  );
  await tier(
    db,
    'TAI-CU',
    'Xã cũ',
    'commune',
    SIZES.oldCommunes,
    under('TAI-H', SIZES.oldDistricts),
    '2000-01-01',
    REFORM,
  );
  await sql`
    insert into unit (id, code, name, kind, valid_from, valid_to)
    select gen_random_uuid(), code, name, kind, starts, ends from made`.execute(db);
  await sql`
    insert into unit_period (unit_id, valid_from, name, kind, parent_id, ends_on)
    select u.id, m.starts, m.name, m.kind, parent.id, m.ends
    from made m join unit u on u.code = m.code left join unit parent on parent.code = m.parent`.execute(db);
  await seedChanges(db);
  await finish(db);
}

const under = (prefix: string, count: number) => sql.raw(`'${prefix}' || (1 + (n - 1) % ${count})`);

async function tier(
  db: Db,
  prefix: string,
  word: string,
  kind: string,
  count: number,
  parent: ReturnType<typeof sql>,
  starts: string,
  ends: string | null = null,
): Promise<void> {
  await sql`
    insert into made
    select ${prefix} || n, ${name(word, 'n')}, ${kind}, ${parent}, ${starts}::date, ${ends}::date
    from generate_series(1, ${count}::int) n, ${words}`.execute(db);
}

/** One merger for each commune of today, one renaming for a twentieth of the divisions. */
async function seedChanges(db: Db): Promise<void> {
  await sql`
    create temporary table merger as
      select gen_random_uuid() as change, u.id as successor, substr(u.code, 6)::int as n
      from unit u where u.code like 'TAI-X%'`.execute(db);
  await sql`
    insert into unit_change (id, kind, effective_on, decision_number, decision_date, recorded_at)
    select change, 'merge', ${REFORM}::date, n || '/NQ-MẪU', '2025-06-12', now() from merger`.execute(db);
  await sql`
    insert into unit_succession (predecessor_id, successor_id, change_id, effective_on, share)
    select u.id, m.successor, m.change, ${REFORM}::date, 1
    from unit u join merger m on m.n = 1 + (substr(u.code, 7)::int - 1) % ${SIZES.communes}::int
    where u.code like 'TAI-CU%'`.execute(db);
  await sql`
    with renaming as (
      insert into unit_change (id, kind, effective_on, decision_number, decision_date, recorded_at)
      values (gen_random_uuid(), 'rename', '2025-10-01', '99/QĐ-MẪU', '2025-09-15', now()) returning id
    ), renamed as (
      select u.id as unit_id, p.name, p.kind, p.parent_id from unit u join unit_period p on p.unit_id = u.id
      where u.code ~ '^TAI-D.*0[05]$'
    ), closed as (
      update unit_period set replaced_on = '2025-10-01', ends_on = '2025-10-01' from renamed where renamed.unit_id = unit_period.unit_id
    )
    select 1`.execute(db);
  await sql`
    insert into unit_period (unit_id, valid_from, name, kind, parent_id, named_by, is_first)
    select p.unit_id, '2025-10-01', 'Ban ' || substr(p.name, 7), p.kind, p.parent_id, c.id, false
    from unit_period p, unit_change c where p.replaced_on is not null and c.kind = 'rename'`.execute(db);
}

/** What the application keeps beside the periods. */
async function finish(db: Db): Promise<void> {
  await sql`
    update unit u set name = latest.name, parent_id = latest.parent_id
    from unit_period latest where latest.unit_id = u.id and latest.replaced_on is null`.execute(db);
  await sql`
    update unit_period p
    set search_text = replace(regexp_replace(lower(normalize(u.code || E'\n' || names.all_names, NFD)), '[\u0300-\u036f]', '', 'g'), 'đ', 'd')
    from unit u, (select unit_id, string_agg(distinct name collate "C", E'\n') as all_names from unit_period group by 1) names
    where u.id = p.unit_id and names.unit_id = p.unit_id and u.code like 'TAI-%'`.execute(db);
}

export const ROUNDS = 12;

/**
 * Twelve years of rounds over the 680 departments and 320 of the schools, each card with every item declared and
 * judged: the figures are those of the demo, over and over.
 */
export async function seedRounds(db: Db): Promise<void> {
  await sql`insert into block (id, name) values ('tai', 'Khối thử tải (mẫu)')`.execute(db);
  await sql`
    insert into block_unit select 'tai', id from unit where code like 'TAI-S%' or code ~ '^TAI-L([1-9]|[1-9][0-9]|[12][0-9][0-9]|3[01][0-9]|320)$'`.execute(
    db,
  );
  await sql`
    insert into round (id, title, index_year, set_version_id, block_id, state)
    select 'tai-' || year, 'Thử tải năm ' || year || ' (mẫu)', year, set_version_id, 'tai', 'appraisal'
    from round, generate_series(2014, ${2014 + ROUNDS - 1}::int) year where id = 'demo-2021'`.execute(db);
  await sql`
    insert into round_unit (round_id, unit_id, unit_name, unit_kind)
    select r.id, u.id, u.name, 'department' from round r, block_unit b join unit u on u.id = b.unit_id
    where r.block_id = 'tai' and b.block_id = 'tai'`.execute(db);
  await sql`
    insert into item_entry (unit_id, round_id, item_id, version, figures, explanation, evidence, origin, recorded_at)
    select ru.unit_id, ru.round_id, e.item_id, 1, e.figures, 'Giải trình (mẫu)', '[]', 'imported', now() - interval '2 days'
    from round_unit ru join round r on r.id = ru.round_id and r.block_id = 'tai'
    join item_entry e on e.round_id = 'demo-2021' and e.unit_id = (select id from unit where code = 'MAU-S01')`.execute(
    db,
  );
  await sql`
    insert into item_appraisal (unit_id, round_id, item_id, version, decision, recorded_at)
    select unit_id, round_id, item_id, 1, 'accept', now() - interval '1 day' from item_entry where round_id like 'tai-%'`.execute(
    db,
  );
}
