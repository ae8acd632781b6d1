import type { ImportReport, ROUTES } from '@parix/api-contract';
import type { z } from 'zod';
import { recordAudit } from '../../platform/audit-log.ts';
import type { Context } from '../../platform/context.ts';
import { newId } from '../../platform/ids.ts';
import { refuse } from '../../platform/refusal.ts';
import { inTransaction } from '../../platform/transaction.ts';
import type { Upload } from '../../platform/uploads.ts';
import { requirePlan } from '../criteria-sets/set-library.read-model.ts';
import { requireRound } from '../rounds/rounds.read-model.ts';
import { lockCardsOfRound } from '../sign-off/lock-card.read-model.ts';
import {
  applyFigures,
  type FigureImport,
  type FigurePlan,
  planFigures,
} from '../self-scoring/import-figures.read-model.ts';
import { insertFigures, insertImport } from './figures.queries.ts';

type Query = z.output<typeof ROUTES.importSurveyPoints.query>;

/**
 * Imports figures of items that units do not score themselves (surveys, points of other bodies), and of no others, with
 * who conducted the survey and which file said so.
 */
export async function importSurveyPoints(
  context: Context,
  roundId: string,
  file: Upload,
  { dryRun, ...source }: Query,
): Promise<ImportReport> {
  return inTransaction(context.db, async (db) => {
    const round = await requireRound(db, roundId, context.now, 'update');
    await lockCardsOfRound(db, roundId);
    context.permit('surveys.import', { phase: round.phase });
    checkSource(source);
    const { items } = await requirePlan(db, round.setVersionId);
    const surveyed = [...items.values()].filter(({ item }) => !item.selfScored);
    const onlyItems = surveyed.map(({ item }) => item.id);
    const what: FigureImport = { round, file, dryRun, origin: 'survey-import', onlyItems, points: false };
    const { report, plan } = await planFigures({ ...context, db }, what);
    if (dryRun || plan === null) return report;
    await applyFigures({ ...context, db }, what, plan);
    await recordSource({ ...context, db }, what, source, plan);
    const { added, changed, unchanged } = report;
    const detail = { file: file.name, sha256: file.hash, ...source, added, changed, unchanged };
    await recordAudit(db, context, { action: 'survey-points.imported', subject: `round:${roundId}`, detail });
    return report;
  });
}

type Source = Omit<Query, 'dryRun'>;

function checkSource({ conductedFrom, conductedTo }: Source): void {
  if (conductedFrom !== undefined && conductedTo !== undefined && conductedFrom > conductedTo)
    refuse('bad-request', { errors: [datesOrder] });
}
const datesOrder = {
  place: '/query/conductedTo',
  code: 'dates-order',
  message: 'Ngày kết thúc phải từ ngày bắt đầu trở đi. / The last day must not come before the first.',
};

/** Where the figures come from: one row for the import, one for each entry that it wrote. */
async function recordSource(
  { db, person, now }: Context,
  { round, file }: FigureImport,
  source: Source,
  { entries }: FigurePlan,
): Promise<void> {
  const id = newId();
  await insertImport(db, {
    ...{ roundId: round.id, id, fileName: file.name, fileSha256: file.hash },
    ...{ authorId: person.accountId, recordedAt: now },
    ...source,
  });
  await insertFigures(
    db,
    entries.map(({ unitId, roundId, itemId, version }) => ({
      ...{ unitId, roundId, itemId, entryVersion: version, importId: id },
    })),
  );
}
