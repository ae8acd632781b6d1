import { randomBytes } from 'node:crypto';
import { existsSync, readFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { fileURLToPath } from 'node:url';
import fastifyStatic from '@fastify/static';
import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';
import { sendProblem } from './error-handler.ts';
import { policyText } from './security-headers.ts';

export const WEB_DIST = resolve(fileURLToPath(new URL('../../../web/dist', import.meta.url)));

/** What the web's build puts where the nonce of this answer belongs. */
const NONCE_MARK = '__CSP_NONCE__';

/** Serves the built web and answers every other page address with its index; unknown API addresses are 404. */
export async function registerWeb(app: FastifyInstance, folder: string): Promise<void> {
  const index = join(folder, 'index.html');
  const built = existsSync(index);
  const page = built ? readFileSync(index, 'utf8') : PLACEHOLDER;
  if (built) {
    await app.register(fastifyStatic, {
      root: folder,
      wildcard: false,
      index: false,
      dotfiles: 'ignore',
      // The build puts a .br and a .gz beside each text asset.
      preCompressed: true,
      cacheControl: false,
      setHeaders,
    });
    // The page of verification is one of its own, for people without an account.
    app.get('/kiem-chung', { schema: { hide: true } }, (_request, reply) =>
      reply.redirect('/kiem-chung/', 308),
    );
    app.get('/kiem-chung/', { schema: { hide: true } }, (_request, reply) =>
      reply.sendFile('kiem-chung/index.html'),
    );
    app.get('/', { schema: { hide: true } }, (_request, reply) => sendPage(reply, page));
  }
  app.setNotFoundHandler((request, reply) =>
    wantsPage(request) ? sendPage(reply, page) : sendProblem(request, reply, 'not-found'),
  );
}

function setHeaders(reply: FastifyReply, path: string): void {
  // Built assets carry a hash in their name; the index must be asked for anew.
  const forever = /[\\/]assets[\\/]/.test(path);
  void reply.header('cache-control', forever ? 'public, max-age=31536000, immutable' : 'no-cache');
}

function sendPage(reply: FastifyReply, page: string): FastifyReply {
  const nonce = randomBytes(16).toString('base64');
  return reply
    .status(200)
    .header('content-security-policy', policyText(nonce))
    .header('cache-control', 'no-cache')
    .type('text/html; charset=utf-8')
    .send(page.replaceAll(NONCE_MARK, nonce));
}

/** A page address: read by a browser, not below the machine interfaces, and not a file that is missing. */
function wantsPage(request: FastifyRequest): boolean {
  const path = request.url.split('?')[0] ?? '/';
  if (request.method !== 'GET' || /^\/(api|log|health|metrics|assets)(\/|$)/.test(path)) return false;
  return (request.headers.accept ?? '').includes('text/html') && !/\/\.|\.[a-z0-9]{1,8}$/i.test(path);
}

const PLACEHOLDER = `<!doctype html><html lang="vi"><meta charset="utf-8"><title>Parix</title>
<p>Giao diện web chưa được dựng. Chạy <code>npm start</code> để dựng và mở lại trang này.</p>
<p lang="en">The web is not built yet. Run <code>npm start</code>, which builds it, and open this page again.</p></html>`;
