import { sql } from 'kysely';
import type { Db } from '../../platform/context.ts';
import { legalDayOf } from '../../platform/legal-day.ts';

/** A shortcoming (tồn tại, hạn chế) that a visit found, as it stands. */
export interface Shortcoming {
  readonly id: string;
  readonly unitId: string;
  readonly roundId: string;
  readonly visitId: string;
  readonly itemId: string | null;
  readonly itemCode: string | null;
  readonly statement: string;
  readonly recommendation: string;
  /** Day of the visit, 'YYYY-MM-DD' in Vietnam. */
  readonly foundOn: string;
  /** Finding of an earlier visit that it is again; null: new. */
  readonly repeatsFindingId: string | null;
}

export interface ShortcomingFilter {
  /** undefined: of every unit. */
  readonly unitIds?: readonly string[] | undefined;
  readonly roundId?: string | undefined;
  /** Only those whose record both sides have signed. */
  readonly signedOnly: boolean;
}

/** Shortcomings in the order in which they were found; what was taken back is left out. */
export async function shortcomingsOf(db: Db, filter: ShortcomingFilter): Promise<readonly Shortcoming[]> {
  const { unitIds, roundId, signedOnly } = filter;
  let query = db
    .selectFrom('inspectionFinding as f')
    .innerJoin('inspectionVisit as v', (join) =>
      join.onRef('v.unitId', '=', 'f.unitId').onRef('v.id', '=', 'f.visitId'),
    )
    .innerJoin('inspectionPlan as p', 'p.id', 'v.planId')
    .innerJoin('inspectionFindingVersion as s', (join) =>
      join.onRef('s.unitId', '=', 'f.unitId').onRef('s.findingId', '=', 'f.id'),
    )
    .select(['f.id', 'f.unitId', 'f.visitId', 'p.roundId', 'v.startsAt'])
    .select(['s.itemId', 's.itemCode', 's.statement', 's.recommendation', 's.repeatsFindingId'])
    .where('s.version', '=', (newest) =>
      newest
        .selectFrom('inspectionFindingVersion as n')
        .select((eb) => eb.fn.max('n.version').as('version'))
        .whereRef('n.unitId', '=', 's.unitId')
        .whereRef('n.findingId', '=', 's.findingId'),
    )
    .where('s.kind', '=', 'shortcoming')
    .where('s.withdrawn', '=', false)
    .where('v.state', '<>', 'cancelled');
  if (unitIds) query = query.where('f.unitId', '=', sql<string>`any(${sql.val([...unitIds])}::uuid[])`);
  if (roundId !== undefined) query = query.where('p.roundId', '=', roundId);
  if (signedOnly) query = query.where('v.state', '=', 'signed');
  const rows = await query.orderBy('v.startsAt').orderBy('f.unitId').orderBy('f.id').execute();
  return rows.map(({ startsAt, ...row }) => ({ ...row, foundOn: legalDayOf(startsAt) }));
}
