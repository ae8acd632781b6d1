import pg from 'pg';
import type { ConnectionConfig } from '../../db/database.ts';

/** One connection, for a few statements of the owner; ended whatever happens. */
export async function withClient<T>(
  connection: ConnectionConfig,
  use: (client: pg.Client) => Promise<T>,
): Promise<T> {
  const client = new pg.Client({ ...connection });
  client.on('error', () => undefined);
  await client.connect();
  try {
    return await use(client);
  } finally {
    await client.end();
  }
}
