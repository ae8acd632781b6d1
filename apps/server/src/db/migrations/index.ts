import { up as freeCounterDossiersOfUnits } from './20261126230000-free-counter-dossiers-of-units.ts';
import { up as createOneStopCounter } from './20261126130000-create-one-stop-counter.ts';
import { up as abandonDossierFiles } from './20261126200000-abandon-dossier-files.ts';
import { up as createDossierArchives } from './20261126200100-create-dossier-archives.ts';
import { up as createDossierFiles } from './20261126140000-create-dossier-files.ts';
import { up as indexOpenDossiers } from './20261126180000-index-open-dossiers.ts';
import { up as noteLastTaken } from './20261126170000-note-last-taken.ts';
import { up as addDossierReminders } from './20261126160000-add-dossier-reminders.ts';
import { up as createDossiers } from './20261126110000-create-dossiers.ts';
import { up as createUnitsAndBlocks } from './20261122090000-create-units-and-blocks.ts';
import { up as createAccountsAndSessions } from './20261122090100-create-accounts-and-sessions.ts';
import { up as createCriteriaSetsAndRounds } from './20261122090200-create-criteria-sets-and-rounds.ts';
import { up as createItemLayers } from './20261122090300-create-item-layers.ts';
import { up as createPublicationsAndLog } from './20261122090400-create-publications-and-log.ts';
import { up as createAuditAndIdempotency } from './20261122090500-create-audit-and-idempotency.ts';
import { up as createRoleGrants } from './20261123090000-create-role-grants.ts';
import { up as createCardWorkflow } from './20261123090100-create-card-workflow.ts';
import { up as extendAccounts } from './20261123090200-extend-accounts.ts';
import { up as createSecondFactors } from './20261123090210-create-second-factors.ts';
import { up as extendCardWorkflow } from './20261123090300-extend-card-workflow.ts';
import { up as createReports } from './20261123090310-create-reports.ts';
import { up as createReceipts } from './20261123090400-create-receipts.ts';
import { up as createNotices } from './20261123090500-create-notices.ts';
import { up as createMail } from './20261123090510-create-mail.ts';
import { up as createUnitHistory } from './20261123090600-create-unit-history.ts';
import { up as addPeriodEnds } from './20261123090610-add-period-ends.ts';
import { up as createEvidence } from './20261123090700-create-evidence.ts';
import { up as createCardPresence } from './20261123090800-create-card-presence.ts';
import { up as scopeEvidenceWordsToUnits } from './20261123091200-scope-evidence-words-to-units.ts';
import { up as indexScansToRepeat } from './20261123091300-index-scans-to-repeat.ts';
import { up as addAppraisalStages } from './20261123100000-add-appraisal-stages.ts';
import { up as createCouncil } from './20261123110000-create-council.ts';
import { up as createAppraisalGroups } from './20261124101000-create-appraisal-groups.ts';
import { up as createSecondReadings } from './20261124101100-create-second-readings.ts';
import { up as createSurveys } from './20261124130000-create-surveys.ts';
import { up as buildPublicationsInBackground } from './20261124140000-build-publications-in-background.ts';
import { up as createItemMappings } from './20261124102000-create-item-mappings.ts';
import { up as embargoRounds } from './20261124150000-embargo-rounds.ts';
import { up as addHearingNotices } from './20261125120000-add-hearing-notices.ts';
import { up as createLetterheads } from './20261125110000-create-letterheads.ts';
import { up as createInspections } from './20261125100000-create-inspections.ts';
import { up as createCommendations } from './20261125111000-create-commendations.ts';
import { up as createRemediation } from './20261125110000-create-remediation.ts';
import { up as createDossierRecounts } from './20261126120000-create-dossier-recounts.ts';
import { up as createProcedures } from './20261126090000-create-procedures.ts';
import { up as createCountedFigures } from './20261126150000-create-counted-figures.ts';
import { up as createMonthlyResults } from './20261126151000-create-monthly-results.ts';
import { up as createYearDecisions } from './20261126090100-create-year-decisions.ts';
import { up as orderRepliesByEvents } from './20261126210000-order-replies-by-events.ts';
import { up as createOpenReadings } from './20261126210100-create-open-readings.ts';
import { up as addRemediationReminders } from './20261126210200-add-remediation-reminders.ts';
import { up as createInspectionScans } from './20261127120000-create-inspection-scans.ts';
import { up as repeatFindingsOfFormerUnits } from './20261127100000-repeat-findings-of-former-units.ts';

/**
 * All migrations by name, applied in the order of their names. Named here instead of found in the folder, so that
 * they work from any loader. Forward only; a migration is never edited after it was merged.
 */
export const migrations = {
  '20261122090000-create-units-and-blocks': { up: createUnitsAndBlocks },
  '20261122090100-create-accounts-and-sessions': { up: createAccountsAndSessions },
  '20261122090200-create-criteria-sets-and-rounds': { up: createCriteriaSetsAndRounds },
  '20261122090300-create-item-layers': { up: createItemLayers },
  '20261122090400-create-publications-and-log': { up: createPublicationsAndLog },
  '20261122090500-create-audit-and-idempotency': { up: createAuditAndIdempotency },
  '20261123090000-create-role-grants': { up: createRoleGrants },
  '20261123090100-create-card-workflow': { up: createCardWorkflow },
  '20261123090200-extend-accounts': { up: extendAccounts },
  '20261123090210-create-second-factors': { up: createSecondFactors },
  '20261123090300-extend-card-workflow': { up: extendCardWorkflow },
  '20261123090310-create-reports': { up: createReports },
  '20261123090400-create-receipts': { up: createReceipts },
  '20261123090500-create-notices': { up: createNotices },
  '20261123090510-create-mail': { up: createMail },
  '20261123090600-create-unit-history': { up: createUnitHistory },
  '20261123090610-add-period-ends': { up: addPeriodEnds },
  '20261123090700-create-evidence': { up: createEvidence },
  '20261123090800-create-card-presence': { up: createCardPresence },
  '20261123091200-scope-evidence-words-to-units': { up: scopeEvidenceWordsToUnits },
  '20261123091300-index-scans-to-repeat': { up: indexScansToRepeat },
  '20261123100000-add-appraisal-stages': { up: addAppraisalStages },
  '20261123110000-create-council': { up: createCouncil },
  '20261124101000-create-appraisal-groups': { up: createAppraisalGroups },
  '20261124101100-create-second-readings': { up: createSecondReadings },
  '20261124130000-create-surveys': { up: createSurveys },
  '20261124140000-build-publications-in-background': { up: buildPublicationsInBackground },
  '20261124102000-create-item-mappings': { up: createItemMappings },
  '20261124150000-embargo-rounds': { up: embargoRounds },
  '20261125110000-create-letterheads': { up: createLetterheads },
  '20261125120000-add-hearing-notices': { up: addHearingNotices },
  '20261125100000-create-inspections': { up: createInspections },
  '20261125110000-create-remediation': { up: createRemediation },
  '20261125111000-create-commendations': { up: createCommendations },
  '20261126110000-create-dossiers': { up: createDossiers },
  '20261126090000-create-procedures': { up: createProcedures },
  '20261126090100-create-year-decisions': { up: createYearDecisions },
  '20261126120000-create-dossier-recounts': { up: createDossierRecounts },
  '20261126130000-create-one-stop-counter': { up: createOneStopCounter },
  '20261126150000-create-counted-figures': { up: createCountedFigures },
  '20261126151000-create-monthly-results': { up: createMonthlyResults },
  '20261126140000-create-dossier-files': { up: createDossierFiles },
  '20261126160000-add-dossier-reminders': { up: addDossierReminders },
  '20261126170000-note-last-taken': { up: noteLastTaken },
  '20261126180000-index-open-dossiers': { up: indexOpenDossiers },
  '20261126200000-abandon-dossier-files': { up: abandonDossierFiles },
  '20261126210000-order-replies-by-events': { up: orderRepliesByEvents },
  '20261126230000-free-counter-dossiers-of-units': { up: freeCounterDossiersOfUnits },
  '20261126210100-create-open-readings': { up: createOpenReadings },
  '20261126200100-create-dossier-archives': { up: createDossierArchives },
  '20261126210200-add-remediation-reminders': { up: addRemediationReminders },
  '20261127100000-repeat-findings-of-former-units': { up: repeatFindingsOfFormerUnits },
  '20261127120000-create-inspection-scans': { up: createInspectionScans },
} as const;
