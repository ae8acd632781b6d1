import type { ROUTES } from '@parix/api-contract';
import { z } from 'zod';
import type { Context, Db } from '../../platform/context.ts';
import { decodeCursor, toPage } from '../../platform/pagination.ts';
import { inTransaction } from '../../platform/transaction.ts';
import { archivedAmong } from '../dossier-archive/archives.read-model.ts';
import { recountDossiers } from './recount-dossiers.ts';
import {
  allSources,
  listRecountRows,
  nextDossiers,
  nextUnit,
  noteRecount,
  type RecountRow,
  takeRecount,
} from './recount-runs.queries.ts';
import { lockSource } from './take-events.queries.ts';

/** Dossiers of one transaction: events that arrive meanwhile wait for it. */
const BATCH = 500;

/**
 * Waits for every batch of events that is being counted by what stood before the change: it has read the old rule, and
 * would otherwise be stored after the recount has passed its unit.
 */
export async function waitForOldCounts(db: Db): Promise<void> {
  for (const sourceId of await allSources(db)) await inTransaction(db, (tx) => lockSource(tx, sourceId));
}

/**
 * Counts the next dossiers of a recount again and notes the place, in one transaction: cut off at any moment, it goes on
 * from there. Counting a dossier again that was counted already changes nothing.
 * @returns false when it is finished
 */
export function recountSome(db: Db, id: string, now: Date, limit = BATCH): Promise<boolean> {
  return inTransaction(db, async (tx) => {
    const run = await takeRecount(tx, id);
    if (!run) return false;
    const found = run.atUnit === null ? [] : await nextDossiers(tx, run, limit);
    const [first] = found;
    if (!first) return goOn(tx, run, now);
    await lockSource(tx, first.sourceId);
    const some = found.filter(({ sourceId }) => sourceId === first.sourceId);
    // Asked under the lock, all of one unit. An archived one keeps what it came to by the rules of its time.
    const archived = new Set((await archivedAmong(tx, first.sourceId, some)).map(({ code }) => code));
    const keys = some.filter(({ code }) => !archived.has(code));
    if (keys.length > 0) await recountDossiers(tx, first.sourceId, keys, now);
    const counts = {
      dossiers: run.dossiers + keys.length,
      archived: run.archived + some.length - keys.length,
    };
    const place = { atSource: first.sourceId, atDossier: some.at(-1)?.code ?? null };
    await noteRecount(tx, id, { ...place, ...counts }, now);
    return true;
  });
}

async function goOn(db: Db, run: RecountRow, now: Date): Promise<boolean> {
  const unit = await nextUnit(db, run, run.atUnit);
  const change = unit === null ? { finishedAt: now } : { atUnit: unit, atSource: null, atDossier: null };
  await noteRecount(db, run.id, change, now);
  return unit !== null;
}

const cursorKey = z.tuple([z.iso.datetime(), z.uuid()]);

export async function listRecounts(
  context: Context,
  { limit, cursor }: z.output<typeof ROUTES.listDossierRecounts.query>,
) {
  context.permit('dossier-figures.read');
  const rows = await listRecountRows(context.db, decodeCursor(cursor, cursorKey), limit + 1);
  return toPage(
    rows,
    limit,
    ({ orderedAt, id }) => [orderedAt.toISOString(), id],
    ({ orderedAt, changedAt, finishedAt, ...row }) => ({
      ...row,
      orderedAt: orderedAt.toISOString(),
      changedAt: changedAt.toISOString(),
      finishedAt: finishedAt?.toISOString() ?? null,
    }),
  );
}
