import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import {
  appointmentOn,
  COUNTER_ACTS,
  type CounterAct,
  counterActs,
  latestStanding,
  mayReappoint,
} from './counter-acts.ts';
import type { DossierEvent } from './dossier-event.ts';
import type { DossierFacts } from './dossier-facts.ts';
import { foldDossier } from './fold-dossier.ts';
import type { ProcedureRule } from './procedure-rule.ts';
import { instants } from './testing/histories.ts';
import { at, day, event, OFFICE, THREE_DAYS } from './testing/office.ts';

/** What a clerk does next: an act by its place among those that are offered, or takes the last one back. */
const steps = fc.array(
  fc.record({
    pick: fc.nat(100),
    takeBack: fc.nat(9).map((n) => n === 0),
    after: fc.oneof(fc.constant(1), fc.integer({ min: 1, max: 6 * 24 * 3_600_000 })),
    dueIn: fc.integer({ min: -3, max: 12 }),
  }),
  { maxLength: 14 },
);
const rules: fc.Arbitrary<ProcedureRule> = fc.record({
  processingMinutes: fc.option(fc.constantFrom(60, 480, 1440, 2400)),
  counting: fc.constantFrom('hours' as const, 'days' as const),
  lateness: fc.constantFrom('by-day' as const, 'by-minute' as const),
  paymentStopsClock: fc.boolean(),
  supplementLimit: fc.nat(2),
  nearDueDays: fc.nat(2),
  onlineLevel: fc.constant(null),
  hasFee: fc.boolean(),
});

function eventOf(kind: CounterAct, id: string, now: number, due: number): DossierEvent {
  const head = { id, revision: 0, at: now };
  switch (kind) {
    case 'apologised':
      return { ...head, kind, due };
    case 'paid':
      return { ...head, kind, online: now % 2 === 0 };
    case 'transferred':
      return { ...head, kind, unit: 'xa-a' };
    default:
      return { ...head, kind };
  }
}

interface Told {
  readonly events: readonly DossierEvent[];
  /** Facts before each event that stands, to compare with after it is taken back. */
  readonly before: readonly DossierFacts[];
  readonly seen: ReadonlySet<CounterAct>;
}

/** Lives through the steps as the counter would; checks after each that nothing contradicts anything. */
function live(
  received: number,
  rule: ProcedureRule,
  course: readonly { pick: number; takeBack: boolean; after: number; dueIn: number }[],
): Told {
  let events: readonly DossierEvent[] = [
    { id: '1', revision: 0, kind: 'accepted', at: received, channel: 'counter' },
  ];
  const before: DossierFacts[] = [foldDossier([], rule, OFFICE)];
  const seen = new Set<CounterAct>();
  let now = received;
  for (const { pick, takeBack, after, dueIn } of course) {
    now += after;
    const facts = foldDossier(events, rule, OFFICE);
    const last = latestStanding(events, OFFICE);
    if (takeBack && last !== null) {
      events = [...events, { ...last, revision: last.revision + 1, voided: true }];
      expect(foldDossier(events, rule, OFFICE)).toEqual(before.pop());
      continue;
    }
    const offered = counterActs({ facts, rule, clock: OFFICE, now });
    const act = offered[pick % Math.max(1, offered.length)];
    if (act === undefined) continue;
    const due = appointmentOn(OFFICE, OFFICE.dayOf(facts.dueAt ?? now) + dueIn);
    if (act === 'apologised' && (due === null || !mayReappoint(OFFICE, facts, due))) continue;
    before.push(facts);
    seen.add(act);
    events = [...events, eventOf(act, String(events.length + 1), now, due ?? 0)];
    const { warnings } = foldDossier(events, rule, OFFICE);
    expect(warnings.filter(({ code }) => code !== 'clock-had-run-out')).toEqual([]);
  }
  return { events, before, seen };
}

describe('the table of acts at the counter', () => {
  it('offers nothing that makes a dossier contradict itself, and what is taken back leaves no trace', () => {
    const seen = new Set<CounterAct>();
    fc.assert(
      fc.property(instants, rules, steps, (received, rule, course) => {
        for (const act of live(received, rule, course).seen) seen.add(act);
      }),
      { numRuns: 4000 },
    );
    expect([...seen].sort()).toEqual([...COUNTER_ACTS].sort());
  });

  it('warns of a clock that had run out only where the request came after the appointment', () => {
    fc.assert(
      fc.property(instants, rules, steps, (received, rule, course) => {
        const { events } = live(received, rule, course);
        const { warnings, firstDueAt } = foldDossier(events, rule, OFFICE);
        if (!warnings.some(({ code }) => code === 'clock-had-run-out')) return;
        const asked = events.filter(
          ({ kind }) => kind === 'supplement-requested' || kind === 'payment-requested',
        );
        expect(asked.some((each) => firstDueAt !== null && each.at > firstDueAt)).toBe(true);
      }),
      { numRuns: 1000 },
    );
  });
});

describe('single acts', () => {
  const received = event('2021-08-23 08:00', { kind: 'accepted' });
  const offered = (when: string, ...more: readonly DossierEvent[]) => {
    const facts = foldDossier([received, ...more], THREE_DAYS, OFFICE);
    return counterActs({ facts, rule: THREE_DAYS, clock: OFFICE, now: at(when) });
  };

  it('apologises once, before the due day, to a later working day', () => {
    expect(offered('2021-08-25 16:00')).toContain('apologised');
    expect(offered('2021-08-26 07:00')).not.toContain('apologised');
    const due = appointmentOn(OFFICE, day('2021-08-30')) ?? 0;
    const told = event('2021-08-25 16:00', { kind: 'apologised', due });
    expect(offered('2021-08-26 08:00', told)).not.toContain('apologised');
    const facts = foldDossier([received], THREE_DAYS, OFFICE);
    expect(mayReappoint(OFFICE, facts, due)).toBe(true);
    expect(mayReappoint(OFFICE, facts, appointmentOn(OFFICE, day('2021-08-26')) ?? 0)).toBe(false);
    expect(appointmentOn(OFFICE, day('2021-08-28'))).toBeNull();
    expect(appointmentOn(OFFICE, day('2021-09-02'))).toBeNull();
    expect(appointmentOn(OFFICE, Number.NaN)).toBeNull();
  });

  it('asks for supplement once, and waits for one thing at a time', () => {
    const asked = event('2021-08-24 08:00', { kind: 'supplement-requested' });
    const given = event('2021-08-25 08:00', { kind: 'supplemented' });
    expect(offered('2021-08-24 09:00', asked)).toEqual([
      'supplemented',
      'digitised',
      'refused',
      'withdrawn',
      'stopped',
    ]);
    expect(offered('2021-08-25 09:00', asked, given)).not.toContain('supplement-requested');
  });

  it('returns what is finished, and nothing else happens after the end', () => {
    const done = event('2021-08-25 08:00', { kind: 'finished' });
    expect(offered('2021-08-25 09:00', done)).toEqual(['paid', 'digitised', 'returned']);
    const back = event('2021-08-25 10:00', { kind: 'withdrawn' });
    expect(offered('2021-08-25 11:00', back)).toEqual([]);
  });
});
