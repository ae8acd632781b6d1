import { createHash, randomBytes } from 'node:crypto';
import type { Db } from './context.ts';
import type { Person } from './person.ts';
import { actsForAt, PERSON_COLUMNS, rolesAt, toPerson } from './person.queries.ts';

const MINUTE = 60_000;
/** A session ends after this long without a request, and in any case at its absolute end. */
export const IDLE_MINUTES = 120;
export const ABSOLUTE_HOURS = 12;

export interface OpenSession {
  readonly person: Person;
  readonly csrfToken: string;
  readonly idHash: Buffer;
}

/** What is stored of the secret in the cookie. */
export const hashOf = (secret: string): Buffer => createHash('sha256').update(secret).digest();

/** Starts a session; the secret is returned once and only its hash is kept. */
export async function startSession(
  db: Db,
  accountId: string,
  now: Date,
): Promise<{ readonly secret: string; readonly csrfToken: string; readonly expiresAt: Date }> {
  const secret = randomBytes(32).toString('base64url');
  const csrfToken = randomBytes(24).toString('base64url');
  const expiresAt = new Date(now.getTime() + ABSOLUTE_HOURS * 60 * MINUTE);
  await db
    .insertInto('session')
    .values({ idHash: hashOf(secret), accountId, csrfToken, createdAt: now, lastSeenAt: now, expiresAt })
    .execute();
  return { secret, csrfToken, expiresAt };
}

/** The live session of a cookie with its person as the account stands now; undefined when there is none. */
export async function findSession(db: Db, secret: string, now: Date): Promise<OpenSession | undefined> {
  const row = await db
    .selectFrom('session as s')
    .innerJoin('account as a', 'a.id', 's.accountId')
    .leftJoin('unit as u', 'u.id', 'a.unitId')
    .select(['s.idHash', 's.csrfToken', 's.lastSeenAt'])
    .select([...PERSON_COLUMNS, rolesAt(now), actsForAt(now)])
    .where('s.idHash', '=', hashOf(secret))
    .where('s.expiresAt', '>', now)
    .where('s.lastSeenAt', '>', new Date(now.getTime() - IDLE_MINUTES * MINUTE))
    .where('a.disabledAt', 'is', null)
    .executeTakeFirst();
  if (!row) return undefined;
  // Written at most once a minute: a busy screen need not write with every read.
  if (now.getTime() - row.lastSeenAt.getTime() > MINUTE) await touchSession(db, row.idHash, now);
  const { idHash, csrfToken, lastSeenAt: _seen, ...person } = row;
  return { idHash, csrfToken, person: toPerson(person) };
}

async function touchSession(db: Db, idHash: Buffer, now: Date): Promise<void> {
  await db.updateTable('session').set({ lastSeenAt: now }).where('idHash', '=', idHash).execute();
}

export async function endSession(db: Db, idHash: Buffer): Promise<void> {
  await db.deleteFrom('session').where('idHash', '=', idHash).execute();
}

export async function endSessionsOf(db: Db, accountId: string): Promise<void> {
  await db.deleteFrom('session').where('accountId', '=', accountId).execute();
}

/** Sessions past their end are of no use to anybody. */
export async function removeEndedSessions(db: Db, now: Date): Promise<void> {
  await db.deleteFrom('session').where('expiresAt', '<=', now).execute();
}
