import { zipFiles } from '@parix/publication';
import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';
import { sendProblem } from '../../platform/error-handler.ts';
import type { AppServices } from '../../platform/services.ts';
import { readLogFile } from './log-files.ts';
import { filesOfPublication, findPublication, findPublishedFile } from './publication.queries.ts';
import { publicListPage } from './public-list-page.ts';
import { loadLogKey } from './signing-key.ts';

const TYPES: Readonly<Record<string, string>> = {
  html: 'text/html; charset=utf-8',
  css: 'text/css; charset=utf-8',
  json: 'application/json; charset=utf-8',
  csv: 'text/csv; charset=utf-8',
  yaml: 'application/yaml; charset=utf-8',
  txt: 'text/plain; charset=utf-8',
  svg: 'image/svg+xml',
  zip: 'application/zip',
};
const HIDDEN = { schema: { hide: true } } as const;

/** Published rounds and the log, for anybody: static files with strong ETags that any cache may carry. */
export function registerPublicPages(app: FastifyInstance, services: AppServices): void {
  app.get('/cong-bo', HIDDEN, (_request, reply) => reply.redirect('/cong-bo/', 308));
  app.get('/cong-bo/', HIDDEN, async (request, reply) => {
    const { db, clock, config } = services;
    const page = await publicListPage({ db, config, now: clock.now(), locale: 'vi', requestId: request.id });
    return reply.header('cache-control', 'public, max-age=60').type('text/html; charset=utf-8').send(page);
  });
  app.get<{ Params: { round: string } }>('/cong-bo/:round', HIDDEN, (request, reply) =>
    reply.redirect(`/cong-bo/${encodeURIComponent(request.params.round)}/`, 308),
  );
  app.get<{ Params: { round: string; '*': string } }>('/cong-bo/:round/*', HIDDEN, (request, reply) => {
    const { round, '*': path } = request.params;
    const archive = /^([^/]+)\.zip$/.exec(path)?.[1];
    if (archive !== undefined) return sendArchive(services, request, reply, round, archive);
    return sendPublished(
      services,
      request,
      reply,
      round,
      path === '' || path.endsWith('/') ? `${path}index.html` : path,
    );
  });
  app.get<{ Params: { '*': string } }>('/log/*', HIDDEN, (request, reply) =>
    sendLogFile(services, request, reply, request.params['*']),
  );
}

async function sendPublished(
  { db }: AppServices,
  request: FastifyRequest,
  reply: FastifyReply,
  round: string,
  path: string,
): Promise<FastifyReply> {
  const file = await findPublishedFile(db, round, path);
  if (!file) return sendProblem(request, reply, 'not-found');
  // A correction replaces the round's pages, so caches ask again after a minute.
  return sendBytes(request, reply, {
    path,
    tag: file.sha256,
    cache: 'public, max-age=60',
    bytes: file.content,
  });
}

async function sendArchive(
  { db }: AppServices,
  request: FastifyRequest,
  reply: FastifyReply,
  round: string,
  id: string,
): Promise<FastifyReply> {
  const publication = await findPublication(db, id);
  if (publication?.roundId !== round) return sendProblem(request, reply, 'not-found');
  const path = `${id}.zip`;
  const tag = `zip-${publication.manifestHash}`;
  const forever = 'public, max-age=31536000, immutable';
  if (isFresh(request, tag)) return reply.status(304).header('etag', `"${tag}"`).send();
  const bytes = zipFiles(await filesOfPublication(db, id));
  void reply.header('content-disposition', `attachment; filename="${path}"`);
  return sendBytes(request, reply, { path, tag, cache: forever, bytes });
}

async function sendLogFile(
  { db, config }: AppServices,
  request: FastifyRequest,
  reply: FastifyReply,
  path: string,
): Promise<FastifyReply> {
  if (path === 'verifier-key.txt') return sendText(reply, `${loadLogKey(config).signer.vkey}\n`);
  const file = await readLogFile(db, path);
  if (!file) return sendProblem(request, reply, 'not-found');
  if (file.isText) return sendText(reply, Buffer.from(file.bytes).toString('utf8'));
  return open(reply)
    .header('cache-control', file.final ? 'public, max-age=31536000, immutable' : 'public, max-age=3600')
    .type('application/octet-stream')
    .send(Buffer.from(file.bytes));
}

const sendText = (reply: FastifyReply, text: string): FastifyReply =>
  open(reply).header('cache-control', 'no-cache').type('text/plain; charset=utf-8').send(text);

interface Bytes {
  readonly path: string;
  readonly tag: string;
  readonly cache: string;
  readonly bytes: Uint8Array;
}

function sendBytes(
  request: FastifyRequest,
  reply: FastifyReply,
  { path, tag, cache, bytes }: Bytes,
): FastifyReply {
  void open(reply).header('etag', `"${tag}"`).header('cache-control', cache);
  if (isFresh(request, tag)) return reply.status(304).send();
  const extension = path.split('.').at(-1) ?? '';
  return reply.type(TYPES[extension] ?? 'application/octet-stream').send(Buffer.from(bytes));
}

const isFresh = (request: FastifyRequest, tag: string): boolean =>
  (request.headers['if-none-match'] ?? '')
    .split(',')
    .some((given) => given.trim().replace(/^W\//, '') === `"${tag}"`);

/** Open data: any page may read it. */
const open = (reply: FastifyReply): FastifyReply =>
  reply.header('access-control-allow-origin', '*').header('cross-origin-resource-policy', 'cross-origin');
