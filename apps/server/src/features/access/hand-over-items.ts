import type { Db } from '../../platform/context.ts';
import { newId } from '../../platform/ids.ts';

interface HandOver {
  readonly unitId: string;
  readonly from: string;
  readonly to: string;
  readonly by: string;
  readonly now: Date;
}

/**
 * Gives the items of one person to another, in every round of the unit in which they are still given. What is ended
 * stays as history; whoever has an item already does not get it twice. @returns how many items went over
 */
export async function handOverItems(db: Db, { unitId, from, to, by, now }: HandOver): Promise<number> {
  const open = await db
    .updateTable('itemAssignment')
    .set({ endsAt: now, endedBy: by })
    .where('unitId', '=', unitId)
    .where('accountId', '=', from)
    .where('endsAt', 'is', null)
    .returning(['roundId', 'itemId'])
    .execute();
  const had = await db
    .selectFrom('itemAssignment')
    .select(['roundId', 'itemId'])
    .where('unitId', '=', unitId)
    .where('accountId', '=', to)
    .where('endsAt', 'is', null)
    .execute();
  const taken = new Set(had.map(({ roundId, itemId }) => `${roundId}/${itemId}`));
  const rows = open
    .filter(({ roundId, itemId }) => !taken.has(`${roundId}/${itemId}`))
    .map((item) => ({ unitId, ...item, id: newId(), accountId: to, startsAt: now, assignedBy: by }));
  if (rows.length > 0) await db.insertInto('itemAssignment').values(rows).execute();
  return open.length;
}
