/* Installs, builds and runs the server; holds the data folder meanwhile, so that a second start does no harm. */
import { spawn } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { constants } from 'node:os';
import { createRequire } from 'node:module';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { pathToFileURL } from 'node:url';
import { acquireInstanceLock } from '../apps/server/src/platform/instance-lock.mjs';
import { ensureWebBuilt } from './build-web.mjs';
import { dataFolder, ensureInstalled, root, runStarter, StarterProblem } from './install.mjs';

const address =
  process.env.PUBLIC_URL || `http://${process.env.HOST || '127.0.0.1'}:${process.env.PORT || 3000}`;

/** Whether the holder of the data folder serves; one that does not is starting or stopping. */
async function answers(holderAddress) {
  try {
    return (await fetch(`${holderAddress}/health/ready`, { signal: AbortSignal.timeout(2000) })).ok;
  } catch {
    return false;
  }
}

/** The lock of the data folder; waits a little for a holder that is just stopping, whose npm was killed. */
async function takeDataFolder() {
  const deadline = Date.now() + 10_000;
  for (let timesAnswered = 0; ;) {
    const lock = acquireInstanceLock(dataFolder, address);
    if (lock.acquired) return lock;
    if (await answers(lock.address)) timesAnswered += 1;
    if (timesAnswered > 4 || Date.now() > deadline) {
      throw new StarterProblem(
        `Parix đang chạy tại ${lock.address} (tiến trình ${lock.pid}). Hãy mở địa chỉ đó; muốn chạy thêm một bản khác thì đặt PARIX_DATA và PORT khác.`,
        `Parix already runs at ${lock.address} (process ${lock.pid}). Open that address; to run another one beside it, set another PARIX_DATA and PORT.`,
      );
    }
    await sleep(250);
  }
}

function explainRefusal(error) {
  if (!['EACCES', 'EPERM', 'EROFS'].includes(error.code)) return error;
  return new StarterProblem(
    `Không ghi được vào thư mục dữ liệu ${dataFolder}. Hãy chạy bằng người dùng đã tạo ra nó, hoặc đặt PARIX_DATA.`,
    `The data folder ${dataFolder} cannot be written. Run as the user who made it, or set PARIX_DATA.`,
  );
}

function parentOf(pid) {
  try {
    const stat = readFileSync(`/proc/${pid}/stat`, 'utf8');
    return Number(stat.slice(stat.lastIndexOf(')') + 2).split(' ')[1]);
  } catch {
    return undefined;
  }
}

/**
 * npm passes a signal to its shell only, and neither passes it to us: when one of them is gone, the command that the
 * person started has ended, and so must the server.
 */
function whenNpmEnds(stop) {
  if (process.env.npm_lifecycle_event === undefined) return;
  const shell = process.ppid;
  const npm = parentOf(shell);
  const timer = setInterval(() => {
    if (process.ppid === shell && parentOf(shell) === npm) return;
    clearInterval(timer);
    stop();
  }, 200);
  timer.unref();
}

/** Runs the server in our place: its output, its signals, its exit code. */
function runServer() {
  const loader = pathToFileURL(createRequire(join(root, 'package.json')).resolve('tsx')).href;
  const main = join(root, 'apps', 'server', 'src', 'main.ts');
  const env = { ...process.env, TSX_TSCONFIG_PATH: join(root, 'tsconfig.json') };
  const child = spawn(process.execPath, ['--import', loader, main], { stdio: 'inherit', env });
  for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP']) {
    // Ctrl-C in a terminal reaches the server by itself.
    process.on(signal, () => {
      if (signal !== 'SIGINT' || !process.stdin.isTTY) child.kill(signal);
    });
  }
  whenNpmEnds(() => child.kill('SIGTERM'));
  return new Promise((settle, fail) => {
    child.once('error', fail);
    child.once('exit', (code, signal) => settle(code ?? 128 + (constants.signals[signal] ?? 0)));
  });
}

await runStarter(async () => {
  const lock = await takeDataFolder().catch((error) => {
    throw explainRefusal(error);
  });
  try {
    await ensureInstalled();
    ensureWebBuilt();
    process.exitCode = await runServer();
  } finally {
    lock.release();
  }
});
