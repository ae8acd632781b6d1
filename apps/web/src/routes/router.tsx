import { UNIT_CHANGE_KINDS } from '@parix/api-contract';
import {
  createRootRoute,
  createRoute,
  createRouter,
  lazyRouteComponent,
  Outlet,
} from '@tanstack/react-router';
import {
  COUNTER_LISTS,
  DOSSIER_QUEUES,
  EVIDENCE_KINDS,
  FIGURES_BY,
  PROGRESS_SORTS,
  REPORT_KINDS,
  TASK_LISTS,
} from '@parix/api-contract';
import { CARD_STATES, FORECASTS, NOTICE_KINDS } from '@parix/workflow';
import { Suspense } from 'react';
import { ROLES } from '@parix/workflow';
import { z } from 'zod';
import { PAPER_KINDS } from '../features/one-stop-counter/paper-kinds.ts';
import { ANALYSIS_VIEWS } from '../features/analysis/views.ts';
import { loadWords } from '../i18n/languages.ts';
import { SessionGate } from '../layout/session-gate.tsx';
import { Waiting } from '../ui/index.ts';
import { NotFound, PageFailure } from './page-failure.tsx';

const search = <S extends z.ZodRawShape>(shape: S) => z.object(shape);
const optionalText = z.string().optional().catch(undefined);
const optionalDay = z.iso.date().optional().catch(undefined);
const optionalMark = z.boolean().optional().catch(undefined);
const place = z.number().int().min(1).optional().catch(undefined);
const layer = z.enum(['self', 'final']).optional().catch(undefined);

const root = createRootRoute({
  component: () => (
    <Suspense fallback={<Waiting />}>
      <Outlet />
    </Suspense>
  ),
  notFoundComponent: NotFound,
  errorComponent: PageFailure,
});
const signIn = createRoute({
  getParentRoute: () => root,
  path: '/sign-in',
  validateSearch: search({ next: optionalText, problem: optionalText, done: optionalText }),
  loader: () => loadWords('access'),
  component: lazyRouteComponent(() => import('../features/access/sign-in-page.tsx'), 'SignInPage'),
});
const forgotPassword = createRoute({
  getParentRoute: () => root,
  path: '/forgot-password',
  loader: () => loadWords('access'),
  component: lazyRouteComponent(
    () => import('../features/access/forgot-password-page.tsx'),
    'ForgotPasswordPage',
  ),
});
const accountLink = createRoute({
  getParentRoute: () => root,
  path: '/account-link',
  loader: () => loadWords('access'),
  component: lazyRouteComponent(() => import('../features/access/account-link-page.tsx'), 'AccountLinkPage'),
});
const inside = createRoute({ getParentRoute: () => root, id: 'inside', component: SessionGate });

/** Open without a network and without a session: what stands there is on the device. */
const fieldVisits = createRoute({
  getParentRoute: () => root,
  path: '/field-visits',
  loader: () => loadWords('inspections'),
  component: lazyRouteComponent(() => import('../features/inspections/field-list-page.tsx'), 'FieldListPage'),
});
const fieldVisit = createRoute({
  getParentRoute: () => root,
  path: '/field-visits/$unitId/$visitId',
  loader: () => loadWords('inspections'),
  component: lazyRouteComponent(
    () => import('../features/inspections/field-visit-page.tsx'),
    'FieldVisitPage',
  ),
});
const inspections = createRoute({
  getParentRoute: () => inside,
  path: '/inspections',
  loader: () => loadWords('inspections'),
  component: lazyRouteComponent(
    () => import('../features/inspections/inspections-page.tsx'),
    'InspectionsPage',
  ),
});
const inspection = createRoute({
  getParentRoute: () => inside,
  path: '/inspections/$unitId/$visitId',
  loader: () => loadWords('inspections'),
  component: lazyRouteComponent(() => import('../features/inspections/visit-page.tsx'), 'VisitPage'),
});
const home = createRoute({
  getParentRoute: () => inside,
  path: '/',
  component: lazyRouteComponent(() => import('../features/home/home-page.tsx'), 'HomePage'),
});
const units = createRoute({
  getParentRoute: () => inside,
  path: '/units',
  validateSearch: search({ q: optionalText, block: optionalText, asOf: optionalDay, standing: optionalMark }),
  loader: () => loadWords('units'),
  component: lazyRouteComponent(() => import('../features/units/units-page.tsx'), 'UnitsPage'),
});
const unit = createRoute({
  getParentRoute: () => inside,
  path: '/units/$unitId',
  validateSearch: search({ asOf: optionalDay }),
  loader: () => loadWords('units', 'commendations'),
  component: lazyRouteComponent(() => import('../features/units/unit-page.tsx'), 'UnitPage'),
});
const unitChange = createRoute({
  getParentRoute: () => inside,
  path: '/units/change',
  validateSearch: search({ kind: z.enum(UNIT_CHANGE_KINDS).optional().catch(undefined), unit: optionalText }),
  loader: () => loadWords('units'),
  component: lazyRouteComponent(() => import('../features/units/change-page.tsx'), 'ChangePage'),
});
const unitChanges = createRoute({
  getParentRoute: () => inside,
  path: '/units/changes',
  loader: () => loadWords('units'),
  component: lazyRouteComponent(() => import('../features/units/changes-page.tsx'), 'ChangesPage'),
});
const unitBlocks = createRoute({
  getParentRoute: () => inside,
  path: '/units/blocks',
  loader: () => loadWords('units'),
  component: lazyRouteComponent(() => import('../features/units/blocks-page.tsx'), 'BlocksPage'),
});
const unitImport = createRoute({
  getParentRoute: () => inside,
  path: '/units/import',
  loader: () => loadWords('units', 'imports'),
  component: lazyRouteComponent(() => import('../features/units/import-page.tsx'), 'ImportUnitsPage'),
});
const librarySearch = search({
  q: optionalText,
  kind: z.enum(EVIDENCE_KINDS).optional().catch(undefined),
  year: z.number().int().optional().catch(undefined),
  hidden: z.boolean().optional().catch(undefined),
});
const ownEvidence = createRoute({
  getParentRoute: () => inside,
  path: '/evidence',
  validateSearch: librarySearch,
  loader: () => loadWords('evidence'),
  component: lazyRouteComponent(() => import('../features/evidence/library-page.tsx'), 'OwnLibraryPage'),
});
const evidence = createRoute({
  getParentRoute: () => inside,
  path: '/units/$unitId/evidence',
  validateSearch: librarySearch,
  loader: () => loadWords('evidence'),
  component: lazyRouteComponent(() => import('../features/evidence/library-page.tsx'), 'LibraryPage'),
});
const evidenceDocument = createRoute({
  getParentRoute: () => inside,
  path: '/units/$unitId/evidence/$documentId',
  validateSearch: search({ page: place, version: place }),
  loader: () => loadWords('evidence'),
  component: lazyRouteComponent(() => import('../features/evidence/document-page.tsx'), 'DocumentPage'),
});
const sets = createRoute({
  getParentRoute: () => inside,
  path: '/criteria-sets',
  loader: () => loadWords('criteria-sets', 'imports'),
  component: lazyRouteComponent(() => import('../features/criteria-sets/sets-page.tsx'), 'SetsPage'),
});
const setVersion = createRoute({
  getParentRoute: () => inside,
  path: '/criteria-sets/$versionId',
  validateSearch: search({ item: optionalText }),
  loader: () => loadWords('criteria-sets'),
  component: lazyRouteComponent(() => import('../features/criteria-sets/set-page.tsx'), 'SetPage'),
});
const setAmend = createRoute({
  getParentRoute: () => inside,
  path: '/criteria-sets/$versionId/amend',
  loader: () => loadWords('criteria-sets', 'imports'),
  component: lazyRouteComponent(() => import('../features/criteria-sets/amend-page.tsx'), 'AmendPage'),
});
const setDiff = createRoute({
  getParentRoute: () => inside,
  path: '/criteria-sets/$versionId/diff',
  validateSearch: search({ other: optionalText }),
  loader: () => loadWords('criteria-sets'),
  component: lazyRouteComponent(() => import('../features/criteria-sets/diff-page.tsx'), 'DiffPage'),
});
const rounds = createRoute({
  getParentRoute: () => inside,
  path: '/rounds',
  loader: () => loadWords('rounds'),
  component: lazyRouteComponent(() => import('../features/rounds/rounds-page.tsx'), 'RoundsPage'),
});
const newRound = createRoute({
  getParentRoute: () => inside,
  path: '/rounds/new',
  loader: () => loadWords('rounds'),
  component: lazyRouteComponent(() => import('../features/rounds/new-round-page.tsx'), 'NewRoundPage'),
});
const round = createRoute({
  getParentRoute: () => inside,
  path: '/rounds/$roundId',
  loader: () => loadWords('rounds', 'imports', 'surveys', 'publication', 'council', 'counted-figures'),
  component: lazyRouteComponent(() => import('../features/rounds/round-page.tsx'), 'RoundPage'),
});
const cards = createRoute({
  getParentRoute: () => inside,
  path: '/rounds/$roundId/cards',
  loader: () => loadWords('self-scoring', 'rounds'),
  component: lazyRouteComponent(() => import('../features/self-scoring/cards-page.tsx'), 'CardsPage'),
});
const card = createRoute({
  getParentRoute: () => inside,
  path: '/rounds/$roundId/cards/$unitId',
  validateSearch: search({ item: optionalText }),
  loader: () => loadWords('self-scoring', 'evidence', 'sign-off', 'rounds', 'counted-figures'),
  component: lazyRouteComponent(() => import('../features/self-scoring/card-page.tsx'), 'CardPage'),
});
const approveCard = createRoute({
  getParentRoute: () => inside,
  path: '/rounds/$roundId/cards/$unitId/approve',
  loader: () => loadWords('sign-off'),
  component: lazyRouteComponent(() => import('../features/sign-off/approve-page.tsx'), 'ApprovePage'),
});
const submissions = createRoute({
  getParentRoute: () => inside,
  path: '/rounds/$roundId/cards/$unitId/submissions',
  loader: () => loadWords('sign-off'),
  component: lazyRouteComponent(() => import('../features/sign-off/submissions-page.tsx'), 'SubmissionsPage'),
});
const replies = createRoute({
  getParentRoute: () => inside,
  path: '/rounds/$roundId/replies',
  loader: () => loadWords('replies', 'rounds'),
  component: lazyRouteComponent(() => import('../features/replies/replies-page.tsx'), 'RepliesPage'),
});
const unitReplies = createRoute({
  getParentRoute: () => inside,
  path: '/rounds/$roundId/replies/$unitId',
  loader: () => loadWords('replies', 'rounds', 'self-scoring', 'evidence', 'appraisal'),
  component: lazyRouteComponent(() => import('../features/replies/unit-replies-page.tsx'), 'UnitRepliesPage'),
});
const remediation = createRoute({
  getParentRoute: () => inside,
  path: '/rounds/$roundId/remediation',
  loader: () => loadWords('remediation', 'rounds'),
  component: lazyRouteComponent(
    () => import('../features/remediation/remediation-page.tsx'),
    'RemediationPage',
  ),
});
const unitRemediation = createRoute({
  getParentRoute: () => inside,
  path: '/rounds/$roundId/remediation/$unitId',
  loader: () => loadWords('remediation', 'rounds', 'self-scoring', 'evidence'),
  component: lazyRouteComponent(
    () => import('../features/remediation/unit-remediation-page.tsx'),
    'UnitRemediationPage',
  ),
});
const dossierPeriod = {
  from: optionalDay,
  to: optionalDay,
  unit: z.uuid().optional().catch(undefined),
};
const dossiers = createRoute({
  getParentRoute: () => inside,
  path: '/dossiers',
  validateSearch: search({ ...dossierPeriod, by: z.enum(FIGURES_BY).optional().catch(undefined) }),
  loader: () => loadWords('dossiers', 'dossier-files', 'counted-figures'),
  component: lazyRouteComponent(() => import('../features/dossiers/dossiers-page.tsx'), 'DossiersPage'),
});
const dossierQueue = createRoute({
  getParentRoute: () => inside,
  path: '/dossiers/queue',
  validateSearch: search({
    unit: dossierPeriod.unit,
    queue: z.enum(DOSSIER_QUEUES).optional().catch(undefined),
  }),
  loader: () => loadWords('dossiers', 'counted-figures'),
  component: lazyRouteComponent(() => import('../features/dossiers/queue-page.tsx'), 'QueuePage'),
});
const dossierQuality = createRoute({
  getParentRoute: () => inside,
  path: '/dossiers/quality',
  loader: () => loadWords('dossiers', 'counted-figures'),
  component: lazyRouteComponent(() => import('../features/dossiers/quality-page.tsx'), 'QualityPage'),
});
const dossierMonthly = createRoute({
  getParentRoute: () => inside,
  path: '/dossiers/monthly',
  validateSearch: search({
    month: z
      .string()
      .regex(/^\d{4}-(0[1-9]|1[0-2])$/)
      .optional()
      .catch(undefined),
  }),
  loader: () => loadWords('dossiers', 'counted-figures'),
  component: lazyRouteComponent(() => import('../features/dossiers/monthly-page.tsx'), 'MonthlyPage'),
});
const dossierMeasures = createRoute({
  getParentRoute: () => inside,
  path: '/dossiers/measures',
  loader: () => loadWords('dossiers', 'counted-figures'),
  component: lazyRouteComponent(() => import('../features/dossiers/measures-page.tsx'), 'MeasuresPage'),
});
const dossier = createRoute({
  getParentRoute: () => inside,
  path: '/dossiers/$unitId/$sourceId/$code',
  loader: () => loadWords('dossiers', 'counted-figures'),
  component: lazyRouteComponent(() => import('../features/dossiers/dossier-page.tsx'), 'DossierPage'),
});
const dossierFiles = createRoute({
  getParentRoute: () => inside,
  path: '/dossier-sources/$sourceId/files',
  loader: () => loadWords('dossier-files'),
  component: lazyRouteComponent(() => import('../features/dossier-files/files-page.tsx'), 'DossierFilesPage'),
});
const dossierTotals = createRoute({
  getParentRoute: () => inside,
  path: '/dossier-sources/$sourceId/totals',
  loader: () => loadWords('dossier-files'),
  component: lazyRouteComponent(
    () => import('../features/dossier-files/totals-page.tsx'),
    'DossierTotalsPage',
  ),
});
const dossierReconciliation = createRoute({
  getParentRoute: () => inside,
  path: '/dossier-sources/$sourceId/reconciliation',
  loader: () => loadWords('dossier-files'),
  component: lazyRouteComponent(
    () => import('../features/dossier-files/reconciliation-page.tsx'),
    'ReconciliationPage',
  ),
});
const dossierSources = createRoute({
  getParentRoute: () => inside,
  path: '/dossier-sources',
  loader: () => loadWords('dossiers', 'counted-figures'),
  component: lazyRouteComponent(() => import('../features/dossiers/sources-page.tsx'), 'SourcesPage'),
});
const counter = createRoute({
  getParentRoute: () => inside,
  path: '/counter',
  validateSearch: search({ list: z.enum(COUNTER_LISTS).optional().catch(undefined), q: optionalText }),
  loader: () => loadWords('one-stop-counter'),
  component: lazyRouteComponent(() => import('../features/one-stop-counter/counter-page.tsx'), 'CounterPage'),
});
const receiveDossier = createRoute({
  getParentRoute: () => inside,
  path: '/counter/receive',
  loader: () => loadWords('one-stop-counter'),
  component: lazyRouteComponent(() => import('../features/one-stop-counter/receive-page.tsx'), 'ReceivePage'),
});
const counterDossier = createRoute({
  getParentRoute: () => inside,
  path: '/counter/$code',
  validateSearch: search({ print: z.enum(PAPER_KINDS).optional().catch(undefined) }),
  loader: () => loadWords('one-stop-counter'),
  component: lazyRouteComponent(
    () => import('../features/one-stop-counter/dossier-page.tsx'),
    'CounterDossierPage',
  ),
});
const commendations = createRoute({
  getParentRoute: () => inside,
  path: '/commendations',
  loader: () => loadWords('commendations'),
  component: lazyRouteComponent(
    () => import('../features/commendations/commendations-page.tsx'),
    'CommendationsPage',
  ),
});
const procedures = createRoute({
  getParentRoute: () => inside,
  path: '/procedures',
  validateSearch: search({ q: optionalText, sector: optionalText, on: optionalDay }),
  loader: () => loadWords('procedures', 'working-calendar'),
  component: lazyRouteComponent(() => import('../features/procedures/procedures-page.tsx'), 'ProceduresPage'),
});
const procedure = createRoute({
  getParentRoute: () => inside,
  path: '/procedures/$code/rows',
  loader: () => loadWords('procedures', 'working-calendar'),
  component: lazyRouteComponent(() => import('../features/procedures/procedure-page.tsx'), 'ProcedurePage'),
});
const procedureImport = createRoute({
  getParentRoute: () => inside,
  path: '/procedure-catalogue/import',
  loader: () => loadWords('procedures', 'imports'),
  component: lazyRouteComponent(
    () => import('../features/procedures/import-procedures-page.tsx'),
    'ImportProceduresPage',
  ),
});
const workingCalendar = createRoute({
  getParentRoute: () => inside,
  path: '/working-calendar',
  validateSearch: search({ year: z.number().int().min(1900).max(2199).optional().catch(undefined) }),
  loader: () => loadWords('working-calendar', 'imports'),
  component: lazyRouteComponent(
    () => import('../features/working-calendar/calendar-page.tsx'),
    'CalendarPage',
  ),
});
const remediationTasks = createRoute({
  getParentRoute: () => inside,
  path: '/remediation',
  validateSearch: search({
    list: z.enum(TASK_LISTS).optional().catch(undefined),
    round: optionalText,
    area: optionalText,
  }),
  loader: () => loadWords('remediation'),
  component: lazyRouteComponent(() => import('../features/remediation/tasks-page.tsx'), 'TasksPage'),
});
const council = createRoute({
  getParentRoute: () => inside,
  path: '/rounds/$roundId/council',
  loader: () => loadWords('council', 'replies', 'appraisal', 'rounds'),
  component: lazyRouteComponent(() => import('../features/council/council-page.tsx'), 'CouncilPage'),
});
const cardReport = createRoute({
  getParentRoute: () => inside,
  path: '/rounds/$roundId/cards/$unitId/report',
  validateSearch: search({ submission: place }),
  loader: () => loadWords('sign-off', 'reports', 'self-scoring', 'evidence'),
  component: lazyRouteComponent(() => import('../features/reports/report-page.tsx'), 'ReportPage'),
});
const cardWorkbook = createRoute({
  getParentRoute: () => inside,
  path: '/rounds/$roundId/cards/$unitId/workbook',
  loader: () => loadWords('sign-off', 'self-scoring', 'imports'),
  component: lazyRouteComponent(() => import('../features/self-scoring/workbook-page.tsx'), 'WorkbookPage'),
});
const assignments = createRoute({
  getParentRoute: () => inside,
  path: '/rounds/$roundId/cards/$unitId/assignments',
  loader: () => loadWords('sign-off', 'assignments'),
  component: lazyRouteComponent(
    () => import('../features/assignments/assignments-page.tsx'),
    'AssignmentsPage',
  ),
});
const appraisal = createRoute({
  getParentRoute: () => inside,
  path: '/rounds/$roundId/appraisal',
  validateSearch: search({
    item: optionalText,
    unit: optionalText,
    by: z.enum(['item', 'unit']).optional().catch(undefined),
  }),
  loader: () =>
    loadWords(
      'appraisal',
      'replies',
      'appraisal-groups',
      'evidence',
      'self-scoring',
      'rounds',
      'counted-figures',
    ),
  component: lazyRouteComponent(() => import('../features/appraisal/appraisal-page.tsx'), 'AppraisalPage'),
});
const appraisers = createRoute({
  getParentRoute: () => inside,
  path: '/rounds/$roundId/appraisers',
  loader: () => loadWords('appraisal-groups', 'evidence', 'rounds'),
  component: lazyRouteComponent(
    () => import('../features/appraisal-groups/appraisers-page.tsx'),
    'AppraisersPage',
  ),
});
const secondReadings = createRoute({
  getParentRoute: () => inside,
  path: '/rounds/$roundId/second-readings',
  loader: () => loadWords('appraisal', 'appraisal-groups', 'replies', 'self-scoring', 'evidence', 'rounds'),
  component: lazyRouteComponent(
    () => import('../features/appraisal/second-readings-page.tsx'),
    'SecondReadingsPage',
  ),
});
const results = createRoute({
  getParentRoute: () => inside,
  path: '/rounds/$roundId/results',
  validateSearch: search({ layer }),
  loader: () => loadWords('ranking', 'rounds'),
  component: lazyRouteComponent(() => import('../features/ranking/results-page.tsx'), 'ResultsPage'),
});
const unitResult = createRoute({
  getParentRoute: () => inside,
  path: '/rounds/$roundId/results/$unitId',
  validateSearch: search({ layer }),
  loader: () => loadWords('ranking', 'surveys', 'rounds'),
  component: lazyRouteComponent(() => import('../features/ranking/unit-result-page.tsx'), 'UnitResultPage'),
});
const surveys = createRoute({
  getParentRoute: () => inside,
  path: '/rounds/$roundId/surveys',
  loader: () => loadWords('surveys', 'rounds'),
  component: lazyRouteComponent(() => import('../features/surveys/surveys-page.tsx'), 'SurveysPage'),
});
const survey = createRoute({
  getParentRoute: () => inside,
  path: '/rounds/$roundId/surveys/$surveyId',
  loader: () => loadWords('surveys', 'rounds'),
  component: lazyRouteComponent(() => import('../features/surveys/survey-page.tsx'), 'SurveyPage'),
});
const paperSheets = createRoute({
  getParentRoute: () => inside,
  path: '/rounds/$roundId/surveys/$surveyId/paper',
  loader: () => loadWords('surveys', 'rounds'),
  component: lazyRouteComponent(() => import('../features/surveys/paper-page.tsx'), 'PaperPage'),
});
const analysis = createRoute({
  getParentRoute: () => inside,
  path: '/rounds/$roundId/analysis',
  validateSearch: search({ view: z.enum(ANALYSIS_VIEWS).optional().catch(undefined), earlier: optionalText }),
  loader: () => loadWords('analysis', 'rounds'),
  component: lazyRouteComponent(() => import('../features/analysis/analysis-page.tsx'), 'AnalysisPage'),
});
const partAnalysis = createRoute({
  getParentRoute: () => inside,
  path: '/rounds/$roundId/analysis/$partId',
  loader: () => loadWords('analysis'),
  component: lazyRouteComponent(() => import('../features/analysis/part-page.tsx'), 'PartPage'),
});
const unitAnalysis = createRoute({
  getParentRoute: () => inside,
  path: '/rounds/$roundId/analysis/units/$unitId',
  validateSearch: search({ earlier: optionalText }),
  loader: () => loadWords('analysis'),
  component: lazyRouteComponent(() => import('../features/analysis/unit-page.tsx'), 'UnitAnalysisPage'),
});
const itemMapping = createRoute({
  getParentRoute: () => inside,
  path: '/criteria-sets/$versionId/mapping/$otherId',
  loader: () => loadWords('analysis'),
  component: lazyRouteComponent(() => import('../features/analysis/mapping-page.tsx'), 'MappingPage'),
});
const documentTemplates = createRoute({
  getParentRoute: () => inside,
  path: '/document-templates',
  validateSearch: search({ kind: z.enum(REPORT_KINDS).optional().catch(undefined) }),
  loader: () => loadWords('reports'),
  component: lazyRouteComponent(() => import('../features/reports/templates-page.tsx'), 'TemplatesPage'),
});
const publications = createRoute({
  getParentRoute: () => inside,
  path: '/publications',
  loader: () => loadWords('publication'),
  component: lazyRouteComponent(
    () => import('../features/publication/publications-page.tsx'),
    'PublicationsPage',
  ),
});
const notices = createRoute({
  getParentRoute: () => inside,
  path: '/notices',
  loader: () => loadWords('notices'),
  component: lazyRouteComponent(() => import('../features/notices/notices-page.tsx'), 'NoticesPage'),
});
const noticeSettings = createRoute({
  getParentRoute: () => inside,
  path: '/notices/settings',
  loader: () => loadWords('notices'),
  component: lazyRouteComponent(
    () => import('../features/notices/notice-settings-page.tsx'),
    'NoticeSettingsPage',
  ),
});
const noticeRecords = createRoute({
  getParentRoute: () => inside,
  path: '/notice-records',
  validateSearch: search({ round: optionalText, kind: z.enum(NOTICE_KINDS).optional().catch(undefined) }),
  loader: () => loadWords('notices'),
  component: lazyRouteComponent(
    () => import('../features/notices/notice-records-page.tsx'),
    'NoticeRecordsPage',
  ),
});
const noticeProof = createRoute({
  getParentRoute: () => inside,
  path: '/notice-records/$unitId/$noticeId',
  loader: () => loadWords('notices'),
  component: lazyRouteComponent(() => import('../features/notices/notice-proof-page.tsx'), 'NoticeProofPage'),
});
const progress = createRoute({
  getParentRoute: () => inside,
  path: '/rounds/$roundId/progress',
  validateSearch: search({
    state: z.enum(CARD_STATES).optional().catch(undefined),
    forecast: z.enum(FORECASTS).optional().catch(undefined),
    sort: z.enum(PROGRESS_SORTS).optional().catch(undefined),
  }),
  loader: () => loadWords('notices', 'rounds'),
  component: lazyRouteComponent(() => import('../features/notices/progress-page.tsx'), 'ProgressPage'),
});
const audit = createRoute({
  getParentRoute: () => inside,
  path: '/audit',
  validateSearch: search({ subject: optionalText }),
  loader: () => loadWords('audit'),
  component: lazyRouteComponent(() => import('../features/audit/audit-page.tsx'), 'AuditPage'),
});
const accounts = createRoute({
  getParentRoute: () => inside,
  path: '/accounts',
  validateSearch: search({
    q: optionalText,
    role: z.enum(ROLES).optional().catch(undefined),
    state: z.enum(['active', 'invited', 'disabled', 'dormant']).optional().catch(undefined),
    review: z.boolean().optional().catch(undefined),
  }),
  loader: () => loadWords('access'),
  component: lazyRouteComponent(() => import('../features/access/accounts-page.tsx'), 'AccountsPage'),
});
const account = createRoute({
  getParentRoute: () => inside,
  path: '/accounts/$accountId',
  loader: () => loadWords('access'),
  component: lazyRouteComponent(() => import('../features/access/account-page.tsx'), 'AccountPage'),
});
const ownAccount = createRoute({
  getParentRoute: () => inside,
  path: '/account',
  loader: () => loadWords('access'),
  component: lazyRouteComponent(() => import('../features/access/own-account-page.tsx'), 'OwnAccountPage'),
});
const unitPeople = createRoute({
  getParentRoute: () => inside,
  path: '/unit-people',
  loader: () => loadWords('access'),
  component: lazyRouteComponent(() => import('../features/access/unit-people-page.tsx'), 'UnitPeoplePage'),
});

const routeTree = root.addChildren([
  signIn,
  forgotPassword,
  accountLink,
  fieldVisits,
  fieldVisit,
  inside.addChildren([
    home,
    inspections,
    inspection,
    units,
    unit,
    unitChange,
    unitChanges,
    unitBlocks,
    unitImport,
    ownEvidence,
    evidence,
    evidenceDocument,
    sets,
    setVersion,
    setAmend,
    setDiff,
    rounds,
    newRound,
    round,
    cards,
    replies,
    unitReplies,
    remediation,
    unitRemediation,
    remediationTasks,
    counter,
    receiveDossier,
    counterDossier,
    commendations,
    procedures,
    procedure,
    procedureImport,
    workingCalendar,
    dossiers,
    dossierQueue,
    dossierQuality,
    dossierMonthly,
    dossierMeasures,
    dossier,
    dossierSources,
    dossierFiles,
    dossierTotals,
    dossierReconciliation,
    council,
    card,
    approveCard,
    submissions,
    cardReport,
    cardWorkbook,
    assignments,
    appraisal,
    appraisers,
    secondReadings,
    results,
    unitResult,
    surveys,
    survey,
    paperSheets,
    analysis,
    partAnalysis,
    unitAnalysis,
    itemMapping,
    documentTemplates,
    publications,
    notices,
    noticeSettings,
    noticeRecords,
    noticeProof,
    progress,
    audit,
    accounts,
    account,
    ownAccount,
    unitPeople,
  ]),
]);

export const router = createRouter({
  routeTree,
  defaultPreload: 'intent',
  defaultPendingMs: 400,
  defaultPendingComponent: Waiting,
  defaultErrorComponent: PageFailure,
  defaultNotFoundComponent: NotFound,
  scrollRestoration: true,
});

declare module '@tanstack/react-router' {
  interface Register {
    router: typeof router;
  }
}
