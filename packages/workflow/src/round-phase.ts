/** Stored states of a round, in order. Moves are made by the standing body (see `ROUND_MOVES`). */
export const ROUND_STATES = ['draft', 'self-scoring', 'appraisal', 'approved', 'published'] as const;
export type RoundState = (typeof ROUND_STATES)[number];

/**
 * What a round is at an instant. `scheduled` and `self-closed` are not stored: they follow from the clock,
 * so a deadline acts when it passes, whether or not any job ran.
 */
export const ROUND_PHASES = [
  'draft',
  'scheduled',
  'self-scoring',
  'self-closed',
  'appraisal',
  'approved',
  'published',
] as const;
export type RoundPhase = (typeof ROUND_PHASES)[number];

/** Instants are milliseconds since the epoch; a closing instant is exclusive (at it, the window is shut). */
export interface RoundClock {
  readonly state: RoundState;
  readonly selfScoringOpensAt: number | null;
  readonly selfScoringClosesAt: number | null;
}

export function phaseOf(round: RoundClock, now: number): RoundPhase {
  if (round.state !== 'self-scoring') return round.state;
  if (round.selfScoringOpensAt !== null && now < round.selfScoringOpensAt) return 'scheduled';
  if (round.selfScoringClosesAt !== null && now >= round.selfScoringClosesAt) return 'self-closed';
  return 'self-scoring';
}

/** Allowed moves between stored states. Going back is allowed only before anything is approved. */
export const ROUND_MOVES: Readonly<Record<RoundState, readonly RoundState[]>> = {
  draft: ['self-scoring'],
  'self-scoring': ['appraisal'],
  appraisal: ['self-scoring', 'approved'],
  approved: ['appraisal', 'published'],
  published: [],
};

export function mayMove(from: RoundState, to: RoundState): boolean {
  return ROUND_MOVES[from].includes(to);
}
