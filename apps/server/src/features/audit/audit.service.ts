import { z } from 'zod';
import type { Context } from '../../platform/context.ts';
import { decodeCursor, toPage } from '../../platform/pagination.ts';
import { listAuditRows } from './audit.queries.ts';

export interface AuditQuery {
  readonly limit: number;
  readonly cursor?: string | undefined;
  readonly subject?: string | undefined;
}

/** Who did what, newest first; `subject` narrows to one thing, as `<kind>:<id>`. */
export async function listAudit(context: Context, query: AuditQuery) {
  context.permit('audit.read');
  const after = decodeCursor(query.cursor, z.tuple([z.iso.datetime(), z.uuid()]));
  const rows = await listAuditRows(context.db, { after, subject: query.subject, limit: query.limit + 1 });
  return toPage(
    rows,
    query.limit,
    (row) => [row.at.toISOString(), row.id],
    ({ id, at, actor, action, subject, detail }) => ({
      id,
      at: at.toISOString(),
      actor,
      action,
      subject,
      detail,
    }),
  );
}
