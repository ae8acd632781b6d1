import type { Db } from '../../platform/context.ts';
import type { Locale } from '../../platform/locale.ts';
import type { IndexedItem } from '../criteria-sets/set-library.read-model.ts';
import { type CountedRow, latestCounted } from './counted-figures.queries.ts';
import { measuredKeys } from './keep-measured.read-model.ts';
import { provenanceWords } from './provenance-words.ts';
import { provenanceOf } from './stored-provenance.ts';

/** Sentences that say where the measured figures of an item of a unit come from; none for declared ones. */
export type ProvenanceOf = (unitId: string, indexed: IndexedItem) => readonly string[];

const NONE: ProvenanceOf = () => [];

/** Read once for the units; a set without measured figures asks the database nothing. */
export async function loadProvenance(
  db: Db,
  items: ReadonlyMap<string, IndexedItem>,
  {
    roundId,
    unitIds,
    itemId,
  }: {
    readonly roundId: string;
    readonly unitIds: readonly string[];
    readonly itemId?: string | undefined;
  },
  locale: Locale,
): Promise<ProvenanceOf> {
  const looked = itemId === undefined ? [...items.values()] : [items.get(itemId)];
  const isMeasured = looked.some((indexed) => indexed && measuredKeys(indexed.item).length > 0);
  if (!isMeasured) return NONE;
  const rows = new Map<string, CountedRow[]>();
  for (const row of await latestCounted(db, roundId, unitIds, itemId)) {
    const key = `${row.unitId} ${row.itemId}`;
    const known = rows.get(key);
    if (known) known.push(row);
    else rows.set(key, [row]);
  }
  return (unitId, { item }) =>
    provenanceOf(item, rows.get(`${unitId} ${item.id}`) ?? [], locale).map((each) =>
      provenanceWords(each, locale),
    );
}
