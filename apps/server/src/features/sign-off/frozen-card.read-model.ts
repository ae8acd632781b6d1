import type { Context, Db } from '../../platform/context.ts';
import { refuse } from '../../platform/refusal.ts';
import { linkedDocuments } from '../evidence/evidence-links.read-model.ts';
import { loadRoundRows } from '../ranking/round-facts.read-model.ts';
import { requireRoundUnit, type Round, type RoundUnit } from '../rounds/rounds.read-model.ts';
import { linksOfCard } from './card-gaps.ts';
import { cardContent, type CardContent, type FrozenCard, readFrozenCard } from './frozen-card.ts';
import type { CardKey } from './item-marks.queries.ts';
import { receiptOfSubmission } from './submission-receipt.ts';
import { findSubmission, listSubmissionRows } from './submissions.queries.ts';

export type { CardContent, FrozenCard, FrozenItem } from './frozen-card.ts';

/** Number of the last submission of the card; null: none yet. */
export async function latestSubmission(db: Db, key: CardKey): Promise<number | null> {
  const [row] = await listSubmissionRows(db, key, null, 1);
  return row?.sequence ?? null;
}

/** A submission as it was frozen, with the address that checks its receipt; 404 when there is none. */
export async function frozenSubmission(
  context: Pick<Context, 'db' | 'config'>,
  key: CardKey,
  sequence: number,
): Promise<{ card: FrozenCard; at: Date; sha256: string; checkUrl: string }> {
  const row = (await findSubmission(context.db, key, sequence)) ?? refuse('not-found');
  const unit = await requireRoundUnit(context.db, key.roundId, key.unitId);
  const { checkUrl } = await receiptOfSubmission(context, unit, row);
  return { card: readFrozenCard(row.record), at: row.at, sha256: row.sha256, checkUrl };
}

/** The card as it stands now, in the form in which it would be frozen. */
export async function cardNow(db: Db, round: Round, unit: RoundUnit): Promise<CardContent> {
  const rows = await loadRoundRows(db, round, [unit]);
  return cardContent(rows, await linkedDocuments(db, unit.id, linksOfCard(rows)));
}
