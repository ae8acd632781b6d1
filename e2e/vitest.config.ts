import { defineConfig } from 'vitest/config';

/** One worker: the specs share one server and one browser at a time. */
export default defineConfig({
  test: {
    include: [`e2e/specs/**/${process.env['E2E'] ?? '*'}.e2e.ts`],
    testTimeout: 180_000,
    hookTimeout: 120_000,
    maxWorkers: 1,
    fileParallelism: false,
  },
});
