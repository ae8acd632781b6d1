import pg from 'pg';
import { OperatorError } from '../platform/operator-error.ts';
import { connect } from '../platform/postgres/external-server.ts';
import { MOVER } from '../platform/postgres/network-settings.ts';
import type { MoveSettings } from './move-settings.ts';
import { listTables } from './moved-tables.ts';
import { inTransaction, MOVE } from './source-side.ts';

/**
 * How far the new server is. `marked`: it was empty when a move to it began and nothing else was written since, so that
 * a cancelled move may empty it again.
 */
export interface TargetState {
  readonly marked: boolean;
  readonly subscribed: boolean;
  /** Tables whose rows of the beginning are there, and follow every change. */
  readonly ready: number;
  readonly tables: number;
  readonly bytes: number;
  /** Attempts that failed, of the copying or of the following; the reason stands in that server's log. */
  readonly failures: number;
}

/** @throws OperatorError `DATABASE_UNREACHABLE` */
export async function withTarget<T>(
  { adminUrl, databaseUrl }: MoveSettings,
  use: (target: pg.Client) => Promise<T>,
): Promise<T> {
  const variable = adminUrl === databaseUrl ? 'MOVE_DATABASE_URL' : 'MOVE_DATABASE_ADMIN_URL';
  const target = await connect(adminUrl, variable);
  try {
    return await use(target);
  } finally {
    await target.end();
  }
}

export async function readTarget(target: pg.Client): Promise<TargetState> {
  const { rows } = await target.query<TargetState>(
    `select to_regnamespace($1) is not null as marked,
            exists (select from pg_subscription where subname = $1 and ${OF_HERE}) as subscribed,
            count(*) filter (where srsubstate = 'r')::int as ready, count(*)::int as tables,
            coalesce(sum(pg_total_relation_size(srrelid)), 0)::float8 as bytes,
            coalesce((select sum(apply_error_count + sync_error_count)
                      from pg_stat_subscription_stats where subname = $1), 0)::int as failures
     from pg_subscription_rel where srsubid in (select oid from pg_subscription where subname = $1 and ${OF_HERE})`,
    [MOVE],
  );
  if (rows[0] === undefined) throw new Error('the server answered without a row');
  return rows[0];
}

/** Subscriptions are seen from every database of a server. */
const OF_HERE = 'subdbid = (select oid from pg_database where datname = current_database())';

interface Fetch {
  /** `host:port` of the embedded server as seen from there. */
  readonly from: string;
  readonly database: string;
  readonly password: string;
}

/**
 * Begins to fetch, or goes on with a new password. The first time the server is emptied of what preparing it wrote,
 * marked and subscribed in one transaction.
 * @throws OperatorError `MOVE_TARGET_USED`, `MOVE_TARGET_CITUS`, `MOVE_NO_RIGHT`, `MOVE_SOURCE_UNREACHABLE`
 */
export async function subscribe(target: pg.Client, fetch: Fetch): Promise<void> {
  const { marked, subscribed } = await readTarget(target);
  const connection = pg.escapeLiteral(conninfo(fetch));
  if (!marked) await refuseUsed(target);
  try {
    if (subscribed) {
      await target.query(`alter subscription ${MOVE} connection ${connection}`);
      await target.query(`alter subscription ${MOVE} enable`);
      return;
    }
    await inTransaction(target, async () => {
      if (!marked) await target.query(`create schema ${MOVE}`);
      await target.query(`truncate ${(await listTables(target)).join(', ')} cascade`);
      await target.query(
        `create subscription ${MOVE} connection ${connection} publication ${MOVE} with (create_slot = false)`,
      );
    });
  } catch (error) {
    throw explain(error, fetch.from);
  }
}

/** libpq's form: values in single quotes. */
function conninfo({ from, database, password }: Fetch): string {
  const at = from.lastIndexOf(':');
  const parts = {
    host: from.slice(0, at),
    port: from.slice(at + 1),
    dbname: database,
    user: MOVER,
    password,
  };
  return Object.entries({ ...parts, application_name: MOVE, connect_timeout: '10' })
    .map(([name, value]) => `${name}='${value.replace(/['\\]/g, '\\$&')}'`)
    .join(' ');
}

async function refuseUsed(target: pg.Client): Promise<void> {
  const { rows } = await target.query<{ used: boolean; citus: boolean }>(
    `select exists (select from account) or exists (select from unit) or exists (select from log_entry) as used,
            exists (select from pg_extension where extname = 'citus') as citus`,
  );
  if (rows[0]?.citus === true)
    throw new OperatorError('MOVE_TARGET_CITUS', {
      vi: 'Cơ sở dữ liệu mới đã bật Citus; các bảng phân tán không nhận được nhân bản lô-gic. Chuyển sang cơ sở dữ liệu chưa bật Citus, rồi mới CREATE EXTENSION citus và khởi động lại Parix.',
      en: 'The new database has Citus, whose distributed tables cannot take logical replication. Move to one without it, then CREATE EXTENSION citus and start Parix again.',
    });
  if (rows[0]?.used === true)
    throw new OperatorError('MOVE_TARGET_USED', {
      vi: 'Cơ sở dữ liệu mới đã có dữ liệu của một cài đặt Parix; không ghi đè lên. Tạo một cơ sở dữ liệu trống (CREATE DATABASE … OWNER …) và đặt MOVE_DATABASE_URL tới đó.',
      en: 'The new database already holds the data of a Parix installation, which is not overwritten. Create an empty one (CREATE DATABASE … OWNER …) and set MOVE_DATABASE_URL to it.',
    });
}

function explain(error: unknown, from: string): unknown {
  if (!(error instanceof pg.DatabaseError)) return error;
  if (error.code === '42501')
    return new OperatorError('MOVE_NO_RIGHT', {
      vi: `Người dùng của máy chủ mới không được tạo subscription (${error.message}). Đặt MOVE_DATABASE_ADMIN_URL của một superuser, hoặc từ PostgreSQL 16: GRANT pg_create_subscription TO <người dùng>; GRANT CREATE ON DATABASE <tên> TO <người dùng>.`,
      en: `The user of the new server may not create a subscription (${error.message}). Set MOVE_DATABASE_ADMIN_URL of a superuser, or from PostgreSQL 16 on: GRANT pg_create_subscription TO <user>; GRANT CREATE ON DATABASE <name> TO <user>.`,
    });
  if (error.code?.startsWith('08'))
    return new OperatorError('MOVE_SOURCE_UNREACHABLE', {
      vi: `Máy chủ mới không kết nối được tới ${from}: ${error.message}. Mở đường từ máy đó tới PARIX_DATABASE_LISTEN của Parix (tường lửa, hoặc ssh -R), đặt MOVE_SOURCE_ADDRESS nếu địa chỉ khác, rồi chạy lại.`,
      en: `The new server cannot reach ${from}: ${error.message}. Open the way from it to PARIX_DATABASE_LISTEN of Parix (firewall, or ssh -R), set MOVE_SOURCE_ADDRESS if the address differs there, and run again.`,
    });
  return error;
}

/** Stops fetching. The slot is dropped where it is, so that this works also while the embedded server is away. */
export async function unsubscribe(target: pg.Client): Promise<void> {
  if (!(await readTarget(target)).subscribed) return;
  await target.query(`alter subscription ${MOVE} disable`);
  await target.query(`alter subscription ${MOVE} set (slot_name = none)`);
  await target.query(`drop subscription ${MOVE}`);
}

/** Takes away what a move brought, and the mark with it; a server without the mark is left as it is. */
export async function emptyAgain(target: pg.Client): Promise<void> {
  if (!(await readTarget(target)).marked) return;
  await inTransaction(target, async () => {
    await target.query(`truncate ${(await listTables(target)).join(', ')} cascade`);
    await removeMark(target);
  });
}

export async function removeMark(target: pg.Client): Promise<void> {
  await target.query(`drop schema if exists ${MOVE}`);
}
