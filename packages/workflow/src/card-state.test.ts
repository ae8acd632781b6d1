import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import {
  CARD_EVENTS,
  CARD_STATES,
  CARD_WINDOWS,
  cardStateOf,
  closesAtFor,
  isLate,
  may,
  mayHappen,
  mayMove,
  phaseOf,
  ROUND_STATES,
  windowOf,
  WRITABLE,
} from './index.ts';

const round = {
  state: 'self-scoring',
  selfScoringOpensAt: 1000,
  selfScoringClosesAt: 2000,
  repliesCloseAt: null,
  publicFrom: null,
} as const;

describe('the window in which a unit writes', () => {
  it('opens and shuts at the instants themselves', () => {
    expect([999, 1000, 1999, 2000].map((now) => windowOf(round, null, now))).toEqual([
      'before',
      'open',
      'open',
      'closed',
    ]);
  });

  it('stays open for the unit with an extension, in appraisal too, and shuts at its end', () => {
    expect([1999, 2000, 2999, 3000].map((now) => windowOf(round, 3000, now))).toEqual([
      'open',
      'open',
      'open',
      'closed',
    ]);
    expect(windowOf({ ...round, state: 'appraisal' }, 3000, 2999)).toBe('open');
    expect(windowOf({ ...round, state: 'approved' }, 3000, 2999)).toBe('closed');
  });

  it('is never cut short by an extension', () => {
    fc.assert(
      fc.property(fc.constantFrom(...ROUND_STATES), fc.nat(5000), fc.nat(5000), (state, extended, now) => {
        const before = windowOf({ ...round, state }, null, now);
        const after = windowOf({ ...round, state }, extended, now);
        if (before === 'open') expect(after).toBe('open');
        if (before === 'before') expect(after).toBe('before');
      }),
    );
    expect(closesAtFor(round, 1500)).toBe(2000);
    expect(closesAtFor(round, 2500)).toBe(2500);
    const undated = { ...round, selfScoringClosesAt: null, repliesCloseAt: null, publicFrom: null };
    expect(closesAtFor(undated, 2500)).toBeNull();
    expect(closesAtFor({ ...undated, state: 'appraisal' }, 2500)).toBe(2500);
  });

  it('tells late by the date of the round, not by that of the extension', () => {
    expect([1999, 2000, 2500].map((at) => isLate(round, at))).toEqual([false, true, true]);
    const undated = { ...round, selfScoringClosesAt: null, repliesCloseAt: null, publicFrom: null };
    expect(isLate(undated, 9000)).toBe(false);
    expect(isLate({ ...undated, state: 'appraisal' }, 9000)).toBe(true);
  });
});

describe('the state of a card', () => {
  const told = (last: Parameters<typeof cardStateOf>[0]['last'], hasEntries = true) =>
    cardStateOf({ last, hasEntries }, 'open');

  it('follows what was done with it', () => {
    expect(told(null, false)).toBe('not-started');
    expect(told(null)).toBe('in-progress');
    expect(told('sent')).toBe('unit-review');
    expect(told('recalled')).toBe('in-progress');
    expect(told('returned')).toBe('returned');
    expect(told('approved')).toBe('submitted');
    expect(told('reopened')).toBe('in-progress');
  });

  it('is not-submitted once the window has shut before the approval, and stays submitted after it', () => {
    for (const last of [null, 'sent', 'returned', 'recalled', 'reopened'] as const)
      expect(cardStateOf({ last, hasEntries: true }, 'closed')).toBe('not-submitted');
    expect(cardStateOf({ last: 'approved', hasEntries: true }, 'closed')).toBe('submitted');
  });

  it('is one of the table, whatever order of events was stored', () => {
    fc.assert(
      fc.property(
        fc.array(fc.constantFrom(...CARD_EVENTS)),
        fc.boolean(),
        fc.constantFrom(...CARD_WINDOWS),
        (events, hasEntries, window) => {
          const last = events.filter((event) => event !== 'extended').at(-1) ?? null;
          expect(CARD_STATES).toContain(cardStateOf({ last, hasEntries }, window));
        },
      ),
    );
  });

  it('can always be left, but for a submitted card only by reopening', () => {
    for (const state of CARD_STATES) expect(CARD_EVENTS.some((event) => mayHappen(state, event))).toBe(true);
    expect(CARD_EVENTS.filter((event) => mayHappen('submitted', event))).toEqual(['reopened']);
  });
});

/** Which right each event needs, and whose it is; `extended` and `reopened` are the standing body's. */
const RIGHT_OF = {
  sent: ['focal-point', 'card.send'],
  recalled: ['focal-point', 'card.recall'],
  returned: ['unit-leader', 'card.return'],
  approved: ['unit-leader', 'card.approve'],
  extended: ['standing-body', 'card.extend'],
  reopened: ['standing-body', 'card.reopen'],
} as const;

describe('the moves of a card and the table of rights', () => {
  it('agree: whoever may do it by right finds a move, and every move is somebody’s right', () => {
    for (const state of CARD_STATES) {
      for (const event of CARD_EVENTS) {
        const [role, action] = RIGHT_OF[event];
        const window = state === 'not-submitted' ? 'closed' : 'open';
        const relation = { ownUnit: true, phase: 'self-scoring', window, card: state } as const;
        // An extension is the standing body's in every state; the moves say where it has a meaning.
        const byRight = may([role], action, relation) && (event !== 'extended' || state !== 'submitted');
        expect(byRight, `${state} ${event}`).toBe(mayHappen(state, event));
      }
    }
  });
});

/** A round with one card, as it would be after some acts; instants in minutes. */
interface World {
  readonly state: (typeof ROUND_STATES)[number];
  readonly now: number;
  readonly extendedUntil: number | null;
  readonly last: Parameters<typeof cardStateOf>[0]['last'];
  readonly entries: number;
  readonly submissions: number;
}
const CLOSES = 60;
const START: World = {
  state: 'self-scoring',
  now: 0,
  extendedUntil: null,
  last: null,
  entries: 0,
  submissions: 0,
};
const clockOf = ({ state }: World) => ({
  state,
  selfScoringOpensAt: 0,
  selfScoringClosesAt: CLOSES,
  repliesCloseAt: null,
  publicFrom: null,
});
const windowIn = (world: World) => windowOf(clockOf(world), world.extendedUntil, world.now);
const stateIn = (world: World) =>
  cardStateOf({ last: world.last, hasEntries: world.entries > 0 }, windowIn(world));

type Act =
  | { readonly act: 'tick'; readonly minutes: number }
  | { readonly act: 'save' | 'appraise' | 'back' | 'approve-round' }
  | { readonly act: (typeof CARD_EVENTS)[number]; readonly minutes: number };

/** What becomes of the world when the act is tried: only what the tables allow happens. */
function tried(world: World, what: Act): World {
  const card = stateIn(world);
  const relation = {
    ownUnit: true,
    phase: phaseOf(clockOf(world), world.now),
    window: windowIn(world),
    card,
  } as const;
  switch (what.act) {
    case 'tick':
      return { ...world, now: world.now + what.minutes };
    case 'save':
      return may(['focal-point'], 'scorecard.edit', relation)
        ? { ...world, entries: world.entries + 1 }
        : world;
    case 'appraise':
      return mayMove(world.state, 'appraisal') ? { ...world, state: 'appraisal' } : world;
    case 'back':
      return mayMove(world.state, 'self-scoring') ? { ...world, state: 'self-scoring' } : world;
    case 'approve-round':
      return mayMove(world.state, 'approved') ? { ...world, state: 'approved' } : world;
    default: {
      const [role, action] = RIGHT_OF[what.act];
      if (!may([role], action, relation) || !mayHappen(card, what.act)) return world;
      const extendedUntil = world.now + what.minutes;
      if (what.act === 'extended') return { ...world, extendedUntil };
      const moved = { ...world, last: what.act };
      if (what.act === 'reopened') return { ...moved, extendedUntil };
      return what.act === 'approved' ? { ...moved, submissions: world.submissions + 1 } : moved;
    }
  }
}

const minutes = fc.integer({ min: 1, max: 40 });
const anAct: fc.Arbitrary<Act> = fc.oneof(
  { weight: 3, arbitrary: fc.record({ act: fc.constant('tick' as const), minutes }) },
  { weight: 3, arbitrary: fc.record({ act: fc.constant('save' as const) }) },
  {
    weight: 1,
    arbitrary: fc.record({
      act: fc.constantFrom('appraise' as const, 'back' as const, 'approve-round' as const),
    }),
  },
  { weight: 6, arbitrary: fc.record({ act: fc.constantFrom(...CARD_EVENTS), minutes }) },
);

describe('any history of acts and the clock', () => {
  it('stays inside the table: writes only in an open card, one submission a sending, left only by reopening', () => {
    fc.assert(
      fc.property(fc.array(anAct, { maxLength: 40 }), (acts) => {
        let world = START;
        for (const what of acts) {
          const [before, card] = [world, stateIn(world)];
          world = tried(world, what);
          const after = stateIn(world);
          expect(CARD_STATES).toContain(after);
          if (world.entries > before.entries) {
            expect(WRITABLE).toContain(card);
            expect(windowIn(before)).toBe('open');
          }
          if (world.submissions > before.submissions)
            expect([card, after]).toEqual(['unit-review', 'submitted']);
          if (card === 'submitted' && after !== 'submitted') expect(what.act).toBe('reopened');
          if (after === 'not-submitted') expect(windowIn(world)).toBe('closed');
          if (windowIn(world) === 'open' && world.state === 'approved') expect.unreachable();
        }
      }),
      { numRuns: 5000 },
    );
  });
});
