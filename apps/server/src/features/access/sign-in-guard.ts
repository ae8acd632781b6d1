import { createHash } from 'node:crypto';
import { sql } from 'kysely';
import type { Db } from '../../platform/context.ts';
import { refuse } from '../../platform/refusal.ts';

/** The first pause after too many wrong tries; each further one in a row is twice as long. */
export const LOCK_MINUTES = 5;
const LONGEST_LOCK_MINUTES = 60;
/** Wrong tries of one address, whatever the names: a whole office may sit behind it. */
export const ADDRESS_TRIES = 100;
const ADDRESS_LOCK_MINUTES = 1;
/** Quiet for so long, what was counted before is forgotten. */
const FORGET_HOURS = 24;
const MINUTE = 60_000;

/** What tries are counted by, and how many may be wrong. */
export interface Counted {
  readonly subject: Buffer;
  readonly limit: number;
  readonly pauseMinutes: number;
  /** A success takes back one wrong try only: else one known password would clear the way for guessing others. */
  readonly forgives: 'all' | 'one';
}

const digest = (text: string): Buffer => createHash('sha256').update(text).digest();

/** By name, whether an account has it or not: the lock tells nothing about which names exist. */
export const countedByName = (username: string, limit: number): Counted => ({
  subject: digest(`name:${username}`),
  limit,
  pauseMinutes: LOCK_MINUTES,
  forgives: 'all',
});

/** Proofs inside a session: second factor, unlocking, confirming a weighty act. */
export const countedByProof = (accountId: string, limit: number): Counted => ({
  subject: digest(`proof:${accountId}`),
  limit,
  pauseMinutes: LOCK_MINUTES,
  forgives: 'all',
});

export const countedByAddress = (address: string): Counted => ({
  subject: digest(`address:${address}`),
  limit: ADDRESS_TRIES,
  pauseMinutes: ADDRESS_LOCK_MINUTES,
  forgives: 'one',
});

/**
 * Judges one try. It is counted before it is judged, so that a thousand tries at the same moment are no more than
 * `limit`. @returns what `judge` returns; `locked`: this wrong try was the one too many.
 * Refuses with `locked-out` while a pause lasts, without judging.
 */
export async function countedTry<T>(
  db: Db,
  now: Date,
  by: readonly Counted[],
  judge: () => Promise<T | undefined>,
): Promise<{ readonly right: T } | { readonly right: undefined; readonly lockedUntil: Date | null }> {
  const tries: number[] = [];
  for (const counted of by) tries.push(await takeTry(db, now, counted));
  const right = await judge();
  if (right !== undefined) {
    for (const counted of by) await forgive(db, counted);
    return { right };
  }
  const locks = by.map((counted, at) => ((tries[at] ?? 0) >= counted.limit ? lock(db, now, counted) : null));
  const until = (await Promise.all(locks.filter((one) => one !== null))).map((one) => one.getTime());
  const latest = Math.max(0, ...until);
  return { right: undefined, lockedUntil: latest === 0 ? null : new Date(latest) };
}

async function takeTry(db: Db, now: Date, counted: Counted): Promise<number> {
  const { subject, limit } = counted;
  const forgotten = new Date(now.getTime() - FORGET_HOURS * 60 * MINUTE);
  await db.deleteFrom('signInGuard').where('lastTryAt', '<', forgotten).execute();
  const taken = await db
    .insertInto('signInGuard')
    .values({ subject, tries: 1, lastTryAt: now })
    .onConflict((conflict) =>
      conflict
        .column('subject')
        .doUpdateSet({ tries: sql<number>`sign_in_guard.tries + 1`, lastTryAt: now })
        .where(sql<boolean>`sign_in_guard.locked_until is null or sign_in_guard.locked_until <= ${now}`),
    )
    .returning('tries')
    .executeTakeFirst();
  if (!taken) return refuseLocked((await lockedUntil(db, subject)) ?? now, now);
  if (taken.tries > limit) return refuseLocked(await lock(db, now, counted), now);
  return taken.tries;
}

async function lock(db: Db, now: Date, { subject, pauseMinutes }: Counted): Promise<Date> {
  const row = await db
    .updateTable('signInGuard')
    .set({
      tries: 0,
      locks: sql<number>`locks + 1`,
      lockedUntil: sql<Date>`${now}::timestamptz
        + least(${pauseMinutes} * power(2, least(locks, 10)), ${LONGEST_LOCK_MINUTES}) * interval '1 minute'`,
    })
    .where('subject', '=', subject)
    .returning('lockedUntil')
    .executeTakeFirst();
  return row?.lockedUntil ?? now;
}

async function forgive(db: Db, { subject, forgives }: Counted): Promise<void> {
  if (forgives === 'all') return forget(db, subject);
  // The try itself was counted too, though it was right.
  await db
    .updateTable('signInGuard')
    .set({ tries: sql<number>`greatest(tries - 2, 0)` })
    .where('subject', '=', subject)
    .execute();
}

/** Ends a pause and what was counted. */
export async function forget(db: Db, subject: Buffer): Promise<void> {
  await db.deleteFrom('signInGuard').where('subject', '=', subject).execute();
}

/** Until when no try is judged; null: tries are judged. */
export async function lockedUntil(db: Db, subject: Buffer): Promise<Date | null> {
  const row = await db
    .selectFrom('signInGuard')
    .select('lockedUntil')
    .where('subject', '=', subject)
    .executeTakeFirst();
  return row?.lockedUntil ?? null;
}

export function refuseLocked(until: Date, now: Date): never {
  const seconds = Math.max(1, Math.ceil((until.getTime() - now.getTime()) / 1000));
  refuse('locked-out', { headers: { 'retry-after': String(seconds) } });
}
