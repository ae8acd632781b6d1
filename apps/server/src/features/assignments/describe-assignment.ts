import type { Assignment } from '@parix/api-contract';
import type { AssignmentRow } from './assignments.queries.ts';

export function describeAssignment(row: AssignmentRow): Assignment {
  const { id, itemId, accountId, divisionId, name, reachable } = row;
  return {
    id,
    itemId,
    assignee:
      accountId === null
        ? { kind: 'division', id: divisionId ?? '', name }
        : { kind: 'person', id: accountId, name },
    reachable,
    startsAt: row.startsAt.toISOString(),
    endsAt: row.endsAt?.toISOString() ?? null,
    assignedBy: row.assignedByName,
    endedBy: row.endedByName,
  };
}
