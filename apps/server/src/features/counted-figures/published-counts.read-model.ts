import type { PublishedCount } from '@parix/publication';
import type { Db } from '../../platform/context.ts';
import type { IndexedItem } from '../criteria-sets/set-library.read-model.ts';
import { latestCounted } from './counted-figures.queries.ts';
import { measuredKeys } from './keep-measured.read-model.ts';
import { type Provenance, provenanceWords } from './provenance-words.ts';
import { provenanceOf } from './stored-provenance.ts';

/** item id -> where its figures come from. */
export type CountsOfUnit = Readonly<Record<string, readonly PublishedCount[]>>;

/** What a publication says of figures that nobody declared, by unit; of a set without any nothing is asked. */
export async function publishedCounts(
  db: Db,
  items: ReadonlyMap<string, IndexedItem>,
  roundId: string,
  unitIds: readonly string[],
): Promise<ReadonlyMap<string, CountsOfUnit>> {
  const measured = [...items.values()].filter(({ item }) => measuredKeys(item).length > 0);
  if (measured.length === 0) return new Map();
  const rows = await latestCounted(db, roundId, unitIds);
  return new Map(
    unitIds.map((unitId) => {
      const own = rows.filter((row) => row.unitId === unitId);
      const counts = measured.map(({ item }): [string, readonly PublishedCount[]] => {
        const ofItem = own.filter(({ itemId }) => itemId === item.id);
        return [item.id, provenanceOf(item, ofItem, 'vi').map(toCount)];
      });
      return [unitId, Object.fromEntries(counts.filter(([, found]) => found.length > 0))];
    }),
  );
}

const toCount = (provenance: Provenance): PublishedCount => ({
  figures: provenance.keys,
  measure: provenance.measure,
  numerator: String(provenance.numerator),
  denominator: String(provenance.denominator),
  printed: provenance.printed,
  from: provenance.from,
  to: provenance.to,
  asOf: provenance.asOf,
  sources: provenance.sources.map(({ name, lastEventAt }) => ({
    name,
    lastEventAt: lastEventAt.toISOString(),
  })),
  computedAt: provenance.computedAt.toISOString(),
  words: provenanceWords(provenance, 'vi'),
});
