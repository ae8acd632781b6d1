import { sql } from 'kysely';
import type { Db } from '../../platform/context.ts';
import type { DossierRow } from './take-events.queries.ts';

/** The source without a token: the counter of this installation. */
export async function builtInSource(db: Db): Promise<string> {
  const { id } = await db
    .selectFrom('dossierSource')
    .select('id')
    .where('builtIn', '=', true)
    .executeTakeFirstOrThrow();
  return id;
}

/**
 * One act of a unit's counter at a time; counters of other units do not wait. Shared with `lockSource`, so that nobody
 * recounts all of the source meanwhile.
 */
export async function lockCounter(db: Db, sourceId: string, unitId: string): Promise<void> {
  const [source, counter] = [`dossier-source:${sourceId}`, `dossier-counter:${unitId}`];
  await sql`select pg_advisory_xact_lock_shared(hashtextextended(${source}, 0))`.execute(db);
  await sql`select pg_advisory_xact_lock(hashtextextended(${counter}, 0))`.execute(db);
}

export type CounterList = 'open' | 'overdue' | 'near-due' | 'waiting' | 'to-return' | 'done' | 'all';
/** Where the next page begins: the appointment (or the code of what is done) and the code. */
export type CounterKey = readonly [due: string, code: string];
/** Dossiers without an appointment come last. */
const NEVER = '9999-12-31T00:00:00Z';

export interface CounterQuestion {
  readonly unitId: string;
  readonly sourceId: string;
  readonly list: CounterList;
  readonly day: string;
  /** Only these dossiers; null: every one. */
  readonly codes: readonly string[] | null;
  readonly after: CounterKey | null;
  readonly limit: number;
}

/** Dossiers of a counter: open ones by their appointment, what is done by the latest code first. */
export function listOfCounter(db: Db, question: CounterQuestion): Promise<DossierRow[]> {
  const { unitId, sourceId, list, day, codes, after, limit } = question;
  let query = db
    .selectFrom('dossier')
    .selectAll()
    .where('unitId', '=', unitId)
    .where('sourceId', '=', sourceId)
    .where(inList(list, day));
  if (codes) query = query.where('code', '=', sql<string>`any(${codes}::text[])`);
  if (list === 'done' || list === 'all') {
    if (after) query = query.where('code', '<', after[1]);
    return query.orderBy('code', 'desc').limit(limit).execute();
  }
  const due = sql<string>`coalesce(due_at, ${NEVER}::timestamptz)`;
  if (after) query = query.where(sql<boolean>`(${due}, code) > (${after[0]}::timestamptz, ${after[1]})`);
  return query.orderBy(due).orderBy('code').limit(limit).execute();
}

const isOpen = sql<boolean>`ended_at is null and received_at is not null`;

function inList(list: CounterList, day: string) {
  switch (list) {
    case 'all':
      return sql<boolean>`true`;
    case 'open':
      return isOpen;
    case 'overdue':
      return sql<boolean>`${isOpen} and overdue_from <= ${day}::date`;
    case 'near-due':
      return sql<boolean>`${isOpen} and near_due_from <= ${day}::date and (overdue_from is null or overdue_from > ${day}::date)`;
    case 'waiting':
      return sql<boolean>`state in ('awaiting-supplement', 'awaiting-payment')`;
    case 'to-return':
      return sql<boolean>`state = 'finished'`;
    case 'done':
      return sql<boolean>`state in ('returned', 'refused', 'withdrawn', 'stopped')`;
  }
}

export const counterKeyOf = ({ dueAt, code }: DossierRow): CounterKey => [
  dueAt?.toISOString() ?? NEVER,
  code,
];
