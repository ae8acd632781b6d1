import type { Publication, PublicationBuild } from '@parix/api-contract';
import '../features/jobs.ts';
import { runWaiting } from './job-runs.ts';
import { ok } from './road.ts';
import type { Client, TestApp } from './test-app.ts';

export const DECISION = { decisionNumber: '12/QĐ-MẪU', decisionDate: '2022-06-30' };

/** Orders a publication of an approved round and runs the job that builds it. Throws when nothing came of it. */
export async function publishRound(
  test: TestApp,
  standingBody: Client,
  roundId: string,
  body: object = DECISION,
): Promise<Publication> {
  await ok(standingBody.send('POST', `/rounds/${roundId}/publications`, body));
  await runWaiting(test, 'publication.build');
  const { build } = await ok<{ build: PublicationBuild | null }>(
    standingBody.get(`/rounds/${roundId}/publication-build`),
  );
  if (!build?.publication) throw new Error(JSON.stringify(build));
  return build.publication;
}
