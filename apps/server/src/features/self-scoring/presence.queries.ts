import { sql } from 'kysely';
import type { Db } from '../../platform/context.ts';

interface CardKey {
  readonly roundId: string;
  readonly unitId: string;
}

export async function notePresence(
  db: Db,
  card: CardKey,
  who: { readonly accountId: string; readonly itemId: string | null; readonly seenAt: Date },
): Promise<void> {
  const { itemId, seenAt } = who;
  await db
    .insertInto('cardPresence')
    .values({ ...card, ...who })
    .onConflict((conflict) =>
      conflict.columns(['unitId', 'roundId', 'accountId']).doUpdateSet({ itemId, seenAt }),
    )
    .execute();
}

/** Other people who gave a sign of life since the instant, by name. */
export function listPresent(db: Db, { roundId, unitId }: CardKey, notWho: string, since: Date) {
  return db
    .selectFrom('cardPresence as p')
    .innerJoin('account as a', 'a.id', 'p.accountId')
    .select(['a.displayName as name', 'p.itemId', 'p.seenAt'])
    .where('p.unitId', '=', unitId)
    .where('p.roundId', '=', roundId)
    .where('p.accountId', '!=', notWho)
    .where('p.seenAt', '>', since)
    .orderBy('a.displayName')
    .limit(50)
    .execute();
}

export interface ChangedItem {
  readonly itemId: string;
  readonly version: number;
  readonly by: string | null;
  readonly at: Date;
}

/** Items saved since the instant, each with its newest version. */
export async function listChangedSince(db: Db, card: CardKey, since: Date): Promise<readonly ChangedItem[]> {
  const { rows } = await sql<ChangedItem>`
    select distinct on (e.item_id) e.item_id as "itemId", e.version, a.display_name as by, e.recorded_at as at
    from item_entry e left join account a on a.id = e.author_id
    where e.unit_id = ${card.unitId} and e.round_id = ${card.roundId} and e.recorded_at > ${since}
    order by e.item_id, e.version desc`.execute(db);
  return rows;
}
