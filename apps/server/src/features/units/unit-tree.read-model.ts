import { grantsOf, type Relation } from '@parix/workflow';
import { sql } from 'kysely';
import type { Db } from '../../platform/context.ts';
import type { Person } from '../../platform/person.ts';
import { relationToUnit } from '../../platform/permissions.ts';

/** How the person stands to the unit, in the tree too. The tree is asked only of those whom it could help. */
export async function relationToTree(
  db: Db,
  person: Person,
  unitId: string,
): Promise<Pick<Relation, 'ownUnit' | 'belowMe'>> {
  const own = relationToUnit(person, unitId);
  const asks = grantsOf(person.roles, 'scorecard.read').some((grant) => grant.belowMe !== undefined);
  if (own.ownUnit || person.unitId === null || !asks) return own;
  return { ...own, belowMe: await standsBelow(db, unitId, person.unitId) };
}

/** Whether the unit stands somewhere below the other. Walks up: a tree of offices is a few steps high. */
async function standsBelow(db: Db, unitId: string, ancestorId: string): Promise<boolean> {
  const { rows } = await sql<{ below: boolean }>`
    with recursive above (id) as (
      select parent_id from unit where id = ${unitId}
      union
      select u.parent_id from unit u join above on u.id = above.id
    )
    select exists (select from above where id = ${ancestorId}) as below`.execute(db);
  return rows[0]?.below ?? false;
}
