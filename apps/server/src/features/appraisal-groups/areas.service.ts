import type { AppraisalArea, ROUTES } from '@parix/api-contract';
import { may, stageOf } from '@parix/workflow';
import type { z } from 'zod';
import type { Row } from '../../db/schema.ts';
import { recordAudit } from '../../platform/audit-log.ts';
import type { Context, Db } from '../../platform/context.ts';
import type { Person } from '../../platform/person.ts';
import { appraisesArea } from '../../platform/permissions.ts';
import { refuse } from '../../platform/refusal.ts';
import { inTransaction } from '../../platform/transaction.ts';
import { judgedItems, standingDecisions } from '../appraisal/decided-pairs.read-model.ts';
import { type IndexedItem, requirePlan } from '../criteria-sets/set-library.read-model.ts';
import { openItems } from '../replies/replies.read-model.ts';
import { requireRound, type Round, roundUnits } from '../rounds/rounds.read-model.ts';
import { areaResult, decisionKey } from './area-result.ts';
import { isUnit, listLeads, listSignOffRows, putLead, type SignOffRow } from './areas.queries.ts';

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
  const results = await resultsOf(context, round, areas);
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
      now: result ? { ...result, ...signing(context, round, id, lead, own) } : null,
      signOffs: own.map(describeSignOff),
    };
  });
}

/** What stands now in each area; empty in a phase in which nothing is judged. */
async function resultsOf({ db }: Context, round: Round, areas: readonly JudgedArea[]) {
  const stage = stageOf(round.phase);
  if (stage === undefined) return new Map<string, never>();
  const units = await roundUnits(db, round.id);
  const itemIds = areas.flatMap(({ items }) => items.map(({ item }) => item.id));
  const rows = await standingDecisions(db, { roundId: round.id, itemIds });
  const decisions = new Map(rows.map((row) => [decisionKey(row.unitId, row.itemId), row]));
  const openAgain = await openForSecond(db, round);
  const result = (items: readonly IndexedItem[]) => ({
    stage,
    ...areaResult(items, units, decisions, openAgain),
  });
  return new Map(areas.map(({ id, items }) => [id, result(items)]));
}

/** At the second stage what was flagged or contested is open until it is decided again; at the others nothing is. */
export async function openForSecond(db: Db, round: Round): Promise<ReadonlySet<string>> {
  if (stageOf(round.phase) !== 'second') return new Set();
  const open = await openItems(db, { roundId: round.id });
  return new Set(open.map(({ unitId, itemId }) => decisionKey(unitId, itemId)));
}

function signing(
  context: Context,
  round: Round,
  areaId: string,
  lead: Row<'areaLead'> | undefined,
  acts: readonly SignOffRow[],
) {
  const stage = stageOf(round.phase);
  const signed = acts.find((act) => act.stage === stage)?.kind === 'signed';
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
