import { sql } from 'kysely';
import type { NewRow, Row, RowUpdate } from '../../db/schema.ts';
import type { Db } from '../../platform/context.ts';

export type SurveyRow = Row<'survey'>;

/** How many answers are wanted and there, and how many codes are good, by survey. */
const counted = (db: Db) =>
  db
    .selectFrom('survey as s')
    .selectAll('s')
    .select([
      sql<number>`(select coalesce(sum(t.quota), 0)::int from survey_target t where t.survey_id = s.id)`.as(
        'quota',
      ),
      sql<number>`(select count(*)::int from survey_code c
        join survey_batch b on b.survey_id = c.survey_id and b.id = c.batch_id
        where c.survey_id = s.id and (b.voided_at is null or c.used_date is not null))`.as('codes'),
      sql<number>`(select count(*)::int from survey_code c
        where c.survey_id = s.id and c.used_date is not null)`.as('answers'),
    ]);
export type CountedSurvey = Awaited<ReturnType<typeof listSurveyRows>>[number];

export const listSurveyRows = (db: Db, roundId: string) =>
  counted(db).where('s.roundId', '=', roundId).orderBy('s.createdAt').orderBy('s.id').execute();

export const findCountedSurvey = (db: Db, roundId: string, surveyId: string) =>
  counted(db).where('s.roundId', '=', roundId).where('s.id', '=', surveyId).executeTakeFirst();

export const findSurveyRow = (db: Db, surveyId: string): Promise<SurveyRow | undefined> =>
  db.selectFrom('survey').selectAll().where('id', '=', surveyId).executeTakeFirst();

export async function insertSurvey(db: Db, row: NewRow<'survey'>): Promise<void> {
  await db.insertInto('survey').values(row).execute();
}

/** Changes what is named and raises the version. */
export async function updateSurvey(db: Db, surveyId: string, changes: RowUpdate<'survey'>): Promise<void> {
  await db
    .updateTable('survey')
    .set({ ...changes, version: sql`version + 1` })
    .where('id', '=', surveyId)
    .execute();
}

/*
 * An advisory lock instead of a row lock: a hundred thousand answers share it and write nothing for it. Whoever moves
 * the survey holds it alone, so that no answer slips in behind a closing.
 */
export async function lockSurvey(db: Db, surveyId: string, strength: 'share' | 'alone'): Promise<void> {
  const take = strength === 'share' ? sql`pg_advisory_xact_lock_shared` : sql`pg_advisory_xact_lock`;
  await sql`select ${take}(hashtextextended(${`survey ${surveyId}`}, 0))`.execute(db);
}

/** The standing version of each questionnaire. */
export const latestQuestionnaires = (db: Db, surveyId: string) =>
  db
    .selectFrom('surveyQuestionnaire')
    .distinctOn('key')
    .selectAll()
    .where('surveyId', '=', surveyId)
    .orderBy('key')
    .orderBy('version', 'desc')
    .execute();

export const allQuestionnaires = (db: Db, surveyId: string) =>
  db.selectFrom('surveyQuestionnaire').selectAll().where('surveyId', '=', surveyId).execute();

/** One version of what a group is asked; the latest when none is named. */
export function findQuestionnaire(db: Db, surveyId: string, groupId: string, version?: number) {
  let query = db
    .selectFrom('surveyQuestionnaire as q')
    .innerJoin('surveyGroup as g', (join) =>
      join.onRef('g.surveyId', '=', 'q.surveyId').onRef('g.questionnaireKey', '=', 'q.key'),
    )
    .selectAll('q')
    .where('g.surveyId', '=', surveyId)
    .where('g.id', '=', groupId);
  if (version !== undefined) query = query.where('q.version', '=', version);
  return query.orderBy('q.version', 'desc').limit(1).executeTakeFirst();
}

export async function insertQuestionnaire(db: Db, row: NewRow<'surveyQuestionnaire'>): Promise<void> {
  await db.insertInto('surveyQuestionnaire').values(row).execute();
}

export const listGroups = (db: Db, surveyId: string) =>
  db
    .selectFrom('surveyGroup as g')
    .selectAll('g')
    .select([
      sql<number>`(select count(*)::int from survey_target t
        where t.survey_id = g.survey_id and t.group_id = g.id)`.as('units'),
      sql<number>`(select coalesce(sum(t.quota), 0)::int from survey_target t
        where t.survey_id = g.survey_id and t.group_id = g.id)`.as('quota'),
      sql<number>`(select count(*)::int from survey_code c
        where c.survey_id = g.survey_id and c.group_id = g.id and c.used_date is not null)`.as('answers'),
    ])
    .where('g.surveyId', '=', surveyId)
    .orderBy('g.id')
    .execute();

/** False when a group of that name is there already. */
export async function insertGroup(db: Db, row: NewRow<'surveyGroup'>): Promise<boolean> {
  const inserted = await db
    .insertInto('surveyGroup')
    .values(row)
    .onConflict((conflict) => conflict.doNothing())
    .executeTakeFirst();
  return inserted.numInsertedOrUpdatedRows === 1n;
}

export async function upsertTargets(db: Db, rows: readonly NewRow<'surveyTarget'>[]): Promise<void> {
  if (rows.length === 0) return;
  await db
    .insertInto('surveyTarget')
    .values(rows)
    .onConflict((conflict) =>
      conflict.columns(['unitId', 'surveyId', 'groupId']).doUpdateSet((values) => ({
        quota: values.ref('excluded.quota'),
        population: values.ref('excluded.population'),
      })),
    )
    .execute();
}

export async function deleteTargets(
  db: Db,
  surveyId: string,
  groupId: string,
  unitIds: readonly string[],
): Promise<void> {
  if (unitIds.length === 0) return;
  await db
    .deleteFrom('surveyTarget')
    .where('surveyId', '=', surveyId)
    .where('groupId', '=', groupId)
    .where('unitId', '=', sql<string>`any(${unitIds}::uuid[])`)
    .execute();
}

/** Groups x units with what is wanted, given out and there. */
const cells = (db: Db, surveyId: string) =>
  db
    .selectFrom('surveyTarget as t')
    .innerJoin('surveyGroup as g', (join) =>
      join.onRef('g.surveyId', '=', 't.surveyId').onRef('g.id', '=', 't.groupId'),
    )
    .innerJoin('survey as s', 's.id', 't.surveyId')
    .innerJoin('roundUnit as u', (join) =>
      join.onRef('u.unitId', '=', 't.unitId').onRef('u.roundId', '=', 's.roundId'),
    )
    .innerJoin('unit', 'unit.id', 't.unitId')
    .innerJoinLateral(
      (lateral) =>
        lateral
          .selectFrom('surveyCode as c')
          .innerJoin('surveyBatch as b', (join) =>
            join.onRef('b.surveyId', '=', 'c.surveyId').onRef('b.id', '=', 'c.batchId'),
          )
          .whereRef('c.surveyId', '=', 't.surveyId')
          .whereRef('c.groupId', '=', 't.groupId')
          .whereRef('c.unitId', '=', 't.unitId')
          .select([
            sql<number>`(count(*) filter (where b.voided_at is null or c.used_date is not null))::int`.as(
              'codes',
            ),
            sql<number>`(count(c.used_date))::int`.as('answers'),
          ])
          .as('n'),
      (join) => join.onTrue(),
    )
    .select([
      't.groupId',
      'g.name as groupName',
      't.unitId',
      'unit.code as unitCode',
      'u.unitName',
      't.quota',
      't.population',
      'n.codes',
      'n.answers',
    ])
    .where('t.surveyId', '=', surveyId);
export type CellRow = Awaited<ReturnType<typeof listCells>>[number];

export interface CellFilter {
  readonly groupId?: string | undefined;
  readonly short?: boolean | undefined;
  readonly unitIds?: readonly string[] | undefined;
  readonly after?: readonly [unitName: string, unitId: string, groupId: string] | null;
  readonly limit?: number;
}

export function listCells(db: Db, surveyId: string, filter: CellFilter) {
  const { groupId, short, unitIds, after, limit } = filter;
  let query = cells(db, surveyId);
  if (groupId !== undefined) query = query.where('t.groupId', '=', groupId);
  if (short) query = query.where(sql<boolean>`n.answers < t.quota`);
  if (unitIds) query = query.where('t.unitId', '=', sql<string>`any(${unitIds}::uuid[])`);
  if (after)
    query = query.where(
      sql<boolean>`(u.unit_name, t.unit_id, t.group_id) > (${after[0]}, ${after[1]}::uuid, ${after[2]}::uuid)`,
    );
  if (limit !== undefined) query = query.limit(limit);
  return query.orderBy('u.unitName').orderBy('t.unitId').orderBy('t.groupId').execute();
}
