import { formatDate } from '@parix/working-days';
import fc from 'fast-check';
import { type RawBuilder, sql } from 'kysely';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { createTestDatabase, type TestDatabase } from '../../db/testing/test-database.ts';
import {
  dateArray,
  int4Array,
  jsonbArray,
  packedInt4Array,
  textArray,
  timestamptzArray,
  uuidArray,
} from './binary-arrays.ts';

let database: TestDatabase;
beforeAll(async () => {
  database = await createTestDatabase();
});
afterAll(() => database.close());

async function read(array: RawBuilder<unknown>): Promise<unknown> {
  const { rows } = await sql<{ list: unknown }>`select to_jsonb(${array}) as list`.execute(database.owner);
  return rows[0]?.list;
}

/** The database has no NUL. */
const text = fc.oneof(
  fc.string({ unit: 'grapheme', maxLength: 200 }).map((some) => some.replaceAll('\u0000', '')),
  fc.constantFrom('', 'NULL', '{}', '"\\', 'Đăng ký khai sinh', 'H15.22-230101-0001', '👩‍👩‍👦'),
);
const orNull = <T>(of: fc.Arbitrary<T>) => fc.array(fc.option(of), { maxLength: 60 });
const check = <T>(of: fc.Arbitrary<T>, holds: (values: T) => Promise<void>) =>
  fc.assert(fc.asyncProperty(of, holds), { numRuns: 60 });

describe('arrays in binary are read by the database as what they are', () => {
  it('of texts', async () => {
    await check(orNull(text), async (texts) => {
      expect(await read(sql`${textArray(texts)}::text[]`)).toEqual(texts);
    });
  });

  it('of half characters: as the sign that stands for what cannot be read', async () => {
    expect(await read(sql`${textArray(['a\ud800b', 'x'.repeat(100) + '\udc00'])}::text[]`)).toEqual([
      'a\ufffdb',
      `${'x'.repeat(100)}\ufffd`,
    ]);
  });

  it('of JSON', async () => {
    await check(fc.array(fc.dictionary(text, fc.oneof(text, fc.integer(), fc.boolean()))), async (values) => {
      const sent = values.map((value) => JSON.stringify(value));
      expect(await read(sql`${jsonbArray(sent)}::jsonb[]`)).toEqual(values);
    });
  });

  it('of ids, each as often as it comes', async () => {
    const ids = fc.uniqueArray(fc.uuid(), { minLength: 1, maxLength: 4 });
    await check(
      ids.chain((few) => fc.array(fc.constantFrom(...few))),
      async (many) => {
        expect(await read(sql`${uuidArray(many)}::uuid[]`)).toEqual(many);
      },
    );
    expect(() => uuidArray(['khong-phai-id'])).toThrow(TypeError);
  });

  it('of whole numbers', async () => {
    await check(orNull(fc.integer()), async (values) => {
      expect(await read(sql`${int4Array(values)}::int[]`)).toEqual(values);
    });
    await check(fc.int32Array(), async (values) => {
      expect(await read(sql`${packedInt4Array(values)}::int[]`)).toEqual([...values]);
    });
  });

  it('of days', async () => {
    await check(orNull(fc.integer({ min: -20_000, max: 80_000 })), async (days) => {
      expect(await read(sql`${dateArray(days)}::date[]`)).toEqual(
        days.map((day) => (day === null ? null : formatDate(day))),
      );
    });
  });

  it('of instants, to the millisecond', async () => {
    const instants = orNull(fc.integer({ min: Date.UTC(1900, 0), max: Date.UTC(2199, 11) }));
    await check(instants, async (values) => {
      const micros = sql`(select array_agg((extract(epoch from at) * 1000)::float8 order by n)
        from unnest(${timestamptzArray(values)}::timestamptz[]) with ordinality as r (at, n))`;
      expect((await read(micros)) ?? []).toEqual(values);
    });
  });

  it('refuses bytes of another type', async () => {
    await expect(read(sql`${int4Array([1])}::text[]`)).rejects.toThrow('element type');
  });
});
