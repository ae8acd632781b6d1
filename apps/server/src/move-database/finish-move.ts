import { setTimeout as sleep } from 'node:timers/promises';
import type pg from 'pg';
import { OperatorError } from '../platform/operator-error.ts';
import { copySequences, listMigrations, listTables, readContent } from './moved-tables.ts';
import { isCopied, readProgress } from './progress.ts';
import { MOVE } from './source-side.ts';

/** Without any progress for this long, something is in the way. */
const PATIENCE_MS = 60_000;
const LOOK_EVERY_MS = 200;

export interface Compared {
  readonly tables: number;
  readonly rows: number;
}

/**
 * Waits until the new server has, safely on its disk, every change up to now. Nobody writes to the embedded one any more.
 * @throws OperatorError `MOVE_NOT_CAUGHT_UP`
 */
export async function untilCaughtUp(source: pg.Client, target: pg.Client): Promise<void> {
  const { rows } = await source.query<{ lsn: string }>('select pg_current_wal_lsn()::text as lsn');
  let seen = '';
  for (let waited = 0; waited < PATIENCE_MS; waited += LOOK_EVERY_MS) {
    const progress = await readProgress(source, target);
    if (isCopied(progress) && (await hasConfirmed(source, rows[0]?.lsn ?? ''))) return;
    const now = JSON.stringify(progress);
    if (now !== seen) waited = 0;
    seen = now;
    await sleep(LOOK_EVERY_MS);
  }
  throw new OperatorError('MOVE_NOT_CAUGHT_UP', {
    vi: 'Máy chủ mới chưa nhận đủ và không tiến thêm trong 60 giây. Chưa đổi gì: có thể chạy lại Parix như cũ. Xem parix move-database status và nhật ký của máy chủ mới, rồi chạy lại finish.',
    en: 'The new server does not have everything and made no progress for 60 s. Nothing was changed: Parix may be started as before. See parix move-database status and the log of the new server, then run finish again.',
  });
}

async function hasConfirmed(source: pg.Client, lsn: string): Promise<boolean> {
  const { rowCount } = await source.query(
    'select from pg_replication_slots where slot_name = $1 and confirmed_flush_lsn >= $2::pg_lsn',
    [MOVE, lsn],
  );
  return rowCount === 1;
}

/**
 * Compares every table of both servers, row count and checksum, and copies the sequences.
 * @throws OperatorError `MOVE_VERSIONS`, `MOVE_DIFFERS` naming the tables
 */
export async function compareAll(source: pg.Client, target: pg.Client): Promise<Compared> {
  await requireSameSchema(source, target);
  const tables = await listTables(source);
  const differing: string[] = [];
  let rows = 0;
  for (const table of tables) {
    const [here, there] = await Promise.all([readContent(source, table), readContent(target, table)]);
    rows += here.rows;
    if (here.rows !== there.rows || here.checksum !== there.checksum)
      differing.push(`${table} (${here.rows} / ${there.rows})`);
  }
  if (differing.length > 0) throw differs(differing);
  await copySequences(source, target);
  return { tables: tables.length, rows };
}

function differs(tables: readonly string[]): OperatorError {
  const list = tables.join(', ');
  return new OperatorError('MOVE_DIFFERS', {
    vi: `Hai máy chủ không giống nhau ở các bảng: ${list} (số dòng ở bản nhúng / ở máy chủ mới). Chưa đổi gì: có thể chạy lại Parix như cũ. Không ai được ghi vào máy chủ mới; chạy parix move-database cancel rồi start lại.`,
    en: `The two servers differ in the tables: ${list} (rows of the embedded one / of the new one). Nothing was changed: Parix may be started as before. Nobody may write to the new server; run parix move-database cancel, then start again.`,
  });
}

/** @throws OperatorError `MOVE_VERSIONS` */
export async function requireSameSchema(source: pg.Client, target: pg.Client): Promise<void> {
  const [here, there] = await Promise.all([listMigrations(source), listMigrations(target)]);
  if (here.join() === there.join()) return;
  throw new OperatorError('MOVE_VERSIONS', {
    vi: 'Hai cơ sở dữ liệu không cùng cấu trúc: Parix đang chạy ở bản khác với lệnh này. Khởi động lại Parix bằng đúng bản này; nếu đã bắt đầu chuyển ở bản cũ thì cancel rồi start lại.',
    en: 'The two databases have not the same tables: the running Parix is of another version than this command. Start Parix again with this version; if the move was begun with the old one, cancel it and start again.',
  });
}
