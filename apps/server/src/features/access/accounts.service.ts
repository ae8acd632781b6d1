import type { ROUTES } from '@parix/api-contract';
import type { Role } from '@parix/workflow';
import { z } from 'zod';
import { recordAudit } from '../../platform/audit-log.ts';
import type { Context } from '../../platform/context.ts';
import { newId } from '../../platform/ids.ts';
import { decodeCursor, toPage } from '../../platform/pagination.ts';
import { hashPassword } from '../../platform/passwords.ts';
import { isRole } from '../../platform/person.queries.ts';
import { refuse } from '../../platform/refusal.ts';
import { endSessionsOf } from '../../platform/sessions.ts';
import { inTransaction } from '../../platform/transaction.ts';
import { disableAccountRow, findAccountById, insertAccount } from './access.queries.ts';
import { requireFitting } from './account-faults.ts';
import {
  type AccountFilter,
  type AccountRow,
  countSessions,
  enableAccountRow,
  findAccountRow,
  listAccountRows,
  setReviewed,
  stateOfAccount,
} from './accounts.queries.ts';
import { revokeDelegationsOf } from './delegations.queries.ts';
import { findWays } from './factors.queries.ts';
import { requireGoodPassword } from './password-rules.ts';
import { insertRoleGrants, listGrants } from './roles.queries.ts';
import { describeGrant } from './roles.service.ts';
import { countedByName, countedByProof, forget, lockedUntil } from './sign-in-guard.ts';

export type NewAccount = z.output<typeof ROUTES.createAccount.body>;
type Query = z.output<typeof ROUTES.listAccounts.query>;
type Line = z.input<typeof ROUTES.listAccounts.response>['items'][number];
export type AccountDetail = z.input<typeof ROUTES.getAccount.response>;

/** Accounts and roles are looked over once a year. */
const REVIEW_DAYS = 365;
const DAY = 86_400_000;

export async function listAccounts(context: Context, query: Query) {
  context.permit('accounts.manage');
  const { db, now } = context;
  const { q, role, unitId, state, review } = query;
  const after = decodeCursor(query.cursor, z.tuple([z.string(), z.string()]));
  const filter: AccountFilter = {
    q,
    role,
    unitId,
    state,
    reviewedBefore: review === true ? new Date(now.getTime() - REVIEW_DAYS * DAY) : undefined,
  };
  const rows = await listAccountRows(db, filter, after, query.limit + 1, now);
  return toPage(
    rows,
    query.limit,
    ({ lastSignInAt, username }) => [(lastSignInAt ?? new Date(0)).toISOString(), username],
    toLine,
  );
}

function toLine(row: AccountRow): Line {
  const { id, username, displayName, email, unitId, unitName, divisionName, areas, secondFactor } = row;
  return {
    ...{ id, username, displayName, email, unitId, unitName, divisionName, areas, secondFactor },
    roles: row.roles.filter(isRole),
    disabled: row.disabledAt !== null,
    state: stateOfAccount(row),
    lastSignInAt: row.lastSignInAt?.toISOString() ?? null,
    reviewedAt: row.reviewedAt?.toISOString() ?? null,
  };
}

export async function getAccount(context: Context, accountId: string): Promise<AccountDetail> {
  context.permit('accounts.manage');
  return describeAccount(context, accountId);
}

export async function describeAccount(
  { db, now }: Pick<Context, 'db' | 'now'>,
  accountId: string,
): Promise<AccountDetail> {
  const row = (await findAccountRow(db, accountId, now)) ?? refuse('not-found');
  const locked = await lockedUntil(db, countedByName(row.username, 0).subject);
  const { divisionId, version, createdAt, locale } = row;
  const { signOn } = await findWays(db, accountId);
  return {
    ...toLine(row),
    divisionId,
    version,
    locale: locale === 'en' ? 'en' : 'vi',
    createdAt: createdAt.toISOString(),
    grants: (await listGrants(db, accountId)).map(describeGrant),
    sessions: await countSessions(db, accountId, now),
    lockedUntil: locked && locked > now ? locked.toISOString() : null,
    signOn,
  };
}

/**
 * Creates a local account with a password that somebody else has chosen: for the first set-up and for samples. People
 * are invited instead (`inviteAccount`) and choose it themselves.
 */
export async function createAccount(context: Context, account: NewAccount): Promise<{ id: string }> {
  context.permit('accounts.manage');
  const { password, roles, ...rest } = account;
  await requireGoodPassword(context.config, password, { ...rest, unitName: null, email: null }, false);
  const passwordHash = await hashPassword(password);
  return inTransaction(context.db, async (db) => {
    await requireFitting(db, roles, account);
    const id = newId();
    if ((await insertAccount(db, { id, ...rest, passwordHash })) !== null) refuse('already-exists');
    const spans = [...new Set(roles)].map((role) => ({ role, startsAt: null, endsAt: null }));
    await grantFirstRoles({ ...context, db }, id, spans);
    const detail = { username: account.username, roles };
    await recordAudit(db, context, { action: 'account.created', subject: `account:${id}`, detail });
    return { id };
  });
}

interface FirstRole {
  readonly role: Role;
  readonly startsAt: string | null;
  readonly endsAt: string | null;
}

/** Roles of an account that is being made; the spans are known to fit together. */
export function grantFirstRoles(
  { db, now, person }: Pick<Context, 'db' | 'now' | 'person'>,
  accountId: string,
  roles: readonly FirstRole[],
): Promise<void> {
  const grants = roles.map(({ role, startsAt, endsAt }) => ({
    accountId,
    id: newId(),
    role,
    startsAt: startsAt === null ? now : new Date(startsAt),
    endsAt: endsAt === null ? null : new Date(endsAt),
    grantedAt: now,
    grantedBy: person.accountId,
  }));
  return insertRoleGrants(db, grants);
}

/** Disables an account and ends its sessions at once. Nobody disables their own: somebody must be left to undo it. */
export async function disableAccount(context: Context, accountId: string): Promise<Record<string, never>> {
  context.permit('accounts.manage');
  if (accountId === context.person.accountId) refuse('forbidden');
  return inTransaction(context.db, async (db) => {
    await disable({ ...context, db }, accountId, 'by-administrator');
    return {};
  });
}

/** Ends the account's use in every way at once: sign-in, sessions, and work that it does for others or others for it. */
export async function disable(
  context: Pick<Context, 'db' | 'now' | 'person' | 'requestId'>,
  accountId: string,
  reason: 'by-administrator' | 'by-unit' | 'replaced',
): Promise<void> {
  const { db, now, person } = context;
  if (!(await disableAccountRow(db, accountId, reason, now))) refuse('not-found');
  await endSessionsOf(db, accountId);
  await revokeDelegationsOf(db, accountId, person.accountId, now);
  const subject = `account:${accountId}`;
  await recordAudit(db, context, { action: 'account.disabled', subject, detail: { reason } });
}

export async function enableAccount(context: Context, accountId: string): Promise<Record<string, never>> {
  context.permit('accounts.manage');
  return inTransaction(context.db, async (db) => {
    if (!(await enableAccountRow(db, accountId, context.now))) refuse('not-found');
    await recordAudit(db, context, { action: 'account.enabled', subject: `account:${accountId}` });
    return {};
  });
}

export async function unlockAccount(context: Context, accountId: string): Promise<Record<string, never>> {
  context.permit('accounts.manage');
  const { username } = (await findAccountById(context.db, accountId)) ?? refuse('not-found');
  return inTransaction(context.db, async (db) => {
    await forget(db, countedByName(username, 0).subject);
    await forget(db, countedByProof(accountId, 0).subject);
    await recordAudit(db, context, { action: 'account.unlocked', subject: `account:${accountId}` });
    return {};
  });
}

export async function endAccountSessions(context: Context, accountId: string): Promise<{ ended: number }> {
  context.permit('accounts.manage');
  if (!(await findAccountById(context.db, accountId))) refuse('not-found');
  return inTransaction(context.db, async (db) => {
    const ended = await endSessionsOf(db, accountId);
    const subject = `account:${accountId}`;
    await recordAudit(db, context, { action: 'account.sessions-ended', subject, detail: { ended } });
    return { ended };
  });
}

export async function reviewAccount(context: Context, accountId: string): Promise<Record<string, never>> {
  context.permit('accounts.manage');
  return inTransaction(context.db, async (db) => {
    if (!(await setReviewed(db, accountId, context.person.accountId, context.now))) refuse('not-found');
    await recordAudit(db, context, { action: 'account.reviewed', subject: `account:${accountId}` });
    return {};
  });
}
