import type { RoundPhase } from './round-phase.ts';

/** When an item is judged: at the appraisal, again after the unit was heard, and by the council (field process c.5). */
export const APPRAISAL_STAGES = ['first', 'second', 'council'] as const;
export type AppraisalStage = (typeof APPRAISAL_STAGES)[number];

const STAGE_OF: Readonly<Partial<Record<RoundPhase, AppraisalStage>>> = {
  appraisal: 'first',
  reappraisal: 'second',
  council: 'council',
};

/** The stage in which a decision falls that is taken now; undefined: none is taken in this phase. */
export const stageOf = (phase: RoundPhase): AppraisalStage | undefined => STAGE_OF[phase];

/**
 * What a decision says of an item. `needs-explanation` leaves it open and asks the unit; `keep` lets the decision
 * before stand, having looked at it again.
 */
export const DECISIONS = [
  'accept',
  'reduce',
  'raise',
  'not-applicable',
  'needs-explanation',
  'keep',
] as const;
export type Decision = (typeof DECISIONS)[number];

/** Decisions of each stage: the first asks, the later ones conclude. */
export const DECISIONS_AT: Readonly<Record<AppraisalStage, readonly Decision[]>> = {
  first: ['accept', 'reduce', 'raise', 'not-applicable', 'needs-explanation'],
  second: ['keep', 'accept', 'reduce', 'raise', 'not-applicable'],
  council: ['keep', 'accept', 'reduce', 'raise', 'not-applicable'],
};

/** Why points were taken away, in kinds that can be counted; the words beside it say what exactly. */
export const REASON_CODES = [
  'evidence-missing',
  'evidence-outside-period',
  'evidence-wrong-issuer',
  'figure-not-proven',
  'figure-differs',
  'requirement-not-met',
  'late',
  'wrong-calculation',
  'other',
] as const;
export type ReasonCode = (typeof REASON_CODES)[number];

/** What a unit answers to the preliminary result of one item (giải trình). */
export const REPLY_STANCES = ['agree', 'disagree'] as const;
export type ReplyStance = (typeof REPLY_STANCES)[number];

/** What happened with the replies of a unit as a whole, in order; each is a stored row. */
export const REPLY_EVENTS = ['sent', 'returned', 'approved', 'reopened'] as const;
export type ReplyEvent = (typeof REPLY_EVENTS)[number];

/** State of a unit's replies: only what its leader has approved counts. */
export const REPLY_STATES = ['open', 'unit-review', 'approved', 'closed'] as const;
export type ReplyState = (typeof REPLY_STATES)[number];

/** The story of a unit's replies in short; null for `last`: nothing happened yet. */
export interface ReplyStory {
  readonly last: ReplyEvent | null;
  /** The leader approved answers at least once. */
  readonly approvedOnce: boolean;
}

/**
 * Words that nobody approved in time stay readable and count for nothing. What was approved before stays in force when a
 * unit that was let in again does not approve anything else.
 */
export function replyStateOf({ last, approvedOnce }: ReplyStory, phase: RoundPhase): ReplyState {
  if (last === 'approved') return 'approved';
  if (phase !== 'explanation') return approvedOnce ? 'approved' : 'closed';
  return last === 'sent' ? 'unit-review' : 'open';
}

/** Allowed events by state; the table of rights says who. */
export const REPLY_MOVES: Readonly<Record<ReplyState, readonly ReplyEvent[]>> = {
  open: ['sent'],
  'unit-review': ['returned', 'approved'],
  approved: ['reopened'],
  closed: [],
};

/** True when the unit may answer about an item: it was flagged, or judged otherwise than declared. */
export const mayReply = (decision: Decision): boolean => decision !== 'accept';
