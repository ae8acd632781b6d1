import { randomBytes } from 'node:crypto';
import type { FastifyError, FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';
import type { PublicContext } from '../../platform/context.ts';
import { isConnectionLost } from '../../platform/postgres/connection-lost.ts';
import type { AppServices } from '../../platform/services.ts';
import { isSecure } from '../../platform/session-cookie.ts';
import { ANSWER_PAGE_CSS } from './answer-page-style.ts';
import { ANSWER_PAGE_SCRIPT } from './answer-page-script.ts';
import { answerPage, codePage, type Said, saidPage } from './answer-page.ts';
import { loadAnswerForm } from './answer-form.service.ts';
import { readCode } from './survey-code.ts';
import { type CodeStanding, standingOfCode, takeAnswer } from './take-answer.service.ts';

/** A whole meeting room may answer from one address; guessing a code takes 2^37 tries whatever the number here. */
const PER_MINUTE = 600;
/** A form of sixty questions is some two thousand bytes. */
const MAX_BYTES = 32 * 1024;
const COOKIE = 'ks';
const TOKEN = /^[\w-]{16,100}$/;
/** The device knows its own answer again for so long, in seconds. */
const REMEMBERED = 7 * 24 * 3600;

/**
 * Public pages under /ks/ on which a respondent answers with a one-time code: no account, no script needed. Nothing of
 * a request is logged but faults of ours, because the address of the page holds the code.
 */
export function registerSurveyPages(app: FastifyInstance, services: AppServices): void {
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
  scope.get('/ks', FILE, (_request, reply) => reply.redirect('/ks/', 308));
  scope.get<{ Querystring: { ma?: unknown } }>('/ks/', QUIET, (request, reply) => {
    const { ma } = request.query;
    if (typeof ma !== 'string') return send(reply, 200, codePage(null));
    const code = readCode(ma);
    return code === null ? send(reply, 404, codePage(ma.slice(0, 40))) : reply.redirect(`/ks/${code}`, 303);
  });
  scope.get('/ks/style.css', FILE, (_request, reply) => sendFile(reply, 'text/css', ANSWER_PAGE_CSS));
  scope.get('/ks/draft.js', FILE, (_request, reply) =>
    sendFile(reply, 'text/javascript', ANSWER_PAGE_SCRIPT),
  );
  scope.get<{ Params: { code: string } }>('/ks/:code', QUIET, (request, reply) =>
    showForm(services, request, reply, request.params.code),
  );
  scope.post<{ Params: { code: string } }>('/ks/:code', QUIET, (request, reply) =>
    takeForm(services, request, reply, request.params.code),
  );
}

const contextOf = ({ db, clock, config }: AppServices, request: FastifyRequest): PublicContext => ({
  ...{ db, config, now: clock.now(), locale: 'vi', requestId: request.id },
});

/** The token that this device has for this code, where it has been here before. */
function tokenOf(request: FastifyRequest): string | null {
  const token = request.cookies[COOKIE];
  return token !== undefined && TOKEN.test(token) ? token : null;
}

async function showForm(
  services: AppServices,
  request: FastifyRequest,
  reply: FastifyReply,
  typed: string,
): Promise<FastifyReply> {
  const context = contextOf(services, request);
  const known = tokenOf(request);
  const standing = await standingOfCode(context, typed, { token: known, late: false });
  if (standing.is !== 'good') return send(reply, STATUS[standing.is], saidPage(saidOf(standing)));
  const form = await loadAnswerForm(context.db, standing);
  const token = known ?? randomBytes(24).toString('base64url');
  const code = readCode(typed) ?? '';
  void reply.setCookie(COOKIE, token, {
    ...{ path: `/ks/${code}`, httpOnly: true, sameSite: 'lax', maxAge: REMEMBERED },
    secure: isSecure(services.config.publicUrl),
  });
  return send(reply, 200, answerPage({ ...form, code, token, chosen: {}, faults: new Map() }));
}

async function takeForm(
  services: AppServices,
  request: FastifyRequest,
  reply: FastifyReply,
  typed: string,
): Promise<FastifyReply> {
  const context = contextOf(services, request);
  const sent = readForm(request.body);
  if (sent === null) return send(reply, 400, saidPage({ is: 'garbled' }));
  const taken = await takeAnswer(context, { ...sent, code: typed, enteredBy: null });
  if (taken.is === 'taken' || taken.is === 'received') return send(reply, 200, saidPage({ is: 'received' }));
  if (taken.is === 'refused') {
    const { standing } = taken;
    return send(reply, STATUS[standing.is], saidPage(saidOf(standing)));
  }
  const form = await loadAnswerForm(context.db, taken.standing);
  const code = readCode(typed) ?? '';
  const page = { ...form, questionnaire: taken.questionnaire, code, token: sent.token };
  return send(reply, 422, answerPage({ ...page, chosen: sent.choices, faults: taken.faults }));
}

/** Fields `q.<question>` beside the token and the version; null when it is no form of ours. */
function readForm(body: unknown) {
  if (!(body instanceof URLSearchParams)) return null;
  const token = body.get('token') ?? '';
  const version = Number(body.get('version'));
  if (!TOKEN.test(token) || !Number.isSafeInteger(version) || version < 1) return null;
  const choices = Object.fromEntries(
    [...body].flatMap(([name, value]) => (name.startsWith('q.') ? [[name.slice(2), value]] : [])),
  ) as Readonly<Record<string, string>>;
  return { token, questionnaireVersion: version, choices };
}

const STATUS: Readonly<Record<Exclude<CodeStanding['is'], 'good'>, number>> = {
  received: 200,
  unknown: 404,
  void: 410,
  cancelled: 410,
  used: 409,
  'not-open': 403,
  closed: 410,
};

function saidOf(standing: Exclude<CodeStanding, { is: 'good' }>): Said {
  if (standing.is === 'not-open') return { is: 'not-open', opensAt: standing.survey.opensAt };
  return { is: standing.is };
}

const send = (reply: FastifyReply, status: number, page: string): FastifyReply =>
  reply
    .status(status)
    .header('cache-control', 'no-store')
    .header('referrer-policy', 'no-referrer')
    .type('text/html; charset=utf-8')
    .send(page);

const sendFile = (reply: FastifyReply, type: string, text: string): FastifyReply =>
  reply.header('cache-control', 'public, max-age=3600').type(`${type}; charset=utf-8`).send(text);

/** Whatever goes wrong is told as a page: the answer is still on the device. */
function sendFailure(error: FastifyError, request: FastifyRequest, reply: FastifyReply): FastifyReply {
  const status = error.statusCode ?? 500;
  if (status === 429) return send(reply.header('retry-after', '60'), 429, saidPage({ is: 'busy' }));
  if (status < 500) return send(reply, status, saidPage({ is: 'garbled' }));
  // A database that is away for a moment is no fault of ours, and everybody is told to come back.
  if (!isConnectionLost(error)) request.log.error({ err: error }, 'survey page failed');
  return send(reply.header('retry-after', '10'), 503, saidPage({ is: 'busy' }));
}
