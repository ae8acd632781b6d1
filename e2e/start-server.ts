/** A server of its own for a test run: a free port, a data folder that is removed with it, nothing inherited but the path. */
import { execFileSync, spawn, type ChildProcess } from 'node:child_process';
import { mkdtemp, rm } from 'node:fs/promises';
import { createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';

const root = fileURLToPath(new URL('..', import.meta.url));

export interface RunningServer {
  /** Address without a trailing slash. */
  readonly url: string;
  readonly dataDir: string;
  /** What the server has said on its standard output so far. */
  readonly said: () => string;
  readonly stop: () => Promise<void>;
}

export type Settings = Readonly<Record<string, string>>;

/** Names a folder with the demo province in it, which each server of a test run copies instead of seeding its own. */
const SEEDED = 'PARIX_E2E_SEEDED';

/** Seeds the demo province once, for every server that this run and its children start. @returns removes it again */
export async function seedOnce(): Promise<() => Promise<void>> {
  const { child, dataDir } = await launch(() => ({ PARIX_JOBS: 'off' }), '127.0.0.1');
  await end(child);
  process.env[SEEDED] = dataDir;
  return () => rm(dataDir, { recursive: true, force: true });
}

/** Starts the server and waits until it answers. `host` is the name that browsers open: passkeys need `localhost`. */
export async function startServer(
  settings: (url: string) => Settings | Promise<Settings> = () => ({}),
  host = '127.0.0.1',
): Promise<RunningServer> {
  const { child, dataDir, url, said } = await launch(settings, host);
  const stop = async (): Promise<void> => {
    await end(child);
    await rm(dataDir, { recursive: true, force: true });
  };
  return { url, dataDir, said, stop };
}

interface Launched {
  readonly child: ChildProcess;
  readonly url: string;
  readonly dataDir: string;
  readonly said: () => string;
}

async function launch(
  settings: (url: string) => Settings | Promise<Settings>,
  host: string,
): Promise<Launched> {
  const port = await freePort();
  const url = `http://${host}:${port}`;
  const more = await settings(url);
  const dataDir = await makeDataFolder(more['PARIX_DEMO'] !== 'off');
  const basic = {
    PARIX_DATA: dataDir,
    PORT: String(port),
    PUBLIC_URL: url,
    DATABASE_URL: '',
    LOG_LEVEL: 'error',
  };
  const child = spawn(process.execPath, ['--import', 'tsx', 'apps/server/src/main.ts'], {
    cwd: root,
    env: { ...process.env, ...basic, ...more },
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  let said = '';
  child.stdout.on('data', (chunk: Buffer) => void (said += chunk.toString('utf8')));
  try {
    await untilReady(`http://127.0.0.1:${port}/health/ready`, child);
  } catch (error) {
    await end(child);
    await rm(dataDir, { recursive: true, force: true });
    throw new Error(`${String(error)}\n${said}`, { cause: error });
  }
  return { child, url, dataDir, said: () => said };
}

/** `cp` keeps the owner: started by root, the database belongs to a user of its own. */
async function makeDataFolder(withDemo: boolean): Promise<string> {
  const folder = await mkdtemp(join(tmpdir(), 'parix-e2e-'));
  const seeded = process.env[SEEDED];
  if (withDemo && seeded !== undefined) execFileSync('cp', ['-a', `${seeded}/.`, folder]);
  return folder;
}

async function untilReady(url: string, server: ChildProcess): Promise<void> {
  for (let attempt = 0; attempt < 600; attempt++) {
    if (server.exitCode !== null) throw new Error(`the server ended with exit code ${server.exitCode}`);
    const ready = await fetch(url).then(
      (answer) => answer.ok,
      () => false,
    );
    if (ready) return;
    await new Promise((resolve) => setTimeout(resolve, 200));
  }
  throw new Error('the server did not become ready within two minutes');
}

async function end(server: ChildProcess): Promise<void> {
  if (server.exitCode !== null) return;
  const ended = new Promise((resolve) => server.once('exit', resolve));
  server.kill('SIGTERM');
  await ended;
}

function freePort(): Promise<number> {
  return new Promise((resolve, reject) => {
    const probe = createServer();
    probe.once('error', reject);
    probe.listen(0, '127.0.0.1', () => {
      const address = probe.address();
      probe.close(() =>
        typeof address === 'object' && address ? resolve(address.port) : reject(new Error('no free port')),
      );
    });
  });
}
