import { RATINGS, type Rating } from '@parix/one-stop';
import type { FastifyInstance, RouteShorthandOptions } from 'fastify';
import {
  pageContext,
  QUIET_FILE,
  registerCodePages,
  sendPage,
  sendPageFile,
} from '../../platform/code-pages.ts';
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

/** Public pages under /tra-cuu/ on which a citizen looks a dossier up, and says how satisfied they are with it. */
export function registerLookupPages(app: FastifyInstance, services: AppServices): void {
  const pages = {
    name: 'lookup',
    perMinute: PER_MINUTE,
    maxBytes: MAX_BYTES,
    garbled: () => codePage(''),
    busy: busyPage,
  };
  registerCodePages(app, pages, (scope, quiet) => registerPages(scope, quiet, services));
}

function registerPages(scope: FastifyInstance, quiet: RouteShorthandOptions, services: AppServices): void {
  scope.get('/tra-cuu', QUIET_FILE, (_request, reply) => reply.redirect('/tra-cuu/', 308));
  scope.get('/tra-cuu/style.css', QUIET_FILE, (_request, reply) =>
    sendPageFile(reply, 'text/css', LOOKUP_PAGE_CSS),
  );
  scope.get<{ Querystring: { ma?: unknown } }>('/tra-cuu/', quiet, (request, reply) => {
    const { ma } = request.query;
    if (typeof ma !== 'string') return sendPage(reply, 200, codePage(null));
    const code = readLookupCode(ma);
    return code === null
      ? sendPage(reply, 404, codePage(ma.slice(0, 60)))
      : reply.redirect(`/tra-cuu/${code}`, 303);
  });
  scope.get<{ Params: { code: string } }>('/tra-cuu/:code', quiet, async (request, reply) => {
    const found = await lookUpDossier(pageContext(services, request), request.params.code);
    return found === null
      ? sendPage(reply, 404, codePage(request.params.code.slice(0, 60)))
      : sendPage(reply, 200, dossierPage(readLookupCode(request.params.code) ?? '', found));
  });
  scope.post<{ Params: { code: string } }>('/tra-cuu/:code', quiet, async (request, reply) => {
    const rating = readRating(request.body);
    if (rating === null) return sendPage(reply, 400, codePage(null));
    const { code } = request.params;
    await rateDossier(pageContext(services, request), code, rating);
    // What may not be judged now is shown there as it stands, and a code that opens nothing as everywhere.
    return reply
      .header('referrer-policy', 'no-referrer')
      .redirect(`/tra-cuu/${encodeURIComponent(code)}`, 303);
  });
}

/** The button that was pressed; null when it is no form of ours. */
function readRating(body: unknown): Rating | null {
  const pressed = body instanceof URLSearchParams ? body.get('danh-gia') : null;
  return RATINGS.find((rating) => rating === pressed) ?? null;
}
