import type { EvidenceLink, RemediationTask, ROUTES } from '@parix/api-contract';
import { findTaskMove, type TaskEvent } from '@parix/workflow';
import type { z } from 'zod';
import { recordAudit } from '../../platform/audit-log.ts';
import type { Context } from '../../platform/context.ts';
import { refuse } from '../../platform/refusal.ts';
import { inTransaction } from '../../platform/transaction.ts';
import { requireKnownLinks } from '../evidence/evidence-links.read-model.ts';
import { describeOneTask } from './describe-remediation.ts';
import { type HeldTask, holdTask } from './hold-task.ts';
import { openPlans, relationToTask } from './open-plans.ts';
import { insertTaskEvent, type TaskKey } from './remediation.queries.ts';

/** The unit says that a task is done and where that can be seen. */
export async function claimTask(
  context: Context,
  key: TaskKey,
  { sequence, note, evidence }: z.output<typeof ROUTES.claimRemediationTask.body>,
): Promise<RemediationTask> {
  return inTransaction(context.db, async (db) => {
    const inside = { ...context, db };
    const held = await holdTask(inside, key);
    inside.permit('remediation.claim', relationToTask(inside.person, held.open, held.task.row));
    if (!evidence.some(({ documentId, url }) => documentId !== null || url !== '')) refuse('proof-required');
    const links = await requireKnownLinks(db, key.unitId, evidence, inside.locale);
    return append(inside, key, held, { kind: 'claimed', sequence, note, evidence: links });
  });
}

/** The lead agency of the area has looked at the proof. */
export async function checkTask(
  context: Context,
  key: TaskKey,
  { sequence, outcome, note }: z.output<typeof ROUTES.checkRemediationTask.body>,
): Promise<RemediationTask> {
  return inTransaction(context.db, async (db) => {
    const inside = { ...context, db };
    const held = await holdTask(inside, key);
    inside.permit('remediation.check', relationToTask(inside.person, held.open, held.task.row));
    return append(inside, key, held, { kind: outcome, sequence, note, evidence: [] });
  });
}

interface Step {
  readonly kind: TaskEvent;
  /** The last event that the person has seen. */
  readonly sequence: number;
  readonly note: string;
  readonly evidence: readonly EvidenceLink[];
}

async function append(
  context: Context,
  key: TaskKey,
  { plan, task, planKey }: HeldTask,
  { kind, sequence, note, evidence }: Step,
): Promise<RemediationTask> {
  const { db, person, now, requestId } = context;
  const step = findTaskMove(task.state, kind) ?? refuse('remediation-state');
  if (plan.state !== 'approved') refuse('remediation-state');
  if (step.guards.includes('reason') && note === '') refuse('finding-required');
  const last = task.events.at(-1)?.sequence ?? 0;
  const current = async () => describeOneTask(context, await openPlans(context, planKey), key.taskId);
  const written =
    last === sequence &&
    (await insertTaskEvent(db, {
      ...{ ...key, sequence: last + 1, kind, note: note === '' ? null : note },
      ...{ evidence: JSON.stringify(evidence), actorId: person.accountId, at: now, requestId },
    }));
  if (!written) refuse('edit-conflict', { current: await current() });
  const detail = { unitId: key.unitId, taskId: key.taskId, itemId: task.row.itemId };
  const action = `remediation.task-${kind}` as const;
  await recordAudit(db, context, { action, subject: `round:${planKey.roundId}`, detail });
  return current();
}
