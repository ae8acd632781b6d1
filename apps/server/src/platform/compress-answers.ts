import { promisify } from 'node:util';
import { brotliCompress, constants, gzip } from 'node:zlib';
import type { FastifyInstance } from 'fastify';

const packBrotli = promisify(brotliCompress);
const packGzip = promisify(gzip);

/** Letters. Below, packing wins nothing on the wire; and no answer with a token or a secret of a person is this long. */
const SMALLEST = 4096;

/** What the client takes, the tighter one first. */
const PACKERS = {
  br: (text: string): Promise<Buffer> =>
    packBrotli(text, { params: { [constants.BROTLI_PARAM_QUALITY]: 4, [constants.BROTLI_PARAM_LGWIN]: 18 } }),
  gzip: (text: string): Promise<Buffer> => packGzip(text, { level: 4 }),
} as const;

/**
 * Long JSON answers to reading requests are sent packed: a criteria set has 200 kB of text, and units sit behind slow
 * lines. Packed beside the thread that answers.
 */
export function installCompression(app: FastifyInstance): void {
  app.addHook('onSend', async (request, reply, payload) => {
    const type = String(reply.getHeader('content-type') ?? '');
    if (request.method !== 'GET' || typeof payload !== 'string' || payload.length < SMALLEST) return payload;
    if (!type.startsWith('application/json')) return payload;
    void reply.header('vary', [reply.getHeader('vary'), 'accept-encoding'].filter(Boolean).join(', '));
    const packing = packingFor(request.headers['accept-encoding']);
    if (!packing) return payload;
    const packed = await PACKERS[packing](payload);
    void reply.header('content-encoding', packing).removeHeader('content-length');
    return packed;
  });
}

/** `*` and weights beside a plain refusal (q=0) play no part: every browser names what it takes. */
function packingFor(accepted: string | string[] | undefined): keyof typeof PACKERS | undefined {
  const taken = String(accepted ?? '')
    .toLowerCase()
    .split(',')
    .map((part) => part.trim())
    .filter((part) => !/;\s*q=0(\.0*)?$/.test(part))
    .map((part) => part.split(';')[0]?.trim());
  return (['br', 'gzip'] as const).find((packing) => taken.includes(packing));
}
