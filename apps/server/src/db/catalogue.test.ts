import { readFileSync } from 'node:fs';
import { type Kysely, sql } from 'kysely';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { Database } from './schema.ts';
import { tablesByUnit } from './distribute-tables.ts';
import { createTestDatabase, type TestDatabase } from './testing/test-database.ts';

/** Tables that grow with units × items: they must be distributable by unit, so all their keys carry it. */
const largeTables = [
  'appraiser_assignment',
  'card_event',
  'counter_act',
  'counter_dossier',
  'dossier',
  'dossier_day',
  'dossier_event',
  'dossier_half',
  'dossier_hours',
  'dossier_procedure_half',
  'inspection_answer',
  'inspection_check',
  'inspection_finding',
  'inspection_finding_version',
  'inspection_operation',
  'interest_conflict',
  'item_appraisal',
  'item_assignment',
  'item_entry',
  'item_mark',
  'receipt',
  'receipt_log_entry',
  'receipt_to_log',
  'remediation_event',
  'remediation_figure',
  'remediation_task',
  'remediation_task_event',
  'second_reading',
  'second_reading_pair',
  'submission',
  'survey_answer',
  'survey_answer_received',
  'survey_code',
  'survey_figure',
  'survey_target',
];

/** Tables as `Database` names them, each with whether its rows are final there. */
const declared = [
  ...readFileSync(new URL('./schema.ts', import.meta.url), 'utf8')
    .split('export interface Database {')[1]!
    .matchAll(/^ {2}(\w+): (AppendOnly<)?\w+Table>?;$/gm),
].map(([, name = '', final]) => ({
  name: name.replace(/[A-Z]/g, (letter) => `_${letter.toLowerCase()}`),
  final: final !== undefined,
}));

/** Tables whose rows are never changed or removed. */
const appendOnlyTables = declared.flatMap(({ name, final }) => (final ? [name] : [])).sort();

/** The migrator's own book-keeping, made by its library. */
const notOurs = sql`relname not like 'schema\_migration%'`;
const ourTables = sql`relkind in ('r', 'p') and relnamespace = 'public'::regnamespace and ${notOurs}`;

let database: TestDatabase;
let owner: Kysely<Database>;

beforeAll(async () => {
  database = await createTestDatabase();
  owner = database.owner;
});

afterAll(() => database.close());

async function names(query: ReturnType<typeof sql<{ name: string }>>): Promise<readonly string[]> {
  return (await query.execute(owner)).rows.map(({ name }) => name).sort();
}

/** SQLSTATE that the statement fails with as the application; undefined when it succeeds. */
async function refusal(statement: string): Promise<string | undefined> {
  try {
    await sql.raw(statement).execute(database.db);
    return undefined;
  } catch (error) {
    return (error as { readonly code?: string }).code;
  }
}

const insufficientPrivilege = '42501';

describe('the catalogue', () => {
  it('has the tables that the application knows', async () => {
    const tables = await names(sql`select relname as name from pg_class where ${ourTables}`);
    expect(tables).toEqual(declared.map(({ name }) => name).sort());
    expect(tables).toEqual(
      expect.arrayContaining([...largeTables, 'audit_event', 'publication', 'log_entry']),
    );
  });

  it('says of every table and every column what it is', async () => {
    const silent = await names(sql`
      select relname || coalesce('.' || attname, '') as name
      from pg_class
      cross join lateral (
        select 0 as number, null as attname
        union all
        select attnum, attname from pg_attribute where attrelid = pg_class.oid and attnum > 0 and not attisdropped
      ) as part
      where ${ourTables} and coalesce(btrim(
        case when number = 0 then obj_description(pg_class.oid) else col_description(pg_class.oid, number) end
      ), '') = ''`);
    expect(silent).toEqual([]);
  });

  it('carries unit_id in the primary key and every unique index of large tables', async () => {
    const indexes = await sql<{ table: string; primary: boolean; columns: string[] }>`
      select indrelid::regclass::text as table, indisprimary as primary,
             array(select attname::text from pg_attribute where attrelid = indrelid and attnum = any (indkey)) as columns
      from pg_index where indisunique and indrelid::regclass::text = any (${largeTables})`.execute(owner);
    expect(indexes.rows.filter(({ primary }) => primary)).toHaveLength(largeTables.length);
    for (const { table, columns } of indexes.rows) expect(columns, table).toContain('unit_id');
  });

  it('carries unit_id in every foreign key of large tables', async () => {
    const keys = await sql<{ name: string; columns: string[] }>`
      select conname as name,
             array(select attname::text from pg_attribute where attrelid = conrelid and attnum = any (conkey)) as columns
      from pg_constraint where contype = 'f' and conrelid::regclass::text = any (${largeTables})`.execute(
      owner,
    );
    expect(keys.rows).not.toHaveLength(0);
    for (const { name, columns } of keys.rows) expect(columns, name).toContain('unit_id');
  });

  it('names among the tables by unit every one that grows with dossiers', async () => {
    // Totals of systems that give nothing else: a row a unit and period, joined with the names of units and sources.
    const local = ['dossier_total'];
    const grown = await names(sql`
      select relname as name from pg_class
      where ${ourTables} and (relname = 'dossier' or relname like 'dossier\_%' or relname like 'counter\_%')
        and exists (select from pg_attribute where attrelid = pg_class.oid and attname = 'unit_id')`);
    expect(grown).toEqual([...tablesByUnit, ...local].sort());
    expect(largeTables).toEqual(expect.arrayContaining([...tablesByUnit]));
  });

  it('lets foreign keys of tables by unit name only such tables, unit by unit, and none from outside name them', async () => {
    const order: readonly string[] = tablesByUnit;
    const { rows } = await sql<{ name: string; from: string; to: string; pairs: string[] }>`
      select conname as name, conrelid::regclass::text as from, confrelid::regclass::text as to,
        array(select own.attname || '=' || named.attname
          from unnest(conkey, confkey) as key (own, named)
          join pg_attribute own on own.attrelid = conrelid and own.attnum = key.own
          join pg_attribute named on named.attrelid = confrelid and named.attnum = key.named) as pairs
      from pg_constraint where contype = 'f' and (conrelid::regclass::text = any (${[...tablesByUnit]})
        or confrelid::regclass::text = any (${[...tablesByUnit]}))`.execute(owner);
    expect(rows).not.toHaveLength(0);
    for (const { name, from, to, pairs } of rows) {
      expect(order, name).toEqual(expect.arrayContaining([from, to]));
      expect(pairs, name).toContain('unit_id=unit_id');
      // A key to a table that is distributed after its own could not be made.
      expect(order.indexOf(to), name).toBeLessThan(order.indexOf(from));
    }
  });

  it('keys tables by unit with uuids that are never empty, and excludes nothing over units', async () => {
    const { rows } = await sql<{ table: string }>`
      select attrelid::regclass::text as table from pg_attribute
      where attrelid::regclass::text = any (${[...tablesByUnit]}) and attname = 'unit_id' and attnotnull
        and atttypid = 'uuid'::regtype order by 1`.execute(owner);
    expect(rows.map(({ table }) => table)).toEqual(tablesByUnit.toSorted());
    expect(await names(sql`select conname as name from pg_constraint where contype = 'x'`)).toEqual([]);
  });

  it('has no triggers of ours and no rules', async () => {
    expect(await names(sql`select tgname as name from pg_trigger where not tgisinternal`)).toEqual([]);
    expect(await names(sql`select rulename as name from pg_rules where schemaname = 'public'`)).toEqual([]);
  });

  it('makes no ids that would have to be unique over all units', async () => {
    const generated = await names(sql`
      select relname || '.' || attname as name from pg_attribute join pg_class on pg_class.oid = attrelid
      where ${ourTables} and attnum > 0 and (attidentity <> '' or atthasdef) and attname = 'id'`);
    expect(generated).toEqual([]);
  });

  it('keeps time with its zone and never as text', async () => {
    const wrong = await names(sql`
      select table_name || '.' || column_name as name from information_schema.columns
      where table_schema = 'public' and table_name not like 'schema\_migration%' and (
        data_type = 'timestamp without time zone' or data_type like 'character%' or data_type in ('real', 'double precision')
        or (column_name like '%\_at' and data_type <> 'timestamp with time zone')
        or (column_name like '%\_date' and data_type <> 'date'))`);
    expect(wrong).toEqual([]);
  });
});

describe('the application role', () => {
  it('is no superuser, owns nothing and belongs to no other role', async () => {
    const role = await sql<{ rolsuper: boolean; owned: number; memberships: number }>`
      select rolsuper or rolcreatedb or rolcreaterole or rolreplication or rolbypassrls as rolsuper,
             (select count(*) from pg_class where relowner = pg_roles.oid)::int as owned,
             (select count(*) from pg_auth_members where member = pg_roles.oid)::int as memberships
      from pg_roles where rolname = 'parix_app'`.execute(owner);
    expect(role.rows).toEqual([{ rolsuper: false, owned: 0, memberships: 0 }]);
  });

  it.each([
    'create table anything (id int)',
    'create temporary table anything (id int)',
    'create schema anything',
    'alter table unit add column anything int',
    'drop table block_unit',
    'truncate session',
    'create role anything',
    'select * from pg_authid',
    'select * from schema_migration',
  ])('may not: %s', async (statement) => {
    expect(await refusal(statement)).toBe(insufficientPrivilege);
  });

  it('may insert and select, and nothing else, exactly where rows are final', async () => {
    const granted = await sql<{ name: string; rights: string[] }>`
      select relname as name, array(
        select distinct privilege_type from aclexplode(relacl) where grantee = 'parix_app'::regrole order by 1
      ) as rights from pg_class where ${ourTables} order by 1`.execute(owner);
    const withoutChange = granted.rows.filter(({ rights }) => rights.join() === 'INSERT,SELECT');
    // A table of which some columns may change is declared as one that changes.
    const { rows: partly } = await sql<{ name: string }>`
      select distinct attrelid::regclass::text as name from pg_attribute where attacl is not null`.execute(
      owner,
    );
    const final = withoutChange
      .map(({ name }) => name)
      .filter((name) => !partly.some((table) => table.name === name));
    expect(final.sort()).toEqual(appendOnlyTables);
    const columnGrants = await names(sql`
      select distinct attrelid::regclass::text as name from pg_attribute where attacl is not null
        and attrelid in (select oid from pg_class where ${ourTables})`);
    expect(columnGrants.filter((table) => appendOnlyTables.includes(table))).toEqual([]);
  });

  describe.each(appendOnlyTables)('%s', (table) => {
    it('refuses update, delete, truncate and row locks', async () => {
      const [column] = await names(sql`
        select attname as name from pg_attribute where attrelid = ${table}::regclass and attnum = 1`);
      expect(await refusal(`select * from ${table}`)).toBeUndefined();
      expect(await refusal(`update ${table} set ${column} = ${column}`)).toBe(insufficientPrivilege);
      expect(await refusal(`delete from ${table}`)).toBe(insufficientPrivilege);
      expect(await refusal(`truncate ${table}`)).toBe(insufficientPrivilege);
      expect(await refusal(`select * from ${table} for update`)).toBe(insufficientPrivilege);
    });
  });
});
