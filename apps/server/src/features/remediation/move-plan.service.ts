import { createHash } from 'node:crypto';
import type { UnitRemediation } from '@parix/api-contract';
import { canonicalJson } from '@parix/criteria-sets';
import { findPlanMove, todayInVietnam } from '@parix/workflow';
import { recordAudit } from '../../platform/audit-log.ts';
import type { Context } from '../../platform/context.ts';
import { type PlacedError, refuse } from '../../platform/refusal.ts';
import { inTransaction } from '../../platform/transaction.ts';
import { lockCard } from '../sign-off/lock-card.read-model.ts';
import { findRepeats } from './find-repeats.ts';
import { type OpenPlan, openPlans, type OpenPlans, requirePlanOf } from './open-plans.ts';
import { getRemediation } from './remediation.service.ts';
import { insertPlanEvent, type PlanKey, setRepeats } from './remediation.queries.ts';

interface Said {
  /** The last event that the person has seen. */
  readonly sequence: number;
  readonly reason?: string;
}
type Act = 'sent' | 'returned' | 'approved';

/** One act on a plan as a whole; who sees an older state than stands is refused with the newer one. */
async function move(context: Context, key: PlanKey, kind: Act, said: Said): Promise<UnitRemediation> {
  return inTransaction(context.db, async (db) => {
    const inside = { ...context, db };
    await lockCard(db, key, 'alone');
    const open = await openPlans(inside, key);
    inside.permit(kind === 'sent' ? 'remediation.send' : 'remediation.approve', open.relation);
    const plan = requirePlanOf(open, key.number);
    const step = findPlanMove(plan.state, kind) ?? refuse('remediation-state');
    if (plan.sequence !== said.sequence)
      refuse('edit-conflict', { current: await getRemediation(inside, key) });
    if (step.guards.includes('complete')) requireComplete(inside, plan);
    const sealed = kind !== 'returned' ? await seal(inside, key, open, plan) : null;
    await insertPlanEvent(db, {
      ...{ roundId: key.roundId, unitId: key.unitId, number: key.number, sequence: plan.sequence + 1, kind },
      ...{ reason: said.reason ?? null, contentSha256: sealed, actorId: inside.person.accountId },
      ...{ at: inside.now, requestId: inside.requestId },
    });
    const { unitId, number } = key;
    const detail = { unitId, number, ...(said.reason !== undefined && { reason: said.reason }) };
    const subject = `round:${key.roundId}`;
    await recordAudit(db, inside, { action: `remediation.${kind}`, subject, detail });
    return getRemediation(inside, key);
  });
}

/** Marks anew what repeats an earlier shortcoming, as plans and mappings stand now. @returns SHA-256 of the plan */
async function seal(
  { db }: Context,
  key: PlanKey,
  { round, unit }: OpenPlans,
  plan: OpenPlan,
): Promise<string> {
  const repeatOf = await findRepeats(db, round, unit.id);
  for (const { row } of plan.tasks) {
    const repeats = repeatOf(row);
    if ((repeats?.id ?? null) !== row.repeatsId)
      await setRepeats(db, { unitId: unit.id, taskId: row.id }, repeats);
  }
  const tasks = plan.tasks.map(({ row }) => [
    ...[row.id, row.source, row.itemId, row.findingId, row.lostPoints, row.shortcoming, row.measure],
    ...[row.product, row.ownerAccountId, row.ownerDivisionId, row.dueOn],
  ]);
  const content = { round: key.roundId, unit: unit.code, number: key.number, tasks };
  return createHash('sha256').update(canonicalJson(content)).digest('hex');
}

const GAPS = {
  measure: ['thiếu biện pháp khắc phục', 'no measure is named'],
  product: ['thiếu sản phẩm', 'no product is named'],
  owner: ['chưa giao người hoặc phòng, ban thực hiện', 'nobody is to do it'],
  dueOn: ['chưa có thời hạn', 'no date is set'],
  passed: ['thời hạn đã qua', 'the date has passed'],
  empty: ['kế hoạch chưa có nhiệm vụ nào', 'the plan has no task'],
} as const;

/** Every task says what is done, by whom, until when, and what comes of it. */
function requireComplete({ locale, now }: Context, { tasks }: OpenPlan): void {
  const today = todayInVietnam(now.getTime());
  const fault = (place: string, gap: keyof typeof GAPS): PlacedError => ({
    place,
    code: `task-${gap}`,
    message: `${GAPS[gap][locale === 'en' ? 1 : 0]}.`,
  });
  const errors = tasks.flatMap(({ row }): PlacedError[] => {
    const place = `task:${row.id}`;
    return [
      ...(row.measure.trim() === '' ? [fault(place, 'measure')] : []),
      ...(row.product.trim() === '' ? [fault(place, 'product')] : []),
      ...((row.ownerAccountId ?? row.ownerDivisionId) ? [] : [fault(place, 'owner')]),
      ...(row.dueOn === null ? [fault(place, 'dueOn')] : row.dueOn < today ? [fault(place, 'passed')] : []),
    ];
  });
  if (tasks.length === 0) errors.push(fault('/tasks', 'empty'));
  if (errors.length > 0) refuse('remediation-incomplete', { errors: errors.slice(0, 200) });
}

export const sendPlan = (context: Context, key: PlanKey, said: Said) => move(context, key, 'sent', said);
export const returnPlan = (context: Context, key: PlanKey, said: Said) =>
  move(context, key, 'returned', said);
export const approvePlan = (context: Context, key: PlanKey, said: Said) =>
  move(context, key, 'approved', said);
