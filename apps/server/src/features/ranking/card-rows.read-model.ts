import { sql } from 'kysely';
import type { Db } from '../../platform/context.ts';
import type { EntryRow } from './round-rows.read-model.ts';
import { latestAppraisals, latestEntries } from './round-rows.read-model.ts';
import { storedItems, type StoredItem } from './stored-facts.read-model.ts';

interface CardKey {
  readonly roundId: string;
  readonly unitId: string;
}

/** What is stored of one card, as of a number of rows. */
interface KeptCard {
  readonly stamp: number;
  readonly items: ReadonlyMap<string, StoredItem>;
}

/**
 * Cards that were read lately, oldest use first. Entries and decisions are only ever appended, so the number of rows
 * tells whether anything is new, whichever process wrote it.
 */
const kept = new Map<string, KeptCard>();
const KEPT = 500;
const NOTHING: ReadonlyMap<string, StoredItem> = new Map();

const keyOf = ({ roundId, unitId }: CardKey): string => `${unitId} ${roundId}`;

function keep(key: string, card: KeptCard): void {
  kept.delete(key);
  kept.set(key, card);
  const oldest = kept.keys().next().value;
  if (kept.size > KEPT && oldest !== undefined) kept.delete(oldest);
}

/** Number of entries and decisions of the card: the stamp of `cardRows`. */
export const cardStamp = ({ roundId, unitId }: CardKey) => sql<number>`(
  (select count(*) from item_entry where unit_id = ${unitId} and round_id = ${roundId})
  + (select count(*) from item_appraisal where unit_id = ${unitId} and round_id = ${roundId}))::int`;

/**
 * Standing rows of one card by item, as committed when `stamp` was read (or later: then the next reader loads anew).
 * Call it before this transaction adds a row of its own.
 */
export async function cardRows(
  db: Db,
  card: CardKey,
  stamp: number,
): Promise<ReadonlyMap<string, StoredItem>> {
  const key = keyOf(card);
  const known = kept.get(key);
  if (known?.stamp === stamp) {
    keep(key, known);
    return known.items;
  }
  const filter = { roundId: card.roundId, unitIds: [card.unitId] };
  const rows = storedItems(await latestEntries(db, filter), await latestAppraisals(db, filter));
  const items = rows.get(card.unitId) ?? NOTHING;
  keep(key, { stamp, items });
  return items;
}

/** The rows with one entry on top of them. */
export function withEntry(
  items: ReadonlyMap<string, StoredItem>,
  entry: EntryRow,
): ReadonlyMap<string, StoredItem> {
  return new Map(items).set(entry.itemId, { appraisal: undefined, ...items.get(entry.itemId), entry });
}

/** Adds an entry to what is kept, once it is committed: the next save on the card need not read it all again. */
export function noteSaved(entry: EntryRow): void {
  const key = keyOf(entry);
  const known = kept.get(key);
  const standing = known?.items.get(entry.itemId)?.entry;
  // A reader may have loaded the row already.
  if (!known || (standing && standing.version >= entry.version)) return;
  keep(key, { stamp: known.stamp + 1, items: withEntry(known.items, entry) });
}
