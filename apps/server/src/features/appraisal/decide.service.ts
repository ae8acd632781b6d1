import type { AppraisalRow, ROUTES } from '@parix/api-contract';
import { type AppraisalStage, type Relation, stageOf } from '@parix/workflow';
import type { z } from 'zod';
import type { Row } from '../../db/schema.ts';
import { recordAudit } from '../../platform/audit-log.ts';
import type { Context, Db } from '../../platform/context.ts';
import { appraisesArea, relationToUnit } from '../../platform/permissions.ts';
import { refuse } from '../../platform/refusal.ts';
import { inTransaction } from '../../platform/transaction.ts';
import { type IndexedItem, requirePlan } from '../criteria-sets/set-library.read-model.ts';
import { effectOf, standingDecision, type StoredItem } from '../ranking/stored-facts.read-model.ts';
import { assignedToJudge, refuseBar } from '../appraisal-groups/judging.read-model.ts';
import { blindPairs } from '../second-readings/blind-pairs.read-model.ts';
import { openItems } from '../replies/replies.read-model.ts';
import {
  relationToRound,
  requireRound,
  requireRoundUnit,
  type Round,
  type RoundUnit,
} from '../rounds/rounds.read-model.ts';
import { relationToCard, requireStanding } from '../sign-off/card-standing.read-model.ts';
import { checkDecision } from './check-decision.read-model.ts';
import { isJudgedFor } from './decided-pairs.read-model.ts';
import { insertAppraisal } from './appraisal.queries.ts';
import { loadAppraisalRows } from './appraisal-rows.ts';
import { scoreBoth } from './describe-appraisal.ts';
import { loadItemRows } from './item-rows.ts';
import { latestOfStages } from './stages.read-model.ts';

export type DecisionToSave = z.output<typeof ROUTES.decide.body>;
export interface AppraisalPath {
  readonly roundId: string;
  readonly unitId: string;
  readonly itemId: string;
}

/** The item to be decided, once every right is checked; the round cannot change state until the transaction ends. */
export async function admit(context: Context, roundId: string, itemId: string, unitId: string | null) {
  // Many units at once: nobody else may decide meanwhile, or two would append the same versions.
  const lock = unitId === null ? 'update' : 'share';
  const round = await requireRound(context.db, roundId, context.now, lock);
  const stored = await requirePlan(context.db, round.setVersionId);
  const indexed = stored.items.get(itemId);
  const ownArea = indexed !== undefined && appraisesArea(context.person, indexed.areaId);
  const standing =
    unitId === null ? undefined : await requireStanding(context.db, round, unitId, context.now);
  // Many units at once: their cards are looked at one by one, later.
  const relation: Relation =
    unitId === null || standing === undefined
      ? { ownUnit: false, phase: round.phase, card: 'submitted' }
      : relationToCard(context.person, round, unitId, standing);
  context.permit('appraisal.edit', { ...relation, ownArea });
  if (!indexed) refuse('not-found');
  const stage = stageOf(round.phase) ?? refuse('round-phase');
  if (stage === 'first' && hasClosed(round, context.now)) refuse('round-phase');
  if (indexed.item.pointsFrom !== 'appraisal') refuse('not-self-scored');
  return { round, indexed, plan: stored.plan, stored, standing, stage };
}

const hasClosed = ({ appraisalClosesAt }: Round, now: Date): boolean =>
  appraisalClosesAt !== null && now >= appraisalClosesAt;

type Admitted = Omit<Awaited<ReturnType<typeof admit>>, 'plan'>;

/** Appends a decision on one item of one unit and answers with the line as it stands. */
export async function decide(
  context: Context,
  path: AppraisalPath,
  version: number,
  sent: DecisionToSave,
): Promise<AppraisalRow> {
  return inTransaction(context.db, async (db) => {
    const inside = { ...context, db };
    const admitted = await admit(inside, path.roundId, path.itemId, path.unitId);
    if (admitted.stage === 'second') await requireOpenAgain(db, path);
    await requireUnbarred(inside, admitted.round, path, admitted.indexed.areaId);
    return append(inside, path, version, sent, admitted);
  });
}

/** The council's decision on one item: it may concern any item, and its reason belongs in the minutes. */
export async function councilDecide(
  context: Context,
  path: AppraisalPath,
  version: number,
  sent: DecisionToSave,
): Promise<AppraisalRow> {
  return inTransaction(context.db, async (db) => {
    const inside = { ...context, db };
    const round = await requireRound(db, path.roundId, context.now, 'share');
    inside.permit('council.decide', {
      ...relationToUnit(context.person, path.unitId),
      ...relationToRound(round),
    });
    const stored = await requirePlan(db, round.setVersionId);
    const indexed = stored.items.get(path.itemId) ?? refuse('not-found');
    if (indexed.item.pointsFrom !== 'appraisal') refuse('not-self-scored');
    const standing = await requireStanding(db, round, path.unitId, context.now);
    const admitted = { round, indexed, stored, standing, stage: 'council' } as const;
    await requireNoInterest(inside, round, path.unitId, indexed.areaId);
    await recordAudit(db, inside, {
      action: 'council.decided',
      subject: `round:${round.id}`,
      detail: { unitId: path.unitId, itemId: path.itemId, decision: sent.decision },
    });
    return append(inside, path, version, sent, admitted);
  });
}

/** Refuses whoever the round does not let judge the unit: an interest, another's work, an area that is signed. */
async function requireUnbarred(
  context: Context,
  round: Round,
  { unitId, itemId }: AppraisalPath,
  areaId: string,
): Promise<void> {
  const bar = await assignedToJudge(context.db, round, context.person, unitId, areaId);
  if (bar !== null) refuseBar(bar);
  const { hidden, read } = await blindPairs(context, round, []);
  const key = `${unitId} ${itemId}`;
  if (hidden.has(key) || read.has(key)) refuse('second-reader');
}

/** Of what bars appraisers only an interest bars members of the council. */
async function requireNoInterest({ db, person }: Context, round: Round, unitId: string, areaId: string) {
  const bar = await assignedToJudge(db, round, person, unitId, areaId);
  if (bar === 'interest') refuseBar(bar);
}

/** At the second stage only what was flagged or contested is decided, and may be decided anew until it is over. */
async function requireOpenAgain(db: Db, { roundId, unitId, itemId }: AppraisalPath): Promise<void> {
  const filter = { roundId, unitIds: [unitId], itemId };
  if ((await openItems(db, filter)).length > 0) return;
  const stages = (await latestOfStages(db, filter)).get(unitId)?.get(itemId) ?? [];
  if (!stages.some(({ stage }) => stage === 'second')) refuse('not-contested');
}

async function append(
  context: Context,
  path: AppraisalPath,
  version: number,
  sent: DecisionToSave,
  { round, indexed, stage }: Admitted,
): Promise<AppraisalRow> {
  const { db } = context;
  const unit = await requireRoundUnit(db, path.roundId, path.unitId);
  if (!isJudgedFor(indexed, unit.kind)) refuse('item-not-judged');
  const before = scoreBoth(await loadItemRows(db, round, [unit], path.itemId));
  const item = before.rows.items.get(unit.id)?.get(path.itemId);
  const kept = sent.decision === 'keep' ? standingOf(context, item) : undefined;
  checkDecision(context, before, 0, indexed, sent, stage);
  const current = item?.appraisal?.version ?? 0;
  const judged = { stage, entryVersion: item?.entry?.version ?? 0, kept };
  const written =
    current === version && (await insertAppraisal(db, decisionRow(context, path, version + 1, sent, judged)));
  const answer = await describe(context, round, unit, indexed);
  return written ? answer : refuse('edit-conflict', { current: answer });
}

interface KeptDecision {
  readonly decision: Exclude<Row<'itemAppraisal'>['kept'], null>;
  readonly points: string | null;
}

/** The decision that is to stand on; there is none while an explanation is asked for. */
function standingOf({ locale }: Context, item: StoredItem | undefined): KeptDecision {
  const decision = item && standingDecision(item);
  const effect = decision && effectOf(decision);
  if (decision && effect && effect !== 'needs-explanation')
    return { decision: effect, points: decision.points };
  const message =
    locale === 'en'
      ? 'There is no decision yet that could stand: choose one.'
      : 'Chưa có kết luận nào để giữ nguyên: hãy chọn một kết luận.';
  return refuse('facts-invalid', { errors: [{ place: '/decision', code: 'nothing-to-keep', message }] });
}

async function describe(
  context: Context,
  round: Round,
  unit: RoundUnit,
  indexed: IndexedItem,
): Promise<AppraisalRow> {
  return (await loadAppraisalRows(context, round, [unit], indexed))(unit, indexed);
}

interface Judged {
  readonly stage: AppraisalStage;
  /** Version of the entry that was judged; a later one makes the decision stale. */
  readonly entryVersion: number;
  /** With `keep`: what stands on. */
  readonly kept?: KeptDecision | undefined;
}

export const decisionRow = (
  { person, now, requestId }: Context,
  path: AppraisalPath,
  version: number,
  sent: DecisionToSave,
  { stage, entryVersion, kept }: Judged,
) => ({
  ...path,
  version,
  stage,
  decision: sent.decision,
  kept: kept?.decision ?? null,
  points: kept ? kept.points : sent.points,
  reason: sent.reason === '' ? null : sent.reason,
  reasonCode: sent.reasonCode,
  requirement: sent.requirement,
  authorId: person.accountId,
  recordedAt: now,
  requestId,
  entryVersion,
});
