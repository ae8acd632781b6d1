import type { Db } from '../../platform/context.ts';
import { type EntryKey, listEntryVersions } from './item-entries.queries.ts';

/** One stored version of an item; undefined when there is none. */
export async function entryVersion(db: Db, key: EntryKey, version: number) {
  const [row] = await listEntryVersions(db, key, version + 1, 1);
  return row?.version === version ? row : undefined;
}
