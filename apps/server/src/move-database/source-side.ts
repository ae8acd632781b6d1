import { randomBytes } from 'node:crypto';
import pg from 'pg';
import { MOVER } from '../platform/postgres/network-settings.ts';
import { listTables } from './moved-tables.ts';

/** Name of publication, slot and subscription. */
export const MOVE = 'parix_move';

/** What the embedded server keeps for the other one. */
export interface SourceState {
  /** The other server can fetch from it. */
  readonly isOpen: boolean;
  /** Undefined: there is no slot, so nothing is kept. */
  readonly slot: SourceSlot | undefined;
}
export interface SourceSlot {
  readonly active: boolean;
  /** True when it fell too far behind and changes were thrown away: the copy can no longer become whole. */
  readonly lost: boolean;
  /** Bytes of changes that the other server has not confirmed. */
  readonly behind: number;
}

export async function readSource(source: pg.Client): Promise<SourceState> {
  const { rows } = await source.query<SourceSlot>(
    `select active, coalesce(wal_status = 'lost', false) as lost,
            coalesce(pg_wal_lsn_diff(pg_current_wal_lsn(), confirmed_flush_lsn), 0)::float8 as behind
     from pg_replication_slots where slot_name = $1`,
    [MOVE],
  );
  const open = await source.query<{ open: boolean }>(
    `select current_setting('wal_level') = 'logical' and current_setting('listen_addresses') <> '' as open`,
  );
  return { isOpen: open.rows[0]?.open === true, slot: rows[0] };
}

/** Offers the rows of every table from now on; safe to repeat. @returns the password of the role that fetches them */
export async function offer(source: pg.Client): Promise<string> {
  const tables = (await listTables(source)).join(', ');
  const password = randomBytes(24).toString('hex');
  const has = async (query: string): Promise<boolean> =>
    ((await source.query(query, [MOVE])).rowCount ?? 0) > 0;
  await inTransaction(source, async () => {
    const { rowCount } = await source.query('select from pg_roles where rolname = $1', [MOVER]);
    if (rowCount === 0) await source.query(`create role ${MOVER} login replication`);
    await source.query(`alter role ${MOVER} login password ${pg.escapeLiteral(password)}`);
    await source.query(`grant connect on database ${pg.escapeIdentifier(source.database ?? '')} to ${MOVER}`);
    await source.query(`grant usage on schema public, pgboss to ${MOVER}`);
    await source.query(`grant select on all tables in schema public, pgboss to ${MOVER}`);
    if (!(await has('select from pg_publication where pubname = $1')))
      await source.query(
        `create publication ${MOVE} for table ${tables} with (publish_via_partition_root = true)`,
      );
  });
  // A slot is no part of a transaction; one that nobody fetches from holds changes, which is what it is for.
  if (!(await has('select from pg_replication_slots where slot_name = $1')))
    await source.query(`select pg_create_logical_replication_slot($1, 'pgoutput')`, [MOVE]);
  return password;
}

/** Ends the offer: nobody can fetch any more, and no changes are kept. Safe to repeat. */
export async function withdraw(source: pg.Client): Promise<void> {
  const { rowCount } = await source.query('select from pg_roles where rolname = $1', [MOVER]);
  if (rowCount !== 0) await source.query(`alter role ${MOVER} nologin`);
  await source.query(`drop publication if exists ${MOVE}`);
  for (let tries = 0; (await dropSlots(source)) > 0 && tries < 50; tries += 1)
    await source.query('select pg_sleep(0.1)');
  if (rowCount === 0) return;
  await source.query(`drop owned by ${MOVER}`);
  await source.query(`drop role ${MOVER}`);
}

/** Those of the copying of single tables too. @returns how many are still in use */
async function dropSlots(source: pg.Client): Promise<number> {
  const ours = `from pg_replication_slots
    where database = current_database() and (slot_name = '${MOVE}' or slot_name ~ '^pg_\\d+_sync_\\d+_\\d+$')`;
  await source.query(`select pg_terminate_backend(active_pid) ${ours} and active_pid is not null`);
  await source.query(`select pg_drop_replication_slot(slot_name) ${ours} and active_pid is null`);
  return (await source.query(`select slot_name ${ours}`)).rowCount ?? 0;
}

export async function inTransaction(client: pg.Client, work: () => Promise<void>): Promise<void> {
  await client.query('begin');
  try {
    await work();
    await client.query('commit');
  } catch (error) {
    await client.query('rollback').catch(() => undefined);
    throw error;
  }
}
