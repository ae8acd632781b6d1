import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import {
  ACTIONS,
  CARD_STATES,
  CARD_WINDOWS,
  couldBeAllowed,
  may,
  managesInUnit,
  mayHoldTogether,
  mayMove,
  mightEver,
  phaseOf,
  ROLES,
  ROUND_PHASES,
  ROUND_STATES,
  UNIT_ROLES,
} from './index.ts';

const roles = fc.subarray([...ROLES], { minLength: 1 });

const relation = fc.record(
  {
    ownUnit: fc.boolean(),
    ownArea: fc.boolean(),
    ownItem: fc.boolean(),
    belowMe: fc.boolean(),
    phase: fc.constantFrom(...ROUND_PHASES),
    window: fc.constantFrom(...CARD_WINDOWS),
    card: fc.constantFrom(...CARD_STATES),
  },
  { requiredKeys: [] },
);

describe('the table of rights', () => {
  it('lets nobody appraise their own unit', () => {
    fc.assert(
      fc.property(roles, relation, (held, r) => !may(held, 'appraisal.edit', { ...r, ownUnit: true })),
    );
  });

  it('lets an administrator neither score, appraise, import points nor publish', () => {
    const scoring = [
      'scorecard.edit',
      'card.approve',
      'appraisal.edit',
      'surveys.import',
      'facts.import',
      'round.publish',
    ] as const;
    for (const action of scoring) {
      for (const other of ROLES) expect(mightEver(['administrator', other], action), action).toBe(false);
    }
  });

  it('opens no other unit’s card to a unit, in any phase', () => {
    for (const phase of ROUND_PHASES)
      for (const action of ['scorecard.read', 'scorecard.edit', 'appraisal.read'] as const)
        expect(
          may(['focal-point', 'contributor', 'unit-leader'], action, { phase, ownUnit: false }),
          `${action} ${phase}`,
        ).toBe(false);
  });

  it('does not treat an unknown relation as met', () => {
    expect(may(['focal-point'], 'scorecard.edit', { window: 'open', card: 'in-progress' })).toBe(false);
    expect(may(['appraiser'], 'appraisal.edit', { phase: 'appraisal', ownUnit: false })).toBe(false);
  });

  it('writes on a card only while its window is open and its leader does not have it', () => {
    fc.assert(
      fc.property(roles, relation, (held, r) => {
        if (!may(held, 'scorecard.edit', r)) return;
        expect(r.window).toBe('open');
        expect(['not-started', 'in-progress', 'returned']).toContain(r.card);
      }),
    );
  });

  it('leaves approving to the leader of the unit, and to nobody for another unit', () => {
    fc.assert(
      fc.property(roles, relation, (held, r) => {
        if (may(held, 'card.approve', r))
          expect([held.includes('unit-leader'), r.ownUnit]).toEqual([true, true]);
      }),
    );
  });

  it('allows only what the roles might ever do, and never more than could be allowed', () => {
    fc.assert(
      fc.property(roles, fc.constantFrom(...ACTIONS), relation, (held, action, r) => {
        if (may(held, action, r))
          expect(mightEver(held, action) && couldBeAllowed(held, action, r)).toBe(true);
      }),
    );
  });

  it('knows which roles exclude each other', () => {
    expect(mayHoldTogether(['administrator', 'viewer'])).toBe(true);
    expect(mayHoldTogether(['administrator', 'appraiser'])).toBe(false);
    expect(mayHoldTogether(['focal-point', 'unit-leader', 'appraiser'])).toBe(true);
  });
});

describe('people of a unit', () => {
  it('are looked after from above only: nobody by themselves or by an equal', () => {
    for (const role of UNIT_ROLES) expect(managesInUnit([role], role), role).toBe(false);
    expect(managesInUnit(['focal-point'], 'contributor')).toBe(true);
    expect(managesInUnit(['focal-point', 'contributor'], 'unit-leader')).toBe(false);
    expect(managesInUnit(['unit-leader'], 'focal-point')).toBe(true);
    expect(managesInUnit(['administrator', 'standing-body', 'appraiser'], 'contributor')).toBe(false);
  });
});

describe('phases follow the clock', () => {
  const round = {
    state: 'self-scoring',
    selfScoringOpensAt: 1000,
    selfScoringClosesAt: 2000,
    repliesCloseAt: null,
    publicFrom: null,
  } as const;

  it('shuts self-scoring at the closing instant itself', () => {
    expect(phaseOf(round, 999)).toBe('scheduled');
    expect(phaseOf(round, 1000)).toBe('self-scoring');
    expect(phaseOf(round, 1999)).toBe('self-scoring');
    expect(phaseOf(round, 2000)).toBe('self-closed');
  });

  it('ends the replies and an embargo at their instants, not before', () => {
    const heard = { ...round, state: 'explanation', repliesCloseAt: 3000 } as const;
    expect([2999, 3000].map((now) => phaseOf(heard, now))).toEqual(['explanation', 'explanation-closed']);
    const sealed = { ...round, state: 'published', publicFrom: 4000 } as const;
    expect([3999, 4000].map((now) => phaseOf(sealed, now))).toEqual(['approved', 'published']);
  });

  it('keeps stored states other than self-scoring whatever the clock says', () => {
    fc.assert(
      fc.property(fc.integer(), (now) =>
        ROUND_STATES.every(
          (state) => state === 'self-scoring' || phaseOf({ ...round, state }, now) === state,
        ),
      ),
    );
  });

  it('never leaves published', () => {
    for (const to of ROUND_STATES) expect(mayMove('published', to)).toBe(false);
  });
});
