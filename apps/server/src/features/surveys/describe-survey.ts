import {
  type Survey,
  type SurveyDetail,
  surveyQuestions,
  type SurveyQuestionnaire,
} from '@parix/api-contract';
import { surveyPhaseOf } from '@parix/workflow';
import type { Row } from '../../db/schema.ts';
import type { Db } from '../../platform/context.ts';
import { requirePlan } from '../criteria-sets/set-library.read-model.ts';
import type { Round } from '../rounds/rounds.read-model.ts';
import { feedsOf } from './survey-feeds.ts';
import { type CountedSurvey, latestQuestionnaires, listGroups } from './surveys.queries.ts';

export function toSurvey(row: CountedSurvey, now: Date): Survey {
  const { id, title, state, opensAt, closesAt, stateReason, version, quota, codes, answers } = row;
  const clock = { state, opensAt: opensAt?.getTime() ?? null, closesAt: closesAt?.getTime() ?? null };
  return {
    id,
    title,
    opensAt: opensAt?.toISOString() ?? null,
    closesAt: closesAt?.toISOString() ?? null,
    state,
    phase: surveyPhaseOf(clock, now.getTime()),
    stateReason,
    version,
    quota,
    codes,
    answers,
  };
}

export async function describeSurvey(
  db: Db,
  round: Round,
  row: CountedSurvey,
  now: Date,
): Promise<SurveyDetail> {
  const { items } = await requirePlan(db, round.setVersionId);
  const groups = await listGroups(db, row.id);
  const questionnaires = await latestQuestionnaires(db, row.id);
  return {
    ...toSurvey(row, now),
    groups: groups.map(({ surveyId: _survey, ...group }) => group),
    questionnaires: questionnaires.map(toQuestionnaire),
    feeds: feedsOf(items),
  };
}

export const toQuestionnaire = (row: Row<'surveyQuestionnaire'>): SurveyQuestionnaire => ({
  key: row.key,
  version: row.version,
  title: row.title,
  introduction: row.introduction,
  questions: surveyQuestions.parse(row.questions),
  savedAt: row.savedAt.toISOString(),
});
