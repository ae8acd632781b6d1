import { isDeepStrictEqual } from 'node:util';
import type { ROUTES } from '@parix/api-contract';
import type { Item, ItemFacts } from '@parix/scoring';
import type { z } from 'zod';
import type { NewRow } from '../../db/schema.ts';
import type { Context } from '../../platform/context.ts';
import type { Locale } from '../../platform/locale.ts';
import { refuse } from '../../platform/refusal.ts';
import { inTransaction } from '../../platform/transaction.ts';
import type { IndexedItem } from '../criteria-sets/set-library.read-model.ts';
import { loadRoundRows, type RoundRows } from '../ranking/round-facts.read-model.ts';
import { latestEntries, type EntryRow } from '../ranking/round-rows.read-model.ts';
import { outsideWindow } from '../rounds/data-window.read-model.ts';
import { requireRound, requireRoundUnit, type Round, type RoundUnit } from '../rounds/rounds.read-model.ts';
import { requirePlan } from '../criteria-sets/set-library.read-model.ts';
import { type ItemPath, scoreSelf, viewOf } from './card.service.ts';
import { requireValidFacts } from './check-facts.read-model.ts';
import { type CardView, evidenceOf, toCardItem, toCardTotals } from './describe-card.ts';
import { ownItems } from '../assignments/own-items.read-model.ts';
import { relationToCard, requireStanding } from '../sign-off/card-standing.read-model.ts';
import { lockCard } from '../sign-off/lock-card.read-model.ts';
import { permitOnCard } from '../sign-off/permit-on-card.read-model.ts';
import { normaliseFigures, type StoredFigures } from './figures.ts';
import { insertEntry } from './item-entries.queries.ts';

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
  return inTransaction(context.db, async (db) => {
    await lockCard(db, path, 'share');
    const round = await requireRound(db, path.roundId, context.now);
    const card = await requireStanding(db, round, path.unitId, context.now);
    const own = await ownItems(db, context.person, path, context.now);
    const relation = relationToCard(context.person, round, path.unitId, card);
    permitOnCard(context, 'scorecard.edit', round, path.unitId, card, { ownItem: own.has(path.itemId) });
    const unit = await requireRoundUnit(db, path.roundId, path.unitId);
    const { plan, items } = await requirePlan(db, round.setVersionId);
    const indexed = items.get(path.itemId) ?? refuse('not-found');
    if (!indexed.item.selfScored) refuse('not-self-scored');
    const figures = normaliseFigures(indexed.item, sent.figures, context.locale);
    requireValidFacts(plan, unit, path.itemId, factsOfSave(figures, sent), context.locale);
    requireInsideWindow(round, indexed.item, figures, context.locale);
    const [standing] = await latestEntries(db, {
      roundId: path.roundId,
      unitIds: [path.unitId],
      itemId: path.itemId,
    });
    const content = contentOf(sent, figures);
    const current = standing?.version ?? 0;
    const isRetry = current === version + 1 && isSameSave(context, standing, content);
    const stored =
      current === version && (await insertEntry(db, entryRow(context, path, version + 1, content, standing)));
    const rows = await loadRoundRows(db, round, [unit]);
    const view = await viewOf({ ...context, db }, round, path.unitId, relation, own, path.itemId);
    const answer = describeSaved(view, rows, unit, indexed);
    return stored || isRetry ? answer : refuse('edit-conflict', { current: answer.item });
  });
}

function describeSaved(view: CardView, rows: RoundRows, unit: RoundUnit, indexed: IndexedItem): SavedItem {
  const scored = scoreSelf(rows);
  const stored = rows.items.get(unit.id)?.get(indexed.item.id);
  return { item: toCardItem(indexed, stored, scored, 0, view), totals: toCardTotals(rows.stored, scored, 0) };
}

/** A round may refuse dates outside its window of data; otherwise they are flagged on the card. */
function requireInsideWindow(round: Round, item: Item, figures: StoredFigures, locale: Locale): void {
  if (!round.dataRefusedOutside) return;
  const outside = outsideWindow(round, item, { figures, evidenceDates: [] }, locale);
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
function isSameSave({ person }: Context, standing: EntryRow | undefined, content: Content): boolean {
  if (standing?.authorId !== person.accountId) return false;
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
