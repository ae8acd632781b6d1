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
  mayMove,
  phaseOf,
  ROUND_MOVES,
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
export { dayInVietnam, instantInVietnam, isoDay } from './vietnam-time.ts';
