import type { AppraisalGroup } from '@parix/api-contract';
import type { GroupRow, MemberRow } from './groups.queries.ts';

const PARTS = ['chair', 'deputy', 'secretary', 'member'];

/** A group with its members: the chair first, those who left last. */
export function describeGroup(row: GroupRow, members: readonly MemberRow[]): AppraisalGroup {
  const own = members.filter(({ groupId }) => groupId === row.id);
  const order = ({ leftAt, role }: MemberRow): number =>
    (leftAt === null ? 0 : PARTS.length) + PARTS.indexOf(role);
  return {
    id: row.id,
    kind: row.kind,
    name: row.name,
    decisionNumber: row.decisionNumber,
    decisionDate: row.decisionDate,
    decisionIssuer: row.decisionIssuer,
    decisionUrl: row.decisionUrl ?? '',
    fileName: row.fileName,
    dissolvedAt: row.dissolvedAt?.toISOString() ?? null,
    version: row.version,
    members: own
      .toSorted((a, b) => order(a) - order(b))
      .map(({ id, accountId, displayName, role, agency, joinedAt, leftAt }) => ({
        id,
        accountId,
        displayName,
        role,
        agency,
        joinedAt: joinedAt.toISOString(),
        leftAt: leftAt?.toISOString() ?? null,
      })),
  };
}
