import { z } from 'zod';
import { recordAudit } from '../../platform/audit-log.ts';
import { type JobContext, registerJob, schedule } from '../../platform/jobs/jobs.ts';
import { inTransaction } from '../../platform/transaction.ts';
import { changeFile, endedAmong, lockFile, uploadedBefore } from './dossier-files.queries.ts';
import { heldContents, removeContent } from './file-content.ts';

/** A file may lie over a long weekend between its preview and the order to take it. */
export const DAYS_KEPT = 7;
const DAY_MS = 86_400_000;
/** Files of one run; the next run goes on. */
const AT_ONCE = 500;

const sweepFiles = registerJob('dossier-files.sweep', z.object({}), sweep);
schedule(sweepFiles, { everySeconds: 3600 });

/** Ends files that were announced long ago and never taken, and removes what lies in the folder for no file under way. */
async function sweep(context: JobContext): Promise<void> {
  const { db, now, config, log, stopping } = context;
  const before = new Date(now.getTime() - DAYS_KEPT * DAY_MS);
  for (const id of await uploadedBefore(db, before, AT_ONCE)) {
    if (stopping.aborted) return;
    await abandon(context, id);
  }
  // A process that was killed between the end of a file and the removal of its bytes leaves them behind.
  const removed = await endedAmong(db, await heldContents(config));
  for (const id of removed) await removeContent(config, id);
  if (removed.length > 0)
    log.info({ files: removed.length }, 'files of dossiers that had ended were removed');
}

function abandon({ db, now, requestId }: JobContext, id: string): Promise<void> {
  return inTransaction(db, async (tx) => {
    const file = await lockFile(tx, id);
    // Somebody ordered or cancelled it meanwhile.
    if (file?.state !== 'uploading') return;
    await changeFile(tx, id, { state: 'abandoned', endedAt: now });
    await recordAudit(
      tx,
      { now, requestId, person: null },
      {
        action: 'dossier-file.abandoned',
        subject: `dossier-source:${file.sourceId}`,
        detail: { file: id, name: file.name, size: file.size },
      },
    );
  });
}
