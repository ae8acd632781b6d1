import { sql } from 'kysely';
import type { Db } from '../../platform/context.ts';
import { unitNameOn } from '../../platform/unit-names.ts';
import { unitsBehind } from '../units/units.read-model.ts';
import { type Shortcoming, shortcomingsOf } from './inspections.read-model.ts';
import type { VisitKey } from './visits.queries.ts';

/** Signed shortcomings of the unit, and of those that went into it: what they were told is the unit's to mend now. */
export async function signedShortcomings(db: Db, unitId: string): Promise<readonly Shortcoming[]> {
  return shortcomingsOf(db, { unitIds: await unitsBehind(db, unitId), signedOnly: true });
}

/**
 * Those of other visits that stand: not found fixed by a later signed visit, and not found again, because then the
 * newer finding stands for them.
 */
export async function unresolvedFindings(db: Db, key: VisitKey): Promise<readonly Shortcoming[]> {
  const all = await signedShortcomings(db, key.unitId);
  const repeated = new Set(all.map(({ repeatsFindingId }) => repeatsFindingId));
  const fixed = new Set(await fixedFindings(db, await unitsBehind(db, key.unitId)));
  return all.filter(({ id, visitId }) => visitId !== key.visitId && !repeated.has(id) && !fixed.has(id));
}

/** Findings whose line a signed visit answered with "fixed". */
async function fixedFindings(db: Db, unitIds: readonly string[]): Promise<readonly string[]> {
  const rows = await db
    .selectFrom('inspectionCheck as c')
    .innerJoin('inspectionVisit as v', (join) =>
      join.onRef('v.unitId', '=', 'c.unitId').onRef('v.id', '=', 'c.visitId'),
    )
    .innerJoin('inspectionAnswer as a', (join) =>
      join
        .onRef('a.unitId', '=', 'c.unitId')
        .onRef('a.visitId', '=', 'c.visitId')
        .onRef('a.checkId', '=', 'c.id'),
    )
    .distinctOn(['c.visitId', 'c.id'])
    .select(['c.earlierFindingId', 'a.answer'])
    .where('c.unitId', '=', sql<string>`any(${sql.val([...unitIds])}::uuid[])`)
    .where('v.state', '=', 'signed')
    .where('c.earlierFindingId', 'is not', null)
    .orderBy('c.visitId')
    .orderBy('c.id')
    .orderBy('a.version', 'desc')
    .execute();
  return rows.flatMap(({ earlierFindingId, answer }) =>
    earlierFindingId !== null && answer === 'fixed' ? [earlierFindingId] : [],
  );
}

/** By id, the name of the day; of a unit that has ended by then its last one. */
export async function lastNames(
  db: Db,
  unitIds: readonly string[],
  day: string,
): Promise<ReadonlyMap<string, string>> {
  const rows = await db
    .selectFrom('unit')
    .select(['id', unitNameOn('unit.id', day).as('name')])
    .where('id', '=', sql<string>`any(${sql.val([...unitIds])}::uuid[])`)
    .execute();
  return new Map(rows.map(({ id, name }) => [id, name ?? '']));
}
