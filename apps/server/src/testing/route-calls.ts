import { type Route, ROUTES, type RouteName } from '@parix/api-contract';
import type { LightMyRequestResponse } from 'fastify';
import type { TestApp } from './test-app.ts';
import { multipart } from './test-app.ts';

const NOWHERE = '00000000-0000-7000-8000-000000000000';

const PASSKEY_ANSWER = {
  id: 'AA',
  rawId: 'AA',
  type: 'public-key',
  response: { clientDataJSON: 'AA', authenticatorData: 'AA', signature: 'AA' },
};
const NEW_PASSKEY_ANSWER = {
  id: 'AA',
  rawId: 'AA',
  type: 'public-key',
  response: { clientDataJSON: 'AA', attestationObject: 'AA' },
};

/** Somebody who does not exist. */
const NOBODY = { kind: 'person', id: NOWHERE };
const EVIDENCE = {
  abstract: 'Ma trận',
  number: '',
  issuedOn: null,
  issuer: '',
  kind: 'other',
  validFrom: null,
  validTo: null,
  url: '',
  uploadId: null,
};

/** A group that people without the right try to enter; with it, its file is not there. */
const GROUP = {
  kind: 'council',
  name: 'Hội đồng ma trận',
  decisionNumber: '1/QĐ',
  decisionDate: '2022-01-01',
  decisionIssuer: 'Ma trận',
  uploadId: 'khong-co',
};

/** Of a unit that does not exist. */
const UNIT_CHANGE = {
  kind: 'abolish',
  effectiveOn: '2022-01-01',
  decisionNumber: null,
  decisionDate: null,
  unitId: NOWHERE,
  childrenTo: null,
};

const INSPECTION_PLAN = {
  title: 'Ma trận',
  decisionNumber: '1/QĐ',
  decisionDate: '2022-01-01',
  decisionIssuer: 'Ma trận',
};
const INSPECTION_VISIT = {
  startsAt: '2022-07-21T01:00:00Z',
  endsAt: '2022-07-21T04:00:00Z',
  place: 'Ma trận',
  team: [{ accountId: NOWHERE, part: 'leader', capacity: '' }],
};

const PROCEDURE = {
  name: 'Ma trận',
  sector: 'Ma trận',
  processingMinutes: 480,
  counting: 'days',
  lateness: 'by-day',
  paymentStopsClock: true,
  supplementLimit: 1,
  nearDueDays: 1,
  onlineLevel: null,
  hasFee: false,
  endedOn: null,
};

const DOSSIER_MAPPING = {
  columns: { dossier: 'Mã hồ sơ', unit: 'Đơn vị' },
  unit: null,
  dates: 'dmy',
  pausedIn: 'minutes',
  words: { state: {}, channel: {}, level: {} },
};

/** Bodies that pass the schemas; their effects, where allowed, leave every round as it is. */
export const BODIES: Partial<Record<RouteName, object>> = {
  signIn: { username: 'ai-do', password: 'sai' },
  sendDossierEvents: { events: [{}] },
  receiveCounterDossier: { procedureCode: 'khong-co' },
  actOnCounterDossier: { act: 'finished' },
  correctCounterDossier: { reason: 'Ma trận', receipt: null },
  lookUpDossier: { code: 'ma-tran' },
  remindOfDossiers: { unitIds: [NOWHERE] },
  createDossierSource: { code: 'ma-tran', name: 'Ma trận' },
  announceDossierFile: { name: 'ma-tran.csv', size: 10 },
  previewDossierFile: { mapping: null },
  startDossierFile: { mapping: DOSSIER_MAPPING, asOf: '2022-02-01T00:00:00Z' },
  sendDossierList: { from: '2022-01-01', to: '2022-01-31', dossiers: [] },
  addProcedureRow: { code: 'ma-tran', validFrom: '2022-01-01', ...PROCEDURE },
  changeProcedureRow: { ...PROCEDURE, reason: 'ma trận' },
  previewYearDecision: { document: {} },
  recordYearDecision: { document: {} },
  addLocalException: {
    date: '2022-03-09',
    works: false,
    reason: 'ma trận',
    issuer: 'Ma trận',
    number: '1/QĐ',
    documentDate: '2022-03-01',
  },
  withdrawLocalException: { reason: 'ma trận' },
  createAccount: {
    username: 'ma-tran',
    displayName: 'Ma trận',
    roles: ['viewer'],
    unitId: null,
    areas: [],
    password: 'mật khẩu đủ dài',
  },
  giveSecondFactor: { kind: 'code', code: '000000' },
  unlockSession: { kind: 'password', password: 'sai' },
  stepUp: { kind: 'password', password: 'sai' },
  signInWithPasskey: { challengeId: NOWHERE, answer: PASSKEY_ANSWER },
  askPasswordReset: { name: 'ai-do' },
  readLink: { token: 'x'.repeat(43) },
  acceptInvitation: { token: 'x'.repeat(43), password: 'mật khẩu đủ dài' },
  resetPassword: { token: 'x'.repeat(43), password: 'mật khẩu đủ dài' },
  confirmEmail: { token: 'x'.repeat(43) },
  updateOwnAccount: { locale: 'vi' },
  askEmailChange: { email: 'ai-do@example.vn' },
  changePassword: { current: 'sai', next: 'mật khẩu đủ dài khác' },
  confirmTotp: { code: '000000' },
  removeTotp: { password: null },
  addPasskey: { challengeId: NOWHERE, name: 'Máy này', answer: NEW_PASSKEY_ANSWER },
  renamePasskey: { name: 'Máy khác' },
  removePasskey: { password: null },
  delegateOwnWork: { toAccountId: NOWHERE, endsAt: '2022-04-01T00:00:00Z', reason: 'thử' },
  inviteAccount: {
    username: 'moi-ma-tran',
    displayName: 'Ma trận',
    email: null,
    unitId: null,
    roles: [{ role: 'viewer' }],
  },
  updateAccount: { displayName: 'Đổi tên' },
  grantRole: { role: 'viewer' },
  endRole: { endsAt: null },
  substituteAccount: { toAccountId: NOWHERE, reason: 'thử', disable: false },
  inviteUnitPerson: { username: 'moi-don-vi', displayName: 'Ma trận', email: null, divisionId: null },
  updateUnitPerson: { displayName: 'Đổi tên' },
  substituteUnitPerson: { toAccountId: NOWHERE, reason: 'thử', disable: false },
  createDelegation: {
    fromAccountId: NOWHERE,
    toAccountId: NOWHERE,
    endsAt: '2022-04-01T00:00:00Z',
    reason: 'thử',
  },
  createBlock: { id: 'khoi-ma-tran', name: 'Khối ma trận' },
  previewUnitChange: UNIT_CHANGE,
  recordUnitChange: { change: UNIT_CHANGE, preview: '' },
  annulUnitChange: { reason: 'ma trận' },
  correctUnitPeriod: { name: 'Ma trận', kind: 'department', reason: 'ma trận' },
  createRound: {
    id: 'ma-tran',
    title: 'Ma trận',
    indexYear: 2021,
    setVersionId: 'bo-thu@1',
    blockId: 'khong-co',
    selfScoringOpensAt: null,
    selfScoringClosesAt: null,
    appraisalClosesAt: null,
  },
  updateRound: { title: 'Đổi tên' },
  moveRound: { to: 'appraisal', reason: 'thử' },
  pulse: { itemId: null, since: null },
  createDivision: { name: 'Phòng ma trận' },
  renameDivision: { name: 'Phòng ma trận' },
  assignItems: { itemIds: ['1.1'], to: NOBODY },
  handOver: { from: NOBODY, to: { ...NOBODY, id: '00000000-0000-7000-8000-000000000001' } },
  copyAssignments: {},
  markItem: { ready: true, version: 99 },
  sendCard: {},
  recallCard: {},
  returnCard: { sentSequence: 99, reason: 'thử' },
  approveCard: { sentSequence: 99 },
  extendCards: { unitIds: [NOWHERE], reason: 'thử', until: '2030-01-01T00:00:00Z' },
  reopenCards: { unitIds: [NOWHERE], reason: 'thử', until: '2030-01-01T00:00:00Z' },
  saveLetterhead: {
    superiorBody: null,
    issuingBody: 'Ma trận',
    symbol: '',
    place: '',
    authority: '',
    signer: { authority: null, title: '', name: null },
    archive: '',
  },
  saveReportDetails: {
    superiorBody: null,
    issuingBody: 'Ma trận',
    number: null,
    symbol: '',
    place: '',
    date: null,
    archive: '',
    signer: { authority: null, title: '', name: null },
  },
  addSignedFile: { uploadId: 'khong-co' },
  addEvidence: EVIDENCE,
  changeEvidence: EVIDENCE,
  saveItem: { figures: {}, notApplicableReason: null, explanation: null, evidence: [] },
  decide: { decision: 'accept', points: null, reason: null },
  councilDecide: { decision: 'accept', points: null, reason: null },
  saveMinutes: {
    heldAt: '2022-03-01T01:00:00Z',
    endedAt: null,
    place: 'Hà Nội',
    chairId: NOWHERE,
    secretaryId: NOWHERE,
    attendance: [{ name: 'A', capacity: 'Chủ tịch', present: true }],
    conclusions: 'Thử',
  },
  signMinutes: { version: 1, part: 'chair' },
  createInspectionPlan: INSPECTION_PLAN,
  updateInspectionPlan: INSPECTION_PLAN,
  planInspectionVisit: { ...INSPECTION_VISIT, unitId: NOWHERE },
  updateInspectionVisit: INSPECTION_VISIT,
  cancelInspectionVisit: { reason: 'ma trận' },
  syncInspectionVisit: {
    operations: [
      {
        ...{ id: NOWHERE, kind: 'photo-removal', subjectId: NOWHERE, base: 0, resolves: null, value: {} },
        notedAt: '2022-03-01T01:00:00Z',
      },
    ],
  },
  closeInspection: { draftSha256: '0'.repeat(64), capacity: 'Ma trận' },
  reopenInspection: { reason: 'ma trận' },
  addInspectionScan: { uploadId: 'ma-tran' },
  signInspectionRecord: { version: 1, capacity: 'Ma trận', opinion: '' },
  addInspectionAddendum: { text: 'Ma trận', withdrawnFindingIds: [], capacity: 'Ma trận' },
  saveReply: { stance: 'agree', reason: null, evidence: [] },
  sendReplies: { sequence: 0 },
  returnReplies: { sequence: 0, reason: 'thử' },
  approveReplies: { sequence: 0 },
  reopenReplies: { sequence: 0, reason: 'thử' },
  acceptRest: { reason: null },
  bulkDecide: { decision: 'accept', points: null, reason: null, units: [{ unitId: NOWHERE, version: 99 }] },
  addReasonText: { itemId: 'khong-co', code: 'late', text: 'Ma trận' },
  createAppraisalGroup: GROUP,
  updateAppraisalGroup: GROUP,
  addGroupMembers: { members: [{ accountId: NOWHERE, role: 'member', agency: 'Ma trận' }] },
  nameAreaLead: { agency: 'Ma trận', unitId: NOWHERE },
  signArea: { rowsSha256: '0'.repeat(64) },
  withdrawSignOff: { reason: 'ma trận' },
  declareInterests: { conflicts: [{ unitId: NOWHERE, reason: 'ma trận' }] },
  addInterestConflict: { accountId: NOWHERE, unitId: NOWHERE, reason: 'ma trận' },
  endInterestConflict: { reason: 'ma trận' },
  assignAppraisers: { areaId: '1', scope: { of: 'all' }, accountIds: [NOWHERE] },
  endAppraiserAssignments: { areaId: '1', scope: { of: 'all' }, accountIds: [NOWHERE] },
  previewBalance: { areaId: '1', accountIds: [NOWHERE] },
  applyBalance: { areaId: '1', accountIds: [NOWHERE], fingerprint: '0'.repeat(64) },
  drawSecondReadings: { size: 5000, areaIds: ['khong-co'] },
  readSecond: { unitId: NOWHERE, itemId: '1.1', decision: 'accept', points: null, reason: null },
  addRemediationTask: {
    ...{ shortcoming: 'Ma trận', measure: '', product: '', owner: null, dueOn: null, areaId: '1' },
  },
  recordCommendation: {
    ...{ title: 'Ma trận', decisionNumber: '1/QĐ', decisionDate: '2022-01-01', signer: 'Ma trận' },
    recipients: [{ unitId: NOWHERE, personName: '', personTitle: '' }],
  },
  withdrawCommendation: { reason: 'ma trận' },
  sendRemediationPlan: { sequence: 9999 },
  returnRemediationPlan: { sequence: 9999, reason: 'ma trận' },
  approveRemediationPlan: { sequence: 9999 },
  saveRemediationTask: { shortcoming: 'Ma trận', measure: '', product: '', owner: null, dueOn: null },
  claimRemediationTask: {
    ...{ sequence: 9999, note: '' },
    evidence: [{ title: 'Ma trận', reference: '', url: '', page: '' }],
  },
  checkRemediationTask: { sequence: 9999, outcome: 'fixed', note: '' },
  takeRemediationFigures: {
    ...{ source: 'khong-co', dueFrom: '2022-01-01', dueTo: '2022-12-31', counted: 'fixed' },
    ...{ fixedFigure: 'a', totalFigure: 'b' },
  },
  whatIf: { changes: [{ itemId: '1.1', figures: { bao_cao: '4' } }] },
  goalSeek: { ranks: 1 },
  confirmItemMapping: {
    revision: 99,
    entries: [{ kind: 'same', from: ['1.1'], to: ['1.1'], reason: null }],
  },
  chaseUnits: { unitIds: [NOWHERE], message: '', again: false },
  markNoticesSeen: { ids: [] },
  setNoticeSettings: { off: [] },
  sendTestMail: { to: 'khong-phai-thu' },
  publish: { decisionNumber: '1/QĐ', decisionDate: '2022-06-30' },
  createSurvey: { title: 'Ma trận', opensAt: null, closesAt: null },
  updateSurvey: { title: 'Ma trận' },
  saveQuestionnaire: {
    title: 'Ma trận',
    introduction: '',
    questions: [
      {
        ...{ id: 'a', text: 'Ma trận?', itemId: '2.1', mean: 'diem_trung_binh' },
        options: ['1', '5'].map((value) => ({ id: value, label: value, value, figure: null })),
      },
    ],
  },
  addSurveyGroup: { name: 'Ma trận', questionnaireKey: 'ma-tran' },
  setSurveyTargets: { targets: [{ unitId: NOWHERE, quota: 1, population: null }] },
  moveSurvey: { to: 'open' },
  makeSurveyBatch: { groupId: NOWHERE, unitIds: [NOWHERE], copies: 1 },
  voidSurveyBatch: { reason: 'Ma trận' },
  findPaperSheet: { code: 'ABCD' },
  enterPaperSheet: { code: 'ABCD', token: 'x'.repeat(20), questionnaireVersion: 1, choices: {} },
};

export interface Target {
  readonly roundId: string;
  readonly unitId: string;
}
export interface Credentials {
  readonly cookie: string;
  readonly csrfToken: string;
}

/** Calls one operation of the contract as somebody; edits carry a version that nothing has, so that none is stored. */
export function callRoute(
  test: TestApp,
  name: RouteName,
  { roundId, unitId }: Target,
  who: Credentials | null,
  key: string,
): Promise<LightMyRequestResponse> {
  const route: Route = ROUTES[name];
  const values: Record<string, string> = {
    roundId,
    unitId,
    itemId: '1.1',
    partId: '1.1',
    versionId: 'bo-thu@1',
    otherId: 'bo-thu@1',
    accountId: NOWHERE,
    sourceId: NOWHERE,
    fileId: NOWHERE,
    reconciliationId: NOWHERE,
    changeId: NOWHERE,
    from: '2000-01-01',
    grantId: NOWHERE,
    passkeyId: NOWHERE,
    sessionId: NOWHERE,
    delegationId: NOWHERE,
    receiptId: NOWHERE,
    noticeId: NOWHERE,
    version: '1',
    kind: 'preliminary-notice',
    format: 'docx',
    number: '1',
    sequence: '1',
    documentId: NOWHERE,
    assignmentId: NOWHERE,
    divisionId: NOWHERE,
    groupId: NOWHERE,
    memberId: NOWHERE,
    reasonId: NOWHERE,
    conflictId: NOWHERE,
    areaId: '1',
    surveyId: NOWHERE,
    batchId: NOWHERE,
    taskId: NOWHERE,
    commendationId: NOWHERE,
    key: 'ma-tran',
    code: 'ma-tran',
    year: '2022',
    date: '2022-03-09',
  };
  const path = route.path.replace(/:(\w+)/g, (_, part: string) => encodeURIComponent(values[part] ?? part));
  const body = BODIES[name];
  const file = route.upload ? multipart('khong-phai-bang.csv', 'unit\n') : undefined;
  return test.app.inject({
    method: route.method,
    url: `/api/v1${path}`,
    headers: {
      ...(who && { cookie: who.cookie, 'x-csrf-token': who.csrfToken }),
      ...(route.ifMatch && { 'if-match': '"9999"' }),
      ...(route.idempotent && { 'idempotency-key': key }),
      ...file?.headers,
    },
    ...(file ? { payload: file.payload } : body && { payload: body }),
  });
}
