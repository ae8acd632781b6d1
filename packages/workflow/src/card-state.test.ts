import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import {
  CARD_EVENTS,
  CARD_STATES,
  CARD_WINDOWS,
  cardStateOf,
  closesAtFor,
  isLate,
  mayHappen,
  ROUND_STATES,
  windowOf,
} from './index.ts';

const round = { state: 'self-scoring', selfScoringOpensAt: 1000, selfScoringClosesAt: 2000 } as const;

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
    expect(closesAtFor({ ...round, selfScoringClosesAt: null }, 2500)).toBeNull();
  });

  it('tells late by the date of the round, not by that of the extension', () => {
    expect([1999, 2000, 2500].map((at) => isLate(round, at))).toEqual([false, true, true]);
    expect(isLate({ ...round, selfScoringClosesAt: null }, 9000)).toBe(false);
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
