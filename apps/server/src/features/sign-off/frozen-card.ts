import { createHash } from 'node:crypto';
import { type EvidenceLink, evidenceLink, reportDetails } from '@parix/api-contract';
import { canonicalJson } from '@parix/criteria-sets';
import { z } from 'zod';
import type { IndexedItem } from '../criteria-sets/set-library.read-model.ts';
import { classNameOf } from '../criteria-sets/set-library.read-model.ts';
import { documentOf, type linkedDocuments } from '../evidence/evidence-links.read-model.ts';
import { type RoundRows, scoreLayer } from '../ranking/round-facts.read-model.ts';
import { evidenceOf, figuresOf } from '../self-scoring/card.read-model.ts';

/** Form of the record; another form gets another number, so that old submissions stay readable for ever. */
export const FROZEN_FORMAT = 'parix.submission/1';

const actor = z.object({
  name: z.string(),
  role: z.string(),
  /** Whose delegation was used, by name; null: none. */
  onBehalfOf: z.string().nullable(),
  at: z.string(),
});

/** A document of the unit's library as it stood: its version, and the hash of its file. */
const frozenDocument = z.object({
  number: z.string(),
  abstract: z.string(),
  issuedOn: z.string().nullable(),
  issuer: z.string(),
  fileName: z.string().nullable(),
  /** SHA-256 of the file in lower-case hex; null: the document is named without a file. */
  sha256: z.string().nullable(),
});
const frozenLink = evidenceLink.extend({
  /** null: named by title only, not in the library. */
  document: frozenDocument.nullable(),
});

/** One item as it was submitted: the values, the words, the proof, and the points that the engine gave for them. */
const frozenItem = z.object({
  id: z.string(),
  /** Version of the entry; 0: nothing was declared. */
  version: z.number().int(),
  figures: z.record(z.string(), z.union([z.string(), z.boolean(), z.null()])),
  notApplicableReason: z.string().nullable(),
  explanation: z.string().nullable(),
  evidence: z.array(frozenLink),
  status: z.string(),
  points: z.string().nullable(),
  printedPoints: z.string().nullable(),
  maximum: z.string(),
});

/** A submitted card: everything that was approved, with what is needed to compute it again. */
export const frozenCard = z.object({
  format: z.literal(FROZEN_FORMAT),
  unit: z.object({ code: z.string(), name: z.string(), kind: z.string() }),
  round: z.object({
    id: z.string(),
    title: z.string(),
    indexYear: z.number().int(),
    closesAt: z.string().nullable(),
    unitClosesAt: z.string().nullable(),
  }),
  criteriaSet: z.object({ version: z.string(), fingerprint: z.string() }),
  engine: z.string(),
  /** Counts the submissions of the card from 1. */
  number: z.number().int(),
  receivedAt: z.string(),
  late: z.boolean(),
  sent: actor,
  approved: actor,
  note: z.string().nullable(),
  /** What was missing when it was sent, knowingly. */
  gaps: z.array(z.object({ itemId: z.string(), remark: z.string() })),
  totals: z.object({
    points: z.string(),
    printedPoints: z.string(),
    maximum: z.string(),
    printedIndex: z.string(),
    className: z.string().nullable(),
  }),
  /** Sums of areas and criteria, in the order of the set. */
  groups: z.array(
    z.object({ id: z.string(), points: z.string(), printedPoints: z.string(), maximum: z.string() }),
  ),
  items: z.array(frozenItem),
  /** What the report says beside; null: nothing was written. */
  report: reportDetails.nullable(),
});
export type FrozenCard = z.output<typeof frozenCard>;
export type FrozenItem = z.output<typeof frozenItem>;

/** What a card says, whether or not it is submitted. */
export type CardContent = Pick<
  FrozenCard,
  'unit' | 'round' | 'criteriaSet' | 'engine' | 'totals' | 'groups' | 'items'
>;
/** What is known of a submission beside the card itself. */
export type Frame = Omit<FrozenCard, 'format' | keyof CardContent>;

/** The card of the one unit in `rows` as it stands, scored by the engine. */
export function cardContent(
  rows: RoundRows,
  documents: Documents,
  unitClosesAt: Date | null = null,
): CardContent {
  const { round, stored, units, items } = rows;
  const [unit] = units;
  const { result } = scoreLayer(rows, 'self');
  const scored = result.units[0];
  if (!unit || !scored) throw new Error('a card is that of one unit');
  const results = new Map(scored.items.map((item) => [item.id, item]));
  return {
    unit: { code: unit.code, name: unit.name, kind: unit.kind },
    round: {
      id: round.id,
      title: round.title,
      indexYear: round.indexYear,
      closesAt: round.selfScoringClosesAt?.toISOString() ?? null,
      unitClosesAt: unitClosesAt?.toISOString() ?? null,
    },
    criteriaSet: { version: stored.versionId, fingerprint: stored.fingerprint },
    engine: result.engine,
    totals: {
      points: scored.points,
      printedPoints: scored.printedPoints,
      maximum: scored.maximum,
      printedIndex: scored.printedIndex,
      className: classNameOf(stored.set, scored.classId),
    },
    groups: scored.groups.map(({ id, points, printedPoints, maximum }) => ({
      id,
      points,
      printedPoints,
      maximum,
    })),
    items: [...stored.items.values()]
      .filter(({ item }) => item.selfScored)
      .map((indexed) => freezeItem(indexed, items.get(unit.id), documents, results.get(indexed.item.id))),
  };
}

export const freezeCard = (content: CardContent, frame: Frame): FrozenCard => ({
  format: FROZEN_FORMAT,
  ...frame,
  ...content,
});

type Documents = Awaited<ReturnType<typeof linkedDocuments>>;
type ItemResult = ReturnType<typeof scoreLayer>['result']['units'][number]['items'][number];

function freezeItem(
  indexed: IndexedItem,
  stored: ReturnType<RoundRows['items']['get']>,
  documents: Documents,
  result: ItemResult | undefined,
): FrozenItem {
  const entry = stored?.get(indexed.item.id)?.entry;
  return {
    id: indexed.item.id,
    version: entry?.version ?? 0,
    figures: figuresOf(indexed, entry),
    notApplicableReason: entry?.notApplicableReason ?? null,
    explanation: entry?.explanation ?? null,
    evidence: evidenceOf(entry).map((link) => freezeLink(link, documents)),
    status: result?.status ?? 'no-data',
    points: result?.points ?? null,
    printedPoints: result?.printedPoints ?? null,
    maximum: result?.maximum ?? '0',
  };
}

function freezeLink(link: EvidenceLink, documents: Documents): FrozenItem['evidence'][number] {
  const found = documentOf(documents, link);
  if (!found) return { ...link, document: null };
  const { number, abstract, issuedOn, issuer, fileName, sha256 } = found;
  return { ...link, document: { number, abstract, issuedOn, issuer, fileName, sha256 } };
}

/** The record that is stored and hashed: canonical JSON (RFC 8785), without a newline at the end. */
export function sealCard(card: FrozenCard): { readonly record: string; readonly sha256: string } {
  const record = canonicalJson(card);
  return { record, sha256: createHash('sha256').update(record, 'utf8').digest('hex') };
}

/** A stored record, read back. */
export const readFrozenCard = (record: string): FrozenCard => frozenCard.parse(JSON.parse(record));
