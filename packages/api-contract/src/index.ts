import { accessRoutes } from './access.ts';
import { analysisRoutes } from './analysis.ts';
import { appraisalRoutes } from './appraisal.ts';
import { appraisalGroupRoutes } from './appraisal-groups.ts';
import { assignmentRoutes } from './assignments.ts';
import { auditRoutes } from './audit.ts';
import { commendationRoutes } from './commendations.ts';
import { countedFigureRoutes } from './counted-figures.ts';
import { councilRoutes } from './council.ts';
import { criteriaSetRoutes } from './criteria-sets.ts';
import { dossierFileRoutes } from './dossier-files.ts';
import { dossierRecountRoutes } from './dossier-recounts.ts';
import { dossierRoutes } from './dossiers.ts';
import { evidenceRoutes } from './evidence.ts';
import { inspectionRoutes } from './inspections.ts';
import { noticeRoutes } from './notices.ts';
import { oneStopCounterRoutes } from './one-stop-counter.ts';
import { procedureRoutes } from './procedures.ts';
import { publicationRoutes } from './publication.ts';
import { rankingRoutes } from './ranking.ts';
import { receiptRoutes } from './receipts.ts';
import { remediationRoutes } from './remediation.ts';
import { replyRoutes } from './replies.ts';
import { reportRoutes } from './reports.ts';
import { roundRoutes } from './rounds.ts';
import { secondReadingRoutes } from './second-readings.ts';
import { selfScoringRoutes } from './self-scoring.ts';
import { signOffRoutes } from './sign-off.ts';
import { surveyRoutes } from './surveys.ts';
import { unitRoutes } from './units.ts';
import { workingCalendarRoutes } from './working-calendar.ts';

/** Every operation of the API by name. A test walks it: each has a permission and a server handler. */
export const ROUTES = {
  ...accessRoutes,
  ...unitRoutes,
  ...criteriaSetRoutes,
  ...roundRoutes,
  ...selfScoringRoutes,
  ...assignmentRoutes,
  ...signOffRoutes,
  ...reportRoutes,
  ...appraisalRoutes,
  ...appraisalGroupRoutes,
  ...secondReadingRoutes,
  ...replyRoutes,
  ...remediationRoutes,
  ...commendationRoutes,
  ...councilRoutes,
  ...inspectionRoutes,
  ...surveyRoutes,
  ...rankingRoutes,
  ...analysisRoutes,
  ...dossierRoutes,
  ...countedFigureRoutes,
  ...oneStopCounterRoutes,
  ...dossierFileRoutes,
  ...dossierRecountRoutes,
  ...procedureRoutes,
  ...workingCalendarRoutes,
  ...evidenceRoutes,
  ...publicationRoutes,
  ...receiptRoutes,
  ...noticeRoutes,
  ...auditRoutes,
};
export type RouteName = keyof typeof ROUTES;

export {
  accessRoutes,
  analysisRoutes,
  appraisalRoutes,
  assignmentRoutes,
  auditRoutes,
  commendationRoutes,
  councilRoutes,
  countedFigureRoutes,
  dossierFileRoutes,
  dossierRecountRoutes,
  dossierRoutes,
  inspectionRoutes,
  criteriaSetRoutes,
  noticeRoutes,
  oneStopCounterRoutes,
  evidenceRoutes,
  procedureRoutes,
  publicationRoutes,
  rankingRoutes,
  receiptRoutes,
  remediationRoutes,
  replyRoutes,
  reportRoutes,
  roundRoutes,
  selfScoringRoutes,
  signOffRoutes,
  surveyRoutes,
  unitRoutes,
  workingCalendarRoutes,
};

export { ERROR_CODES, type ErrorCode } from './errors.ts';
export { type Route, type RoutePermission } from './route.ts';
export * from './common.ts';
export { me, type Me, type Proof } from './access.ts';
export { accountRoutes } from './access-accounts.ts';
export { ownAccountRoutes } from './access-own.ts';
export { unitPeopleRoutes } from './access-unit-people.ts';
export { unit, type Lineage, type TreeUnit, type Unit, type UnitPage } from './units.ts';
export * from './unit-changes.ts';
export * from './criteria-sets.ts';
export { HEARING_STATES, milestone, MILESTONE_KINDS, round, type Milestone, type Round } from './rounds.ts';
export * from './assignments.ts';
export * from './self-scoring.ts';
export * from './sign-off.ts';
export * from './reports.ts';
export * from './evidence.ts';
export {
  appraisalRow,
  type AppraisalRow,
  type ItemReply,
  type Judgement,
  type ReasonText,
} from './appraisal.ts';
export { type AgendaItem, type Council, type CouncilMinutes, type CouncilVotes } from './council.ts';
export { replyItem, type ReplyItem, type ReplySummary, type UnitReplies } from './replies.ts';
export {
  type CountedFigure,
  type CountedRow,
  type CountedTake,
  type MonthRow,
  NO_COUNT_REASONS,
} from './counted-figures.ts';
export * from './appraisal-groups.ts';
export * from './second-readings.ts';
export * from './inspections.ts';
export * from './remediation.ts';
export { type Commendation } from './commendations.ts';
export * from './ranking.ts';
export * from './analysis.ts';
export * from './notices.ts';
export * from './dossier-files.ts';
export * from './dossiers.ts';
export * from './one-stop-counter.ts';
export { type DossierRecount } from './dossier-recounts.ts';
export * from './procedures.ts';
export * from './working-calendar.ts';
export * from './surveys.ts';
export { publication, publicationBuild, type Publication, type PublicationBuild } from './publication.ts';
export {
  printedReceipt,
  receipt,
  storedReceipt,
  type PrintedReceipt,
  type Receipt,
  type StoredReceipt,
} from './receipts.ts';
