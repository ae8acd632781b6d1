import { describe, expect, it } from 'vitest';
import type { DossierEvent } from './dossier-event.ts';
import type { DossierFacts } from './dossier-facts.ts';
import { foldDossier } from './fold-dossier.ts';
import { UNKNOWN_PROCEDURE, type ProcedureRule } from './procedure-rule.ts';
import { at, EIGHT_HOURS, event, OFFICE, THREE_DAYS } from './testing/office.ts';

const fold = (events: readonly DossierEvent[], rule: ProcedureRule = THREE_DAYS): DossierFacts =>
  foldDossier(events, rule, OFFICE);
const codes = ({ warnings }: DossierFacts): string[] => warnings.map(({ code }) => code);

// 2021-05-03 is a Monday.
const accepted = event('2021-05-03 09:00', { kind: 'accepted', channel: 'counter' });

describe('the ten states', () => {
  const steps: readonly [string, readonly DossierEvent[]][] = [
    ['registered', [event('2021-05-03 08:00', { kind: 'registered' })]],
    ['accepted', [accepted]],
    [
      'refused',
      [event('2021-05-03 08:00', { kind: 'registered' }), event('2021-05-03 10:00', { kind: 'refused' })],
    ],
    ['processing', [accepted, event('2021-05-03 10:00', { kind: 'transferred', unit: 'so-tnmt' })]],
    ['awaiting-supplement', [accepted, event('2021-05-04 10:00', { kind: 'supplement-requested' })]],
    ['awaiting-payment', [accepted, event('2021-05-04 10:00', { kind: 'payment-requested' })]],
    ['withdrawn', [accepted, event('2021-05-04 10:00', { kind: 'withdrawn' })]],
    ['stopped', [accepted, event('2021-05-04 10:00', { kind: 'stopped' })]],
    ['finished', [accepted, event('2021-05-04 10:00', { kind: 'finished' })]],
    [
      'returned',
      [
        accepted,
        event('2021-05-04 10:00', { kind: 'finished' }),
        event('2021-05-05 10:00', { kind: 'returned', channel: 'post' }),
      ],
    ],
  ];
  it.each(steps)('%s', (state, events) => {
    expect(fold(events).state).toBe(state);
    const reported = event('2021-05-10 10:00', {
      kind: 'reported',
      received: at('2021-05-03 09:00'),
      state: fold(events).state,
    });
    expect(fold([reported]).state).toBe(state);
  });

  it('goes back to processing when nothing is waited for any more', () => {
    const asked = [accepted, event('2021-05-04 10:00', { kind: 'supplement-requested' })];
    const both = [...asked, event('2021-05-04 11:00', { kind: 'payment-requested' })];
    expect(fold([...both, event('2021-05-05 10:00', { kind: 'supplemented' })]).state).toBe(
      'awaiting-payment',
    );
    expect(fold([...both, event('2021-05-05 10:00', { kind: 'paid', online: true })]).state).toBe(
      'awaiting-supplement',
    );
    expect(fold([...asked, event('2021-05-05 10:00', { kind: 'supplemented' })]).state).toBe('processing');
  });

  it('is nothing without events', () => {
    expect(fold([])).toMatchObject({ state: null, receivedAt: null, spans: [], warnings: [] });
    expect(fold([{ ...accepted, voided: true }]).state).toBeNull();
  });
});

describe('due dates', () => {
  it('by days: the day of receipt is not counted, the last day counts to its closing', () => {
    const facts = fold([accepted]);
    expect(facts.dueAt).toBe(at('2021-05-06 17:30'));
    expect(facts).toMatchObject({ dueBasis: 'law', firstDueAt: facts.dueAt, due766At: facts.dueAt });
  });

  it('by days: across the weekend and Quốc khánh', () => {
    const before = event('2021-09-01 16:00', { kind: 'accepted' });
    expect(fold([before]).dueAt).toBe(at('2021-09-08 17:30'));
  });

  it('by days: across Tết 2022 with a supplement in it', () => {
    const events = [
      event('2022-01-26 16:00', { kind: 'accepted' }),
      event('2022-01-28 08:00', { kind: 'supplement-requested' }),
      event('2022-02-07 15:00', { kind: 'supplemented' }),
    ];
    // 27 and 28 January are used; 7 February is the pause; the third day is the 8th.
    expect(fold(events).dueAt).toBe(at('2022-02-08 17:30'));
  });

  it('by hours: from the minute of receipt', () => {
    expect(fold([accepted], EIGHT_HOURS).dueAt).toBe(at('2021-05-04 09:00'));
  });

  it('a supplement stops the clock: by hours to the minute', () => {
    const events = [
      accepted,
      event('2021-05-03 10:00', { kind: 'supplement-requested' }),
      event('2021-05-05 08:30', { kind: 'supplemented' }),
    ];
    const facts = fold(events, EIGHT_HOURS);
    expect(facts.dueAt).toBe(at('2021-05-05 17:30'));
    expect(facts.pausedMinutes).toBe(330 + 480 + 60);
  });

  it('waits for supplement and payment at the same time are one pause', () => {
    const events = [
      accepted,
      event('2021-05-04 08:00', { kind: 'supplement-requested' }),
      event('2021-05-04 10:00', { kind: 'payment-requested' }),
      event('2021-05-05 10:00', { kind: 'supplemented' }),
      event('2021-05-06 10:00', { kind: 'paid', online: true }),
    ];
    expect(fold(events).dueAt).toBe(at('2021-05-10 17:30'));
    expect(fold(events, { ...THREE_DAYS, paymentStopsClock: false }).dueAt).toBe(at('2021-05-07 17:30'));
  });

  it('does not stop a clock that has run out', () => {
    const facts = fold([
      accepted,
      event('2021-05-10 08:00', { kind: 'supplement-requested' }),
      event('2021-05-12 08:00', { kind: 'supplemented' }),
      event('2021-05-12 09:00', { kind: 'finished' }),
    ]);
    expect(facts).toMatchObject({ dueAt: at('2021-05-06 17:30'), ending: 'late' });
    expect(codes(facts)).toContain('clock-had-run-out');
  });

  it('takes the law where the source says something else, and tells', () => {
    const facts = fold([
      event('2021-05-07 09:00', {
        kind: 'reported',
        received: at('2021-05-03 09:00'),
        due: at('2021-05-05 17:00'),
      }),
    ]);
    expect(facts).toMatchObject({ dueAt: at('2021-05-06 17:30'), sourceDueAt: at('2021-05-05 17:00') });
    expect(codes(facts)).toEqual(['due-differs']);
  });

  it('takes the source where the procedure is not known', () => {
    const due = at('2021-05-05 17:00');
    const facts = fold([event('2021-05-03 09:00', { kind: 'accepted', due })], UNKNOWN_PROCEDURE);
    expect(facts).toMatchObject({ dueAt: due, dueBasis: 'source', warnings: [] });
  });

  it('has none where nobody gives one', () => {
    const facts = fold([accepted, event('2021-06-03 09:00', { kind: 'finished' })], UNKNOWN_PROCEDURE);
    expect(facts).toMatchObject({ dueAt: null, dueBasis: null, ending: 'without-deadline', ending766: null });
  });

  it('reads a date without a time as the whole day, by minutes too', () => {
    const rule = { ...UNKNOWN_PROCEDURE, lateness: 'by-minute' } as const;
    const facts = fold(
      [
        event('2021-05-03 09:00', { kind: 'accepted', due: at('2021-05-05 00:00') }),
        event('2021-05-05 16:00', { kind: 'finished' }),
      ],
      rule,
    );
    expect(facts).toMatchObject({ dueAt: at('2021-05-05 17:30'), ending: 'on-time' });
  });

  it('an appointment on a day off ends with the next working day', () => {
    const events = [
      event('2021-05-03 09:00', { kind: 'accepted', due: at('2021-05-08 10:00') }),
      event('2021-05-10 16:00', { kind: 'finished' }),
    ];
    const facts = fold(events, UNKNOWN_PROCEDURE);
    expect(facts).toMatchObject({ dueAt: at('2021-05-10 17:30'), ending: 'on-time' });
    expect(codes(facts)).toEqual(['due-on-day-off']);
  });
});

describe('how it ended', () => {
  const ends: readonly [string, string][] = [
    ['2021-05-05 17:00', 'early'],
    ['2021-05-06 08:00', 'on-time'],
    ['2021-05-06 19:00', 'on-time'],
    ['2021-05-07 07:30', 'late'],
  ];
  it.each(ends)('%s, due on the 6th by date: %s', (when, ending) => {
    expect(fold([accepted, event(when, { kind: 'finished' })]).ending).toBe(ending);
  });

  it.each([
    ['2021-05-04 09:00', 'on-time'],
    ['2021-05-04 09:01', 'late'],
    ['2021-05-03 17:00', 'early'],
  ])('%s, due on the 4th at 9:00 by the minute: %s', (when, ending) => {
    expect(fold([accepted, event(when, { kind: 'finished' })], EIGHT_HOURS).ending).toBe(ending);
  });

  it('done on a day off is done on the next working day, so not early', () => {
    const rule = { ...THREE_DAYS, processingMinutes: 5 * 480 };
    expect(fold([accepted, event('2021-05-08 09:00', { kind: 'finished' })], rule)).toMatchObject({
      dueAt: at('2021-05-10 17:30'),
      ending: 'on-time',
    });
  });

  it('the hand-over to the counter counts, not the day on which the result is fetched', () => {
    const facts = fold([
      accepted,
      event('2021-05-06 10:00', { kind: 'finished' }),
      event('2021-06-06 10:00', { kind: 'returned', channel: 'counter' }),
    ]);
    expect(facts).toMatchObject({ ending: 'on-time', endedAt: at('2021-05-06 10:00'), usedMinutes: 1500 });
  });

  it.each(['refused', 'withdrawn', 'stopped'] as const)('%s long after the due date is not late', (kind) => {
    const facts = fold([accepted, event('2021-07-01 10:00', { kind })]);
    expect(facts).toMatchObject({ ending: kind, ending766: null, afterFirstDue: false });
  });

  it('more than one request for supplement is late under QĐ 766 only', () => {
    const facts = fold([
      accepted,
      event('2021-05-04 08:00', { kind: 'supplement-requested' }),
      event('2021-05-04 09:00', { kind: 'supplemented' }),
      event('2021-05-04 10:00', { kind: 'supplement-requested' }),
      event('2021-05-04 11:00', { kind: 'supplemented' }),
      event('2021-05-05 11:00', { kind: 'finished' }),
    ]);
    expect(facts).toMatchObject({ supplementRequests: 2, ending: 'early', ending766: 'late' });
    expect(facts.excessRequestAt).toBe(at('2021-05-04 10:00'));
    expect(codes(facts)).toEqual(['too-many-supplement-requests']);
  });

  it('a request before the receipt is none: no clock runs', () => {
    const facts = fold([
      event('2021-05-01 08:00', { kind: 'registered', channel: 'online' }),
      event('2021-05-01 09:00', { kind: 'supplement-requested' }),
      event('2021-05-02 09:00', { kind: 'supplemented' }),
      accepted,
    ]);
    expect(facts).toMatchObject({ supplementRequests: 0, pausedMinutes: 0, state: 'accepted', warnings: [] });
  });
});

describe('apologies', () => {
  const slip = (when: string, due: string): DossierEvent => event(when, { kind: 'apologised', due: at(due) });
  const done = event('2021-05-10 09:00', { kind: 'finished' });

  it('before the due day: the new date counts, the old one stays known', () => {
    const facts = fold([accepted, slip('2021-05-05 15:00', '2021-05-10 17:00'), done]);
    expect(facts).toMatchObject({
      ending: 'on-time',
      ending766: 'on-time',
      afterFirstDue: true,
      reappointed: true,
      dueAt: at('2021-05-10 17:00'),
      firstDueAt: at('2021-05-06 17:30'),
      warnings: [],
    });
  });

  it('early is measured by the first date', () => {
    const facts = fold([accepted, slip('2021-05-05 15:00', '2021-05-12 17:00'), done]);
    expect(facts).toMatchObject({ ending: 'on-time', afterFirstDue: true });
  });

  it.each([
    ['on the due day', '2021-05-06 08:00', '2021-05-12 17:00', 'reappointed-too-late'],
    ['to an earlier date', '2021-05-04 08:00', '2021-05-05 17:00', 'reappointment-not-later'],
  ])('%s it moves nothing', (_, when, due, code) => {
    const facts = fold([accepted, slip(when, due), done]);
    expect(facts).toMatchObject({ ending: 'late', reappointed: false, apologies: 1 });
    expect(codes(facts)).toEqual([code]);
  });

  it('once only', () => {
    const facts = fold([
      accepted,
      slip('2021-05-04 15:00', '2021-05-07 17:00'),
      slip('2021-05-05 15:00', '2021-05-14 17:00'),
      done,
    ]);
    expect(facts).toMatchObject({ ending: 'late', apologies: 2, dueAt: at('2021-05-07 17:00') });
    expect(codes(facts)).toEqual(['reappointed-again']);
  });

  it('not before there is a dossier', () => {
    const facts = fold([slip('2021-05-01 08:00', '2021-05-14 17:00'), accepted]);
    expect(facts).toMatchObject({ apologies: 0, dueAt: at('2021-05-06 17:30') });
    expect(codes(facts)).toEqual(['event-before-receipt']);
  });

  it('a pause moves both dates', () => {
    const facts = fold([
      accepted,
      slip('2021-05-04 08:00', '2021-05-10 17:30'),
      event('2021-05-05 08:00', { kind: 'supplement-requested' }),
      event('2021-05-06 08:00', { kind: 'supplemented' }),
    ]);
    expect(facts).toMatchObject({ dueAt: at('2021-05-11 17:30'), firstDueAt: at('2021-05-07 17:30') });
  });
});

describe('records of a source', () => {
  const record = {
    kind: 'reported',
    received: at('2021-05-03 09:00'),
    due: at('2021-05-06 17:00'),
    finished: at('2021-05-06 16:00'),
    returned: at('2021-05-07 08:00'),
    state: 'returned',
    channel: 'online',
    level: 'level-4',
    returnChannel: 'post',
    digitised: true,
    paidOnline: true,
  } as const;

  it('alone', () => {
    expect(fold([event('2021-05-08 00:00', record)], UNKNOWN_PROCEDURE)).toMatchObject({
      state: 'returned',
      ending: 'on-time',
      dueBasis: 'source',
      channel: 'online',
      onlineLevel: 'level-4',
      returnChannel: 'post',
      digitised: true,
      paid: 'online',
      hasFee: true,
      usedMinutes: 390 + 960 + 390,
      warnings: [],
    });
  });

  it('the latest one stands, older ones leave nothing behind', () => {
    const older = event('2021-05-09 00:00', { ...record, finished: at('2021-05-09 00:00') });
    const newer = event('2021-05-10 00:00', {
      kind: 'reported',
      received: at('2021-05-04 09:00'),
      state: 'processing',
    });
    expect(fold([older, newer], UNKNOWN_PROCEDURE)).toEqual(fold([newer], UNKNOWN_PROCEDURE));
    // At the same instant the higher revision counts, whichever id it has.
    const again = { ...older, at: newer.at, revision: 2 };
    expect(fold([again, newer], UNKNOWN_PROCEDURE)).toEqual(fold([again], UNKNOWN_PROCEDURE));
  });

  it('stands over what events up to it say; events after it go on from there', () => {
    const events = [
      event('2021-05-03 10:00', { kind: 'accepted', channel: 'counter' }),
      event('2021-05-05 10:00', { kind: 'finished' }),
      event('2021-05-08 00:00', { ...record, returned: null, state: 'finished' }),
      event('2021-05-09 00:00', { kind: 'returned', channel: 'counter' }),
    ];
    const facts = fold(events, UNKNOWN_PROCEDURE);
    expect(facts).toMatchObject({
      receivedAt: record.received,
      endedAt: record.finished,
      returnedAt: at('2021-05-09 00:00'),
      state: 'returned',
      channel: 'online',
      returnChannel: 'counter',
    });
    expect(facts.warnings.map(({ code, field }) => [code, field])).toEqual([
      ['report-differs', 'received'],
      ['report-differs', 'finished'],
    ]);
  });

  it('opens a dossier again', () => {
    const facts = fold([
      accepted,
      event('2021-05-05 10:00', { kind: 'finished' }),
      event('2021-05-06 10:00', { kind: 'reported', state: 'processing' }),
    ]);
    expect(facts).toMatchObject({ state: 'processing', endedAt: null, ending: null });
    expect(codes(facts)).toEqual(['report-reopens']);
  });

  it('its total of pauses replaces the pauses that events told of until then', () => {
    const waits = [
      accepted,
      event('2021-05-03 10:00', { kind: 'supplement-requested' }),
      event('2021-05-04 10:00', { kind: 'supplemented' }),
      event('2021-05-04 11:00', { kind: 'reported', pausedMinutes: 60 }),
    ];
    expect(fold(waits, EIGHT_HOURS)).toMatchObject({ pausedMinutes: 60, dueAt: at('2021-05-04 10:00') });
    const later = [
      ...waits,
      event('2021-05-04 12:00', { kind: 'payment-requested' }),
      event('2021-05-05 08:30', { kind: 'paid', online: false }),
    ];
    expect(fold(later, EIGHT_HOURS).pausedMinutes).toBe(60 + 240 + 60);
  });

  it('QĐ 766 subtracts the supplement from an appointment that the source has not moved', () => {
    const late = { ...record, finished: at('2021-05-07 08:00'), pausedMinutes: 480 };
    const facts = fold([event('2021-05-08 00:00', late)], UNKNOWN_PROCEDURE);
    expect(facts).toMatchObject({ ending: 'late', ending766: 'on-time' });
    const moved = fold([event('2021-05-08 00:00', { ...late, dueMoved: true })], UNKNOWN_PROCEDURE);
    expect(moved).toMatchObject({ ending: 'late', ending766: 'late' });
  });

  it('what was paid for has a fee, also when the record says that there is none', () => {
    const paid = event('2021-05-04 08:00', { kind: 'paid', online: true });
    const facts = fold([accepted, paid, event('2021-05-05 08:00', { kind: 'reported', fee: false })]);
    expect(facts).toMatchObject({ hasFee: true, paid: 'online' });
    expect(
      fold([accepted, event('2021-05-05 08:00', { kind: 'reported', fee: false })], {
        ...THREE_DAYS,
        hasFee: true,
      }).hasFee,
    ).toBe(false);
  });

  it('a re-appointment that the source tells of', () => {
    const facts = fold(
      [
        event('2021-05-12 00:00', {
          ...record,
          due: at('2021-05-11 17:00'),
          firstDue: record.due,
          finished: at('2021-05-10 09:00'),
        }),
      ],
      UNKNOWN_PROCEDURE,
    );
    expect(facts).toMatchObject({ ending: 'on-time', afterFirstDue: true, reappointed: true });
  });

  it('two requests for supplement', () => {
    const facts = fold([event('2021-05-08 00:00', { ...record, supplementRequests: 2 })], UNKNOWN_PROCEDURE);
    expect(facts).toMatchObject({ ending: 'on-time', ending766: 'late' });
  });

  it('ended by its state alone: at the instant of the record', () => {
    const facts = fold([
      event('2021-05-08 08:00', { kind: 'reported', received: record.received, state: 'withdrawn' }),
    ]);
    expect(facts).toMatchObject({ ending: 'withdrawn', endedAt: at('2021-05-08 08:00') });
    expect(codes(facts)).toEqual(['end-instant-unknown']);
  });

  it('waiting by its state alone: since the instant of the record', () => {
    const facts = fold([
      event('2021-05-04 08:00', {
        kind: 'reported',
        received: record.received,
        state: 'awaiting-supplement',
      }),
      event('2021-05-05 08:00', { kind: 'supplemented' }),
    ]);
    expect(facts).toMatchObject({ dueAt: at('2021-05-07 17:30'), state: 'processing' });
    expect(codes(facts)).toEqual(['pause-start-unknown']);
  });
});

describe('revisions', () => {
  const first = event('2021-05-05 10:00', { kind: 'finished' });

  it('the highest counts, whatever came first; voided leaves nothing', () => {
    const second = { ...first, revision: 2, at: at('2021-05-07 10:00') };
    for (const events of [
      [accepted, first, second],
      [second, accepted, first],
    ])
      expect(fold(events)).toMatchObject({ ending: 'late', warnings: [] });
    expect(fold([{ ...second, revision: 3, voided: true }, first, second, accepted])).toEqual(
      fold([accepted]),
    );
  });

  it('two contents of one revision: always the same one, and told', () => {
    const other = { ...first, at: at('2021-05-07 10:00') };
    const facts = fold([accepted, first, other]);
    expect(fold([other, first, accepted])).toEqual(facts);
    expect(codes(facts)).toEqual(['revision-conflict']);
    const settled = fold([first, accepted, { ...first, revision: 2 }, other]);
    expect(settled.warnings).toEqual([]);
  });
});

describe('hostile input', () => {
  it('finished before received', () => {
    const facts = fold([accepted, event('2021-05-01 10:00', { kind: 'finished' })]);
    expect(facts).toMatchObject({ endedAt: at('2021-05-03 09:00'), usedMinutes: null, ending: 'early' });
    expect(codes(facts)).toEqual(['ended-before-received']);
  });

  it('settled without a receipt', () => {
    const facts = fold([event('2021-05-05 10:00', { kind: 'finished' })]);
    expect(facts).toMatchObject({
      receivedAt: at('2021-05-05 10:00'),
      receiptInferred: true,
      usedMinutes: null,
    });
    expect(codes(facts)).toEqual(['receipt-unknown']);
  });

  it('the end comes twice, and things after it', () => {
    const facts = fold([
      accepted,
      event('2021-05-05 10:00', { kind: 'withdrawn' }),
      event('2021-05-06 10:00', { kind: 'finished' }),
      event('2021-05-06 11:00', { kind: 'supplement-requested' }),
      event('2021-05-06 12:00', { kind: 'accepted' }),
    ]);
    expect(facts).toMatchObject({ ending: 'withdrawn', state: 'withdrawn', supplementRequests: 0 });
    expect(codes(facts)).toEqual(['event-after-end', 'event-after-end', 'accepted-again']);
  });

  it('refused, then filed again and received', () => {
    const facts = fold([event('2021-05-01 10:00', { kind: 'refused' }), accepted]);
    expect(facts).toMatchObject({ state: 'accepted', ending: null, warnings: [] });
  });

  it('29/02 is a day in leap years', () => {
    const facts = fold([event('2024-02-27 09:00', { kind: 'accepted' })], {
      ...THREE_DAYS,
      processingMinutes: 960,
    });
    expect(facts.dueAt).toBe(at('2024-02-29 17:30'));
  });

  it.each([Number.NaN, Number.POSITIVE_INFINITY, at('1899-12-31 10:00'), at('2200-01-01 00:00'), 1.5])(
    'an instant of %s is none',
    (instant) => {
      const facts = fold([{ ...accepted, at: instant }]);
      expect(facts).toMatchObject({ state: null, receivedAt: null });
      expect(codes(facts)).toEqual(['instant-invalid']);
      const record = event('2021-05-08 00:00', {
        kind: 'reported',
        received: instant,
        due: instant,
        finished: instant,
      });
      expect(fold([record]).warnings.filter(({ code }) => code === 'instant-invalid')).toHaveLength(3);
    },
  );

  it('a due date after 2199', () => {
    const facts = fold([event('2199-12-30 09:00', { kind: 'accepted' })], {
      ...THREE_DAYS,
      processingMinutes: 48_000,
    });
    expect(facts.dueAt).toBeNull();
    expect(codes(facts)).toEqual(['due-out-of-range']);
  });

  it('negative and broken amounts, unknown words', () => {
    const facts = fold(
      [
        event('2021-05-08 00:00', {
          kind: 'reported',
          received: at('2021-05-03 09:00'),
          pausedMinutes: -5,
          supplementRequests: 0.5,
          state: 'vanished' as 'stopped',
          channel: 'pigeon' as 'post',
        }),
        { ...accepted, id: 'x', kind: 'sung' as 'finished' },
      ],
      { ...THREE_DAYS, processingMinutes: -480 },
    );
    expect(facts).toMatchObject({ pausedMinutes: 0, channel: null, dueAt: null });
    expect(codes(facts).sort()).toEqual(
      [
        'amount-invalid',
        'amount-invalid',
        'rule-invalid',
        'unknown-kind',
        'unknown-value',
        'unknown-value',
      ].sort(),
    );
  });

  it('waits that contradict each other, an appointment before the receipt', () => {
    const waiting = [
      accepted,
      event('2021-05-04 08:00', { kind: 'supplemented' }),
      event('2021-05-04 09:00', { kind: 'payment-requested' }),
      event('2021-05-04 10:00', { kind: 'payment-requested' }),
    ];
    expect(codes(fold(waiting))).toEqual(['supplement-not-requested', 'already-waiting']);
    const early = event('2021-05-03 09:00', { kind: 'accepted', due: at('2021-04-30 17:00') });
    const facts = fold([early, event('2021-05-03 10:00', { kind: 'finished' })], UNKNOWN_PROCEDURE);
    expect(facts.ending).toBe('late');
    expect(codes(facts)).toEqual(['due-before-received']);
  });

  it('a record in process with an end has ended', () => {
    const facts = fold([
      event('2021-05-08 00:00', {
        kind: 'reported',
        received: at('2021-05-03 09:00'),
        finished: at('2021-05-04 09:00'),
        state: 'processing',
      }),
    ]);
    expect(facts).toMatchObject({ state: 'finished', ending: 'early' });
    expect(codes(facts)).toEqual(['report-contradicts-itself']);
  });

  it('pauses longer than the time', () => {
    const facts = fold([
      event('2021-05-08 00:00', {
        kind: 'reported',
        received: at('2021-05-03 09:00'),
        finished: at('2021-05-03 10:00'),
        pausedMinutes: 600,
      }),
    ]);
    expect(facts.usedMinutes).toBeNull();
    expect(codes(facts)).toEqual(['pauses-exceed-time']);
  });

  it('labels of levels that were not in use yet, or no longer', () => {
    const old = event('2022-08-15 09:00', { kind: 'accepted', channel: 'online', level: 'level-4' });
    const early = event('2022-08-12 09:00', { kind: 'accepted', channel: 'online', level: 'full' });
    expect(fold([old])).toMatchObject({
      onlineLevel: 'level-4',
      warnings: [{ code: 'level-not-of-its-date' }],
    });
    expect(fold([early])).toMatchObject({
      onlineLevel: 'full',
      warnings: [{ code: 'level-not-of-its-date' }],
    });
  });
});
