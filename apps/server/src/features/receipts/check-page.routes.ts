import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';
import type { AppServices } from '../../platform/services.ts';
import { loadLogKey } from '../publication/transparency-log.read-model.ts';
import { CHECK_PAGE_CSS, checkPage, type CheckResult } from './check-page.ts';
import { checkReceipt, standingOf } from './check-receipt.service.ts';

/** A receipt is a few hundred bytes, a proof a few thousand. */
const MAX_BYTES = 64 * 1024;
const HASH = /^[0-9a-f]{64}$/;
const address = (request: FastifyRequest): string => request.ip;
/** Checks of one address per minute: an office behind it, but no use as a machine. */
const LOOK_UPS = { rateLimit: { max: 120, timeWindow: '1 minute', keyGenerator: address } };
const CHECKS = { rateLimit: { max: 60, timeWindow: '1 minute', keyGenerator: address } };
const HIDDEN = { hide: true };

/** Public pages on which anybody checks a receipt; nothing is stored. */
export function registerReceiptPages(app: FastifyInstance, services: AppServices): void {
  const { db, config } = services;
  const answer = (reply: FastifyReply, result: CheckResult, text = ''): FastifyReply =>
    reply
      .header('cache-control', 'no-store')
      .type('text/html; charset=utf-8')
      .send(checkPage(result, loadLogKey(config).signer.vkey, text));

  app.get('/bien-nhan', { schema: HIDDEN }, (_request, reply) => reply.redirect('/bien-nhan/', 308));
  app.get('/bien-nhan/', { schema: HIDDEN }, (_request, reply) => answer(reply, { is: 'nothing' }));
  app.get('/bien-nhan/style.css', { schema: HIDDEN }, (_request, reply) =>
    reply
      .header('cache-control', 'public, max-age=3600')
      .type('text/css; charset=utf-8')
      .send(CHECK_PAGE_CSS),
  );
  app.get<{ Params: { hash: string } }>(
    '/bien-nhan/:hash',
    { schema: HIDDEN, config: LOOK_UPS },
    async (request, reply) => {
      const hash = request.params.hash.toLowerCase();
      if (!HASH.test(hash)) return answer(reply.status(404), { is: 'no-hash' });
      const standing = await standingOf(db, hash);
      return answer(reply.status(standing.state === 'unknown' ? 404 : 200), { is: 'hash', hash, standing });
    },
  );
  app.post('/bien-nhan/', { schema: HIDDEN, config: CHECKS }, async (request, reply) => {
    const sent = await readForm(request);
    if (sent === 'too-large') return answer(reply.status(413), { is: 'too-large' });
    if (sent === undefined) return answer(reply.status(400), { is: 'empty' });
    const { bytes, text } = sent;
    const checked = await checkReceipt({ db, config }, bytes);
    return answer(reply, checked === null ? { is: 'no-receipt' } : { is: 'receipt', checked }, text);
  });
}

interface Sent {
  readonly bytes: Uint8Array;
  /** What was pasted, to be given back; empty for a file. */
  readonly text: string;
}

/** A chosen file counts before what was pasted. undefined: nothing usable was sent. */
async function readForm(request: FastifyRequest): Promise<Sent | 'too-large' | undefined> {
  if (!request.isMultipart()) return undefined;
  try {
    return await readParts(request);
  } catch (error) {
    if (error instanceof Error && 'code' in error && error.code === 'FST_REQ_FILE_TOO_LARGE')
      return 'too-large';
    // Whatever else the parser trips over is in what was sent.
    request.log.info({ err: error }, 'malformed form');
    return undefined;
  }
}

async function readParts(request: FastifyRequest): Promise<Sent | 'too-large' | undefined> {
  let pasted: Sent | undefined;
  let file: Sent | undefined;
  const limits = { fileSize: MAX_BYTES, fieldSize: MAX_BYTES, files: 1, fields: 4, parts: 5 };
  for await (const part of request.parts({ limits })) {
    if (part.type === 'file') {
      const bytes = await part.toBuffer();
      if (bytes.length > 0) file = { bytes, text: '' };
    } else if (part.fieldname === 'receipt' && typeof part.value === 'string') {
      if (part.valueTruncated) return 'too-large';
      if (part.value.trim() !== '') pasted = { bytes: Buffer.from(part.value, 'utf8'), text: part.value };
    }
  }
  return file ?? pasted;
}
