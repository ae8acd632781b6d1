import type { TestApp } from './test-app.ts';

/** Takes away what the way so far has recorded in the log, for tests that count its entries from the first. */
export async function emptyLog({ owner }: Pick<TestApp, 'owner'>): Promise<void> {
  await owner.deleteFrom('logCheckpoint').execute();
  await owner.deleteFrom('logNode').execute();
  await owner.deleteFrom('logEntry').execute();
}
