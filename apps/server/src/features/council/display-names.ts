import { sql } from 'kysely';
import type { Db } from '../../platform/context.ts';

/** Names by account id. */
export async function displayNames(db: Db, ids: readonly string[]): Promise<ReadonlyMap<string, string>> {
  const rows = await db
    .selectFrom('account')
    .select(['id', 'displayName'])
    .where('id', '=', sql<string>`any(${[...ids]}::uuid[])`)
    .execute();
  return new Map(rows.map(({ id, displayName }) => [id, displayName]));
}
