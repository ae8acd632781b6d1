import { createHash } from 'node:crypto';
import { readdirSync, readFileSync, statSync, writeFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { fileURLToPath } from 'node:url';
import { brotliCompressSync, constants, gzipSync } from 'node:zlib';
import react from '@vitejs/plugin-react';
import { defineConfig, type Plugin, type Rollup } from 'vite';

const api = process.env.PARIX_API ?? 'http://localhost:3000';
const SMALLEST = 1024;
/** What is compressed: the scripts of workers (.mjs) too, which are the largest of all. */
const TEXT = /\.(js|mjs|css|svg|ttf)$/;
const BROTLI = { params: { [constants.BROTLI_PARAM_QUALITY]: 9 } };

/** Puts a .br and a .gz beside each text asset once, so that the server never compresses the same bytes again. */
function compressAssets(): Plugin {
  let folder = '';
  return {
    name: 'parix-compress-assets',
    apply: 'build',
    configResolved: (config) => {
      folder = resolve(config.root, config.build.outDir);
    },
    closeBundle: () => {
      const assets = join(folder, 'assets');
      for (const name of readdirSync(assets).filter((file) => TEXT.test(file))) {
        const path = join(assets, name);
        if (statSync(path).size < SMALLEST) continue;
        const bytes = readFileSync(path);
        writeFileSync(`${path}.br`, brotliCompressSync(bytes, BROTLI));
        writeFileSync(`${path}.gz`, gzipSync(bytes, { level: 9 }));
      }
    },
  };
}

const WORKER = fileURLToPath(new URL('./src/service-worker/sw.ts', import.meta.url));
/** Modules that the pages of visits fetch when they open. */
const OFFLINE = /\/features\/inspections\/(field-|device-)|\/locales\/(vi|en)\/(common|inspections)\.json$/;

/** Builds the service worker and puts in it the list of files without which the pages of visits do not open. */
function offlineShell(): Plugin {
  return {
    name: 'parix-offline-shell',
    apply: 'build',
    // After the pieces that held nothing but styles have been taken out.
    enforce: 'post',
    buildStart() {
      this.emitFile({ type: 'chunk', id: WORKER, fileName: 'sw.js' });
    },
    generateBundle: (_options, bundle) => {
      const worker = bundle['sw.js'];
      if (worker?.type !== 'chunk') throw new Error('the service worker was not built');
      const files = JSON.stringify(shellFiles(bundle));
      const version = createHash('sha256').update(files).digest('hex').slice(0, 16);
      worker.code = worker.code
        .replace(/(["'`])__PARIX_SHELL__\1/, () => JSON.stringify(files))
        .replace('__PARIX_SHELL_VERSION__', version);
    },
  };
}

function shellFiles(bundle: Rollup.OutputBundle): readonly string[] {
  const files = new Set<string>();
  const add = (name: string): void => {
    const part = bundle[name];
    if (files.has(`/${name}`) || !part) return;
    files.add(`/${name}`);
    if (part.type !== 'chunk') return;
    for (const other of part.imports) add(other);
    for (const style of part.viteMetadata?.importedCss ?? []) add(style);
    for (const asset of part.viteMetadata?.importedAssets ?? []) add(asset);
  };
  for (const part of Object.values(bundle)) {
    if (part.type !== 'chunk') continue;
    const isEntry = part.isEntry && part.facadeModuleId?.endsWith('/web/index.html') === true;
    if (isEntry || part.moduleIds.some((id) => OFFLINE.test(id))) add(part.fileName);
  }
  for (const name of Object.keys(bundle)) if (/\.woff2$/.test(name)) add(name);
  return [...files].sort();
}

/** No asset is inlined: the server's policy allows scripts, styles and fonts from its own origin only. */
export default defineConfig({
  root: fileURLToPath(new URL('.', import.meta.url)),
  plugins: [react(), offlineShell(), compressAssets()],
  build: {
    target: 'es2022',
    assetsInlineLimit: 0,
    cssCodeSplit: true,
    reportCompressedSize: true,
    // The page of verification stands by itself: whoever checks a result needs no account and no workspace.
    rollupOptions: { input: ['index.html', 'kiem-chung/index.html'] },
  },
  worker: { format: 'es' },
  server: { proxy: { '/api': api, '/health': api } },
});
