import { recordAudit } from '../../platform/audit-log.ts';
import type { Context } from '../../platform/context.ts';
import { cancelRunning } from './publication-build.queries.ts';

/** A round that is no longer approved is not published by an order from before. In the transaction of the move. */
export async function cancelRunningBuild(context: Context, roundId: string): Promise<void> {
  const build = await cancelRunning(context.db, roundId, context.now);
  if (!build) return;
  const detail = { build: build.id, unitsDone: build.unitsDone };
  await recordAudit(context.db, context, {
    action: 'publication.cancelled',
    subject: `round:${roundId}`,
    detail,
  });
}
