import { sql } from 'kysely';
import type { Db } from '../../platform/context.ts';

/** Names by account id, whether people still hold a role or not. */
export async function accountNames(db: Db, ids: readonly string[]): Promise<ReadonlyMap<string, string>> {
  if (ids.length === 0) return new Map();
  const rows = await db
    .selectFrom('account')
    .select(['id', 'displayName'])
    .where('id', '=', sql<string>`any(${[...new Set(ids)]}::uuid[])`)
    .execute();
  return new Map(rows.map(({ id, displayName }) => [id, displayName]));
}
