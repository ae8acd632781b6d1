import { z } from 'zod';
import { registerJob } from '../../platform/jobs/jobs.ts';
import { takeSome } from './take-file.service.ts';

/** Batches of one job, well within the time after which it counts as lost; the next job goes on from there. */
const BATCHES = 40;

/** Takes a file of dossiers. A try that was cut off goes on after the last batch that was stored. */
export const takeDossierFile = registerJob(
  'dossier-files.take',
  z.object({ fileId: z.uuid() }),
  async (context, { fileId }) => {
    if (await takeSome(context, fileId, BATCHES, context.stopping))
      await takeDossierFile.enqueue(context.db, { fileId });
  },
  { retries: 50, retryAfterSeconds: 5, expireSeconds: 300 },
);
