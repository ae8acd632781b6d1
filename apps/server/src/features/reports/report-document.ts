import type {
  EvidenceState,
  ReportEvidence,
  ReportGroup,
  ReportItem,
  ReportRow,
  SelfAssessmentReport,
  SubmissionReceipt,
} from '@parix/official-documents';
import type { ReportDetails } from '@parix/api-contract';
import type { Group, Item } from '@parix/scoring';
import { decimalOf } from '../../platform/exact-decimal.ts';
import type { StoredSet } from '../criteria-sets/set-library.read-model.ts';
import type { FrozenCard, FrozenItem } from '../sign-off/frozen-card.read-model.ts';
import { criteriaSetOf } from './document-file.read-model.ts';

/**
 * The self-assessment report of a card as data: every number as it was frozen, every name as the version of the set
 * has it. `receipt` null: a draft, and marked as one.
 */
export function reportOf(
  card: Pick<FrozenCard, 'unit' | 'round' | 'criteriaSet' | 'totals' | 'groups' | 'items'>,
  stored: StoredSet,
  details: ReportDetails,
  receipt: SubmissionReceipt | null,
): SelfAssessmentReport {
  const { grounds, difficulties, proposals, ...frame } = details;
  const items = new Map(card.items.map((item) => [item.id, item]));
  const sums = new Map(card.groups.map((group) => [group.id, group.printedPoints]));
  return {
    kind: 'self-assessment-report',
    frame: { ...frame, receipt, pageFooter: null },
    unitName: card.unit.name,
    period: `năm ${card.round.indexYear}`,
    criteriaSet: { ...criteriaSetOf(stored), ...card.criteriaSet },
    grounds,
    difficulties,
    proposals,
    groups: stored.set.areas.map((area) => groupOf(area, items, sums)),
    totals: {
      maxPoints: decimalOf(card.totals.maximum),
      selfPoints: card.totals.printedPoints,
      percent: card.totals.printedIndex,
    },
  };
}

type Items = ReadonlyMap<string, FrozenItem>;
type Sums = ReadonlyMap<string, string>;

const groupOf = (area: Group, items: Items, sums: Sums): ReportGroup => ({
  code: area.code,
  name: area.name,
  maxPoints: area.max ?? '0',
  selfPoints: sums.get(area.id) ?? null,
  rows: area.children.flatMap((node) => rowsOf(node, items, sums)),
});

function rowsOf(node: Group | Item, items: Items, sums: Sums): readonly ReportRow[] {
  if (node.node === 'item') return [itemOf(node, items.get(node.id))];
  const { code, name, max, id } = node;
  const criterion = { code, name, maxPoints: max ?? '0', selfPoints: sums.get(id) ?? null } as const;
  return [{ kind: 'criterion', ...criterion }, ...node.children.flatMap((each) => rowsOf(each, items, sums))];
}

function itemOf(item: Item, frozen: FrozenItem | undefined): ReportItem {
  const status = statusOf(item, frozen);
  return {
    kind: 'item',
    code: item.code,
    name: item.name,
    maxPoints: item.max ?? '0',
    status,
    selfPoints: status === 'scored' ? (frozen?.printedPoints ?? '0') : null,
    evidence: (frozen?.evidence ?? []).map(evidenceOf),
    evidenceState: stateOf(item, frozen),
    explanation: frozen?.explanation ?? frozen?.notApplicableReason ?? null,
  };
}

function statusOf(item: Item, frozen: FrozenItem | undefined): ReportItem['status'] {
  if (!item.selfScored || !frozen) return item.pointsFrom === 'survey' ? 'surveyed' : 'external';
  return frozen.status === 'scored' || frozen.status === 'not-applicable' ? frozen.status : 'no-data';
}

const stateOf = (item: Item, frozen: FrozenItem | undefined): EvidenceState =>
  item.evidence.required === 'none' || (frozen?.evidence.length ?? 0) > 0 ? 'sufficient' : 'none';

const textOrNull = (text: string): string | null => (text === '' ? null : text);

const evidenceOf = ({
  title,
  reference,
  page,
  document,
}: FrozenItem['evidence'][number]): ReportEvidence => ({
  number: textOrNull(document?.number ?? reference),
  date: document?.issuedOn ?? null,
  issuer: document ? textOrNull(document.issuer) : null,
  abstract: document?.abstract ?? title,
  pages: textOrNull(page),
});
