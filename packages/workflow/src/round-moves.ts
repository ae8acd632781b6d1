import { ROUND_STATES, type RoundState } from './round-phase.ts';

/** What must hold before a round moves on (field process c.3). The server finds out; this table says when it is asked. */
export const ROUND_GUARDS = [
  /** Dates in order; every unit has people (warnings that can be acknowledged). */
  'openable',
  /** The deadline has passed or every card is submitted. */
  'self-scoring-over',
  /** Every item of every unit has a first decision; one that asks for an explanation counts. */
  'all-judged',
  /** Every decision that takes points away says why. */
  'reasons-given',
  /** A date in the future by which units may answer, or the knowledge that it is ended by hand. */
  'reply-window',
  /** The round says why units are not heard in it. */
  'reply-waived',
  /** The window of replies has passed, or every unit that may answer has answered. */
  'replies-over',
  /** Every item that was flagged, or that a unit disagrees about, is decided a second time. */
  'contested-judged',
  /** Every area of a round with lead agencies is signed off by its own for the stage that ends. */
  'areas-signed',
  /** Nothing is left undecided: every item of every unit has points, figures of others are there. */
  'all-concluded',
  /** Survey points can change no more. */
  'surveys-frozen',
  /** The council's minutes are signed by chair and secretary, and are about the result frozen last. */
  'minutes-signed',
  /** The results stored for the council equal those computed now from the rows. */
  'results-equal',
  /** Number and date of the decision that publishes; its scope is the whole round (ADR 0065). */
  'decision-given',
  /** A step back, which reopens what people took for settled. */
  'reason-given',
] as const;
export type RoundGuard = (typeof ROUND_GUARDS)[number];

export interface RoundMove {
  readonly from: RoundState;
  readonly to: RoundState;
  readonly guards: readonly RoundGuard[];
}

/**
 * The one table of moves between stored states. Steps back are allowed until something is published, each with a
 * reason; a published round is corrected by a new decision only.
 */
export const ROUND_MOVES: readonly RoundMove[] = [
  { from: 'draft', to: 'self-scoring', guards: ['openable'] },
  { from: 'self-scoring', to: 'appraisal', guards: ['self-scoring-over'] },
  {
    from: 'appraisal',
    to: 'explanation',
    guards: ['all-judged', 'reasons-given', 'areas-signed', 'reply-window'],
  },
  {
    from: 'appraisal',
    to: 'council',
    guards: ['reply-waived', 'all-concluded', 'reasons-given', 'areas-signed'],
  },
  { from: 'explanation', to: 'reappraisal', guards: ['replies-over'] },
  {
    from: 'reappraisal',
    to: 'council',
    guards: ['contested-judged', 'all-concluded', 'reasons-given', 'areas-signed'],
  },
  {
    from: 'council',
    to: 'approved',
    guards: ['all-concluded', 'reasons-given', 'surveys-frozen', 'results-equal', 'minutes-signed'],
  },
  { from: 'approved', to: 'published', guards: ['decision-given', 'results-equal'] },
  { from: 'appraisal', to: 'self-scoring', guards: ['reason-given'] },
  { from: 'explanation', to: 'appraisal', guards: ['reason-given'] },
  { from: 'reappraisal', to: 'explanation', guards: ['reason-given'] },
  { from: 'council', to: 'reappraisal', guards: ['reason-given'] },
  { from: 'council', to: 'appraisal', guards: ['reason-given'] },
  { from: 'approved', to: 'council', guards: ['reason-given'] },
];

/** The move with its guards; undefined: there is no such step. */
export const findMove = (from: RoundState, to: RoundState): RoundMove | undefined =>
  ROUND_MOVES.find((move) => move.from === from && move.to === to);

export const mayMove = (from: RoundState, to: RoundState): boolean => findMove(from, to) !== undefined;

/** States that a round may go to next, those ahead first. */
export const movesFrom = (from: RoundState): readonly RoundState[] =>
  ROUND_MOVES.filter((move) => move.from === from).map(({ to }) => to);

export const isStepBack = (from: RoundState, to: RoundState): boolean =>
  ROUND_STATES.indexOf(to) < ROUND_STATES.indexOf(from);
