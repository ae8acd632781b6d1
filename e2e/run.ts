/**
 * Runs the end-to-end specs: a server of its own on a free port with a data folder of its own, seeded with the
 * demo province, then real Chromium through the same door as people use. Everything is stopped and removed.
 */
import { spawn, type ChildProcess } from 'node:child_process';
import { mkdtemp, rm } from 'node:fs/promises';
import { createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { ensureWebBuilt } from '../tools/build-web.mjs';

const root = fileURLToPath(new URL('..', import.meta.url));

async function main(): Promise<number> {
  ensureWebBuilt();
  const data = await mkdtemp(join(tmpdir(), 'parix-e2e-'));
  const port = await freePort();
  const server = startServer(data, port);
  try {
    await untilReady(`http://127.0.0.1:${port}/health/ready`, server);
    return await runSpecs({ ...process.env, PARIX_E2E_URL: `http://127.0.0.1:${port}`, PARIX_DATA: data });
  } finally {
    await stop(server);
    await rm(data, { recursive: true, force: true });
  }
}

function startServer(data: string, port: number): ChildProcess {
  return spawn(process.execPath, ['--import', 'tsx', 'apps/server/src/main.ts'], {
    cwd: root,
    env: { ...process.env, PARIX_DATA: data, PORT: String(port), DATABASE_URL: '', LOG_LEVEL: 'error' },
    stdio: ['ignore', 'inherit', 'inherit'],
  });
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

function runSpecs(env: NodeJS.ProcessEnv): Promise<number> {
  const vitest = fileURLToPath(new URL('../node_modules/vitest/vitest.mjs', import.meta.url));
  const run = spawn(process.execPath, [vitest, 'run', '--config', 'e2e/vitest.config.ts'], {
    cwd: root,
    env,
    stdio: 'inherit',
  });
  return new Promise((resolve) => run.on('exit', (code) => resolve(code ?? 1)));
}

async function stop(server: ChildProcess): Promise<void> {
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

process.exitCode = await main();
