import { z } from 'zod';
import { type JobContext, registerJob, schedule } from '../../platform/jobs/jobs.ts';
import { evidenceStore } from './evidence-store.read-model.ts';
import { filesToScan, insertScan } from './evidence.queries.ts';
import { withLocalCopy } from './local-copy.ts';
import { scanFile } from './scan-file.ts';

const EVERY_SECONDS = 600;
/** A scanner that has just come back is not asked for everything at once. */
const AT_ONCE = 100;

const scanAgain = registerJob('evidence.scan-again', z.object({}), scanWaiting);
schedule(scanAgain, { everySeconds: EVERY_SECONDS });

/** Asks the scanner about files that came while there was none, or none that answered. */
async function scanWaiting({ db, now, config, log, stopping }: JobContext): Promise<void> {
  const { scanner } = config;
  if (!scanner) return;
  for (const sha256 of await filesToScan(db, now, AT_ONCE)) {
    if (stopping.aborted) return;
    const scan = await withLocalCopy(evidenceStore(config), sha256, (path) => scanFile(path, scanner));
    await insertScan(db, { sha256, ...scan, at: now });
    if (scan.state === 'infected')
      log.warn({ sha256, signature: scan.signature }, 'a stored file is infected');
  }
}
