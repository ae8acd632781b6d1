import { type ROUTES, type SurveyDetail, surveyQuestions } from '@parix/api-contract';
import type { SurveyPhase } from '@parix/workflow';
import type { z } from 'zod';
import { recordAudit } from '../../platform/audit-log.ts';
import type { Context, Db } from '../../platform/context.ts';
import { newId } from '../../platform/ids.ts';
import { refuse } from '../../platform/refusal.ts';
import { inTransaction } from '../../platform/transaction.ts';
import { requirePlan } from '../criteria-sets/set-library.read-model.ts';
import { roundUnits } from '../rounds/rounds.read-model.ts';
import { placed, questionFaults, skeletonOf } from './check-questions.ts';
import { orderedCodes } from './codes.queries.ts';
import { currentSurvey, holdSurvey, type OpenSurvey } from './open-survey.ts';
import {
  deleteTargets,
  insertGroup,
  insertQuestionnaire,
  latestQuestionnaires,
  listCells,
  listGroups,
  updateSurvey,
  upsertTargets,
} from './surveys.queries.ts';

interface Place {
  readonly roundId: string;
  readonly surveyId: string;
  /** The survey’s version that the client has read. */
  readonly version: number;
}

const BEFORE: readonly SurveyPhase[] = ['draft'];
const WHILE: readonly SurveyPhase[] = ['draft', 'scheduled', 'open'];

/** One change of the design: the survey is held, changed, its version raised, and the change is on record. */
async function design(
  context: Context,
  { roundId, surveyId, version }: Place,
  phases: readonly SurveyPhase[],
  change: (inside: Context, survey: OpenSurvey) => Promise<Record<string, unknown>>,
): Promise<SurveyDetail> {
  return inTransaction(context.db, async (db) => {
    const inside = { ...context, db };
    const survey = await holdSurvey(inside, roundId, surveyId, { phases, version });
    const detail = await change(inside, survey);
    await updateSurvey(db, surveyId, {});
    await recordAudit(db, context, { action: 'survey.designed', subject: `survey:${surveyId}`, detail });
    return currentSurvey(db, survey.round, surveyId, context.now);
  });
}

export const saveQuestionnaire = (
  context: Context,
  place: Place,
  key: string,
  body: z.output<typeof ROUTES.saveQuestionnaire.body>,
): Promise<SurveyDetail> =>
  design(context, place, WHILE, async ({ db, now, person, locale }, { round, phase }) => {
    const { items } = await requirePlan(db, round.setVersionId);
    const { title, introduction, questions } = body;
    const faults = questionFaults(items, questions, locale);
    if (faults.length > 0) refuse('survey-invalid', { errors: faults });
    const before = (await latestQuestionnaires(db, place.surveyId)).find((one) => one.key === key);
    const isUsed = phase !== 'draft';
    if (isUsed && (!before || skeletonOf(surveyQuestions.parse(before.questions)) !== skeletonOf(questions)))
      refuse('survey-invalid', { errors: [placed('/questions', 'only-words', locale)] });
    const version = (before?.version ?? 0) + 1;
    await insertQuestionnaire(db, {
      ...{ surveyId: place.surveyId, key, version, title, introduction },
      ...{ questions: JSON.stringify(questions), authorId: person.accountId, savedAt: now },
    });
    return { questionnaire: key, version };
  });

export const addGroup = (
  context: Context,
  place: Place,
  { name, questionnaireKey }: z.output<typeof ROUTES.addSurveyGroup.body>,
): Promise<SurveyDetail> =>
  design(context, place, BEFORE, async ({ db }) => {
    const known = await latestQuestionnaires(db, place.surveyId);
    if (!known.some(({ key }) => key === questionnaireKey)) refuse('not-found');
    const added = await insertGroup(db, { surveyId: place.surveyId, id: newId(), name, questionnaireKey });
    if (!added) refuse('survey-invalid', { errors: [{ place: '/name', ...nameTaken }] });
    return { group: name };
  });
const nameTaken = {
  code: 'name-taken',
  message: 'Đã có nhóm đối tượng mang tên này. / There is a group of this name already.',
};

/**
 * Quotas by unit. A unit that codes were made or ordered for stays in; its quota may change until the survey opens. A
 * group is never given as smaller than the good codes that are out in it; what is only ordered is refused when shown.
 */
export const setTargets = (
  context: Context,
  place: Place,
  groupId: string,
  body: z.output<typeof ROUTES.setSurveyTargets.body>,
): Promise<SurveyDetail> =>
  design(context, place, BEFORE, async ({ db }, { round }) => {
    const { surveyId } = place;
    if (!(await listGroups(db, surveyId)).some(({ id }) => id === groupId)) refuse('not-found');
    const units = (await roundUnits(db, round.id)).map(({ id }) => id);
    const known = new Set(units);
    const targets = 'targets' in body ? body.targets : units.map((unitId) => ({ unitId, ...body.everyUnit }));
    const firstAt = new Map(targets.map(({ unitId }, at) => [unitId, at] as const).reverse());
    const faults = targets.flatMap(({ unitId, quota, population }, at) => [
      ...(known.has(unitId) ? [] : [{ place: `/targets/${at}/unitId`, ...unknownUnit }]),
      ...(firstAt.get(unitId) === at ? [] : [{ place: `/targets/${at}/unitId`, ...unitTwice }]),
      ...(population !== null && population < quota
        ? [{ place: `/targets/${at}/population`, ...tooSmall }]
        : []),
    ]);
    if (faults.length > 0) refuse('survey-invalid', { errors: faults });
    const out = targets.filter(({ quota }) => quota === 0).map(({ unitId }) => unitId);
    const cells = await listCells(db, surveyId, { groupId, unitIds: out });
    const ordered = await orderedCodes(db, surveyId, groupId);
    if (cells.some(({ unitId, codes }) => codes > 0 || ordered.has(unitId)))
      refuse('survey-invalid', { errors: [{ place: '/targets', ...hasCodes }] });
    await refuseFewerThanCodes(db, { surveyId, groupId }, targets);
    await deleteTargets(db, surveyId, groupId, out);
    const kept = targets.filter(({ quota }) => quota > 0);
    await upsertTargets(
      db,
      kept.map((target) => ({ ...target, surveyId, groupId })),
    );
    return { group: groupId, units: kept.length, removed: out.length };
  });

async function refuseFewerThanCodes(
  db: Db,
  { surveyId, groupId }: { readonly surveyId: string; readonly groupId: string },
  targets: readonly { readonly unitId: string; readonly population: number | null }[],
): Promise<void> {
  const sizes = new Map(targets.map(({ unitId, population }) => [unitId, population]));
  const cells = await listCells(db, surveyId, { groupId, unitIds: [...sizes.keys()] });
  const errors = cells.flatMap(({ unitId, unitCode, unitName, codes }) => {
    const size = sizes.get(unitId) ?? null;
    return size === null || codes <= size
      ? []
      : [
          {
            place: `unit:${unitCode}`,
            code: 'population-below-codes',
            message: belowCodes(unitName, codes, size),
          },
        ];
  });
  if (errors.length > 0) refuse('survey-invalid', { errors });
}

const belowCodes = (unit: string, codes: number, size: number): string =>
  `${unit}: đã phát ${codes} mã còn hiệu lực, nhiều hơn tổng số người ${size}; nhập lại số người hoặc thu hồi lô mã trước. / ${codes} good codes are out, more than ${size} people; correct the number or take a batch back first.`;

const unknownUnit = {
  code: 'unit-unknown',
  message: 'Đơn vị không thuộc đợt đánh giá. / The unit takes no part in the round.',
};
const unitTwice = {
  code: 'unit-twice',
  message:
    'Đơn vị có hai dòng chỉ tiêu; giữ lại một dòng. / The unit has two lines of quotas; keep one of them.',
};
const tooSmall = {
  code: 'population-small',
  message:
    'Tổng số người của nhóm phải từ số phiếu cần thu trở lên; chưa biết thì để trống. / The group must have at least as many people as answers are wanted; leave it empty when not known.',
};
const hasCodes = {
  code: 'has-codes',
  message:
    'Đã tạo mã cho đơn vị này, không bỏ ra được; hạ chỉ tiêu hoặc thu hồi lô mã. / Codes were made for this unit; lower its quota or take the batch back.',
};
