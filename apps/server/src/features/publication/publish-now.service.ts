import type { PublicationBuildProblem } from '../../db/schema.ts';
import type { PublicContext } from '../../platform/context.ts';
import type { Person } from '../../platform/person.ts';
import { type PlacedError, refuse } from '../../platform/refusal.ts';
import { inTransaction } from '../../platform/transaction.ts';
import { type Order, orderPublication } from './order-publication.service.ts';
import { findBuild } from './publication-build.queries.ts';
import { runBuild } from './run-build.service.ts';

/** Orders a publication and builds it in this process, for whoever waits for it. Refuses what cannot be published. */
export async function publishNow(
  context: PublicContext,
  roundId: string,
  order: Order,
  person: Person | null,
): Promise<void> {
  const id = await inTransaction(context.db, (db) =>
    orderPublication({ ...context, db }, roundId, order, person),
  );
  await runBuild(context, id, { stopping: new AbortController().signal, lastTry: true });
  const ended = await findBuild(context.db, id);
  if (ended?.state !== 'published') refuse('not-ready', { errors: (ended?.problems ?? []).map(placed) });
}

const placed = ({ place, code, vi, en }: PublicationBuildProblem): PlacedError => ({
  place,
  code,
  message: `${vi} / ${en}`,
});
