import type { Db, PublicContext } from '../../platform/context.ts';
import { newId } from '../../platform/ids.ts';
import type { Person } from '../../platform/person.ts';
import { recountJob } from './recount-dossiers.job.ts';
import { insertRecount } from './recount-runs.queries.ts';

type Origin = Pick<PublicContext, 'now' | 'requestId'> & { readonly person: Person };

/** Dossiers of these procedures follow a change of the catalogue; call it in the transaction of the change. */
export async function orderRecountOfProcedures(
  db: Db,
  origin: Origin,
  codes: readonly string[],
): Promise<void> {
  if (codes.length === 0) return;
  await order(db, origin, { cause: 'procedures', procedureCodes: [...codes] });
}

/** Dossiers to whose time these days belong follow a change of the calendar; call it in its transaction. */
export async function orderRecountOfDays(db: Db, origin: Origin, days: readonly string[]): Promise<void> {
  const sorted = days.toSorted();
  const [firstDay, lastDay] = [sorted[0], sorted.at(-1)];
  if (firstDay === undefined || lastDay === undefined) return;
  await order(db, origin, { cause: 'calendar', firstDay, lastDay });
}

type Scope =
  | { readonly cause: 'procedures'; readonly procedureCodes: string[] }
  | { readonly cause: 'calendar'; readonly firstDay: string; readonly lastDay: string };

async function order(db: Db, { now, requestId, person }: Origin, scope: Scope): Promise<void> {
  const id = newId();
  const author = { authorId: person.accountId, requestId };
  await insertRecount(db, { id, ...scope, ...author, orderedAt: now, changedAt: now });
  await recountJob.enqueue(db, { recountId: id });
}
