import type pg from 'pg';
import { loadConfig, type Config } from './config.ts';
import { migrateToLatest } from './db/migrate.ts';
import { compareAll, requireSameSchema, untilCaughtUp } from './move-database/finish-move.ts';
import { type MoveSettings, nameOfServer, readMoveSettings } from './move-database/move-settings.ts';
import { readProgress, sayProgress } from './move-database/progress.ts';
import { offer, readSource, withdraw } from './move-database/source-side.ts';
import {
  emptyAgain,
  readTarget,
  removeMark,
  subscribe,
  unsubscribe,
  withTarget,
} from './move-database/target-side.ts';
import { systemClock } from './platform/clock.ts';
import type { Locale } from './platform/locale.ts';
import { OperatorError } from './platform/operator-error.ts';
import { openExternalServer } from './platform/postgres/external-server.ts';
import { readMovedNote, refuseMoved, writeMovedNote } from './platform/postgres/moved-note.ts';
import { openDatabase } from './platform/postgres/open-database.ts';
import { withClient } from './platform/postgres/with-client.ts';

export const MOVE_STEPS = ['start', 'status', 'finish', 'cancel'] as const;
export interface MoveDatabase {
  readonly step: (typeof MOVE_STEPS)[number];
  readonly locale?: Locale;
  readonly env?: Readonly<Record<string, string | undefined>>;
}

/** Both servers, each as who may do what the move needs, and what was asked. */
interface Move {
  readonly config: Config;
  readonly settings: MoveSettings;
  readonly source: pg.Client;
  readonly locale: Locale;
}

/**
 * Moves the rows of the embedded server to another one while Parix works: `start` prepares the new server and begins to
 * copy and follow, `status` says how far it is, `finish` (Parix stopped) compares everything and ends it, `cancel` gives it
 * up. Each step may be stopped at any point and repeated; until `finish` has compared everything the embedded server
 * alone counts.
 * @returns what was done and what comes next, in words of the language.
 * @throws OperatorError `MOVE_…`, and those of opening either database.
 */
export async function moveDatabase({
  step,
  locale = 'vi',
  env = process.env,
}: MoveDatabase): Promise<string> {
  const config = loadConfig({ ...env, DATABASE_URL: undefined, DATABASE_APP_URL: undefined });
  const settings = readMoveSettings(env);
  if (step !== 'finish') refuseMoved(config.dataDir);
  // The others work beside a running Parix; to finish, nobody else may have the embedded server open.
  const options = step === 'finish' ? { evenIfMoved: true } : { shareWithRunning: true };
  const embedded = await openDatabase(config, options);
  try {
    return await withClient(embedded.owner, (source) => STEPS[step]({ config, settings, source, locale }));
  } finally {
    await embedded.close();
  }
}

const STEPS: Readonly<Record<MoveDatabase['step'], (move: Move) => Promise<string>>> = {
  start,
  status,
  finish,
  cancel,
};

async function start(move: Move): Promise<string> {
  const { settings, source, locale } = move;
  const { isOpen, slot } = await readSource(source);
  const from = settings.sourceAddress;
  if (!isOpen || from === undefined) throw closed();
  const target = await openExternalServer(settings.databaseUrl, settings.databaseAppUrl);
  await migrateToLatest(target.owner);
  return withTarget(settings, async (admin) => {
    await requireSameSchema(source, admin);
    const { subscribed } = await readTarget(admin);
    if (subscribed && (slot === undefined || slot.lost)) throw lost();
    const password = await offer(source);
    await subscribe(admin, { from, database: source.database ?? '', password });
    return sayProgress(await readProgress(source, admin), locale);
  });
}

async function status({ settings, source, locale }: Move): Promise<string> {
  return withTarget(settings, async (admin) => sayProgress(await readProgress(source, admin), locale));
}

async function finish({ config, settings, source, locale }: Move): Promise<string> {
  return withTarget(settings, async (admin) => {
    const { marked, subscribed } = await readTarget(admin);
    const note = readMovedNote(config.dataDir);
    if (note === undefined && !marked) throw notStarted();
    const server = nameOfServer(settings);
    if (note !== undefined) {
      // It was stopped at its last step, after everything was compared.
      await removeMark(admin);
      return sayFinished(note.server, '', locale);
    }
    if (subscribed && !(await readSource(source)).isOpen) throw closed();
    if (subscribed) await untilCaughtUp(source, admin);
    const { tables, rows } = await compareAll(source, admin);
    await unsubscribe(admin);
    await withdraw(source);
    await admin.query('analyze');
    writeMovedNote(config.dataDir, { movedAt: systemClock.now().toISOString(), server });
    await removeMark(admin);
    const compared =
      locale === 'en'
        ? `Compared: ${tables} tables, ${rows} rows, all the same.\n`
        : `Đã so sánh: ${tables} bảng, ${rows} dòng, giống nhau hoàn toàn.\n`;
    return sayFinished(server, compared, locale);
  });
}

function sayFinished(server: string, compared: string, locale: Locale): string {
  return locale === 'en'
    ? `${compared}The database lives on ${server} now. Before Parix is started: put the value of MOVE_DATABASE_URL into DATABASE_URL (and MOVE_DATABASE_APP_URL into DATABASE_APP_URL, if it was set), take away PARIX_DATABASE_LISTEN and the MOVE_… variables, keep PARIX_DATA as it is (keys and files live there). The folder postgres/ in it is a copy of what was before; put it into an archive or remove it when the new server has a backup.`
    : `${compared}Cơ sở dữ liệu nay ở ${server}. Trước khi chạy lại Parix: đưa giá trị của MOVE_DATABASE_URL vào DATABASE_URL (và MOVE_DATABASE_APP_URL vào DATABASE_APP_URL, nếu đã đặt), bỏ PARIX_DATABASE_LISTEN và các biến MOVE_…, giữ nguyên PARIX_DATA (khóa và tệp nằm ở đó). Thư mục postgres/ trong đó là bản cũ; cất đi hoặc xóa khi máy chủ mới đã có bản sao lưu.`;
}

async function cancel({ settings, source, locale }: Move): Promise<string> {
  // Here first: a new server that cannot be reached must not make the embedded one keep changes for it.
  await withdraw(source);
  await withTarget(settings, async (admin) => {
    await unsubscribe(admin);
    await emptyAgain(admin);
  }).catch((error: unknown) => {
    throw halfCancelled(nameOfServer(settings), error);
  });
  return locale === 'en'
    ? `Given up. The embedded database stays as it is and counts; ${nameOfServer(settings)} holds no rows of it any more.`
    : `Đã hủy. Dữ liệu nhúng còn nguyên và vẫn là bản chính; ${nameOfServer(settings)} không còn giữ dòng nào của nó.`;
}

function closed(): OperatorError {
  return new OperatorError('MOVE_SOURCE_CLOSED', {
    vi: 'Máy chủ nhúng chưa mở cho việc chuyển. Đặt PARIX_DATABASE_LISTEN=địa-chỉ:cổng (ví dụ 127.0.0.1:5433) cho Parix và cho lệnh này, khởi động lại Parix, rồi chạy lại.',
    en: 'The embedded server is not open for a move. Set PARIX_DATABASE_LISTEN=address:port (such as 127.0.0.1:5433) for Parix and for this command, start Parix again, and repeat.',
  });
}

function lost(): OperatorError {
  return new OperatorError('MOVE_LOST', {
    vi: 'Lần chuyển đang dở không tiếp tục được: thay đổi giữ lại cho máy chủ mới không còn đủ. Dữ liệu nhúng còn nguyên. Chạy parix move-database cancel, rồi start lại.',
    en: 'The move cannot go on: the changes kept for the new server are no longer complete. The embedded data is whole. Run parix move-database cancel, then start again.',
  });
}

function notStarted(): OperatorError {
  return new OperatorError('MOVE_NOT_STARTED', {
    vi: 'Máy chủ trong MOVE_DATABASE_URL không có lần chuyển nào đang dở. Kiểm tra địa chỉ, hoặc bắt đầu bằng: parix move-database start',
    en: 'The server in MOVE_DATABASE_URL has no move under way. Check the address, or begin with: parix move-database start',
  });
}

function halfCancelled(server: string, cause: unknown): OperatorError {
  const reason = cause instanceof Error ? cause.message : String(cause);
  return new OperatorError('MOVE_HALF_CANCELLED', {
    vi: `Phía Parix đã hủy xong và không giữ gì cho máy chủ mới nữa; nhưng chưa dọn được ${server}: ${reason}. Khi máy đó trở lại, chạy lại: parix move-database cancel`,
    en: `Parix itself has given up and keeps nothing for the new server; but ${server} could not be cleared: ${reason}. When it is back, run again: parix move-database cancel`,
  });
}
