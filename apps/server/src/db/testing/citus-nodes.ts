import { sql } from 'kysely';
import { createDatabase, type ConnectionConfig } from '../database.ts';

/** A server of a Citus cluster on which shards stand; its user and password are the coordinator's. */
export interface CitusNode {
  readonly host: string;
  readonly port: number;
}

/** The nodes that the coordinator's database has been given, without itself; none on a server without Citus. */
export async function findCitusNodes(coordinator: ConnectionConfig): Promise<readonly CitusNode[]> {
  const db = createDatabase({ ...coordinator, max: 1 });
  try {
    const { rows: extension } = await sql`select from pg_extension where extname = 'citus'`.execute(db);
    if (extension.length === 0) return [];
    const { rows } = await sql<CitusNode>`
      select nodename as host, nodeport as port from pg_dist_node where groupid <> 0 and noderole = 'primary'
      order by nodeid`.execute(db);
    return rows;
  } finally {
    await db.destroy();
  }
}
