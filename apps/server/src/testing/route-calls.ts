import { type Route, ROUTES, type RouteName } from '@parix/api-contract';
import type { LightMyRequestResponse } from 'fastify';
import type { TestApp } from './test-app.ts';
import { multipart } from './test-app.ts';

const NOWHERE = '00000000-0000-7000-8000-000000000000';

/** Bodies that pass the schemas; their effects, where allowed, leave every round as it is. */
export const BODIES: Partial<Record<RouteName, object>> = {
  signIn: { username: 'ai-do', password: 'sai' },
  createAccount: {
    username: 'ma-tran',
    displayName: 'Ma trận',
    roles: ['viewer'],
    unitId: null,
    areas: [],
    password: 'mật khẩu đủ dài',
  },
  createBlock: { id: 'khoi-ma-tran', name: 'Khối ma trận' },
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
  saveItem: { figures: {}, notApplicableReason: null, explanation: null, evidence: [] },
  decide: { decision: 'accept', points: null, reason: null },
  acceptRest: { reason: null },
  whatIf: { changes: [{ itemId: '1.1', figures: { bao_cao: '4' } }] },
  goalSeek: { ranks: 1 },
  chaseUnits: { unitIds: [NOWHERE], message: '', again: false },
  markNoticesSeen: { ids: [] },
  setNoticeSettings: { off: [] },
  sendTestMail: { to: 'khong-phai-thu' },
  publish: { decisionNumber: '1/QĐ', decisionDate: '2022-06-30' },
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
    versionId: 'bo-thu@1',
    otherId: 'bo-thu@1',
    accountId: NOWHERE,
    receiptId: NOWHERE,
    noticeId: NOWHERE,
    version: '1',
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
