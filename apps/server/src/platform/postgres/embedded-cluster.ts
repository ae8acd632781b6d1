import { spawn, spawnSync } from 'node:child_process';
import {
  chownSync,
  existsSync,
  openSync,
  closeSync,
  renameSync,
  rmSync,
  statSync,
  writeFileSync,
  readFileSync,
} from 'node:fs';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import type { ConnectionConfig } from '../../db/database.ts';
import { OperatorError } from '../operator-error.ts';
import { prepareBinaries, type PostgresBinaries } from './binaries.ts';
import { diskFull, makePrivateFolder, prepareClusterFiles, type ClusterFiles } from './cluster-files.ts';
import { processOptions } from './database-user.ts';
import { keepRunning } from './keep-running.ts';
import { networkSettings, type ListenAddress } from './network-settings.ts';
import {
  isProcessAlive,
  isServerOn,
  readPostmaster,
  removeStaleLock,
  type Postmaster,
} from './postmaster-file.ts';
import { probe } from './probe.ts';
import { makeSocketFolder, removeSocketFolder, socketPort } from './socket-folder.ts';

/** A running embedded server. */
export interface EmbeddedCluster {
  readonly files: ClusterFiles;
  /** Of its socket, and of its network address if it has one. */
  readonly port: number;
  /** How to connect as the owner, to any of its databases. */
  readonly connectAs: (role: 'parix_owner' | 'parix_app', database: string) => ConnectionConfig;
  /** From now on the server is started again, on the same socket, whenever it ends unasked. */
  readonly keepRunning: (onOutage: (failure: unknown) => void) => void;
  /** Stops the server cleanly; open connections are ended. */
  readonly stop: () => Promise<void>;
}

export interface ClusterOptions {
  /** False for tests: a power cut may lose the database, and everything is faster. */
  readonly durable: boolean;
  /** Also reached over the network, by another server that takes its rows over; undefined: by its socket only. */
  readonly listen?: ListenAddress | undefined;
}

const startTimeoutMs = 300_000;
const stopTimeoutMs = 30_000;

function settings(
  files: ClusterFiles,
  socketFolder: string,
  { durable, listen }: ClusterOptions,
): readonly string[] {
  const values: Readonly<Record<string, string>> = {
    ...networkSettings(files, listen),
    port: String(listen?.port ?? socketPort),
    // The list syntax: quoted, so that commas and quotes in a path are no separators.
    unix_socket_directories: `"${socketFolder.replaceAll('"', '""')}"`,
    unix_socket_permissions: '0700',
    password_encryption: 'scram-sha-256',
    timezone: 'UTC',
    log_timezone: 'Asia/Ho_Chi_Minh',
    max_connections: '100',
    ...(durable
      ? {}
      : { fsync: 'off', synchronous_commit: 'off', full_page_writes: 'off', shared_buffers: '32MB' }),
  };
  return Object.entries(values).flatMap(([name, value]) => ['-c', `${name}=${value}`]);
}

function readLogTail(log: string): string {
  return existsSync(log) ? readFileSync(log, 'utf8').trimEnd().split('\n').slice(-5).join('\n  ') : '';
}

function startFailed(reason: string, log: string): OperatorError {
  if (reason.includes('No space left on device')) return diskFull(log);
  return new OperatorError('POSTGRES_START_FAILED', {
    vi: `Không khởi động được PostgreSQL đi kèm: ${reason}\nNhật ký: ${log}. Hãy kiểm tra chỗ trống trên đĩa và quyền của thư mục dữ liệu, rồi chạy lại.`,
    en: `The bundled PostgreSQL did not start (log: ${log}). Check free disk space and the rights of the data folder, then start again.`,
  });
}

/** Makes the data directory whole or not at all: what an interrupted run left is thrown away. */
function initialise(files: ClusterFiles, { initdb }: PostgresBinaries, { durable }: ClusterOptions): void {
  const draft = `${files.data}.new`;
  const passwordFile = join(files.root, 'initdb-password');
  rmSync(draft, { recursive: true, force: true });
  makePrivateFolder(draft, files.user);
  writeFileSync(passwordFile, files.secrets.owner, { mode: 0o600 });
  if (files.user !== undefined) chownSync(passwordFile, files.user.uid, files.user.gid);
  const locale = process.platform === 'darwin' ? 'C' : 'C.UTF-8';
  const args = ['-D', draft, '-U', 'parix_owner', `--pwfile=${passwordFile}`, '--auth=scram-sha-256'];
  args.push('--encoding=UTF8', '--locale-provider=icu', '--icu-locale=vi-VN', `--locale=${locale}`);
  args.push('--data-checksums', ...(durable ? [] : ['--no-sync']));
  try {
    const result = spawnSync(initdb, args, { ...processOptions(files.user, draft), encoding: 'utf8' });
    if (result.status !== 0) {
      throw startFailed(result.error?.message ?? `initdb: ${result.stderr.trim()}`, files.log);
    }
    renameSync(draft, files.data);
  } finally {
    rmSync(passwordFile, { force: true });
  }
}

function openLog({ log, user }: ClusterFiles): number {
  const tooLong = 10_000_000;
  if ((statSync(log, { throwIfNoEntry: false })?.size ?? 0) > tooLong) renameSync(log, `${log}.1`);
  const descriptor = openSync(log, 'a', 0o600);
  if (user !== undefined) chownSync(log, user.uid, user.gid);
  return descriptor;
}

function launch(
  files: ClusterFiles,
  { postgres }: PostgresBinaries,
  options: ClusterOptions,
  socketFolder: string,
) {
  const log = openLog(files);
  const child = spawn(postgres, ['-D', files.data, ...settings(files, socketFolder, options)], {
    ...processOptions(files.user, files.data),
    // A session of its own: Ctrl-C in the terminal must reach the server only through us, after the pools closed.
    detached: true,
    stdio: ['ignore', log, log],
  });
  closeSync(log);
  child.unref();
  return child;
}

function connectionTo(
  { secrets }: ClusterFiles,
  { socketFolder, port }: Pick<Postmaster, 'socketFolder' | 'port'>,
): EmbeddedCluster['connectAs'] {
  return (role, database) => ({
    host: socketFolder,
    port,
    user: role,
    password: role === 'parix_owner' ? secrets.owner : secrets.app,
    database,
  });
}

/** Waits until the server takes connections; undefined when it ended instead. */
async function waitUntilReady(owner: ConnectionConfig, hasEnded: () => boolean): Promise<boolean> {
  const deadline = Date.now() + startTimeoutMs;
  while (Date.now() < deadline) {
    if (await probe(owner)) return true;
    if (hasEnded()) return false;
    await sleep(25);
  }
  return false;
}

async function stopServer(data: string, { pid, socketFolder }: Postmaster): Promise<void> {
  for (const signal of ['SIGINT', 'SIGQUIT'] as const) {
    if (isServerOn(data, pid)) process.kill(pid, signal);
    const deadline = Date.now() + stopTimeoutMs;
    while (isProcessAlive(pid) && isServerOn(data, pid) && Date.now() < deadline) await sleep(20);
  }
  removeSocketFolder(socketFolder);
}

function clusterOf(files: ClusterFiles, first: Postmaster, options: ClusterOptions): EmbeddedCluster {
  let postmaster = first;
  let endWatch = (): Promise<void> => Promise.resolve();
  return {
    files,
    port: first.port,
    connectAs: connectionTo(files, postmaster),
    keepRunning: (onOutage) => {
      endWatch = keepRunning({
        isRunning: () => isServerOn(files.data, postmaster.pid),
        startAgain: async () => {
          removeStaleLock(files.data);
          postmaster = await start(files, options, postmaster.socketFolder);
        },
        onOutage,
      });
    },
    stop: async () => {
      await endWatch();
      await stopServer(files.data, postmaster);
    },
  };
}

/** The server that a killed process left behind (or that another one runs), once it answers. */
async function adopt(files: ClusterFiles): Promise<Postmaster | undefined> {
  const postmaster = readPostmaster(files.data);
  if (postmaster === undefined) return undefined;
  if (isServerOn(files.data, postmaster.pid)) {
    const owner = connectionTo(files, postmaster)('parix_owner', 'postgres');
    if (await waitUntilReady(owner, () => !isServerOn(files.data, postmaster.pid))) {
      return postmaster;
    }
  }
  removeStaleLock(files.data);
  removeSocketFolder(postmaster.socketFolder);
  return undefined;
}

/** `socketFolder`: where it listened before, so that whoever is connected finds it again; otherwise a new one. */
async function start(
  files: ClusterFiles,
  options: ClusterOptions,
  socketFolder?: string,
): Promise<Postmaster> {
  const binaries = prepareBinaries(files.root, files.user);
  if (!existsSync(files.data)) initialise(files, binaries, options);
  let failure = '';
  // Children of a killed server hold its shared memory for a moment; the next attempt finds it free.
  for (let attempt = 0; attempt < 5; attempt += 1) {
    const place = socketFolder ?? makeSocketFolder(files);
    const child = launch(files, binaries, options, place);
    let ended = false;
    child.once('exit', () => (ended = true));
    child.once('error', (error) => {
      ended = true;
      failure = error.message;
    });
    const pid = child.pid ?? 0;
    const begun = { pid, socketFolder: place, port: options.listen?.port ?? socketPort };
    if (await waitUntilReady(connectionTo(files, begun)('parix_owner', 'postgres'), () => ended))
      return begun;
    if (socketFolder === undefined) removeSocketFolder(place);
    await sleep(300);
  }
  throw startFailed(failure === '' ? readLogTail(files.log) : failure, files.log);
}

/**
 * Starts the embedded server of a data folder (absolute path), or adopts the one that already runs there.
 * It listens on a Unix socket only, unless the options name an address.
 * @throws OperatorError with a `POSTGRES_…` code when it cannot
 */
export async function startEmbeddedCluster(
  dataFolder: string,
  options: ClusterOptions = { durable: true },
): Promise<EmbeddedCluster> {
  const files = prepareClusterFiles(dataFolder);
  return clusterOf(files, (await adopt(files)) ?? (await start(files, options)), options);
}
