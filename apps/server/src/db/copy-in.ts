import { CompiledQuery, type Kysely } from 'kysely';
import type pg from 'pg';
import { from as copyFrom } from 'pg-copy-streams';
import type { Database } from './schema.ts';

/** What COPY … FROM STDIN is to take: the one "parameter" of such a statement. */
class CopyContent {
  readonly bytes: Buffer;
  constructor(bytes: Buffer) {
    this.bytes = bytes;
  }
}

/** @param text COPY … FROM STDIN @param bytes in the format that it names */
export async function copyIn(db: Kysely<Database>, text: string, bytes: Buffer): Promise<void> {
  await db.executeQuery(CompiledQuery.raw(text, [new CopyContent(bytes)]));
}

/** The content, if these are the parameters of a COPY. */
export const copyContentOf = (parameters: unknown): Buffer | undefined =>
  Array.isArray(parameters) && parameters[0] instanceof CopyContent ? parameters[0].bytes : undefined;

/** Runs the stream of a COPY, which a client was given, to its end. */
export function sendCopy(
  client: Pick<pg.Client, 'query'>,
  text: string,
  bytes: Buffer,
): Promise<{ readonly command: 'COPY'; readonly rows: readonly [] }> {
  return new Promise((resolve, reject) => {
    const stream = client.query(copyFrom(text));
    stream.on('error', reject);
    stream.on('finish', () => resolve({ command: 'COPY', rows: [] }));
    stream.end(bytes);
  });
}
