import { formatDate } from '@parix/working-days';
import fc from 'fast-check';
import { sql } from 'kysely';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { copyIn } from '../../db/copy-in.ts';
import { createTestDatabase, type TestDatabase } from '../../db/testing/test-database.ts';
import { type CopyRows, copyRows, fieldsOf, roomFor } from './copy-rows.ts';

let database: TestDatabase;
beforeAll(async () => {
  database = await createTestDatabase();
  await sql`create table copied (n int primary key, id uuid, words text, data jsonb, yes boolean, day date,
    at timestamptz, list int[] check (list is null or list[1] is distinct from -99))`.execute(database.owner);
});
afterAll(() => database.close());
beforeEach(async () => {
  await sql`truncate copied`.execute(database.owner);
});

const COPY = 'copy copied (n, id, words, data, yes, day, at, list) from stdin (format binary)';

/** The database has no NUL. */
const text = fc.oneof(
  fc.string({ unit: 'grapheme', maxLength: 200 }).map((some) => some.replaceAll('\u0000', '')),
  fc.constantFrom('', '\\N', '{}', '"\\', 'Đăng ký khai sinh', 'H15.22-230101-0001', '👩‍👩‍👦'),
);
const instant = fc.integer({ min: Date.parse('1900-01-01'), max: Date.parse('2199-12-31') });
const row = fc.record({
  id: fc.constantFrom('00000000-0000-7000-8000-000000000001', 'ffffffff-ffff-4fff-bfff-ffffffffffff'),
  words: fc.option(text),
  data: fc.dictionary(text, fc.oneof(text, fc.integer(), fc.boolean())),
  day: fc.option(fc.integer({ min: -20_000, max: 80_000 })),
  at: fc.option(instant),
  list: fc.array(fc.integer({ min: -0x8000_0000, max: 0x7fff_ffff }), { maxLength: 40 }),
});
type Row = typeof row extends fc.Arbitrary<infer T> ? T : never;

const YES = fieldsOf(roomFor.int4, ({ boolean }) => boolean(true));

function write(rows: CopyRows, n: number, { id, words, data, day, at, list }: Row): void {
  const json = JSON.stringify(data);
  const room = roomFor.text(words) + roomFor.jsonb(json) + roomFor.int4Array(list.length) + 100;
  rows.row(8, room);
  rows.int4(n);
  rows.uuid(id);
  rows.text(words);
  rows.jsonb(json);
  rows.fields(YES);
  rows.date(day);
  rows.instant(at);
  // Among others, as counts of many dossiers lie one behind the other.
  rows.int4Array(Int32Array.from([7, ...list, 7]), 1, 1 + list.length);
}

function copied(rows: readonly Row[]): Buffer {
  const writing = copyRows(0);
  for (const [n, each] of rows.entries()) write(writing, n, each);
  return writing.end();
}

const stored = async () =>
  (
    await sql<object>`select id, words, data, yes, day, extract(epoch from at) * 1000 as at, list
      from copied order by n`.execute(database.owner)
  ).rows;

describe('rows for COPY in binary', () => {
  it('are stored as what they are', async () => {
    await fc.assert(
      fc.asyncProperty(fc.array(row, { maxLength: 60 }), async (rows) => {
        await sql`truncate copied`.execute(database.owner);
        await copyIn(database.owner, COPY, copied(rows));
        expect((await stored()).map((each) => ({ ...each, at: 0 }))).toEqual(
          rows.map(({ day, ...rest }) => ({
            ...rest,
            yes: true,
            day: day === null ? null : formatDate(day),
            at: 0,
          })),
        );
        expect(
          (await stored()).map((each) => ('at' in each && each.at !== null ? Number(each.at) : null)),
        ).toEqual(rows.map(({ at }) => at));
      }),
      { numRuns: 40 },
    );
  });

  const plain: Row = {
    id: '00000000-0000-7000-8000-000000000001',
    words: 'x'.repeat(500),
    data: {},
    day: 1,
    at: 1,
    list: [1],
  };

  it('of which the database refuses one are not stored, and the connection goes on', async () => {
    const many = Array.from({ length: 4000 }, () => plain);
    const refused = [{ ...plain, list: [-99] }, ...many];
    await database.owner.transaction().execute(async (db) => {
      await copyIn(db, COPY, copied([plain]));
      await sql`savepoint before`.execute(db);
      await expect(copyIn(db, COPY, copied(refused))).rejects.toMatchObject({ code: '23514' });
      await sql`rollback to before`.execute(db);
      await expect(copyIn(db, COPY, copied([plain]))).rejects.toMatchObject({ code: '23505' });
      await sql`rollback to before`.execute(db);
    });
    expect(await stored()).toHaveLength(1);
  });

  it('that end too early are refused', async () => {
    const half = copied([plain]).subarray(0, -10);
    await expect(copyIn(database.owner, COPY, half)).rejects.toThrow();
    await expect(copyIn(database.owner, 'copy nowhere from stdin', half)).rejects.toThrow('nowhere');
    expect(await stored()).toHaveLength(0);
  });
});
