import type { ROUTES } from '@parix/api-contract';
import type { SelfAssessmentReport } from '@parix/official-documents';
import type { z } from 'zod';
import type { Context } from '../../platform/context.ts';
import type { FileAnswer } from '../../platform/handlers.ts';
import { refuse } from '../../platform/refusal.ts';
import { requirePlan } from '../criteria-sets/set-library.read-model.ts';
import { documentFile } from './document-file.read-model.ts';
import { blank } from './report-details.service.ts';
import { reportOf } from './report-document.ts';
import { savedDetails } from './report-details.read-model.ts';
import type { CardKey } from './reports.queries.ts';
import { cardNow, frozenSubmission, latestSubmission } from '../sign-off/frozen-card.read-model.ts';
import { type ReadableCard, requireReadableCard } from '../sign-off/readable-card.read-model.ts';

type Wanted = z.output<typeof ROUTES.officialReport.query> & { readonly format: 'docx' | 'pdf' };

/** The official report as a file: of the submission asked for, of the last one, or a draft of what stands now. */
export async function officialReport(context: Context, key: CardKey, wanted: Wanted): Promise<FileAnswer> {
  const card = await requireReadableCard(context, key);
  const report = await chooseReport(context, key, card, wanted);
  const draft = report.frame.receipt === null ? '-du-thao' : '';
  const name = `bao-cao-tu-cham-diem-${card.unit.code}-${key.roundId}${draft}`;
  return documentFile(context, report, name, wanted.format);
}

async function chooseReport(
  context: Context,
  key: CardKey,
  card: ReadableCard,
  { submission, draft }: Wanted,
): Promise<SelfAssessmentReport> {
  if (!draft) {
    const sequence = submission ?? (await latestSubmission(context.db, key));
    if (sequence !== null) return submittedReport(context, key, sequence);
  }
  // What is not signed yet is the unit's own affair.
  return card.inside ? draftReport(context, key, card) : refuse('not-found');
}

async function submittedReport(
  context: Context,
  key: CardKey,
  sequence: number,
): Promise<SelfAssessmentReport> {
  const { card, at, sha256, checkUrl } = await frozenSubmission(context, key, sequence);
  const stored = await requirePlan(context.db, card.criteriaSet.version);
  const receipt = { hash: sha256, time: at.toISOString(), qrText: checkUrl };
  return reportOf(card, stored, card.report ?? blank(card.unit.name), receipt);
}

async function draftReport(
  { db }: Context,
  key: CardKey,
  { round, unit }: ReadableCard,
): Promise<SelfAssessmentReport> {
  const stored = await requirePlan(db, round.setVersionId);
  const details = (await savedDetails(db, key)) ?? blank(unit.name);
  return reportOf(await cardNow(db, round, unit), stored, details, null);
}
