import type { PublicationBuild, ROUTES } from '@parix/api-contract';
import type { z } from 'zod';
import { recordAudit } from '../../platform/audit-log.ts';
import type { Context, PublicContext } from '../../platform/context.ts';
import { newId } from '../../platform/ids.ts';
import type { Person } from '../../platform/person.ts';
import { type PlacedError, refuse } from '../../platform/refusal.ts';
import { inTransaction } from '../../platform/transaction.ts';
import { requireRound } from '../rounds/rounds.read-model.ts';
import { buildPublication } from './build-publication.job.ts';
import { toBuild } from './describe-publication.ts';
import { endBuild, findBuild, insertBuild, latestBuild } from './publication-build.queries.ts';
import { findPublication, latestPublication } from './publication.queries.ts';

type Body = z.output<typeof ROUTES.publish.body>;

/** What a publication is ordered with. */
export interface Order {
  /** Null only for the operator at the command line. */
  readonly decision: {
    readonly number: string;
    readonly date: string;
    readonly issuer: string | null;
  } | null;
  readonly publicFrom: Date | null;
  readonly correctionReason: string | null;
}

/** Orders a publication; a job builds it and makes it public when it is whole. */
export async function orderByPerson(
  context: Context,
  roundId: string,
  body: Body,
): Promise<PublicationBuild> {
  return inTransaction(context.db, async (db) => {
    const round = await requireRound(db, roundId, context.now, 'update');
    context.permit('round.publish', { phase: round.phase });
    const { decisionNumber: number, decisionDate: date, decisionIssuer: issuer = null } = body;
    const publicFrom = body.publicFrom === undefined ? null : new Date(body.publicFrom);
    const correctionReason = body.correctionReason ?? null;
    const order = { decision: { number, date, issuer }, publicFrom, correctionReason };
    const id = await orderPublication({ ...context, db }, roundId, order, context.person);
    await buildPublication.enqueue(db, { buildId: id });
    return describe({ ...context, db }, id);
  });
}

/** Stores the order. The caller has the round and the right, and sees to the building. @returns its id */
export async function orderPublication(
  context: PublicContext,
  roundId: string,
  order: Order,
  person: Person | null,
): Promise<string> {
  const { db, now } = context;
  const round = await requireRound(db, roundId, now, 'update');
  if (round.state !== 'approved' && round.state !== 'published') refuse('round-phase');
  const errors = orderErrors(order, await latestPublication(db, roundId), now);
  if (errors.length > 0) refuse('bad-request', { errors });
  const id = newId();
  const { decision, publicFrom, correctionReason } = order;
  const isNew = await insertBuild(db, {
    id,
    roundId,
    state: 'waiting',
    decisionNumber: decision?.number ?? null,
    decisionDate: decision?.date ?? null,
    decisionIssuer: decision?.issuer ?? null,
    publicFrom,
    correctionReason,
    requestedAt: now,
    requestedBy: person?.accountId ?? null,
  });
  if (!isNew) refuse('publication-running');
  const detail = {
    number: decision?.number ?? null,
    publicFrom: publicFrom?.toISOString() ?? null,
    correctionReason,
  };
  await recordAudit(
    db,
    { ...context, person },
    { action: 'publication.ordered', subject: `round:${roundId}`, detail },
  );
  return id;
}

/** A correction takes a decision of its own and a reason; an embargo ends in the future. */
function orderErrors(
  { decision, publicFrom, correctionReason }: Order,
  standing: { readonly decisionNumber: string | null; readonly publishedAt: Date } | undefined,
  now: Date,
): readonly PlacedError[] {
  const errors: PlacedError[] = [];
  if (publicFrom !== null && publicFrom <= now)
    errors.push({
      place: '/publicFrom',
      code: 'in-the-past',
      message:
        'Thời điểm hết cấm công bố đã qua. Bỏ trống để công bố ngay. / The embargo has ended already; leave it out.',
    });
  if (standing === undefined) {
    if (correctionReason !== null)
      errors.push({
        place: '/correctionReason',
        code: 'nothing-to-correct',
        message: 'Đợt này chưa có bản công bố nào để đính chính. / There is no publication to correct yet.',
      });
    return errors;
  }
  if (standing.publishedAt > (publicFrom ?? now))
    errors.push({
      place: '/publicFrom',
      code: 'embargo-running',
      message:
        'Bản trước còn bị cấm công bố; bản đính chính không được công khai sớm hơn. / The publication before is still under embargo, and its correction may not be public earlier.',
    });
  if (correctionReason === null)
    errors.push({
      place: '/correctionReason',
      code: 'reason-required',
      message: 'Đính chính cần ghi lý do. / A correction needs its reason.',
    });
  if (decision !== null && decision.number === standing.decisionNumber)
    errors.push({
      place: '/decisionNumber',
      code: 'new-decision-required',
      message:
        'Đính chính cần một quyết định mới, khác quyết định đã công bố. / A correction needs a decision of its own.',
    });
  return errors;
}

/** The latest order of the round. */
export async function getBuild(
  context: Context,
  roundId: string,
): Promise<{ build: PublicationBuild | null }> {
  const round = await requireRound(context.db, roundId, context.now);
  context.permit('round.publish', { phase: round.phase });
  const build = await latestBuild(context.db, roundId);
  return { build: build ? await describe(context, build.id) : null };
}

/** Ends a build that is under way; the job finds that out at its next step and leaves nothing behind. */
export async function cancelBuild(context: Context, roundId: string): Promise<PublicationBuild> {
  return inTransaction(context.db, async (db) => {
    const round = await requireRound(db, roundId, context.now);
    context.permit('round.publish', { phase: round.phase });
    const build = await latestBuild(db, roundId);
    if (!build) refuse('not-found');
    if (!(await endBuild(db, build.id, { state: 'cancelled' }, context.now))) refuse('publication-ended');
    const detail = { build: build.id, unitsDone: build.unitsDone };
    await recordAudit(db, context, { action: 'publication.cancelled', subject: `round:${roundId}`, detail });
    return describe({ ...context, db }, build.id);
  });
}

async function describe(context: PublicContext, id: string): Promise<PublicationBuild> {
  const build = await findBuild(context.db, id);
  if (!build) throw new Error(`build ${id} was not stored`);
  const publication = build.publicationId
    ? await findPublication(context.db, build.publicationId)
    : undefined;
  return toBuild(build, publication, context);
}
