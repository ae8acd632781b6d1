import { ROUTES, type RouteName } from '@parix/api-contract';
import { isUnitRole, mightEver, type Role } from '@parix/workflow';
import type { WordKey } from '../i18n/keys.ts';

/** One entry of the navigation with the operations its page cannot do without. */
export interface PageEntry {
  readonly to: string;
  readonly label: WordKey;
  readonly needs: readonly RouteName[];
  /** Only people of a unit have one. */
  readonly ofUnit?: true;
}

export const PAGES = [
  { to: '/', label: 'common:nav.home', needs: [] },
  { to: '/rounds', label: 'common:nav.rounds', needs: ['listRounds'] },
  { to: '/criteria-sets', label: 'common:nav.criteriaSets', needs: ['listSets'] },
  { to: '/units', label: 'common:nav.units', needs: ['listUnits', 'listBlocks'] },
  { to: '/evidence', label: 'common:nav.evidence', needs: ['listEvidence'], ofUnit: true },
  { to: '/inspections', label: 'common:nav.inspections', needs: ['listInspectionVisits'] },
  { to: '/remediation', label: 'common:nav.remediation', needs: ['listRemediationTasks'] },
  { to: '/counter', label: 'common:nav.counter', needs: ['listCounterDossiers'], ofUnit: true },
  { to: '/commendations', label: 'common:nav.commendations', needs: ['listCommendations'] },
  { to: '/dossiers', label: 'common:nav.dossiers', needs: ['dossierFigures', 'dossierMeasures'] },
  { to: '/procedures', label: 'common:nav.procedures', needs: ['listProcedures'] },
  { to: '/working-calendar', label: 'common:nav.workingCalendar', needs: ['getCalendarYear'] },
  { to: '/publications', label: 'common:nav.publications', needs: ['listPublications'] },
  {
    to: '/document-templates',
    label: 'common:nav.documentTemplates',
    needs: ['getReportTemplate', 'getLetterhead'],
  },
  { to: '/notices', label: 'common:nav.notices', needs: ['listNotices'] },
  { to: '/notice-records', label: 'common:nav.noticeRecords', needs: ['listNoticeRecords', 'getMailStatus'] },
  { to: '/audit', label: 'common:nav.audit', needs: ['listAudit'] },
  { to: '/unit-people', label: 'common:nav.unitPeople', needs: ['listUnitPeople'] },
  { to: '/accounts', label: 'common:nav.accounts', needs: ['listAccounts'] },
] as const satisfies readonly PageEntry[];

/** True when the roles could ever call the operation, by the same table the server refuses by. */
export function mightCall(roles: readonly Role[], name: RouteName): boolean {
  const { permission } = ROUTES[name];
  if (permission === 'dossier-source') return false;
  return permission === 'public' || permission === 'signed-in' || mightEver(roles, permission);
}

export function pagesFor(roles: readonly Role[]): readonly PageEntry[] {
  const inUnit = roles.some(isUnitRole);
  return PAGES.filter(
    (page: PageEntry) =>
      (page.ofUnit !== true || inUnit) && page.needs.every((name) => mightCall(roles, name)),
  );
}
