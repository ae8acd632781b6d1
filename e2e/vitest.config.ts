import { defineConfig } from 'vitest/config';

/** Specs share one server and go one by one; journeys bring a server each, and wait more than they compute. */
const atOnce = process.env['E2E_FOLDER'] === 'journeys' ? 2 : 1;

export default defineConfig({
  test: {
    include: [`e2e/${process.env['E2E_FOLDER'] ?? '*'}/**/${process.env['E2E'] ?? '*'}.e2e.ts`],
    passWithNoTests: true,
    testTimeout: 300_000,
    hookTimeout: 300_000,
    // A poll waits for something that the machine, however busy, will do.
    expect: { poll: { timeout: 60_000 } },
    maxWorkers: atOnce,
    fileParallelism: atOnce > 1,
  },
});
