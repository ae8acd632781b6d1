import type pg from 'pg';

/** The queue's own book-keeping, which preparing a server makes anew. */
const MADE_ANEW = ['version', 'queue', 'schedule', 'subscription'];

/**
 * Every table whose rows move, as `schema.name`; a partitioned one by its root. Unlogged ones stay behind: what they hold
 * is forgotten by a crash too.
 */
export async function listTables(client: pg.Client): Promise<readonly string[]> {
  const { rows } = await client.query<{ name: string }>(
    `select format('%I.%I', nspname, relname) as name
     from pg_class join pg_namespace on pg_namespace.oid = relnamespace
     where nspname in ('public', 'pgboss') and relkind in ('r', 'p') and not relispartition and relpersistence = 'p'
       and relname not like 'schema\\_migration%' and not (nspname = 'pgboss' and relname = any ($1))
       and not exists (select from pg_depend where objid = pg_class.oid and deptype = 'e')
     order by 1`,
    [MADE_ANEW],
  );
  return rows.map(({ name }) => name);
}

/** Migrations that were applied, in their order: both servers must have the same tables. */
export async function listMigrations(client: pg.Client): Promise<readonly string[]> {
  const { rows } = await client.query<{ name: string }>('select name from schema_migration order by name');
  return rows.map(({ name }) => name);
}

export interface TableContent {
  readonly rows: number;
  /** Of all rows in any order: the sum of a 64-bit hash of each row's text. */
  readonly checksum: string;
}

/** Values must read the same on every server before their text is compared. */
const SAME_TEXT = `set timezone = 'UTC'; set datestyle = 'ISO, YMD'; set intervalstyle = 'postgres';
  set bytea_output = 'hex'; set extra_float_digits = 1`;

export async function readContent(client: pg.Client, table: string): Promise<TableContent> {
  await client.query(SAME_TEXT);
  const { rows } = await client.query<{ rows: string; checksum: string }>(
    `select count(*) as rows, coalesce(sum(hashtextextended(each::text, 0)), 0) as checksum from ${table} as each`,
  );
  return { rows: Number(rows[0]?.rows), checksum: rows[0]?.checksum ?? '' };
}

/** Replication carries rows, not what a sequence would give next. */
export async function copySequences(source: pg.Client, target: pg.Client): Promise<void> {
  const { rows } = await source.query<{ name: string; last: string | null }>(
    `select format('%I.%I', schemaname, sequencename) as name, last_value as last
     from pg_sequences where schemaname in ('public', 'pgboss')`,
  );
  for (const { name, last } of rows)
    if (last !== null) await target.query('select setval($1::regclass, $2)', [name, last]);
}
