import { type Action, type SurveyPhase, surveyPhaseOf } from '@parix/workflow';
import type { Context, Db } from '../../platform/context.ts';
import { refuse } from '../../platform/refusal.ts';
import { type Round, requireRound } from '../rounds/rounds.read-model.ts';
import { describeSurvey } from './describe-survey.ts';
import { findCountedSurvey, findSurveyRow, lockSurvey, type SurveyRow } from './surveys.queries.ts';

/** What the survey is at the instant. */
export const surveyPhaseAt = ({ state, opensAt, closesAt }: SurveyRow, now: Date): SurveyPhase =>
  surveyPhaseOf(
    { state, opensAt: opensAt?.getTime() ?? null, closesAt: closesAt?.getTime() ?? null },
    now.getTime(),
  );

export interface OpenSurvey {
  readonly round: Round;
  readonly row: SurveyRow;
  readonly phase: SurveyPhase;
}

/** The survey of that round, once the right in the round's phase is checked; 404 when there is none. */
export async function readSurvey(
  context: Context,
  roundId: string,
  surveyId: string,
  action: Action = 'surveys.read',
): Promise<OpenSurvey> {
  const round = await requireRound(context.db, roundId, context.now);
  context.permit(action, { phase: round.phase });
  return found(context, round, await findSurveyRow(context.db, surveyId));
}

/**
 * The survey held alone until the transaction ends, its design or state about to change: in one of these phases, and at
 * the version that was read, where one is given.
 */
export async function holdSurvey(
  context: Context,
  roundId: string,
  surveyId: string,
  {
    phases,
    version,
    lock = 'share',
  }: {
    readonly phases: readonly SurveyPhase[];
    readonly version?: number;
    readonly lock?: 'share' | 'update';
  },
): Promise<OpenSurvey> {
  const round = await requireRound(context.db, roundId, context.now, lock);
  context.permit('surveys.manage', { phase: round.phase });
  await lockSurvey(context.db, surveyId, 'alone');
  const survey = found(context, round, await findSurveyRow(context.db, surveyId));
  if (version !== undefined && survey.row.version !== version)
    refuse('edit-conflict', { current: await currentSurvey(context.db, round, surveyId, context.now) });
  if (!phases.includes(survey.phase)) refuse('survey-phase');
  return survey;
}

function found({ now }: Context, round: Round, row: SurveyRow | undefined): OpenSurvey {
  if (row?.roundId !== round.id) refuse('not-found');
  return { round, row, phase: surveyPhaseAt(row, now) };
}

/** The survey as it stands, with its counts and design. */
export async function currentSurvey(db: Db, round: Round, surveyId: string, now: Date) {
  const row = (await findCountedSurvey(db, round.id, surveyId)) ?? refuse('not-found');
  return describeSurvey(db, round, row, now);
}
