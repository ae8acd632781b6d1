import type { AppraisalRow, ROUTES } from '@parix/api-contract';
import type { ItemFacts } from '@parix/scoring';
import type { Relation } from '@parix/workflow';
import type { z } from 'zod';
import type { Context } from '../../platform/context.ts';
import { appraisesArea } from '../../platform/permissions.ts';
import { refuse } from '../../platform/refusal.ts';
import { inTransaction } from '../../platform/transaction.ts';
import { type IndexedItem, requirePlan, type StoredSet } from '../criteria-sets/set-library.read-model.ts';
import { compareExact } from '../../platform/exact-decimal.ts';
import { entryFacts } from '../ranking/stored-facts.read-model.ts';
import { loadRoundRows } from '../ranking/round-facts.read-model.ts';
import { requireRound, requireRoundUnit, type Round, type RoundUnit } from '../rounds/rounds.read-model.ts';
import { requireValidFacts } from '../self-scoring/check-facts.read-model.ts';
import { type CardStanding, relationToCard, requireStanding } from '../sign-off/card-standing.read-model.ts';
import { insertAppraisal } from './appraisal.queries.ts';
import { scoreBoth, type ScoredRows, toAppraisalRow } from './describe-appraisal.ts';
import { mayDecide } from './grid.service.ts';

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
  if (round.appraisalClosesAt !== null && context.now >= round.appraisalClosesAt) refuse('round-phase');
  if (indexed.item.pointsFrom !== 'appraisal') refuse('not-self-scored');
  return { round, indexed, plan: stored.plan, stored, standing };
}

/** Appends a decision on one item of one unit and answers with the line as it stands. */
export async function decide(
  context: Context,
  path: AppraisalPath,
  version: number,
  sent: DecisionToSave,
): Promise<AppraisalRow> {
  return inTransaction(context.db, async (db) => {
    const inside = { ...context, db };
    const { round, indexed, stored, standing } = await admit(inside, path.roundId, path.itemId, path.unitId);
    const unit = await requireRoundUnit(db, path.roundId, path.unitId);
    const before = scoreBoth(await loadRoundRows(db, round, [unit]));
    checkDecision(inside, before, stored, unit, indexed, sent);
    const standingItem = before.rows.items.get(unit.id)?.get(path.itemId);
    const current = standingItem?.appraisal?.version ?? 0;
    const judged = standingItem?.entry?.version ?? 0;
    const written =
      current === version &&
      (await insertAppraisal(db, decisionRow(context, path, version + 1, sent, judged)));
    if (!written) await refuseConflict(inside, round, unit, indexed, standing);
    return describe(inside, round, unit, indexed, standing);
  });
}

async function describe(
  context: Context,
  round: Round,
  unit: RoundUnit,
  indexed: IndexedItem,
  standing: CardStanding | undefined,
): Promise<AppraisalRow> {
  const scored = scoreBoth(await loadRoundRows(context.db, round, [unit]));
  const editable = mayDecide(context, round, indexed, unit.id, standing);
  return toAppraisalRow(scored, unit, indexed, editable, context.locale);
}

async function refuseConflict(
  context: Context,
  round: Round,
  unit: RoundUnit,
  indexed: IndexedItem,
  standing: CardStanding | undefined,
): Promise<never> {
  return refuse('edit-conflict', { current: await describe(context, round, unit, indexed, standing) });
}

/** Points and reason must fit the decision, and the engine must take the points. */
function checkDecision(
  context: Context,
  before: ScoredRows,
  stored: StoredSet,
  unit: RoundUnit,
  { item }: IndexedItem,
  sent: DecisionToSave,
): void {
  const { decision, points, reason } = sent;
  if (decision !== 'accept' && (reason === null || reason === '')) refuse('reason-required');
  const changesPoints = decision === 'reduce' || decision === 'raise';
  if (changesPoints !== (points !== null))
    refuse('facts-invalid', { errors: [pointsFault(context, 'points-with-decision')] });
  const entry = before.rows.items.get(unit.id)?.get(item.id)?.entry;
  const own: ItemFacts = entry ? entryFacts(item, entry) : {};
  const { plan } = before.self;
  if (decision === 'not-applicable')
    requireValidFacts(plan, unit, item.id, { notApplicable: { reason: reason ?? '' } }, context.locale);
  if (points === null || stored.plan === null) return;
  const { notApplicable: _claim, ...figures } = own;
  requireValidFacts(
    plan,
    unit,
    item.id,
    { ...figures, awarded: { points, reason: reason ?? '' } },
    context.locale,
  );
  const self = before.self.result.units[0]?.items.find((each) => each.id === item.id)?.points ?? '0';
  const order = compareExact(points, self);
  if (decision === 'reduce' ? order >= 0 : order <= 0) {
    refuse('facts-invalid', { errors: [pointsFault(context, 'points-against-decision', self)] });
  }
}

function pointsFault(
  { locale }: Context,
  code: 'points-with-decision' | 'points-against-decision',
  self = '',
) {
  const words = {
    'points-with-decision': [
      'Điểm chỉ ghi khi giảm hoặc tăng điểm.',
      'Points are given when the score is reduced or raised, and only then.',
    ],
    'points-against-decision': [
      `Điểm tự chấm là ${self}: giảm thì điểm phải thấp hơn, tăng thì phải cao hơn.`,
      `The self-score is ${self}: reduced points must be below it, raised points above.`,
    ],
  }[code];
  return { place: '/points', code, message: (locale === 'en' ? words[1] : words[0]) ?? '' };
}

/** `entryVersion`: the version of the entry that was judged; a later one makes the decision stale. */
export const decisionRow = (
  { person, now, requestId }: Context,
  path: AppraisalPath,
  version: number,
  sent: DecisionToSave,
  entryVersion: number,
) => ({
  ...path,
  version,
  decision: sent.decision,
  points: sent.points,
  reason: sent.reason === '' ? null : sent.reason,
  authorId: person.accountId,
  recordedAt: now,
  requestId,
  entryVersion,
});
