import type { ROUTES } from '@parix/api-contract';
import type { z } from 'zod';
import type { Context } from '../../platform/context.ts';
import { type PlacedError, refuse } from '../../platform/refusal.ts';
import { requireRoundUnit } from '../rounds/rounds.read-model.ts';
import { toQuestionnaire } from './describe-survey.ts';
import { readSurvey } from './open-survey.ts';
import { findQuestionnaire, listGroups } from './surveys.queries.ts';
import { type BadStanding, type ChoiceFault, standingOfCode, takeAnswer } from './take-answer.service.ts';

interface Place {
  readonly roundId: string;
  readonly surveyId: string;
}

/** The form of the sheet with this code; refused in words when it is unknown, was entered, or is of another survey. */
export async function findPaperSheet(
  context: Context,
  { roundId, surveyId }: Place,
  { code: typed }: z.output<typeof ROUTES.findPaperSheet.body>,
) {
  await readSurvey(context, roundId, surveyId, 'surveys.manage');
  const standing = await standingOfCode(context, typed, { token: null, late: true });
  if (standing.is === 'received') refuse('survey-code-used');
  if (standing.is !== 'good') refuseCode(standing);
  const { code, survey } = standing;
  if (survey.id !== surveyId) refuse('survey-code-unknown');
  const questionnaire = (await findQuestionnaire(context.db, surveyId, code.groupId)) ?? refuse('not-found');
  const group = (await listGroups(context.db, surveyId)).find(({ id }) => id === code.groupId);
  const unit = await requireRoundUnit(context.db, roundId, code.unitId);
  return { unitName: unit.name, groupName: group?.name ?? '', questionnaire: toQuestionnaire(questionnaire) };
}

/**
 * Enters one sheet. It is not written into the audit log, whose lines carry the time of day: who entered it stands with
 * the code, to the day.
 */
export async function enterPaperSheet(
  context: Context,
  { roundId, surveyId }: Place,
  sheet: z.output<typeof ROUTES.enterPaperSheet.body>,
): Promise<Record<string, never>> {
  await readSurvey(context, roundId, surveyId, 'surveys.manage');
  const standing = await standingOfCode(context, sheet.code, { token: sheet.token, late: true });
  if (standing.is === 'good' && standing.survey.id !== surveyId) refuse('survey-code-unknown');
  const taken = await takeAnswer(context, { ...sheet, enteredBy: context.person.accountId });
  if (taken.is === 'faulty') refuse('survey-answer-invalid', { errors: [...taken.faults].map(toError) });
  if (taken.is === 'refused') refuseCode(taken.standing);
  return {};
}

function refuseCode({ is }: BadStanding): never {
  if (is === 'used') refuse('survey-code-used');
  if (is === 'unknown') refuse('survey-code-unknown');
  if (is === 'void') refuse('survey-code-void');
  refuse('survey-phase');
}

const toError = ([question, fault]: readonly [string, ChoiceFault]): PlacedError => ({
  place: `/choices/${question}`,
  code: `choice-${fault}`,
  message:
    fault === 'missing'
      ? 'Câu này chưa có câu trả lời. / This question is not answered.'
      : 'Mức trả lời không có trong phiếu. / The form has no such answer.',
});
