import { buffer } from 'node:stream/consumers';
import { promisify } from 'node:util';
import { inflateRaw } from 'node:zlib';
import type { Row } from '../../db/schema.ts';
import type { PublicContext } from '../../platform/context.ts';
import { evidenceStore } from '../evidence/evidence-store.read-model.ts';
import { findFile } from './publication.queries.ts';

/** A file as stored: in the database, or deflated in the archive of its publication. */
export type StoredFile = Pick<
  Row<'publicationFile'>,
  'sha256' | 'size' | 'content' | 'archiveOffset' | 'deflatedSize' | 'crc'
> & { readonly archiveSha256: string | null };

const inflate = promisify(inflateRaw);

/** The bytes of a file. Throws when the store has lost them. */
export async function contentOf(
  { config }: Pick<PublicContext, 'config'>,
  file: StoredFile,
): Promise<Buffer> {
  if (file.content !== null) return file.content;
  return inflate(await deflatedOf({ config }, file));
}

/** The deflated bytes as they stand in the archive; empty files have some too. */
export async function deflatedOf(
  { config }: Pick<PublicContext, 'config'>,
  file: StoredFile,
): Promise<Buffer> {
  const { archiveSha256, archiveOffset: start, deflatedSize: size } = file;
  if (archiveSha256 === null || start === null || size === null)
    throw new Error('the file is not in an archive');
  const stream = await evidenceStore(config).open(archiveSha256, { start, end: start + size - 1 });
  if (!stream) throw new Error(`the archive ${archiveSha256} is not in the file store`);
  return buffer(stream);
}

/** gzip (RFC 1952) around deflated bytes: what browsers unpack themselves. */
export function gzipOf(deflated: Uint8Array, { size, crc }: Pick<StoredFile, 'size' | 'crc'>): Buffer {
  const end = Buffer.alloc(8);
  end.writeUInt32LE(crc ?? 0, 0);
  end.writeUInt32LE(size, 4);
  return Buffer.concat([GZIP_HEAD, deflated, end]);
}
const GZIP_HEAD = Buffer.from([0x1f, 0x8b, 8, 0, 0, 0, 0, 0, 0, 0xff]);

/** A file of one publication by its path. Throws when there is none. */
export async function readPublished(
  context: PublicContext,
  publicationId: string,
  path: string,
): Promise<Buffer> {
  const file = await findFile(context.db, publicationId, path);
  if (!file) throw new Error(`${publicationId} has no ${path}`);
  return contentOf(context, file);
}
