import type { Assignee } from '@parix/api-contract';
import type { Db } from '../../platform/context.ts';
import { type CardKey, listAssignmentRows } from './assignments.queries.ts';
import { describeAssignment } from './describe-assignment.ts';

/** Who fills the items of a card now, by item; all items, or those named. An item that nobody fills is left out. */
export async function cardAssignees(
  db: Db,
  card: CardKey,
  now: Date,
  itemIds?: readonly string[],
): Promise<ReadonlyMap<string, readonly Assignee[]>> {
  const found = new Map<string, Assignee[]>();
  for (const row of await listAssignmentRows(db, card, now, { itemIds })) {
    const { assignee } = describeAssignment(row);
    found.set(row.itemId, [...(found.get(row.itemId) ?? []), assignee]);
  }
  return found;
}
