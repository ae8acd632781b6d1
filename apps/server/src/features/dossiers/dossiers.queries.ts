import { sql } from 'kysely';
import type { Db } from '../../platform/context.ts';
import type { DossierRow } from './take-events.queries.ts';

type Queue = 'overdue' | 'near-due' | 'open';
type Key = readonly [due: string, unitId: string, sourceId: string, code: string];
/** Open dossiers without an appointment come last. */
const NEVER = '9999-12-31T00:00:00Z';

/** Open dossiers on the day, the earliest appointment first. `unitIds` null: of every unit. */
export function listOpen(
  db: Db,
  queue: Queue,
  day: string,
  unitIds: readonly string[] | null,
  after: Key | null,
  limit: number,
): Promise<DossierRow[]> {
  // Written out as in dossier_due_index, which gives the order without sorting.
  const due = sql<string>`coalesce(due_at, '9999-12-31 00:00:00+00'::timestamptz)`;
  let query = db
    .selectFrom('dossier')
    .selectAll()
    .where('endedAt', 'is', null)
    .where('receivedAt', 'is not', null);
  if (queue === 'overdue') query = query.where('overdueFrom', '<=', day);
  if (queue === 'near-due')
    query = query
      .where('nearDueFrom', '<=', day)
      .where((where) => where.or([where('overdueFrom', 'is', null), where('overdueFrom', '>', day)]));
  if (unitIds) query = query.where('unitId', '=', sql<string>`any(${unitIds}::uuid[])`);
  if (after)
    query = query.where(
      sql<boolean>`(${due}, unit_id, source_id, code) > (${after[0]}::timestamptz, ${after[1]}::uuid, ${after[2]}::uuid, ${after[3]})`,
    );
  return query.orderBy(due).orderBy('unitId').orderBy('sourceId').orderBy('code').limit(limit).execute();
}

/** Where the next page begins. */
export const keyOf = ({ dueAt, unitId, sourceId, code }: DossierRow): Key => [
  dueAt?.toISOString() ?? NEVER,
  unitId,
  sourceId,
  code,
];

export function findDossier(
  db: Db,
  unitId: string,
  sourceId: string,
  code: string,
): Promise<DossierRow | undefined> {
  return db
    .selectFrom('dossier')
    .selectAll()
    .where('unitId', '=', unitId)
    .where('sourceId', '=', sourceId)
    .where('code', '=', code)
    .executeTakeFirst();
}

export async function sourceName(db: Db, id: string): Promise<string> {
  const { name } = await db
    .selectFrom('dossierSource')
    .select('name')
    .where('id', '=', id)
    .executeTakeFirstOrThrow();
  return name;
}
