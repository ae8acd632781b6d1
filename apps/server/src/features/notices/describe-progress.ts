import type { UnitProgress as UnitProgressAnswer } from '@parix/api-contract';
import type { Context } from '../../platform/context.ts';
import type { Round } from '../rounds/rounds.read-model.ts';
import { lastChases, lastNotices, peopleOnCards } from './progress.queries.ts';
import type { UnitProgress } from './progress.read-model.ts';

/** Rows of the board with who fills the cards and what the units were last told. */
export async function describeProgress(
  { db, now }: Context,
  round: Round,
  rows: readonly UnitProgress[],
): Promise<UnitProgressAnswer[]> {
  if (rows.length === 0) return [];
  const ids = rows.map(({ unitId }) => unitId);
  const people = await peopleOnCards(db, round.id, ids, now);
  const notices = await lastNotices(db, round.id, ids);
  const chases = await lastChases(db, round.id, ids);
  return rows.map((row) => {
    const { missing: _missing, closesAt, lastActivityAt, ...rest } = row;
    const notice = notices.get(row.unitId);
    const staff = people.get(row.unitId);
    return {
      ...rest,
      closesAt: closesAt?.toISOString() ?? null,
      lastActivityAt: lastActivityAt?.toISOString() ?? null,
      people: [...(staff?.names ?? [])],
      assigned: staff?.assigned ?? 0,
      lastNotice: notice
        ? { kind: notice.kind, at: notice.at.toISOString(), told: notice.told, seen: notice.seen }
        : null,
      lastChasedAt: chases.get(row.unitId)?.toISOString() ?? null,
    };
  });
}
