import type {
  Card,
  ListedTask,
  Ranking,
  RemediationFigures,
  RemediationSummary,
  RemediationTask,
  UnitRemediation,
} from '@parix/api-contract';
import { unzipSync } from 'fflate';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import {
  acceptEverything,
  approve,
  createRound,
  importFacts,
  moveRound,
  ok,
  openRoad,
  type Road,
  signInAll,
  signMinutes,
} from '../../testing/road.ts';
import { newId } from '../../platform/ids.ts';
import { publishRound } from '../../testing/publish.ts';
import { type Client, createTestApp, type TestApp } from '../../testing/test-app.ts';

let test: TestApp;
let road: Road;
let leaderB: Client;
let contributorB: Client;
const FIRST = 'nam-2020';
const NEXT = 'nam-2021';
/** The finding at Sở Á that its first plan is about. */
let found: string;

beforeAll(async () => {
  test = await createTestApp();
  road = await openRoad(test);
  await test.addAccount('lanhdao-b', 'unit-leader', { unitId: road.ids['so-b'] });
  await test.addAccount('chuyenvien-b', 'contributor', { unitId: road.ids['so-b'] });
  leaderB = await test.signIn('lanhdao-b');
  contributorB = await test.signIn('chuyenvien-b');
  await createRound(road, { id: FIRST, indexYear: 2020 });
  await approve(road, FIRST);
});
afterAll(() => test.close());

type UnitCode = 'so-a' | 'so-b' | 'xa-dak';
const base = (round = FIRST, unit: UnitCode = 'so-b') =>
  `/rounds/${round}/units/${road.ids[unit]}/remediation`;
const get = (round = FIRST, who: Client = road.unitB, unit: UnitCode = 'so-b') =>
  ok<UnitRemediation>(who.get(base(round, unit)));
const open = (round = FIRST, who: Client = road.unitB, unit: UnitCode = 'so-b') =>
  who.send('POST', `${base(round, unit)}/plans`);
const act = (kind: string, sequence: number, who: Client, more: object = {}, round = FIRST) =>
  who.send('POST', `${base(round)}/plans/1/${kind}`, { sequence, ...more });
const taskPath = (id: string, unit: UnitCode = 'so-b') => `/units/${road.ids[unit]}/remediation-tasks/${id}`;
const save = (task: RemediationTask, body: object, who: Client = road.unitB, version = task.version) =>
  who.send(
    'PUT',
    taskPath(task.id),
    {
      ...{ shortcoming: task.shortcoming, measure: 'Rà soát hồ sơ trễ', product: 'Báo cáo rà soát' },
      ...{ owner: null, dueOn: '2022-06-30', ...body },
    },
    { 'if-match': `"${version}"` },
  );
const PROOF = [{ title: 'Báo cáo khắc phục', reference: '9/BC', url: 'https://mau.test/bc9', page: '2' }];
const claim = (task: RemediationTask, who: Client, more: object = {}) =>
  who.send('POST', `${taskPath(task.id)}/claim`, {
    ...{ sequence: task.sequence, note: 'Đã làm', evidence: PROOF, ...more },
  });
const check = (task: RemediationTask, outcome: string, note = '', who: Client = road.leadAppraiser) =>
  who.send('POST', `${taskPath(task.id)}/check`, { sequence: task.sequence, outcome, note });
const taskOf = async (item: string, round = FIRST): Promise<RemediationTask> => {
  const { plans } = await get(round);
  const found = plans.flatMap(({ tasks }) => tasks).find(({ itemId }) => itemId === item);
  if (!found) throw new Error(`no task about ${item}`);
  return found;
};
const list = async (query: string, who: Client = road.standingBody) =>
  (await ok<{ items: ListedTask[]; next: string | null }>(who.get(`/remediation-tasks?${query}`))).items;
const code = async (answer: ReturnType<Client['get']>): Promise<unknown> =>
  (await answer).json<{ code: string }>().code;
const today = async (day: string): Promise<void> => {
  test.clock.set(`${day}T02:00:00.000Z`);
  road = { ...(await signInAll(test)), ids: road.ids };
  leaderB = await test.signIn('lanhdao-b');
  contributorB = await test.signIn('chuyenvien-b');
};

describe('a plan', () => {
  it('is made of nothing before the result is published', async () => {
    expect(await code(open())).toBe('nothing-to-remedy');
    await publishRound(test, road.standingBody, FIRST);
  });

  it('is filled in one step with every item that lost points, by how much and why', async () => {
    expect((await get()).openable).toBe(true);
    const { plans, openable } = await ok<UnitRemediation>(open());
    expect(openable).toBe(false);
    expect(plans).toHaveLength(1);
    // 1.1: 2 reports at half a point of 2; 1.2: 60 % gives 2 of 4; 2.1: mean 3,5 of 5; 2.2: one of two requirements.
    expect(plans[0]?.tasks.map(({ itemId, lostPoints, source }) => [itemId, lostPoints, source])).toEqual([
      ['1.1', '1', 'lost-item'],
      ['1.2', '2', 'lost-item'],
      ['2.1', '0.75', 'lost-item'],
      ['2.2', '2', 'lost-item'],
    ]);
    expect(plans[0]).toMatchObject({ state: 'draft', number: 1, acts: ['sent'] });
    for (const task of plans[0]?.tasks ?? []) expect(task.said?.length).toBeGreaterThan(10);
    expect(await code(open())).toBe('remediation-open');
    expect(
      (await ok<UnitRemediation>(road.unitB.send('POST', `${base()}/plans/1/fill`))).plans[0]?.tasks,
    ).toHaveLength(4);
  });

  it('belongs to its unit: others neither edit nor, among units, read it', async () => {
    expect(await code(open(FIRST, road.unitA))).toBe('forbidden');
    expect(await code(road.unitA.get(base()))).toBe('forbidden');
    expect(await code(road.unitA.get(taskPath((await taskOf('1.1')).id)))).toBe('not-found');
    expect(await code(save(await taskOf('1.1'), {}, road.unitA))).toBe('forbidden');
    expect(await code(save(await taskOf('1.1'), {}, contributorB))).toBe('forbidden');
    expect(await code(save(await taskOf('1.1'), {}, road.standingBody))).toBe('forbidden');
    expect((await get(FIRST, road.standingBody)).plans[0]).toMatchObject({ editable: false, acts: [] });
    expect(await code(road.admin.get(base()))).toBe('forbidden');
  });

  it('goes to the leader only when every task says what, who, until when and what comes of it', async () => {
    const refused = await act('send', 1, road.unitB);
    expect(refused.json()).toMatchObject({ code: 'remediation-incomplete' });
    expect(refused.json<{ errors: unknown[] }>().errors).toHaveLength(16);
    const { owners } = await get();
    const owner = owners.find(({ name }) => name === 'Người chuyenvien-b');
    const stranger = { kind: 'person', id: road.ids['so-a'] };
    expect((await save(await taskOf('1.1'), { owner: stranger })).json()).toMatchObject({
      errors: [{ place: '/owner' }],
    });
    for (const item of ['1.1', '1.2', '2.1']) await ok(save(await taskOf(item), { owner }));
    expect(await code(save(await taskOf('1.1'), { owner }, road.unitB, 1))).toBe('edit-conflict');
    const { version, id } = await taskOf('2.2');
    await ok(road.unitB.send('DELETE', taskPath(id), undefined, { 'if-match': `"${version}"` }));
    await ok(save(await taskOf('2.1'), { owner, dueOn: '2022-02-28' }));
    expect((await act('send', 1, road.unitB)).json()).toMatchObject({ errors: [{ code: 'task-passed' }] });
    await ok(save(await taskOf('2.1'), { owner, dueOn: '2022-12-31' }));
    expect(await code(act('send', 0, road.unitB))).toBe('edit-conflict');
    expect(await code(act('approve', 1, leaderB))).toBe('remediation-state');
    await ok(act('send', 1, road.unitB));
    expect(await code(save(await taskOf('1.1'), { owner }))).toBe('remediation-state');
  });

  it('is returned with a reason, sent again and approved by the leader of the unit alone', async () => {
    expect(await code(act('approve', 2, road.leaderA))).toBe('forbidden');
    expect(await code(act('approve', 2, road.unitB))).toBe('forbidden');
    expect((await act('return', 2, leaderB)).statusCode).toBe(400);
    await ok(act('return', 2, leaderB, { reason: 'Thiếu nhiệm vụ của đơn vị' }));
    const own = {
      shortcoming: 'Chưa có lịch trực',
      measure: 'Lập lịch',
      product: 'Lịch trực',
      dueOn: '2022-05-01',
    };
    const add = (more: object) =>
      road.unitB.send('POST', `${base()}/plans/1/tasks`, { ...own, owner: null, areaId: '2', ...more });
    expect(await code(add({ areaId: '9' }))).toBe('not-found');
    const { owners } = await get();
    const { plans } = await ok<UnitRemediation>(
      add({ owner: owners.find(({ name }) => name === 'Người lanhdao-b') }),
    );
    expect(plans[0]?.tasks.map(({ source }) => source)).toEqual([
      'lost-item',
      'lost-item',
      'lost-item',
      'own',
    ]);
    expect(await code(claim(await taskOf('1.1'), road.unitB))).toBe('remediation-state');
    await ok(act('send', 3, road.unitB));
    const approved = await ok<UnitRemediation>(act('approve', 4, leaderB));
    expect(approved.plans[0]).toMatchObject({ state: 'approved', acts: [], sequence: 5 });
    expect(approved.plans[0]?.events.map(({ kind }) => kind)).toEqual([
      ...['opened', 'sent', 'returned', 'sent', 'approved'],
    ]);
    expect(await code(add({}))).toBe('remediation-state');
    const stored = await test.owner.selectFrom('remediationEvent').select('contentSha256').execute();
    expect(new Set(stored.map(({ contentSha256 }) => contentSha256)).size).toBe(3);
  });
});

describe('a task', () => {
  it('is claimed by whom it was given to, with proof that can be opened', async () => {
    const task = await taskOf('1.1');
    expect(await code(claim(task, road.contributor))).toBe('forbidden');
    expect(await code(claim(task, contributorB, { evidence: [{ ...PROOF[0], url: '' }] }))).toBe(
      'proof-required',
    );
    expect((await claim(task, contributorB, { evidence: [] })).statusCode).toBe(400);
    expect(await code(check(task, 'fixed'))).toBe('remediation-state');
    const done = await ok<RemediationTask>(claim(task, contributorB));
    expect(done).toMatchObject({ state: 'claimed', claimable: false, sequence: 1 });
    expect(await code(claim(task, contributorB))).toBe('remediation-state');
    // The task that the unit added was given to its leader: another contributor does not claim it.
    const { plans } = await get();
    const own = plans[0]?.tasks.find(({ source }) => source === 'own');
    expect(own && (await code(claim(own, contributorB)))).toBe('forbidden');
  });

  it('is found fixed, or not fixed with a reason, by the agency that leads its area', async () => {
    const task = await taskOf('1.1');
    for (const who of [road.appraiser, road.standingBody, leaderB])
      expect(await code(check(task, 'fixed', '', who))).toBe('forbidden');
    await test.addAccount('chutri-2', 'lead-appraiser', { areas: ['2'] });
    expect(await code(check(task, 'fixed', '', await test.signIn('chutri-2')))).toBe('forbidden');
    await test.addAccount('chutri-b', 'lead-appraiser', { unitId: road.ids['so-b'] });
    expect(await code(check(task, 'fixed', '', await test.signIn('chutri-b')))).toBe('forbidden');
    expect(await code(check(task, 'not-fixed'))).toBe('finding-required');
    const first = await ok<RemediationTask>(check(task, 'not-fixed', 'Báo cáo chưa ký'));
    expect(first).toMatchObject({ state: 'not-fixed' });
    const again = await ok<RemediationTask>(claim(first, road.unitB));
    expect(await code(check(first, 'fixed'))).toBe('edit-conflict');
    const fixed = await ok<RemediationTask>(check(again, 'fixed'));
    expect(fixed.events.map(({ kind }) => kind)).toEqual(['claimed', 'not-fixed', 'claimed', 'fixed']);
    expect(await code(claim(fixed, road.unitB))).toBe('remediation-state');
  });

  it('of an area with a named agency is checked by that agency only', async () => {
    const body = { agency: 'Sở Á', unitId: road.ids['so-a'] };
    await ok(road.standingBody.send('POST', `/rounds/${FIRST}/areas/1/lead`, body));
    const task = await ok<RemediationTask>(claim(await taskOf('1.2'), road.unitB));
    expect(await code(check(task, 'fixed'))).toBe('forbidden');
    await test.addAccount('chutri-a', 'lead-appraiser', { unitId: road.ids['so-a'] });
    const lead = await test.signIn('chutri-a');
    await ok(check(task, 'not-fixed', 'Hồ sơ trễ vẫn còn', lead));
  });
});

/** A finding of a visit at Sở Á, as the inspections store it. */
async function addFinding(
  round: string,
  state: 'done' | 'signed',
  more: { readonly itemId?: string; readonly repeats?: string } = {},
): Promise<string> {
  const unitId = road.ids['so-a'];
  const [planId, visitId, findingId] = [newId(), newId(), newId()];
  const { itemId = null, repeats = null } = more;
  const authorId = newId();
  const at = { notedAt: '2022-03-01T00:00:00Z', recordedAt: '2022-03-01T00:00:00Z' };
  const decision = { decisionNumber: '1/QĐ', decisionDate: '2022-02-01', decisionIssuer: 'UBND (mẫu)' };
  await test.owner
    .insertInto('inspectionPlan')
    .values({ id: planId, roundId: round, title: 'Kiểm tra (mẫu)', ...decision, createdAt: at.recordedAt })
    .execute();
  await test.owner
    .insertInto('inspectionVisit')
    .values({
      ...{ unitId, id: visitId, planId, startsAt: at.notedAt, endsAt: '2022-03-01T04:00:00Z' },
      ...{ place: 'Trụ sở', state, createdAt: at.recordedAt },
    })
    .execute();
  await test.owner.insertInto('inspectionFinding').values({ unitId, id: findingId, visitId }).execute();
  await test.owner
    .insertInto('inspectionFindingVersion')
    .values({
      ...{ unitId, findingId, version: 1, kind: 'shortcoming', statement: 'Chưa niêm yết đủ', authorId },
      ...{ recommendation: 'Niêm yết lại', itemId, itemCode: itemId, repeatsFindingId: repeats, ...at },
    })
    .execute();
  return findingId;
}

describe('a finding of an inspection', () => {
  it('is a task of the plan once both sides have signed the record', async () => {
    await addFinding(FIRST, 'done', { itemId: '2.2' });
    found = await addFinding(FIRST, 'signed', { itemId: '1.1' });
    const { plans } = await ok<UnitRemediation>(open(FIRST, road.unitA, 'so-a'));
    expect(plans[0]?.tasks.map(({ source, itemId, areaId }) => [source, itemId, areaId])).toEqual([
      ['lost-item', '2.1', '2'],
      ['finding', '1.1', '1'],
    ]);
    expect(plans[0]?.tasks[1]).toMatchObject({ shortcoming: 'Chưa niêm yết đủ', said: 'Niêm yết lại' });
    const { owners } = await get(FIRST, road.unitA, 'so-a');
    for (const task of plans[0]?.tasks ?? [])
      await ok(
        road.unitA.send(
          'PUT',
          taskPath(task.id, 'so-a'),
          {
            ...{ shortcoming: task.shortcoming, measure: 'Làm', product: 'Ảnh', dueOn: '2023-12-31' },
            owner: owners[0],
          },
          { 'if-match': '"1"' },
        ),
      );
    const path = `${base(FIRST, 'so-a')}/plans/1`;
    await ok(road.unitA.send('POST', `${path}/send`, { sequence: 1 }));
    await ok(road.leaderA.send('POST', `${path}/approve`, { sequence: 2 }));
  });
});

describe('the plan as a document', () => {
  const words = async (who: Client, round: string, unit: UnitCode) => {
    const file = await who.get(`${base(round, unit)}/plans/1/document/docx`);
    const parts = unzipSync(new Uint8Array(file.rawPayload));
    const text = Object.entries(parts)
      .filter(([name]) => /^word\/(document|footer)\d*\.xml$/.test(name))
      .map(([, part]) => new TextDecoder().decode(part));
    return {
      name: String(file.headers['content-disposition']),
      text: text.join(' ').replace(/<[^>]*>/g, ''),
    };
  };

  it('says every task with its measure, owner and date, and who approved it', async () => {
    const { name, text } = await words(road.unitB, FIRST, 'so-b');
    expect(name).toContain('ke-hoach-khac-phuc-so-b-nam-2020-1.docx');
    for (const part of ['Rà soát hồ sơ trễ', 'Người chuyenvien-b', '30/06/2022', 'Mất 2 điểm'])
      expect(text).toContain(part);
    expect(text).toContain('Người lanhdao-b đã duyệt');
    expect(text).not.toContain('DỰ THẢO');
    expect(
      (await road.unitB.get(`${base()}/plans/1/document/pdf`)).rawPayload.subarray(0, 5).toString(),
    ).toBe('%PDF-');
    expect(await code(road.unitA.get(`${base()}/plans/1/document/docx`))).toBe('forbidden');
    expect(await code(road.unitB.get(`${base()}/plans/2/document/docx`))).toBe('not-found');
  });
});

describe('what is overdue', () => {
  it('follows from the clock, at the end of the last day in Vietnam', async () => {
    test.clock.set('2022-06-30T16:59:59.999Z');
    road = { ...(await signInAll(test)), ids: road.ids };
    const overdue = async () =>
      (await list('list=overdue')).map(({ itemId, daysLate }) => [itemId, daysLate]);
    expect(await overdue()).toEqual([[null, 60]]);
    test.clock.set('2022-06-30T17:00:00.000Z');
    expect(await overdue()).toEqual([
      [null, 61],
      ['1.2', 1],
    ]);
    const { items } = await ok<{ items: RemediationSummary[] }>(
      road.standingBody.get(`/rounds/${FIRST}/remediation`),
    );
    expect(items.find(({ unitCode }) => unitCode === 'so-b')).toMatchObject({
      ...{ state: 'approved', tasks: 4, fixed: 1, overdue: 2, repeated: 0 },
    });
    expect(items.find(({ unitCode }) => unitCode === 'xa-dak')).toMatchObject({ state: null, tasks: 0 });
  });

  it('is listed by page, area and unit, to each as far as they may read', async () => {
    expect((await list('list=overdue&area=1')).map(({ itemId }) => itemId)).toEqual(['1.2']);
    expect(await list(`unit=${road.ids['xa-dak']}`)).toEqual([]);
    const first = await ok<{ items: ListedTask[]; next: string }>(
      road.standingBody.get('/remediation-tasks?limit=3'),
    );
    const second = await list(`limit=3&cursor=${first.next}`);
    const items = [...first.items, ...second].map(({ itemId }) => itemId);
    expect(items.slice(0, 4)).toEqual([null, '1.1', '1.2', '2.1']);
    expect(items).toHaveLength(6);
    expect(await list('list=all', road.unitA)).toHaveLength(2);
    expect(await list('list=all', road.unitB)).toHaveLength(4);
    expect((await road.admin.get('/remediation-tasks')).statusCode).toBe(403);
  });

  it('is exported without letting a text become a formula', async () => {
    const { plans } = await get();
    const own = plans[0]?.tasks.find(({ source }) => source === 'own');
    await test.owner
      .updateTable('remediationTask')
      .set({ shortcoming: '=HYPERLINK("https://xau.test")' })
      .where('id', '=', own?.id ?? '')
      .execute();
    const file = await road.standingBody.get('/remediation-tasks/export?list=overdue');
    expect(file.headers['content-type']).toContain('text/csv');
    expect(file.body).toContain("'=HYPERLINK");
    expect(file.body.trim().split('\r\n')).toHaveLength(3);
  });
});

describe('next year', () => {
  beforeAll(async () => {
    await today('2022-07-01');
    await createRound(road, { id: NEXT, indexYear: 2021 });
    await moveRound(road, NEXT, 'self-scoring');
    await importFacts(road, NEXT);
  });

  const CHOICE = {
    ...{ source: FIRST, dueFrom: '2022-01-01', dueTo: '2022-06-30', counted: 'fixed' },
    ...{ fixedFigure: 'dung_han', totalFigure: 'tong' },
  };
  const figures = `/rounds/${NEXT}/items/1.2/remediation-figures`;
  const preview = (change: object = {}) =>
    road.standingBody.get(`${figures}?${new URLSearchParams({ ...CHOICE, ...change }).toString()}`);

  it('shows what the plans come to before anything is stored, exactly as the rule scores it', async () => {
    const shown = await ok<RemediationFigures>(preview());
    // Due by 30 June: 1.1 (fixed in time), 1.2 (not fixed), the unit's own (nothing done): one of three is below half.
    expect(shown.units.find(({ unitCode }) => unitCode === 'so-b')).toMatchObject({
      due: 3,
      counts: { 'fixed-in-time': 1, 'fixed-late': 0, 'not-fixed': 2 },
      points: '0.00',
      problem: null,
    });
    expect(shown.units.find(({ unitCode }) => unitCode === 'so-a')).toMatchObject({ due: 0, points: null });
    expect(shown.taken).toBeNull();
    const one = await ok<RemediationFigures>(preview({ dueFrom: '2022-06-01' }));
    // One of two: 50 % gives two points.
    expect(one.units.find(({ unitCode }) => unitCode === 'so-b')).toMatchObject({ due: 2, points: '2.00' });
    expect((await preview({ fixedFigure: 'tong' })).json()).toMatchObject({
      errors: [{ place: '/fixedFigure' }],
    });
    expect((await preview({ source: NEXT })).json()).toMatchObject({ errors: [{ place: '/source' }] });
    expect(await code(road.unitB.get(`${figures}?${new URLSearchParams(CHOICE).toString()}`))).toBe(
      'forbidden',
    );
  });

  it('stores them with their provenance, and the unit does not retype them', async () => {
    const take = (change: object = {}) => road.standingBody.send('POST', figures, { ...CHOICE, ...change });
    expect(await code(take({ dueFrom: '2022-01-01', dueTo: '2022-01-02' }))).toBe('nothing-to-count');
    const taken = await ok<RemediationFigures>(take({ dueFrom: '2022-06-01' }));
    expect(taken.taken).toMatchObject({ units: 1, by: 'Người thuongtruc' });
    const card = async () => ok<Card>(road.unitB.get(`/rounds/${NEXT}/units/${road.ids['so-b']}/card`));
    const item = (await card()).items.find(({ itemId }) => itemId === '1.2');
    expect(item).toMatchObject({
      figures: { dung_han: '1', tong: '2' },
      origin: 'imported',
      self: { points: '2' },
    });
    const put = (values: object, explanation: string) =>
      road.unitB.send(
        'PUT',
        `/rounds/${NEXT}/units/${road.ids['so-b']}/items/1.2`,
        { figures: values, notApplicableReason: null, explanation, evidence: [] },
        { 'if-match': `"${item?.version}"` },
      );
    expect((await put({ dung_han: '2', tong: '2' }, '')).json()).toMatchObject({
      code: 'figures-given',
      errors: [{ place: '/figures/dung_han' }],
    });
    expect(await code(put({}, ''))).toBe('figures-given');
    await ok(put({ dung_han: '1', tong: '2' }, 'Theo kế hoạch khắc phục'));
    const other = await ok<Ranking>(road.standingBody.get(`/rounds/${NEXT}/ranking?layer=self`));
    expect(other.rows.find(({ unitCode }) => unitCode === 'so-a')?.points).not.toBe('0');
    const stored = await test.owner.selectFrom('remediationFigure').selectAll().executeTakeFirstOrThrow();
    expect(stored.tasks).toHaveLength(2);
    expect(stored.tasks).toContainEqual({ id: (await taskOf('1.1')).id, outcome: 'fixed-in-time' });
  });

  it('marks by itself what comes back, with the earlier task', async () => {
    await road.standingBody.upload(
      `/rounds/${NEXT}/facts/import?dryRun=false`,
      'so-lieu.csv',
      'unit,1.1.bao_cao\nso-b,1\n',
    );
    await moveRound(road, NEXT, 'appraisal');
    await acceptEverything(road, NEXT);
    await moveRound(road, NEXT, 'council');
    await signMinutes(road, NEXT);
    await moveRound(road, NEXT, 'approved');
    await publishRound(test, road.standingBody, NEXT);
    const { plans } = await ok<UnitRemediation>(open(NEXT));
    const repeats = plans[0]?.tasks.map(({ itemId, repeats: earlier }) => [itemId, earlier?.state ?? null]);
    expect(repeats).toEqual([
      ['1.1', 'fixed'],
      ['1.2', 'not-fixed'],
      ['2.1', 'open'],
      ['2.2', null],
    ]);
    expect(plans[0]?.tasks[0]?.repeats).toMatchObject({ roundId: FIRST, indexYear: 2020 });
    // Only what a leader has approved is before the standing body.
    expect(await list('list=repeated')).toEqual([]);
    const { owners } = await get(NEXT);
    for (const task of plans[0]?.tasks ?? []) await ok(save(task, { owner: owners[0], dueOn: '2022-12-31' }));
    await ok(act('send', 1, road.unitB, {}, NEXT));
    await ok(act('approve', 2, leaderB, {}, NEXT));
    expect((await list('list=repeated')).map(({ itemId, roundId }) => [itemId, roundId])).toHaveLength(3);
    // What an inspection finds again comes back even where it is about no item.
    await addFinding(NEXT, 'signed', { repeats: found });
    await addFinding(NEXT, 'signed');
    const other = await ok<UnitRemediation>(open(NEXT, road.unitA, 'so-a'));
    const back = other.plans[0]?.tasks.map(({ source, repeats: earlier }) => [source, earlier !== null]);
    expect(back).toEqual([
      ['lost-item', true],
      ['finding', true],
      ['finding', false],
    ]);
  });
});
