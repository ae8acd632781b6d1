import { isDeepStrictEqual } from 'node:util';
import type { ROUTES } from '@parix/api-contract';
import type { Item, ItemFacts } from '@parix/scoring';
import { sql } from 'kysely';
import type { z } from 'zod';
import type { NewRow } from '../../db/schema.ts';
import type { Context } from '../../platform/context.ts';
import { refuse } from '../../platform/refusal.ts';
import { inTransaction } from '../../platform/transaction.ts';
import type { IndexedItem } from '../criteria-sets/set-library.read-model.ts';
import { cardRows, cardStamp, noteSaved, withEntry } from '../ranking/card-rows.read-model.ts';
import type { RoundRows } from '../ranking/round-facts.read-model.ts';
import type { EntryRow } from '../ranking/round-rows.read-model.ts';
import type { StoredItem } from '../ranking/stored-facts.read-model.ts';
import { outsideWindow } from '../rounds/data-window.read-model.ts';
import type { Round, RoundUnit } from '../rounds/rounds.read-model.ts';
import { type ItemPath, scoreSelf, viewOf } from './card.service.ts';
import { requireValidFacts } from './check-facts.read-model.ts';
import { type CardView, evidenceOf, toCardItem, toCardTotals } from './describe-card.ts';
import { keepMeasured } from '../counted-figures/keep-measured.read-model.ts';
import { requireGivenFigures } from '../remediation/given-figures.read-model.ts';
import { receiptOf, saveRecordOf } from '../receipts/receipts.read-model.ts';
import { relationToCard } from '../sign-off/card-standing.read-model.ts';
import { requireKnownLinks } from '../evidence/evidence-links.read-model.ts';
import { datesOfLinks } from '../sign-off/dated-links.read-model.ts';
import { lockCard } from '../sign-off/lock-card.read-model.ts';
import { permitOnCard } from '../sign-off/permit-on-card.read-model.ts';
import { normaliseFigures, type StoredFigures } from './figures.ts';
import { insertEntry } from './item-entries.queries.ts';
import { openCard, roundRowsOf } from './open-card.read-model.ts';

export type ItemToSave = z.output<typeof ROUTES.saveItem.body>;
export type SavedItem = z.output<typeof ROUTES.saveItem.response>;

/**
 * Appends the next version of an item and answers with its score. Refused figures store nothing; a version that
 * somebody else has saved meanwhile answers 412 with what stands; the same save sent twice is one save.
 */
export async function saveItem(
  context: Context,
  path: ItemPath,
  version: number,
  sent: ItemToSave,
): Promise<SavedItem> {
  const { answer, entry } = await inTransaction(context.db, (db) =>
    append({ ...context, db }, path, version, sent),
  );
  // Within a transaction of somebody else it is not committed yet.
  if (entry && !context.db.isTransaction) noteSaved(entry);
  return answer;
}

interface Appended {
  readonly answer: SavedItem;
  /** The row that was stored; undefined for a save that had been stored before. */
  readonly entry: EntryRow | undefined;
}

async function append(
  context: Context,
  path: ItemPath,
  version: number,
  sent: ItemToSave,
): Promise<Appended> {
  const { db, person, now } = context;
  await lockCard(db, path, 'share');
  const card = await openCard(db, person, path, now);
  const { round, unit, own, stored } = card;
  const relation = relationToCard(person, round, unit.id, card.standing);
  permitOnCard(context, 'scorecard.edit', round, unit.id, card.standing, { ownItem: own.has(path.itemId) });
  const indexed = stored.items.get(path.itemId) ?? refuse('not-found');
  if (!indexed.item.selfScored) refuse('not-self-scored');
  const typed = normaliseFigures(indexed.item, sent.figures, context.locale);
  const items = await cardRows(db, path, card.stamp);
  const standing = items.get(path.itemId)?.entry;
  const figures = keepMeasured(indexed.item, typed, standing?.figures ?? {}, {
    locale: context.locale,
    // Whoever has read an older version is told so, and sees the newer figures.
    refusing: (standing?.version ?? 0) === version,
  });
  requireValidFacts(stored.plan, unit, path.itemId, factsOfSave(figures, sent), context.locale);
  if (standing) await requireGivenFigures(db, path, standing.figures, figures, context.locale);
  const evidence = await requireKnownLinks(db, path.unitId, sent.evidence, context.locale);
  const content = { ...contentOf(sent, figures), evidence };
  await requireInsideWindow(context, round, path.unitId, indexed.item, content);
  const current = standing?.version ?? 0;
  const row = entryRow(context, path, version + 1, content, standing);
  const entry =
    current === version && (await insertEntry(db, row)) ? toEntryRow(context, row, content) : undefined;
  // Not stored although nothing newer was seen: another save came between, perhaps this one, sent twice.
  const after = entry ? withEntry(items, entry) : current === version ? await freshRows(db, path) : items;
  const isRetry = isSameSave(context, after.get(path.itemId)?.entry, version + 1, content);
  const view = await viewOf(context, card, relation, evidence, path.itemId);
  const shown = describeSaved(view, roundRowsOf(card, after), unit, indexed);
  const kept = after.get(path.itemId)?.entry;
  if (!kept || (!entry && !isRetry)) return refuse('edit-conflict', { current: shown.item });
  const record = saveRecordOf(unit.code, { ...kept, evidence: evidenceOf(kept) });
  return { answer: { ...shown, receipt: receiptOf(context.config, record, kept.recordedAt) }, entry };
}

async function freshRows(db: Context['db'], path: ItemPath): Promise<ReadonlyMap<string, StoredItem>> {
  const { rows } = await sql<{ stamp: number }>`select ${cardStamp(path)} as stamp`.execute(db);
  return cardRows(db, path, rows[0]?.stamp ?? 0);
}

/** The row as it will be read back. */
function toEntryRow({ person }: Context, row: NewRow<'itemEntry'>, { figures, evidence }: Content): EntryRow {
  const { notApplicableReason = null, olderPoints = null, explanation = null, requestId = null } = row;
  return {
    ...row,
    figures,
    evidence: [...evidence],
    notApplicableReason,
    olderPoints,
    explanation,
    requestId,
    importRef: null,
    authorId: person.accountId,
    authorName: person.displayName,
    recordedAt: new Date(row.recordedAt),
  };
}

function describeSaved(
  view: CardView,
  rows: RoundRows,
  unit: RoundUnit,
  indexed: IndexedItem,
): Omit<SavedItem, 'receipt'> {
  const scored = scoreSelf(rows);
  const stored = rows.items.get(unit.id)?.get(indexed.item.id);
  return { item: toCardItem(indexed, stored, scored, 0, view), totals: toCardTotals(rows.stored, scored, 0) };
}

/** A round may refuse dates outside its window of data; otherwise they are flagged on the card. */
async function requireInsideWindow(
  { db, locale }: Context,
  round: Round,
  unitId: string,
  item: Item,
  { figures, evidence }: Content,
): Promise<void> {
  if (!round.dataRefusedOutside) return;
  const dateOf = await datesOfLinks(db, round, unitId, evidence);
  const outside = outsideWindow(round, item, { figures, evidenceDates: evidence.map(dateOf) }, locale);
  if (outside.length === 0) return;
  refuse('outside-cut-off', { errors: outside.map((each) => ({ ...each, code: 'outside-cut-off' })) });
}

interface Content {
  readonly figures: StoredFigures;
  readonly notApplicableReason: string | null;
  readonly explanation: string | null;
  readonly evidence: ItemToSave['evidence'];
}

const emptyToNull = (text: string | null): string | null => (text === '' ? null : text);

const contentOf = (sent: ItemToSave, figures: StoredFigures): Content => ({
  figures,
  notApplicableReason: emptyToNull(sent.notApplicableReason),
  explanation: emptyToNull(sent.explanation),
  evidence: sent.evidence,
});

function factsOfSave(figures: StoredFigures, sent: ItemToSave): ItemFacts {
  const reason = emptyToNull(sent.notApplicableReason);
  return { figures, ...(reason !== null && { notApplicable: { reason } }) };
}

/** The save that stands is the one being sent again, because its answer was lost on the way. */
function isSameSave(
  { person }: Context,
  standing: EntryRow | undefined,
  version: number,
  content: Content,
): boolean {
  if (standing?.authorId !== person.accountId || standing.version !== version) return false;
  const { figures, notApplicableReason, explanation } = standing;
  return isDeepStrictEqual(
    { figures, notApplicableReason, explanation, evidence: evidenceOf(standing) },
    { ...content },
  );
}

function entryRow(
  { person, now, requestId }: Context,
  path: ItemPath,
  version: number,
  content: Content,
  standing: EntryRow | undefined,
): NewRow<'itemEntry'> {
  return {
    ...path,
    version,
    figures: JSON.stringify(content.figures),
    notApplicableReason: content.notApplicableReason,
    // Given with the round by the standing body, not by the unit: it stays over the unit's saves.
    olderPoints: standing?.olderPoints ?? null,
    explanation: content.explanation,
    evidence: JSON.stringify(content.evidence),
    origin: 'typed',
    authorId: person.accountId,
    recordedAt: now,
    requestId,
  };
}
