import type { Readable } from 'node:stream';
import type { FastifyReply, FastifyRequest } from 'fastify';
import type { ByteRange } from './files/file-store.ts';
import { contentDisposition } from './content-disposition.ts';

/** A stored file as answer: sent as it is read, in whole or in the part that was asked for. */
export interface StreamAnswer {
  readonly fileName: string;
  readonly contentType: string;
  /** Bytes. */
  readonly size: number;
  /** Names the content: the same name, the same bytes. */
  readonly etag: string;
  readonly open: (range?: ByteRange) => Promise<Readable>;
}

/**
 * Sends a file that somebody uploaded. It is never shown as a page of this origin: always a download, of the type that
 * its content has, in a sandbox without script should a browser open it all the same.
 */
export async function sendStream(
  request: FastifyRequest,
  reply: FastifyReply,
  answer: StreamAnswer,
): Promise<FastifyReply> {
  const range = rangeOf(request.headers.range, answer.size);
  void reply
    .header('accept-ranges', 'bytes')
    .header('etag', `"${answer.etag}"`)
    .header('content-security-policy', "sandbox; default-src 'none'")
    .header('cross-origin-resource-policy', 'same-origin')
    .header('content-disposition', contentDisposition(answer.fileName))
    .type(answer.contentType);
  if (range === 'unsatisfiable')
    return reply.status(416).header('content-range', `bytes */${answer.size}`).send('');
  if (range === undefined) return reply.header('content-length', answer.size).send(await answer.open());
  const { start, end } = range;
  return reply
    .status(206)
    .header('content-range', `bytes ${start}-${end}/${answer.size}`)
    .header('content-length', end - start + 1)
    .send(await answer.open(range));
}

/** The one range of a request (RFC 9110); anything else than one range of bytes is answered with the whole file. */
export function rangeOf(header: string | undefined, size: number): ByteRange | 'unsatisfiable' | undefined {
  const [, first = '', last = ''] = /^bytes=(\d*)-(\d*)$/.exec(header?.trim() ?? '') ?? [];
  if (first === '' && last === '') return undefined;
  const start = first === '' ? Math.max(0, size - Number(last)) : Number(first);
  const end = first === '' || last === '' ? size - 1 : Math.min(Number(last), size - 1);
  if (first !== '' && last !== '' && Number(last) < Number(first)) return undefined;
  return start >= size || end < start ? 'unsatisfiable' : { start, end };
}
