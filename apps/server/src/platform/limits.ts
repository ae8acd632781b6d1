import { createHash } from 'node:crypto';
import rateLimit from '@fastify/rate-limit';
import underPressure from '@fastify/under-pressure';
import type { FastifyInstance, FastifyRequest } from 'fastify';
import type { AtOnce } from './gate.ts';
import { readSessionCookie } from './session-cookie.ts';

/** Requests per minute of one browser (or of one address while nobody is signed in). */
export interface Limits {
  readonly requestsPerMinute: number;
  /** Sign-ins of one address: many people behind one address, but not a list of passwords against all of them. */
  readonly signInsPerMinute: number;
  readonly atOnce: AtOnce;
  /** False where a busy machine must not change answers: in tests. */
  readonly underPressure: boolean;
}

export const DEFAULT_LIMITS: Limits = {
  requestsPerMinute: 1200,
  signInsPerMinute: 120,
  atOnce: { reads: 150, all: 300 },
  underPressure: true,
};

/** Thrown by the plugin, answered by the one error handler. */
class Overloaded extends Error {
  readonly statusCode = 503;
}

/** A whole office may share one address, so that a session is counted by its cookie. */
function keyOf(request: FastifyRequest, publicUrl: string): string {
  const secret = readSessionCookie(request, publicUrl);
  return secret === undefined ? request.ip : createHash('sha256').update(secret).digest('hex');
}

export async function installLimits(app: FastifyInstance, publicUrl: string, limits: Limits): Promise<void> {
  await app.register(rateLimit, {
    max: limits.requestsPerMinute,
    timeWindow: '1 minute',
    enableDraftSpec: true,
    keyGenerator: (request) => keyOf(request, publicUrl),
    // Thrown and answered by the one error handler.
    errorResponseBuilder: () => Object.assign(new Error('rate limit'), { statusCode: 429 }),
  });
  if (!limits.underPressure) return;
  await app.register(underPressure, {
    maxEventLoopDelay: 3000,
    retryAfter: 10,
    customError: Overloaded,
  });
}
