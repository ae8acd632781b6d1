import { z } from 'zod';
import { registerJob } from '../../platform/jobs/jobs.ts';
import { takeSome } from './take-file.service.ts';

/** Transactions of one job, so that files of several sources take turns; the next job goes on from there. */
const TIMES = 20;

/** Takes a file of dossiers. A try that was cut off goes on after the last row that was stored. */
export const takeDossierFile = registerJob(
  'dossier-files.take',
  z.object({ fileId: z.uuid() }),
  async (context, { fileId }) => {
    if (await takeSome(context, fileId, TIMES, context.stopping))
      await takeDossierFile.enqueue(context.db, { fileId });
  },
  { retries: 50, retryAfterSeconds: 5, expireSeconds: 1800 },
);
