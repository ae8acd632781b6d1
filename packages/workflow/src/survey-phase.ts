/** Stored states of a survey round (đợt khảo sát). */
export const SURVEY_STATES = ['draft', 'open', 'closed', 'frozen', 'cancelled'] as const;
export type SurveyState = (typeof SURVEY_STATES)[number];

/** What it is at an instant: `scheduled`, and `closed` at its closing instant, follow from the clock. */
export const SURVEY_PHASES = ['draft', 'scheduled', 'open', 'closed', 'frozen', 'cancelled'] as const;
export type SurveyPhase = (typeof SURVEY_PHASES)[number];

/** Instants are milliseconds since the epoch; the closing one is exclusive. */
export interface SurveyClock {
  readonly state: SurveyState;
  readonly opensAt: number | null;
  readonly closesAt: number | null;
}

export function surveyPhaseOf({ state, opensAt, closesAt }: SurveyClock, now: number): SurveyPhase {
  if (state !== 'open') return state;
  if (closesAt !== null && now >= closesAt) return 'closed';
  return opensAt !== null && now < opensAt ? 'scheduled' : 'open';
}

/** From a phase to stored states. What was frozen is taken up again only while its round is not approved. */
const MOVES: Readonly<Record<SurveyPhase, readonly SurveyState[]>> = {
  draft: ['open', 'cancelled'],
  scheduled: ['closed', 'cancelled'],
  open: ['closed', 'cancelled'],
  closed: ['open', 'frozen', 'cancelled'],
  frozen: ['closed'],
  cancelled: [],
};

export const surveyMovesFrom = (phase: SurveyPhase): readonly SurveyState[] => MOVES[phase];

/** Acts that take back what people counted on: they need a reason on record. */
export const surveyMoveNeedsReason = (from: SurveyPhase, to: SurveyState): boolean =>
  to === 'cancelled' || from === 'frozen' || (from === 'closed' && to === 'open');
