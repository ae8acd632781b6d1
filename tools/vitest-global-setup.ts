import type { TestProject } from 'vitest/node';
import { startTestCluster } from '../apps/server/src/db/testing/test-cluster.ts';

/** Starts the one database server of a test run and removes it afterwards, whatever the tests did. */
export async function setup(project: TestProject): Promise<() => Promise<void>> {
  const { owner, app, stop } = await startTestCluster();
  project.provide('parixTestCluster', { owner, app });
  return stop;
}
