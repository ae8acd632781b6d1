import type { Db } from '../../platform/context.ts';
import { type IndexedItem, requirePlan, type StoredSet } from '../criteria-sets/set-library.read-model.ts';
import { loadRoundRows, type RoundRows } from '../ranking/round-facts.read-model.ts';
import { latestAppraisals, latestEntries } from '../ranking/round-rows.read-model.ts';
import { storedItems } from '../ranking/stored-facts.read-model.ts';
import type { Round, RoundUnit } from '../rounds/rounds.read-model.ts';

/** What is stored of one item of these units and of those that its points depend on; or of every item. */
export async function loadItemRows(
  db: Db,
  round: Round,
  units: readonly RoundUnit[],
  itemId: string | undefined,
): Promise<RoundRows> {
  const stored = await requirePlan(db, round.setVersionId);
  if (itemId === undefined) return loadRoundRows(db, round, units);
  const itemIds = [...itemsBehind(stored, itemId)];
  const filter = { roundId: round.id, unitIds: units.map(({ id }) => id), itemIds };
  const entries = await latestEntries(db, filter);
  const appraisals = await latestAppraisals(db, filter);
  return { round, stored, units, items: storedItems(entries, appraisals) };
}

/**
 * The item, and the others whose facts its points depend on: an item that does not apply may leave its maximum to others
 * (`share`), in equal parts to those of them that apply.
 */
export function itemsBehind({ items }: Pick<StoredSet, 'items'>, itemId: string): ReadonlySet<string> {
  const behind = new Set([itemId]);
  for (const indexed of items.values()) {
    for (const takers of sharesOf(indexed, items)) {
      if (indexed.item.id !== itemId && !takers.includes(itemId)) continue;
      for (const id of [indexed.item.id, ...takers]) behind.add(id);
    }
  }
  return behind;
}

/** Whom the item leaves its maximum to, for each of its policies that does so. */
function sharesOf(
  { item, groupId }: IndexedItem,
  items: ReadonlyMap<string, IndexedItem>,
): readonly (readonly string[])[] {
  const others = [...items.values()]
    .filter((each) => each.groupId === groupId && each.item.id !== item.id)
    .map((each) => each.item.id);
  return [item.notApplicable, ...item.exemptKinds.map(({ policy }) => policy)].flatMap((policy) =>
    policy.policy === 'share' ? [policy.among ?? others] : [],
  );
}
