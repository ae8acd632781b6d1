import { type ChildProcess, execFileSync, spawn } from 'node:child_process';
import { existsSync, readFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';

/** The real server as a process of its own, brought up again whenever it was killed: what a service manager does. */
export interface ServerProcess {
  readonly killServer: () => void;
  /** Kills the database and all its processes; the server stays and starts it again. */
  readonly killDatabase: () => void;
  readonly stop: () => Promise<void>;
  readonly restarts: () => number;
  /** Processor time used so far, in ms: what a busy neighbour on the machine does not change. */
  readonly cpuMs: () => { readonly server: number; readonly database: number };
  /** The most memory that the server process ever held, in bytes. */
  readonly peakBytes: () => number;
}

/** More flags of Node for the server, such as those of the profiler. */
const flags = (process.env['SERVER_FLAGS'] ?? '').split(' ').filter(Boolean);
const root = resolve(import.meta.dirname, '../..');

export async function startServer(dataDir: string, port: number): Promise<ServerProcess> {
  let child: ChildProcess | undefined;
  let stopping = false;
  let starts = 0;
  const env = {
    ...process.env,
    PARIX_DATA: dataDir,
    PORT: String(port),
    PUBLIC_URL: `http://127.0.0.1:${port}`,
    LOG_LEVEL: 'error',
    PARIX_SECOND_FACTOR: 'optional',
  };
  const run = (): void => {
    starts += 1;
    const main = join(root, 'apps/server/src/main.ts');
    child = spawn(process.execPath, [...flags, '--import', 'tsx', main], {
      env,
      stdio: ['ignore', 'ignore', 'inherit'],
    });
    child.once('exit', () => {
      if (!stopping) setTimeout(run, 500);
    });
  };
  run();
  await ready(port);
  return {
    killServer: () => void child?.kill('SIGKILL'),
    killDatabase: () => killTree(postmasterOf(dataDir)),
    restarts: () => starts - 1,
    cpuMs: () => ({
      server: cpuOf(child?.pid),
      database: treeOf(postmasterOf(dataDir)).reduce((sum, pid) => sum + cpuOf(pid), 0),
    }),
    peakBytes: () => peakOf(child?.pid),
    stop: async () => {
      stopping = true;
      child?.kill('SIGTERM');
      await new Promise((done) => child?.once('exit', done));
    },
  };
}

async function ready(port: number): Promise<void> {
  for (let tries = 0; tries < 300; tries += 1) {
    const answer = await fetch(`http://127.0.0.1:${port}/health/ready`).catch(() => undefined);
    if (answer?.ok) return;
    await sleep(200);
  }
  throw new Error('the server did not become ready');
}

function postmasterOf(dataDir: string): number | undefined {
  const folder = execFileSync('find', [dataDir, '-name', 'postmaster.pid'], { encoding: 'utf8' }).split(
    '\n',
  )[0];
  if (!folder || !existsSync(folder)) return undefined;
  return Number(readFileSync(folder, 'utf8').split('\n')[0]);
}

function treeOf(pid: number | undefined): readonly number[] {
  if (pid === undefined) return [];
  const children = execFileSync('sh', ['-c', `pgrep -P ${pid} || true`], { encoding: 'utf8' }).split('\n');
  return [...children.filter(Boolean).map(Number), pid];
}

/** User and system time of a process and of its ended children, in ms (the kernel counts hundredths of a second). */
function cpuOf(pid: number | undefined): number {
  try {
    const stat = readFileSync(`/proc/${pid}/stat`, 'utf8');
    const fields = stat.slice(stat.lastIndexOf(')') + 2).split(' ');
    return fields.slice(11, 15).reduce((sum, ticks) => sum + Number(ticks), 0) * 10;
  } catch {
    return 0;
  }
}

function peakOf(pid: number | undefined): number {
  const status = readFileSync(`/proc/${pid}/status`, 'utf8');
  return Number(/^VmHWM:\s+(\d+) kB/m.exec(status)?.[1]) * 1024;
}

/** A process and its children, -9. */
export function killTree(pid: number | undefined): void {
  for (const each of treeOf(pid)) {
    try {
      process.kill(each, 'SIGKILL');
    } catch {
      // It has just ended by itself.
    }
  }
}
