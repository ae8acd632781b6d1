/**
 * Runs the end-to-end tests in real Chromium, through the same door as people use. `specs` share a server of their own
 * on a free port with a data folder of its own; each of the `journeys` brings a server with the settings that it needs.
 * The demo province is seeded once and copied for each. Both run at the same time; everything is stopped and removed.
 * `E2E=name` runs one file.
 */
import { spawn } from 'node:child_process';
import { existsSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { ensureWebBuilt } from '../tools/build-web.mjs';
import { prepareBrowser } from './browser.ts';
import { seedOnce, startServer } from './start-server.ts';

const root = fileURLToPath(new URL('..', import.meta.url));
const only = process.env['E2E'];

async function main(): Promise<number> {
  if (only !== undefined && !isIn('specs') && !isIn('journeys'))
    throw new Error(`there is no ${only}.e2e.ts`);
  ensureWebBuilt();
  await prepareBrowser();
  const removeSeeded = await seedOnce();
  try {
    const codes = await Promise.all([runSpecs(), runJourneys()]);
    return Math.max(...codes);
  } finally {
    await removeSeeded();
  }
}

const isIn = (folder: string): boolean =>
  only === undefined || existsSync(fileURLToPath(new URL(`${folder}/${only}.e2e.ts`, import.meta.url)));

async function runSpecs(): Promise<number> {
  if (!isIn('specs')) return 0;
  const server = await startServer();
  try {
    return await runTests('specs', { PARIX_E2E_URL: server.url, PARIX_DATA: server.dataDir });
  } finally {
    await server.stop();
  }
}

async function runJourneys(): Promise<number> {
  return isIn('journeys') ? runTests('journeys', {}) : 0;
}

function runTests(folder: string, more: Readonly<Record<string, string>>): Promise<number> {
  const vitest = fileURLToPath(new URL('../node_modules/vitest/vitest.mjs', import.meta.url));
  const run = spawn(process.execPath, [vitest, 'run', '--config', 'e2e/vitest.config.ts'], {
    cwd: root,
    env: { ...process.env, ...more, E2E_FOLDER: folder },
    stdio: 'inherit',
  });
  return new Promise((resolve) => run.on('exit', (code) => resolve(code ?? 1)));
}

process.exitCode = await main();
