import { randomBytes } from 'node:crypto';
import type { FastifyInstance, FastifyReply, FastifyRequest, RouteShorthandOptions } from 'fastify';
import {
  pageContext,
  QUIET_FILE,
  registerCodePages,
  sendPage,
  sendPageFile,
} from '../../platform/code-pages.ts';
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

/** Public pages under /ks/ on which a respondent answers with a one-time code. */
export function registerSurveyPages(app: FastifyInstance, services: AppServices): void {
  const pages = {
    name: 'survey',
    perMinute: PER_MINUTE,
    maxBytes: MAX_BYTES,
    // The answer is still on the device.
    garbled: () => saidPage({ is: 'garbled' }),
    busy: () => saidPage({ is: 'busy' }),
  };
  registerCodePages(app, pages, (scope, quiet) => registerPages(scope, quiet, services));
}

function registerPages(scope: FastifyInstance, quiet: RouteShorthandOptions, services: AppServices): void {
  scope.get('/ks', QUIET_FILE, (_request, reply) => reply.redirect('/ks/', 308));
  scope.get<{ Querystring: { ma?: unknown } }>('/ks/', quiet, (request, reply) => {
    const { ma } = request.query;
    if (typeof ma !== 'string') return sendPage(reply, 200, codePage(null));
    const code = readCode(ma);
    return code === null
      ? sendPage(reply, 404, codePage(ma.slice(0, 40)))
      : reply.redirect(`/ks/${code}`, 303);
  });
  scope.get('/ks/style.css', QUIET_FILE, (_request, reply) =>
    sendPageFile(reply, 'text/css', ANSWER_PAGE_CSS),
  );
  scope.get('/ks/draft.js', QUIET_FILE, (_request, reply) =>
    sendPageFile(reply, 'text/javascript', ANSWER_PAGE_SCRIPT),
  );
  scope.get<{ Params: { code: string } }>('/ks/:code', quiet, (request, reply) =>
    showForm(services, request, reply, request.params.code),
  );
  scope.post<{ Params: { code: string } }>('/ks/:code', quiet, (request, reply) =>
    takeForm(services, request, reply, request.params.code),
  );
}

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
  const context = pageContext(services, request);
  const known = tokenOf(request);
  const standing = await standingOfCode(context, typed, { token: known, late: false });
  if (standing.is !== 'good') return sendPage(reply, STATUS[standing.is], saidPage(saidOf(standing)));
  const form = await loadAnswerForm(context.db, standing);
  const token = known ?? randomBytes(24).toString('base64url');
  const code = readCode(typed) ?? '';
  void reply.setCookie(COOKIE, token, {
    ...{ path: `/ks/${code}`, httpOnly: true, sameSite: 'lax', maxAge: REMEMBERED },
    secure: isSecure(services.config.publicUrl),
  });
  return sendPage(reply, 200, answerPage({ ...form, code, token, chosen: {}, faults: new Map() }));
}

async function takeForm(
  services: AppServices,
  request: FastifyRequest,
  reply: FastifyReply,
  typed: string,
): Promise<FastifyReply> {
  const context = pageContext(services, request);
  const sent = readForm(request.body);
  if (sent === null) return sendPage(reply, 400, saidPage({ is: 'garbled' }));
  const taken = await takeAnswer(context, { ...sent, code: typed, enteredBy: null });
  if (taken.is === 'taken' || taken.is === 'received')
    return sendPage(reply, 200, saidPage({ is: 'received' }));
  if (taken.is === 'refused') {
    const { standing } = taken;
    return sendPage(reply, STATUS[standing.is], saidPage(saidOf(standing)));
  }
  const form = await loadAnswerForm(context.db, taken.standing);
  const code = readCode(typed) ?? '';
  const page = { ...form, questionnaire: taken.questionnaire, code, token: sent.token };
  return sendPage(reply, 422, answerPage({ ...page, chosen: sent.choices, faults: taken.faults }));
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
