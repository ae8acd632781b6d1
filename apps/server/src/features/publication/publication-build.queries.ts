import { sql } from 'kysely';
import type { NewRow, PublicationBuildProblem, Row } from '../../db/schema.ts';
import type { Db } from '../../platform/context.ts';

export type BuildRow = Row<'publicationBuild'>;

const RUNNING = ['waiting', 'building'] as const;

/** False when another build of the round is under way. */
export async function insertBuild(db: Db, row: NewRow<'publicationBuild'>): Promise<boolean> {
  const { numInsertedOrUpdatedRows = 0n } = await db
    .insertInto('publicationBuild')
    .values(row)
    // Written out: with parameters, a plan made for any values no longer finds the index of running builds.
    .onConflict((conflict) =>
      conflict
        .column('roundId')
        .where(sql<boolean>`state in ('waiting', 'building')`)
        .doNothing(),
    )
    .executeTakeFirst();
  return numInsertedOrUpdatedRows > 0n;
}

export function latestBuild(db: Db, roundId: string): Promise<BuildRow | undefined> {
  return db
    .selectFrom('publicationBuild')
    .selectAll()
    .where('roundId', '=', roundId)
    .orderBy('requestedAt', 'desc')
    .orderBy('id', 'desc')
    .limit(1)
    .executeTakeFirst();
}

export function findBuild(db: Db, id: string): Promise<BuildRow | undefined> {
  return db.selectFrom('publicationBuild').selectAll().where('id', '=', id).executeTakeFirst();
}

/** Ids of the builds that are under way, of every round. */
export async function runningBuilds(db: Db): Promise<readonly string[]> {
  const rows = await db.selectFrom('publicationBuild').select('id').where('state', 'in', RUNNING).execute();
  return rows.map(({ id }) => id);
}

/** Ends what is under way for a round. @returns the ended build; undefined: there was none */
export function cancelRunning(db: Db, roundId: string, now: Date): Promise<BuildRow | undefined> {
  return db
    .updateTable('publicationBuild')
    .set({ state: 'cancelled', endedAt: now })
    .where('roundId', '=', roundId)
    .where('state', 'in', RUNNING)
    .returningAll()
    .executeTakeFirst();
}

type Running = Partial<Pick<BuildRow, 'state' | 'unitsDone' | 'unitsTotal'>>;

/** Notes how far it has come. False when it is no longer under way: it was cancelled. */
export async function noteProgress(db: Db, id: string, progress: Running): Promise<boolean> {
  const { numUpdatedRows } = await db
    .updateTable('publicationBuild')
    .set({ ...progress, state: 'building' })
    .where('id', '=', id)
    .where('state', 'in', RUNNING)
    .executeTakeFirst();
  return numUpdatedRows > 0n;
}

type Ending =
  | { readonly state: 'published'; readonly publicationId: string; readonly unitsDone: number }
  | { readonly state: 'cancelled' }
  | { readonly state: 'failed'; readonly problems: readonly PublicationBuildProblem[] };

/** Ends it once: false when it had ended already. */
export async function endBuild(db: Db, id: string, ending: Ending, now: Date): Promise<boolean> {
  const problems = ending.state === 'failed' ? JSON.stringify(ending.problems) : null;
  const { numUpdatedRows } = await db
    .updateTable('publicationBuild')
    .set({ ...ending, problems, endedAt: now })
    .where('id', '=', id)
    .where('state', 'in', RUNNING)
    .executeTakeFirst();
  return numUpdatedRows > 0n;
}
