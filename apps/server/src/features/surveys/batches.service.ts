import { type ROUTES, SURVEY_BATCH_SHEETS, type SurveyBatch, type SurveySheets } from '@parix/api-contract';
import { qrSvg } from '@parix/official-documents';
import type { SurveyPhase } from '@parix/workflow';
import { z } from 'zod';
import { recordAudit } from '../../platform/audit-log.ts';
import type { Context } from '../../platform/context.ts';
import { newId } from '../../platform/ids.ts';
import { decodeCursor, toPage } from '../../platform/pagination.ts';
import { refuse } from '../../platform/refusal.ts';
import { inTransaction } from '../../platform/transaction.ts';
import {
  type BatchRow,
  findBatch,
  insertBatch,
  insertCodes,
  listBatches,
  markShown,
  nextBatchNumber,
  orderedCodes,
  voidBatch,
} from './codes.queries.ts';
import { toQuestionnaire } from './describe-survey.ts';
import { holdSurvey, readSurvey } from './open-survey.ts';
import { codeHasher, newCode, printedCode } from './survey-code.ts';
import { type CellRow, findQuestionnaire, listCells } from './surveys.queries.ts';

const WHILE: readonly SurveyPhase[] = ['draft', 'scheduled', 'open'];

interface Place {
  readonly roundId: string;
  readonly surveyId: string;
}

export async function listSurveyBatches(
  context: Context,
  { roundId, surveyId }: Place,
  { limit, cursor }: z.output<typeof ROUTES.listSurveyBatches.query>,
) {
  await readSurvey(context, roundId, surveyId);
  const before = decodeCursor(cursor, z.tuple([z.int()]));
  const rows = await listBatches(context.db, surveyId, before?.[0] ?? null, limit + 1);
  return toPage(rows, limit, (row) => [row.number], toBatch);
}

/**
 * Orders codes; they are made when they are shown. A group of known size gets no more good codes than it has people, so
 * that nobody answers twice.
 */
export async function makeSurveyBatch(
  context: Context,
  { roundId, surveyId }: Place,
  { groupId, unitIds, copies }: z.output<typeof ROUTES.makeSurveyBatch.body>,
): Promise<SurveyBatch> {
  return inTransaction(context.db, async (db) => {
    const inside = { ...context, db };
    await holdSurvey(inside, roundId, surveyId, { phases: WHILE });
    const asked = unitIds && [...new Set(unitIds)];
    const cells = await listCells(db, surveyId, { groupId, unitIds: asked });
    const units = cells.map(({ unitId }) => unitId);
    if (units.length === 0 || (asked && units.length < asked.length))
      refuse('survey-invalid', { errors: [{ place: '/unitIds', ...noTarget }] });
    if (units.length * copies > SURVEY_BATCH_SHEETS)
      refuse('survey-invalid', { errors: [{ place: '/copies', ...tooLarge }] });
    refuseTooMany(cells, copies, await orderedCodes(db, surveyId, groupId));
    const id = newId();
    const number = await nextBatchNumber(db, surveyId);
    const made = { madeBy: context.person.accountId, madeAt: context.now };
    await insertBatch(db, { surveyId, id, groupId, number, unitIds: units, copies, ...made });
    const detail = { batch: number, group: groupId, units: units.length, copies };
    await recordAudit(db, context, { action: 'survey.batch-made', subject: `survey:${surveyId}`, detail });
    return toBatch((await findBatch(db, surveyId, id)) ?? refuse('not-found'));
  });
}

/** `ordered`: codes that other batches are going to make, by unit. */
function refuseTooMany(
  cells: readonly CellRow[],
  copies: number,
  ordered: ReadonlyMap<string, number> = new Map(),
): void {
  const full = cells.filter(
    ({ unitId, codes, population }) =>
      population !== null && codes + (ordered.get(unitId) ?? 0) + copies > population,
  );
  if (full.length === 0) return;
  const errors = full.map(({ unitCode, unitName }) => ({
    place: `unit:${unitCode}`,
    code: tooMany.code,
    message: `${unitName}: ${tooMany.message}`,
  }));
  refuse('survey-invalid', { errors });
}

const tooLarge = {
  code: 'batch-large',
  message: `Một lô tối đa ${SURVEY_BATCH_SHEETS} mã; tạo ít mã hơn hoặc tạo theo từng đơn vị. / A batch holds at most ${SURVEY_BATCH_SHEETS} codes; make fewer, or unit by unit.`,
};
const noTarget = {
  code: 'no-target',
  message:
    'Có đơn vị chưa có chỉ tiêu cho nhóm này; đặt chỉ tiêu trước. / Some unit has no quota for this group; set it first.',
};
const tooMany = {
  code: 'too-many-codes',
  message:
    'số mã vượt tổng số người của nhóm; giảm số mã hoặc thu hồi lô cũ. / more codes than the group has people; make fewer or take a batch back.',
};

/** Makes the codes and shows them: the one time that they are there in the clear. A second request is refused. */
export async function showSurveyCodes(
  context: Context,
  { roundId, surveyId, batchId }: Place & { readonly batchId: string },
): Promise<SurveySheets> {
  return inTransaction(context.db, async (db) => {
    const inside = { ...context, db };
    const { row } = await holdSurvey(inside, roundId, surveyId, { phases: WHILE });
    const batch = (await findBatch(db, surveyId, batchId)) ?? refuse('not-found');
    const { groupId, groupName, number } = batch;
    const questionnaire = (await findQuestionnaire(db, surveyId, groupId)) ?? refuse('not-found');
    if (!(await markShown(db, surveyId, batchId, context.now))) refuse('survey-codes-shown');
    const cells = await listCells(db, surveyId, { groupId, unitIds: batch.unitIds });
    // How many people there are may have been learnt since the batch was ordered.
    refuseTooMany(cells, batch.copies);
    const hash = codeHasher(context.config);
    const made = cells.flatMap(({ unitId, unitName }) =>
      Array.from({ length: batch.copies }, () => ({ unitId, unitName, code: newCode() })),
    );
    // In the order of their hashes, so that rows tell nothing of the order of the printed sheets.
    const rows = made
      .map(({ unitId, code }) => ({ unitId, surveyId, groupId, batchId, codeHash: hash(code) }))
      .sort((a, b) => Buffer.compare(a.codeHash, b.codeHash));
    await insertCodes(db, rows);
    const detail = { batch: number, codes: rows.length };
    await recordAudit(db, context, { action: 'survey.codes-shown', subject: `survey:${surveyId}`, detail });
    return {
      batchNumber: number,
      surveyTitle: row.title,
      groupName,
      closesAt: row.closesAt?.toISOString() ?? null,
      questionnaire: toQuestionnaire(questionnaire),
      sheets: made.map(({ unitName, code }) => {
        const link = new URL(`/ks/${code}`, context.config.publicUrl).href;
        return { unitName, code: printedCode(code), link, qr: qrSvg(link) };
      }),
    };
  });
}

export async function voidSurveyBatch(
  context: Context,
  { roundId, surveyId, batchId }: Place & { readonly batchId: string },
  { reason }: z.output<typeof ROUTES.voidSurveyBatch.body>,
): Promise<SurveyBatch> {
  return inTransaction(context.db, async (db) => {
    await holdSurvey({ ...context, db }, roundId, surveyId, { phases: WHILE });
    const before = (await findBatch(db, surveyId, batchId)) ?? refuse('not-found');
    if (!(await voidBatch(db, surveyId, batchId, { at: context.now, reason }))) refuse('survey-phase');
    const detail = { batch: before.number, reason };
    await recordAudit(db, context, { action: 'survey.batch-voided', subject: `survey:${surveyId}`, detail });
    return toBatch((await findBatch(db, surveyId, batchId)) ?? refuse('not-found'));
  });
}

const toBatch = (row: BatchRow): SurveyBatch => ({
  id: row.id,
  number: row.number,
  groupId: row.groupId,
  groupName: row.groupName,
  units: row.unitIds.length,
  copies: row.copies,
  madeAt: row.madeAt.toISOString(),
  shownAt: row.shownAt?.toISOString() ?? null,
  voidedAt: row.voidedAt?.toISOString() ?? null,
  voidReason: row.voidReason,
  used: row.used,
});
