import type { Round as ApiRound, ROUTES } from '@parix/api-contract';
import { z } from 'zod';
import type { RowUpdate } from '../../db/schema.ts';
import { recordAudit } from '../../platform/audit-log.ts';
import type { Context } from '../../platform/context.ts';
import { decodeCursor, toPage } from '../../platform/pagination.ts';
import { refuse } from '../../platform/refusal.ts';
import { inTransaction } from '../../platform/transaction.ts';
import { toRound } from './describe-round.ts';
import { requireUsableSet } from './usable-set.ts';
import { lockCardsOfRound } from '../sign-off/lock-card.read-model.ts';
import {
  findRoundRow,
  listRoundRows,
  nameRoundUnits,
  replaceMilestones,
  type RoundRow,
  updateRound,
} from './rounds.queries.ts';
import { requireRound, type Round } from './rounds.read-model.ts';

export async function listRounds(
  context: Context,
  { limit, cursor }: { limit: number; cursor?: string | undefined },
) {
  context.permit('rounds.read');
  const after = decodeCursor(cursor, z.tuple([z.int(), z.string()]));
  const rows = await listRoundRows(context.db, after, limit + 1);
  return toPage(
    rows,
    limit,
    (row) => [row.indexYear, row.id],
    (row) => toRound(row, context),
  );
}

export async function getRound(context: Context, roundId: string): Promise<ApiRound> {
  context.permit('rounds.read');
  return toRound(await requireRoundRow(context, roundId), context);
}

export async function requireRoundRow({ db }: Pick<Context, 'db'>, roundId: string): Promise<RoundRow> {
  return (await findRoundRow(db, roundId)) ?? refuse('not-found');
}

/** Refuses with what stands on the server when the round was changed since the client read it. */
export function refuseConflict(row: RoundRow, context: Context): never {
  refuse('edit-conflict', { current: toRound(row, context) });
}

type Changes = z.output<typeof ROUTES.updateRound.body>;

/** Changes dates, title or set version. A round keeps its version of the set once it is approved. */
export async function changeRound(
  context: Context,
  roundId: string,
  version: number,
  changes: Changes,
): Promise<ApiRound> {
  context.permit('rounds.manage');
  return inTransaction(context.db, async (db) => {
    const before = await requireRound(db, roundId, context.now, 'update');
    await lockCardsOfRound(db, roundId);
    const row = await requireRoundRow({ db }, roundId);
    if (row.version !== version) refuseConflict(row, context);
    if (before.state === 'published' || before.state === 'approved') refuse('round-phase');
    const { setVersionId } = changes;
    if (setVersionId !== undefined && setVersionId !== before.setVersionId) {
      await requireUsableSet({ ...context, db }, setVersionId, before.indexYear);
    }
    checkDates({ ...before, ...given(changes) });
    const { dataFrom = before.dataFrom, dataTo = before.dataTo } = changes;
    checkDataWindow({ dataFrom, dataTo });
    await updateRound(db, roundId, version, { ...given(changes), updatedAt: context.now });
    const { nameAnchorDate: day } = changes;
    if (day !== undefined) await nameRoundUnits(db, roundId, day ?? lastDayOf(before.indexYear));
    if (changes.milestones) await replaceMilestones(db, roundId, changes.milestones);
    await recordAudit(db, context, {
      action: 'round.changed',
      subject: `round:${roundId}`,
      detail: { ...changes },
    });
    return toRound(await requireRoundRow({ db }, roundId), context);
  });
}

/** Units are called as they were on the last day of the year that is judged, unless the round names another day. */
const lastDayOf = (indexYear: number): string => `${indexYear}-12-31`;

/** Only what was sent: a field left out stays as it is. */
function given({ milestones: _list, ...changes }: Changes): RowUpdate<'round'> {
  const { selfScoringOpensAt: opens, selfScoringClosesAt: closes, appraisalClosesAt: ends } = changes;
  const { repliesCloseAt: heard } = changes;
  return {
    ...changes,
    ...(opens !== undefined && { selfScoringOpensAt: toDate(opens) }),
    ...(closes !== undefined && { selfScoringClosesAt: toDate(closes) }),
    ...(ends !== undefined && { appraisalClosesAt: toDate(ends) }),
    ...(heard !== undefined && { repliesCloseAt: toDate(heard) }),
  };
}

export const toDate = (instant: string | null): Date | null => (instant === null ? null : new Date(instant));

export interface RoundDates {
  readonly selfScoringOpensAt?: Date | string | null | undefined;
  readonly selfScoringClosesAt?: Date | string | null | undefined;
  readonly appraisalClosesAt?: Date | string | null | undefined;
  readonly repliesCloseAt?: Date | string | null | undefined;
}

/** Dates must follow each other; a date that is not set is no bound. */
export function checkDates(dates: RoundDates): void {
  const order = ['selfScoringOpensAt', 'selfScoringClosesAt', 'appraisalClosesAt', 'repliesCloseAt'] as const;
  let last = -Infinity;
  for (const name of order) {
    const value = dates[name];
    if (value === null || value === undefined) continue;
    const at = new Date(value).getTime();
    if (at <= last) refuse('bad-request', { errors: [{ place: `/${name}`, ...outOfOrder }] });
    last = at;
  }
}

/** The data window ends on or after the day on which it begins. */
export function checkDataWindow({ dataFrom, dataTo }: Pick<Round, 'dataFrom' | 'dataTo'>): void {
  if (dataFrom !== null && dataTo !== null && dataTo < dataFrom)
    refuse('bad-request', { errors: [{ place: '/dataTo', ...outOfOrder }] });
}

const outOfOrder = {
  code: 'dates-out-of-order',
  message: 'Thời điểm này phải sau thời điểm của bước trước. / This must come after the step before it.',
};
