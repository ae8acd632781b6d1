import fc from 'fast-check';
import {
  CHANNELS,
  DOSSIER_STATES,
  EVENT_KINDS,
  ONLINE_LEVELS,
  RATINGS,
  type DossierEvent,
} from '../dossier-event.ts';
import type { ProcedureRule } from '../procedure-rule.ts';
import { at } from './office.ts';

const QUARTER = 15 * 60_000;
const START = at('2021-08-23 00:00');

/** Quarters of an hour over five weeks around Quốc khánh, nights and weekends too, so that many fall together. */
export const instants = fc.nat(5 * 7 * 24 * 4).map((quarters) => START + quarters * QUARTER);

/** Now and then something that is no instant. */
const roughInstants = fc.oneof(
  { weight: 20, arbitrary: instants },
  { weight: 1, arbitrary: fc.constantFrom(Number.NaN, -1e15, 0.5) },
);

const maybe = <T>(values: fc.Arbitrary<T>): fc.Arbitrary<T | null> => fc.option(values, { freq: 2 });

const details = fc.record({
  due: maybe(roughInstants),
  firstDue: fc.option(roughInstants, { freq: 1 }),
  dueMoved: maybe(fc.boolean()),
  received: maybe(roughInstants),
  finished: maybe(roughInstants),
  returned: maybe(roughInstants),
  state: maybe(fc.constantFrom(...DOSSIER_STATES)),
  channel: maybe(fc.constantFrom(...CHANNELS)),
  returnChannel: maybe(fc.constantFrom(...CHANNELS)),
  level: maybe(fc.constantFrom(...ONLINE_LEVELS)),
  pausedMinutes: maybe(fc.integer({ min: -100, max: 3000 })),
  supplementRequests: maybe(fc.nat(3)),
  digitised: maybe(fc.boolean()),
  fee: maybe(fc.boolean()),
  paidOnline: maybe(fc.boolean()),
  rating: maybe(fc.constantFrom(...RATINGS)),
  petitioned: maybe(fc.boolean()),
  unit: maybe(fc.constantFrom('a', 'b')),
  online: fc.boolean(),
});

/** Events of every kind with every field: what a kind does not know must not matter. */
export const roughEvents: fc.Arbitrary<DossierEvent> = fc
  .record({
    id: fc.constantFrom('a', 'b', 'c', 'd', 'e', 'f', 'g'),
    revision: fc.integer({ min: 1, max: 3 }),
    voided: fc.option(fc.boolean(), { freq: 1 }),
    at: roughInstants,
    kind: fc.constantFrom(...EVENT_KINDS),
    details,
  })
  .map(({ details: more, ...event }) => ({ ...event, ...more }) as DossierEvent);

/** Any set of events: conflicts, gaps, contradictions, ends before beginnings. */
export const roughHistories = fc.array(roughEvents, { maxLength: 9 });

const COURSE = EVENT_KINDS.filter(
  (kind) => kind !== 'reported' && kind !== 'registered' && kind !== 'accepted',
);

/** An acceptance and what fine events told afterwards, each with an id of its own. */
export const fineHistories: fc.Arbitrary<readonly DossierEvent[]> = fc
  .tuple(
    instants,
    fc.array(fc.record({ kind: fc.constantFrom(...COURSE), after: fc.nat(14 * 24 * 4), due: instants }), {
      maxLength: 8,
    }),
    maybe(instants),
  )
  .map(([received, rest, due]) => [
    { id: 'accepted', revision: 1, kind: 'accepted', at: received, due },
    ...rest.map(({ kind, after, due: next }, n) => ({
      id: `e${n}`,
      revision: 1,
      kind,
      at: received + after * QUARTER,
      due: next,
      online: true,
      rating: n % 2 === 0 ? ('satisfied' as const) : ('dissatisfied' as const),
      unit: 'b',
    })),
  ]);

export const rules: fc.Arbitrary<ProcedureRule> = fc.record({
  processingMinutes: fc.constantFrom(null, 0, 120, 480, 1440, 2400),
  counting: fc.constantFrom('hours', 'days'),
  lateness: fc.constantFrom('by-day', 'by-minute'),
  paymentStopsClock: fc.boolean(),
  supplementLimit: fc.constantFrom(1, 2),
  nearDueDays: fc.constantFrom(0, 1, 2),
  onlineLevel: fc.constantFrom(null, 'level-3', 'level-4', 'full'),
  hasFee: fc.boolean(),
});
