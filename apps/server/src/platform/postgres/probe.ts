import pg from 'pg';
import type { ConnectionConfig } from '../../db/database.ts';

/** Reasons for which a server that is starting, recovering or gone does not answer yet. */
const notYet = new Set(['57P03', 'ENOENT', 'ECONNREFUSED', 'ECONNRESET', '57P01']);

function codeOf(error: unknown): string | undefined {
  return error instanceof Error && 'code' in error && typeof error.code === 'string' ? error.code : undefined;
}

/**
 * Whether the server takes a connection now.
 * @throws what the server answers otherwise, such as a wrong password: waiting would not help
 */
export async function probe(connection: ConnectionConfig): Promise<boolean> {
  const client = new pg.Client({ ...connection, connectionTimeoutMillis: 5000 });
  // A socket that breaks after the answer must not end the process.
  client.on('error', () => undefined);
  try {
    await client.connect();
    await client.end();
    return true;
  } catch (error) {
    const code = codeOf(error);
    if (code !== undefined && !notYet.has(code)) throw error;
    return false;
  }
}
