import { defineConfig } from 'vitest/config';

/** One worker: the specs of a folder share one server, or bring one each, and use one browser at a time. */
export default defineConfig({
  test: {
    include: [`e2e/${process.env['E2E_FOLDER'] ?? '*'}/**/${process.env['E2E'] ?? '*'}.e2e.ts`],
    passWithNoTests: true,
    testTimeout: 180_000,
    hookTimeout: 120_000,
    maxWorkers: 1,
    fileParallelism: false,
  },
});
