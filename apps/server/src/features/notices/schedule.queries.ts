import { sql } from 'kysely';
import type { Db } from '../../platform/context.ts';
import { phaseAt, type Round } from '../rounds/rounds.read-model.ts';

/** How long after a deadline its end may still be told. */
const TOLD_WITHIN_DAYS = 3;

const longAgo = (now: Date): Date => new Date(now.getTime() - TOLD_WITHIN_DAYS * 86_400_000);

/** Rounds that have opened and whose units still have a deadline ahead, or one just passed. */
export async function roundsWithDeadline(db: Db, now: Date): Promise<Round[]> {
  const rows = await db
    .selectFrom('round')
    .selectAll()
    .where('state', 'in', ['self-scoring', 'appraisal'])
    .where('selfScoringClosesAt', 'is not', null)
    .orderBy('id')
    .execute();
  return rows
    .map((row) => ({ ...row, phase: phaseAt(row, now) }))
    .filter(({ phase }) => phase !== 'scheduled' && phase !== 'draft');
}

/** Rounds whose units are heard and read their own preliminary result, with an end of the window. */
export async function roundsInHearing(db: Db, now: Date): Promise<Round[]> {
  const rows = await db
    .selectFrom('round')
    .selectAll()
    .where('state', '=', 'explanation')
    .where('repliesCloseAt', 'is not', null)
    .orderBy('id')
    .execute();
  return rows
    .filter(({ shownToUnits }) => shownToUnits.includes('explanation'))
    .map((row) => ({ ...row, phase: phaseAt(row, now) }));
}

/** A unit with a date of its own. */
export interface ExtendedUnit {
  readonly id: string;
  readonly name: string;
  readonly closesAt: Date;
  /** When the date was given. */
  readonly since: Date;
}

/** Units of the round with a date of their own (the last extension or reopening) that is ahead or just passed. */
export async function extendedUnits(db: Db, roundId: string, now: Date): Promise<ExtendedUnit[]> {
  const { rows } = await sql<ExtendedUnit>`
    select ru.unit_id as id, ru.unit_name as name, ev.closes_at as "closesAt", ev.at as since
    from (
      select distinct on (unit_id) unit_id, closes_at, at from card_event
      where round_id = ${roundId} and closes_at is not null order by unit_id, sequence desc
    ) ev
    join round_unit ru on ru.unit_id = ev.unit_id and ru.round_id = ${roundId}
    where ev.closes_at > ${longAgo(now)} order by ru.unit_id`.execute(db);
  return rows;
}

/** Keys of the steps that are done in the round. */
export async function stepsRun(db: Db, roundId: string): Promise<ReadonlySet<string>> {
  const rows = await db.selectFrom('noticeRun').select('key').where('roundId', '=', roundId).execute();
  return new Set(rows.map(({ key }) => key));
}

export async function insertRuns(db: Db, roundId: string, keys: readonly string[], at: Date): Promise<void> {
  await db
    .insertInto('noticeRun')
    .values(keys.map((key) => ({ roundId, key, at })))
    .onConflict((conflict) => conflict.doNothing())
    .execute();
}
