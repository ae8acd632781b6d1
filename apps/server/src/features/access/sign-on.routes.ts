import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';
import { z } from 'zod';
import { accessOf } from '../../platform/access-settings.ts';
import { recordAudit } from '../../platform/audit-log.ts';
import { clientOf } from '../../platform/client.ts';
import type { PublicContext } from '../../platform/context.ts';
import { localeFrom } from '../../platform/locale.ts';
import { Refusal } from '../../platform/refusal.ts';
import type { AppServices } from '../../platform/services.ts';
import { isSecure, readSessionCookie, setSessionCookie } from '../../platform/session-cookie.ts';
import { findSession, type OpenSession } from '../../platform/sessions.ts';
import type { SignOnSettings } from '../../platform/sign-on-settings.ts';
import { redeemSignOn, signOnAddress } from './sign-on-client.ts';
import { pageOfThisSite, readSignOnState, SIGN_ON_MINUTES, writeSignOnState } from './sign-on-state.ts';
import { confirmBySignOn, signInBySignOn, SignOnRefused } from './sign-on.service.ts';
import { SIGN_ON_CALLBACK, SIGN_ON_START } from './sign-in-ways.ts';

const cookieName = (publicUrl: string): string =>
  isSecure(publicUrl) ? '__Host-parix-sign-on' : 'parix-sign-on';

const startQuery = z.object({
  next: z.string().max(2000).optional().catch(undefined),
  again: z.enum(['1']).optional().catch(undefined),
});

/**
 * Single sign-on happens by the browser going there and back, so that these two are pages and not operations of the
 * API. They do not exist where none is configured.
 */
export function registerSignOn(
  app: FastifyInstance,
  services: AppServices,
  { signInsPerMinute }: { readonly signInsPerMinute: number },
): void {
  const { signOn } = services.config;
  if (!signOn) return;
  const config = {
    rateLimit: { max: signInsPerMinute, keyGenerator: (request: FastifyRequest) => request.ip },
  };
  const hide = { hide: true };
  app.get(SIGN_ON_START, { config, schema: hide }, (request, reply) =>
    start(services, signOn, request, reply),
  );
  app.get(SIGN_ON_CALLBACK, { config, schema: hide }, (request, reply) =>
    comeBack(services, signOn, request, reply),
  );
}

async function start(
  services: AppServices,
  settings: SignOnSettings,
  request: FastifyRequest,
  reply: FastifyReply,
): Promise<FastifyReply> {
  const { config, clock } = services;
  const { next, again } = startQuery.parse(request.query);
  const session = again === undefined ? undefined : await sessionOf(services, request);
  const now = clock.now();
  try {
    const { url, checks } = await signOnAddress(
      { settings, publicUrl: config.publicUrl, now },
      session !== undefined,
    );
    const state = {
      ...checks,
      next: pageOfThisSite(next),
      again: session !== undefined,
      sessionId: session?.id ?? null,
      expiresAt: now.getTime() + SIGN_ON_MINUTES * 60_000,
    };
    setStateCookie(reply, config.publicUrl, writeSignOnState(config, state));
    return await leave(reply, url.href);
  } catch (error) {
    request.log.warn({ err: error }, 'the single sign-on service does not answer');
    return leave(reply, '/sign-in?problem=unreachable');
  }
}

async function comeBack(
  services: AppServices,
  settings: SignOnSettings,
  request: FastifyRequest,
  reply: FastifyReply,
): Promise<FastifyReply> {
  const { config, clock } = services;
  const context = contextOf(services, request);
  const kept = readSignOnState(config, request.cookies[cookieName(config.publicUrl)], clock.now());
  // It is good for one answer, right or wrong.
  clearStateCookie(reply, config.publicUrl);
  try {
    if (!kept) throw new SignOnRefused('failed');
    if (isCancelled(request)) throw new SignOnRefused('cancelled');
    const asked = { settings, publicUrl: config.publicUrl, now: context.now };
    const claims = await redeemSignOn(asked, queryOf(request), kept);
    const secret = kept.again
      ? await confirmBySignOn(context, settings, claims, await sameSession(services, request, kept.sessionId))
      : await signInBySignOn(context, settings, claims, {
          client: clientOf(request),
          ip: request.ip,
          formerSecret: readSessionCookie(request, config.publicUrl),
        });
    setSessionCookie(reply, config.publicUrl, secret, accessOf(config).sessionHours);
    return await leave(reply, kept.next);
  } catch (error) {
    return leave(reply, `/sign-in?problem=${await problemOf(context, request, error)}`);
  }
}

async function problemOf(context: PublicContext, request: FastifyRequest, error: unknown): Promise<string> {
  if (error instanceof Refusal && error.code === 'account-dormant') return 'dormant';
  const refused = error instanceof SignOnRefused ? error : new SignOnRefused('failed');
  request.log.warn({ err: error, problem: refused.problem }, 'single sign-on refused');
  await recordAudit(
    context.db,
    { ...context, person: null },
    {
      action: 'sign-on.refused',
      subject: `account:${refused.accountId ?? 'unknown'}`,
      detail: { problem: refused.problem },
    },
  );
  return refused.problem;
}

function contextOf({ db, clock, config }: AppServices, request: FastifyRequest): PublicContext {
  const locale = localeFrom(request.headers['accept-language']);
  return { db, now: clock.now(), config, locale, requestId: request.id };
}

function sessionOf(
  { db, clock, config }: AppServices,
  request: FastifyRequest,
): Promise<OpenSession | undefined> {
  const secret = readSessionCookie(request, config.publicUrl);
  return secret === undefined
    ? Promise.resolve(undefined)
    : findSession(db, secret, clock.now(), accessOf(config));
}

/** The session that asked, still there: what was proved for one is worth nothing in another. */
async function sameSession(
  services: AppServices,
  request: FastifyRequest,
  id: string | null,
): Promise<OpenSession> {
  const session = await sessionOf(services, request);
  if (!session || session.id !== id) throw new SignOnRefused('failed');
  return session;
}

const queryOf = (request: FastifyRequest): string => {
  const at = request.url.indexOf('?');
  return at === -1 ? '' : request.url.slice(at);
};

const isCancelled = (request: FastifyRequest): boolean =>
  new URLSearchParams(queryOf(request)).get('error') === 'access_denied';

const leave = (reply: FastifyReply, to: string): FastifyReply =>
  reply.header('cache-control', 'no-store').redirect(to, 303);

function setStateCookie(reply: FastifyReply, publicUrl: string, value: string): void {
  const maxAge = SIGN_ON_MINUTES * 60;
  void reply.setCookie(cookieName(publicUrl), value, { ...cookieRules(publicUrl), maxAge });
}

function clearStateCookie(reply: FastifyReply, publicUrl: string): void {
  void reply.clearCookie(cookieName(publicUrl), cookieRules(publicUrl));
}

/** Lax: the way back from the service is a link from another site, and must bring it along. */
const cookieRules = (publicUrl: string) =>
  ({ path: '/', httpOnly: true, secure: isSecure(publicUrl), sameSite: 'lax' }) as const;
