import { type ItemFacts, toResultOfItem } from '@parix/scoring';
import { type AppraisalStage, type Decision, DECISIONS_AT } from '@parix/workflow';
import type { Context } from '../../platform/context.ts';
import { compareExact } from '../../platform/exact-decimal.ts';
import { refuse } from '../../platform/refusal.ts';
import type { IndexedItem } from '../criteria-sets/set-library.read-model.ts';
import type { Scored } from '../ranking/item-score.read-model.ts';
import type { RoundRows } from '../ranking/round-facts.read-model.ts';
import { entryFacts } from '../ranking/stored-facts.read-model.ts';
import { requireValidFacts } from '../self-scoring/check-facts.read-model.ts';

/** What units declare, and what it comes to by the engine. */
export interface DeclaredRows {
  readonly rows: Pick<RoundRows, 'units' | 'items'>;
  readonly self: Scored;
}

/** A decision as somebody sends it; points are a decimal. */
export interface SaidDecision {
  readonly decision: Decision;
  readonly points: string | null;
  readonly reason: string | null;
}

/**
 * Points and reason must fit the decision on the unit at that place, and the engine must take the points: the same for
 * whoever judges, blind or not. Refuses with `reason-required` or `facts-invalid`.
 */
export function checkDecision(
  context: Context,
  before: DeclaredRows,
  at: number,
  { item }: IndexedItem,
  sent: SaidDecision,
  stage: AppraisalStage,
): void {
  const { decision, points, reason } = sent;
  if (!DECISIONS_AT[stage].includes(decision)) refuse('facts-invalid', { errors: [notAtStage(context)] });
  // What was contested or comes before the council is answered in words, whatever the answer is.
  const mayBeSilent = decision === 'accept' && stage === 'first';
  if (!mayBeSilent && (reason === null || reason === '')) refuse('reason-required');
  const changesPoints = decision === 'reduce' || decision === 'raise';
  if (changesPoints !== (points !== null))
    refuse('facts-invalid', { errors: [pointsFault(context, 'points-with-decision')] });
  const unit = before.rows.units[at] ?? refuse('not-found');
  const entry = before.rows.items.get(unit.id)?.get(item.id)?.entry;
  const own: ItemFacts = entry ? entryFacts(item, entry) : {};
  const { plan } = before.self;
  if (decision === 'not-applicable')
    requireValidFacts(plan, unit, item.id, { notApplicable: { reason: reason ?? '' } }, context.locale);
  if (points === null) return;
  const { notApplicable: _claim, ...figures } = own;
  requireValidFacts(
    plan,
    unit,
    item.id,
    { ...figures, awarded: { points, reason: reason ?? '' } },
    context.locale,
  );
  const { table, scores } = before.self;
  const self = toResultOfItem(plan, table, scores, at, item.id)?.points ?? '0';
  const order = compareExact(points, self);
  if (decision === 'reduce' ? order >= 0 : order <= 0) {
    refuse('facts-invalid', { errors: [pointsFault(context, 'points-against-decision', self)] });
  }
}

const notAtStage = ({ locale }: Context) => ({
  place: '/decision',
  code: 'decision-not-at-stage',
  message:
    locale === 'en'
      ? 'This decision is not taken at this stage of the round.'
      : 'Giai đoạn này không dùng kết luận đó.',
});

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
