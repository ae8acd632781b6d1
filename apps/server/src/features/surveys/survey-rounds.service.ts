import type { ROUTES, SurveyDetail } from '@parix/api-contract';
import type { z } from 'zod';
import { recordAudit } from '../../platform/audit-log.ts';
import type { Context } from '../../platform/context.ts';
import { newId } from '../../platform/ids.ts';
import { refuse } from '../../platform/refusal.ts';
import { inTransaction } from '../../platform/transaction.ts';
import { requireRound } from '../rounds/rounds.read-model.ts';
import { toSurvey } from './describe-survey.ts';
import { currentSurvey, holdSurvey, readSurvey } from './open-survey.ts';
import { insertSurvey, listSurveyRows, updateSurvey } from './surveys.queries.ts';

export async function listSurveys(context: Context, roundId: string) {
  const round = await requireRound(context.db, roundId, context.now);
  context.permit('surveys.read', { phase: round.phase });
  const rows = await listSurveyRows(context.db, roundId);
  return { items: rows.map((row) => toSurvey(row, context.now)) };
}

export async function getSurvey(context: Context, roundId: string, surveyId: string): Promise<SurveyDetail> {
  const { round } = await readSurvey(context, roundId, surveyId);
  return currentSurvey(context.db, round, surveyId, context.now);
}

export async function createSurvey(
  context: Context,
  roundId: string,
  { title, opensAt, closesAt }: z.output<typeof ROUTES.createSurvey.body>,
): Promise<SurveyDetail> {
  return inTransaction(context.db, async (db) => {
    const { now, person } = context;
    const round = await requireRound(db, roundId, now, 'share');
    context.permit('surveys.manage', { phase: round.phase });
    const dates = checkedDates(opensAt, closesAt);
    const id = newId();
    const made = { createdBy: person.accountId, createdAt: now };
    await insertSurvey(db, { id, roundId, title, ...dates, state: 'draft', ...made });
    const detail = { round: roundId, title };
    await recordAudit(db, context, { action: 'survey.created', subject: `survey:${id}`, detail });
    return currentSurvey(db, round, id, now);
  });
}

/** Title and dates, while answers may still come; after that a later date is an act with a reason (`moveSurvey`). */
export async function changeSurvey(
  context: Context,
  roundId: string,
  surveyId: string,
  version: number,
  changes: z.output<typeof ROUTES.updateSurvey.body>,
): Promise<SurveyDetail> {
  return inTransaction(context.db, async (db) => {
    const inside = { ...context, db };
    const phases = ['draft', 'scheduled', 'open'] as const;
    const { round, row } = await holdSurvey(inside, roundId, surveyId, { phases, version });
    const dates = checkedDates(
      changes.opensAt === undefined ? row.opensAt : changes.opensAt,
      changes.closesAt === undefined ? row.closesAt : changes.closesAt,
    );
    await updateSurvey(db, surveyId, { title: changes.title ?? row.title, ...dates });
    const detail = { ...changes };
    await recordAudit(db, context, { action: 'survey.changed', subject: `survey:${surveyId}`, detail });
    return currentSurvey(db, round, surveyId, context.now);
  });
}

const toDate = (instant: Date | string | null): Date | null => (instant === null ? null : new Date(instant));

export function checkedDates(opens: Date | string | null, closes: Date | string | null) {
  const [opensAt, closesAt] = [toDate(opens), toDate(closes)];
  if (opensAt !== null && closesAt !== null && opensAt >= closesAt)
    refuse('bad-request', { errors: [{ place: '/closesAt', ...outOfOrder }] });
  return { opensAt, closesAt };
}
const outOfOrder = {
  code: 'dates-order',
  message: 'Giờ đóng phải sau giờ mở. / The closing instant must come after the opening one.',
};
