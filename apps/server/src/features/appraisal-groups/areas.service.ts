import type { AppraisalArea, ROUTES } from '@parix/api-contract';
import { may, stageOf } from '@parix/workflow';
import type { z } from 'zod';
import type { Row } from '../../db/schema.ts';
import { recordAudit } from '../../platform/audit-log.ts';
import type { Context } from '../../platform/context.ts';
import type { Person } from '../../platform/person.ts';
import { appraisesArea } from '../../platform/permissions.ts';
import { refuse } from '../../platform/refusal.ts';
import { inTransaction } from '../../platform/transaction.ts';
import { judgedItems } from '../appraisal/decided-pairs.read-model.ts';
import { requirePlan } from '../criteria-sets/set-library.read-model.ts';
import { requireRound, type Round } from '../rounds/rounds.read-model.ts';
import type { AreaResult } from './area-result.ts';
import { areaResults } from './area-results.ts';
import { isUnit, listLeads, listSignOffRows, putLead, type SignOffRow } from './areas.queries.ts';
import { covers } from './signed-areas.ts';

type Lead = z.output<typeof ROUTES.nameAreaLead.body>;

/** The areas of the round's set in which people judge, each with its items. */
export async function judgedAreas(context: Context, round: Round) {
  const stored = await requirePlan(context.db, round.setVersionId);
  const items = judgedItems(stored);
  return stored.set.areas
    .map(({ id, code, name }) => ({ id, code, name, items: items.filter(({ areaId }) => areaId === id) }))
    .filter((area) => area.items.length > 0);
}
export type JudgedArea = Awaited<ReturnType<typeof judgedAreas>>[number];

/** Whether the person signs for the area: its lead appraiser, of the agency that leads it where that is a unit. */
export function maySignFor(
  { person }: Pick<Context, 'person'>,
  round: Round,
  areaId: string,
  lead: Row<'areaLead'> | undefined,
): boolean {
  const ownArea = appraisesArea(person, areaId);
  return may(person.roles, 'area.sign', { phase: round.phase, ownArea }) && isOfAgency(person, lead);
}

export const isOfAgency = (person: Person, lead: Row<'areaLead'> | undefined): boolean =>
  lead === undefined || lead.unitId === null || lead.unitId === person.unitId;

export async function listAreas(context: Context, roundId: string) {
  context.permit('appraisal-groups.read');
  const round = await requireRound(context.db, roundId, context.now);
  return { items: await describeAreas(context, round, await judgedAreas(context, round)) };
}

export async function describeAreas(
  context: Context,
  round: Round,
  areas: readonly JudgedArea[],
): Promise<AppraisalArea[]> {
  const leads = await listLeads(context.db, round.id);
  const acts = await listSignOffRows(context.db, round.id);
  const results = await areaResults(context.db, round, areas);
  return areas.map(({ id, code, name, items }): AppraisalArea => {
    const lead = leads.find(({ areaId }) => areaId === id);
    const own = acts.filter(({ areaId }) => areaId === id);
    const result = results.get(id);
    return {
      areaId: id,
      ...{ code, name },
      items: items.length,
      lead: lead ? { agency: lead.agency, unitId: lead.unitId } : null,
      mine: appraisesArea(context.person, id),
      now: result ? { ...result, ...signing(context, round, lead, own, { areaId: id, ...result }) } : null,
      signOffs: own.map(describeSignOff),
    };
  });
}

function signing(
  context: Context,
  round: Round,
  lead: Row<'areaLead'> | undefined,
  acts: readonly SignOffRow[],
  { areaId, ...now }: AreaResult & { readonly areaId: string },
) {
  const stage = stageOf(round.phase);
  const last = acts.find((act) => act.stage === stage);
  const signed = last?.kind === 'signed' && covers(last.rowsSha256, now);
  const ownArea = appraisesArea(context.person, areaId);
  const withdraws = may(context.person.roles, 'area.withdraw', { phase: round.phase, ownArea });
  return {
    signed,
    maySign: !signed && maySignFor(context, round, areaId, lead),
    mayWithdraw: signed && withdraws,
  };
}

const describeSignOff = ({ stage, kind, pairs, counts, rowsSha256, note, actorName, at }: SignOffRow) => ({
  ...{ stage, kind, pairs, rowsSha256, note },
  counts: { ...counts },
  by: actorName,
  at: at.toISOString(),
});

/** One area of the round's set; 404 for an id that it does not know, or in which nobody judges. */
export async function requireArea(context: Context, round: Round, areaId: string): Promise<JudgedArea> {
  return (await judgedAreas(context, round)).find(({ id }) => id === areaId) ?? refuse('not-found');
}

export async function describeArea(context: Context, round: Round, area: JudgedArea): Promise<AppraisalArea> {
  const [described] = await describeAreas(context, round, [area]);
  return described ?? refuse('not-found');
}

export async function nameLead(context: Context, roundId: string, areaId: string, { agency, unitId }: Lead) {
  context.permit('appraisal-groups.manage');
  return inTransaction(context.db, async (db) => {
    const inside = { ...context, db };
    const round = await requireRound(db, roundId, context.now);
    const area = await requireArea(inside, round, areaId);
    if (unitId !== null && !(await isUnit(db, unitId))) refuse('not-found');
    const set = { setBy: context.person.accountId, setAt: context.now };
    await putLead(db, { roundId, areaId, agency, unitId, ...set });
    const detail = { area: areaId, agency, unit: unitId };
    await recordAudit(db, context, { action: 'area.lead-named', subject: `round:${roundId}`, detail });
    return describeArea(inside, round, area);
  });
}
