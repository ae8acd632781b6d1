import type { ImportReport } from '@parix/api-contract';
import type { Context } from '../../platform/context.ts';
import { recordAudit } from '../../platform/audit-log.ts';
import { inTransaction } from '../../platform/transaction.ts';
import type { Upload } from '../../platform/uploads.ts';
import { insertAppraisals } from '../appraisal/appraisal.read-model.ts';
import { requireRound } from '../rounds/rounds.read-model.ts';
import { lockCardsOfRound } from '../sign-off/lock-card.read-model.ts';
import { applyFigures, type FigureImport, planFigures } from './import-figures.read-model.ts';

/**
 * Imports figures of many units and, while the round is being appraised, points that were appraised elsewhere. A
 * trial tells what would change; the real run does all of it or nothing, and the same file again changes nothing.
 */
export async function importFacts(
  context: Context,
  roundId: string,
  file: Upload,
  { dryRun }: { readonly dryRun: boolean },
): Promise<ImportReport> {
  return inTransaction(context.db, async (db) => {
    const round = await requireRound(db, roundId, context.now, 'update');
    await lockCardsOfRound(db, roundId);
    context.permit('facts.import', { phase: round.phase });
    const what: FigureImport = {
      round,
      file,
      dryRun,
      origin: 'imported',
      points: round.phase === 'appraisal',
    };
    const { report, plan } = await planFigures({ ...context, db }, what);
    if (dryRun || plan === null) return report;
    await applyFigures({ ...context, db }, what, plan);
    await insertAppraisals(db, plan.appraisals);
    const { added, changed, unchanged } = report;
    const detail = {
      file: file.name,
      sha256: file.hash,
      added,
      changed,
      unchanged,
      appraised: plan.appraisals.length,
    };
    await recordAudit(db, context, { action: 'facts.imported', subject: `round:${roundId}`, detail });
    return report;
  });
}
