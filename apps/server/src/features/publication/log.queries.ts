import type { NodePlace, StoredNode } from '@parix/publication';
import { sql, type Transaction } from 'kysely';
import type { Database } from '../../db/schema.ts';
import type { Db } from '../../platform/context.ts';

const LOG_LOCK = sql`hashtext('parix.publication-log')`;

/** One appender at a time, until the transaction ends: log indices have no gaps. */
export async function lockLog(tx: Transaction<Database>): Promise<void> {
  await sql`select pg_advisory_xact_lock(${LOG_LOCK})`.execute(tx);
}

/** False when somebody else is appending: a publication may take minutes, and nobody need wait for it. */
export async function tryLockLog(tx: Transaction<Database>): Promise<boolean> {
  const { rows } = await sql<{ locked: boolean }>`
    select pg_try_advisory_xact_lock(${LOG_LOCK}) as locked`.execute(tx);
  return rows[0]?.locked === true;
}

export async function logEntries(db: Db): Promise<readonly Uint8Array[]> {
  const rows = await db.selectFrom('logEntry').select('entry').orderBy('logIndex').execute();
  return rows.map(({ entry }) => new Uint8Array(entry));
}

/** Entries `from … from + count`, as far as there are any. */
export async function entriesFrom(db: Db, from: number, count: number): Promise<readonly Uint8Array[]> {
  const rows = await db
    .selectFrom('logEntry')
    .select('entry')
    .where('logIndex', '>=', from)
    .where('logIndex', '<', from + count)
    .orderBy('logIndex')
    .execute();
  return rows.map(({ entry }) => new Uint8Array(entry));
}

/** Hashes `from … from + count` of a level, as far as there are any; level 0 is the leaves. */
export async function nodesFrom(
  db: Db,
  level: number,
  from: number,
  count: number,
): Promise<readonly Uint8Array[]> {
  const end = from + count;
  const rows =
    level === 0
      ? await db
          .selectFrom('logEntry')
          .select('leafHash as hash')
          .where('logIndex', '>=', from)
          .where('logIndex', '<', end)
          .orderBy('logIndex')
          .execute()
      : await db
          .selectFrom('logNode')
          .select('hash')
          .where('level', '=', level)
          .where('nodeIndex', '>=', from)
          .where('nodeIndex', '<', end)
          .orderBy('nodeIndex')
          .execute();
  return rows.map(({ hash }) => new Uint8Array(hash));
}

/** The nodes at these places; throws when the log lacks one. */
export async function nodesAt(db: Db, places: readonly NodePlace[]): Promise<readonly StoredNode[]> {
  const [levels, indices] = [places.map(({ level }) => level), places.map(({ index }) => index)];
  const { rows } = await sql<{ level: number; at: number; hash: Buffer }>`
    with wanted as (select * from unnest(${levels}::smallint[], ${indices}::bigint[]) as w (level, at))
    select w.level, w.at, n.hash from wanted w join log_node n on n.level = w.level and n.node_index = w.at
    union all
    select w.level, w.at, e.leaf_hash from wanted w join log_entry e on w.level = 0 and e.log_index = w.at
  `.execute(db);
  if (rows.length !== places.length) throw new Error('nodes of the log are missing');
  return rows.map(({ level, at, hash }) => ({ level, index: at, hash: new Uint8Array(hash) }));
}

export async function findLeaf(db: Db, leafHash: Uint8Array): Promise<LoggedLeaf | undefined> {
  return db
    .selectFrom('logEntry')
    .select(['logIndex as index', 'createdAt as loggedAt'])
    .where('leafHash', '=', Buffer.from(leafHash))
    .orderBy('logIndex')
    .limit(1)
    .executeTakeFirst();
}
export interface LoggedLeaf {
  readonly index: number;
  readonly loggedAt: Date;
}

export interface StoredCheckpoint {
  /** Leaves that it covers. */
  readonly size: number;
  /** The signed note. */
  readonly note: string;
  readonly signedAt: Date;
}

const checkpoints = (db: Db) =>
  db.selectFrom('logCheckpoint').select(['treeSize as size', 'note', 'createdAt as signedAt']).limit(1);

export function latestCheckpoint(db: Db): Promise<StoredCheckpoint | undefined> {
  return checkpoints(db).orderBy('treeSize', 'desc').executeTakeFirst();
}

/** The first checkpoint that covers the leaf: with it a proof is the same file for ever. */
export function firstCheckpointOver(db: Db, index: number): Promise<StoredCheckpoint | undefined> {
  return checkpoints(db).where('treeSize', '>', index).orderBy('treeSize').executeTakeFirst();
}

/** Rows per statement: PostgreSQL takes 65 535 parameters at most. */
const BATCH = 5000;

export interface NewLeaf {
  readonly index: number;
  readonly hash: Uint8Array;
  readonly entry: Uint8Array;
}

export async function insertGrowth(
  db: Db,
  leaves: readonly NewLeaf[],
  nodes: readonly StoredNode[],
  checkpoint: StoredCheckpoint,
): Promise<void> {
  const createdAt = checkpoint.signedAt;
  for (let at = 0; at < leaves.length; at += BATCH) {
    const rows = leaves.slice(at, at + BATCH).map(({ index, hash, entry }) => ({
      logIndex: index,
      leafHash: Buffer.from(hash),
      entry: Buffer.from(entry),
      createdAt,
    }));
    await db.insertInto('logEntry').values(rows).execute();
  }
  for (let at = 0; at < nodes.length; at += BATCH) {
    const rows = nodes
      .slice(at, at + BATCH)
      .map(({ level, index, hash }) => ({ level, nodeIndex: index, hash: Buffer.from(hash) }));
    await db.insertInto('logNode').values(rows).execute();
  }
  await db
    .insertInto('logCheckpoint')
    .values({ treeSize: checkpoint.size, note: checkpoint.note, createdAt })
    .execute();
}
