import type { AgendaItem, AppraisalRow, Council, Round } from '@parix/api-contract';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { createRound, ok, openRoad, type Road, signMinutes, takeTo } from '../../testing/road.ts';
import { type Client, createTestApp, type TestApp } from '../../testing/test-app.ts';

let test: TestApp;
let road: Road;
const ROUND = 'nam-2021';

beforeAll(async () => {
  test = await createTestApp();
  road = await openRoad(test);
  await createRound(road);
  await takeTo(road, ROUND, 'council');
});
afterAll(() => test.close());

const itemPath = (item: string, unit: 'so-a' | 'so-b' = 'so-b') =>
  `/rounds/${ROUND}/units/${road.ids[unit]}/items/${item}/council-decision`;
const decide = (body: object, version: number, who: Client = road.council) =>
  who.send('PUT', itemPath('1.2'), body, { 'if-match': `"${version}"` });
const council = (who: Client = road.standingBody) => ok<Council>(who.get(`/rounds/${ROUND}/council`));
const agenda = async () =>
  (await ok<{ items: AgendaItem[] }>(road.council.get(`/rounds/${ROUND}/council/agenda`))).items;
const accountOf = async (who: Client) =>
  (await ok<{ account: { id: string } }>(who.get('/session'))).account.id;
const minutes = async (change: object = {}) => ({
  heldAt: '2022-02-28T01:00:00Z',
  endedAt: '2022-02-28T04:00:00Z',
  place: 'Phòng họp số 2',
  chairId: await accountOf(road.council),
  secretaryId: await accountOf(road.standingBody),
  attendance: [{ name: 'Nguyễn Văn Mẫu', capacity: 'Chủ tịch Hội đồng', present: true }],
  conclusions: 'Thống nhất.',
  ...change,
});
const save = (body: object, version: number, who: Client = road.standingBody) =>
  who.send('PUT', `/rounds/${ROUND}/council/minutes`, body, { 'if-match': `"${version}"` });
const sign = (who: Client, part: string, version: number) =>
  who.send('POST', `/rounds/${ROUND}/council/minutes/sign`, { version, part });

describe('what lies before the council', () => {
  it('is a frozen result with the units that share a rank, and nothing on the agenda that nobody contests', async () => {
    const { freeze, ties, minutes: written } = await council();
    expect(freeze).toMatchObject({ sequence: 1 });
    expect(ties).toEqual([]);
    expect(written).toBeNull();
    expect(await agenda()).toEqual([]);
    for (const who of [road.unitA, road.viewer, road.admin])
      expect((await who.get(`/rounds/${ROUND}/council`)).statusCode).toBe(403);
  });
});

describe('a decision of the council', () => {
  const raise = { decision: 'raise', points: '4', reason: 'Hội đồng thống nhất' };
  const votes = { inFavour: 7, against: 2, abstained: 0 };

  it('is stored with its votes or not at all', async () => {
    expect((await decide({ ...raise, votes: { inFavour: 0, against: 0, abstained: 0 } }, 1)).statusCode).toBe(
      400,
    );
    expect((await decide({ ...raise, votes }, 0)).statusCode).toBe(412);
    expect(await test.owner.selectFrom('councilVote').selectAll().execute()).toEqual([]);
    const row = await ok<AppraisalRow>(decide({ ...raise, votes }, 1));
    expect(row).toMatchObject({ version: 2, final: { points: '4' } });
    expect(await agenda()).toMatchObject([
      { itemId: '1.2', unitCode: 'so-b', version: 2, votes, editable: true },
    ]);
  });

  it('makes the frozen result an older one, until it is frozen again', async () => {
    const { version } = await ok<Round>(road.standingBody.get(`/rounds/${ROUND}`));
    const approve = () =>
      road.standingBody.send(
        'POST',
        `/rounds/${ROUND}/moves`,
        { to: 'approved' },
        { 'if-match': `"${version}"` },
      );
    expect((await approve()).json()).toMatchObject({ errors: [{ code: 'result-differs' }] });
    await ok(road.standingBody.send('POST', `/rounds/${ROUND}/result-freezes`, {}));
    expect((await approve()).json()).toMatchObject({ errors: [{ code: 'minutes-none-written' }] });
  });
});

describe('the minutes', () => {
  it('name two people of the council or its standing body', async () => {
    const viewer = await accountOf(road.viewer);
    expect((await save(await minutes({ chairId: viewer }), 0)).json()).toMatchObject({
      errors: [{ place: '/chairId' }],
    });
    const secretary = await accountOf(road.council);
    expect((await save(await minutes({ secretaryId: secretary }), 0)).json()).toMatchObject({
      errors: [{ place: '/secretaryId' }],
    });
    expect((await save(await minutes(), 0, road.appraiser)).statusCode).toBe(403);
  });

  it('are signed by those they name, each for their part, and anew after every change', async () => {
    await ok(save(await minutes(), 0));
    expect((await save(await minutes(), 0)).json()).toMatchObject({ code: 'edit-conflict' });
    expect((await sign(road.standingBody, 'chair', 1)).statusCode).toBe(403);
    await ok(sign(road.council, 'chair', 1));
    await ok(sign(road.council, 'chair', 1));
    expect((await council()).minutes).toMatchObject({ signed: false, maySign: ['secretary'] });
    expect((await ok<Council>(sign(road.standingBody, 'secretary', 1))).minutes?.signed).toBe(true);
    const changed = await ok<Council>(save(await minutes({ conclusions: 'Sửa' }), 1));
    expect(changed.minutes).toMatchObject({ version: 2, signed: false, signatures: [] });
    expect((await sign(road.council, 'chair', 1)).json()).toMatchObject({ code: 'edit-conflict' });
  });

  it('about an older result do not stand for a newer one', async () => {
    await signMinutes(road, ROUND);
    expect((await council()).minutes?.signed).toBe(true);
    await ok(road.standingBody.send('POST', `/rounds/${ROUND}/result-freezes`, {}));
    expect((await council()).minutes?.signed).toBe(false);
    await signMinutes(road, ROUND);
    const { version } = await ok<Round>(road.standingBody.get(`/rounds/${ROUND}`));
    const approved = road.standingBody.send(
      'POST',
      `/rounds/${ROUND}/moves`,
      { to: 'approved' },
      { 'if-match': `"${version}"` },
    );
    expect(await ok<Round>(approved)).toMatchObject({ state: 'approved' });
    expect((await save(await minutes(), 4)).json()).toMatchObject({ code: 'round-phase' });
  });
});
