/* Installs the packages of the lock file when they are missing or older. Nothing but Node. */
import { spawn } from 'node:child_process';
import { createHash } from 'node:crypto';
import { existsSync, readFileSync, statfsSync, writeFileSync } from 'node:fs';
import { dirname, join, resolve } from 'node:path';
import { fileURLToPath } from 'node:url';
import { acquireInstanceLock, findInstance } from '../apps/server/src/platform/instance-lock.mjs';

export const root = resolve(dirname(fileURLToPath(import.meta.url)), '..');

/** Data folder of this installation, as the server's settings have it. */
export const dataFolder = resolve(process.env.PARIX_DATA || join(root, '.parix'));

const neededBytes = 800_000_000;

/** A problem that the person at the terminal can solve; shown without a stack trace. */
export class StarterProblem extends Error {
  constructor(vi, en) {
    super(`${vi}\n${en}`);
  }
}

/** Runs the steps of a starter; a known problem ends it with its message and exit code 1. */
export async function runStarter(steps) {
  try {
    await steps();
  } catch (error) {
    console.error(error instanceof StarterProblem ? `\n✗ ${error.message}` : error);
    process.exitCode = 1;
  }
}

const markerPath = join(root, 'node_modules', '.parix-lock');

function lockHash() {
  return createHash('sha256')
    .update(readFileSync(join(root, 'package-lock.json')))
    .digest('hex');
}

function readMarker() {
  return existsSync(markerPath) ? readFileSync(markerPath, 'utf8').trim() : undefined;
}

const readPackages = (path) => Object.entries(JSON.parse(readFileSync(path, 'utf8')).packages);

/** Packages that must be there; those for other systems are rightly absent, workspaces are in the clone. */
function requiredPackages() {
  return readPackages(join(root, 'package-lock.json')).filter(
    ([path, { link, optional }]) => path.includes('node_modules/') && !link && !optional,
  );
}

/** Whether npm's own record of what it installed agrees with the lock file: then somebody ran `npm ci` by hand. */
function installedByHand() {
  const recordPath = join(root, 'node_modules', '.package-lock.json');
  if (!existsSync(recordPath)) return false;
  const present = new Map(readPackages(recordPath));
  return requiredPackages().every(([path, { version }]) => present.get(path)?.version === version);
}

function isInstalled() {
  if (!requiredPackages().every(([path]) => existsSync(join(root, path)))) return false;
  if (readMarker() === lockHash()) return true;
  if (!installedByHand()) return false;
  writeFileSync(markerPath, lockHash());
  return true;
}

function freeBytes() {
  const { bavail, bsize } = statfsSync(root);
  return bavail * bsize;
}

const diskFull = () =>
  new StarterProblem(
    `Ổ đĩa chứa ${root} không đủ chỗ (cần khoảng 0,8 GB). Hãy giải phóng chỗ rồi chạy lại.`,
    `The disk that holds ${root} has too little room (about 0.8 GB is needed). Free some space and run again.`,
  );

/** `npm ci`, by the npm that started us if there is one. */
function npmCi() {
  const args = ['ci', '--ignore-scripts', '--include=dev', '--no-audit', '--no-fund', '--loglevel=error'];
  const npm = process.env.npm_execpath;
  const [command, commandArgs] =
    npm && /\.c?js$/.test(npm) ? [process.execPath, [npm, ...args]] : ['npm', args];
  return new Promise((settle) => {
    let output = '';
    const child = spawn(command, commandArgs, { cwd: root, stdio: ['ignore', 'pipe', 'pipe'] });
    for (const stream of [child.stdout, child.stderr]) {
      stream.on('data', (chunk) => (output = (output + chunk).slice(-20_000)));
    }
    child.once('error', (error) => settle({ code: 1, output: error.message }));
    child.once('close', (code) => settle({ code: code ?? 1, output }));
  });
}

function installFailed(output) {
  if (/ENOSPC|no space left/i.test(output)) return diskFull();
  const lines = output.trim().split('\n');
  const said = lines
    .filter((line) => !/^npm error\s+at /.test(line))
    .slice(0, 12)
    .join('\n  ');
  if (/\bEUSAGE\b/.test(output)) {
    return new StarterProblem(
      `package-lock.json không khớp với package.json:\n  ${said}\nHãy lấy lại cả hai tệp từ git; nếu vừa đổi gói phụ thuộc thì chạy npm install.`,
      'package-lock.json does not fit package.json. Restore both from git; after a change of dependencies run npm install.',
    );
  }
  if (/EACCES|EPERM|EROFS/.test(output)) {
    return new StarterProblem(
      `npm không ghi được vào ${root}:\n  ${said}\nHãy chạy bằng người dùng sở hữu thư mục này.`,
      `npm cannot write to ${root}. Run as the user who owns this folder.`,
    );
  }
  return new StarterProblem(
    `npm không cài được các gói:\n  ${said}\nHãy kiểm tra kết nối mạng (hoặc proxy, kho npm nội bộ) rồi chạy lại cùng lệnh này.`,
    'npm could not install the packages. Check the network (or the proxy, the npm registry) and run the same command again.',
  );
}

async function install() {
  const running = findInstance(dataFolder);
  if (running !== undefined) {
    throw new StarterProblem(
      `Cần cài lại các gói, nhưng Parix đang chạy tại ${running.address} (tiến trình ${running.pid}). Hãy dừng nó trước.`,
      `Packages have to be installed again, but Parix runs at ${running.address} (process ${running.pid}). Stop it first.`,
    );
  }
  if (freeBytes() < neededBytes) throw diskFull();
  console.log('→ Đang cài các gói, khoảng một phút / Installing packages, about a minute …');
  const started = Date.now();
  const { code, output } = await npmCi();
  if (code !== 0) throw installFailed(output);
  writeFileSync(markerPath, lockHash());
  console.log(`  xong / done, ${((Date.now() - started) / 1000).toFixed(1)} s`);
}

/** Waits for another starter of this clone that is installing, then installs what is still missing. */
export async function ensureInstalled() {
  let told = false;
  while (!isInstalled()) {
    const lock = acquireInstanceLock(join(root, '.parix', 'install'), 'npm ci');
    if (lock.acquired) {
      try {
        if (!isInstalled()) await install();
      } finally {
        lock.release();
      }
      continue;
    }
    if (!told)
      console.log(`→ Chờ tiến trình ${lock.pid} cài xong / Waiting for process ${lock.pid} to install …`);
    told = true;
    await new Promise((resolveWait) => setTimeout(resolveWait, 500));
  }
}
