import type { ROUTES, UnitRemediation } from '@parix/api-contract';
import type { z } from 'zod';
import type { NewRow } from '../../db/schema.ts';
import { recordAudit } from '../../platform/audit-log.ts';
import type { Context } from '../../platform/context.ts';
import { newId } from '../../platform/ids.ts';
import { refuse } from '../../platform/refusal.ts';
import { inTransaction } from '../../platform/transaction.ts';
import { requirePlan } from '../criteria-sets/set-library.read-model.ts';
import { lockCard } from '../sign-off/lock-card.read-model.ts';
import { findRepeats } from './find-repeats.ts';
import { type OpenPlan, openPlans, type OpenPlans, requirePlanOf } from './open-plans.ts';
import { getRemediation } from './remediation.service.ts';
import { insertPlanEvent, insertTasks, type PlanKey, type UnitRoundKey } from './remediation.queries.ts';
import { requireOwner } from './require-owner.ts';
import { shortcomingsWaiting, type Waiting } from './shortcomings-waiting.ts';

/** Opens the next plan with everything that waits. Refused while another one is not approved. */
export async function openPlan(context: Context, key: UnitRoundKey): Promise<UnitRemediation> {
  return inTransaction(context.db, async (db) => {
    const inside = { ...context, db };
    await lockCard(db, key, 'alone');
    const open = await openPlans(inside, key);
    inside.permit('remediation.edit', open.relation);
    if (open.plans.some(({ state }) => state !== 'approved')) refuse('remediation-open');
    const waiting = await shortcomingsWaiting(db, open);
    if (waiting.lostItems.length + waiting.findings.length === 0) refuse('nothing-to-remedy');
    const number = open.plans.length + 1;
    await insertPlanEvent(db, {
      ...{ ...key, number, sequence: 1, kind: 'opened', at: inside.now },
      ...{ actorId: inside.person.accountId, requestId: inside.requestId },
    });
    await takeIn(inside, open, number, waiting, 0);
    await record(inside, key, number, 'remediation.opened', waiting);
    return getRemediation(inside, key);
  });
}

/** Takes into a draft what came since it was opened. */
export async function fillPlan(context: Context, key: PlanKey): Promise<UnitRemediation> {
  return inTransaction(context.db, async (db) => {
    const inside = { ...context, db };
    const { open, plan } = await draftOf(inside, key);
    const waiting = await shortcomingsWaiting(db, open);
    await takeIn(inside, open, key.number, waiting, lastPosition(plan));
    await record(inside, key, key.number, 'remediation.filled', waiting);
    return getRemediation(inside, key);
  });
}

type NewTask = z.output<typeof ROUTES.addRemediationTask.body>;

/** A task that the unit sets itself. */
export async function addTask(context: Context, key: PlanKey, sent: NewTask): Promise<UnitRemediation> {
  return inTransaction(context.db, async (db) => {
    const inside = { ...context, db };
    const { open, plan } = await draftOf(inside, key);
    const { set } = await requirePlan(db, open.round.setVersionId);
    if (!set.areas.some(({ id }) => id === sent.areaId)) refuse('not-found');
    const { shortcoming, measure, product, dueOn, areaId } = sent;
    const owner = await requireOwner(inside, key.unitId, sent.owner);
    const { roundId, unitId, number: planNumber } = key;
    await insertTasks(db, [
      {
        ...{ id: newId(), unitId, roundId, planNumber, position: lastPosition(plan) + 1, source: 'own' },
        ...{ areaId, shortcoming, measure, product, dueOn, ...owner, ...written(inside) },
      },
    ]);
    await record(inside, key, key.number, 'remediation.task-added', { lostItems: [], findings: [] });
    return getRemediation(inside, key);
  });
}

/** A draft of the unit, held, for somebody who may edit it. */
async function draftOf(context: Context, key: PlanKey): Promise<{ open: OpenPlans; plan: OpenPlan }> {
  await lockCard(context.db, key, 'alone');
  const open = await openPlans(context, key);
  context.permit('remediation.edit', open.relation);
  const plan = requirePlanOf(open, key.number);
  if (plan.state !== 'draft') refuse('remediation-state');
  return { open, plan };
}

const lastPosition = ({ tasks }: OpenPlan): number => Math.max(0, ...tasks.map(({ row }) => row.position));

const written = ({ person, now, requestId }: Context) => ({
  authorId: person.accountId,
  recordedAt: now,
  requestId,
});

async function takeIn(
  context: Context,
  { round, unit }: OpenPlans,
  planNumber: number,
  { lostItems, findings }: Waiting,
  after: number,
): Promise<void> {
  const repeatOf = await findRepeats(context.db, round, unit.id);
  const lost = lostItems.map(({ itemId, areaId, lostPoints, said, shortcoming }) => ({
    ...{ source: 'lost-item' as const, itemId, areaId, findingId: null },
    ...{ lostPoints, said, shortcoming },
  }));
  const found = findings.map(({ findingId, itemId, areaId, said, asked }) => ({
    ...{ source: 'finding' as const, itemId, areaId, findingId },
    ...{ lostPoints: null, said: asked === '' ? said : asked, shortcoming: said },
  }));
  const rows = [...lost, ...found].map((task, at): NewRow<'remediationTask'> => {
    const repeats = repeatOf(task);
    return {
      ...{ id: newId(), unitId: unit.id, roundId: round.id, planNumber, position: after + at + 1, ...task },
      ...{ repeatsId: repeats?.id ?? null, repeatsUnitId: repeats?.unitId ?? null, ...written(context) },
    };
  });
  await insertTasks(context.db, rows);
}

async function record(
  context: Context,
  { roundId, unitId }: UnitRoundKey,
  number: number,
  action: 'remediation.opened' | 'remediation.filled' | 'remediation.task-added',
  { lostItems, findings }: Waiting,
): Promise<void> {
  const detail = { unitId, number, lostItems: lostItems.length, findings: findings.length };
  await recordAudit(context.db, context, { action, subject: `round:${roundId}`, detail });
}
