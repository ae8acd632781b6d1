import { fileURLToPath } from 'node:url';
import react from '@vitejs/plugin-react';
import { defineConfig } from 'vite';

const api = process.env.PARIX_API ?? 'http://localhost:3000';

/** No asset is inlined: the server's policy allows scripts, styles and fonts from its own origin only. */
export default defineConfig({
  root: fileURLToPath(new URL('.', import.meta.url)),
  plugins: [react()],
  build: { target: 'es2022', assetsInlineLimit: 0, cssCodeSplit: true, reportCompressedSize: true },
  server: { proxy: { '/api': api, '/health': api } },
});
