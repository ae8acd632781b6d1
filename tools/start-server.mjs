/* Installs, builds and runs the server; holds the data folder meanwhile, so that a second start does no harm. */
import { spawn } from 'node:child_process';
import { constants } from 'node:os';
import { createRequire } from 'node:module';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { acquireInstanceLock } from '../apps/server/src/platform/instance-lock.mjs';
import { ensureWebBuilt } from './build-web.mjs';
import { dataFolder, ensureInstalled, root, runStarter, StarterProblem } from './install.mjs';

const address =
  process.env.PUBLIC_URL || `http://${process.env.HOST || '127.0.0.1'}:${process.env.PORT || 3000}`;

function takeDataFolder() {
  try {
    const lock = acquireInstanceLock(dataFolder, address);
    if (lock.acquired) return lock;
    throw new StarterProblem(
      `Parix đang chạy tại ${lock.address} (tiến trình ${lock.pid}). Hãy mở địa chỉ đó; muốn chạy thêm một bản khác thì đặt PARIX_DATA và PORT khác.`,
      `Parix already runs at ${lock.address} (process ${lock.pid}). Open that address; to run another one beside it, set another PARIX_DATA and PORT.`,
    );
  } catch (error) {
    if (!['EACCES', 'EPERM', 'EROFS'].includes(error.code)) throw error;
    throw new StarterProblem(
      `Không ghi được vào thư mục dữ liệu ${dataFolder}. Hãy chạy bằng người dùng đã tạo ra nó, hoặc đặt PARIX_DATA.`,
      `The data folder ${dataFolder} cannot be written. Run as the user who made it, or set PARIX_DATA.`,
    );
  }
}

/** Runs the server in our place: its output, its signals, its exit code. */
function runServer() {
  const loader = pathToFileURL(createRequire(join(root, 'package.json')).resolve('tsx')).href;
  const main = join(root, 'apps', 'server', 'src', 'main.ts');
  const env = { ...process.env, TSX_TSCONFIG_PATH: join(root, 'tsconfig.json') };
  const child = spawn(process.execPath, ['--import', loader, main], { stdio: 'inherit', env });
  for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP']) {
    // Ctrl-C in a terminal reaches the server by itself.
    process.on(signal, () => (signal === 'SIGINT' && process.stdin.isTTY ? undefined : child.kill(signal)));
  }
  return new Promise((settle, fail) => {
    child.once('error', fail);
    child.once('exit', (code, signal) => settle(code ?? 128 + (constants.signals[signal] ?? 0)));
  });
}

await runStarter(async () => {
  const lock = takeDataFolder();
  try {
    await ensureInstalled();
    ensureWebBuilt();
    process.exitCode = await runServer();
  } finally {
    lock.release();
  }
});
