import { type Kysely, sql } from 'kysely';

/**
 * Tables that grow with every dossier, in the order in which they are distributed: a table comes after the one that
 * its foreign key names. All are distributed by unit_id in one group, so that what belongs to a unit stands on one node,
 * is joined there and read of one instant. Every other table stays on the coordinator: small ones are carried to the
 * nodes by the queries that join them, and writing them asks no node.
 */
export const tablesByUnit = [
  'dossier_event',
  'dossier',
  'dossier_day',
  'dossier_half',
  'dossier_procedure_half',
  'dossier_hours',
  'counter_dossier',
  'counter_act',
] as const;

type TableByUnit = (typeof tablesByUnit)[number];

interface Distribution {
  readonly table: TableByUnit;
  /** A table of the group it joins; 'none': it begins the group. */
  readonly colocateWith: TableByUnit | 'none';
}

/** What is still to be distributed, in order. A table that a later release adds joins the group that is there. */
export function planDistribution(distributed: ReadonlySet<string>): readonly Distribution[] {
  const first = tablesByUnit.find((table) => distributed.has(table)) ?? tablesByUnit[0];
  return tablesByUnit
    .filter((table) => !distributed.has(table))
    .map((table) => ({ table, colocateWith: table === first ? 'none' : first }));
}

/**
 * Distributes the tables over the nodes where the database has the extension Citus; without it nothing is done. For the
 * owner, after every migration; safe to repeat and to run from several processes at once. Rows that are there already
 * move along.
 * @returns tables that were distributed now.
 */
export async function distributeTables<DB>(db: Kysely<DB>): Promise<readonly string[]> {
  if (!(await hasCitus(db))) return [];
  return db.transaction().execute(async (tx) => {
    await sql`select pg_advisory_xact_lock(hashtext('parix.distribute-tables'))`.execute(tx);
    // All of them in one transaction, or none: shards of tables with foreign keys are then made one by one.
    await sql`set local citus.multi_shard_modify_mode to 'sequential'`.execute(tx);
    const plan = planDistribution(await distributedTables(tx));
    for (const each of plan) await distribute(tx, each);
    for (const { table } of plan) await removeHidden(tx, table);
    return plan.map(({ table }) => table);
  });
}

async function hasCitus<DB>(db: Kysely<DB>): Promise<boolean> {
  const { rows } = await sql`select from pg_extension where extname = 'citus'`.execute(db);
  return rows.length > 0;
}

async function distributedTables<DB>(db: Kysely<DB>): Promise<ReadonlySet<string>> {
  const { rows } = await sql<{ name: string }>`
    select c.relname as name from pg_dist_partition p join pg_class c on c.oid = p.logicalrelid
    where c.relnamespace = 'public'::regnamespace and p.partmethod = 'h'`.execute(db);
  return new Set(rows.map(({ name }) => name));
}

async function distribute<DB>(db: Kysely<DB>, { table, colocateWith }: Distribution): Promise<void> {
  await sql`select create_distributed_table(${table}::regclass, 'unit_id', colocate_with := ${colocateWith})`.execute(
    db,
  );
}

/** The rows were copied to the nodes; those that stood here are hidden and take room for nothing. */
async function removeHidden<DB>(db: Kysely<DB>, table: TableByUnit): Promise<void> {
  await sql`select truncate_local_data_after_distributing_table(${table}::regclass)`.execute(db);
}
