/* The whole check of a change, from types to the browser; stops after the first row of steps in which one fails. */
import { spawn } from 'node:child_process';
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { ensureInstalled, root, runStarter, StarterProblem } from './install.mjs';

/** Path of a program that a package brings along, for `node`. */
function program(packageName, name = packageName) {
  const folder = join(root, 'node_modules', packageName);
  const { bin } = JSON.parse(readFileSync(join(folder, 'package.json'), 'utf8'));
  return join(folder, typeof bin === 'string' ? bin : bin[name]);
}

function run(args) {
  return new Promise((settle, fail) => {
    const child = spawn(process.execPath, args, { cwd: root, stdio: ['ignore', 'inherit', 'inherit'] });
    child.once('error', fail);
    child.once('exit', (code) => settle(code === 0));
  });
}

/** Runs beside another step; what it says is held back until it ends. */
function runBeside(args) {
  return new Promise((settle, fail) => {
    const child = spawn(process.execPath, args, { cwd: root, stdio: ['ignore', 'pipe', 'pipe'] });
    const said = [];
    child.stdout.on('data', (chunk) => said.push(chunk));
    child.stderr.on('data', (chunk) => said.push(chunk));
    child.once('error', fail);
    child.once('close', (code) => {
      process.stdout.write(Buffer.concat(said));
      settle(code === 0);
    });
  });
}

function typeScriptProjects() {
  const workspaces = ['packages', 'apps'].flatMap((folder) =>
    readdirSync(join(root, folder)).map((name) => join(folder, name, 'tsconfig.json')),
  );
  const apart = ['golden', 'tools'].map((name) => join('packages', 'criteria-sets', name, 'tsconfig.json'));
  return ['tsconfig.tools.json', ...apart, ...workspaces.filter((path) => existsSync(join(root, path)))];
}

async function checkTypes() {
  let passed = true;
  for (const project of typeScriptProjects()) {
    // What is known from the last run is kept beside the packages, so that it goes when they go.
    const cache = join('node_modules', '.cache', 'tsc', `${project.replaceAll(/[\\/]/g, '-')}.tsbuildinfo`);
    const args = ['-p', project, '--pretty', '--incremental', '--tsBuildInfoFile', cache];
    if (!(await runBeside([program('typescript-7', 'tsc'), ...args]))) passed = false;
  }
  return passed;
}

/** One after the other; those in one row at the same time. */
const steps = [
  [
    {
      name: 'Kiểu / Types',
      run: checkTypes,
      vi: 'Sửa các lỗi kiểu ở trên.',
      en: 'Correct the type errors above.',
    },
    {
      name: 'Định dạng / Format',
      run: () => runBeside([program('prettier'), '--check', '--log-level', 'warn', '.']),
      vi: 'Chạy: npx prettier --write .',
      en: 'Run: npx prettier --write .',
    },
    {
      name: 'Quy tắc mã / Lint',
      run: () => runBeside([program('eslint'), '--max-warnings', '0', '.']),
      vi: 'Sửa các lỗi trên; nhiều lỗi sửa được bằng: npx eslint --fix .',
      en: 'Correct the errors above; many are corrected by: npx eslint --fix .',
    },
    {
      name: 'Mã không dùng / Unused code',
      run: () => runBeside([program('knip')]),
      vi: 'Xóa phần không dùng ở trên.',
      en: 'Remove the unused parts above.',
    },
  ],
  [
    {
      name: 'Kiểm thử / Tests',
      run: () => run([program('vitest'), 'run']),
      vi: 'Chạy lại riêng tệp bị lỗi: npx vitest run <tệp>',
      en: 'Run the failing file alone: npx vitest run <file>',
    },
  ],
  [
    {
      name: 'Đầu cuối / End to end',
      run: () => run(['--import', 'tsx', join('e2e', 'run.ts')]),
      skip: process.argv.includes('--no-e2e'),
      vi: 'Chạy lại riêng: node --import tsx e2e/run.ts',
      en: 'Run it alone: node --import tsx e2e/run.ts',
    },
  ],
];

const seconds = (since) => `${((Date.now() - since) / 1000).toFixed(1)} s`;

async function take({ name, run: work, vi, en }) {
  console.log(`\n■ ${name}`);
  const started = Date.now();
  if (!(await work())) {
    console.log(`✗ ${name}`);
    return new StarterProblem(`${name}: ${vi}`, `(${seconds(started)}) ${en}`);
  }
  console.log(`✓ ${name} (${seconds(started)})`);
  return undefined;
}

await runStarter(async () => {
  const begun = Date.now();
  await ensureInstalled();
  for (const row of steps) {
    const problems = await Promise.all(row.filter(({ skip }) => skip !== true).map(take));
    const first = problems.find((problem) => problem !== undefined);
    if (first) throw first;
  }
  console.log(`\n✓ Tất cả đều đạt / All passed (${seconds(begun)})`);
});
