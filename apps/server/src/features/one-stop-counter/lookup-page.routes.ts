import type { FastifyError, FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';
import { RATINGS, type Rating } from '@parix/one-stop';
import type { PublicContext } from '../../platform/context.ts';
import { isConnectionLost } from '../../platform/postgres/connection-lost.ts';
import type { AppServices } from '../../platform/services.ts';
import { readLookupCode } from './lookup-code.ts';
import { busyPage, codePage, dossierPage } from './lookup-page.ts';
import { LOOKUP_PAGE_CSS } from './lookup-page-style.ts';
import { lookUpDossier } from './look-up.service.ts';
import { rateDossier } from './rate-dossier.service.ts';

/** A village may share one address; guessing a code takes 2^50 tries whatever the number here. */
const PER_MINUTE = 120;
/** Of a form with one button. */
const MAX_BYTES = 1024;

/**
 * Public pages under /tra-cuu/ on which a citizen looks a dossier up, and says how satisfied they are with it: no account, no script. Nothing of a request is
 * logged but faults of ours, because the address of the page holds the code.
 */
export function registerLookupPages(app: FastifyInstance, services: AppServices): void {
  void app.register((scope, _options, done) => {
    scope.addContentTypeParser(
      'application/x-www-form-urlencoded',
      { parseAs: 'string', bodyLimit: MAX_BYTES },
      (_request, body, parsed) => parsed(null, new URLSearchParams(String(body))),
    );
    scope.setErrorHandler((error: FastifyError, request, reply) => sendFailure(error, request, reply));
    registerPages(scope, services);
    done();
  });
}

const address = (request: FastifyRequest): string => request.ip;
const QUIET = {
  schema: { hide: true },
  logLevel: 'error',
  config: { rateLimit: { max: PER_MINUTE, timeWindow: '1 minute', keyGenerator: address } },
} as const;
const FILE = { schema: { hide: true }, logLevel: 'error' } as const;

function registerPages(scope: FastifyInstance, services: AppServices): void {
  scope.get('/tra-cuu', FILE, (_request, reply) => reply.redirect('/tra-cuu/', 308));
  scope.get('/tra-cuu/style.css', FILE, (_request, reply) =>
    reply
      .header('cache-control', 'public, max-age=3600')
      .type('text/css; charset=utf-8')
      .send(LOOKUP_PAGE_CSS),
  );
  scope.get<{ Querystring: { ma?: unknown } }>('/tra-cuu/', QUIET, (request, reply) => {
    const { ma } = request.query;
    if (typeof ma !== 'string') return send(reply, 200, codePage(null));
    const code = readLookupCode(ma);
    return code === null
      ? send(reply, 404, codePage(ma.slice(0, 60)))
      : reply.redirect(`/tra-cuu/${code}`, 303);
  });
  scope.get<{ Params: { code: string } }>('/tra-cuu/:code', QUIET, async (request, reply) => {
    const found = await lookUpDossier(contextOf(services, request), request.params.code);
    return found === null
      ? send(reply, 404, codePage(request.params.code.slice(0, 60)))
      : send(reply, 200, dossierPage(readLookupCode(request.params.code) ?? '', found));
  });
  scope.post<{ Params: { code: string } }>('/tra-cuu/:code', QUIET, async (request, reply) => {
    const rating = readRating(request.body);
    if (rating === null) return send(reply, 400, codePage(null));
    const { code } = request.params;
    await rateDossier(contextOf(services, request), code, rating);
    // What may not be judged now is shown there as it stands, and a code that opens nothing as everywhere.
    return reply
      .header('referrer-policy', 'no-referrer')
      .redirect(`/tra-cuu/${encodeURIComponent(code)}`, 303);
  });
}

const contextOf = ({ db, clock, config }: AppServices, request: FastifyRequest): PublicContext => ({
  ...{ db, config, now: clock.now(), locale: 'vi', requestId: request.id },
});

/** The button that was pressed; null when it is no form of ours. */
function readRating(body: unknown): Rating | null {
  const pressed = body instanceof URLSearchParams ? body.get('danh-gia') : null;
  return RATINGS.find((rating) => rating === pressed) ?? null;
}

const send = (reply: FastifyReply, status: number, page: string): FastifyReply =>
  reply
    .status(status)
    .header('cache-control', 'no-store')
    .header('referrer-policy', 'no-referrer')
    .type('text/html; charset=utf-8')
    .send(page);

/** Whatever goes wrong is told as a page; what the sender got wrong opens nothing. */
function sendFailure(error: FastifyError, request: FastifyRequest, reply: FastifyReply): FastifyReply {
  const status = error.statusCode ?? 500;
  if (status === 429) return send(reply.header('retry-after', '60'), 429, busyPage());
  if (status < 500) return send(reply, status, codePage(''));
  if (!isConnectionLost(error)) request.log.error({ err: error }, 'lookup page failed');
  return send(reply.header('retry-after', '10'), 503, busyPage());
}
