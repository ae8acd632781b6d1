import type { Db } from '../../platform/context.ts';
import type { Round } from '../rounds/rounds.read-model.ts';
import { progressOf, type UnitProgress } from './progress.read-model.ts';

/** How long the counts of a whole round serve everybody who looks at its board. */
export const SNAPSHOT_SECONDS = 30;

export interface BoardSnapshot {
  readonly countedAt: Date;
  readonly rows: readonly UnitProgress[];
}

/** By database and round. A count that fails is not kept. */
const kept = new WeakMap<
  Db,
  Map<string, { readonly at: number; readonly snapshot: Promise<BoardSnapshot> }>
>();

/**
 * All units of the round, counted at most twice a minute however many people look and turn pages: in the last hour
 * before a deadline the database is there for those who enter. Chases and notices are not part of it.
 */
export function boardSnapshot(db: Db, round: Round, now: Date): Promise<BoardSnapshot> {
  const rounds = kept.get(db) ?? new Map<string, { at: number; snapshot: Promise<BoardSnapshot> }>();
  kept.set(db, rounds);
  const known = rounds.get(round.id);
  const age = known === undefined ? Infinity : now.getTime() - known.at;
  if (known && age >= 0 && age < SNAPSHOT_SECONDS * 1000) return known.snapshot;
  const snapshot = progressOf(db, round, now).then((rows) => ({ countedAt: now, rows }));
  const entry = { at: now.getTime(), snapshot };
  rounds.set(round.id, entry);
  snapshot.catch(() => {
    if (rounds.get(round.id) === entry) rounds.delete(round.id);
  });
  return snapshot;
}
