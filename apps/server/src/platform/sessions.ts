import { createHash, randomBytes } from 'node:crypto';
import { SECOND_FACTOR_ROLES, type Role } from '@parix/workflow';
import { sql } from 'kysely';
import type { SessionAssurance, SessionEntrance } from '../db/schema.ts';
import type { AccessSettings } from './access-settings.ts';
import type { Client } from './client.ts';
import type { Db } from './context.ts';
import { newId } from './ids.ts';
import type { Person } from './person.ts';
import { actsForAt, PERSON_COLUMNS, rolesAt, toPerson, unitNameAt } from './person.queries.ts';

const MINUTE = 60_000;
/** A session that waits for its second factor waits no longer than this. */
const PENDING_MINUTES = 10;

/**
 * What the session is good for. `locked`: idle for too long, or locked by the person; `second-factor`: the factor that
 * the account has was not given yet; `enrolment`: a role needs one and the account has none. Judged anew with every
 * request, so that a role or a factor acts at once.
 */
export type SessionState = 'open' | 'second-factor' | 'enrolment' | 'locked';

export interface OpenSession {
  readonly id: string;
  readonly person: Person;
  readonly csrfToken: string;
  readonly idHash: Buffer;
  readonly state: SessionState;
  readonly enteredBy: SessionEntrance;
  /** When the person last proved who they are. */
  readonly provedAt: Date;
}

/** What is stored of the secret in the cookie. */
export const hashOf = (secret: string): Buffer => createHash('sha256').update(secret).digest();

const newSecret = () => ({
  secret: randomBytes(32).toString('base64url'),
  csrfToken: randomBytes(24).toString('base64url'),
});

export interface NewSession {
  readonly accountId: string;
  readonly assurance: SessionAssurance;
  readonly enteredBy: SessionEntrance;
  readonly client: Client;
  /** The account has a factor that was not given yet. */
  readonly pending: boolean;
}

/** Starts a session; the secret is returned once and only its hash is kept. */
export async function startSession(
  db: Db,
  session: NewSession,
  now: Date,
  { sessionHours }: Pick<AccessSettings, 'sessionHours'>,
): Promise<{ readonly secret: string; readonly csrfToken: string }> {
  const { secret, csrfToken } = newSecret();
  const { accountId, assurance, enteredBy, client, pending } = session;
  const minutes = pending ? PENDING_MINUTES : sessionHours * 60;
  const expiresAt = new Date(now.getTime() + minutes * MINUTE);
  const times = { createdAt: now, lastSeenAt: now, provedAt: now, expiresAt };
  await db
    .insertInto('session')
    .values({
      id: newId(),
      idHash: hashOf(secret),
      accountId,
      csrfToken,
      assurance,
      enteredBy,
      ...times,
      ...client,
    })
    .execute();
  return { secret, csrfToken };
}

/** Another secret for the same session after a proof of the person, so that one that leaked before is worth nothing. */
export async function renewSession(
  db: Db,
  { idHash }: Pick<OpenSession, 'idHash'>,
  now: Date,
  change: {
    readonly assurance?: SessionAssurance;
    readonly expiresAt?: Date;
    /** Absent: the proof is not one that weighty acts ask for. */
    readonly provedAt?: Date;
  },
): Promise<{ readonly secret: string; readonly csrfToken: string }> {
  const { secret, csrfToken } = newSecret();
  await db
    .updateTable('session')
    .set({ idHash: hashOf(secret), csrfToken, ...change })
    .set({ lastSeenAt: sql<Date>`greatest(last_seen_at, ${now})`, lockedAt: null })
    .where('idHash', '=', idHash)
    .execute();
  return { secret, csrfToken };
}

/** The session of a cookie with its person as the account stands now; undefined when it has ended. */
export async function findSession(
  db: Db,
  secret: string,
  now: Date,
  settings: AccessSettings,
): Promise<OpenSession | undefined> {
  const row = await db
    .selectFrom('session as s')
    .innerJoin('account as a', 'a.id', 's.accountId')
    .select(['s.id', 's.idHash', 's.csrfToken', 's.lastSeenAt', 's.assurance', 's.enteredBy'])
    .select(['s.provedAt', 's.lockedAt', hasFactorIfAsked])
    .select([...PERSON_COLUMNS, rolesAt(now), actsForAt(now), unitNameAt(now)])
    .where('s.idHash', '=', hashOf(secret))
    .where('s.expiresAt', '>', now)
    .where('a.disabledAt', 'is', null)
    .executeTakeFirst();
  if (!row) return undefined;
  const {
    id,
    idHash,
    csrfToken,
    enteredBy,
    provedAt,
    lastSeenAt,
    lockedAt,
    assurance,
    hasFactor,
    ...person
  } = row;
  const who = toPerson(person);
  const idle = now.getTime() - lastSeenAt.getTime();
  const locked = lockedAt !== null || idle > idleMinutesOf(who.roles, settings) * MINUTE;
  // Written at most once a minute: a busy screen need not write with every read.
  if (!locked && idle > MINUTE) await touchSession(db, idHash, now);
  const state = locked ? 'locked' : stateOf({ assurance, hasFactor }, who.roles, settings);
  return { id, idHash, csrfToken, enteredBy, provedAt, person: who, state };
}

/** Asked only while one factor was given; a complete session need not be looked up further. */
const hasFactorIfAsked = sql<boolean>`case when s.assurance = 'password' then
    exists (select from account_totp t where t.account_id = a.id and t.confirmed_at is not null)
    or exists (select from passkey k where k.account_id = a.id) else true end`.as('hasFactor');

export function needsSecondFactor(
  roles: readonly Role[],
  { secondFactor }: Pick<AccessSettings, 'secondFactor'>,
): boolean {
  if (secondFactor !== 'required') return secondFactor === 'everybody';
  return SECOND_FACTOR_ROLES.some((role) => roles.some((held) => held === role));
}

function stateOf(
  { assurance, hasFactor }: { readonly assurance: SessionAssurance; readonly hasFactor: boolean },
  roles: readonly Role[],
  settings: AccessSettings,
): SessionState {
  if (assurance === 'second-factor') return 'open';
  if (hasFactor) return 'second-factor';
  return needsSecondFactor(roles, settings) ? 'enrolment' : 'open';
}

export function idleMinutesOf(roles: readonly Role[], settings: AccessSettings): number {
  const { idleMinutes, administratorIdleMinutes } = settings;
  return roles.includes('administrator') ? Math.min(administratorIdleMinutes, idleMinutes) : idleMinutes;
}

async function touchSession(db: Db, idHash: Buffer, now: Date): Promise<void> {
  await db.updateTable('session').set({ lastSeenAt: now }).where('idHash', '=', idHash).execute();
}

/** From now on the session waits for the person to prove who they are. */
export async function lockSession(db: Db, idHash: Buffer, now: Date): Promise<void> {
  await db.updateTable('session').set({ lockedAt: now }).where('idHash', '=', idHash).execute();
}

export async function endSession(db: Db, idHash: Buffer): Promise<void> {
  await db.deleteFrom('session').where('idHash', '=', idHash).execute();
}

/** Ends every session of the account but the one named. @returns how many */
export async function endSessionsOf(db: Db, accountId: string, except?: Buffer): Promise<number> {
  let query = db.deleteFrom('session').where('accountId', '=', accountId);
  if (except) query = query.where('idHash', '<>', except);
  return Number((await query.executeTakeFirst()).numDeletedRows);
}

/** Sessions past their end are of no use to anybody. */
export async function removeEndedSessions(db: Db, now: Date): Promise<void> {
  await db.deleteFrom('session').where('expiresAt', '<=', now).execute();
}
