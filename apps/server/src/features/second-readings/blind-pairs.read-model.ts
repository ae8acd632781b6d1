import type { Db } from '../../platform/context.ts';
import type { Person } from '../../platform/person.ts';
import { firstAuthors, listPairs } from './second-readings.queries.ts';

/** What the draw means for one person, by `unit item`. */
export interface Blindness {
  /** The person could still judge these a second time: what the first one said is not shown to them. */
  readonly hidden: ReadonlySet<string>;
  /** The person has judged these a second time and takes no first decision on them. */
  readonly read: ReadonlySet<string>;
}
const NOTHING: Blindness = { hidden: new Set(), read: new Set() };

/** Council and standing body see both sides; they judge nothing a second time. */
export async function blindPairs(
  db: Db,
  roundId: string,
  { accountId, roles }: Pick<Person, 'accountId' | 'roles'>,
): Promise<Blindness> {
  if (!roles.some((role) => role === 'appraiser' || role === 'lead-appraiser')) return NOTHING;
  const pairs = await listPairs(db, roundId);
  if (pairs.length === 0) return NOTHING;
  const authors = await firstAuthors(db, roundId);
  const keyOf = ({ unitId, itemId }: (typeof pairs)[number]): string => `${unitId} ${itemId}`;
  const open = pairs.filter((pair) => pair.accountId === null);
  return {
    hidden: new Set(open.map(keyOf).filter((key) => authors.has(key) && authors.get(key) !== accountId)),
    read: new Set(pairs.filter((pair) => pair.accountId === accountId).map(keyOf)),
  };
}
