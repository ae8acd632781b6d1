import { createHash, randomBytes } from 'node:crypto';
import type { FastifyRequest } from 'fastify';
import type { Db } from './context.ts';
import { refuse } from './refusal.ts';

/** A system that sends dossiers, by the token it showed. */
export interface Source {
  readonly id: string;
  readonly code: string;
  readonly name: string;
}

const BEARER = /^Bearer (parix_[A-Za-z0-9_-]{43})$/;

/** A new token: 256 random bits behind a prefix that scanners of leaked secrets can look for. */
export const newToken = (): string => `parix_${randomBytes(32).toString('base64url')}`;

/** The only form in which tokens are kept; with so many bits nobody finds one by trying. */
export const tokenDigest = (token: string): string => createHash('sha256').update(token).digest('hex');

/** 401 without a token that stands. Who sends a session's cookie instead is told the same. */
export async function requireSource(db: Db, request: FastifyRequest): Promise<Source> {
  const [, token] = BEARER.exec(request.headers.authorization ?? '') ?? [];
  const source =
    token === undefined
      ? undefined
      : await db
          .selectFrom('dossierSource')
          .select(['id', 'code', 'name'])
          .where('tokenSha256', '=', tokenDigest(token))
          .where('revokedAt', 'is', null)
          .executeTakeFirst();
  return source ?? refuse('source-token');
}
