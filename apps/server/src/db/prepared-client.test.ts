import { sql } from 'kysely';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { createDatabase } from './database.ts';
import { createTestDatabase, type TestDatabase } from './testing/test-database.ts';

let database: TestDatabase;

beforeAll(async () => {
  database = await createTestDatabase();
});
afterAll(() => database.close());

const find = (id: string) => database.db.selectFrom('block').selectAll().where('id', '=', id).execute();

it('prepares a statement once and reuses it with other values', async () => {
  const one = createDatabase({ ...database.app, max: 1 });
  for (const id of ['a', 'b', 'c']) await one.selectFrom('block').select('id').where('id', '=', id).execute();
  const prepared = await sql<{ statement: string }>`select statement from pg_prepared_statements`.execute(
    one,
  );
  await one.destroy();
  expect(
    prepared.rows.filter(({ statement }) => statement.includes('from "block" where "id" = $1')),
  ).toHaveLength(1);
});

it('prepares anew after a table was altered under it', async () => {
  await find('khoi');
  await sql`alter table block add column added_later text`.execute(database.owner);
  await expect(find('khoi')).rejects.toMatchObject({ code: '0A000' });
  await expect(find('khoi')).resolves.toEqual([]);
});
