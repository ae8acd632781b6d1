/** A server of its own for a test run: a free port, a data folder that is removed with it, nothing inherited but the path. */
import { spawn, type ChildProcess } from 'node:child_process';
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

/** Starts the server and waits until it answers. `host` is the name that browsers open: passkeys need `localhost`. */
export async function startServer(
  settings: (url: string) => Settings | Promise<Settings> = () => ({}),
  host = '127.0.0.1',
): Promise<RunningServer> {
  const dataDir = await mkdtemp(join(tmpdir(), 'parix-e2e-'));
  const port = await freePort();
  const url = `http://${host}:${port}`;
  const basic = {
    PARIX_DATA: dataDir,
    PORT: String(port),
    PUBLIC_URL: url,
    DATABASE_URL: '',
    LOG_LEVEL: 'error',
  };
  const more = await settings(url);
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
    await end(child, dataDir);
    throw new Error(`${String(error)}\n${said}`, { cause: error });
  }
  return { url, dataDir, said: () => said, stop: () => end(child, dataDir) };
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

async function end(server: ChildProcess, dataDir: string): Promise<void> {
  if (server.exitCode === null) {
    const ended = new Promise((resolve) => server.once('exit', resolve));
    server.kill('SIGTERM');
    await ended;
  }
  await rm(dataDir, { recursive: true, force: true });
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
