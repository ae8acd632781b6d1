import { calendarPeriod } from '@parix/one-stop';
import { type DayNumber, formatDate, parseDate } from '@parix/working-days';
import { z } from 'zod';
import { registerJob, schedule } from '../../platform/jobs/jobs.ts';
import { legalDayOf } from '../../platform/legal-day.ts';
import { inTransaction } from '../../platform/transaction.ts';
import { computeMonth, monthOf } from './compute-month.ts';
import { type KnownMonth, knownMonths, lockMonths, setForYear } from './month-results.queries.ts';
import { MONTHLY_SET } from './monthly-index.service.ts';

/** Months that are made up for at once, after nothing ran for so long. */
const MOST = 24;

/** Computes the running month once a day up to yesterday, and each month that is over once and for good. */
const computeMonths = registerJob(
  'counted-figures.month',
  z.object({}),
  async ({ db, now, requestId, log, stopping }) => {
    const today = parseDate(legalDayOf(now)) ?? 0;
    for (const month of monthsDue(await knownMonths(db), today)) {
      if (stopping.aborted) return;
      const version = await setForYear(db, MONTHLY_SET, Number(month.slice(0, 4)));
      if (version === undefined) continue;
      const units = await inTransaction(db, async (tx) => {
        await lockMonths(tx);
        // Another process may have done it meanwhile.
        const due = monthsDue(await knownMonths(tx), today);
        return due.includes(month) ? computeMonth({ db: tx, now, requestId }, version, month, today) : 0;
      });
      if (units > 0) log.info({ month, units }, 'a month of dossiers was computed');
    }
  },
  { expireSeconds: 1800 },
);
schedule(computeMonths, { everySeconds: 3600 });

/** From the month after the last that is closed, or the one before this, to the month of yesterday. */
function monthsDue(known: readonly KnownMonth[], today: DayNumber): readonly string[] {
  const running = firstOf(today - 1);
  const closed = known.find((month) => month.closed)?.month;
  const due: string[] = [];
  const begin = closed === undefined ? firstOf(monthOf(running).first - 1) : after(closed);
  for (let month = begin; month <= running && due.length < MOST; month = after(month)) {
    const upTo = formatDate(Math.min(monthOf(month).last, today - 1));
    if (known.find((one) => one.month === month)?.asOf !== upTo) due.push(month);
  }
  return due;
}

const firstOf = (day: DayNumber): string => formatDate(calendarPeriod('month', day)?.first ?? day);
const after = (month: string): string => firstOf(monthOf(month).last + 1);
