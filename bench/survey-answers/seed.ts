import { resolve } from 'node:path';
import { sql } from 'kysely';
import { createDatabase } from '../../apps/server/src/db/database.ts';
import { migrateToLatest } from '../../apps/server/src/db/migrate.ts';
import { seedDemo } from '../../apps/server/src/demo/seed-demo.service.ts';
import { codeHasher, newCode } from '../../apps/server/src/features/surveys/survey-code.ts';
import { systemClock } from '../../apps/server/src/platform/clock.ts';
import { newId } from '../../apps/server/src/platform/ids.ts';
import { openDatabase } from '../../apps/server/src/platform/postgres/open-database.ts';

/** Nine questions of five steps tell 1 953 125 answers apart, so that every single one is found again by its content. */
export const QUESTIONS = 9;
const STEPS = 5;
const ITEM = '1.6.1';

/** The choices of the answer with that number. */
export const choicesOf = (number: number): Readonly<Record<string, string>> =>
  Object.fromEntries(
    Array.from({ length: QUESTIONS }, (_, at) => [`q${at}`, `m${Math.floor(number / STEPS ** at) % STEPS}`]),
  );

/** The number of the answer with those choices. */
export const numberOf = (choices: Readonly<Record<string, unknown>>): number =>
  Array.from(
    { length: QUESTIONS },
    (_, at) => Number(String(choices[`q${at}`]).slice(1)) * STEPS ** at,
  ).reduce((sum, part) => sum + part, 0);

/** The demo province with an open survey about its units, and so many codes, shared out among the units. */
export async function seed(dataDir: string, publicUrl: string, answers: number): Promise<readonly string[]> {
  const database = await openDatabase({
    ...{ databaseUrl: undefined, databaseAppUrl: undefined },
    ...{ dataDir, publicUrl },
  });
  await migrateToLatest(database.owner);
  const owner = createDatabase({ ...database.owner, max: 2 });
  const app = createDatabase({ ...database.app, max: 2 });
  const root = resolve(import.meta.dirname, '../..');
  await seedDemo({ db: app, clock: systemClock, config: { dataDir, publicUrl }, root });
  const [surveyId, groupId, batchId] = [newId(), newId(), newId()];
  const now = new Date();
  const round = 'demo-2022';
  await owner
    .insertInto('survey')
    .values({ id: surveyId, roundId: round, title: 'Thử tải', state: 'open', createdAt: now })
    .execute();
  const questions = Array.from({ length: QUESTIONS }, (_, at) => ({
    ...{ id: `q${at}`, text: `Câu ${at + 1}`, itemId: ITEM, mean: 'diem_trung_binh', required: true },
    options: Array.from({ length: STEPS }, (_step, step) => ({
      ...{ id: `m${step}`, label: `Mức ${step + 1}`, value: String(step + 1), figure: null },
    })),
  }));
  await owner
    .insertInto('surveyQuestionnaire')
    .values({
      ...{ surveyId, key: 'phieu-1', version: 1, title: 'Phiếu', introduction: '', savedAt: now },
      questions: JSON.stringify(questions),
    })
    .execute();
  await owner
    .insertInto('surveyGroup')
    .values({ surveyId, id: groupId, name: 'Người dân', questionnaireKey: 'phieu-1' })
    .execute();
  const units = await owner.selectFrom('roundUnit').select('unitId').where('roundId', '=', round).execute();
  const unitIds = units.map(({ unitId }) => unitId);
  await owner
    .insertInto('surveyTarget')
    .values(unitIds.map((unitId) => ({ unitId, surveyId, groupId, quota: 100 })))
    .execute();
  await owner
    .insertInto('surveyBatch')
    .values({ surveyId, id: batchId, groupId, number: 1, unitIds, copies: 1, madeAt: now, shownAt: now })
    .execute();
  const hash = codeHasher({ dataDir });
  const codes = Array.from({ length: answers }, newCode);
  for (let at = 0; at < codes.length; at += 5000)
    await owner
      .insertInto('surveyCode')
      .values(
        codes.slice(at, at + 5000).map((code, place) => ({
          unitId: unitIds[(at + place) % unitIds.length] ?? '',
          ...{ codeHash: hash(code), surveyId, groupId, batchId },
        })),
      )
      .execute();
  await sql`vacuum analyze`.execute(owner);
  await owner.destroy();
  await app.destroy();
  await database.close();
  return codes;
}
