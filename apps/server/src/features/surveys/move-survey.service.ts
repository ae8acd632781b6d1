import type { ROUTES, SurveyDetail } from '@parix/api-contract';
import { surveyMoveNeedsReason, surveyMovesFrom, SURVEY_PHASES } from '@parix/workflow';
import type { z } from 'zod';
import type { RowUpdate } from '../../db/schema.ts';
import { recordAudit } from '../../platform/audit-log.ts';
import type { Context } from '../../platform/context.ts';
import { type PlacedError, refuse } from '../../platform/refusal.ts';
import { inTransaction } from '../../platform/transaction.ts';
import { lockCardsOfRound } from '../sign-off/lock-card.read-model.ts';
import { mixAnswers } from './answers.queries.ts';
import { freezeSurvey, takeBackSurvey } from './freeze-survey.ts';
import { currentSurvey, holdSurvey, type OpenSurvey } from './open-survey.ts';
import { checkedDates } from './survey-rounds.service.ts';
import { latestQuestionnaires, listGroups, updateSurvey } from './surveys.queries.ts';

type Move = z.output<typeof ROUTES.moveSurvey.body>;

/** Opens, closes, freezes, takes up again or cancels. Freezing writes figures, cancelling takes them back: both hold every card of the round. */
export async function moveSurvey(
  context: Context,
  {
    roundId,
    surveyId,
    version,
  }: { readonly roundId: string; readonly surveyId: string; readonly version: number },
  move: Move,
): Promise<SurveyDetail> {
  return inTransaction(context.db, async (db) => {
    const inside = { ...context, db };
    const held = { phases: SURVEY_PHASES, version, lock: 'update' } as const;
    const survey = await holdSurvey(inside, roundId, surveyId, held);
    const { round, phase } = survey;
    if (!surveyMovesFrom(phase).includes(move.to)) refuse('survey-phase');
    if (surveyMoveNeedsReason(phase, move.to) && move.reason.trim() === '')
      refuse('bad-request', { errors: [reasonMissing] });
    const { changes, detail } = await effectsOf(inside, survey, move);
    const stateReason = move.reason.trim() || null;
    await updateSurvey(db, surveyId, { state: move.to, stateReason, ...changes });
    await recordAudit(db, context, {
      action: 'survey.moved',
      subject: `survey:${surveyId}`,
      detail: { round: roundId, from: phase, to: move.to, reason: move.reason, ...detail },
    });
    return currentSurvey(db, round, surveyId, context.now);
  });
}

interface Effects {
  readonly changes: RowUpdate<'survey'>;
  readonly detail: Readonly<Record<string, unknown>>;
}

async function effectsOf(context: Context, survey: OpenSurvey, move: Move): Promise<Effects> {
  const { db, now } = context;
  if (move.to === 'open') return { changes: await opening(context, survey, move.closesAt), detail: {} };
  if (move.to === 'cancelled') {
    await lockCardsOfRound(db, survey.round.id);
    await mixAnswers(db, survey.row.id, now);
    return { changes: {}, detail: { figuresTakenBack: await takeBackSurvey(context, survey) } };
  }
  if (move.to === 'frozen') {
    context.permit('surveys.import', { phase: survey.round.phase });
    await lockCardsOfRound(db, survey.round.id);
    const { belowQuota, reason } = move;
    return { changes: {}, detail: { ...(await freezeSurvey(context, survey, { belowQuota, reason })) } };
  }
  // Closed before its time: what is shown as the closing instant is when it was.
  const early = survey.phase !== 'frozen' && (survey.row.closesAt === null || survey.row.closesAt > now);
  return { changes: early ? closingAt(survey, now) : {}, detail: {} };
}

const closingAt = ({ row }: OpenSurvey, now: Date): RowUpdate<'survey'> =>
  row.opensAt !== null && row.opensAt >= now ? { opensAt: null, closesAt: now } : { closesAt: now };

/** Opened only when everybody who is asked is asked something, about somebody, until some time to come. */
async function opening(
  context: Context,
  { row, phase }: OpenSurvey,
  closesAt: string | null | undefined,
): Promise<RowUpdate<'survey'>> {
  const dates = checkedDates(row.opensAt, closesAt === undefined ? row.closesAt : closesAt);
  const faults: PlacedError[] = [];
  if (dates.closesAt !== null && dates.closesAt <= context.now) faults.push({ place: '/closesAt', ...past });
  if (phase === 'draft') faults.push(...(await gapsOf(context, row.id)));
  if (faults.length > 0) refuse('survey-invalid', { errors: faults });
  return dates;
}

async function gapsOf({ db }: Context, surveyId: string): Promise<readonly PlacedError[]> {
  const groups = await listGroups(db, surveyId);
  const asked = new Set((await latestQuestionnaires(db, surveyId)).map(({ key }) => key));
  if (groups.length === 0) return [{ place: '', ...noGroups }];
  return groups.flatMap(({ name, units, questionnaireKey }) =>
    units > 0 && asked.has(questionnaireKey)
      ? []
      : [{ place: `group:${name}`, code: noUnits.code, message: `${name}: ${noUnits.message}` }],
  );
}

const reasonMissing = {
  place: '/reason',
  code: 'reason-required',
  message: 'Cần ghi lý do của việc này. / This needs a reason.',
};
const past = {
  code: 'closing-past',
  message: 'Giờ đóng đã qua; chọn giờ đóng mới. / The closing instant has passed; choose a later one.',
};
const noGroups = {
  code: 'no-groups',
  message: 'Chưa có nhóm đối tượng nào; thêm nhóm rồi mới mở. / There is no respondent group; add one first.',
};
const noUnits = {
  code: 'no-units',
  message: 'chưa có đơn vị nào có chỉ tiêu; đặt chỉ tiêu rồi mới mở. / no unit has a quota; set it first.',
};
