export {
  CHANNELS,
  DOSSIER_STATES,
  EVENT_KINDS,
  ONLINE_LEVELS,
  type Channel,
  type DossierEvent,
  type DossierState,
  type EventKind,
  type OnlineLevel,
  type Reported,
} from './dossier-event.ts';
export { LATENESS, UNKNOWN_PROCEDURE, type Lateness, type ProcedureRule } from './procedure-rule.ts';
export { WARNING_CODES, type Warning, type WarningCode } from './warnings.ts';
export { ENDINGS, type DossierFacts, type Ending, type Span } from './dossier-facts.ts';
export { compareEvents } from './effective-events.ts';
export { foldDossier } from './fold-dossier.ts';
