import { sql } from 'kysely';
import type { NewRow } from '../../db/schema.ts';
import type { Db } from '../../platform/context.ts';

export async function findFeed(db: Db, accountId: string): Promise<{ readonly createdAt: Date } | undefined> {
  return db
    .selectFrom('calendarFeed')
    .select('createdAt')
    .where('accountId', '=', accountId)
    .where('revokedAt', 'is', null)
    .executeTakeFirst();
}

/** Ends the live address. @returns whether there was one. */
export async function revokeFeedRow(db: Db, accountId: string, now: Date): Promise<boolean> {
  const updated = await db
    .updateTable('calendarFeed')
    .set({ revokedAt: now })
    .where('accountId', '=', accountId)
    .where('revokedAt', 'is', null)
    .executeTakeFirst();
  return updated.numUpdatedRows > 0n;
}

export async function insertFeed(db: Db, row: NewRow<'calendarFeed'>): Promise<void> {
  await db.insertInto('calendarFeed').values(row).execute();
}

/** Whose address it is, while it answers and the account is open. */
export async function findFeedOwner(db: Db, tokenHash: Buffer): Promise<string | undefined> {
  const row = await db
    .selectFrom('calendarFeed as f')
    .innerJoin('account as a', 'a.id', 'f.accountId')
    .select('a.id')
    .where('f.tokenHash', '=', tokenHash)
    .where('f.revokedAt', 'is', null)
    .where('a.disabledAt', 'is', null)
    .executeTakeFirst();
  return row?.id;
}

export interface DatedRound {
  readonly id: string;
  readonly title: string;
  readonly selfScoringOpensAt: Date | null;
  readonly selfScoringClosesAt: Date | null;
  readonly appraisalClosesAt: Date | null;
}

/** Rounds past their draft with a date after the instant; those of one unit, or all. */
export async function roundsWithDates(db: Db, unitId: string | null, after: Date): Promise<DatedRound[]> {
  let query = db
    .selectFrom('round as r')
    .select(['r.id', 'r.title', 'r.selfScoringOpensAt', 'r.selfScoringClosesAt', 'r.appraisalClosesAt'])
    .where('r.state', '!=', 'draft')
    .where(
      sql<boolean>`greatest(r.self_scoring_opens_at, r.self_scoring_closes_at, r.appraisal_closes_at) > ${after}
        or exists (select from card_event e where e.round_id = r.id and e.closes_at > ${after})
        or exists (select from round_milestone m where m.round_id = r.id and m.at > ${after})`,
    );
  if (unitId !== null)
    query = query.where((eb) =>
      eb.exists(
        eb
          .selectFrom('roundUnit as ru')
          .select('ru.unitId')
          .whereRef('ru.roundId', '=', 'r.id')
          .where('ru.unitId', '=', unitId),
      ),
    );
  return query.orderBy('r.id').execute();
}

export function milestonesOf(db: Db, roundIds: readonly string[], after: Date) {
  return db
    .selectFrom('roundMilestone')
    .select(['roundId', 'position', 'title', 'at'])
    .where('roundId', 'in', [...roundIds])
    .where('at', '>', after)
    .orderBy('roundId')
    .orderBy('position')
    .execute();
}
