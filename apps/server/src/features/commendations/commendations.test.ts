import type { Commendation, Publication } from '@parix/api-contract';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { publishRound } from '../../testing/publish.ts';
import { approve, createRound, ok, openRoad, type Road } from '../../testing/road.ts';
import { type Client, createTestApp, type TestApp } from '../../testing/test-app.ts';

let test: TestApp;
let road: Road;
let publication: Publication;
const ROUND = 'nam-2021';

beforeAll(async () => {
  test = await createTestApp();
  road = await openRoad(test);
  await createRound(road);
  await approve(road, ROUND);
});
afterAll(() => test.close());

const DECISION = {
  title: 'Bằng khen của Chủ tịch UBND tỉnh (mẫu)',
  decisionNumber: '15/QĐ-MẪU',
  decisionDate: '2022-07-15',
  signer: 'Chủ tịch UBND tỉnh (mẫu)',
};
const record = (body: object, who: Client = road.standingBody) =>
  who.send('POST', `/rounds/${ROUND}/commendations`, { ...DECISION, ...body });
const unit = () => ({ unitId: road.ids['so-a'], personName: '', personTitle: '' });
const list = async (query = '', who: Client = road.viewer) =>
  (await ok<{ items: Commendation[] }>(who.get(`/commendations${query}`))).items;

describe('a commendation', () => {
  it('rests on a result that is published, or is not recorded', async () => {
    expect((await record({ recipients: [unit()] })).json()).toMatchObject({ code: 'nothing-published' });
    publication = await publishRound(test, road.standingBody, ROUND);
  });

  it('names the publication with its place in the log, its units and its people', async () => {
    const person = { unitId: road.ids['so-a'], personName: '=Nguyễn Thị Mẫu', personTitle: 'Phó Giám đốc' };
    const kept = await ok<Commendation>(record({ recipients: [unit(), person] }));
    expect(kept).toMatchObject({
      ...DECISION,
      publication: {
        sequence: 1,
        logIndex: publication.logIndex,
        manifestHash: publication.manifestHash,
        stands: true,
      },
      recipients: [
        { unitName: 'Sở Á', personName: null },
        { unitName: 'Sở Á', personName: '=Nguyễn Thị Mẫu', personTitle: 'Phó Giám đốc' },
      ],
      withdrawn: null,
    });
    expect(await list(`?unit=${road.ids['so-a']}`)).toHaveLength(1);
    expect(await list(`?unit=${road.ids['so-b']}`)).toEqual([]);
    expect(await list(`?round=${ROUND}`, road.unitB)).toHaveLength(1);
  });

  it('is recorded by the standing body, for units and people that there are', async () => {
    for (const who of [road.unitA, road.admin, road.council])
      expect((await record({ recipients: [unit()] }, who)).statusCode).toBe(403);
    expect((await record({ recipients: [] })).statusCode).toBe(400);
    expect(
      (await record({ recipients: [{ unitId: null, personName: '', personTitle: '' }] })).statusCode,
    ).toBe(400);
    const nowhere = { unitId: '00000000-0000-7000-8000-000000000000', personName: '', personTitle: '' };
    expect((await record({ recipients: [nowhere] })).json()).toMatchObject({
      errors: [{ place: '/recipients/0/unitId' }],
    });
  });

  it('is exported a line a recipient, no text of which becomes a formula', async () => {
    const file = await road.viewer.get('/commendations/export');
    expect(file.body.trim().split('\r\n')).toHaveLength(3);
    expect(file.body).toContain("'=Nguyễn Thị Mẫu");
  });

  it('says that the result was corrected since, and stays on record when it is withdrawn', async () => {
    const correction = {
      ...{ decisionNumber: '20/QĐ', decisionDate: '2022-08-01' },
      correctionReason: 'Sửa tên',
    };
    await publishRound(test, road.standingBody, ROUND, correction);
    const [kept] = await list();
    expect(kept?.publication).toMatchObject({ sequence: 1, stands: false });
    const path = `/commendations/${kept?.id}/withdraw`;
    expect((await road.unitA.send('POST', path, { reason: 'x' })).statusCode).toBe(403);
    await ok(road.standingBody.send('POST', path, { reason: 'Thu hồi theo quyết định mới' }));
    await ok(road.standingBody.send('POST', path, { reason: 'Lần hai' }));
    expect((await list())[0]?.withdrawn).toMatchObject({ reason: 'Thu hồi theo quyết định mới' });
    const stored = await test.owner
      .selectFrom('auditEvent')
      .select('action')
      .where('action', 'like', 'commendation.%')
      .execute();
    expect(stored.map(({ action }) => action).sort()).toEqual([
      'commendation.recorded',
      'commendation.withdrawn',
    ]);
  });
});
