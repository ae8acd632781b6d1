import type { Db } from '../../platform/context.ts';
import { judgedItems } from '../appraisal/decided-pairs.read-model.ts';
import { requirePlan } from '../criteria-sets/set-library.read-model.ts';
import type { Round } from '../rounds/rounds.read-model.ts';
import { listLeads } from './areas.queries.ts';
import { signedAreas } from './signed-areas.ts';

/**
 * Areas whose result in the present stage nobody has confirmed, in the order of the set. Only areas with a lead agency have to
 * be: a round in which none is named goes on as before.
 */
export async function unsignedAreas(
  db: Db,
  round: Round,
): Promise<readonly { readonly areaId: string; readonly name: string; readonly agency: string }[]> {
  const leads = await listLeads(db, round.id);
  if (leads.length === 0) return [];
  const stored = await requirePlan(db, round.setVersionId);
  const judged = new Set(judgedItems(stored).map(({ areaId }) => areaId));
  const signed = await signedAreas(db, round);
  return stored.set.areas.flatMap(({ id, name }) => {
    const lead = leads.find(({ areaId }) => areaId === id);
    return lead && judged.has(id) && !signed.has(id) ? [{ areaId: id, name, agency: lead.agency }] : [];
  });
}
