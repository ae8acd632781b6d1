import type { RemediationTask, ROUTES, UnitRemediation } from '@parix/api-contract';
import type { z } from 'zod';
import { recordAudit } from '../../platform/audit-log.ts';
import type { Context } from '../../platform/context.ts';
import { refuse } from '../../platform/refusal.ts';
import { inTransaction } from '../../platform/transaction.ts';
import { describeOneTask } from './describe-remediation.ts';
import { getRemediation } from './remediation.service.ts';
import { openPlans } from './open-plans.ts';
import { deleteTask, type TaskKey, updateTask } from './remediation.queries.ts';
import { holdTask } from './hold-task.ts';
import { requireOwner } from './require-owner.ts';

/** Changes what a draft says about one shortcoming; whoever saw an older version is shown the one that stands. */
export async function saveTask(
  context: Context,
  key: TaskKey,
  version: number,
  { owner, ...fields }: z.output<typeof ROUTES.saveRemediationTask.body>,
): Promise<RemediationTask> {
  return inTransaction(context.db, async (db) => {
    const inside = { ...context, db };
    const { open, plan, planKey } = await holdTask(inside, key);
    inside.permit('remediation.edit', open.relation);
    if (plan.state !== 'draft') refuse('remediation-state');
    const updated = await updateTask(db, key, version, {
      ...fields,
      ...(await requireOwner(inside, key.unitId, owner)),
      authorId: inside.person.accountId,
      recordedAt: inside.now,
      requestId: inside.requestId,
    });
    const task = await describeOneTask(inside, await openPlans(inside, planKey), key.taskId);
    return updated ? task : refuse('edit-conflict', { current: task });
  });
}

/** Takes a task out of a draft: what was lost or found can be filled in again. */
export async function removeTask(context: Context, key: TaskKey, version: number): Promise<UnitRemediation> {
  return inTransaction(context.db, async (db) => {
    const inside = { ...context, db };
    const { open, plan, planKey, task } = await holdTask(inside, key);
    inside.permit('remediation.edit', open.relation);
    if (plan.state !== 'draft') refuse('remediation-state');
    if (!(await deleteTask(db, key, version)))
      refuse('edit-conflict', { current: await describeOneTask(inside, open, key.taskId) });
    const { itemId, shortcoming } = task.row;
    const detail = { unitId: key.unitId, number: plan.number, itemId, shortcoming };
    const subject = `round:${planKey.roundId}`;
    await recordAudit(db, inside, { action: 'remediation.task-removed', subject, detail });
    return getRemediation(inside, planKey);
  });
}
