import { UNKNOWN_PROCEDURE } from '@parix/one-stop';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { NewRow } from '../../db/schema.ts';
import { createTestDatabase, type TestDatabase } from '../../db/testing/test-database.ts';
import { knownProcedures, loadProcedureRules } from './procedure-rules.read-model.ts';
import type { RuleOfProcedure } from './rules-in-force.read-model.ts';

const row = (code: string, validFrom: string, more: Partial<NewRow<'procedure'>> = {}) => ({
  code,
  validFrom,
  name: `Thủ tục ${code}`,
  sector: 'Hộ tịch',
  processingMinutes: 960,
  counting: 'days' as const,
  lateness: 'by-day' as const,
  paymentStopsClock: true,
  supplementLimit: 1,
  nearDueDays: 1,
  hasFee: false,
  searchText: code,
  recordedAt: new Date('2020-01-01T00:00:00Z'),
  ...more,
});

let database: TestDatabase;
let ruleOf: RuleOfProcedure;
beforeAll(async () => {
  database = await createTestDatabase();
  await database.owner
    .insertInto('procedure')
    .values([
      row('1.01', '2020-01-01'),
      row('1.01', '2022-08-15', { name: 'Tên mới', processingMinutes: 240, onlineLevel: 'full' }),
      row('1.02', '2020-01-01', { endedOn: '2021-07-01' }),
      row('1.02', '2023-01-01', { processingMinutes: null }),
    ])
    .execute();
  ruleOf = await loadProcedureRules(database.db, ['1.01', '1.02', 'none']);
});
afterAll(() => database.close());

const minutes = (code: string | null, receivedAt: string | null) => {
  const rule = ruleOf(code, receivedAt === null ? null : Date.parse(receivedAt));
  return rule === UNKNOWN_PROCEDURE ? 'unknown' : rule.processingMinutes;
};

describe('rules of procedures', () => {
  it('count from midnight in Vietnam until the next row', () => {
    expect(minutes('1.01', '2022-08-14T23:59:59.999+07:00')).toBe(960);
    expect(minutes('1.01', '2022-08-15T00:00:00+07:00')).toBe(240);
    expect(minutes('1.01', '2199-12-31T12:00:00+07:00')).toBe(240);
    expect(ruleOf('1.01', Date.parse('2022-08-15T00:00:00+07:00'))).toEqual({
      processingMinutes: 240,
      counting: 'days',
      lateness: 'by-day',
      paymentStopsClock: true,
      supplementLimit: 1,
      nearDueDays: 1,
      onlineLevel: 'full',
      hasFee: false,
    });
  });

  it('are unknown before the first row, and between an end and the next row', () => {
    expect(minutes('1.01', '2019-12-31T23:59:00+07:00')).toBe('unknown');
    expect(minutes('1.02', '2021-06-30T23:59:00+07:00')).toBe(960);
    expect(minutes('1.02', '2021-07-01T00:00:00+07:00')).toBe('unknown');
    expect(minutes('1.02', '2023-01-01T00:00:00+07:00')).toBeNull();
  });

  it('are unknown without a code, without an instant, and for a code nobody has entered', () => {
    expect(minutes(null, '2022-01-01T00:00:00Z')).toBe('unknown');
    expect(minutes('1.01', null)).toBe('unknown');
    expect(minutes('none', '2022-01-01T00:00:00Z')).toBe('unknown');
  });
});

it('names procedures as their latest rows do', async () => {
  const known = await knownProcedures(database.db, ['1.01', 'none']);
  expect([...known]).toEqual([['1.01', { name: 'Tên mới', sector: 'Hộ tịch' }]]);
  expect((await knownProcedures(database.db, [])).size).toBe(0);
});
