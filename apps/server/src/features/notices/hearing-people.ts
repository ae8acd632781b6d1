import { loadJudging } from '../appraisal-groups/judging.read-model.ts';
import type { Round } from '../rounds/rounds.read-model.ts';
import type { NotifyContext } from './notify.read-model.ts';
import { type AreaRecipient, appraisersWithAreas } from './recipients.queries.ts';

type Surroundings = Pick<NotifyContext, 'db' | 'now'>;

/** Those who judge one of the areas of the unit: not their own unit, not what was given to others, no interest in it. */
export async function appraisersOfUnit(
  { db, now }: Surroundings,
  round: Round,
  unitId: string,
  areas: ReadonlySet<string>,
): Promise<readonly AreaRecipient[]> {
  const found: AreaRecipient[] = [];
  for (const person of await appraisersWithAreas(db, now)) {
    const pairs = [...areas].map((areaId) => ({ unitId, areaId }));
    if ((await pairsOf({ db }, round, person, pairs)).length > 0) found.push(person);
  }
  return found;
}

/** The pairs of unit and area that the person judges in the round. */
export async function pairsOf<Pair extends { readonly unitId: string; readonly areaId: string }>(
  { db }: Pick<Surroundings, 'db'>,
  round: Round,
  person: AreaRecipient,
  pairs: readonly Pair[],
): Promise<readonly Pair[]> {
  const own = pairs.filter(
    ({ unitId, areaId }) =>
      unitId !== person.unitId && (person.areas.length === 0 || person.areas.includes(areaId)),
  );
  if (own.length === 0) return [];
  const barOf = await loadJudging(db, round, person, [...new Set(own.map(({ unitId }) => unitId))]);
  return own.filter(({ unitId, areaId }) => {
    const bar = barOf(unitId, areaId);
    return bar !== 'assigned-to-others' && bar !== 'interest';
  });
}
