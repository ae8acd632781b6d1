/**
 * Runs the end-to-end specs: a server of its own on a free port with a data folder of its own, seeded with the
 * demo province, then real Chromium through the same door as people use. Everything is stopped and removed.
 */
import { spawn } from 'node:child_process';
import { fileURLToPath } from 'node:url';
import { ensureWebBuilt } from '../tools/build-web.mjs';
import { startServer } from './start-server.ts';

const root = fileURLToPath(new URL('..', import.meta.url));

async function main(): Promise<number> {
  ensureWebBuilt();
  const server = await startServer();
  try {
    return await runSpecs({ ...process.env, PARIX_E2E_URL: server.url, PARIX_DATA: server.dataDir });
  } finally {
    await server.stop();
  }
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

process.exitCode = await main();
