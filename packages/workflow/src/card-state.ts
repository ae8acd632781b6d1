import type { RoundClock } from './round-phase.ts';
import { phaseOf } from './round-phase.ts';

/** What people have done with a card, in the order in which it is told. Each is a stored row; none is changed. */
export const CARD_EVENTS = ['sent', 'recalled', 'returned', 'approved', 'extended', 'reopened'] as const;
export type CardEvent = (typeof CARD_EVENTS)[number];

/**
 * State of one unit's card (phiếu chấm điểm). Derived from the stored events, the saves and the clock:
 * `submitted` = approved by the unit's leader (chốt); `not-submitted` = the window shut before that.
 */
export const CARD_STATES = [
  'not-started',
  'in-progress',
  'unit-review',
  'returned',
  'submitted',
  'not-submitted',
] as const;
export type CardState = (typeof CARD_STATES)[number];

/** Whether a unit may write on its card now: the round's dates, moved for this unit by an extension. */
export const CARD_WINDOWS = ['before', 'open', 'closed'] as const;
export type CardWindow = (typeof CARD_WINDOWS)[number];

/** Instants in ms. `extendedUntil`: exclusive end granted to this unit alone; null: none. */
export function windowOf(round: RoundClock, extendedUntil: number | null, now: number): CardWindow {
  const phase = phaseOf(round, now);
  if (phase === 'draft' || phase === 'scheduled') return 'before';
  if (phase === 'self-scoring') return 'open';
  const extended = extendedUntil !== null && now < extendedUntil;
  return extended && (phase === 'self-closed' || phase === 'appraisal') ? 'open' : 'closed';
}

/**
 * The instant at which the window shuts for the unit; null: no date is set. The later of both dates counts; a round
 * without a date is shut by its move to the appraisal, after which an extension is all there is.
 */
export function closesAtFor(round: RoundClock, extendedUntil: number | null): number | null {
  const { selfScoringClosesAt, state } = round;
  if (extendedUntil === null) return selfScoringClosesAt;
  if (selfScoringClosesAt === null)
    return state === 'self-scoring' || state === 'draft' ? null : extendedUntil;
  return Math.max(selfScoringClosesAt, extendedUntil);
}

/**
 * A submission received at or after the round's own closing instant is late, whoever extended the date; in a round
 * without a date, one received after self-scoring was ended.
 */
export function isLate(round: RoundClock, receivedAt: number): boolean {
  const { selfScoringClosesAt, state } = round;
  return selfScoringClosesAt === null ? state !== 'self-scoring' : receivedAt >= selfScoringClosesAt;
}

/** What the stored events say of a card; `extended` moves the date only and leaves the state as it was. */
export interface CardHistory {
  /** Last event other than `extended`; null: none yet. */
  readonly last: Exclude<CardEvent, 'extended'> | null;
  /** Something was saved on the card. */
  readonly hasEntries: boolean;
}

export function cardStateOf({ last, hasEntries }: CardHistory, window: CardWindow): CardState {
  if (last === 'approved') return 'submitted';
  if (window === 'closed') return 'not-submitted';
  if (last === 'sent') return 'unit-review';
  if (last === 'returned') return 'returned';
  return hasEntries ? 'in-progress' : 'not-started';
}

/** States in which the unit's people may write. */
export const WRITABLE: readonly CardState[] = ['not-started', 'in-progress', 'returned'];

/** Allowed events by state; the table of rights says who. A card that was not submitted in time is extended first. */
export const CARD_MOVES: Readonly<Record<CardState, readonly CardEvent[]>> = {
  'not-started': ['sent', 'extended'],
  'in-progress': ['sent', 'extended'],
  'unit-review': ['recalled', 'returned', 'approved', 'extended'],
  returned: ['sent', 'extended'],
  submitted: ['reopened'],
  'not-submitted': ['extended'],
};

export const mayHappen = (state: CardState, event: CardEvent): boolean => CARD_MOVES[state].includes(event);
