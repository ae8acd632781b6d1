import type { TestProject } from 'vitest/node';
import { startTestCluster } from '../apps/server/src/db/testing/test-cluster.ts';

/** Starts the one database server of a test run and removes it afterwards, whatever the tests did. */
export async function setup(project: TestProject): Promise<() => Promise<void>> {
  const { stop, ...access } = await startTestCluster();
  project.provide('parixTestCluster', access);
  return stop;
}
