import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { ACTIONS, may, mayMove, mightEver, phaseOf, ROLES, ROUND_PHASES, ROUND_STATES } from './index.ts';

const relation = fc.record(
  { ownUnit: fc.boolean(), ownArea: fc.boolean(), phase: fc.constantFrom(...ROUND_PHASES) },
  { requiredKeys: [] },
);

describe('the table of rights', () => {
  it('lets nobody appraise their own unit', () => {
    fc.assert(
      fc.property(
        fc.constantFrom(...ROLES),
        relation,
        (role, r) => !may(role, 'appraisal.edit', { ...r, ownUnit: true }),
      ),
    );
  });

  it('lets an administrator neither score, appraise, import points nor publish', () => {
    const scoring = [
      'scorecard.edit',
      'appraisal.edit',
      'surveys.import',
      'facts.import',
      'round.publish',
    ] as const;
    for (const action of scoring) expect(mightEver('administrator', action), action).toBe(false);
  });

  it('opens no other unit’s card to a unit, in any phase', () => {
    for (const phase of ROUND_PHASES)
      for (const action of ['scorecard.read', 'scorecard.edit', 'appraisal.read'] as const)
        expect(may('unit', action, { phase, ownUnit: false }), `${action} ${phase}`).toBe(false);
  });

  it('does not treat an unknown relation as met', () => {
    expect(may('unit', 'scorecard.edit', { phase: 'self-scoring' })).toBe(false);
    expect(may('appraiser', 'appraisal.edit', { phase: 'appraisal', ownUnit: false })).toBe(false);
  });

  it('allows only what the role might ever do', () => {
    fc.assert(
      fc.property(fc.constantFrom(...ROLES), fc.constantFrom(...ACTIONS), relation, (role, action, r) =>
        may(role, action, r) ? mightEver(role, action) : true,
      ),
    );
  });
});

describe('phases follow the clock', () => {
  const round = { state: 'self-scoring', selfScoringOpensAt: 1000, selfScoringClosesAt: 2000 } as const;

  it('shuts self-scoring at the closing instant itself', () => {
    expect(phaseOf(round, 999)).toBe('scheduled');
    expect(phaseOf(round, 1000)).toBe('self-scoring');
    expect(phaseOf(round, 1999)).toBe('self-scoring');
    expect(phaseOf(round, 2000)).toBe('self-closed');
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
