import { describe, expect, it } from 'vitest';
import {
  SURVEY_PHASES,
  SURVEY_STATES,
  surveyMoveNeedsReason,
  surveyMovesFrom,
  surveyPhaseOf,
} from './survey-phase.ts';

describe('the phase of a survey', () => {
  const open = { state: 'open', opensAt: 100, closesAt: 200 } as const;

  it.each([
    [99, 'scheduled'],
    [100, 'open'],
    [199, 'open'],
    [200, 'closed'],
    [10_000, 'closed'],
  ] as const)('follows from the clock at %i', (now, phase) => {
    expect(surveyPhaseOf(open, now)).toBe(phase);
  });

  it('without dates is what is stored', () => {
    for (const state of SURVEY_STATES)
      expect(surveyPhaseOf({ state, opensAt: null, closesAt: null }, 5)).toBe(state);
  });

  it('that is not open does not follow the clock', () => {
    for (const state of ['draft', 'closed', 'frozen', 'cancelled'] as const)
      expect(surveyPhaseOf({ ...open, state }, 150)).toBe(state);
  });
});

describe('moves of a survey', () => {
  it('reach frozen only from closed, and leave it only to closed with a reason', () => {
    expect(SURVEY_PHASES.filter((phase) => surveyMovesFrom(phase).includes('frozen'))).toEqual(['closed']);
    expect(surveyMovesFrom('frozen')).toEqual(['closed']);
    expect(surveyMoveNeedsReason('frozen', 'closed')).toBe(true);
  });

  it('end with cancelling, which always needs a reason', () => {
    expect(surveyMovesFrom('cancelled')).toEqual([]);
    for (const phase of SURVEY_PHASES) expect(surveyMoveNeedsReason(phase, 'cancelled')).toBe(true);
    expect(surveyMoveNeedsReason('closed', 'open')).toBe(true);
    expect(surveyMoveNeedsReason('draft', 'open')).toBe(false);
  });
});
