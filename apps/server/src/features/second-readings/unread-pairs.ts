import type { JudgingBar } from '@parix/api-contract';
import { may, ROUND_PHASES, stageOf } from '@parix/workflow';
import type { Db } from '../../platform/context.ts';
import { appraisesArea } from '../../platform/permissions.ts';
import type { Person } from '../../platform/person.ts';
import { standingDecisions } from '../appraisal/decided-pairs.read-model.ts';
import { latestOfStages } from '../appraisal/stages.read-model.ts';
import { loadJudging } from '../appraisal-groups/judging.read-model.ts';
import { openItems } from '../replies/replies.read-model.ts';
import type { Round } from '../rounds/rounds.read-model.ts';
import { wasShown } from './open-readings.ts';
import { decidersOf, type ReadingRow } from './second-readings.queries.ts';

/** A drawn pair that nobody has judged a second time, and that this person could judge so. */
export interface UnreadPair {
  readonly pair: ReadingRow;
  /** A decision was taken on it, by somebody else. */
  readonly decided: boolean;
  readonly bar: JudgingBar | null;
}

export const pairKey = ({ unitId, itemId }: Pick<ReadingRow, 'unitId' | 'itemId'>): string =>
  `${unitId} ${itemId}`;

/**
 * Of the pairs drawn in the round, those that the person could still judge blind, now or in a later phase: of their
 * areas, not of their own unit nor of one in which they have an interest, never decided by themselves, and not waiting
 * for a decision that may be theirs to take, since whoever takes it has to know what it is about; and not of those that
 * they were shown when the round lay before the council. Whose unit it is to judge first does not matter.
 */
export async function unreadPairs(
  db: Db,
  round: Round,
  person: Person,
  drawn: readonly ReadingRow[],
): Promise<readonly UnreadPair[]> {
  if (!mayStillRead(person, round)) return [];
  const known = await wasShown(db, round, person);
  const pairs = drawn.filter(
    ({ accountId, areaId, unitId, itemId }) =>
      accountId === null &&
      appraisesArea(person, areaId) &&
      unitId !== person.unitId &&
      !known(unitId, itemId),
  );
  if (pairs.length === 0) return [];
  const bar = await loadJudging(db, round, person, [...new Set(pairs.map(({ unitId }) => unitId))]);
  const deciders = await decidersOf(db, round.id);
  const waits = await waitingPairs(db, round, pairs);
  return pairs.flatMap((pair): UnreadPair[] => {
    const why = bar(pair.unitId, pair.areaId);
    const by = deciders.get(pairKey(pair));
    const toDecide = by !== undefined && why !== 'assigned-to-others' && waits(pairKey(pair));
    if (why === 'interest' || toDecide || by?.has(person.accountId)) return [];
    return [{ pair, decided: by !== undefined, bar: why }];
  });
}

/** Second readings are over for good once no later phase allows them; until then what is unread stays blind. */
const mayStillRead = ({ roles }: Person, { phase }: Round): boolean =>
  ROUND_PHASES.slice(ROUND_PHASES.indexOf(phase)).some((later) =>
    may(roles, 'second-readings.judge', { phase: later }),
  );

/**
 * Decided pairs that are to be decided anew: at the first stage because the figures have changed since, at the second
 * because they were flagged or contested (and those that were decided for that, which may be decided again).
 */
async function waitingPairs(
  db: Db,
  round: Round,
  pairs: readonly ReadingRow[],
): Promise<(key: string) => boolean> {
  const stage = stageOf(round.phase);
  const itemIds = [...new Set(pairs.map(({ itemId }) => itemId))];
  if (stage === 'first') {
    const standing = new Set((await standingDecisions(db, { roundId: round.id, itemIds })).map(pairKey));
    return (key) => !standing.has(key);
  }
  if (stage !== 'second') return () => false;
  const filter = { roundId: round.id, unitIds: [...new Set(pairs.map(({ unitId }) => unitId))], itemIds };
  const stages = await latestOfStages(db, filter);
  const again = pairs.filter(({ unitId, itemId }) =>
    stages
      .get(unitId)
      ?.get(itemId)
      ?.some((row) => row.stage === 'second'),
  );
  const open = new Set([...(await openItems(db, filter)), ...again].map(pairKey));
  return (key) => open.has(key);
}
