import { grantsOf, type Relation } from '@parix/workflow';
import type { Db } from '../../platform/context.ts';
import { legalDayOf } from '../../platform/legal-day.ts';
import type { Person } from '../../platform/person.ts';
import { relationToUnit } from '../../platform/permissions.ts';
import { isBelow } from './units.read-model.ts';

/**
 * How the person stands to the unit, in the tree as it is today too. The tree is asked only of those whom it could
 * help.
 */
export async function relationToTree(
  db: Db,
  person: Person,
  unitId: string,
  now: Date,
): Promise<Pick<Relation, 'ownUnit' | 'belowMe'>> {
  const own = relationToUnit(person, unitId);
  const asks = grantsOf(person.roles, 'scorecard.read').some((grant) => grant.belowMe !== undefined);
  if (own.ownUnit || person.unitId === null || !asks) return own;
  return { ...own, belowMe: await isBelow(db, unitId, person.unitId, legalDayOf(now)) };
}
