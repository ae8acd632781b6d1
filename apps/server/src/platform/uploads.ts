import { createHash } from 'node:crypto';
import type {} from '@fastify/multipart';
import type { FastifyRequest } from 'fastify';
import { refuse } from './refusal.ts';

export const MAX_UPLOAD_BYTES = 20 * 1024 * 1024;

/** One file as sent. The name is for messages only; it is never a path here. */
export interface Upload {
  readonly name: string;
  readonly bytes: Buffer;
  /** SHA-256 in hex, told back with the report of the import. */
  readonly hash: string;
}

const missing = {
  place: '/file',
  code: 'file-missing',
  message:
    'Thiếu tệp ở phần "file". Chọn tệp rồi gửi lại. / The part "file" is missing. Choose a file and send again.',
};

/** The part named `file` of a multipart request, in memory, at most 20 MB. */
export async function readUpload(request: FastifyRequest): Promise<Upload> {
  if (!request.isMultipart()) refuse('bad-request', { errors: [missing] });
  const { name, bytes } = (await readPart(request)) ?? refuse('bad-request', { errors: [missing] });
  const hash = createHash('sha256').update(bytes).digest('hex');
  return { name: plainName(name), bytes, hash };
}

async function readPart(request: FastifyRequest): Promise<{ name: string; bytes: Buffer } | undefined> {
  try {
    const part = await request.file();
    if (part?.fieldname !== 'file') return undefined;
    // A part that is a file by its type alone comes without a name, whatever the types say.
    const { filename } = part as { readonly filename?: string };
    return { name: filename ?? '', bytes: await part.toBuffer() };
  } catch (error) {
    if (error instanceof Error && 'code' in error && error.code === 'FST_REQ_FILE_TOO_LARGE') throw error;
    // Whatever else the parser trips over is in what was sent: a form that is cut off, headers without end.
    request.log.info({ err: error }, 'malformed upload');
    return refuse('bad-request', { errors: [missing] });
  }
}

/** The last part of the name without control characters, so that it can stand in a message or a log line. */
function plainName(name: string): string {
  const last = name.split(/[/\\]/).at(-1) ?? '';
  return (
    last
      .normalize('NFC')
      .replace(/[\p{C}]/gu, '')
      .slice(0, 200) || 'tệp'
  );
}
