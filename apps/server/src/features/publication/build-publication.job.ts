import { z } from 'zod';
import { registerJob } from '../../platform/jobs/jobs.ts';
import { runBuild } from './run-build.service.ts';

/** Builds what was ordered and publishes it. A try that was cut off is begun anew: it left nothing but a draft file. */
export const buildPublication = registerJob(
  'publication.build',
  z.object({ buildId: z.uuid() }),
  (context, { buildId }) => runBuild(context, buildId, context),
  { retries: 3, retryAfterSeconds: 10, expireSeconds: 1800 },
);
