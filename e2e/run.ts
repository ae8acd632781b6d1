/**
 * Runs the end-to-end tests in real Chromium, through the same door as people use. `specs` share a server of their own
 * on a free port with a data folder of its own; each of the `journeys` brings a server with the settings that it needs.
 * The demo province is seeded once and copied for each. Both run at the same time; everything is stopped and removed.
 * A file that fails while the machine is full is run once more by itself, on a fresh server, and named: a fault of the
 * product fails again. `E2E=name` runs one file.
 */
import { spawn } from 'node:child_process';
import { existsSync } from 'node:fs';
import { mkdtemp, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join, relative } from 'node:path';
import { fileURLToPath } from 'node:url';
import { z } from 'zod';
import { ensureWebBuilt } from '../tools/build-web.mjs';
import { prepareBrowser } from './browser.ts';
import { seedOnce, startServer } from './start-server.ts';

const root = fileURLToPath(new URL('..', import.meta.url));
const only = process.env['E2E'];
const FOLDERS = ['specs', 'journeys'] as const;
type Folder = (typeof FOLDERS)[number];

/** How a run of test files ended; `failed` names the files, from the root. */
interface Outcome {
  readonly folder: Folder;
  readonly code: number;
  readonly failed: readonly string[];
}

async function main(): Promise<number> {
  if (only !== undefined && !FOLDERS.some(isIn)) throw new Error(`there is no ${only}.e2e.ts`);
  ensureWebBuilt();
  await prepareBrowser();
  const removeSeeded = await seedOnce();
  try {
    const outcomes = await Promise.all(FOLDERS.filter(isIn).map((folder) => runTests(folder, [])));
    const again: number[] = [];
    for (const outcome of outcomes) again.push(await runAgain(outcome));
    return Math.max(...again);
  } finally {
    await removeSeeded();
  }
}

const isIn = (folder: Folder): boolean =>
  only === undefined || existsSync(fileURLToPath(new URL(`${folder}/${only}.e2e.ts`, import.meta.url)));

/** What failed beside others gets one chance alone; without a named file there is nothing to repeat. */
async function runAgain({ folder, code, failed }: Outcome): Promise<number> {
  if (code === 0 || failed.length === 0 || only !== undefined) return code;
  console.log(`\n↻ Chạy lại riêng / Once more, alone: ${failed.join(', ')}`);
  return (await runTests(folder, failed)).code;
}

async function runTests(folder: Folder, files: readonly string[]): Promise<Outcome> {
  if (folder === 'journeys') return runVitest(folder, files, {});
  const server = await startServer();
  try {
    return await runVitest(folder, files, { PARIX_E2E_URL: server.url, PARIX_DATA: server.dataDir });
  } finally {
    await server.stop();
  }
}

async function runVitest(
  folder: Folder,
  files: readonly string[],
  more: Readonly<Record<string, string>>,
): Promise<Outcome> {
  const reports = await mkdtemp(join(tmpdir(), 'parix-e2e-'));
  const report = join(reports, 'report.json');
  const vitest = fileURLToPath(new URL('../node_modules/vitest/vitest.mjs', import.meta.url));
  const reporters = ['--reporter', 'default', '--reporter', 'json', '--outputFile.json', report];
  const run = spawn(
    process.execPath,
    [vitest, 'run', '--config', 'e2e/vitest.config.ts', ...reporters, ...files],
    { cwd: root, env: { ...process.env, ...more, E2E_FOLDER: folder }, stdio: 'inherit' },
  );
  const code = await new Promise<number>((resolve) => run.on('exit', (status) => resolve(status ?? 1)));
  try {
    return { folder, code, failed: code === 0 ? [] : await failedFiles(report) };
  } finally {
    await rm(reports, { recursive: true, force: true });
  }
}

const reportSchema = z.object({
  testResults: z.array(z.object({ name: z.string(), status: z.enum(['passed', 'failed']) })),
});

/** None when the run ended before it could write its report. */
async function failedFiles(report: string): Promise<readonly string[]> {
  if (!existsSync(report)) return [];
  const { testResults } = reportSchema.parse(JSON.parse(await readFile(report, 'utf8')));
  return testResults.filter(({ status }) => status === 'failed').map(({ name }) => relative(root, name));
}

process.exitCode = await main();
