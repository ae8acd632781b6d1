import type { Db } from '../../platform/context.ts';
import { mappedItems } from '../analysis/item-mapping.read-model.ts';
import { shortcomingsOf } from '../inspections/inspections.read-model.ts';
import type { Round } from '../rounds/rounds.read-model.ts';
import { predecessorsAt } from '../units/units.read-model.ts';
import { type EarlierTask, earlierTasks, plannedYears } from './remediation.queries.ts';

/** What a task is about. */
interface About {
  readonly itemId: string | null;
  readonly findingId: string | null;
}
export type FindRepeat = (task: About) => EarlierTask | null;

/**
 * Finds the newest earlier task about the same thing: of the unit or of those that it came from, about the same finding, or the one
 * that it repeats, or an item that became this one. Items of different versions of a set are the same only where people have confirmed it.
 */
export async function findRepeats(db: Db, round: Round, unitId: string): Promise<FindRepeat> {
  const units = new Set([unitId]);
  for (const year of await plannedYears(db, round.indexYear))
    for (const { id } of await predecessorsAt(db, unitId, `${year}-12-31`, `${round.indexYear}-12-31`))
      units.add(id);
  const tasks = await earlierTasks(db, [...units], round.indexYear);
  const found = await shortcomingsOf(db, { unitIds: [unitId], roundId: round.id, signedOnly: true });
  const before = new Map(found.map(({ id, repeatsFindingId }) => [id, repeatsFindingId]));
  const mappings = new Map<string, ReadonlyMap<string, readonly string[]> | null>();
  for (const version of new Set(tasks.map(({ setVersionId }) => setVersionId)))
    if (version !== round.setVersionId)
      mappings.set(version, await mappedItems(db, version, round.setVersionId));
  const sameItem = (earlier: EarlierTask, itemId: string): boolean => {
    if (earlier.itemId === null) return false;
    if (earlier.setVersionId === round.setVersionId) return earlier.itemId === itemId;
    return mappings.get(earlier.setVersionId)?.get(earlier.itemId)?.includes(itemId) === true;
  };
  return ({ itemId, findingId }) =>
    tasks.find(
      (earlier) =>
        (findingId !== null &&
          earlier.findingId !== null &&
          (earlier.findingId === findingId || earlier.findingId === before.get(findingId))) ||
        (itemId !== null && sameItem(earlier, itemId)),
    ) ?? null;
}
