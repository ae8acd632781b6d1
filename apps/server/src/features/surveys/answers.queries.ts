import { sql } from 'kysely';
import type { NewRow } from '../../db/schema.ts';
import type { Db } from '../../platform/context.ts';

export async function insertAnswer(db: Db, row: NewRow<'surveyAnswerReceived'>): Promise<void> {
  await db.insertInto('surveyAnswerReceived').values(row).execute();
}

/**
 * Takes all answers of the survey over into the table of frozen surveys, in random order and by one transaction: rows
 * then tell neither by their place nor by the number of the transaction which code they came with.
 */
export async function mixAnswers(db: Db, surveyId: string, now: Date): Promise<number> {
  const moved = await sql`
    with taken as (delete from survey_answer_received where survey_id = ${surveyId} returning *)
    insert into survey_answer (unit_id, id, survey_id, group_id, questionnaire_version, choices)
    select unit_id, id, survey_id, group_id, questionnaire_version, choices from taken order by random()`.execute(
    db,
  );
  await db.updateTable('survey').set({ mixedAt: now }).where('id', '=', surveyId).execute();
  return Number(moved.numAffectedRows ?? 0n);
}

/** Answers about some units, wherever they lie. */
export async function answersAbout(db: Db, surveyId: string, unitIds: readonly string[]) {
  const columns = ['unitId', 'groupId', 'questionnaireVersion', 'choices'] as const;
  const units = sql<string>`any(${unitIds}::uuid[])`;
  return db
    .selectFrom('surveyAnswer')
    .select(columns)
    .where('surveyId', '=', surveyId)
    .where('unitId', '=', units)
    .unionAll(
      db
        .selectFrom('surveyAnswerReceived')
        .select(columns)
        .where('surveyId', '=', surveyId)
        .where('unitId', '=', units),
    )
    .execute();
}
export type AnswerRow = Awaited<ReturnType<typeof answersAbout>>[number];
