import type { ROUTES } from '@parix/api-contract';
import type { Handlers } from '../platform/handlers.ts';
import { accessHandlers } from './access/access.routes.ts';
import { analysisHandlers } from './analysis/analysis.routes.ts';
import { appraisalHandlers } from './appraisal/appraisal.routes.ts';
import { appraisalGroupHandlers } from './appraisal-groups/appraisal-groups.routes.ts';
import { assignmentHandlers } from './assignments/assignments.routes.ts';
import { auditHandlers } from './audit/audit.routes.ts';
import { commendationHandlers } from './commendations/commendations.routes.ts';
import { countedFigureHandlers } from './counted-figures/counted-figures.routes.ts';
import { councilHandlers } from './council/council.routes.ts';
import { criteriaSetHandlers } from './criteria-sets/criteria-sets.routes.ts';
import { inspectionHandlers } from './inspections/inspections.routes.ts';
import { noticeHandlers } from './notices/notices.routes.ts';
import { dossierFileHandlers } from './dossier-files/dossier-files.routes.ts';
import { dossierHandlers } from './dossiers/dossiers.routes.ts';
import { dossierRecountHandlers } from './dossiers/recount-runs.routes.ts';
import { procedureHandlers } from './procedures/procedures.routes.ts';
import { workingCalendarHandlers } from './working-calendar/working-calendar.routes.ts';
import { evidenceHandlers } from './evidence/evidence.routes.ts';
import { oneStopCounterHandlers } from './one-stop-counter/counter.routes.ts';
import { publicationHandlers } from './publication/publication.routes.ts';
import { rankingHandlers } from './ranking/ranking.routes.ts';
import { receiptHandlers } from './receipts/receipts.routes.ts';
import { remediationHandlers } from './remediation/remediation.routes.ts';
import { replyHandlers } from './replies/replies.routes.ts';
import { reportHandlers } from './reports/reports.routes.ts';
import { roundHandlers } from './rounds/rounds.routes.ts';
import { secondReadingHandlers } from './second-readings/second-readings.routes.ts';
import { selfScoringHandlers } from './self-scoring/self-scoring.routes.ts';
import { signOffHandlers } from './sign-off/sign-off.routes.ts';
import { surveyHandlers } from './surveys/surveys.routes.ts';
import { unitHandlers } from './units/units.routes.ts';

/** Every operation of the contract with its handler; the compiler refuses a missing one. */
export const HANDLERS: Handlers<typeof ROUTES> = {
  ...accessHandlers,
  ...unitHandlers,
  ...criteriaSetHandlers,
  ...roundHandlers,
  ...selfScoringHandlers,
  ...assignmentHandlers,
  ...signOffHandlers,
  ...reportHandlers,
  ...appraisalHandlers,
  ...appraisalGroupHandlers,
  ...secondReadingHandlers,
  ...replyHandlers,
  ...remediationHandlers,
  ...commendationHandlers,
  ...councilHandlers,
  ...inspectionHandlers,
  ...surveyHandlers,
  ...rankingHandlers,
  ...analysisHandlers,
  ...dossierHandlers,
  ...dossierFileHandlers,
  ...countedFigureHandlers,
  ...dossierRecountHandlers,
  ...procedureHandlers,
  ...workingCalendarHandlers,
  ...oneStopCounterHandlers,
  ...evidenceHandlers,
  ...publicationHandlers,
  ...receiptHandlers,
  ...noticeHandlers,
  ...auditHandlers,
};
