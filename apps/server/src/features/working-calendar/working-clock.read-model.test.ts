import { expectedDecision, HOLIDAY_SCHEDULES, parseDate, type YearDecision } from '@parix/working-days';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { createTestDatabase, type TestDatabase } from '../../db/testing/test-database.ts';
import { loadWorkingClock } from './working-clock.read-model.ts';

let database: TestDatabase;
beforeEach(async () => {
  database = await createTestDatabase();
});
afterEach(() => database.close());

const works = async (date: string) =>
  (await loadWorkingClock(database.db)).isWorkingDay(parseDate(date) ?? Number.NaN);

const record = (sequence: number, decision: YearDecision) =>
  database.db
    .insertInto('yearDecision')
    .values({
      year: decision.year,
      sequence,
      document: JSON.stringify(decision),
      recordedAt: new Date('2024-01-01T00:00:00Z'),
    })
    .execute();

const closed = (date: string) => {
  const decision = HOLIDAY_SCHEDULES.find(({ year }) => String(year) === date.slice(0, 4));
  if (decision === undefined) throw new Error(date);
  return { ...decision, localExceptions: [{ date, works: false, reason: 'Bão' }] };
};

describe('the clock of the calendar that holds', () => {
  it('knows announced years and expects the law for others', async () => {
    expect(await works('2024-04-29')).toBe(false);
    expect(await works('2024-05-04')).toBe(true);
    expect(await works('2031-09-02')).toBe(false);
    const tet = expectedDecision(2090)?.daysOff.find(({ name }) => name.includes('Tết Âm lịch'))?.date;
    expect(await works(tet ?? '')).toBe(false);
  });

  it('works eight hours a day, in two sittings', async () => {
    const clock = await loadWorkingClock(database.db);
    const at = (time: string) => Date.parse(`2024-03-12T${time}:00+07:00`);
    expect(clock.minutesBetween(at('00:00'), at('23:59'))).toBe(480);
    expect(clock.addMinutes(at('11:00'), 60)).toBe(at('14:00'));
  });

  it('changes with the latest decision of a year, and back, and is the same object until then', async () => {
    const before = await loadWorkingClock(database.db);
    expect(await works('2024-09-09')).toBe(true);
    await record(1, closed('2024-09-09'));
    expect(await works('2024-09-09')).toBe(false);
    await record(2, closed('2024-09-10'));
    expect(await works('2024-09-09')).toBe(true);
    expect(await works('2024-09-10')).toBe(false);
    expect(await loadWorkingClock(database.db)).toBe(await loadWorkingClock(database.db));
    expect(await loadWorkingClock(database.db)).not.toBe(before);
  });

  it('refuses to go on with a stored document that is none', async () => {
    await database.db
      .insertInto('yearDecision')
      .values({ year: 2025, sequence: 1, document: '{}', recordedAt: new Date('2024-01-01T00:00:00Z') })
      .execute();
    await expect(loadWorkingClock(database.db)).rejects.toThrow('cannot be read');
  });
});
