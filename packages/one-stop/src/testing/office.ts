import { compileWorkingClock, type WorkingClock } from '@parix/working-days';
import type { DossierEvent } from '../dossier-event.ts';
import { UNKNOWN_PROCEDURE, type ProcedureRule } from '../procedure-rule.ts';

/** Monday to Friday, 7:30-11:30 and 13:30-17:30, with the days off around Quốc khánh 2021 and Tết 2022. */
export const OFFICE: WorkingClock = compileWorkingClock(
  {
    weekend: [6, 7],
    holidays: [
      '2021-09-02',
      '2021-09-03',
      '2022-01-31',
      '2022-02-01',
      '2022-02-02',
      '2022-02-03',
      '2022-02-04',
    ],
    workedDays: [],
  },
  [
    { from: '07:30', to: '11:30' },
    { from: '13:30', to: '17:30' },
  ],
);

/** Instant of a time in Vietnam: `2021-05-03 08:00`. */
export function at(text: string): number {
  return Date.parse(`${text.replace(' ', 'T')}:00+07:00`);
}

/** Day number of a date. */
export function day(text: string): number {
  return OFFICE.dayOf(at(`${text} 00:00`));
}

/** Three working days, counted by days. */
export const THREE_DAYS: ProcedureRule = { ...UNKNOWN_PROCEDURE, processingMinutes: 1440, counting: 'days' };

/** Eight working hours, compared by the minute. */
export const EIGHT_HOURS: ProcedureRule = {
  ...UNKNOWN_PROCEDURE,
  processingMinutes: 480,
  counting: 'hours',
  lateness: 'by-minute',
};

type Rest<T> = T extends unknown ? Omit<T, 'id' | 'revision' | 'at'> : never;

let made = 0;
/** An event of revision 1 with an id of its own. */
export function event(when: string, rest: Rest<DossierEvent>): DossierEvent {
  made += 1;
  return { id: `e${made}`, revision: 1, at: at(when), ...rest };
}
