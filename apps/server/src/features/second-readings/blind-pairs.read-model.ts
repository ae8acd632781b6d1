import { isAreaRole } from '@parix/workflow';
import type { Context, Db } from '../../platform/context.ts';
import { refuse } from '../../platform/refusal.ts';
import type { Round } from '../rounds/rounds.read-model.ts';
import { noteOpenReading, type Shown } from './open-readings.ts';
import { listPairs } from './second-readings.queries.ts';
import { pairKey, unreadPairs } from './unread-pairs.ts';

/** What the draw means for one person, by `unit item`. */
export interface Blindness {
  /** The person could still judge these a second time: what the first one said is not shown to them. */
  readonly hidden: ReadonlySet<string>;
  /** The person has judged these a second time and takes no first decision on them. */
  readonly read: ReadonlySet<string>;
}
const NOTHING: Blindness = { hidden: new Set(), read: new Set() };

/**
 * Council and standing body see both sides; they judge nothing a second time. `shown`: decisions that the person is about
 * to be shown where nothing is hidden, which is kept; none where they are only asked what they may do.
 */
export async function blindPairs(
  context: Pick<Context, 'db' | 'person' | 'now'>,
  round: Round,
  shown: readonly Shown[],
): Promise<Blindness> {
  const { db, person } = context;
  if (!person.roles.some(isAreaRole)) return NOTHING;
  await noteOpenReading(context, round, shown);
  const pairs = await listPairs(db, round.id);
  if (pairs.length === 0) return NOTHING;
  const unread = await unreadPairs(db, round, person, pairs);
  return {
    hidden: new Set(unread.filter(({ decided }) => decided).map(({ pair }) => pairKey(pair))),
    read: new Set(pairs.filter(({ accountId }) => accountId === person.accountId).map(pairKey)),
  };
}

/**
 * Pairs, as `unit item`, that were drawn and that nobody has judged a second time while the round is not approved: what
 * is written down for many readers leaves the first decision on them out.
 */
export async function unreadKeys(db: Db, { id, state }: Round): Promise<ReadonlySet<string>> {
  if (state === 'approved' || state === 'published') return new Set();
  return new Set((await listPairs(db, id)).filter(({ accountId }) => accountId === null).map(pairKey));
}

/**
 * Refuses sums that a hidden decision is part of: whoever may still judge it a second time could work it out. Without a
 * unit: sums of the whole round.
 */
export async function refuseBlind(
  context: Pick<Context, 'db' | 'person' | 'now'>,
  round: Round,
  unitId?: string,
): Promise<void> {
  const { hidden } = await blindPairs(context, round, [unitId === undefined ? {} : { unitId }]);
  const isPart = (key: string): boolean => unitId === undefined || key.startsWith(`${unitId} `);
  if ([...hidden].some(isPart)) refuse('second-readings-open');
}
