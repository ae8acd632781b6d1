import { mkdirSync } from 'node:fs';
import type { IncomingMessage } from 'node:http';
import { join } from 'node:path';
import { DEFAULT_LIMITS } from '@parix/file-inspection';
import { FileStore } from '@tus/file-store';
import { Server } from '@tus/server';
import type { FastifyBaseLogger, FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';
import { mightEver } from '@parix/workflow';
import { type Locale, localeFrom } from '../../platform/locale.ts';
import type { Person } from '../../platform/person.ts';
import { problemOf } from '../../platform/problem.ts';
import { Refusal, refuse } from '../../platform/refusal.ts';
import { API_PREFIX } from '../../platform/register-routes.ts';
import { refuseForeignOrigin, requireSession } from '../../platform/request-session.ts';
import { policyText } from '../../platform/security-headers.ts';
import type { AppServices } from '../../platform/services.ts';
import { findingWords, finishUpload } from './finish-upload.service.ts';
import { requireRoomAhead } from './library-room.service.ts';
import { isUploadOf, newUploadId, uploadFolder } from './uploads.service.ts';

const PATH = `${API_PREFIX}/uploads`;
const DAY_MS = 24 * 3_600_000;
/** One of these rights is needed here: a document, a signed report, the decision behind a group or a photo may follow. */
export const UPLOAD_PERMISSIONS = [
  'evidence.edit',
  'submission.attach',
  'appraisal-groups.manage',
  'inspections.fill',
] as const;

/** In the form in which the upload server takes a refusal. */
class UploadRefused extends Error {
  readonly status_code: number;
  readonly body: string;
  constructor(status: number, body: string) {
    super(body);
    this.status_code = status;
    this.body = body;
  }
}

function refusedUpload({ code, detail }: Refusal, locale: Locale): UploadRefused {
  const problem = problemOf(code, detail, locale, '');
  return new UploadRefused(problem.status, JSON.stringify(problem));
}

/**
 * Resumable uploads (tus 1.0). A file arrives in pieces over whatever network there is; after its last byte it is
 * inspected, and only then may a document name it. People see their own uploads only.
 */
export function registerUploads(app: FastifyInstance, services: AppServices): void {
  const { config } = services;
  mkdirSync(uploadFolder(config), { recursive: true, mode: 0o700 });
  const people = new WeakMap<IncomingMessage, Person>();
  const loggers = new WeakMap<IncomingMessage, FastifyBaseLogger>();
  const personOf = (request: Request): Person => {
    const person = people.get(rawOf(request));
    if (!person) throw new Error('an upload without a person');
    return person;
  };
  const tus = new Server({
    path: PATH,
    relativeLocation: true,
    maxSize: DEFAULT_LIMITS.bytes,
    // No page but ours may read the answers.
    allowedOrigins: [new URL(config.publicUrl).origin],
    onResponseError: (request, error) => {
      if ('status_code' in error) return undefined;
      // Words of the fault are for the log; the upload server would send them.
      loggers.get(rawOf(request))?.error({ err: error }, 'upload failed');
      const locale = localeFrom(request.headers.get('accept-language') ?? undefined);
      return { status_code: 500, body: JSON.stringify(problemOf('internal', {}, locale, '')) };
    },
    datastore: new FileStore({ directory: uploadFolder(config), expirationPeriodInMilliseconds: DAY_MS }),
    namingFunction: (request) => newUploadId(personOf(request).accountId),
    onIncomingRequest: async (request, uploadId) => {
      const { accountId } = personOf(request);
      // A new upload has just been named by us; another person's is as good as none.
      if (!isUploadOf(accountId, uploadId)) throw new UploadRefused(404, 'Not found\n');
    },
    onUploadCreate: async (request, upload) => {
      const { unitId } = personOf(request);
      // Room is asked for by those who fill a library; a signed report is taken however full it is.
      if (unitId === null || upload.metadata?.['purpose'] !== 'evidence') return {};
      const locale = localeFrom(request.headers.get('accept-language') ?? undefined);
      try {
        await requireRoomAhead({ ...services, locale }, unitId, upload.size ?? 0);
      } catch (error) {
        throw error instanceof Refusal ? refusedUpload(error, locale) : error;
      }
      return {};
    },
    onUploadFinish: async (request, upload) => {
      const { accountId } = personOf(request);
      const finished = await finishUpload(
        { ...services, now: services.clock.now() },
        {
          uploadId: upload.id,
          accountId,
          path: join(uploadFolder(config), upload.id),
          fileName: upload.metadata?.['filename'] ?? '',
        },
      );
      if (finished.sha256 !== null) return {};
      const locale = localeFrom(request.headers.get('accept-language') ?? undefined);
      const errors = findingWords(finished.findings, locale);
      throw refusedUpload(new Refusal('file-refused', { errors }), locale);
    },
  });
  void app.register((scope, _options, done) => {
    // The bytes are read by the upload server itself, piece by piece.
    scope.removeAllContentTypeParsers();
    scope.addContentTypeParser('*', (_request, _payload, parsed) => parsed(null));
    scope.route({
      method: ['POST', 'HEAD', 'PATCH', 'DELETE', 'OPTIONS'],
      url: PATH,
      schema: { hide: true },
      onRequest: (request) => admit(request),
      handler: pass,
    });
    scope.route({
      method: ['HEAD', 'PATCH', 'DELETE'],
      url: `${PATH}/:uploadId`,
      schema: { hide: true },
      onRequest: (request) => admit(request),
      handler: pass,
    });
    done();
  });
  const sweep = setInterval(() => void tus.cleanUpExpiredUploads().catch(() => undefined), 3_600_000);
  sweep.unref();
  app.addHook('onClose', async () => clearInterval(sweep));

  /** Hands the connection over, with the headers that every answer of ours carries. */
  function pass(request: FastifyRequest, reply: FastifyReply): Promise<void> {
    const headers = {
      ...reply.getHeaders(),
      'content-security-policy': policyText(),
      'cache-control': 'no-store',
    };
    for (const [name, value] of Object.entries(headers))
      if (value !== undefined) reply.raw.setHeader(name, value);
    reply.hijack();
    return tus.handle(request.raw, reply.raw);
  }

  async function admit(request: FastifyRequest): Promise<void> {
    refuseForeignOrigin(request, config.publicUrl);
    const session = await requireSession(services.db, request, config, services.clock.now(), {});
    const { person } = session;
    if (!UPLOAD_PERMISSIONS.some((action) => mightEver(person.roles, action))) refuse('forbidden');
    people.set(request.raw, session.person);
    loggers.set(request.raw, request.log);
  }
}

function rawOf(request: Request): IncomingMessage {
  const { runtime } = request as Request & {
    readonly runtime?: { readonly node?: { readonly req: IncomingMessage } };
  };
  if (!runtime?.node) throw new Error('an upload request without its connection');
  return runtime.node.req;
}
