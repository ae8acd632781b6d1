import type { NewRow, PublicationBuildProblem, Row } from '../../db/schema.ts';
import type { Db } from '../../platform/context.ts';

export type BuildRow = Row<'publicationBuild'>;

const RUNNING = ['waiting', 'building'] as const;

/** False when another build of the round is under way. */
export async function insertBuild(db: Db, row: NewRow<'publicationBuild'>): Promise<boolean> {
  const { numInsertedOrUpdatedRows = 0n } = await db
    .insertInto('publicationBuild')
    .values(row)
    .onConflict((conflict) =>
      conflict.column('roundId').where('state', 'in', ['waiting', 'building']).doNothing(),
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
