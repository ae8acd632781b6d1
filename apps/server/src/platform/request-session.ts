import { timingSafeEqual } from 'node:crypto';
import type { FastifyRequest } from 'fastify';
import type { Db } from './context.ts';
import { refuse } from './refusal.ts';
import { readSessionCookie } from './session-cookie.ts';
import { findSession, type OpenSession } from './sessions.ts';

/** The session of the request. 401 without one; an unsafe request must repeat the session's CSRF token. */
export async function requireSession(
  db: Db,
  request: FastifyRequest,
  publicUrl: string,
  now: Date,
): Promise<OpenSession & { readonly secret: string }> {
  const secret = readSessionCookie(request, publicUrl);
  const session = secret === undefined ? undefined : await findSession(db, secret, now);
  if (!session || secret === undefined) refuse('not-signed-in');
  if (isUnsafe(request.method)) requireCsrfToken(request, session.csrfToken);
  return { ...session, secret };
}

/** Another site cannot make the browser act here, even where no session exists yet (signing in). */
export function refuseForeignOrigin(request: FastifyRequest): void {
  const site = request.headers['sec-fetch-site'];
  if (isUnsafe(request.method) && (site === 'cross-site' || site === 'same-site')) refuse('csrf-failed');
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
