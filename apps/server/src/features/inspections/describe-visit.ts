import type { InspectionPlan, InspectionVisit } from '@parix/api-contract';
import type { Context, Db } from '../../platform/context.ts';
import { listMembers, type MemberRow, type PlanRow, type VisitRow } from './visits.queries.ts';

export const describePlan = (row: PlanRow): InspectionPlan => ({
  id: row.id,
  roundId: row.roundId,
  title: row.title,
  decisionNumber: row.decisionNumber,
  decisionDate: row.decisionDate,
  decisionIssuer: row.decisionIssuer,
  visits: row.visits,
  version: row.version,
});

export function describeVisit(
  row: VisitRow,
  team: readonly MemberRow[],
  { accountId }: Context['person'],
): InspectionVisit {
  const own = team.filter(({ visitId }) => visitId === row.id);
  const { id, unitId, unitName, planId, planTitle, roundId, place, state, version } = row;
  return {
    ...{ id, unitId, unitName, planId, planTitle, roundId, place, state, version },
    startsAt: row.startsAt.toISOString(),
    endsAt: row.endsAt.toISOString(),
    team: own.map((member) => ({
      accountId: member.accountId,
      displayName: member.displayName,
      part: member.part,
      capacity: member.capacity,
    })),
    checks: row.checks,
    answered: row.answered,
    findings: row.findings,
    mine: own.some((member) => member.accountId === accountId),
  };
}

export async function describeVisits(
  db: Db,
  rows: readonly VisitRow[],
  person: Context['person'],
): Promise<readonly InspectionVisit[]> {
  const team = await listMembers(
    db,
    rows.map(({ id }) => id),
  );
  return rows.map((row) => describeVisit(row, team, person));
}
