import type { ReasonText, ROUTES } from '@parix/api-contract';
import { REASON_CODES } from '@parix/workflow';
import { z } from 'zod';
import type { Context } from '../../platform/context.ts';
import { newId } from '../../platform/ids.ts';
import { appraisesArea } from '../../platform/permissions.ts';
import { refuse } from '../../platform/refusal.ts';
import { requirePlan } from '../criteria-sets/set-library.read-model.ts';
import { requireRound } from '../rounds/rounds.read-model.ts';
import {
  endReasonRow,
  findReasonRow,
  insertReasonText,
  listReasonRows,
  type ReasonRow,
} from './reason-texts.queries.ts';

type Wanted = z.output<typeof ROUTES.addReasonText.body>;
const code = z.enum(REASON_CODES);

const describe = ({ id, areaId, itemId, text, requirement, by, ...row }: ReasonRow): ReasonText => ({
  ...{ id, areaId, itemId, text, requirement, by },
  code: code.parse(row.code),
});

async function requireItem(context: Context, roundId: string, itemId: string) {
  const round = await requireRound(context.db, roundId, context.now);
  const { items } = await requirePlan(context.db, round.setVersionId);
  return items.get(itemId) ?? refuse('not-found');
}

/** Reasons kept for the item, then those for its whole area; without an item those of every item, then every area. */
export async function listReasonTexts(context: Context, roundId: string, itemId?: string) {
  context.permit('appraisal-groups.read');
  await requireRound(context.db, roundId, context.now);
  const of = itemId === undefined ? undefined : { itemId, ...(await areaOf(context, roundId, itemId)) };
  return { items: (await listReasonRows(context.db, roundId, of)).map(describe) };
}

const areaOf = async (context: Context, roundId: string, itemId: string) => ({
  areaId: (await requireItem(context, roundId, itemId)).areaId,
});

export async function addReasonText(context: Context, roundId: string, wanted: Wanted): Promise<ReasonText> {
  const { itemId, wholeArea, text, requirement } = wanted;
  const { db, person, now } = context;
  const found = await requireItem(context, roundId, itemId).catch(() => undefined);
  context.permit('reasons.manage', { ownArea: appraisesArea(person, found?.areaId ?? '') });
  const { areaId } = found ?? refuse('not-found');
  const id = newId();
  await insertReasonText(db, {
    ...{ roundId, id, areaId, text, requirement, code: wanted.code },
    itemId: wholeArea ? null : itemId,
    createdBy: person.accountId,
    createdAt: now,
  });
  return describe((await findReasonRow(db, roundId, id)) ?? refuse('not-found'));
}

export async function endReasonText(context: Context, roundId: string, id: string): Promise<ReasonText> {
  const { db, person, now } = context;
  const row = await findReasonRow(db, roundId, id);
  context.permit('reasons.manage', { ownArea: appraisesArea(person, row?.areaId ?? '') });
  if (!row) return refuse('not-found');
  await endReasonRow(db, roundId, id, { endedAt: now, endedBy: person.accountId });
  return describe(row);
}
