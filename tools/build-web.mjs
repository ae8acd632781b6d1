/* Builds the web application when its sources changed since the last build. */
import { spawnSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import { existsSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { dirname, join, relative } from 'node:path';
import { root, StarterProblem } from './install.mjs';

const web = join(root, 'apps', 'web');
const markerPath = join(web, 'dist', '.parix-build');
const skipped = new Set(['node_modules', 'dist', 'coverage']);

function listFiles(folder) {
  return readdirSync(folder, { withFileTypes: true }).flatMap((entry) => {
    const path = join(folder, entry.name);
    if (entry.isDirectory()) return skipped.has(entry.name) ? [] : listFiles(path);
    return /\.test\.tsx?$/.test(entry.name) ? [] : [path];
  });
}

/** One hash over the names and contents of everything that the build reads. */
function hashSources() {
  const files = [join(root, 'package-lock.json'), join(root, 'tsconfig.base.json')];
  files.push(...listFiles(web), ...listFiles(join(root, 'packages')));
  const hash = createHash('sha256');
  for (const file of files.sort()) {
    hash
      .update(`${relative(root, file)}\0`)
      .update(readFileSync(file))
      .update('\0');
  }
  return hash.digest('hex');
}

function viteProgram() {
  const manifest = createRequire(join(web, 'package.json')).resolve('vite/package.json');
  return join(dirname(manifest), 'bin', 'vite.js');
}

/** Makes `apps/web/dist` fit the sources; does nothing when it does already. */
export function ensureWebBuilt() {
  const wanted = hashSources();
  if (existsSync(markerPath) && readFileSync(markerPath, 'utf8') === wanted) return;
  console.log('→ Đang dựng giao diện web / Building the web application …');
  const started = Date.now();
  const args = [viteProgram(), 'build', '--logLevel', 'warn', '--outDir', 'dist', '--emptyOutDir'];
  const { status, stdout, stderr } = spawnSync(process.execPath, args, { cwd: web, encoding: 'utf8' });
  if (status !== 0) {
    throw new StarterProblem(
      `Không dựng được giao diện web:\n${stdout}${stderr}\nNếu mã nguồn chưa bị sửa, hãy xóa thư mục node_modules rồi chạy lại.`,
      'The web application could not be built. If no source was changed, remove the folder node_modules and run again.',
    );
  }
  writeFileSync(markerPath, wanted);
  console.log(`  xong / done, ${((Date.now() - started) / 1000).toFixed(1)} s`);
}
