import type { Row } from '../../db/schema.ts';
import type { Db } from '../../platform/context.ts';

type SessionRow = Pick<
  Row<'session'>,
  'id' | 'enteredBy' | 'userAgent' | 'address' | 'createdAt' | 'lastSeenAt'
>;

export function listSessionRows(db: Db, accountId: string, now: Date): Promise<SessionRow[]> {
  return db
    .selectFrom('session')
    .select(['id', 'enteredBy', 'userAgent', 'address', 'createdAt', 'lastSeenAt'])
    .where('accountId', '=', accountId)
    .where('expiresAt', '>', now)
    .orderBy('lastSeenAt', 'desc')
    .orderBy('id')
    .execute();
}

/** False when the person has no such session. */
export async function deleteSession(db: Db, accountId: string, id: string): Promise<boolean> {
  const gone = await db
    .deleteFrom('session')
    .where('accountId', '=', accountId)
    .where('id', '=', id)
    .executeTakeFirst();
  return gone.numDeletedRows === 1n;
}
