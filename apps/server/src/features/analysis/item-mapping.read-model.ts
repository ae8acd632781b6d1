import type { Db } from '../../platform/context.ts';
import { findMapping } from './item-mapping.queries.ts';
import { storedEntries } from './item-mapping.service.ts';

/** Item of the earlier version → items of the later one that it became, as people confirmed; null: nobody has. */
export async function mappedItems(
  db: Db,
  from: string,
  to: string,
): Promise<ReadonlyMap<string, readonly string[]> | null> {
  const row = await findMapping(db, from, to);
  if (!row) return null;
  const comparable = storedEntries.parse(row.entries).filter(({ kind }) => kind !== 'not-comparable');
  return new Map(comparable.flatMap((entry) => entry.from.map((id) => [id, entry.to] as const)));
}
