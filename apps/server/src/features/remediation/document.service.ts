import type { RemediationTask } from '@parix/api-contract';
import type { IssuedFrame, PlannedTask, RemediationPlan } from '@parix/official-documents';
import type { Context } from '../../platform/context.ts';
import type { FileAnswer } from '../../platform/handlers.ts';
import { refuse } from '../../platform/refusal.ts';
import { documentFile, type DocumentFormat } from '../reports/document-file.read-model.ts';
import { savedDetails } from '../reports/report-details.read-model.ts';
import { describePlans } from './describe-remediation.ts';
import { openPlans, requirePlanOf } from './open-plans.ts';
import type { PlanKey } from './remediation.queries.ts';

/** A plan as a file; until the leader of the unit has approved it, a draft. */
export async function remediationDocument(
  context: Context,
  key: PlanKey,
  format: DocumentFormat,
): Promise<FileAnswer> {
  const open = await openPlans(context, key);
  const { state, events } = requirePlanOf(open, key.number);
  const { plans } = await describePlans(context, open, { lostItems: 0, findings: 0 });
  const tasks = plans.find(({ number }) => number === key.number)?.tasks ?? refuse('not-found');
  const approval = events.find(({ kind }) => kind === 'approved');
  const draft = state !== 'approved';
  const document: RemediationPlan = {
    kind: 'remediation-plan',
    frame: await frameOf(context, key, open.unit.name, draft),
    unitName: open.unit.name,
    period: `năm ${open.round.indexYear}`,
    roundName: open.round.title,
    planNumber: key.number,
    tasks: tasks.map(toPlanned),
    approval: approval ? { name: approval.actorName ?? '–', at: approval.at.toISOString() } : null,
  };
  const name = `ke-hoach-khac-phuc-${open.unit.code}-${open.round.id}-${key.number}`;
  return documentFile(context, document, draft ? `${name}-du-thao` : name, format);
}

/** The unit's letterhead as in its report of the round; number and date are for its records office. */
async function frameOf(
  { db }: Context,
  key: PlanKey,
  unitName: string,
  draft: boolean,
): Promise<IssuedFrame> {
  const details = await savedDetails(db, { roundId: key.roundId, unitId: key.unitId });
  return {
    superiorBody: details?.superiorBody ?? null,
    issuingBody: details?.issuingBody ?? unitName,
    number: null,
    symbol: 'KH-………',
    place: details?.place || '………',
    date: null,
    addressees: [],
    recipients: details?.recipients ?? [],
    archive: details?.archive || 'VT',
    signer: details?.signer ?? { authority: null, title: '', name: null },
    draft,
    pageFooter: null,
  };
}

const toPlanned = (task: RemediationTask): PlannedTask => ({
  code: task.itemId,
  shortcoming: task.shortcoming,
  lostPoints: task.lostPoints,
  repeated: task.repeats !== null,
  measure: task.measure,
  owner: task.owner?.name ?? '',
  dueOn: task.dueOn,
  product: task.product,
});
