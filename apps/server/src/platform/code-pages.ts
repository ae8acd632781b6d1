import type { FastifyError, FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';
import type { PublicContext } from './context.ts';
import { isConnectionLost } from './postgres/connection-lost.ts';
import type { AppServices } from './services.ts';

/**
 * Public pages that a code in their address opens, with forms: no account, no script needed. Nothing of a request is
 * logged but faults of ours, because the address holds the code.
 */
export interface CodePages {
  /** In the log of a fault of ours. */
  readonly name: string;
  /** Requests that one address may make. */
  readonly perMinute: number;
  /** Bytes of a form. */
  readonly maxBytes: number;
  /** The page for what the sender got wrong. */
  readonly garbled: () => string;
  /** The page that asks to come back later. */
  readonly busy: () => string;
}

/** Bodies of forms arrive as `URLSearchParams`; whatever goes wrong is told as a page. */
export function registerCodePages(
  app: FastifyInstance,
  pages: CodePages,
  register: (scope: FastifyInstance, quiet: ReturnType<typeof quietly>) => void,
): void {
  void app.register((scope, _options, done) => {
    scope.addContentTypeParser(
      'application/x-www-form-urlencoded',
      { parseAs: 'string', bodyLimit: pages.maxBytes },
      (_request, body, parsed) => parsed(null, new URLSearchParams(String(body))),
    );
    scope.setErrorHandler((error: FastifyError, request, reply) => sendFailure(pages, error, request, reply));
    register(scope, quietly(pages.perMinute));
    done();
  });
}

/** Options of a page: limited by address. */
const quietly = (max: number) => ({
  ...QUIET_FILE,
  config: {
    rateLimit: { max, timeWindow: '1 minute', keyGenerator: (request: FastifyRequest) => request.ip },
  },
});

/** Options of a file that all these pages share. */
export const QUIET_FILE = { schema: { hide: true }, logLevel: 'error' } as const;

export const pageContext = ({ db, clock, config }: AppServices, request: FastifyRequest): PublicContext => ({
  ...{ db, config, now: clock.now(), locale: 'vi', requestId: request.id },
});

export const sendPage = (reply: FastifyReply, status: number, page: string): FastifyReply =>
  reply
    .status(status)
    .header('cache-control', 'no-store')
    .header('referrer-policy', 'no-referrer')
    .type('text/html; charset=utf-8')
    .send(page);

export const sendPageFile = (reply: FastifyReply, type: string, text: string): FastifyReply =>
  reply.header('cache-control', 'public, max-age=3600').type(`${type}; charset=utf-8`).send(text);

function sendFailure(
  { name, garbled, busy }: CodePages,
  error: FastifyError,
  request: FastifyRequest,
  reply: FastifyReply,
): FastifyReply {
  const status = error.statusCode ?? 500;
  if (status === 429) return sendPage(reply.header('retry-after', '60'), 429, busy());
  if (status < 500) return sendPage(reply, status, garbled());
  // A database that is away for a moment is no fault of ours, and everybody is told to come back.
  if (!isConnectionLost(error)) request.log.error({ err: error }, `${name} page failed`);
  return sendPage(reply.header('retry-after', '10'), 503, busy());
}
