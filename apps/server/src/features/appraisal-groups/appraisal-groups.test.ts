import type {
  AppraisalArea,
  AppraisalGroup,
  AreaWork,
  BalancePlan,
  InterestConflict,
  OwnInterests,
} from '@parix/api-contract';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { requireRound } from '../rounds/rounds.read-model.ts';
import { createRound, importFacts, moveRound, ok, openRoad, type Road } from '../../testing/road.ts';
import { type Client, createTestApp, type TestApp } from '../../testing/test-app.ts';
import { assignedToJudge } from './judging.read-model.ts';
import { unsignedAreas } from './unsigned-areas.read-model.ts';

const ROUND = 'nam-2021';
let test: TestApp;
let road: Road;
let first: string;
let second: string;
let lead: string;
let firstClient: Client;
let secondClient: Client;
let leadOfB: Client;

beforeAll(async () => {
  test = await createTestApp();
  road = await openRoad(test);
  first = await test.addAccount('tham-1', 'appraiser', { areas: ['1'], unitId: road.ids['so-a'] });
  second = await test.addAccount('tham-2', 'appraiser', { areas: ['1'] });
  lead = await test.addAccount('chu-tri-b', 'lead-appraiser', { areas: ['1'], unitId: road.ids['so-b'] });
  firstClient = await test.signIn('tham-1');
  secondClient = await test.signIn('tham-2');
  leadOfB = await test.signIn('chu-tri-b');
  await createRound(road);
  await moveRound(road, ROUND, 'self-scoring');
  await importFacts(road, ROUND);
  await moveRound(road, ROUND, 'appraisal');
});
afterAll(() => test.close());

const post = <T>(who: Client, path: string, body: object = {}): Promise<T> =>
  ok<T>(who.send('POST', `/rounds/${ROUND}${path}`, body));
const codeOf = async (answer: Promise<{ json: () => unknown }>): Promise<unknown> =>
  ((await answer).json() as { code: unknown }).code;
const bar = async (accountId: string, unit: 'so-a' | 'so-b' | 'xa-dak', area = '1') =>
  assignedToJudge(
    test.db,
    await requireRound(test.db, ROUND, test.clock.now()),
    { accountId },
    road.ids[unit],
    area,
  );
const decide = (who: Client, unit: 'so-a' | 'so-b' | 'xa-dak', item: string) =>
  who.send(
    'PUT',
    `/rounds/${ROUND}/units/${road.ids[unit]}/items/${item}/appraisal`,
    { decision: 'accept', points: null, reason: null },
    { 'if-match': '"0"' },
  );
const COUNCIL = {
  kind: 'council',
  name: 'Hội đồng đánh giá (mẫu)',
  decisionNumber: '12/QĐ-UBND',
  decisionDate: '2022-02-20',
  decisionIssuer: 'UBND tỉnh Mẫu',
};

describe('a round in which nobody was set to judge', () => {
  it('bars nobody, and asks for no declaration', async () => {
    expect(await bar(first, 'so-b')).toBeNull();
    expect(await ok<OwnInterests>(firstClient.get(`/rounds/${ROUND}/own-interests`))).toMatchObject({
      required: false,
      declaredAt: null,
    });
  });
});

describe('a council and groups', () => {
  let group: AppraisalGroup;
  it('are entered with their decision and members of several agencies, by the standing body alone', async () => {
    expect(await codeOf(road.appraiser.send('POST', `/rounds/${ROUND}/appraisal-groups`, COUNCIL))).toBe(
      'forbidden',
    );
    const made = await post<AppraisalGroup>(road.standingBody, '/appraisal-groups', COUNCIL);
    const members = [
      { accountId: first, role: 'member', agency: 'Sở Á' },
      { accountId: lead, role: 'chair', agency: 'Sở Bình Định' },
    ];
    group = await post(road.standingBody, `/appraisal-groups/${made.id}/members`, { members });
    expect(group.members.map(({ role, agency }) => [role, agency])).toEqual([
      ['chair', 'Sở Bình Định'],
      ['member', 'Sở Á'],
    ]);
  });
  it('keep who left, give one place to one person, and take nobody without a role in the appraisal', async () => {
    const change = [{ accountId: first, role: 'secretary', agency: 'Sở Á' }];
    const after = await post<AppraisalGroup>(road.standingBody, `/appraisal-groups/${group.id}/members`, {
      members: change,
    });
    expect(after.members.map(({ role, leftAt }) => [role, leftAt !== null])).toEqual([
      ['chair', false],
      ['secretary', false],
      ['member', true],
    ]);
    const { id: outsider } = await test.owner
      .selectFrom('account')
      .select('id')
      .where('username', '=', 'donvi-a')
      .executeTakeFirstOrThrow();
    const stranger = { members: [{ accountId: outsider, role: 'member', agency: 'Sở Á' }] };
    expect(
      await codeOf(
        road.standingBody.send('POST', `/rounds/${ROUND}/appraisal-groups/${group.id}/members`, stranger),
      ),
    ).toBe('not-found');
  });

  it('takes one person in once, however many put them in at the same moment', async () => {
    const path = `/rounds/${ROUND}/appraisal-groups/${group.id}/members`;
    const joined = await Promise.all(
      Array.from({ length: 6 }, () =>
        road.standingBody.send('POST', path, {
          members: [{ accountId: first, role: 'member', agency: 'Sở Á' }],
        }),
      ),
    );
    expect(new Set(joined.map(({ statusCode }) => statusCode))).toEqual(new Set([200]));
    const { items } = await ok<{ items: AppraisalGroup[] }>(
      road.standingBody.get(`/rounds/${ROUND}/appraisal-groups`),
    );
    const { members = [] } = items.find(({ id }) => id === group.id) ?? {};
    expect(members.filter(({ accountId, leftAt }) => accountId === first && leftAt === null)).toHaveLength(1);
  });
  it('are corrected on the version that was read', async () => {
    const { kind: _kind, ...fields } = COUNCIL;
    const change = (version: number) =>
      road.standingBody.send(
        'PATCH',
        `/rounds/${ROUND}/appraisal-groups/${group.id}`,
        { ...fields, decisionNumber: '13/QĐ-UBND' },
        { 'if-match': `"${version}"` },
      );
    expect((await change(1)).headers.etag).toBe('"2"');
    expect((await change(1)).json()).toMatchObject({
      code: 'edit-conflict',
      current: { decisionNumber: '13/QĐ-UBND' },
    });
  });
  it('end, and take nobody any more', async () => {
    const made = await post<AppraisalGroup>(road.standingBody, '/appraisal-groups', COUNCIL);
    const path = `/appraisal-groups/${made.id}`;
    const ended = await post<AppraisalGroup>(road.standingBody, `${path}/dissolve`);
    expect(ended.dissolvedAt).toBe(test.clock.now().toISOString());
    const members = [{ accountId: first, role: 'member', agency: 'Sở Á' }];
    expect(await codeOf(road.standingBody.send('POST', `/rounds/${ROUND}${path}/members`, { members }))).toBe(
      'group-dissolved',
    );
  });
});

describe('interests', () => {
  let conflict: InterestConflict;
  it('must be declared once before anything is judged, as soon as a group stands', async () => {
    expect(await bar(first, 'so-b')).toBe('undeclared');
    const declared = await post<OwnInterests>(firstClient, '/own-interests', {
      conflicts: [{ unitId: road.ids['xa-dak'], reason: 'Vợ công tác tại xã' }],
    });
    expect(declared).toMatchObject({ required: false, conflicts: [{ reason: 'Vợ công tác tại xã' }] });
    expect(declared.statement).toContain('cam kết');
    [conflict] = declared.conflicts as [InterestConflict];
    expect(await bar(first, 'so-b')).toBeNull();
    expect(await bar(first, 'xa-dak')).toBe('interest');
    await post(secondClient, '/own-interests', { conflicts: [] });
    await post(leadOfB, '/own-interests', { conflicts: [] });
  });
  it('are lifted by the standing body alone, with a reason, and stay on record', async () => {
    const path = `/interest-conflicts/${conflict.id}/end`;
    const reason = { reason: 'Vợ đã chuyển công tác' };
    expect(await codeOf(firstClient.send('POST', `/rounds/${ROUND}${path}`, reason))).toBe('forbidden');
    const ended = await post<InterestConflict>(road.standingBody, path, reason);
    expect(ended.endReason).toBe('Vợ đã chuyển công tác');
    expect(await bar(first, 'xa-dak')).toBeNull();
    const body = { accountId: first, unitId: road.ids['xa-dak'], reason: 'Tố cáo có cơ sở' };
    await post(road.standingBody, '/interest-conflicts', body);
    expect(await bar(first, 'xa-dak')).toBe('interest');
    const { items } = await ok<{ items: InterestConflict[] }>(
      road.standingBody.get(`/rounds/${ROUND}/interest-conflicts?ended=true`),
    );
    expect(items.map(({ reason: why, endedAt }) => [why, endedAt !== null])).toEqual([
      ['Tố cáo có cơ sở', false],
      ['Vợ công tác tại xã', true],
    ]);
  });
});

describe('who judges which unit', () => {
  const assign = (who: Client, accountIds: string[], more: object = {}) =>
    post<{ assigned: number; ended: number; barred: number }>(who, '/appraiser-assignments', {
      areaId: '1',
      scope: { of: 'kinds', kinds: ['department'] },
      accountIds,
      ...more,
    });
  it('is narrowed by an assignment, never to somebody barred from the unit', async () => {
    expect(await assign(leadOfB, [first])).toEqual({ assigned: 1, ended: 0, unchanged: 0, barred: 1 });
    expect(await bar(first, 'so-b')).toBeNull();
    expect(await bar(second, 'so-b')).toBe('assigned-to-others');
    expect(await bar(second, 'so-a')).toBeNull();
  });
  it('goes to another with replace, and back to everybody', async () => {
    expect(await assign(road.standingBody, [second], { replace: true })).toMatchObject({
      assigned: 2,
      ended: 1,
    });
    expect(await bar(first, 'so-b')).toBe('assigned-to-others');
    const scope = { areaId: '1', scope: { of: 'all' } };
    expect(await post(leadOfB, '/appraiser-assignments/end', scope)).toEqual({ ended: 2 });
    expect(await bar(first, 'so-b')).toBeNull();
  });
  it('is decided by those who lead the area, not by appraisers nor by leads of another', async () => {
    const body = { areaId: '1', scope: { of: 'all' }, accountIds: [second] };
    const path = `/rounds/${ROUND}/appraiser-assignments`;
    expect(await codeOf(firstClient.send('POST', path, body))).toBe('forbidden');
    const other = { ...body, areaId: '2' };
    expect(await codeOf(leadOfB.send('POST', path, other))).toBe('forbidden');
  });
  it('shows in the workload, which one click makes even; an outdated preview changes nothing', async () => {
    const work = async () =>
      (await ok<{ areas: AreaWork[] }>(road.standingBody.get(`/rounds/${ROUND}/workload`))).areas.find(
        ({ areaId }) => areaId === '1',
      );
    expect(await work()).toMatchObject({ items: 6, decided: 0, left: 6, units: 3, assignedUnits: 0 });
    const wanted = { areaId: '1', accountIds: [first, second] };
    const plan = await post<BalancePlan>(leadOfB, '/balance/preview', wanted);
    expect(plan.moves.map(({ left }) => left)).toEqual([2, 2, 2]);
    expect(plan.people.map(({ after }) => after).sort()).toEqual([2, 4]);
    await assign(leadOfB, [second], { scope: { of: 'units', unitIds: [road.ids['so-b']] } });
    const outdated = { ...wanted, fingerprint: plan.fingerprint };
    expect(await codeOf(leadOfB.send('POST', `/rounds/${ROUND}/balance`, outdated))).toBe('preview-outdated');
    const { fingerprint } = await post<BalancePlan>(leadOfB, '/balance/preview', wanted);
    await post(leadOfB, '/balance', { ...wanted, fingerprint });
    const after = await work();
    expect(after?.assignedUnits).toBe(3);
    expect(after?.people.map(({ left }) => left).sort()).toEqual([0, 0, 0, 2, 4]);
    // The own unit and an interest bar the first one from two of the three.
    expect(await bar(first, 'so-b')).toBeNull();
    expect((await post<BalancePlan>(leadOfB, '/balance/preview', wanted)).moves).toEqual([]);
    await post(leadOfB, '/appraiser-assignments/end', { areaId: '1', scope: { of: 'all' } });
  });
});

describe('the sign-off of an area', () => {
  const area = async (who: Client) =>
    (await ok<{ items: AppraisalArea[] }>(who.get(`/rounds/${ROUND}/appraisal-areas`))).items.find(
      ({ areaId }) => areaId === '1',
    );
  const sign = (who: Client, rowsSha256: string) =>
    who.send('POST', `/rounds/${ROUND}/areas/1/sign-off`, { note: 'Đã rà soát', rowsSha256 });
  const unsigned = async () => unsignedAreas(test.db, await requireRound(test.db, ROUND, test.clock.now()));

  it('is owed once an agency leads the area, and waits until everything is decided', async () => {
    expect(await unsigned()).toEqual([]);
    await post(road.standingBody, '/areas/1/lead', { agency: 'Sở Bình Định', unitId: road.ids['so-b'] });
    expect((await unsigned()).map(({ areaId }) => areaId)).toEqual(['1']);
    const seen = await area(leadOfB);
    expect(seen?.now).toMatchObject({ pairs: 6, open: 6, counts: { none: 6 }, maySign: true });
    expect(await codeOf(sign(leadOfB, seen?.now?.rowsSha256 ?? ''))).toBe('not-ready');
  });
  it('is given by the agency that leads, on exactly what was seen', async () => {
    for (const unit of ['so-a', 'so-b', 'xa-dak'] as const)
      for (const item of ['1.1', '1.2']) await ok(decide(secondClient, unit, item));
    const seen = await area(leadOfB);
    expect(seen?.now).toMatchObject({ open: 0, counts: { accept: 6 } });
    const hash = seen?.now?.rowsSha256 ?? '';
    expect(await codeOf(sign(road.leadAppraiser, hash))).toBe('forbidden');
    expect(await codeOf(sign(firstClient, hash))).toBe('forbidden');
    expect(await codeOf(sign(leadOfB, '0'.repeat(64)))).toBe('edit-conflict');
    const entries = async () =>
      (await test.owner.selectFrom('logEntry').select('entry').orderBy('logIndex').execute()).map(
        ({ entry }) => Buffer.from(entry).toString('utf8'),
      );
    const before = await entries();
    await ok(sign(leadOfB, hash));
    const [confirmed, ...others] = (await entries()).slice(before.length);
    // Once, by its hash; who confirmed it is nobody's business outside.
    expect(others).toEqual([]);
    expect(Object.keys(JSON.parse(confirmed ?? '{}') as object)).toEqual([
      ...['area', 'at', 'kind', 'round', 'sha256'],
    ]);
    expect(JSON.parse(confirmed ?? '')).toMatchObject({
      kind: 'appraisal-confirmed',
      area: '1',
      sha256: hash,
    });
    expect(await unsigned()).toEqual([]);
    expect(await bar(second, 'so-a')).toBe('signed-off');
    expect(await codeOf(sign(leadOfB, hash))).toBe('edit-conflict');
  });
  it('covers what was seen and nothing else: an import opens the area again, for whoever has signed', async () => {
    const hash = (await area(leadOfB))?.now?.rowsSha256 ?? '';
    const points = 'unit,item,figure,value\nso-a,1.1,points,0.5\nso-a,1.1,reason,Báo cáo thiếu phụ lục\n';
    await importFacts(road, ROUND, points);
    expect((await unsigned()).map(({ areaId }) => areaId)).toEqual(['1']);
    expect(await bar(second, 'so-a')).toBeNull();
    const now = (await area(leadOfB))?.now;
    expect(now).toMatchObject({ signed: false, maySign: true, open: 0 });
    expect(await codeOf(sign(leadOfB, hash))).toBe('edit-conflict');
    await ok(sign(leadOfB, now?.rowsSha256 ?? ''));
    expect(await unsigned()).toEqual([]);
  });
  it('is withdrawn with a reason before anything changes, and the signature stays on record', async () => {
    const path = '/areas/1/sign-off/withdraw';
    expect(await codeOf(firstClient.send('POST', `/rounds/${ROUND}${path}`, { reason: 'x' }))).toBe(
      'forbidden',
    );
    const after = await post<AppraisalArea>(road.standingBody, path, { reason: 'Đơn vị bổ sung hồ sơ' });
    expect(after.signOffs.map(({ kind, note }) => [kind, note])).toEqual([
      ['withdrawn', 'Đơn vị bổ sung hồ sơ'],
      ['signed', 'Đã rà soát'],
      ['signed', 'Đã rà soát'],
    ]);
    expect(await bar(second, 'so-a')).toBeNull();
    expect((await unsigned()).map(({ areaId }) => areaId)).toEqual(['1']);
  });
});
