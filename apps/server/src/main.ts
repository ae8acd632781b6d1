import './platform/production-mode.ts';
import { resolve } from 'node:path';
import { fileURLToPath } from 'node:url';
import type { FastifyInstance } from 'fastify';
import { buildApp } from './app.ts';
import { type Config, loadConfig } from './config.ts';
import { createDatabase } from './db/database.ts';
import { migrateToLatest } from './db/migrate.ts';
import { createFirstAdministrator } from './features/access/first-administrator.service.ts';
import './features/jobs.ts';
import { amqpQueue } from './features/dossiers/amqp-queue.ts';
import { consumeEvents, type QueueServices } from './features/dossiers/event-queue.ts';
import { DEMO_ACCOUNTS, DEMO_PASSWORD } from './demo/demo-accounts.ts';
import { seedDemo } from './demo/seed-demo.service.ts';
import { systemClock } from './platform/clock.ts';
import type { Db } from './platform/context.ts';
import { type RunningJobs, startJobs } from './platform/jobs/run-jobs.ts';
import { createLogger } from './platform/logging.ts';
import { OperatorError } from './platform/operator-error.ts';
import { openDatabase } from './platform/postgres/open-database.ts';

const root = resolve(fileURLToPath(new URL('../../..', import.meta.url)));
const say = (line: string): void => void process.stdout.write(`${line}\n`);

/** The demo needs an installation of its own, or somebody who asks for it in a shared one. */
const wantsDemo = (config: Config): boolean =>
  config.demo && (config.databaseUrl === undefined || process.env['PARIX_DEMO'] === 'on');

async function prepare(db: Db, config: Config): Promise<void> {
  const clock = systemClock;
  if (wantsDemo(config)) {
    const started = performance.now();
    if (await seedDemo({ db, clock, config, root })) {
      say(`Đã nạp tỉnh mẫu (dữ liệu mẫu) trong ${((performance.now() - started) / 1000).toFixed(1)} giây.`);
    }
  }
  const first = await createFirstAdministrator({
    db,
    config,
    now: clock.now(),
    locale: 'vi',
    requestId: null,
  });
  if (!first) return;
  say(`Tài khoản quản trị đầu tiên (chỉ hiện một lần): ${first.username} / ${first.password}`);
}

async function hasDemoAccounts(db: Db): Promise<boolean> {
  const found = await db
    .selectFrom('account')
    .select('username')
    .where('displayName', '=', DEMO_ACCOUNTS[0]?.displayName ?? '')
    .executeTakeFirst();
  return found !== undefined;
}

async function sayReady(app: FastifyInstance, db: Db, config: Config): Promise<void> {
  const address = app.server.address();
  const port = typeof address === 'object' && address !== null ? address.port : config.port;
  say('Parix đã sẵn sàng. Mở địa chỉ sau bằng trình duyệt:');
  say(config.port === 0 ? config.publicUrl.replace(/:0$/, `:${port}`) : config.publicUrl);
  if (!(await hasDemoAccounts(db))) return;
  say(`Tài khoản của tỉnh mẫu (chỉ để thử), mật khẩu chung: ${DEMO_PASSWORD}`);
  for (const { username, displayName } of DEMO_ACCOUNTS) say(`  ${username.padEnd(10)} ${displayName}`);
}

/** Ends requests in hand, then the pool, then the database that was started for this process. */
function stopOnSignal(close: () => Promise<void>): void {
  let stopping = false;
  for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const) {
    process.on(signal, () => {
      if (stopping) return;
      stopping = true;
      say('Parix đang dừng…');
      close().then(
        () => process.exit(0),
        (error: unknown) => fail(error),
      );
    });
  }
}

const SECOND_FACTOR_WORDS = {
  required: 'bắt buộc với quản trị và cơ quan thường trực',
  everybody: 'bắt buộc với mọi người',
  optional: 'tùy chọn (khi vận hành thật hãy đặt PARIX_SECOND_FACTOR=required hoặc everybody)',
} as const;

/** Where the demo province was loaded its documented accounts must work as they are, unless the operator says more. */
async function settle(db: Db, config: Config): Promise<Config> {
  const usual = (await hasDemoAccounts(db)) ? 'optional' : 'required';
  const secondFactor = config.access.secondFactor ?? usual;
  say(`Xác thực hai bước: ${SECOND_FACTOR_WORDS[secondFactor]}.`);
  return { ...config, access: { ...config.access, secondFactor } };
}

async function start(): Promise<void> {
  const given = loadConfig(process.env);
  say('Parix đang mở cơ sở dữ liệu…');
  const logger = createLogger(given);
  const database = await openDatabase(given, {
    onOutage: (failure) =>
      failure === undefined
        ? logger.warn('the database had ended and was started again')
        : logger.error({ err: failure }, 'the database has ended and cannot be started; trying again'),
  });
  const db = createDatabase({ max: 10, ...database.app }, (error) =>
    logger.warn({ err: error }, 'lost an idle connection'),
  );
  let app: FastifyInstance | undefined;
  let jobs: RunningJobs | undefined;
  let queues: ReturnType<typeof startQueues> = [];
  const close = async (): Promise<void> => {
    await app?.close();
    await Promise.all(queues.map((queue) => queue.stop()));
    await jobs?.stop();
    await db.destroy();
    await database.close();
  };
  stopOnSignal(close);
  try {
    const applied = await migrateToLatest(database.owner, (tables) =>
      say(`Đã phân tán ${tables.length} bảng theo đơn vị trên Citus: ${tables.join(', ')}.`),
    );
    if (applied.length > 0) say(`Đã cập nhật cấu trúc dữ liệu (${applied.length} bước).`);
    await prepare(db, given);
    const config = await settle(db, given);
    app = await buildApp({ db, clock: systemClock, config, logger });
    await listen(app, config);
    const services = { db, clock: systemClock, config, logger };
    queues = startQueues(services, config);
    if (config.jobs) jobs = await startJobs({ db, clock: systemClock, config, logger }, database.app);
    await sayReady(app, db, config);
  } catch (error) {
    await close();
    throw error;
  }
}

/** Batches of dossier events that a message broker brings, where the settings name one. */
const startQueues = (services: QueueServices, { eventQueues }: Config) =>
  (eventQueues?.queues ?? []).map(({ sourceCode, queue }) =>
    consumeEvents(services, amqpQueue(eventQueues?.url ?? '', queue), { sourceCode }),
  );

async function listen(app: FastifyInstance, { host, port }: Config): Promise<void> {
  try {
    // The address is said once, below, as a line of its own.
    await app.listen({ host, port, listenTextResolver: () => 'listening' });
  } catch (error) {
    if (!(error instanceof Error) || !('code' in error) || error.code !== 'EADDRINUSE') throw error;
    throw new OperatorError('PORT_IN_USE', {
      vi: `Cổng ${port} đang được chương trình khác dùng. Dừng chương trình đó, hoặc chọn cổng khác: PORT=${port + 1} npm start`,
      en: `Port ${port} is used by another program. Stop it, or choose another port: PORT=${port + 1} npm start`,
    });
  }
}

function fail(error: unknown): never {
  const told =
    error instanceof OperatorError
      ? error.message
      : `Parix không khởi động được.\n${String(error instanceof Error ? error.stack : error)}`;
  process.stderr.write(`${told}\n`);
  process.exit(1);
}

start().catch(fail);
