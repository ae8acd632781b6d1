export {
  AREA_ROLES,
  isAreaRole,
  isUnitRole,
  managesInUnit,
  mayHoldTogether,
  ROLES,
  SECOND_FACTOR_ROLES,
  UNIT_ROLES,
  type Role,
  type UnitRole,
} from './roles.ts';
export {
  findMove,
  isStepBack,
  mayMove,
  movesFrom,
  ROUND_GUARDS,
  ROUND_MOVES,
  type RoundGuard,
  type RoundMove,
} from './round-moves.ts';
export {
  APPRAISAL_STAGES,
  DECISIONS,
  DECISIONS_AT,
  mayReply,
  REASON_CODES,
  REPLY_EVENTS,
  REPLY_MOVES,
  REPLY_STANCES,
  REPLY_STATES,
  replyStateOf,
  stageOf,
  type AppraisalStage,
  type Decision,
  type ReasonCode,
  type ReplyEvent,
  type ReplyStance,
  type ReplyState,
} from './appraisal-stage.ts';
export {
  phaseOf,
  ROUND_PHASES,
  ROUND_STATES,
  type RoundClock,
  type RoundPhase,
  type RoundState,
} from './round-phase.ts';
export {
  CARD_EVENTS,
  CARD_MOVES,
  CARD_STATES,
  CARD_WINDOWS,
  cardStateOf,
  closesAtFor,
  isLate,
  mayHappen,
  windowOf,
  WRITABLE,
  type CardEvent,
  type CardHistory,
  type CardState,
  type CardWindow,
} from './card-state.ts';
export {
  ACTIONS,
  couldBeAllowed,
  grantsOf,
  may,
  mightEver,
  PERMISSIONS,
  type Action,
  type Grant,
  type Relation,
} from './permissions.ts';
export {
  channelsOf,
  isLegalNotice,
  maySwitchOff,
  NOTICE_CHANNELS,
  NOTICE_KINDS,
  type NoticeChannel,
  type NoticeKind,
} from './notice-kinds.ts';
export { DEADLINE_STEPS, dueAt, dueStep, type DeadlineStep, type DeadlineToTell } from './notice-schedule.ts';
export {
  FORECASTS,
  forecastOf,
  PACE_DAYS,
  type Forecast,
  type ForecastAnswer,
  type Progress,
} from './progress-forecast.ts';
export {
  SURVEY_PHASES,
  SURVEY_STATES,
  surveyMoveNeedsReason,
  surveyMovesFrom,
  surveyPhaseOf,
  type SurveyPhase,
  type SurveyState,
} from './survey-phase.ts';
export { dayInVietnam, instantInVietnam, isoDay } from './vietnam-time.ts';
