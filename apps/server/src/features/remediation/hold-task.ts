import type { Context } from '../../platform/context.ts';
import { refuse } from '../../platform/refusal.ts';
import { lockCard } from '../sign-off/lock-card.read-model.ts';
import { type OpenPlan, openPlans, type OpenPlans, type OpenTask } from './open-plans.ts';
import { findTask, type TaskKey, type UnitRoundKey } from './remediation.queries.ts';

export interface HeldTask {
  readonly open: OpenPlans;
  readonly plan: OpenPlan;
  readonly task: OpenTask;
  readonly planKey: UnitRoundKey;
}

/** The task with its plan, held until the transaction ends: nobody acts on either meanwhile. */
export async function holdTask(context: Context, key: TaskKey): Promise<HeldTask> {
  const row = (await findTask(context.db, key)) ?? refuse('not-found');
  const planKey = { roundId: row.roundId, unitId: key.unitId };
  await lockCard(context.db, planKey, 'alone');
  const open = await openPlans(context, planKey);
  const plan = open.plans.find(({ number }) => number === row.planNumber);
  // Read again under the lock: it may have been taken out meanwhile.
  const task = plan?.tasks.find((each) => each.row.id === key.taskId);
  return plan && task ? { open, plan, task, planKey } : refuse('not-found');
}
