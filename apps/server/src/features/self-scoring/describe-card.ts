import { type CardItem, type cardTotals, evidenceLink, type ItemScore } from '@parix/api-contract';
import { z } from 'zod';
import type { Locale } from '../../platform/locale.ts';
import { outsideWindow } from '../rounds/data-window.read-model.ts';
import type { Round } from '../rounds/rounds.read-model.ts';
import { type CardPeople, peopleOf } from '../sign-off/card-items.read-model.ts';
import type { DateOfLink } from '../sign-off/dated-links.read-model.ts';
import type { IndexedItem, StoredSet } from '../criteria-sets/set-library.read-model.ts';
import { classNameOf } from '../criteria-sets/set-library.read-model.ts';
import { decimalOf } from '../../platform/exact-decimal.ts';
import { itemScoreOf, type Scored } from '../ranking/item-score.read-model.ts';
import type { ScoredLayer } from '../ranking/round-facts.read-model.ts';
import { entryFacts, plainDecimal, type StoredItem } from '../ranking/stored-facts.read-model.ts';
import type { AppraisalRow, EntryRow } from '../ranking/round-rows.read-model.ts';

/** What the person may see and do on a card. */
export interface CardView {
  readonly mayEdit: (itemId: string) => boolean;
  readonly maySeeAppraisal: boolean;
  readonly people: CardPeople;
  readonly round: Pick<Round, 'dataFrom' | 'dataTo'>;
  readonly dateOf: DateOfLink;
  /** Where figures that are taken from measures come from, in sentences. */
  readonly provenance: (indexed: IndexedItem) => readonly string[];
  readonly locale: Locale;
}

const storedEvidence = z.array(evidenceLink);

export function evidenceOf(entry: { readonly evidence: unknown } | undefined): CardItem['evidence'] {
  if (!entry || (Array.isArray(entry.evidence) && entry.evidence.length === 0)) return [];
  const parsed = storedEvidence.safeParse(entry.evidence);
  return parsed.success ? parsed.data : [];
}

export function figuresOf(indexed: IndexedItem, entry: EntryRow | undefined): CardItem['figures'] {
  return entry ? { ...entryFacts(indexed.item, entry).figures } : {};
}

/** One item of a card, with its score of the unit's own layer. */
export function toCardItem(
  indexed: IndexedItem,
  stored: StoredItem | undefined,
  scored: Scored,
  unitIndex: number,
  view: CardView,
): CardItem {
  const { item } = indexed;
  const entry = stored?.entry;
  return {
    itemId: item.id,
    version: entry?.version ?? 0,
    figures: figuresOf(indexed, entry),
    notApplicableReason: entry?.notApplicableReason ?? null,
    explanation: entry?.explanation ?? null,
    evidence: evidenceOf(entry),
    origin: entry?.origin ?? null,
    recordedAt: entry?.recordedAt.toISOString() ?? null,
    recordedBy: entry?.authorName ?? null,
    editable: item.selfScored && view.mayEdit(item.id),
    ...peopleOf(view.people, item.id, entry?.version ?? 0),
    cutOff: cutOffOf(indexed, entry, view),
    self: withProvenance(itemScoreOf(scored, unitIndex, item.id, view.locale), view.provenance(indexed)),
    appraisal: stored?.appraisal && view.maySeeAppraisal ? toAppraisal(stored.appraisal) : null,
  };
}

/** The explanation with where its figures come from. */
export function withProvenance(score: ItemScore, sentences: readonly string[]): ItemScore {
  return sentences.length === 0 ? score : { ...score, explanation: [...score.explanation, ...sentences] };
}

function cutOffOf(
  { item }: IndexedItem,
  entry: EntryRow | undefined,
  { round, dateOf, locale }: CardView,
): CardItem['cutOff'] {
  if (!entry) return [];
  const content = { figures: entry.figures, evidenceDates: evidenceOf(entry).map(dateOf) };
  return [...outsideWindow(round, item, content, locale)];
}

const toAppraisal = (row: AppraisalRow): NonNullable<CardItem['appraisal']> => ({
  version: row.version,
  decision: row.decision,
  points: row.points === null ? null : plainDecimal(row.points),
  reason: row.reason,
  recordedAt: row.recordedAt.toISOString(),
  recordedBy: row.authorName,
});

/** A layer with everything written out: sums of a card need every item. */
export type ScoredCard = Scored & Pick<ScoredLayer, 'result'>;

/** Totals of one unit's card; `filled` counts the self-scored items that hold figures or a claim. */
export function toCardTotals(
  stored: StoredSet,
  scored: ScoredCard,
  unitIndex: number,
): z.output<typeof cardTotals> {
  const unit = scored.result.units[unitIndex];
  if (!unit) throw new Error('the unit was not scored');
  const statuses = new Map(unit.items.map((item) => [item.id, item.status]));
  const own = [...stored.items.values()].filter(({ item }) => item.selfScored);
  const isFilled = ({ item }: IndexedItem): boolean => isDone(statuses.get(item.id));
  const within = (groupId: string) =>
    own.filter(({ groupId: direct, areaId }) => direct === groupId || areaId === groupId);
  return {
    points: unit.printedPoints,
    maximum: decimalOf(unit.maximum),
    printedIndex: unit.printedIndex,
    className: classNameOf(stored.set, unit.classId),
    filled: own.filter(isFilled).length,
    items: own.length,
    groups: unit.groups.map(({ id, printedPoints, maximum }) => {
      const items = within(id);
      return {
        id,
        points: printedPoints,
        maximum,
        filled: items.filter(isFilled).length,
        items: items.length,
      };
    }),
  };
}

export const isDone = (status: string | undefined): boolean =>
  status === 'scored' || status === 'not-applicable';
