import { SURVEY_PHASES, SURVEY_STATES } from '@parix/workflow';
import { z } from 'zod';
import {
  decimal,
  empty,
  importQuery,
  importReport,
  instant,
  legalDate,
  page,
  pageQuery,
  requiredText,
  roundParams,
  slug,
  text,
} from './common.ts';
import { route } from './route.ts';

const optionId = z
  .string()
  .min(1)
  .max(32)
  .regex(/^[a-z0-9_-]+$/);
const figureKey = z.string().min(1).max(64);

/** One answer of a scale. What is not counted (no value, no figure) is "no opinion". */
export const surveyOption = z.object({
  id: optionId,
  label: requiredText(300),
  /** What it adds to the mean, where the question feeds a mean. */
  value: decimal.nullable(),
  /** Which number of answers it raises, where the question feeds numbers of answers. */
  figure: figureKey.nullable(),
});
export const surveyQuestion = z.object({
  id: optionId,
  text: requiredText(1000),
  itemId: z.string().min(1).max(100),
  /** The figure that holds the mean; null: each option names the figure that counts it. */
  mean: figureKey.nullable(),
  required: z.boolean().default(true),
  options: z.array(surveyOption).min(2).max(20),
});
export type SurveyQuestion = z.output<typeof surveyQuestion>;
export const surveyQuestions = z.array(surveyQuestion).min(1).max(60);

const questionnaireBody = z.object({
  title: requiredText(300),
  introduction: text(4000),
  questions: surveyQuestions,
});
export const surveyQuestionnaire = questionnaireBody.extend({
  key: slug,
  version: z.number().int(),
  savedAt: z.string(),
});
export type SurveyQuestionnaire = z.infer<typeof surveyQuestionnaire>;

export const survey = z.object({
  id: z.uuid(),
  title: z.string(),
  opensAt: z.string().nullable(),
  closesAt: z.string().nullable(),
  state: z.enum(SURVEY_STATES),
  phase: z.enum(SURVEY_PHASES),
  stateReason: z.string().nullable(),
  version: z.number().int(),
  quota: z.number().int().describe('Answers wanted, over all groups and units'),
  codes: z.number().int().describe('Codes that were given out, taken-back ones left out'),
  answers: z.number().int(),
});
export type Survey = z.infer<typeof survey>;

/** An item of the set that a question may feed, with the scale that its rule implies. */
export const surveyFeed = z.object({
  itemId: z.string(),
  code: z.string(),
  name: z.string(),
  /** Set where the rule takes a mean; null where it counts answers by grade. */
  mean: z.string().nullable(),
  low: decimal.nullable(),
  high: decimal.nullable(),
  options: z.array(surveyOption),
});
export type SurveyFeed = z.infer<typeof surveyFeed>;

const surveyGroup = z.object({
  id: z.uuid(),
  name: z.string(),
  questionnaireKey: z.string(),
  units: z.number().int(),
  quota: z.number().int(),
  answers: z.number().int(),
});
export const surveyDetail = survey.extend({
  groups: z.array(surveyGroup),
  questionnaires: z.array(surveyQuestionnaire),
  feeds: z.array(surveyFeed),
});
export type SurveyDetail = z.infer<typeof surveyDetail>;

export const surveyCell = z.object({
  groupId: z.uuid(),
  groupName: z.string(),
  unitId: z.uuid(),
  unitCode: z.string(),
  unitName: z.string(),
  quota: z.number().int(),
  population: z.number().int().nullable(),
  codes: z.number().int(),
  answers: z.number().int(),
});
export type SurveyCell = z.infer<typeof surveyCell>;

export const surveyBatch = z.object({
  id: z.uuid(),
  number: z.number().int(),
  groupId: z.uuid(),
  groupName: z.string(),
  units: z.number().int(),
  copies: z.number().int(),
  madeAt: z.string(),
  shownAt: z.string().nullable(),
  voidedAt: z.string().nullable(),
  voidReason: z.string().nullable(),
  used: z.number().int(),
});
export type SurveyBatch = z.infer<typeof surveyBatch>;

/** Sheets for printing: the only time that the codes are shown. */
export const surveySheets = z.object({
  batchNumber: z.number().int(),
  surveyTitle: z.string(),
  groupName: z.string(),
  closesAt: z.string().nullable(),
  questionnaire: surveyQuestionnaire,
  sheets: z.array(
    z.object({
      unitName: z.string(),
      code: z.string(),
      link: z.string(),
      /** SVG text of the QR code of the link. */
      qr: z.string(),
    }),
  ),
});
export type SurveySheets = z.infer<typeof surveySheets>;

export const surveyResult = z.object({
  unitId: z.uuid(),
  unitCode: z.string(),
  unitName: z.string(),
  itemId: z.string(),
  itemCode: z.string(),
  answers: z.number().int(),
  population: z.number().int().nullable(),
  figures: z.array(z.object({ key: z.string(), label: z.string(), value: z.string() })),
  /** Points by the set's rule; null: nothing was counted. */
  points: decimal.nullable(),
  maximum: decimal,
  margin: decimal.nullable().describe('Margin of error in points at 95 % confidence'),
  belowQuota: z.array(
    z.object({ groupName: z.string(), quota: z.number().int(), answers: z.number().int() }),
  ),
});
export type SurveyResult = z.infer<typeof surveyResult>;

/** Where the survey figures of an item come from: stands beside its points in a result. */
export const surveyBasis = z.object({
  source: z.enum(['survey', 'import']),
  /** Title of the survey round, or who conducted the imported one. */
  conductedBy: z.string().nullable(),
  from: z.string().nullable(),
  to: z.string().nullable(),
  answers: z.number().int().nullable(),
  population: z.number().int().nullable(),
  /** In points for a survey round; in percentage points, as stated, for an import. */
  margin: decimal.nullable(),
  belowQuota: z.boolean(),
  fileName: z.string().nullable(),
  fileHash: z.string().nullable(),
  note: z.string().nullable(),
});
export type SurveyBasis = z.infer<typeof surveyBasis>;

/** Letters and digits as typed: spaces, dashes and small letters are taken too. */
const typedCode = z.string().trim().min(1).max(40);
const choices = z.record(optionId, optionId);

/** Sheets of one batch: what one printing job and one answer hold. */
export const SURVEY_BATCH_SHEETS = 2000;

const surveyParams = roundParams.extend({ surveyId: z.uuid() });
const dates = { opensAt: instant.nullable(), closesAt: instant.nullable() };
const count = z.number().int().min(0).max(10_000_000);
const target = { quota: count, population: count.min(1).nullable() };

export const surveyRoutes = {
  importSurveyPoints: route({
    method: 'POST',
    path: '/rounds/:roundId/survey-points/import',
    permission: 'surveys.import',
    feature: 'surveys',
    summary: 'Import survey figures for the survey items only, with where they come from',
    upload: true,
    params: roundParams,
    query: importQuery.extend({
      conductedBy: requiredText(300).optional(),
      conductedFrom: legalDate.optional(),
      conductedTo: legalDate.optional(),
      sampleSize: z.coerce.number().int().min(1).max(10_000_000).optional(),
      margin: z
        .string()
        .regex(/^\d{1,2}(\.\d{1,3})?$/)
        .optional(),
      note: requiredText(2000).optional(),
    }),
    response: importReport,
  }),
  listSurveys: route({
    method: 'GET',
    path: '/rounds/:roundId/surveys',
    permission: 'surveys.read',
    feature: 'surveys',
    summary: 'Survey rounds of a round with how many answers they have',
    params: roundParams,
    response: z.object({ items: z.array(survey) }),
  }),
  getSurvey: route({
    method: 'GET',
    path: '/rounds/:roundId/surveys/:surveyId',
    permission: 'surveys.read',
    feature: 'surveys',
    summary: 'One survey round: groups, questionnaires, and the items that questions may feed',
    params: surveyParams,
    response: surveyDetail,
  }),
  createSurvey: route({
    method: 'POST',
    path: '/rounds/:roundId/surveys',
    permission: 'surveys.manage',
    feature: 'surveys',
    summary: 'Begin a survey round',
    idempotent: true,
    params: roundParams,
    body: z.object({ title: requiredText(300), ...dates }),
    response: surveyDetail,
  }),
  updateSurvey: route({
    method: 'PATCH',
    path: '/rounds/:roundId/surveys/:surveyId',
    permission: 'surveys.manage',
    feature: 'surveys',
    summary: 'Change title or dates while answers may still come',
    ifMatch: true,
    params: surveyParams,
    body: z.object({ title: requiredText(300), ...dates }).partial(),
    response: surveyDetail,
  }),
  saveQuestionnaire: route({
    method: 'PUT',
    path: '/rounds/:roundId/surveys/:surveyId/questionnaires/:key',
    permission: 'surveys.manage',
    feature: 'surveys',
    summary: 'Append a version of a questionnaire; once the survey has opened, only words may differ',
    ifMatch: true,
    params: surveyParams.extend({ key: slug }),
    body: questionnaireBody,
    response: surveyDetail,
  }),
  addSurveyGroup: route({
    method: 'POST',
    path: '/rounds/:roundId/surveys/:surveyId/groups',
    permission: 'surveys.manage',
    feature: 'surveys',
    summary: 'Add a respondent group with what it is asked',
    ifMatch: true,
    idempotent: true,
    params: surveyParams,
    body: z.object({ name: requiredText(200), questionnaireKey: slug }),
    response: surveyDetail,
  }),
  setSurveyTargets: route({
    method: 'PUT',
    path: '/rounds/:roundId/surveys/:surveyId/groups/:groupId/targets',
    permission: 'surveys.manage',
    feature: 'surveys',
    summary: 'Set quotas of the named units, or of every unit; a quota of 0 takes the unit out',
    ifMatch: true,
    params: surveyParams.extend({ groupId: z.uuid() }),
    body: z.union([
      z.object({
        targets: z
          .array(z.object({ unitId: z.uuid(), ...target }))
          .min(1)
          .max(5000),
      }),
      z.object({ everyUnit: z.object(target) }),
    ]),
    response: surveyDetail,
  }),
  listSurveyCells: route({
    method: 'GET',
    path: '/rounds/:roundId/surveys/:surveyId/cells',
    permission: 'surveys.read',
    feature: 'surveys',
    summary: 'Groups x units with quota, codes and number of answers',
    params: surveyParams,
    query: pageQuery.extend({
      groupId: z.uuid().optional(),
      short: z.stringbool().optional().describe('Only cells below their quota'),
    }),
    response: page(surveyCell),
  }),
  moveSurvey: route({
    method: 'POST',
    path: '/rounds/:roundId/surveys/:surveyId/moves',
    permission: 'surveys.manage',
    feature: 'surveys',
    summary: 'Open, close, freeze (writes the figures), take up again or cancel',
    ifMatch: true,
    idempotent: true,
    params: surveyParams,
    body: z.object({
      to: z.enum(SURVEY_STATES).exclude(['draft']),
      reason: text(2000).default(''),
      /** For opening again: the new closing instant. */
      closesAt: instant.nullable().optional(),
      /** For freezing: what becomes of items of units in which a group stayed below its quota. */
      belowQuota: z.enum(['leave-out', 'use']).optional(),
    }),
    response: surveyDetail,
  }),
  listSurveyBatches: route({
    method: 'GET',
    path: '/rounds/:roundId/surveys/:surveyId/batches',
    permission: 'surveys.read',
    feature: 'surveys',
    summary: 'Batches of one-time codes, newest first; never the codes',
    params: surveyParams,
    query: pageQuery,
    response: page(surveyBatch),
  }),
  makeSurveyBatch: route({
    method: 'POST',
    path: '/rounds/:roundId/surveys/:surveyId/batches',
    permission: 'surveys.manage',
    feature: 'surveys',
    summary: 'Order a batch of one-time codes for a group and units',
    idempotent: true,
    params: surveyParams,
    body: z.object({
      groupId: z.uuid(),
      /** Left out: every unit that the group is asked about. */
      unitIds: z.array(z.uuid()).min(1).max(500).optional(),
      copies: z.number().int().min(1).max(SURVEY_BATCH_SHEETS).describe('Codes for each unit'),
    }),
    response: surveyBatch,
  }),
  /** Not repeated under a key: the answer would have to be kept, and the codes with it. A second request is refused. */
  showSurveyCodes: route({
    method: 'POST',
    path: '/rounds/:roundId/surveys/:surveyId/batches/:batchId/codes',
    permission: 'surveys.manage',
    feature: 'surveys',
    summary: 'Make the codes of a batch and show them, once',
    params: surveyParams.extend({ batchId: z.uuid() }),
    response: surveySheets,
  }),
  voidSurveyBatch: route({
    method: 'POST',
    path: '/rounds/:roundId/surveys/:surveyId/batches/:batchId/void',
    permission: 'surveys.manage',
    feature: 'surveys',
    summary: 'Take back the unused codes of a batch',
    idempotent: true,
    params: surveyParams.extend({ batchId: z.uuid() }),
    body: z.object({ reason: requiredText(2000) }),
    response: surveyBatch,
  }),
  /** The code travels in the body, so that no log of addresses holds it. */
  findPaperSheet: route({
    method: 'POST',
    path: '/rounds/:roundId/surveys/:surveyId/paper-sheet',
    permission: 'surveys.manage',
    feature: 'surveys',
    summary: 'The form that a paper sheet’s code belongs to; refused when it was entered already',
    params: surveyParams,
    body: z.object({ code: typedCode }),
    response: z.object({
      unitName: z.string(),
      groupName: z.string(),
      questionnaire: surveyQuestionnaire,
    }),
  }),
  /** Repeated safely by its own token; a key kept with the answer would tell who entered what and when. */
  enterPaperSheet: route({
    method: 'POST',
    path: '/rounds/:roundId/surveys/:surveyId/paper-answers',
    permission: 'surveys.manage',
    feature: 'surveys',
    summary: 'Enter one paper sheet by its code; the same token again has no second effect',
    params: surveyParams,
    body: z.object({
      code: typedCode,
      token: z.string().min(16).max(100),
      questionnaireVersion: z.number().int().min(1),
      choices,
    }),
    response: empty,
  }),
  listSurveyResults: route({
    method: 'GET',
    path: '/rounds/:roundId/surveys/:surveyId/results',
    permission: 'surveys.read',
    feature: 'surveys',
    summary: 'Figures, points and margins by unit and item, once the survey is closed',
    params: surveyParams,
    query: pageQuery.extend({ limit: z.coerce.number().int().min(1).max(200).default(50) }),
    response: page(surveyResult),
  }),
};
