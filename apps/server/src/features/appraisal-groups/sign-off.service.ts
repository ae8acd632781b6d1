import type { AppraisalArea } from '@parix/api-contract';
import { stageOf } from '@parix/workflow';
import { recordAudit } from '../../platform/audit-log.ts';
import type { Context, Db } from '../../platform/context.ts';
import { appraisesArea } from '../../platform/permissions.ts';
import { refuse } from '../../platform/refusal.ts';
import { inTransaction } from '../../platform/transaction.ts';
import { appendRoundEvent } from '../publication/transparency-log.read-model.ts';
import { requireRound } from '../rounds/rounds.read-model.ts';
import { insertSignOff, listLeads, listSignOffRows } from './areas.queries.ts';
import { describeArea, isOfAgency, requireArea } from './areas.service.ts';

interface Act {
  readonly kind: 'signed' | 'withdrawn';
  readonly note: string | null;
}

/**
 * Confirms the result of an area for the present stage. What is signed is what was seen: the hash names it, and nobody
 * decides while it is compared. Refused while something is still to be decided.
 */
export async function signArea(
  context: Context,
  roundId: string,
  areaId: string,
  sent: { readonly note: string | null; readonly rowsSha256: string },
): Promise<AppraisalArea> {
  return inTransaction(context.db, async (db) => {
    const { inside, round, area } = await open(context, db, roundId, areaId, 'area.sign');
    const lead = (await listLeads(db, roundId)).find((each) => each.areaId === areaId);
    if (!isOfAgency(context.person, lead)) refuse('forbidden');
    const seen = await describeArea(inside, round, area);
    const { now } = seen;
    if (!now) return refuse('round-phase');
    if (now.signed || now.rowsSha256 !== sent.rowsSha256) refuse('edit-conflict', { current: seen });
    if (now.open > 0) refuse('not-ready', { errors: [openFault(context, now.open)] });
    await append(inside, roundId, seen, { kind: 'signed', note: sent.note === '' ? null : sent.note });
    const signed = await describeArea(inside, round, area);
    const event = { kind: 'appraisal-confirmed', round: roundId, area: areaId } as const;
    // The log is held from here to the end of the transaction.
    await appendRoundEvent(inside, { ...event, sha256: now.rowsSha256 });
    return signed;
  });
}

/** Takes a confirmation back, so that the area can be changed; what was signed stays on record. */
export async function withdrawSignOff(
  context: Context,
  roundId: string,
  areaId: string,
  reason: string,
): Promise<AppraisalArea> {
  return inTransaction(context.db, async (db) => {
    const { inside, round, area } = await open(context, db, roundId, areaId, 'area.withdraw');
    const seen = await describeArea(inside, round, area);
    if (!seen.now?.signed) refuse('edit-conflict', { current: seen });
    await append(inside, roundId, seen, { kind: 'withdrawn', note: reason });
    return describeArea(inside, round, area);
  });
}

/** The round is held alone: no decision falls between what is read and what is signed. */
async function open(
  context: Context,
  db: Db,
  roundId: string,
  areaId: string,
  action: 'area.sign' | 'area.withdraw',
) {
  const inside = { ...context, db };
  const round = await requireRound(db, roundId, context.now, 'update');
  context.permit(action, { phase: round.phase, ownArea: appraisesArea(context.person, areaId) });
  if (stageOf(round.phase) === undefined) refuse('round-phase');
  return { inside, round, area: await requireArea(inside, round, areaId) };
}

async function append(
  context: Context,
  roundId: string,
  area: AppraisalArea,
  { kind, note }: Act,
): Promise<void> {
  const { db, person, now: at, requestId } = context;
  const { now, areaId } = area;
  if (!now) return;
  const { stage, pairs, rowsSha256 } = now;
  const earlier = (await listSignOffRows(db, roundId, areaId)).filter((act) => act.stage === stage);
  const sequence = Math.max(0, ...earlier.map((act) => act.sequence)) + 1;
  const written = await insertSignOff(db, {
    ...{ roundId, areaId, stage, sequence, kind, pairs, rowsSha256, note, at, requestId },
    counts: JSON.stringify(now.counts),
    actorId: person.accountId,
  });
  if (!written) refuse('edit-conflict', { current: area });
  const action = kind === 'signed' ? 'area.signed' : 'area.sign-off-withdrawn';
  const detail = { area: areaId, stage, pairs, rowsSha256, note };
  await recordAudit(db, context, { action, subject: `round:${roundId}`, detail });
}

function openFault({ locale }: Context, open: number) {
  const message =
    locale === 'en'
      ? `${open} decisions of the area are still to be taken.`
      : `Lĩnh vực còn ${open} mục của các đơn vị chưa có quyết định.`;
  return { place: '/', code: 'undecided', message };
}
