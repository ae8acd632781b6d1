import { z } from 'zod';
import { registerJob } from '../../platform/jobs/jobs.ts';
import { recountSome, waitForOldCounts } from './recount-runs.service.ts';

/** Batches of one job, well within the time after which it counts as lost; the next job goes on from there. */
const BATCHES = 200;

/** Counts dossiers again after a procedure or the calendar has changed. Repeated, it does only what is left. */
export const recountJob = registerJob(
  'dossiers.recount',
  z.object({ recountId: z.uuid() }),
  async ({ db, now, log, stopping }, { recountId }) => {
    await waitForOldCounts(db);
    for (let batch = 0; batch < BATCHES; batch += 1) {
      if (!(await recountSome(db, recountId, now))) return log.info({ recountId }, 'a recount is finished');
      stopping.throwIfAborted();
    }
    await recountJob.enqueue(db, { recountId });
  },
  { retries: 20, retryAfterSeconds: 10 },
);
