import { sql } from 'kysely';
import type { Row } from '../../db/schema.ts';
import type { Db } from '../../platform/context.ts';

export interface AuditSlice {
  readonly after: readonly [at: string, id: string] | null;
  readonly subject: string | undefined;
  readonly limit: number;
}

/** Times are written in whole milliseconds, so that the cursor's text names them exactly. */
export function listAuditRows(db: Db, { after, subject, limit }: AuditSlice): Promise<Row<'auditEvent'>[]> {
  let query = db.selectFrom('auditEvent').selectAll();
  if (subject !== undefined) query = query.where('subject', '=', subject);
  if (after) query = query.where(sql<boolean>`(at, id) < (${after[0]}::timestamptz, ${after[1]}::uuid)`);
  return query.orderBy('at', 'desc').orderBy('id', 'desc').limit(limit).execute();
}
