import type { ImportReport } from '@parix/api-contract';
import { recordAudit } from '../../platform/audit-log.ts';
import type { Context } from '../../platform/context.ts';
import { inTransaction } from '../../platform/transaction.ts';
import type { Upload } from '../../platform/uploads.ts';
import { requirePlan } from '../criteria-sets/set-library.read-model.ts';
import { requireRound } from '../rounds/rounds.read-model.ts';
import { lockCardsOfRound } from '../sign-off/lock-card.read-model.ts';
import { applyFigures, type FigureImport, planFigures } from '../self-scoring/import-figures.read-model.ts';

/** Imports figures of items that units do not score themselves (surveys, points of other bodies), and of no others. */
export async function importSurveyPoints(
  context: Context,
  roundId: string,
  file: Upload,
  { dryRun }: { readonly dryRun: boolean },
): Promise<ImportReport> {
  return inTransaction(context.db, async (db) => {
    const round = await requireRound(db, roundId, context.now, 'update');
    await lockCardsOfRound(db, roundId);
    context.permit('surveys.import', { phase: round.phase });
    const { items } = await requirePlan(db, round.setVersionId);
    const surveyed = [...items.values()].filter(({ item }) => !item.selfScored);
    const onlyItems = surveyed.map(({ item }) => item.id);
    const what: FigureImport = { round, file, dryRun, origin: 'survey-import', onlyItems, points: false };
    const { report, plan } = await planFigures({ ...context, db }, what);
    if (dryRun || plan === null) return report;
    await applyFigures({ ...context, db }, what, plan);
    const { added, changed, unchanged } = report;
    const detail = { file: file.name, sha256: file.hash, added, changed, unchanged };
    await recordAudit(db, context, { action: 'survey-points.imported', subject: `round:${roundId}`, detail });
    return report;
  });
}
