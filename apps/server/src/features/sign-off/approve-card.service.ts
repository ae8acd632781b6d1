import type { Approval, ROUTES } from '@parix/api-contract';
import { isLate } from '@parix/workflow';
import type { z } from 'zod';
import type { Context } from '../../platform/context.ts';
import { inTransaction } from '../../platform/transaction.ts';
import { notifyRoles, notifyUnit } from '../notices/notify.read-model.ts';
import { relationToUnit } from '../../platform/permissions.ts';
import { linkedDocuments } from '../evidence/evidence-links.read-model.ts';
import { loadRoundRows } from '../ranking/round-facts.read-model.ts';
import { savedDetails } from '../reports/report-details.read-model.ts';
import { clockOf } from '../rounds/rounds.read-model.ts';
import { type CardEventRow, lastEventOf } from './card-events.queries.ts';
import { linksOfCard } from './card-gaps.ts';
import { behalfOf, type CardInHand, takeCard, tellCard } from './card-in-hand.ts';
import { describeSubmission } from './describe-submission.ts';
import { cardContent, type Frame, freezeCard, sealCard } from './frozen-card.ts';
import { ofCard, requireSending } from './move-card.service.ts';
import { permitOnCard } from './permit-on-card.read-model.ts';
import type { CardKey } from './item-marks.queries.ts';
import { remarksOf } from './describe-event.ts';
import { receiptOfSubmission } from './submission-receipt.ts';
import {
  countSubmissions,
  findSubmission,
  insertSubmission,
  type SubmissionRow,
} from './submissions.queries.ts';

/**
 * Approves what the leader has read: freezes the card as a submission. The instant at which the server received the
 * request decides on which side of the deadline it fell, however long it waited for the card. A second click, a retry
 * and a second leader are answered with the one submission.
 */
export async function approveCard(
  context: Context,
  key: CardKey,
  { sentSequence, note }: z.output<typeof ROUTES.approveCard.body>,
): Promise<Approval> {
  return inTransaction(context.db, async (db) => {
    const inside = { ...context, db };
    const card = await takeCard(inside, key);
    const done = await submissionOf(inside, card, sentSequence);
    if (done) return answer(inside, card, done);
    permitOnCard(inside, 'card.approve', card.round, key.unitId, card.standing);
    await requireSending(inside, card, sentSequence);
    return answer(inside, card, await submit(inside, card, note));
  });
}

/** The submission that this sending has become already; asked of nobody who could not have approved it. */
async function submissionOf(
  context: Context,
  { key, standing: { last } }: CardInHand,
  sentSequence: number,
): Promise<SubmissionRow | undefined> {
  if (last?.kind !== 'approved') return undefined;
  const sent = await lastEventOf(context.db, key, 'sent', last.sequence);
  if (sent?.sequence !== sentSequence) return undefined;
  const waiting = { phase: 'self-scoring', window: 'open', card: 'unit-review' } as const;
  context.permit('card.approve', { ...relationToUnit(context.person, key.unitId), ...waiting });
  return findSubmission(context.db, key, last.sequence);
}

async function submit(context: Context, card: CardInHand, note: string): Promise<SubmissionRow> {
  const { db, now } = context;
  const { key, round, unit } = card;
  const onBehalfOf = await behalfOf(db, context, 'unit-leader');
  const sequence = await tellCard(context, card, { kind: 'approved', reason: note, onBehalfOf });
  const frame = await frameOf(context, card, sequence);
  const rows = await loadRoundRows(db, round, [unit]);
  const documents = await linkedDocuments(db, unit.id, linksOfCard(rows));
  const content = cardContent(rows, documents, card.standing.closesAt);
  const { record, sha256 } = sealCard(freezeCard(content, frame));
  const { number, late } = frame;
  const row = { roundId: key.roundId, unitId: key.unitId, sequence, record, sha256, late, at: now };
  await insertSubmission(db, row);
  const { facts, ...about } = ofCard(context, card);
  const notice = { kind: 'submitted', ...about, facts: { ...facts, late } } as const;
  await notifyUnit(context, ['focal-point', 'contributor'], notice);
  await notifyRoles(context, ['standing-body'], notice);
  return { ...row, number, signedFile: null };
}

/** What the record says beside the card: who sent and approved it, when, and by which dates. */
async function frameOf(context: Context, card: CardInHand, sequence: number): Promise<Frame> {
  const { db, now } = context;
  const { key, round } = card;
  const approved = await lastEventOf(db, key, 'approved', sequence + 1);
  const sent = await lastEventOf(db, key, 'sent', sequence);
  return {
    number: (await countSubmissions(db, key)) + 1,
    receivedAt: now.toISOString(),
    late: isLate(clockOf(round), now.getTime()),
    sent: actorOf(sent, 'focal-point'),
    approved: actorOf(approved, 'unit-leader'),
    note: approved?.reason ?? null,
    gaps: sent ? remarksOf(sent) : [],
    report: await savedDetails(db, key),
  };
}

function actorOf(event: CardEventRow | undefined, role: string): Frame['sent'] {
  if (!event) throw new Error('a submission was sent and approved by somebody');
  const { actorName, onBehalfName, at } = event;
  return { name: actorName ?? '', role, onBehalfOf: onBehalfName, at: at.toISOString() };
}

async function answer(
  context: Context,
  { round, unit, standing }: CardInHand,
  submission: SubmissionRow,
): Promise<Approval> {
  return {
    submission: describeSubmission(submission),
    receivedAt: submission.at.toISOString(),
    closesAt: standing.closesAt?.toISOString() ?? null,
    roundClosesAt: round.selfScoringClosesAt?.toISOString() ?? null,
    receipt: await receiptOfSubmission(context, unit, submission),
  };
}
