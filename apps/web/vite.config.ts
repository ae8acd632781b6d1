import { readdirSync, readFileSync, statSync, writeFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { fileURLToPath } from 'node:url';
import { brotliCompressSync, constants, gzipSync } from 'node:zlib';
import react from '@vitejs/plugin-react';
import { defineConfig, type Plugin } from 'vite';

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

/** No asset is inlined: the server's policy allows scripts, styles and fonts from its own origin only. */
export default defineConfig({
  root: fileURLToPath(new URL('.', import.meta.url)),
  plugins: [react(), compressAssets()],
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
