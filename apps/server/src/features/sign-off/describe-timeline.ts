import type { TimelineEntry } from '@parix/api-contract';
import { plainDecimal } from '../ranking/stored-facts.read-model.ts';
import { documentWords } from './submission-changes.ts';
import type {
  AssignedRow,
  EntryFactRow,
  EventRow,
  JudgedRow,
  MarkedRow,
  SavedRow,
} from './timeline.queries.ts';

type Told = Omit<TimelineEntry, 'id' | 'at'>;
type Changes = TimelineEntry['changes'];

const told = (row: { readonly by: string | null; readonly requestId: string | null }) => ({
  by: row.by,
  requestId: row.requestId,
  onBehalfOf: null,
  version: null,
  reason: null,
  changes: [] as Changes,
});

export const describeSaved = (row: SavedRow): Told => ({
  ...told(row),
  what: row.origin === 'typed' ? 'saved' : 'imported',
  version: row.version,
  changes: changesOf(row.former, row.content),
});

/** What differs between two versions of an entry, part by part. */
function changesOf(before: EntryFactRow | null, after: EntryFactRow): Changes {
  const keys = [
    ...new Set([...Object.keys(before?.figures ?? {}), ...Object.keys(after.figures)]),
  ].toSorted();
  const parts: Changes = [
    ...keys.map((key) => ({
      part: `figures/${key}`,
      before: wordOf(before?.figures[key]),
      after: wordOf(after.figures[key]),
    })),
    {
      part: 'notApplicableReason',
      before: before?.notApplicableReason ?? null,
      after: after.notApplicableReason,
    },
    { part: 'explanation', before: before?.explanation ?? null, after: after.explanation },
    { part: 'evidence', before: evidenceWords(before?.evidence ?? []), after: evidenceWords(after.evidence) },
  ];
  return parts.filter((change) => change.before !== change.after);
}

const wordOf = (value: unknown): string | null =>
  typeof value === 'string' || typeof value === 'boolean' ? String(value) : null;

const isLink = (link: unknown): link is Readonly<Record<string, unknown>> =>
  typeof link === 'object' && link !== null;

function evidenceWords(evidence: readonly unknown[]): string | null {
  const words = evidence.filter(isLink).map(documentWords);
  return words.length === 0 ? null : words.join('\n');
}

export const describeMarked = (row: MarkedRow): Told => ({
  ...told(row),
  what: row.ready ? 'ready' : 'not-ready',
  version: row.version,
});

export const describeAssigned =
  (what: 'assigned' | 'unassigned') =>
  (row: AssignedRow): Told => ({
    ...told(row),
    what,
    changes: [
      {
        part: 'assignee',
        before: what === 'assigned' ? null : row.assignee,
        after: what === 'assigned' ? row.assignee : null,
      },
    ],
  });

export function describeJudged(row: JudgedRow): Told {
  const changes: Changes = [
    { part: 'decision', before: row.formerDecision, after: row.decision },
    { part: 'points', before: decimalOf(row.formerPoints), after: decimalOf(row.points) },
  ];
  return {
    ...told(row),
    what: 'appraised',
    version: row.version,
    reason: row.reason,
    changes: changes.filter((change) => change.before !== change.after),
  };
}

const decimalOf = (points: string | null): string | null => (points === null ? null : plainDecimal(points));

export const describeEvent = (row: EventRow): Told => ({
  ...told(row),
  what: row.kind,
  onBehalfOf: row.onBehalfOf,
  reason: [row.reason, row.remark].filter((text) => text !== null).join('\n') || null,
  changes:
    row.closesAt === null ? [] : [{ part: 'closesAt', before: null, after: row.closesAt.toISOString() }],
});
