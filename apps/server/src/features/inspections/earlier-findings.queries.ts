import type { Db } from '../../platform/context.ts';
import { type Shortcoming, shortcomingsOf } from './inspections.read-model.ts';
import type { VisitKey } from './visits.queries.ts';

/**
 * Signed shortcomings of other visits of the unit that stand: not found fixed by a later signed visit, and not found
 * again, because then the newer finding stands for them.
 */
export async function unresolvedFindings(db: Db, key: VisitKey): Promise<readonly Shortcoming[]> {
  const all = await shortcomingsOf(db, { unitIds: [key.unitId], signedOnly: true });
  const repeated = new Set(all.map(({ repeatsFindingId }) => repeatsFindingId));
  const fixed = new Set(await fixedFindings(db, key.unitId));
  return all.filter(({ id, visitId }) => visitId !== key.visitId && !repeated.has(id) && !fixed.has(id));
}

/** Findings whose line a signed visit answered with "fixed". */
async function fixedFindings(db: Db, unitId: string): Promise<readonly string[]> {
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
    .where('c.unitId', '=', unitId)
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
