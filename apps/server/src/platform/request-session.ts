import { timingSafeEqual } from 'node:crypto';
import type { Route } from '@parix/api-contract';
import type { FastifyRequest } from 'fastify';
import { type AccessSettings, accessOf } from './access-settings.ts';
import type { Db, UseCaseConfig } from './context.ts';
import { refuse } from './refusal.ts';
import { readSessionCookie } from './session-cookie.ts';
import { findSession, type OpenSession } from './sessions.ts';

/**
 * The session of the request. 401 without one; an unsafe request must repeat the session's CSRF token. A session that
 * is locked or waits for a second factor reaches only the routes that say so.
 */
export async function requireSession(
  db: Db,
  request: FastifyRequest,
  config: UseCaseConfig,
  now: Date,
  route: Pick<Route, 'within'>,
): Promise<OpenSession & { readonly secret: string }> {
  const secret = readSessionCookie(request, config.publicUrl);
  const session = secret === undefined ? undefined : await findSession(db, secret, now, accessOf(config));
  if (!session || secret === undefined) refuse('not-signed-in');
  if (isUnsafe(request.method)) requireCsrfToken(request, session.csrfToken);
  requireState(session, route);
  return { ...session, secret };
}

function requireState({ state }: OpenSession, { within = [] }: Pick<Route, 'within'>): void {
  if (state === 'open' || within.includes(state)) return;
  refuse(state === 'locked' ? 'session-locked' : 'second-factor-required');
}

/** Refuses a weighty act when the person's last proof is too old. */
export function requireRecentProof(
  { provedAt }: Pick<OpenSession, 'provedAt'>,
  now: Date,
  { stepUpMinutes }: Pick<AccessSettings, 'stepUpMinutes'>,
): void {
  if (now.getTime() - provedAt.getTime() >= stepUpMinutes * 60_000) refuse('step-up-required');
}

/** Another site cannot make the browser act here, even where no session exists yet (signing in). */
export function refuseForeignOrigin(request: FastifyRequest, publicUrl: string): void {
  if (!isUnsafe(request.method)) return;
  const site = request.headers['sec-fetch-site'];
  if (site === 'cross-site' || site === 'same-site') refuse('csrf-failed');
  // A browser that does not say so sends the origin at least; what is no browser sends neither.
  const { origin } = request.headers;
  if (site === undefined && origin !== undefined && !isOurs(origin, request, publicUrl))
    refuse('csrf-failed');
}

/** Under the address that is configured, or under the one that was asked (a proxy may be reached by several). */
function isOurs(origin: string, request: FastifyRequest, publicUrl: string): boolean {
  if (!URL.canParse(origin)) return false;
  return origin === new URL(publicUrl).origin || new URL(origin).host === request.host;
}

const isUnsafe = (method: string): boolean => method !== 'GET' && method !== 'HEAD' && method !== 'OPTIONS';

function requireCsrfToken(request: FastifyRequest, expected: string): void {
  const given = request.headers['x-csrf-token'];
  if (typeof given !== 'string' || !sameText(given, expected)) refuse('csrf-failed');
}

function sameText(left: string, right: string): boolean {
  const [a, b] = [Buffer.from(left), Buffer.from(right)];
  return a.length === b.length && timingSafeEqual(a, b);
}
