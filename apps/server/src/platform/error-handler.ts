import type { ErrorCode } from '@parix/api-contract';
import type { FastifyError, FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';
import { hasZodFastifySchemaValidationErrors } from 'fastify-type-provider-zod';
import { localeFrom, type Locale } from './locale.ts';
import { isConnectionLost } from './postgres/connection-lost.ts';
import { problemOf } from './problem.ts';
import { Refusal, type PlacedError, type RefusalDetail } from './refusal.ts';
import { describeIssue } from './validation-words.ts';

/** The one place where a throw becomes an answer. A bug is logged in full and told as `internal`, nothing more. */
export function installErrorHandler(app: FastifyInstance): void {
  app.setErrorHandler((error: FastifyError, request, reply) => {
    const locale = localeFrom(request.headers['accept-language']);
    const { code, detail } = refusalOf(error, request, locale);
    if (code === 'internal') request.log.error({ err: error }, 'request failed');
    else logRefusal(request, code);
    return sendProblem(request, reply, code, detail);
  });
}

export function sendProblem(
  request: FastifyRequest,
  reply: FastifyReply,
  code: ErrorCode,
  detail: RefusalDetail = {},
): FastifyReply {
  const locale = localeFrom(request.headers['accept-language']);
  const problem = problemOf(code, detail, locale, request.id);
  return reply
    .status(problem.status)
    .headers({ ...detail.headers, 'cache-control': 'no-store', 'content-language': locale })
    .type('application/problem+json; charset=utf-8')
    .serializer((body: unknown) => JSON.stringify(body))
    .send(problem);
}

function logRefusal(request: FastifyRequest, code: ErrorCode): void {
  const account = request.parixSession?.person.accountId;
  // Denied access is a security event; the rest is everyday.
  const level = code === 'forbidden' || code === 'csrf-failed' || code === 'locked-out' ? 'warn' : 'info';
  request.log[level]({ code, account, route: request.routeOptions.url }, 'request refused');
}

interface Refused {
  readonly code: ErrorCode;
  readonly detail: RefusalDetail;
}

function refusalOf(error: FastifyError, request: FastifyRequest, locale: Locale): Refused {
  if (error instanceof Refusal) return { code: error.code, detail: error.detail };
  if (hasZodFastifySchemaValidationErrors(error)) {
    const at = error.validationContext ?? 'body';
    return { code: 'bad-request', detail: { errors: error.validation.map((v) => placed(v, at, locale)) } };
  }
  return { code: codeOf(error, request), detail: retryHeaders(error) };
}

function placed(
  validation: { readonly instancePath: string; readonly keyword: string; readonly params: object },
  at: string,
  locale: Locale,
): PlacedError {
  // Places in the body are plain JSON pointers; others name the part of the request first.
  const prefix = at === 'body' ? '' : `/${at === 'querystring' ? 'query' : at}`;
  return {
    place: `${prefix}${validation.instancePath}`,
    ...describeIssue({ ...validation.params, code: validation.keyword }, locale),
  };
}

/** A standby, which only reads: the proxy has not yet noticed that another server is the primary now. */
const STANDBY = '25006';

/** Transient faults of the database: the client tries again. */
const RETRYABLE = new Set([
  '40001',
  '40P01',
  '53300',
  // A plan prepared before a newer release altered its table; the next request prepares it anew.
  '0A000',
]);

/** Errors of the S3 client carry this; they may be lost connections too, but not the database's. */
const ofFileStore = (error: FastifyError): boolean => '$metadata' in error;
const isAway = (error: FastifyError): boolean =>
  error.code === STANDBY || (isConnectionLost(error) && !ofFileStore(error));
const isTransient = (error: FastifyError): boolean =>
  RETRYABLE.has(error.code) || isAway(error) || isConnectionLost(error);

/** Values that the schemas let through but no column can hold: bytes that are no text, numbers beyond the type. */
const UNSTORABLE = new Set(['22021', '22P05', '22P02', '22003', '22001', '22007', '22008']);

function codeOf(error: FastifyError, request: FastifyRequest): ErrorCode {
  if (isTransient(error)) {
    request.log.warn({ err: error }, 'the database asks to try again');
    return isAway(error) ? 'database-away' : 'overloaded';
  }
  if (UNSTORABLE.has(error.code)) {
    request.log.warn({ err: error }, 'a value that cannot be stored');
    return 'bad-request';
  }
  if (error.code === 'FST_REQ_FILE_TOO_LARGE' || error.code === 'FST_ERR_CTP_BODY_TOO_LARGE')
    return 'file-too-large';
  if (error.statusCode === 429) return 'too-many-requests';
  if (error.statusCode === 503) return 'overloaded';
  if (error.statusCode === 404) return 'not-found';
  return error.statusCode !== undefined && error.statusCode < 500 ? 'bad-request' : 'internal';
}

const retryHeaders = (error: FastifyError): RefusalDetail =>
  error.statusCode === 503 || isTransient(error) ? { headers: { 'retry-after': '5' } } : {};
