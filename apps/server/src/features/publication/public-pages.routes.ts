import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';
import type { Row } from '../../db/schema.ts';
import type { PublicContext } from '../../platform/context.ts';
import { sendProblem } from '../../platform/error-handler.ts';
import type { AppServices } from '../../platform/services.ts';
import { evidenceStore } from '../evidence/evidence-store.read-model.ts';
import { readLogFile } from './log-files.ts';
import { findFile, publicVersions } from './publication.queries.ts';
import { catalogueText } from './public-catalogue.ts';
import { feedText } from './public-feed.ts';
import { publicListPage } from './public-list-page.ts';
import { contentOf, deflatedOf, gzipOf, type StoredFile } from './published-files.ts';
import { replacedPage } from './replaced-page.ts';
import { loadLogKey } from './signing-key.ts';
import { zipOfRows } from './zip-of-rows.ts';

const TYPES: Readonly<Record<string, string>> = {
  html: 'text/html; charset=utf-8',
  css: 'text/css; charset=utf-8',
  json: 'application/json; charset=utf-8',
  jsonld: 'application/ld+json; charset=utf-8',
  csv: 'text/csv; charset=utf-8',
  xlsx: 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet',
  yaml: 'application/yaml; charset=utf-8',
  txt: 'text/plain; charset=utf-8',
  svg: 'image/svg+xml',
  zip: 'application/zip',
};
const HIDDEN = { schema: { hide: true } } as const;
const A_MINUTE = 'public, max-age=60';
const FOREVER = 'public, max-age=31536000, immutable';

/** Published rounds and the log, for anybody: static files with strong ETags that any cache may carry. */
export function registerPublicPages(app: FastifyInstance, services: AppServices): void {
  const contextOf = (request: FastifyRequest): PublicContext => {
    const { db, clock, config } = services;
    return { db, config, now: clock.now(), locale: 'vi', requestId: request.id };
  };
  app.get('/cong-bo', HIDDEN, (_request, reply) => reply.redirect('/cong-bo/', 308));
  app.get('/cong-bo/', HIDDEN, async (request, reply) =>
    sendMade(reply, TYPES['html'], await publicListPage(contextOf(request))),
  );
  app.get('/cong-bo/feed.xml', HIDDEN, async (request, reply) =>
    sendMade(open(reply), 'application/atom+xml; charset=utf-8', await feedText(contextOf(request))),
  );
  app.get('/cong-bo/catalog.jsonld', HIDDEN, async (request, reply) =>
    sendMade(open(reply), TYPES['jsonld'], await catalogueText(contextOf(request))),
  );
  app.get<{ Params: { round: string } }>('/cong-bo/:round', HIDDEN, (request, reply) =>
    reply.redirect(`/cong-bo/${encodeURIComponent(request.params.round)}/`, 308),
  );
  app.get<{ Params: { round: string; '*': string } }>('/cong-bo/:round/*', HIDDEN, (request, reply) =>
    sendFromRound(contextOf(request), request, reply, request.params.round, request.params['*']),
  );
  app.get<{ Params: { '*': string } }>('/log/*', HIDDEN, (request, reply) =>
    sendLogFile(services, request, reply, request.params['*']),
  );
}

const sendMade = (reply: FastifyReply, type: string | undefined, text: string): FastifyReply =>
  reply
    .header('cache-control', A_MINUTE)
    .type(type ?? 'text/plain')
    .send(text);

type Version = Row<'publication'>;

/** `<path>` is the standing publication's, `lan-<n>/<path>` that of an earlier one, `<id>.zip` the whole of either. */
async function sendFromRound(
  context: PublicContext,
  request: FastifyRequest,
  reply: FastifyReply,
  roundId: string,
  path: string,
): Promise<FastifyReply> {
  const versions = await publicVersions(context.db, roundId, context.now);
  const archive = versions.find(({ id }) => path === `${id}.zip`);
  if (archive) return sendArchive(context, request, reply, archive);
  const [, sequence, below = path] = /^lan-(\d{1,6})\/(.*)$/.exec(path) ?? [];
  if (sequence === undefined && /^lan-\d{1,6}$/.test(path)) return reply.redirect(`${path}/`, 308);
  const version =
    sequence === undefined ? versions[0] : versions.find((each) => each.sequence === Number(sequence));
  const name = below === '' || below.endsWith('/') ? `${below}index.html` : below;
  const file = version && (await findFile(context.db, version.id, name));
  if (!version || !file) return sendProblem(request, reply, 'not-found');
  const next = versions.find((each) => each.sequence === version.sequence + 1);
  if (next && name.endsWith('.html'))
    return sendReplaced(context, request, reply, { file, version, next, depth: name.split('/').length - 1 });
  return sendFile(context, request, reply, name, file);
}

/** A file as it was published: deflated once and for all, so that most answers are passed on as they lie. */
async function sendFile(
  context: PublicContext,
  request: FastifyRequest,
  reply: FastifyReply,
  path: string,
  file: StoredFile,
): Promise<FastifyReply> {
  const zipped = file.archiveSha256 !== null && acceptsGzip(request);
  const tag = zipped ? `${file.sha256}-gz` : file.sha256;
  // A correction replaces the round's pages, so caches ask again after a minute.
  void open(reply)
    .header('cache-control', A_MINUTE)
    .header('etag', `"${tag}"`)
    .header('vary', 'accept-encoding');
  if (isFresh(request, tag)) return reply.status(304).send();
  void reply.type(TYPES[path.split('.').at(-1) ?? ''] ?? 'application/octet-stream');
  if (!zipped) return reply.send(await contentOf(context, file));
  return reply.header('content-encoding', 'gzip').send(gzipOf(await deflatedOf(context, file), file));
}

/** A page of a replaced publication says so; its bytes in the zip are those that were published. */
async function sendReplaced(
  context: PublicContext,
  request: FastifyRequest,
  reply: FastifyReply,
  page: {
    readonly file: StoredFile;
    readonly version: Version;
    readonly next: Version;
    readonly depth: number;
  },
): Promise<FastifyReply> {
  const tag = `${page.file.sha256}-${page.next.id}`;
  void open(reply).header('cache-control', A_MINUTE).header('etag', `"${tag}"`);
  if (isFresh(request, tag)) return reply.status(304).send();
  const html = (await contentOf(context, page.file)).toString('utf8');
  return reply.type('text/html; charset=utf-8').send(replacedPage(html, page));
}

async function sendArchive(
  context: PublicContext,
  request: FastifyRequest,
  reply: FastifyReply,
  version: Version,
): Promise<FastifyReply> {
  const tag = `zip-${version.archiveSha256 ?? version.manifestHash}`;
  void open(reply).header('etag', `"${tag}"`).header('cache-control', FOREVER);
  if (isFresh(request, tag)) return reply.status(304).send();
  void reply
    .header('content-disposition', `attachment; filename="${version.id}.zip"`)
    .type('application/zip');
  const { archiveSha256, archiveSize } = version;
  if (archiveSha256 === null || archiveSize === null) return reply.send(await zipOfRows(context, version.id));
  const stream = await evidenceStore(context.config).open(archiveSha256);
  if (!stream) throw new Error(`the archive of ${version.id} is not in the file store`);
  return reply.header('content-length', archiveSize).send(stream);
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
    .header('cache-control', file.final ? FOREVER : 'public, max-age=3600')
    .type('application/octet-stream')
    .send(Buffer.from(file.bytes));
}

const sendText = (reply: FastifyReply, text: string): FastifyReply =>
  open(reply).header('cache-control', 'no-cache').type('text/plain; charset=utf-8').send(text);

const acceptsGzip = (request: FastifyRequest): boolean =>
  /\bgzip\b(?!\s*;\s*q=0(?:\.0*)?(?:,|$))/.test(String(request.headers['accept-encoding'] ?? ''));

const isFresh = (request: FastifyRequest, tag: string): boolean =>
  (request.headers['if-none-match'] ?? '')
    .split(',')
    .some((given) => given.trim().replace(/^W\//, '') === `"${tag}"`);

/** Open data: any page may read it. */
const open = (reply: FastifyReply): FastifyReply =>
  reply.header('access-control-allow-origin', '*').header('cross-origin-resource-policy', 'cross-origin');
