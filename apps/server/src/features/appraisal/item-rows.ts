import type { CriteriaSet, Group, NotApplicable } from '@parix/scoring';
import type { Db } from '../../platform/context.ts';
import { requirePlan } from '../criteria-sets/set-library.read-model.ts';
import { loadRoundRows, type RoundRows } from '../ranking/round-facts.read-model.ts';
import { latestAppraisals, latestEntries } from '../ranking/round-rows.read-model.ts';
import { storedItems } from '../ranking/stored-facts.read-model.ts';
import type { Round, RoundUnit } from '../rounds/rounds.read-model.ts';

/**
 * What is stored of one item of these units, or of every item. One item is read alone unless the set shares maxima among
 * items: then the points of one depend on what applies besides it.
 */
export async function loadItemRows(
  db: Db,
  round: Round,
  units: readonly RoundUnit[],
  itemId: string | undefined,
): Promise<RoundRows> {
  const stored = await requirePlan(db, round.setVersionId);
  if (itemId === undefined || sharesMaxima(stored.set)) return loadRoundRows(db, round, units);
  const filter = { roundId: round.id, unitIds: units.map(({ id }) => id), itemId };
  const entries = await latestEntries(db, filter);
  return { round, stored, units, items: storedItems(entries, await latestAppraisals(db, filter)) };
}

const isShare = ({ policy }: NotApplicable): boolean => policy === 'share';

/** Whether some item that does not apply leaves its maximum to others. */
const sharesMaxima = ({ areas }: CriteriaSet): boolean => areas.some(hasShare);

const hasShare = ({ children }: Group): boolean =>
  children.some((node) =>
    node.node === 'group'
      ? hasShare(node)
      : isShare(node.notApplicable) || node.exemptKinds.some(({ policy }) => isShare(policy)),
  );
