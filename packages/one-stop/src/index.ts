export {
  CHANNELS,
  DOSSIER_STATES,
  EVENT_KINDS,
  ONLINE_LEVELS,
  RATINGS,
  type Channel,
  type DossierEvent,
  type DossierState,
  type EventKind,
  type OnlineLevel,
  type Rating,
  type Reported,
} from './dossier-event.ts';
export { LATENESS, UNKNOWN_PROCEDURE, type Lateness, type ProcedureRule } from './procedure-rule.ts';
export { WARNING_CODES, type Warning, type WarningCode } from './warnings.ts';
export { ENDINGS, type DossierFacts, type Ending, type Span } from './dossier-facts.ts';
export { foldDossier } from './fold-dossier.ts';
export {
  appointmentOn,
  COUNTER_ACTS,
  type CounterAct,
  counterActs,
  latestStanding,
  mayRate,
  mayReappoint,
} from './counter-acts.ts';
export { COUNTERS, FLOWS, STOCKS, TRAITS, type Counter, type Stock } from './counters.ts';
export { type AddCount, addCounts, changeOfCounts, countsOf, type DayCount } from './daily-counts.ts';
export { durationOf, nearestRank, type DurationCount, type HourCount, type Rank } from './durations.ts';
export { addSums, sumCounts, type CounterSums, type PeriodSums } from './period-sums.ts';
export { findMeasure, MEASURES, type Formula, type Measure, type Term, type Words } from './measures.ts';
export { evaluateMeasure, NO_VALUE_REASONS, type Figure, type NoValueReason } from './evaluate-measure.ts';
export { PERCENT_DECIMALS, percentText } from './percent.ts';
export {
  CALENDAR_PERIODS,
  calendarPeriod,
  rangePeriod,
  reportPeriod,
  REPORTS,
  type CalendarPeriod,
  type Period,
  type Report,
} from './report-periods.ts';
export {
  PUBLISHED_FINDING_CODES,
  reconcilePublished,
  type PublishedFinding,
  type PublishedFindingCode,
  type PublishedPart,
  type Reconciliation,
} from './reconcile-published.ts';
