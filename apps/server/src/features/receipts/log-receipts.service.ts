import { receiptEntry } from '@parix/publication';
import type { Transaction } from 'kysely';
import type { Database } from '../../db/schema.ts';
import type { Db } from '../../platform/context.ts';
import { appendEntries, type LogKey, tryLockLog } from '../publication/transparency-log.read-model.ts';
import { markLogged, waitingReceipts } from './receipts.queries.ts';

/** Entries under one checkpoint; a statement with them stays below PostgreSQL's 65 535 parameters. */
const BATCH = 5000;

/**
 * Appends the waiting receipts to the log, one checkpoint per batch. May run in several processes at once and be
 * repeated: whoever holds the log does the work, the others find nothing to do and come back.
 * @returns how many were logged now.
 */
export async function logPendingReceipts(db: Db, now: Date, key: LogKey): Promise<number> {
  let logged = 0;
  for (;;) {
    const batch = await db.transaction().execute((tx) => logBatch(tx, now, key));
    logged += batch;
    if (batch < BATCH) return logged;
  }
}

async function logBatch(tx: Transaction<Database>, now: Date, key: LogKey): Promise<number> {
  if (!(await tryLockLog(tx))) return 0;
  const waiting = await waitingReceipts(tx, BATCH);
  if (waiting.length === 0) return 0;
  const entries = waiting.map(({ textSha256 }) => receiptEntry(textSha256));
  const { first } = await appendEntries(tx, key, entries, now);
  await markLogged(tx, waiting, first, now);
  return waiting.length;
}
