import type { Commendation, ROUTES } from '@parix/api-contract';
import { z } from 'zod';
import { recordAudit } from '../../platform/audit-log.ts';
import type { Context } from '../../platform/context.ts';
import { newId } from '../../platform/ids.ts';
import { legalDayOf } from '../../platform/legal-day.ts';
import { decodeCursor, toPage } from '../../platform/pagination.ts';
import { refuse } from '../../platform/refusal.ts';
import { inTransaction } from '../../platform/transaction.ts';
import { standingPublication } from '../publication/standing-publication.read-model.ts';
import { requireRound } from '../rounds/rounds.read-model.ts';
import { unitExists } from '../units/units.read-model.ts';
import {
  type CommendationFilter,
  type CommendationRow,
  insertCommendation,
  insertWithdrawal,
  listCommendationRows,
  recipientsOf,
} from './commendations.queries.ts';

export async function listCommendations(
  context: Context,
  { limit, cursor, ...filter }: z.output<typeof ROUTES.listCommendations.query>,
) {
  context.permit('commendations.read');
  const after = decodeCursor(cursor, z.tuple([z.iso.date(), z.uuid()]));
  const slice = { after, limit: limit + 1 };
  const rows = await listCommendationRows(context.db, filter, slice, context.now);
  const page = toPage(
    rows,
    limit,
    ({ decisionDate, id }) => [decisionDate, id],
    (row) => row,
  );
  return { next: page.next, items: await describeAll(context, page.items) };
}

export async function describeAll(
  { db, now }: Pick<Context, 'db' | 'now'>,
  rows: readonly CommendationRow[],
): Promise<Commendation[]> {
  const recipients = await recipientsOf(
    db,
    rows.map(({ id }) => id),
    legalDayOf(now),
  );
  return rows.map((row) => ({
    id: row.id,
    roundId: row.roundId,
    roundTitle: row.roundTitle,
    indexYear: row.indexYear,
    title: row.title,
    decisionNumber: row.decisionNumber,
    decisionDate: row.decisionDate,
    signer: row.signer,
    publication: {
      sequence: row.sequence,
      logIndex: row.logIndex,
      manifestHash: row.manifestHash,
      stands: row.stands,
    },
    recipients: recipients
      .filter(({ commendationId }) => commendationId === row.id)
      .map(({ unitId, unitName, personName, personTitle }) => ({
        unitId,
        unitName,
        personName,
        personTitle,
      })),
    withdrawn:
      row.withdrawnAt === null || row.withdrawnReason === null
        ? null
        : { at: row.withdrawnAt.toISOString(), by: row.withdrawnBy, reason: row.withdrawnReason },
  }));
}

/** Records who was commended for the result that is public now; without one there is nothing to rest on. */
export async function recordCommendation(
  context: Context,
  roundId: string,
  { recipients, ...decision }: z.output<typeof ROUTES.recordCommendation.body>,
): Promise<Commendation> {
  context.permit('commendations.manage');
  return inTransaction(context.db, async (db) => {
    const inside = { ...context, db };
    await requireRound(db, roundId, context.now, 'share');
    const standing = (await standingPublication(db, roundId, context.now)) ?? refuse('nothing-published');
    await requireUnits(inside, recipients);
    const id = newId();
    const { manifestHash, logIndex } = standing;
    await insertCommendation(
      db,
      {
        ...{ id, roundId, publicationId: standing.id, logIndex, manifestHash, ...decision },
        ...{ authorId: context.person.accountId, recordedAt: context.now, requestId: context.requestId },
      },
      recipients.map(({ unitId, personName, personTitle }, at) => ({
        ...{ commendationId: id, position: at + 1, unitId },
        personName: personName === '' ? null : personName,
        personTitle: personName === '' || personTitle === '' ? null : personTitle,
      })),
    );
    const { decisionNumber, decisionDate } = decision;
    const detail = { id, decisionNumber, decisionDate, recipients: recipients.length, manifestHash };
    await recordAudit(db, inside, { action: 'commendation.recorded', subject: `round:${roundId}`, detail });
    return requireOne(inside, { id });
  });
}

async function requireUnits(
  { db, locale }: Context,
  recipients: readonly { readonly unitId: string | null }[],
): Promise<void> {
  for (const [at, { unitId }] of recipients.entries()) {
    if (unitId === null || (await unitExists(db, unitId))) continue;
    const message =
      locale === 'en' ? 'There is no such unit. Choose it again.' : 'Không có đơn vị này. Chọn lại.';
    refuse('bad-request', { errors: [{ place: `/recipients/${at}/unitId`, code: 'unit-unknown', message }] });
  }
}

async function requireOne(context: Context, filter: CommendationFilter): Promise<Commendation> {
  const rows = await listCommendationRows(context.db, filter, { after: null, limit: 1 }, context.now);
  return (await describeAll(context, rows))[0] ?? refuse('not-found');
}

/** It stays on record with the reason; a second withdrawal changes nothing. */
export async function withdrawCommendation(
  context: Context,
  id: string,
  reason: string,
): Promise<Commendation> {
  context.permit('commendations.manage');
  return inTransaction(context.db, async (db) => {
    const inside = { ...context, db };
    const { roundId, decisionNumber } = await requireOne(inside, { id });
    const { person, now, requestId } = context;
    const row = { commendationId: id, reason, authorId: person.accountId, recordedAt: now, requestId };
    if (await insertWithdrawal(db, row)) {
      const detail = { id, decisionNumber, reason };
      const subject = `round:${roundId}`;
      await recordAudit(db, inside, { action: 'commendation.withdrawn', subject, detail });
    }
    return requireOne(inside, { id });
  });
}
