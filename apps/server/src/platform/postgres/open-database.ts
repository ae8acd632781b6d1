import type { Config } from '../../config.ts';
import type { ConnectionConfig } from '../../db/database.ts';
import { acquireInstanceLock } from '../instance-lock.mjs';
import { OperatorError } from '../operator-error.ts';
import { ensureApplicationRole, ensureDatabase } from './application-role.ts';
import { startEmbeddedCluster, type EmbeddedCluster } from './embedded-cluster.ts';
import { openExternalServer } from './external-server.ts';
import { refuseMoved } from './moved-note.ts';
import { socketPort } from './socket-folder.ts';

const databaseName = 'parix';

/** A database that is ready to be migrated and used. */
export interface OpenDatabase {
  readonly kind: 'embedded' | 'external';
  /** The role that owns the schema: for migrations only. */
  readonly owner: ConnectionConfig;
  /** The role of the running application, `parix_app`. */
  readonly app: ConnectionConfig;
  /** Close every pool first. Stops the embedded server, unless another process runs it. */
  readonly close: () => Promise<void>;
}

export interface OpenOptions {
  /** True for commands beside a running server: use its database instead of refusing. */
  readonly shareWithRunning?: boolean;
  /** True for the act that moves the rows away: everybody else is refused what was left behind. */
  readonly evenIfMoved?: boolean;
  /** Hears when the embedded server had ended unasked: undefined once it runs again, or why it cannot. */
  readonly onOutage?: (failure: unknown) => void;
}

type DatabaseSettings = Pick<Config, 'databaseUrl' | 'databaseAppUrl' | 'dataDir' | 'publicUrl'> &
  Partial<Pick<Config, 'databaseListen'>>;

function alreadyRunning(pid: number, address: string): OperatorError {
  return new OperatorError('ALREADY_RUNNING', {
    vi: `Parix đang chạy tại ${address} (tiến trình ${pid}) với cùng thư mục dữ liệu. Hãy dùng địa chỉ đó, hoặc dừng nó trước.`,
    en: `Parix already runs at ${address} (process ${pid}) on the same data folder. Use that address, or stop it first.`,
  });
}

async function prepare(cluster: EmbeddedCluster): Promise<void> {
  const maintenance = cluster.connectAs('parix_owner', 'postgres');
  await ensureApplicationRole(maintenance, cluster.files.secrets.app);
  await ensureDatabase(maintenance, databaseName);
}

async function startCluster(
  { dataDir, databaseListen: listen }: DatabaseSettings,
  ours: boolean,
): Promise<EmbeddedCluster> {
  const options = { durable: true, listen };
  const cluster = await startEmbeddedCluster(dataDir, options);
  if (!ours || cluster.port === (listen?.port ?? socketPort)) return cluster;
  // It was left behind by a killed process that had other settings.
  await cluster.stop();
  return startEmbeddedCluster(dataDir, options);
}

async function openEmbedded(
  settings: DatabaseSettings,
  { shareWithRunning: share = false, evenIfMoved = false, onOutage = () => undefined }: OpenOptions,
): Promise<OpenDatabase> {
  const lock = acquireInstanceLock(settings.dataDir, settings.publicUrl);
  if (!lock.acquired && !share) throw alreadyRunning(lock.pid, lock.address);
  const release = lock.acquired ? lock.release : () => undefined;
  try {
    if (!evenIfMoved) refuseMoved(settings.dataDir);
    const cluster = await startCluster(settings, lock.acquired);
    if (lock.acquired) {
      await prepare(cluster);
      cluster.keepRunning(onOutage);
    }
    return {
      kind: 'embedded',
      owner: cluster.connectAs('parix_owner', databaseName),
      app: cluster.connectAs('parix_app', databaseName),
      close: async () => {
        if (lock.acquired) await cluster.stop();
        release();
      },
    };
  } catch (error) {
    release();
    throw error;
  }
}

/**
 * Opens the database that the settings name: the external server of `DATABASE_URL`, or else the embedded server of
 * the data folder, which is started (or adopted, if a killed process left it running), locked for this process, and
 * started again when it ends unasked.
 * @throws OperatorError `ALREADY_RUNNING`, `DATABASE_MOVED`, `POSTGRES_…`, `DATABASE_…`, `DATA_FOLDER_REFUSED`
 */
export async function openDatabase(
  settings: DatabaseSettings,
  options: OpenOptions = {},
): Promise<OpenDatabase> {
  if (settings.databaseUrl === undefined) return openEmbedded(settings, options);
  const connections = await openExternalServer(settings.databaseUrl, settings.databaseAppUrl);
  return { kind: 'external', ...connections, close: () => Promise.resolve() };
}
