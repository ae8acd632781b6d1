import type { SubmissionChange } from '@parix/api-contract';
import type { FrozenCard, FrozenItem } from './frozen-card.ts';

/** Differences between two submissions of one card, item by item in the order of the later one. */
export function compareCards(before: FrozenCard, after: FrozenCard): readonly SubmissionChange[] {
  const former = new Map(before.items.map((item) => [item.id, item]));
  const gone = before.items.filter(({ id }) => !after.items.some((item) => item.id === id));
  return [
    ...after.items.flatMap((item) => compareItems(item.id, former.get(item.id), item)),
    ...gone.flatMap((item) => compareItems(item.id, item, undefined)),
  ];
}

function compareItems(
  itemId: string,
  before: FrozenItem | undefined,
  after: FrozenItem | undefined,
): SubmissionChange[] {
  const keys = [...new Set([...Object.keys(before?.figures ?? {}), ...Object.keys(after?.figures ?? {})])];
  const figures = keys.toSorted().map((key) => ({
    itemId,
    part: 'figures' as const,
    key,
    before: wordOf(before?.figures[key]),
    after: wordOf(after?.figures[key]),
  }));
  const rest = PARTS.map(([part, read]) => ({
    itemId,
    part,
    key: null,
    before: before ? read(before) : null,
    after: after ? read(after) : null,
  }));
  return [...figures, ...rest].filter((change) => change.before !== change.after);
}

const PARTS: readonly (readonly [SubmissionChange['part'], (item: FrozenItem) => string | null])[] = [
  ['not-applicable', (item) => item.notApplicableReason],
  ['explanation', (item) => item.explanation],
  ['evidence', (item) => evidenceWords(item)],
  ['points', (item) => item.points],
];

/** Documents by title and number, one a line; null: none. */
function evidenceWords({ evidence }: FrozenItem): string | null {
  if (evidence.length === 0) return null;
  return evidence.map((link) => documentWords(link)).join('\n');
}

/** A link as one line: title, number, address, version of the document, page and the words quoted. */
export function documentWords(link: Readonly<Record<string, unknown>>): string {
  const text = (key: string): string => (typeof link[key] === 'string' ? link[key] : '');
  const version = typeof link['version'] === 'number' ? `v${link['version']}` : '';
  return [text('title'), text('reference'), text('url'), version, text('page'), text('quote')]
    .filter((part) => part !== '')
    .join(' · ');
}

const wordOf = (value: string | boolean | null | undefined): string | null =>
  value === undefined || value === null ? null : String(value);
