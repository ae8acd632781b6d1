import { formatDate } from '@parix/working-days';
import { describe, expect, it } from 'vitest';
import { changeOfCounts, countsOf, type DayCount } from './daily-counts.ts';
import type { DossierEvent } from './dossier-event.ts';
import { foldDossier } from './fold-dossier.ts';
import { UNKNOWN_PROCEDURE } from './procedure-rule.ts';
import { at, event, OFFICE, THREE_DAYS } from './testing/office.ts';

const lines = (counts: readonly DayCount[]): string[] =>
  counts.map(({ day, counter, by }) => `${formatDate(day).slice(5)} ${counter} ${by}`);
const counted = (events: readonly DossierEvent[], rule = THREE_DAYS): string[] =>
  lines(countsOf(foldDossier(events, rule, OFFICE), OFFICE));

const accepted = event('2021-05-03 09:00', { kind: 'accepted', channel: 'online', level: 'level-4' });

describe('what a dossier adds to which day', () => {
  it('the stocks follow the course: near due, paused, near due again, overdue, ended', () => {
    const events = [
      accepted,
      event('2021-05-05 10:00', { kind: 'supplement-requested' }),
      event('2021-05-07 10:00', { kind: 'supplemented' }),
      event('2021-05-13 10:00', { kind: 'finished' }),
    ];
    // Due on the 6th, after two days of pause on the 10th; near due from the working day before on.
    const stocks = / (open|paused|near-due|overdue|late-766) /;
    expect(counted(events).filter((line) => stocks.test(line))).toEqual([
      '05-03 open 1',
      '05-05 paused 1',
      '05-07 paused -1',
      '05-07 near-due 1',
      '05-11 near-due -1',
      '05-11 overdue 1',
      '05-11 late-766 1',
      '05-13 overdue -1',
      '05-13 late-766 -1',
      '05-13 open -1',
    ]);
    expect(counted(events).filter((line) => !stocks.test(line))).toEqual([
      '05-03 received 1',
      '05-03 received-online 1',
      '05-03 fully-online-possible 1',
      '05-03 fully-online 1',
      '05-03 online-level-4 1',
      '05-03 supplement-requests 1',
      '05-13 settled-late 1',
      '05-13 settled-after-first-due 1',
      '05-13 settled-late-766 1',
    ]);
  });

  it('what the applicant says of it counts on the day of its end, the last judgement only', () => {
    const said = (...events: readonly DossierEvent[]): string[] =>
      counted([accepted, event('2021-05-04 10:00', { kind: 'finished' }), ...events]).filter((line) =>
        /rated|satisfied|complained/.test(line),
      );
    const rated = (day: string, rating: 'satisfied' | 'neutral' | 'dissatisfied') =>
      event(`2021-05-${day} 10:00`, { kind: 'rated', rating });
    expect(said()).toEqual([]);
    expect(said(rated('05', 'dissatisfied'), rated('06', 'satisfied'))).toEqual([
      '05-04 settled-rated 1',
      '05-04 settled-satisfied 1',
    ]);
    expect(said(rated('05', 'neutral'))).toEqual(['05-04 settled-rated 1']);
    expect(said(rated('05', 'dissatisfied'), event('2021-05-07 08:00', { kind: 'petitioned' }))).toEqual([
      '05-04 settled-rated 1',
      '05-04 settled-complained-766 1',
    ]);
    // Late already: the same dossier is not counted against the office twice.
    const late = event('2021-05-13 10:00', { kind: 'finished' });
    expect(counted([accepted, late, event('2021-05-14 08:00', { kind: 'petitioned' })])).not.toContain(
      '05-13 settled-complained-766 1',
    );
    // Nothing is judged that was not settled.
    const withdrawn = event('2021-05-04 10:00', { kind: 'withdrawn' });
    expect(counted([accepted, withdrawn, rated('05', 'dissatisfied')]).join()).not.toMatch(
      /rated|complained/,
    );
  });

  it('what a dossier is counts on the day of its receipt', () => {
    const record = event('2021-05-20 00:00', {
      kind: 'reported',
      state: 'returned',
      received: at('2021-05-03 09:00'),
      finished: at('2021-05-03 15:00'),
      returned: at('2021-05-04 15:00'),
      returnChannel: 'post',
      digitised: true,
      paidOnline: true,
    });
    expect(counted([record], UNKNOWN_PROCEDURE)).toEqual([
      '05-03 received 1',
      '05-03 received-counter 1',
      '05-03 received-no-channel 1',
      '05-03 by-post 1',
      '05-03 digitised 1',
      '05-03 with-fee 1',
      '05-03 paid-online 1',
      '05-03 settled-without-deadline 1',
    ]);
  });

  it('what was never received counts apart', () => {
    const registered = event('2021-05-03 09:00', { kind: 'registered', channel: 'online' });
    expect(counted([registered])).toEqual([]);
    expect(counted([registered, event('2021-05-04 09:00', { kind: 'refused' })])).toEqual([
      '05-04 refused-unreceived 1',
    ]);
  });

  it('a change takes the old counts away and leaves out what stays', () => {
    const before = countsOf(foldDossier([accepted], THREE_DAYS, OFFICE), OFFICE);
    const done = [accepted, event('2021-05-04 09:00', { kind: 'finished' })];
    const after = countsOf(foldDossier(done, THREE_DAYS, OFFICE), OFFICE);
    expect(lines(changeOfCounts(before, after)).sort()).toEqual([
      '05-04 open -1',
      '05-04 settled-early 1',
      '05-04 settled-on-time-766 1',
      '05-05 near-due -1',
      '05-07 late-766 -1',
      '05-07 near-due 1',
      '05-07 overdue -1',
    ]);
    expect(changeOfCounts(after, after)).toEqual([]);
  });
});
