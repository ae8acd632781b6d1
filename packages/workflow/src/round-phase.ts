/** Stored states of a round, in order (field process c.3). Moves are made by the standing body (see `ROUND_MOVES`). */
export const ROUND_STATES = [
  'draft',
  'self-scoring',
  'appraisal',
  'explanation',
  'reappraisal',
  'council',
  'approved',
  'published',
] as const;
export type RoundState = (typeof ROUND_STATES)[number];

/**
 * What a round is at an instant. `scheduled`, `self-closed` and `explanation-closed` are not stored: they follow from
 * the clock, so a deadline acts when it passes, whether or not any job ran; so does the end of an embargo.
 */
export const ROUND_PHASES = [
  'draft',
  'scheduled',
  'self-scoring',
  'self-closed',
  'appraisal',
  'explanation',
  'explanation-closed',
  'reappraisal',
  'council',
  'approved',
  'published',
] as const;
export type RoundPhase = (typeof ROUND_PHASES)[number];

/** Instants are milliseconds since the epoch; a closing instant is exclusive (at it, the window is shut). */
export interface RoundClock {
  readonly state: RoundState;
  readonly selfScoringOpensAt: number | null;
  readonly selfScoringClosesAt: number | null;
  /** End of the units' right of reply (giải trình); null: it is ended by hand. */
  readonly repliesCloseAt: number | null;
  /** When a publication under embargo becomes public; null: at once. */
  readonly publicFrom: number | null;
}

const passed = (instant: number | null, now: number): boolean => instant !== null && now >= instant;

export function phaseOf(round: RoundClock, now: number): RoundPhase {
  // Under embargo nothing is published yet, whatever is ready.
  if (round.state === 'published' && round.publicFrom !== null && now < round.publicFrom) return 'approved';
  if (round.state === 'explanation')
    return passed(round.repliesCloseAt, now) ? 'explanation-closed' : 'explanation';
  if (round.state !== 'self-scoring') return round.state;
  if (round.selfScoringOpensAt !== null && now < round.selfScoringOpensAt) return 'scheduled';
  return passed(round.selfScoringClosesAt, now) ? 'self-closed' : 'self-scoring';
}
