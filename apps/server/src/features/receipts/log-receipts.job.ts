import { z } from 'zod';
import { registerJob, schedule } from '../../platform/jobs/jobs.ts';
import { loadLogKey } from '../publication/transparency-log.read-model.ts';
import { logPendingReceipts } from './log-receipts.service.ts';

/** Often enough that a proof can be had while people still look at the page; an empty look costs one statement. */
const EVERY_SECONDS = 30;

const logReceipts = registerJob('receipts.log', z.object({}), async ({ db, now, config, log }) => {
  const logged = await logPendingReceipts(db, now, loadLogKey(config));
  if (logged > 0) log.info({ logged }, 'receipts were logged');
});
schedule(logReceipts, { everySeconds: EVERY_SECONDS });
