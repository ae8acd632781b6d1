import type { SubmissionSummary } from '@parix/api-contract';
import { readFrozenCard } from './frozen-card.ts';
import type { SubmissionRow } from './submissions.queries.ts';

export function describeSubmission(row: SubmissionRow): SubmissionSummary {
  const { approved, totals } = readFrozenCard(row.record);
  return {
    sequence: row.sequence,
    number: row.number,
    at: row.at.toISOString(),
    by: approved.name,
    byRole: approved.role,
    onBehalfOf: approved.onBehalfOf,
    late: row.late,
    sha256: row.sha256,
    points: totals.printedPoints,
    maximum: totals.maximum,
  };
}
