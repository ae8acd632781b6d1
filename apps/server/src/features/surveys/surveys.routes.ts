import type { surveyRoutes } from '@parix/api-contract';
import type { Handlers } from '../../platform/handlers.ts';
import { listSurveyBatches, makeSurveyBatch, showSurveyCodes, voidSurveyBatch } from './batches.service.ts';
import { addGroup, saveQuestionnaire, setTargets } from './design-survey.service.ts';
import { listSurveyCells } from './list-cells.service.ts';
import { moveSurvey } from './move-survey.service.ts';
import { enterPaperSheet, findPaperSheet } from './paper-sheets.service.ts';
import { changeSurvey, createSurvey, getSurvey, listSurveys } from './survey-rounds.service.ts';
import { listSurveyResults } from './survey-results.service.ts';
import { importSurveyPoints } from './surveys.service.ts';

export const surveyHandlers: Handlers<typeof surveyRoutes> = {
  importSurveyPoints: ({ context, params, file, query }) =>
    importSurveyPoints(context, params.roundId, file, query),
  listSurveys: ({ context, params }) => listSurveys(context, params.roundId),
  async getSurvey({ context, params, reply }) {
    const survey = await getSurvey(context, params.roundId, params.surveyId);
    reply.etag(survey.version);
    return survey;
  },
  createSurvey: ({ context, params, body }) => createSurvey(context, params.roundId, body),
  async updateSurvey({ context, params, body, ifMatch, reply }) {
    const survey = await changeSurvey(context, params.roundId, params.surveyId, ifMatch, body);
    reply.etag(survey.version);
    return survey;
  },
  async saveQuestionnaire({ context, params, body, ifMatch, reply }) {
    const { key, ...place } = params;
    const survey = await saveQuestionnaire(context, { ...place, version: ifMatch }, key, body);
    reply.etag(survey.version);
    return survey;
  },
  async addSurveyGroup({ context, params, body, ifMatch, reply }) {
    const survey = await addGroup(context, { ...params, version: ifMatch }, body);
    reply.etag(survey.version);
    return survey;
  },
  async setSurveyTargets({ context, params, body, ifMatch, reply }) {
    const { groupId, ...place } = params;
    const survey = await setTargets(context, { ...place, version: ifMatch }, groupId, body);
    reply.etag(survey.version);
    return survey;
  },
  listSurveyCells: ({ context, params, query }) =>
    listSurveyCells(context, params.roundId, params.surveyId, query),
  async moveSurvey({ context, params, body, ifMatch, reply }) {
    const survey = await moveSurvey(context, { ...params, version: ifMatch }, body);
    reply.etag(survey.version);
    return survey;
  },
  listSurveyBatches: ({ context, params, query }) => listSurveyBatches(context, params, query),
  makeSurveyBatch: ({ context, params, body }) => makeSurveyBatch(context, params, body),
  showSurveyCodes: ({ context, params }) => showSurveyCodes(context, params),
  voidSurveyBatch: ({ context, params, body }) => voidSurveyBatch(context, params, body),
  findPaperSheet: ({ context, params, body }) => findPaperSheet(context, params, body),
  enterPaperSheet: ({ context, params, body }) => enterPaperSheet(context, params, body),
  listSurveyResults: ({ context, params, query }) =>
    listSurveyResults(context, params.roundId, params.surveyId, query),
};
