import type { SurveyQuestionnaire } from '@parix/api-contract';
import type { Db } from '../../platform/context.ts';
import { refuse } from '../../platform/refusal.ts';
import { requireRoundUnit } from '../rounds/rounds.read-model.ts';
import { toQuestionnaire } from './describe-survey.ts';
import { findQuestionnaire } from './surveys.queries.ts';
import type { GoodStanding } from './take-answer.service.ts';

/** What a respondent is shown. */
export interface AnswerForm {
  readonly surveyTitle: string;
  readonly unitName: string;
  readonly closesAt: Date | null;
  readonly questionnaire: SurveyQuestionnaire;
}

export async function loadAnswerForm(db: Db, { survey, code }: GoodStanding): Promise<AnswerForm> {
  const row = (await findQuestionnaire(db, survey.id, code.groupId)) ?? refuse('not-found');
  const unit = await requireRoundUnit(db, survey.roundId, code.unitId);
  const { title: surveyTitle, closesAt } = survey;
  return { surveyTitle, unitName: unit.name, closesAt, questionnaire: toQuestionnaire(row) };
}
