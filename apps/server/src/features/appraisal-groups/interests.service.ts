import type { InterestConflict, OwnInterests, ROUTES } from '@parix/api-contract';
import { z } from 'zod';
import { recordAudit } from '../../platform/audit-log.ts';
import type { Context } from '../../platform/context.ts';
import { newId } from '../../platform/ids.ts';
import { decodeCursor, toPage } from '../../platform/pagination.ts';
import { refuse } from '../../platform/refusal.ts';
import { inTransaction } from '../../platform/transaction.ts';
import { requireRound, roundUnits } from '../rounds/rounds.read-model.ts';
import {
  type ConflictRow,
  endConflict,
  findDeclaration,
  insertConflicts,
  insertDeclaration,
  listConflictRows,
} from './interests.queries.ts';
import { readStanding } from './judging.queries.ts';
import { requireAppraisers } from './people.queries.ts';

type Declared = z.output<typeof ROUTES.declareInterests.body>['conflicts'];
type NewConflict = z.output<typeof ROUTES.addInterestConflict.body>;
type Query = z.output<typeof ROUTES.listInterestConflicts.query>;

/** The words that somebody agrees to; kept with the declaration as they were shown. */
const STATEMENT = {
  vi: 'Tôi cam kết không có xung đột lợi ích với các đơn vị của đợt đánh giá này, ngoài các đơn vị nêu trong danh sách. Nếu phát sinh, tôi khai báo ngay và không thẩm định đơn vị đó.',
  en: 'I declare that I have no conflict of interest with the units of this round beyond those listed. Should one arise, I will declare it at once and not appraise that unit.',
};

function describeConflict(row: ConflictRow): InterestConflict {
  const { id, accountId, person, unitId, unitName, reason, declaredByName, endReason } = row;
  return {
    ...{ id, accountId, unitId, unitName, reason, endReason },
    person: person ?? '–',
    declaredBy: declaredByName,
    declaredAt: row.declaredAt.toISOString(),
    endedAt: row.endedAt?.toISOString() ?? null,
  };
}

export async function ownInterests(context: Context, roundId: string): Promise<OwnInterests> {
  context.permit('interests.declare');
  const { db, person, locale, now } = context;
  await requireRound(db, roundId, now);
  const declaration = await findDeclaration(db, roundId, person.accountId);
  const { organised } = await readStanding(db, roundId, person.accountId, []);
  const conflicts = await listConflictRows(db, roundId, { accountId: person.accountId });
  return {
    required: organised && declaration === undefined,
    declaredAt: declaration?.at.toISOString() ?? null,
    statement: declaration?.statement ?? STATEMENT[locale],
    conflicts: conflicts.map(describeConflict),
  };
}

/**
 * Adds the interests to those that hold already and declares that there are no others. A later interest is declared the
 * same way; the first declaration stays as it was made. The round is held, so that no decision falls meanwhile.
 */
export async function declareInterests(
  context: Context,
  roundId: string,
  declared: Declared,
): Promise<OwnInterests> {
  context.permit('interests.declare');
  return inTransaction(context.db, async (db) => {
    const { person, now, requestId, locale } = context;
    const { accountId } = person;
    await requireRound(db, roundId, now, 'update');
    await requireTakingPart(context, roundId, declared);
    await insertConflicts(
      db,
      declared.map(({ unitId, reason }) => ({
        ...{ unitId, roundId, accountId, reason },
        id: newId(),
        declaredBy: accountId,
        declaredAt: now,
      })),
    );
    const conflicts = (await listConflictRows(db, roundId, { accountId })).length;
    const statement = STATEMENT[locale];
    await insertDeclaration(db, { roundId, accountId, statement, conflicts, at: now, requestId });
    const detail = { units: declared.map(({ unitId }) => unitId).join(', '), conflicts };
    await recordAudit(db, context, { action: 'interests.declared', subject: `round:${roundId}`, detail });
    return ownInterests({ ...context, db }, roundId);
  });
}

async function requireTakingPart(context: Context, roundId: string, declared: Declared): Promise<void> {
  const known = new Set((await roundUnits(context.db, roundId)).map(({ id }) => id));
  const at = declared.findIndex(({ unitId }) => !known.has(unitId));
  if (at === -1) return;
  const message =
    context.locale === 'en' ? 'The unit takes no part in the round.' : 'Đơn vị không tham gia đợt này.';
  refuse('bad-request', { errors: [{ place: `/conflicts/${at}/unitId`, code: 'unknown-unit', message }] });
}

export async function listConflicts(context: Context, roundId: string, { limit, cursor, ended }: Query) {
  context.permit('interests.manage');
  await requireRound(context.db, roundId, context.now);
  const after = decodeCursor(cursor, z.tuple([z.uuid()]));
  const rows = await listConflictRows(context.db, roundId, { ended, after, limit: limit + 1 });
  return toPage(rows, limit, ({ id }) => [id], describeConflict);
}

/** Bars somebody from a unit; one who is barred from it already stays so. */
export async function addConflict(
  context: Context,
  roundId: string,
  { accountId, unitId, reason }: NewConflict,
): Promise<InterestConflict> {
  context.permit('interests.manage');
  return inTransaction(context.db, async (db) => {
    const { now, person } = context;
    await requireRound(db, roundId, now, 'update');
    await requireAppraisers(db, now, [accountId]);
    await requireTakingPart({ ...context, db }, roundId, [{ unitId, reason }]);
    const added = await insertConflicts(db, [
      {
        ...{ unitId, roundId, accountId, reason },
        id: newId(),
        declaredBy: person.accountId,
        declaredAt: now,
      },
    ]);
    const rows = await listConflictRows(db, roundId, { accountId });
    const row = rows.find((each) => each.unitId === unitId) ?? refuse('not-found');
    if (added > 0) {
      const detail = { account: accountId, unit: unitId, reason };
      await recordAudit(db, context, { action: 'interest.added', subject: `round:${roundId}`, detail });
    }
    return describeConflict(row);
  });
}

/** Lifts a bar; one that was lifted already answers as it stands. */
export async function liftConflict(
  context: Context,
  roundId: string,
  id: string,
  endReason: string,
): Promise<InterestConflict> {
  context.permit('interests.manage');
  return inTransaction(context.db, async (db) => {
    const find = async () =>
      (await listConflictRows(db, roundId, { id, ended: true }))[0] ?? refuse('not-found');
    const row = await find();
    const end = { endedAt: context.now, endedBy: context.person.accountId, endReason };
    if (await endConflict(db, row, end)) {
      const detail = { account: row.accountId, unit: row.unitId, reason: endReason };
      await recordAudit(db, context, { action: 'interest.lifted', subject: `round:${roundId}`, detail });
    }
    return describeConflict(await find());
  });
}
