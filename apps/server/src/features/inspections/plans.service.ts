import type { InspectionPlan, ROUTES } from '@parix/api-contract';
import { z } from 'zod';
import { recordAudit } from '../../platform/audit-log.ts';
import type { Context } from '../../platform/context.ts';
import { newId } from '../../platform/ids.ts';
import { decodeCursor, toPage } from '../../platform/pagination.ts';
import { refuse } from '../../platform/refusal.ts';
import { inTransaction } from '../../platform/transaction.ts';
import { requireRound } from '../rounds/rounds.read-model.ts';
import { describePlan } from './describe-visit.ts';
import { findPlanRow, insertPlan, listInspectorRows, listPlanRows, updatePlan } from './visits.queries.ts';

type PlanFields = z.output<typeof ROUTES.createInspectionPlan.body>;

export async function listPlans(context: Context, roundId: string) {
  context.permit('inspections.read');
  await requireRound(context.db, roundId, context.now);
  return { items: (await listPlanRows(context.db, roundId)).map(describePlan) };
}

export async function createPlan(
  context: Context,
  roundId: string,
  fields: PlanFields,
): Promise<InspectionPlan> {
  context.permit('inspections.manage');
  return inTransaction(context.db, async (db) => {
    await requireRound(db, roundId, context.now);
    const id = newId();
    const made = { createdBy: context.person.accountId, createdAt: context.now };
    await insertPlan(db, { id, roundId, ...fields, ...made });
    const detail = { round: roundId, number: fields.decisionNumber };
    await recordAudit(db, context, {
      action: 'inspection-plan.created',
      subject: `inspection-plan:${id}`,
      detail,
    });
    return requirePlanRow({ ...context, db }, id);
  });
}

export async function changePlan(
  context: Context,
  planId: string,
  version: number,
  fields: PlanFields,
): Promise<InspectionPlan> {
  context.permit('inspections.manage');
  return inTransaction(context.db, async (db) => {
    const inside = { ...context, db };
    const current = await requirePlanRow(inside, planId);
    if (!(await updatePlan(db, planId, version, fields))) refuse('edit-conflict', { current });
    const detail = { number: fields.decisionNumber };
    const subject = `inspection-plan:${planId}`;
    await recordAudit(db, context, { action: 'inspection-plan.changed', subject, detail });
    return requirePlanRow(inside, planId);
  });
}

const requirePlanRow = async ({ db }: Context, planId: string): Promise<InspectionPlan> =>
  describePlan((await findPlanRow(db, planId)) ?? refuse('not-found'));

/** People who may be on a team, by name. */
export async function listInspectors(
  context: Context,
  { q, limit, cursor }: z.output<typeof ROUTES.listInspectors.query>,
) {
  context.permit('inspections.manage');
  const after = decodeCursor(cursor, z.tuple([z.string(), z.uuid()]));
  const rows = await listInspectorRows(context.db, context.now, { q, after, limit: limit + 1 });
  return toPage(
    rows,
    limit,
    (row) => [row.displayName, row.id],
    ({ id, displayName, unitName }) => ({ id, displayName, unitName }),
  );
}
