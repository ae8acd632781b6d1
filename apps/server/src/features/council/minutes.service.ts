import { createHash } from 'node:crypto';
import type { Council, ROUTES } from '@parix/api-contract';
import { canonicalJson } from '@parix/criteria-sets';
import type { z } from 'zod';
import { recordAudit } from '../../platform/audit-log.ts';
import type { Context } from '../../platform/context.ts';
import { refuse } from '../../platform/refusal.ts';
import { inTransaction } from '../../platform/transaction.ts';
import { lastFreeze } from '../ranking/frozen-results.read-model.ts';
import { relationToRound, requireRound } from '../rounds/rounds.read-model.ts';
import { councilPeople, insertMinutes, insertSignature, lastMinutes } from './council.queries.ts';
import { getCouncil } from './council.service.ts';

type Minutes = z.output<typeof ROUTES.saveMinutes.body>;

/** Appends a version of the minutes, about the result that is frozen now; whoever signed an older one signs anew. */
export async function saveMinutes(
  context: Context,
  roundId: string,
  version: number,
  record: Minutes,
): Promise<Council> {
  return inTransaction(context.db, async (db) => {
    const inside = { ...context, db };
    const round = await requireRound(db, roundId, context.now, 'share');
    inside.permit('council.decide', { ...relationToRound(round), ownUnit: false });
    await requirePeople(inside, record);
    const freeze = (await lastFreeze(db, roundId)) ?? refuse('round-phase');
    const current = (await lastMinutes(db, roundId))?.version ?? 0;
    const sha256 = createHash('sha256')
      .update(canonicalJson({ ...record, freeze: freeze.sha256 }))
      .digest('hex');
    const written =
      current === version &&
      (await insertMinutes(db, {
        roundId,
        version: version + 1,
        record: JSON.stringify(record),
        sha256,
        freezeSequence: freeze.sequence,
        authorId: context.person.accountId,
        recordedAt: context.now,
        requestId: context.requestId,
      }));
    if (!written) refuse('edit-conflict', { current: await getCouncil(inside, roundId) });
    const detail = { version: version + 1, sha256 };
    await recordAudit(db, inside, { action: 'council.minutes-written', subject: `round:${roundId}`, detail });
    return getCouncil(inside, roundId);
  });
}

/** Chair and secretary are two people, both of the council or of its standing body. */
async function requirePeople({ db, now, locale }: Context, { chairId, secretaryId }: Minutes): Promise<void> {
  const known = new Set((await councilPeople(db, now)).map(({ accountId }) => accountId));
  const fault = (place: string) => ({
    place,
    code: 'not-of-the-council',
    message:
      locale === 'en'
        ? 'Choose somebody of the council or its standing body; chair and secretary are two people.'
        : 'Chọn người của Hội đồng hoặc cơ quan thường trực; chủ tọa và thư ký là hai người.',
  });
  if (!known.has(chairId)) refuse('bad-request', { errors: [fault('/chairId')] });
  if (!known.has(secretaryId) || secretaryId === chairId)
    refuse('bad-request', { errors: [fault('/secretaryId')] });
}

/** Confirms the version that the person has read; a newer one is shown instead (412). */
export async function signMinutes(
  context: Context,
  roundId: string,
  { version, part }: z.output<typeof ROUTES.signMinutes.body>,
): Promise<Council> {
  return inTransaction(context.db, async (db) => {
    const inside = { ...context, db };
    const round = await requireRound(db, roundId, context.now, 'share');
    inside.permit('council.decide', { ...relationToRound(round), ownUnit: false });
    const { minutes } = await getCouncil(inside, roundId);
    if (minutes?.version !== version) refuse('edit-conflict', { current: await getCouncil(inside, roundId) });
    const signer = part === 'chair' ? minutes.chairId : minutes.secretaryId;
    if (signer !== context.person.accountId) refuse('forbidden');
    await insertSignature(db, {
      roundId,
      version,
      part,
      accountId: signer,
      at: context.now,
      requestId: context.requestId,
    });
    const detail = { version, part, sha256: minutes.sha256 };
    await recordAudit(db, inside, { action: 'council.minutes-signed', subject: `round:${roundId}`, detail });
    return getCouncil(inside, roundId);
  });
}
