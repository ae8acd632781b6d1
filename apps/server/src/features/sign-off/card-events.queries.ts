import type { CardEvent } from '@parix/workflow';
import { sql } from 'kysely';
import type { NewRow, Row } from '../../db/schema.ts';
import type { Db } from '../../platform/context.ts';
import type { CardKey } from './item-marks.queries.ts';

export type CardEventRow = Row<'cardEvent'> & {
  readonly actorName: string | null;
  readonly onBehalfName: string | null;
};

/** False when the number is taken: something else happened to the card first. */
export async function insertCardEvent(db: Db, row: NewRow<'cardEvent'>): Promise<boolean> {
  return (await insertCardEvents(db, [row])) === 1;
}

/** Appends events of several cards. @returns how many were new */
export async function insertCardEvents(db: Db, rows: readonly NewRow<'cardEvent'>[]): Promise<number> {
  const inserted = await db
    .insertInto('cardEvent')
    .values(rows)
    .onConflict((conflict) => conflict.doNothing())
    .executeTakeFirst();
  return Number(inserted.numInsertedOrUpdatedRows ?? 0n);
}

const events = (db: Db, { roundId, unitId }: CardKey) =>
  db
    .selectFrom('cardEvent as e')
    .leftJoin('account as a', 'a.id', 'e.actorId')
    .leftJoin('account as b', 'b.id', 'e.onBehalfOf')
    .selectAll('e')
    .select(['a.displayName as actorName', 'b.displayName as onBehalfName'])
    .where('e.unitId', '=', unitId)
    .where('e.roundId', '=', roundId);

export interface EventSlice {
  /** Number of the last row of the page before. */
  readonly before: number | null;
  readonly limit: number;
  /** undefined: every kind. */
  readonly kinds?: readonly CardEvent[] | undefined;
}

/** Newest first. */
export function listCardEventRows(
  db: Db,
  card: CardKey,
  { before, limit, kinds }: EventSlice,
): Promise<CardEventRow[]> {
  let query = events(db, card);
  if (before !== null) query = query.where('e.sequence', '<', before);
  if (kinds) query = query.where('e.kind', 'in', kinds);
  return query.orderBy('e.sequence', 'desc').limit(limit).execute();
}

/** The last event of the kind, before the number if one is given; undefined: none. */
export function lastEventOf(
  db: Db,
  card: CardKey,
  kind: CardEvent,
  before: number | null = null,
): Promise<CardEventRow | undefined> {
  return listCardEventRows(db, card, { before, limit: 1, kinds: [kind] }).then(([row]) => row);
}

/** Of those who have delegated to the person, somebody who holds the role in the unit at the instant. */
export async function findDelegator(
  db: Db,
  delegators: readonly string[],
  role: string,
  now: Date,
): Promise<string | undefined> {
  if (delegators.length === 0) return undefined;
  const row = await holders(db, delegators, role, now).orderBy('accountId').limit(1).executeTakeFirst();
  return row?.accountId;
}

/** Whether the person holds the role themselves at the instant. */
export async function holdsRole(db: Db, accountId: string, role: string, now: Date): Promise<boolean> {
  return (await holders(db, [accountId], role, now).limit(1).executeTakeFirst()) !== undefined;
}

const holders = (db: Db, accountIds: readonly string[], role: string, now: Date) =>
  db
    .selectFrom('roleGrant')
    .select('accountId')
    .where('accountId', '=', sql<string>`any(${sql.val([...accountIds])}::uuid[])`)
    .where('role', '=', sql<never>`${role}`)
    .where('startsAt', '<=', now)
    .where((where) => where.or([where('endsAt', 'is', null), where('endsAt', '>', now)]));
