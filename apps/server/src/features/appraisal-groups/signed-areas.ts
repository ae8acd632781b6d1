import { stageOf } from '@parix/workflow';
import type { Db } from '../../platform/context.ts';
import { judgedItems } from '../appraisal/decided-pairs.read-model.ts';
import { requirePlan } from '../criteria-sets/set-library.read-model.ts';
import type { Round } from '../rounds/rounds.read-model.ts';
import type { AreaResult } from './area-result.ts';
import { areaResults } from './area-results.ts';
import { lastSignatures } from './areas.queries.ts';

/**
 * Areas that are confirmed for the present stage. A signature covers what was seen: once a decision, a figure or an
 * answer has changed that, the area is open again and has to be confirmed anew.
 */
export async function signedAreas(db: Db, round: Round): Promise<ReadonlySet<string>> {
  const stage = stageOf(round.phase);
  const signatures = stage ? await lastSignatures(db, round.id, stage) : new Map<string, string>();
  if (signatures.size === 0) return new Set();
  const items = judgedItems(await requirePlan(db, round.setVersionId));
  const areas = [...signatures.keys()].map((id) => ({
    id,
    items: items.filter(({ areaId }) => areaId === id),
  }));
  const results = await areaResults(db, round, areas);
  return new Set([...signatures].filter(([id, hash]) => covers(hash, results.get(id))).map(([id]) => id));
}

/** Whether a signature on the hash still says what stands. */
export const covers = (hash: string, now: Pick<AreaResult, 'rowsSha256' | 'open'> | undefined): boolean =>
  now !== undefined && now.open === 0 && now.rowsSha256 === hash;
