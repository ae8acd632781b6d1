import type { Route } from '@parix/api-contract';
import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';
import { z } from 'zod';
import type { Database, JsonObject } from '../db/schema.ts';
import type { Transaction } from 'kysely';
import { accessOf } from './access-settings.ts';
import { contentDisposition } from './content-disposition.ts';
import { sendStream, type StreamAnswer } from './send-stream.ts';
import { clientOf } from './client.ts';
import type { Context, Db, PublicContext } from './context.ts';
import { createGate, type Gate } from './gate.ts';
import type { FileAnswer } from './handlers.ts';
import type { Limits } from './limits.ts';
import { localeFrom } from './locale.ts';
import { once, requireIdempotencyKey } from './idempotency.ts';
import { authorise, authoriseRole, dependsOnRelation } from './permissions.ts';
import { etagOf, parseIfMatch } from './preconditions.ts';
import { requireSource, type Source } from './request-source.ts';
import { refuseForeignOrigin, requireRecentProof, requireSession } from './request-session.ts';
import { clearSessionCookie, readSessionCookie, setSessionCookie } from './session-cookie.ts';
import type { OpenSession } from './sessions.ts';
import type { AppServices } from './services.ts';
import { readUpload } from './uploads.ts';

export const API_PREFIX = '/api/v1';

/** What every handler looks like once the types of its route are checked (see `Handlers`). */
type AnyHandler = (call: Readonly<Record<string, unknown>>) => Promise<unknown>;
type SignedIn = OpenSession & { readonly secret: string };

declare module 'fastify' {
  interface FastifyRequest {
    parixSession: SignedIn | null;
    parixSource: Source | null;
  }
}

/** Registers every route by name. A route without permission, or without handler, does not boot. */
export function registerRoutes(
  app: FastifyInstance,
  services: AppServices,
  routes: Readonly<Record<string, Route>>,
  handlers: Readonly<Record<string, unknown>>,
  limits: Pick<Limits, 'signInsPerMinute' | 'atOnce'>,
): void {
  app.decorateRequest('parixSession', null);
  app.decorateRequest('parixSource', null);
  const gate = createGate(limits.atOnce);
  for (const [name, route] of Object.entries(routes)) {
    const handler = handlers[name];
    if (typeof handler !== 'function') throw new Error(`route ${name} has no handler`);
    if (!route.permission) throw new Error(`route ${name} has no permission`);
    // Signing in is the one change open to strangers: it is counted apart, and by address.
    const stranger = route.permission === 'public' && route.method !== 'GET';
    const config = stranger ? { rateLimit: { max: limits.signInsPerMinute, keyGenerator: addressOf } } : {};
    registerRoute(app, { services, gate }, name, route, config, handler as AnyHandler);
  }
}

const addressOf = (request: FastifyRequest): string => request.ip;

function registerRoute(
  app: FastifyInstance,
  { services, gate }: { readonly services: AppServices; readonly gate: Gate },
  name: string,
  route: Route,
  config: object,
  handler: AnyHandler,
): void {
  const json = !(route.response instanceof z.ZodUnknown);
  const kind = route.method === 'GET' ? 'read' : 'change';
  app.route({
    method: route.method,
    url: `${API_PREFIX}${route.path}`,
    schema: {
      operationId: name,
      summary: route.summary,
      tags: [route.feature],
      ...(route.params && { params: route.params }),
      ...(route.query && { querystring: route.query }),
      ...(route.body && { body: route.body }),
      ...(json && { response: { 200: route.response } }),
    },
    config,
    // A body that comes slowly waits outside the gate.
    onRequest: (request) => gate.pass(kind, () => admit(services, route, request)),
    handler: (request, reply) => {
      const work = () => answer(services, route, handler, request, reply);
      return route.upload ? work() : gate.pass(kind, work);
    },
  });
}

/** Before the body is read: who is it, and could this role ever do it. */
async function admit(services: AppServices, route: Route, request: FastifyRequest): Promise<void> {
  const { db, config, clock } = services;
  refuseForeignOrigin(request, config.publicUrl);
  if (route.permission === 'public') return;
  if (route.permission === 'dossier-source') {
    request.parixSource = await requireSource(db, request);
    return;
  }
  const session = await requireSession(db, request, config, clock.now(), route);
  request.parixSession = session;
  if (route.permission !== 'signed-in') authoriseRole(session.person, route.permission);
  if (route.stepUp) requireRecentProof(session, clock.now(), accessOf(config));
}

async function answer(
  services: AppServices,
  route: Route,
  handler: AnyHandler,
  request: FastifyRequest,
  reply: FastifyReply,
): Promise<unknown> {
  void reply.header('cache-control', 'no-store');
  const ifMatch = route.ifMatch ? parseIfMatch(request.headers['if-match']) : undefined;
  const key = route.idempotent ? requireIdempotencyKey(headerText(request, 'idempotency-key')) : undefined;
  const file = route.upload ? await readUpload(request) : undefined;
  const run = (db: Db): Promise<unknown> => {
    const call = { ...partsOf(services, request), file, ifMatch, reply: controls(services, reply) };
    return runChecked(services, route, handler, db, request, call);
  };
  const result = key === undefined ? await run(services.db) : await runOnce(services, request, key, run);
  if (isStream(result)) return sendStream(request, reply, result);
  return isFile(result) ? sendFile(reply, result) : result;
}

function partsOf({ config }: AppServices, request: FastifyRequest): Readonly<Record<string, unknown>> {
  const session = request.parixSession;
  return {
    params: request.params,
    query: request.query,
    body: request.body,
    source: request.parixSource ?? undefined,
    session: session ?? { secret: readSessionCookie(request, config.publicUrl) },
    client: clientOf(request),
    ip: request.ip,
  };
}

function controls({ config }: AppServices, reply: FastifyReply) {
  return {
    etag: (version: number) => void reply.header('etag', etagOf(version)),
    startSession: (secret: string) =>
      setSessionCookie(reply, config.publicUrl, secret, accessOf(config).sessionHours),
    endSession: () => clearSessionCookie(reply, config.publicUrl),
  };
}

function runOnce(
  services: AppServices,
  request: FastifyRequest,
  key: string,
  run: (tx: Transaction<Database>) => Promise<unknown>,
): Promise<JsonObject> {
  const accountId = request.parixSession?.person.accountId;
  if (accountId === undefined) throw new Error('an idempotent route needs somebody signed in');
  const route = `${request.method} ${request.url}`;
  return services.db.transaction().execute((tx) =>
    once(tx, { accountId, key, route, body: request.body, now: services.clock.now() }, async () => {
      return (await run(tx)) as JsonObject;
    }),
  );
}

/** Runs the handler and fails closed when it answered without asking for a right that depends on the relation. */
async function runChecked(
  services: AppServices,
  route: Route,
  handler: AnyHandler,
  db: Db,
  request: FastifyRequest,
  call: Readonly<Record<string, unknown>>,
): Promise<unknown> {
  const base: PublicContext = {
    db,
    now: services.clock.now(),
    locale: localeFrom(headerText(request, 'accept-language')),
    requestId: request.id,
    config: services.config,
  };
  const session = request.parixSession;
  if (!session) return handler({ ...call, context: base });
  let asked = false;
  const permit: Context['permit'] = (action, relation) => {
    if (action === route.permission) asked = true;
    authorise(session.person, action, relation);
  };
  const result = await handler({ ...call, context: { ...base, person: session.person, permit } });
  const { permission } = route;
  if (permission === 'public' || permission === 'signed-in' || permission === 'dossier-source' || asked)
    return result;
  if (dependsOnRelation(session.person, permission)) throw new Error(`${permission} was not asked for`);
  return result;
}

function headerText(request: FastifyRequest, name: string): string | undefined {
  const value = request.headers[name];
  return typeof value === 'string' ? value : undefined;
}

const isStream = (value: unknown): value is StreamAnswer =>
  typeof value === 'object' && value !== null && 'open' in value && typeof value.open === 'function';

const isFile = (value: unknown): value is FileAnswer =>
  typeof value === 'object' && value !== null && 'content' in value && value.content instanceof Uint8Array;

function sendFile(reply: FastifyReply, { fileName, contentType, content }: FileAnswer): FastifyReply {
  return reply
    .header('content-disposition', contentDisposition(fileName))
    .type(contentType)
    .send(Buffer.from(content));
}
